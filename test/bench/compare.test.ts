import { describe, expect, it } from 'vitest';
import { compareRuns } from '../../src/bench/compare/compare-runs.ts';
import { readThreshold, thresholdGates } from '../../src/bench/compare/gates.ts';
import { runOf } from './documents.ts';

const compare = (a: readonly string[], b: readonly string[]) =>
  compareRuns({ a: { name: 'a', run: runOf(a) }, b: { name: 'b', run: runOf(b) }, column: 'own', ks: [1, 2], seed: 1 });

describe('a comparison', () => {
  it('of a run with itself finds nothing', () => {
    const same = compare(['..x', 'xx.'], ['..x', 'xx.']);
    expect(same.mcnemar).toEqual({ onlyA: 0, onlyB: 0, p: 1 });
    expect(same.regressions).toEqual([]);
    expect(same.passAtK[0]).toMatchObject({ difference: 0, low: 0, high: 0, counted: 2 });
  });
  it('pairs samples by task and number', () => {
    const { mcnemar, paired } = compare(['.x.', '...'], ['x..', '..x']);
    expect(mcnemar).toMatchObject({ onlyA: 2, onlyB: 1 });
    expect(paired).toEqual({ tasks: 2, samples: 6 });
  });
  it('names the tasks that became worse and better', () => {
    const { regressions, improvements } = compare(['...', 'xxx', '.xx'], ['..x', 'x.x', 'x.x']);
    expect(regressions).toEqual([{ task: 'task0', a: '3/3', b: '2/3' }]);
    expect(improvements).toEqual([{ task: 'task1', a: '0/3', b: '1/3' }]);
  });
  it('leaves out tasks that only one side has', () => {
    expect(compare(['..'], ['..', 'xx']).paired.tasks).toBe(1);
  });
});

describe('a threshold', () => {
  it.each(['pass@1', 'pass@0=0.5', 'pass@1=2', 'own:pass@1=x', 'pass@1=0.5 '])('is not %j', (text) => {
    expect(() => readThreshold(text)).toThrow(expect.objectContaining({ kind: 'usage' }));
  });
  it('is met from its value on, and never over no task', () => {
    const rows = runOf(['..', 'xx']).passAtK;
    expect(thresholdGates([readThreshold('pass@1=0.5')], rows)[0]).toMatchObject({ value: 0.5, met: true });
    expect(thresholdGates([readThreshold('pass@1=0.51')], rows)[0]?.met).toBe(false);
    expect(thresholdGates([readThreshold('pass@1=0')], runOf([]).passAtK)[0]?.met).toBe(false);
  });
});
