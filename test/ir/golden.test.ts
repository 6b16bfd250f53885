import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type DesignPlan, designPlanSchema } from '../../src/contracts/plan.ts';
import { alignPlan, describePlan, emitVerilog, lowerPlan, printPlan, printRtl } from '../../src/ir/index.ts';
import { lint, needs } from './simulate.ts';

/** A design that uses every kind of node once. */
const EVERYTHING: DesignPlan = {
  ir: 'veriloom/plan@1',
  top: 'kiosk',
  modules: [
    {
      name: 'majority',
      doc: 'Two of three.',
      ports: [
        { name: 'votes', dir: 'input', type: { width: 3, range: [3, 1] } },
        { name: 'passed', dir: 'output', type: { width: 1 } },
      ],
      body: [
        { kind: 'assign', lhs: 'passed', rhs: '(votes[1] & votes[2]) | (votes[1] & votes[3]) | (votes[2] & votes[3])' },
      ],
    },
    {
      name: 'kiosk',
      doc: 'One of everything.',
      ports: [
        { name: 'clk', dir: 'input', type: { width: 1 }, role: 'clock' },
        { name: 'rst_n', dir: 'input', type: { width: 1 }, role: 'reset' },
        { name: 'coin', dir: 'input', type: { width: 1 } },
        { name: 'votes', dir: 'input', type: { width: 3, range: [3, 1] } },
        { name: 'level', dir: 'input', type: { width: 4, signed: true } },
        { name: 'row', dir: 'input', type: { width: 2 } },
        { name: 'open', dir: 'output', type: { width: 1 } },
        { name: 'passed', dir: 'output', type: { width: 1 } },
        { name: 'total', dir: 'output', type: { width: 8 } },
        { name: 'half', dir: 'output', type: { width: 4 } },
        { name: 'lamp', dir: 'output', type: { width: 1 } },
        { name: 'held', dir: 'output', type: { width: 4 } },
        { name: 'glyph', dir: 'output', type: { width: 5 } },
        { name: 'mirror', dir: 'output', type: { width: 4 } },
        { name: 'tick', dir: 'output', type: { width: 3 } },
        { name: 'seen', dir: 'output', type: { width: 8 } },
      ],
      domains: [{ name: 'main', clock: 'clk', edge: 'pos', reset: { signal: 'rst_n', kind: 'async', active: 'low' } }],
      body: [
        {
          kind: 'fsm',
          name: 'door',
          style: 'moore',
          realise: { domain: 'main', reset_state: 'CLOSED' },
          encoding: { scheme: 'binary' },
          states: [
            { name: 'CLOSED', out: { open: '0' } },
            { name: 'HALF', out: { open: '0' } },
            { name: 'OPEN', out: { open: '1' } },
          ],
          trans: [
            { from: 'CLOSED', guard: 'coin', to: 'HALF', src: { start: 10, end: 20, rule: 'edges' } },
            { from: 'CLOSED', to: 'CLOSED' },
            { from: 'HALF', guard: 'coin', to: 'OPEN' },
            { from: 'HALF', to: 'HALF' },
            { from: 'OPEN', to: 'CLOSED' },
          ],
          src: { start: 0, end: 40, rule: 'edges' },
        },
        { kind: 'instance', name: 'ballot', of: 'majority', connect: { votes: 'votes', passed: 'passed' } },
        {
          kind: 'reg',
          name: 'total',
          type: { width: 8 },
          domain: 'main',
          reset: 0,
          next: [
            { when: 'coin && passed', to: 'total + 2' },
            { when: 'coin', to: 'total + 1' },
          ],
        },
        { kind: 'assign', lhs: 'half', rhs: 'level >>> 1' },
        {
          kind: 'table',
          origin: 'truth',
          inputs: ['row[1]', 'row[0]'],
          outputs: ['lamp'],
          missing: 'error',
          rows: [
            { in: ['0', '0'], out: ['1'] },
            { in: ['0', '1'], out: ['0'] },
            { in: ['1', '-'], out: ['1'] },
          ],
        },
        { kind: 'latch', name: 'held', type: { width: 4 }, gate: 'coin', d: 'level' },
        {
          kind: 'table',
          origin: 'lookup',
          inputs: ['row', 'coin'],
          outputs: ['glyph'],
          missing: 'zero',
          rows: [
            { in: ['00', '-'], out: ["5'd17"] },
            { in: ['10', '1'], out: ['01010'] },
          ],
        },
        {
          kind: 'for',
          var: 'i',
          from: 0,
          to: 3,
          edge: 'wrap',
          body: [{ kind: 'assign', lhs: 'mirror[i]', rhs: 'level[3 - i] ^ level[i + 1]' }],
        },
        {
          kind: 'component',
          lib: 'counter',
          params: { modulus: 6 },
          bind: { q: 'tick', enable: 'coin' },
          domain: 'main',
        },
        {
          kind: 'mem',
          name: 'log',
          depth: 4,
          width: 8,
          ports: [
            { dir: 'write', mode: 'sync', domain: 'main', addr: 'row', en: 'coin', data: 'total' },
            { dir: 'read', mode: 'sync', domain: 'main', addr: 'row', data: 'seen', read_during_write: 'old' },
          ],
        },
      ],
    },
  ],
  assumptions: [{ text: 'the reset is active low, as its name says', severity: 'convention', rule: 'reset-name' }],
};

const lowered = (plan: DesignPlan) => {
  const result = lowerPlan(plan);
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
};

describe('the printers', () => {
  it('show a plan as JSON that reads back, and as text', async () => {
    expect(designPlanSchema.parse(JSON.parse(printPlan(EVERYTHING)))).toEqual(designPlanSchema.parse(EVERYTHING));
    await expect(printPlan(EVERYTHING)).toMatchFileSnapshot('golden/kiosk.plan.json');
    await expect(describePlan(EVERYTHING)).toMatchFileSnapshot('golden/kiosk.plan.txt');
  });

  it('show stage 2 as text', async () => {
    await expect(printRtl(lowered(EVERYTHING).rtl)).toMatchFileSnapshot('golden/kiosk.rtl.txt');
  });

  it('show Verilog in both languages', async () => {
    const { rtl } = lowered(EVERYTHING);
    await expect(emitVerilog(rtl)).toMatchFileSnapshot('golden/kiosk.v');
    await expect(emitVerilog(rtl, { language: 'systemverilog', comments: 'spans' })).toMatchFileSnapshot(
      'golden/kiosk.sv',
    );
  });

  it.skipIf(!needs('iverilog', 'verilator'))(
    'print Verilog that compiles and lints clean (needs iverilog and verilator)',
    () => {
      const { rtl } = lowered(EVERYTHING);
      expect(alignPlan(EVERYTHING).filter((f) => f.severity === 'error')).toEqual([]);
      expect(lint(emitVerilog(rtl))).toBe('');
      expect(lint(emitVerilog(rtl, { language: 'systemverilog', comments: 'spans' }), '-g2012')).toBe('');
    },
  );
});

const EXAMPLES = '../shared/design/ir.examples.json';

describe('the design examples', () => {
  it.skipIf(!existsSync(EXAMPLES))('validate, and lower where they are whole (skipped without ../shared)', () => {
    const examples = Object.values(JSON.parse(readFileSync(EXAMPLES, 'utf8')) as Record<string, unknown>);
    const plans = examples.map((example) => designPlanSchema.parse(example));
    const whole = plans.filter((plan) => alignPlan(plan).every((f) => f.severity !== 'error'));
    expect(plans.length).toBeGreaterThan(7);
    expect(whole.length).toBeGreaterThan(5);
    if (needs('iverilog', 'verilator')) for (const plan of whole) expect(lint(emitVerilog(lowered(plan).rtl))).toBe('');
  });
});
