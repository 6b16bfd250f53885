import { describe, expect, it } from 'vitest';
import { cheatsFor } from '../../src/bench/audit/cheats.ts';
import { mutantsOf } from '../../src/bench/audit/mutants.ts';
import { portDifferences } from '../../src/bench/audit/ports.ts';
import { unsoundTasks } from '../../src/bench/audit/run-audit.ts';
import { readDataset } from '../../src/bench/datasets/registry.ts';
import { runBenchAudit } from '../../src/commands/bench-audit.ts';
import type { BenchAuditDocument } from '../../src/contracts/bench.ts';
import { SUITE, testIo } from './harness.ts';
import { missingTools } from './tools.ts';

const port = (name: string, direction: 'input' | 'output', width = 1) => ({ name, direction, width, range: null });

describe('cheats', () => {
  it('are written for what the bench leaves within reach', async () => {
    const { tasks } = await readDataset('suite', { path: SUITE, task: null, descriptions: null });
    const [task] = tasks.filter(({ public: { id } }) => id === 'saturating_count');
    const ports = [port('clk', 'input'), port('level', 'output', 3)];
    const cheats = cheatsFor({ task: task!, ports, passLines: ['Mismatches: 0 in 242 samples'] });
    expect(cheats.map(({ trial }) => trial)).toEqual([
      'empty',
      'stuck-at-0',
      'stuck-at-1',
      'early-finish',
      'late-finish',
      'prints-pass-lines',
      'reads-reference',
      'instantiates-reference',
      'writes-statistics',
      'forces-comparison',
      'drives-inputs',
    ]);
    expect(cheats.find(({ trial }) => trial === 'reads-reference')?.source).toContain('assign level = tb.good1.level;');
  });
});

describe('mutants', () => {
  const source =
    'module m (input [3:0] a, output [3:0] y);\n  wire [3:0] w;\n  assign w = a + 1;\n  assign y = w & a;\nendmodule\n';
  it('change one operator each, the same ones for a seed, and no declaration', () => {
    const all = mutantsOf(source, { most: 10, seed: 1 });
    expect(all.map(({ label }) => label).sort()).toEqual(['line 3: + → -', 'line 4: & → |']);
    expect(mutantsOf(source, { most: 1, seed: 9 })).toEqual(mutantsOf(source, { most: 1, seed: 9 }));
    for (const mutant of all) expect(mutant.source).not.toBe(source);
  });
});

describe('port differences', () => {
  it('are named from both sides', () => {
    const a = [port('x', 'input'), port('q', 'input'), port('w', 'output', 4)];
    const b = [port('x', 'input'), port('q', 'output'), port('w', 'output', 5), port('more', 'input')];
    expect(portDifferences({ a, b }, { nameA: 'prompt', nameB: 'reference' })).toEqual([
      'q is an input in the prompt and an output in the reference',
      'w has 4 bits in the prompt and 5 in the reference',
      'input more of the reference is not in the prompt',
    ]);
    expect(portDifferences({ a, b: a }, { nameA: 'a', nameB: 'b' })).toEqual([]);
  });
});

describe.skipIf(missingTools('iverilog', 'yosys') !== null)('an audit', () => {
  it('accepts the reference, no cheat, kills mutants, and names the broken bench', async () => {
    const result = await runBenchAudit(
      'suite',
      { dataset: SUITE, store: 'none', mutants: '4', verilator: false },
      await testIo(),
    );
    const document = result.document as BenchAuditDocument;
    expect(result.exitCode).toBe(0);
    expect(document.totals.cheatsAccepted).toBe(0);
    expect(document.totals.cheatsTried).toBeGreaterThan(15);
    expect(document.totals.cheatsAcceptedOfficially).toBeGreaterThan(3);
    const [broken, median, count] = document.tasks;
    expect(broken?.defects[0]).toMatchObject({ defect: 'broken-bench', severity: 'unscorable' });
    for (const row of [median, count]) {
      expect(row?.trials.find(({ trial }) => trial === 'reference')).toMatchObject({ own: 'pass', official: true });
      expect(row?.mutants.killed).toBeGreaterThan(0);
      expect(row?.knownShare).toBeGreaterThan(0.9);
    }
    expect([...unsoundTasks(document).keys()]).toContain('broken_bench');
    expect(unsoundTasks(document).has('median_of_three')).toBe(false);
  });
});
