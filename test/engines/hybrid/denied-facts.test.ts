import { beforeAll, expect, it } from 'vitest';
import type { CheckEnvironment } from '../../../src/checks/check-environment.ts';
import { designChecks } from '../../../src/commands/design-checks.ts';
import type { ChatRequest } from '../../../src/contracts/chat.ts';
import type { Spec } from '../../../src/contracts/spec.ts';
import { hybridAuthor } from '../../../src/engines/hybrid/index.ts';
import { scriptedModel } from '../../../src/llm/scripted.ts';
import { selectBest } from '../../../src/pipeline/loop/select-best.ts';
import { makeDesign } from '../../../src/pipeline/make-design.ts';
import type { StrategyId } from '../../../src/pipeline/strategies/index.ts';
import { readSpec } from '../../../src/spec/index.ts';
import { describeWith, realEnvironment } from '../../tools/real-tools.ts';

const never = new AbortController().signal;

function specFrom(text: string): Spec {
  const read = readSpec({ path: 'spec.md', text });
  if (!read.ok) throw new Error(JSON.stringify(read.error));
  return read.value.spec;
}

// Each text has a part that rules solve and a sentence that none of them reads, so that the model is asked.
const TABLE = `Module name: panel

Inputs:
- a: first
- b: second

Outputs:
- f: lamp

| a | b | f |
|---|---|---|
| 0 | 0 | 1 |
| 0 | 1 | 0 |
| 1 | 0 | 0 |
| 1 | 1 | 1 |

Grandmother insists that the lamp be cosy when it is late.
`;
const MACHINE = `Module name: gatekeeper

Inputs:
- clk: clock
- reset: synchronous active-high reset to state S0
- w: knock

Outputs:
- z: door

The machine below is a Moore machine.

S0 (z=0) --w=0--> S0
S0 (z=0) --w=1--> S1
S1 (z=0) --w=0--> S0
S1 (z=0) --w=1--> S2
S2 (z=1) --w=0--> S0
S2 (z=1) --w=1--> S2

Grandmother insists that the door be cosy when it is late.
`;
const TRACE = `Module name: follow

Inputs:
- clk: clock
- d: data

Outputs:
- q: data

Guess what the circuit does from its simulation.

time  clk  d  q
0ns   0    0  x
5ns   1    0  0
10ns  0    0  0
15ns  1    1  1
20ns  0    1  1
25ns  1    0  0
30ns  0    1  0
35ns  1    1  1

Grandmother insists that it be cosy.
`;

const plan = (body: readonly unknown[], domains: readonly unknown[] = []): string =>
  JSON.stringify({ modules: [{ name: 'TOP', domains, body }] });
const clocked = (reset: unknown) => [{ name: 'd', clock: 'clk', edge: 'pos', reset }];
const RESET = { signal: 'reset', kind: 'sync', active: 'high' };
const counter = (limit: string): string =>
  plan(
    [
      {
        kind: 'reg',
        name: 'n',
        type: { width: 2 },
        domain: 'd',
        reset: 0,
        next: [
          { when: '~w', to: "2'd0" },
          { when: "n != 2'd2", to: "n + 2'd1" },
        ],
      },
      { kind: 'assign', lhs: 'z', rhs: `n == ${limit}` },
    ],
    clocked(RESET),
  );
const stored = (next: string): string =>
  plan([{ kind: 'reg', name: 'q', type: { width: 1 }, domain: 'd', reset: null, next }], clocked(null));

const CASES = [
  {
    of: 'a table',
    text: TABLE,
    wrong: plan([{ kind: 'assign', lhs: 'f', rhs: 'a ^ b' }]),
    right: plan([{ kind: 'assign', lhs: 'f', rhs: '~(a ^ b)' }]),
    told: ['f is wrong in the last row', '0 | 0 | 0 | 1'],
  },
  {
    of: 'a machine',
    text: MACHINE,
    wrong: counter("2'd1"),
    right: counter("2'd2"),
    told: ['3 states', 'z (expected)'],
  },
  {
    of: 'a trace',
    text: TRACE,
    wrong: stored('~d'),
    right: stored('d'),
    told: ['trace in the specification', '| 1 | 0'],
  },
];

describeWith(['iverilog', 'verilator', 'yosys'], 'a model that denies what the specification itself shows', () => {
  let environment: CheckEnvironment;
  beforeAll(async () => {
    environment = await realEnvironment();
  });

  async function make(text: string, answers: readonly string[], strategy: StrategyId) {
    const asked: ChatRequest[] = [];
    const model = scriptedModel('m', (request, call) => {
      asked.push(request);
      return answers[call] ?? answers.at(-1) ?? null;
    });
    const author = hybridAuthor({ model, via: 'ir', maxTokens: 1000, rounds: 1 });
    const judge = designChecks(environment, {
      golden: null,
      testbench: null,
      seed: 1,
      budgetMs: 1,
      solved: (spec) => author.facts(spec).plans,
    });
    const ports = { author, judge, onAttempt: async () => {}, visible: false, feedbackTokens: 900, select: selectBest };
    const spec = specFrom(text);
    const request = { spec, context: null, seed: 1, strategy, samples: 1, lanes: 1, ports };
    return { asked, made: await makeDesign(request, never) };
  }

  it.each(CASES)(
    'is rejected by $of, told where, and asked again',
    async ({ text, wrong, right, told }) => {
      const { asked, made } = await make(text, [wrong, right], 'single');
      if (!made.ok) throw new Error(made.error.detail);
      const [first, second] = made.value.attempts;
      expect(first?.verdicts.find(({ status }) => status === 'fail')?.check).toBe('roundtrip');
      expect(second).toMatchObject({ step: 'revised', status: 'pass' });
      expect(made.value.attempt.id).toBe(second?.id);
      const again = asked[1]?.messages.at(-1)?.content ?? '';
      for (const words of told) expect(again).toContain(words);
    },
    60_000,
  );

  it.each(CASES)(
    'passes where it agrees with $of at once',
    async ({ text, right }) => {
      const { asked, made } = await make(text, [right], 'single');
      expect(made).toMatchObject({ ok: true, value: { attempt: { status: 'pass' } } });
      expect(asked).toHaveLength(1);
    },
    60_000,
  );

  it('keeps its failing verdict where it denies it again', async () => {
    const [table] = CASES;
    const { asked, made } = await make(table?.text ?? '', [table?.wrong ?? ''], 'single');
    expect(made).toMatchObject({ ok: true, value: { attempt: { status: 'fail' } } });
    expect(asked).toHaveLength(2);
  }, 60_000);
});
