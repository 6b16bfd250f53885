import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DesignFacts } from '../../src/stimulus/facts.ts';
import { planStimulus } from '../../src/stimulus/plan.ts';
import { createRandom } from '../../src/stimulus/random.ts';

const FACTS: DesignFacts = {
  top: 'm',
  ports: [
    { name: 'clk', direction: 'input', width: 1 },
    { name: 'rst_n', direction: 'input', width: 1 },
    { name: 'clear', direction: 'input', width: 1 },
    { name: 'en', direction: 'input', width: 1 },
    { name: 'data', direction: 'input', width: 8 },
    { name: 'q', direction: 'output', width: 8 },
  ],
  clocks: [{ port: 'clk', index: 0, edge: 'pos', role: 'clock' }],
  resets: [
    { port: 'rst_n', index: 0, active: 'low', kind: 'async' },
    { port: 'clear', index: 0, active: 'high', kind: 'sync' },
  ],
  constants: [{ width: 8, value: 0xa7n }],
  counterCycles: 100,
  stateBits: 8,
  nets: [],
  registers: [],
  source: 'netlist',
};

const bit = (value: bigint, at: number) => (value >> BigInt(at)) & 1n;

describe('a stimulus plan', () => {
  it('is the same for the same facts, seed and length, and another for another seed', () => {
    const plan = (seed: number) => planStimulus({ facts: FACTS, seed, cycles: 200 });
    expect(plan(7)).toEqual(plan(7));
    expect(plan(7).steps).not.toEqual(plan(8).steps);
  });

  it('starts with every reset inactive, so that applying one makes an edge', () => {
    const { initial } = planStimulus({ facts: FACTS, seed: 1, cycles: 200 });
    expect([bit(initial, 1), bit(initial, 2)]).toEqual([1n, 0n]);
  });

  it('moves the clock alone: data never holds a clock bit, and every toggle is the clock', () => {
    const { steps, layout } = planStimulus({ facts: FACTS, seed: 1, cycles: 200 });
    expect(layout.clockMask).toBe(1n);
    expect(steps.every((step) => bit(step.data, 0) === 0n)).toBe(true);
    expect(new Set(steps.map((step) => step.toggle))).toEqual(new Set([0, null]));
  });

  it('runs before, during and after each subset of resets', () => {
    const { steps } = planStimulus({ facts: FACTS, seed: 1, cycles: 400 });
    const subsets = new Set(steps.map((step) => `${bit(step.data, 1)}${bit(step.data, 2)}`));
    expect(subsets).toEqual(new Set(['00', '01', '10', '11']));
    expect(`${bit(steps[0]?.data ?? 0n, 1)}${bit(steps[0]?.data ?? 0n, 2)}`).toBe('10');
  });

  it('pulses an asynchronous reset between two clock edges', () => {
    const { steps } = planStimulus({ facts: FACTS, seed: 1, cycles: 2_000 });
    const between = steps.some(
      (step, at) => step.toggle === null && bit(step.data, 1) === 0n && bit(steps[at + 1]?.data ?? 0n, 1) === 1n,
    );
    expect(between).toBe(true);
  });

  it('keeps all inputs still for as long as the counters found need', () => {
    const { steps } = planStimulus({ facts: FACTS, seed: 1, cycles: 100 });
    expect(Math.max(...steps.map((step) => step.repeat))).toBeGreaterThanOrEqual(2 * 100);
  });

  it('uses the constants of the design and their neighbours', () => {
    const { steps } = planStimulus({ facts: FACTS, seed: 1, cycles: 400 });
    const seen = new Set(steps.map((step) => step.data >> 4n));
    for (const value of [0n, 0xffn, 0xa6n, 0xa7n, 0xa8n]) expect(seen).toContain(value);
  });

  it('tries every value of a small design without storage', () => {
    const ports = [
      { name: 'a', direction: 'input' as const, width: 5 },
      { name: 'y', direction: 'output' as const, width: 1 },
    ];
    const plan = planStimulus({
      facts: { ...FACTS, ports, clocks: [], resets: [], stateBits: 0 },
      seed: 1,
      cycles: 10,
    });
    expect(plan.exhaustive).toBe(true);
    expect(new Set(plan.steps.map((step) => step.data)).size).toBe(32);
  });

  it('fits the inputs, whatever the design', () => {
    const port = fc.record({ width: fc.integer({ min: 1, max: 70 }) });
    fc.assert(
      fc.property(fc.array(port, { minLength: 1, maxLength: 6 }), fc.nat(), fc.boolean(), (inputs, seed, isClocked) => {
        const ports = inputs.map(({ width }, at) => ({ name: `i${at}`, direction: 'input' as const, width }));
        const clocks = isClocked ? [{ port: 'i0', index: 0, edge: 'pos' as const, role: 'clock' as const }] : [];
        const facts = { ...FACTS, ports, clocks, resets: [], stateBits: isClocked ? 4 : 0 };
        const { steps, layout } = planStimulus({ facts, seed, cycles: 20 });
        expect(steps.length).toBeGreaterThan(0);
        for (const step of steps) {
          expect(step.data >> BigInt(layout.width)).toBe(0n);
          expect(step.repeat).toBeGreaterThanOrEqual(1);
        }
      }),
      { seed: 11, numRuns: 60 },
    );
  });
});

describe('the random source', () => {
  it('gives values of the width asked for, all bits of which change', () => {
    const random = createRandom(3);
    const values = Array.from({ length: 64 }, () => random.bits(77));
    expect(values.every((value) => value < 1n << 77n)).toBe(true);
    expect(values.reduce((a, b) => a | b)).toBe((1n << 77n) - 1n);
  });

  it('draws evenly', () => {
    const random = createRandom(5);
    const counts = [0, 0, 0, 0, 0];
    for (let i = 0; i < 5_000; i += 1) counts[random.below(5)]! += 1;
    for (const count of counts) expect(count).toBeGreaterThan(880);
  });
});
