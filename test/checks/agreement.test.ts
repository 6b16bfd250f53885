import { beforeAll, describe, expect, it } from 'vitest';
import { commonFacts } from '../../src/checks/agreement/common-facts.ts';
import { readObservation } from '../../src/checks/agreement/observe-bench.ts';
import { compareReplay, replayOf } from '../../src/checks/agreement/replay.ts';
import { type AgreementJob, agreementVerdict, observeCandidates } from '../../src/checks/agreement.ts';
import type { CheckEnvironment } from '../../src/checks/check-environment.ts';
import type { ExpectedPort } from '../../src/checks/interface.ts';
import { selectCandidate } from '../../src/pipeline/selection/index.ts';
import { readSpec } from '../../src/spec/index.ts';
import { layoutInputs } from '../../src/stimulus/layout.ts';
import { factsOfText } from '../../src/stimulus/text-facts.ts';
import { describeWith, realEnvironment } from '../tools/real-tools.ts';

const port = (name: string, direction: 'input' | 'output', width = 1): ExpectedPort => ({
  name,
  direction,
  width,
  range: null,
});
const PORTS = [port('clk', 'input'), port('rst', 'input'), port('q', 'output', 8)];
const HEAD = 'module m(input clk, input rst, output reg [7:0] q);';
const counter = (limit: number, edges = 'posedge clk') =>
  `${HEAD} always @(${edges}) if (rst) q <= 0; else q <= q == 8'd${limit} ? 8'd0 : q + 8'd1; endmodule`;

let calls = 0;
const nonce = () => `secret${calls++}`;

describeWith(['iverilog', 'yosys'], 'candidates under one stimulus', () => {
  let environment: CheckEnvironment;
  beforeAll(async () => {
    environment = await realEnvironment();
  });
  const observe = (texts: readonly string[], more: Partial<AgreementJob> = {}, within = environment) =>
    observeCandidates(within, {
      candidates: texts.map((text) => ({ design: { top: 'm', files: [{ path: 'm.sv', text }] }, weight: 1 })),
      expected: PORTS,
      traces: [],
      seed: 1,
      cycles: 200,
      atOnce: 2,
      nonce,
      ...more,
    });

  it('show equal traces where they are equal in what they do, and other traces deep in their states', async () => {
    const same = `${HEAD} wire last = q == 8'd211; always @(posedge clk) begin q <= q + 8'd1; if (rst || last) q <= 8'd0; end endmodule`;
    const { candidates, firstPoint, facts } = await observe([counter(211), same, counter(210)]);
    const after = candidates.map((one) => one.observation?.changes.filter((change) => change.point >= firstPoint));
    expect(facts?.resets).toEqual([{ port: 'rst', index: 0, kind: 'sync', active: 'high' }]);
    expect(after[0]?.length).toBeGreaterThan(200);
    expect(after[1]).toEqual(after[0]);
    expect(after[2]).not.toEqual(after[0]);
  });

  it('show an asynchronous reset apart from a synchronous one', async () => {
    const { candidates, firstPoint } = await observe([
      counter(50),
      counter(50),
      counter(50, 'posedge clk or posedge rst'),
    ]);
    const after = candidates.map((one) => one.observation?.changes.filter((change) => change.point > firstPoint));
    expect(after[1]).toEqual(after[0]);
    expect(after[2]).not.toEqual(after[0]);
  });

  it('are left out where the gate refuses them, the ports differ, or they never settle', async () => {
    const hostile = `${HEAD} initial $system("true"); endmodule`;
    const narrow = 'module m(input clk, input rst, output reg [6:0] q); always @(posedge clk) q <= 0; endmodule';
    const endless = `${HEAD} always @* begin q = 0; while (rst !== 1'bx) q = q + 1; end endmodule`;
    const texts = [counter(9), hostile, narrow, endless, 'module m('];
    const { candidates } = await observe(texts, {}, { ...environment, limits: { wallMs: 2_000 } });
    expect(candidates.map((one) => one.observation !== null)).toEqual([true, false, false, false, false]);
    expect(candidates[1]?.verdicts[0]).toMatchObject({ check: 'screen', status: 'fail' });
    expect(candidates[2]?.verdicts[2]).toMatchObject({ check: 'interface', status: 'fail' });
    expect(candidates[3]?.trouble?.status).toBe('timeout');
  }, 60_000);

  it('are replayed on a trace of the specification, from power-up', async () => {
    const step = (clk: number, rst: number, q: string) => ({ values: { clk: `${clk}`, rst: `${rst}`, q } });
    const trace = [
      step(0, 1, 'x'.repeat(8)),
      step(1, 1, '00000000'),
      step(0, 0, '00000000'),
      step(1, 0, '00000001'),
      step(0, 0, '00000001'),
      step(1, 0, '00000000'),
    ];
    const { candidates } = await observe([counter(1), counter(2)], { traces: [trace] });
    expect(candidates[0]?.replays).toMatchObject([{ compared: 40, mismatched: 0, contradicted: 0, first: null }]);
    expect(candidates[1]?.replays[0]?.mismatched).toBeGreaterThan(0);
  });

  it.each([
    ['the reset', ['rst']],
    ['the clock', ['clk']],
    ['a clock that moves', []],
  ])('are not held against a trace without %s', async (what, hidden) => {
    const values = [0, 1, 0, 1].map((clk, at) => ({
      clk: what.includes('moves') ? '0' : `${clk}`,
      rst: '0',
      q: at > 1 ? '00000000' : '00000001',
    }));
    const trace = values.map((row) => ({
      values: Object.fromEntries(Object.entries(row).filter(([name]) => !hidden.some((one) => one === name))),
    }));
    const { candidates } = await observe([counter(1)], { traces: [trace] });
    expect(candidates[0]?.replays).toMatchObject([{ compared: 0 }]);
  });

  describe('selection from end to end', () => {
    const specOf = (text: string) => {
      const read = readSpec({ path: 'spec.md', bytes: new TextEncoder().encode(text) });
      if (!read.ok) throw new Error(read.error[0]?.message);
      return read.value.spec;
    };
    const odd = specOf(`Something strange that Grandmother remembers. The reset is synchronous and active high.

module m (
  input clk,
  input rst,
  output [7:0] q
);
`);
    const select = (samples: readonly string[], spec = odd) =>
      selectCandidate(environment, { spec, samples, seed: 1, cycles: 100, nonce });

    it('chooses what most say, in words that promise no proof', async () => {
      const otherwise = counter(5).replace("q + 8'd1", "8'd1 + q");
      const outcome = await select([counter(7), counter(5), otherwise, 'no code at all', `${counter(5)} // again`]);
      expect(outcome.selected).toMatchObject({ from: 'samples', sample: 1 });
      expect(outcome.verdict).toMatchObject({ check: 'agreement', status: 'pass' });
      expect(outcome.verdict.summary).toMatch(/agreement, not proof/);
      expect(outcome.samples.map((one) => one.cluster)).toEqual([1, 0, 0, null, 0]);
    });

    it('is unknown where nothing can be observed, and where all differ', async () => {
      const none = await select(['module m(', 'prose']);
      expect(none.selected).toBeNull();
      expect(none.verdict.status).toBe('unknown');
      const all = await select([counter(3), counter(4), counter(6), counter(9)]);
      expect(all.selected).not.toBeNull();
      expect(all.verdict.status).toBe('unknown');
    });

    it("gives the rule engine's own design where that covers the text, unless only samples are asked for", async () => {
      const spec = specOf('Implement an AND gate.\n\nmodule m (\n  input a,\n  input b,\n  output y\n);\n');
      const samples = ['module m(input a, input b, output y); assign y = a | b; endmodule'];
      const request = { spec, samples, seed: 1, nonce };
      const ruled = await selectCandidate(environment, request);
      expect(ruled.selected?.from).toBe('rules');
      expect(ruled.verdict.status).toBe('skipped');
      const sampled = await selectCandidate(environment, { ...request, answer: 'samples' });
      expect(sampled.selected).toMatchObject({ from: 'samples', sample: 0 });
      expect(sampled.verdict.status).toBe('unknown');
    });
  });
});

describe('the channel of an observation', () => {
  it('believes no run without its last mark, and none that goes on after it', () => {
    expect(readObservation('n at 0 1\nn end 4\n', 'n')).toEqual({ changes: [{ point: 0, value: '1' }], points: 4 });
    expect(readObservation('n at 0 1\n', 'n')).toBeNull();
    expect(readObservation('n at 0 1\nn end 4\nn at 5 0\n', 'n')).toBeNull();
    expect(readObservation('other at 0 1\nn end 4\n', 'n')).toEqual({ changes: [], points: 4 });
  });
});

describe('facts in common', () => {
  const ports = [
    { name: 'clk', direction: 'input', width: 1 },
    { name: 'rst', direction: 'input', width: 1 },
    { name: 'q', direction: 'output', width: 8 },
  ] as const;
  const facts = (text: string) => factsOfText(text, ports);
  it('are those that more than half of the samples have; constants are those of all', () => {
    const sync = { facts: facts(counter(17)), weight: 3 };
    const async = { facts: facts(counter(33, 'posedge clk or posedge rst')), weight: 2 };
    const common = commonFacts(ports, [sync, async]);
    expect(common.resets).toMatchObject([{ port: 'rst', kind: 'sync' }]);
    expect(common.constants.map((one) => Number(one.value))).toEqual(expect.arrayContaining([17, 33]));
    expect(commonFacts(ports, [sync, { facts: facts('module m; endmodule'), weight: 3 }]).clocks).toEqual([]);
  });

  it('play a trace with data before the clock, or after it', () => {
    const layout = layoutInputs(facts(counter(3)));
    const trace = [{ values: { clk: '0', rst: '1' } }, { values: { clk: '1', rst: '0', q: '00000000' } }];
    const first = replayOf(layout, trace, 'data-first');
    const later = replayOf(layout, trace, 'clock-first');
    expect(first.steps.map((step) => [step.data & 2n, step.toggle])).toEqual([
      [2n, null],
      [0n, 0],
    ]);
    expect(later.steps.map((step) => [step.data & 2n, step.toggle])).toEqual([
      [2n, null],
      [2n, 0],
      [0n | 0n, null],
    ]);
    const outputs = [{ name: 'q', direction: 'output', width: 8 }] as const;
    const observation = {
      changes: [
        { point: 0, value: 'xxxxxxxx' },
        { point: 2, value: '00000001' },
      ],
      points: 3,
    };
    expect(compareReplay(trace, first, { observation, outputs })).toEqual({
      compared: 8,
      mismatched: 1,
      contradicted: 1,
      first: { step: 1, got: { q: '00000001' } },
    });
    const unknown = { changes: [{ point: 0, value: 'xxxxxxxx' }], points: 3 };
    expect(compareReplay(trace, first, { observation: unknown, outputs })).toEqual({
      compared: 8,
      mismatched: 8,
      contradicted: 0,
      first: null,
    });
  });
});

describe('the verdict on a choice', () => {
  const found = { agreeing: 6, observed: 10, margin: 0.4, points: 900, seed: 1, support: [], rules: false, wallMs: 1 };
  it.each([
    ['a majority with a clear lead', {}, 'pass'],
    ['no majority', { agreeing: 4 }, 'unknown'],
    [
      'no majority, but the spec speaks for it',
      { agreeing: 1, support: ['the trace in the spec is reproduced'] },
      'pass',
    ],
    ['hardly a lead', { margin: 0.05 }, 'unknown'],
    ['one candidate alone', { agreeing: 1, observed: 1, margin: 1 }, 'unknown'],
    ['nothing observed', { agreeing: 0, observed: 0, margin: 0 }, 'unknown'],
    ['no point compared', { points: 0 }, 'unknown'],
    ['an answer by rules', { rules: true }, 'skipped'],
  ] as const)('%s: %o gives %s', (_, more, status) => {
    expect(agreementVerdict({ ...found, ...more }).status).toBe(status);
  });
});
