import { beforeAll, expect, it } from 'vitest';
import type { CheckEnvironment } from '../../src/checks/check-environment.ts';
import { designChecks, partChecks } from '../../src/commands/design-checks.ts';
import type { ChatRequest } from '../../src/contracts/chat.ts';
import type { ContextOf } from '../../src/contracts/context.ts';
import { modelAuthor } from '../../src/engines/llm/index.ts';
import { scriptedModel } from '../../src/llm/scripted.ts';
import { selectBest } from '../../src/pipeline/loop/select-best.ts';
import { makeDesign } from '../../src/pipeline/make-design.ts';
import { readSpec } from '../../src/spec/index.ts';
import { describeWith, realEnvironment } from '../tools/real-tools.ts';

const read = readSpec({
  path: 'spec.md',
  text: `Module name: pairs

Inputs:
- clk: clock
- rst: synchronous active-high reset
- a [3:0]: data
- b [3:0]: data

Outputs:
- most [3:0]: data
- seen [1:0]: data

Grandmother wants the greater of both, and how often a was the greater one, up to three times.
`,
});
if (!read.ok) throw new Error(JSON.stringify(read.error));
const { spec } = read.value;
const never = new AbortController().signal;

const port = (name: string, dir: string, width: number) => ({ name, dir, type: { width } });
const greater = (condition: string, more: object = {}) => ({
  name: 'greater',
  ports: [port('x', 'input', 4), port('y', 'input', 4), port('m', 'output', 4), port('first', 'output', 1)],
  body: [
    { kind: 'assign', lhs: 'first', rhs: condition },
    { kind: 'assign', lhs: 'm', rhs: 'first ? x : y' },
  ],
  examples: [
    { in: { x: "4'd9", y: "4'd3" }, out: { m: "4'd9", first: "1'b1" } },
    { in: { x: '2', y: 3 }, out: { m: "4'h3", first: false } },
  ],
  ...more,
});
const counter = (last: string) => ({
  name: 'tally',
  ports: [port('clk', 'input', 1), port('rst', 'input', 1), port('up', 'input', 1), port('n', 'output', 2)],
  domains: [{ name: 'd', clock: 'clk', edge: 'pos', reset: { signal: 'rst', kind: 'sync', active: 'high' } }],
  body: [
    {
      kind: 'reg',
      name: 'n',
      type: { width: 2 },
      domain: 'd',
      reset: 0,
      next: [{ when: `up & (n != ${last})`, to: "n + 2'd1" }],
    },
  ],
  examples: [
    { in: { up: '1' }, out: { n: '1' } },
    { in: { up: '1' }, out: { n: '2' } },
    { in: { up: '1' }, out: { n: '3' } },
    { in: {}, out: { n: '3' } },
  ],
});
const TOP = {
  name: 'TOP',
  body: [
    { kind: 'net', name: 'f', type: { width: 1 } },
    { kind: 'instance', name: 'u0', of: 'greater', connect: { x: 'a', y: 'b', m: 'most', first: 'f' } },
    { kind: 'instance', name: 'u1', of: 'tally', connect: { clk: 'clk', rst: 'rst', up: 'f', n: 'seen' } },
  ],
};
const RIGHT = greater('x > y');
const plan = (...modules: readonly object[]): string => JSON.stringify({ modules });

describeWith(['iverilog', 'verilator', 'yosys'], 'a plan of several modules', () => {
  let environment: CheckEnvironment;
  beforeAll(async () => {
    environment = await realEnvironment();
  });

  async function make(answers: readonly string[], contextOf?: ContextOf) {
    const asked: ChatRequest[] = [];
    const model = scriptedModel('m', (request, call) => {
      asked.push(request);
      return answers[call] ?? null;
    });
    const author = modelAuthor({ model, via: 'ir', maxTokens: 2_000, rounds: 2 });
    const judge = designChecks(environment, { golden: null, testbench: null, seed: 1, budgetMs: 1 });
    const ports = {
      author,
      judge,
      judgePart: partChecks(environment, 1),
      onAttempt: async () => {},
      visible: false,
      feedbackTokens: 900,
      select: selectBest,
      ...(contextOf === undefined ? {} : { contextOf }),
    };
    const request = { spec, context: null, seed: 1, strategy: 'single', samples: 1, lanes: 1, ports } as const;
    const made = await makeDesign(request, never);
    if (!made.ok) throw new Error(made.error.detail);
    return { asked, made: made.value };
  }

  it('has each part checked alone, leaves first, before it is composed', async () => {
    const { asked, made } = await make([plan(TOP, RIGHT, counter("2'd3"))]);
    expect(asked).toHaveLength(1);
    expect(made.attempt.notes).toEqual(['greater alone: pass', 'tally alone: pass']);
    expect(made.attempt.status).toBe('pass');
  }, 60_000);

  it.each([
    ['a wrong leaf', greater('x < y'), counter("2'd3"), 'greater', RIGHT, ['m, first are wrong', '1001 | 0011']],
    ['a wrong leaf with a clock', RIGHT, counter("2'd2"), 'tally', counter("2'd3"), ['n is wrong', 'n (expected)']],
  ])(
    'has only %s asked for again, with the place',
    async (_, first, second, name, better, told) => {
      const { asked, made } = await make([plan(TOP, first, second), plan(better)]);
      expect(asked).toHaveLength(2);
      const again = asked[1]?.messages.at(-1)?.content ?? '';
      expect(again).toContain(`WHAT IS WRONG WITH MODULE ${name}`);
      expect(again).toContain(`only module ${name}`);
      for (const words of told) expect(again).toContain(words);
      expect(made.attempts).toHaveLength(1);
      expect(made.attempt.notes).toContain(`${name} alone: pass, asked for again 1x`);
      expect(made.design.verilog).toContain('module greater');
    },
    60_000,
  );

  it('keeps the ports of a part that is written anew, whatever the answer says', async () => {
    const odd = { ...RIGHT, ports: [port('p', 'input', 1), port('q', 'output', 1)] };
    const { made } = await make([plan(TOP, greater('x < y'), counter("2'd3")), plan(odd)]);
    expect(made.attempt.notes).toContain('greater alone: pass, asked for again 1x');
  }, 60_000);

  it('is composed all the same where a part never comes right, and says so', async () => {
    const wrong = greater('x < y');
    const { asked, made } = await make([plan(TOP, wrong, counter("2'd3")), plan(wrong), plan(wrong)]);
    expect(asked).toHaveLength(3);
    expect(made.attempt.notes).toContain('greater alone: fail, asked for again 2x');
    expect(made.design.plan?.modules).toHaveLength(3);
  }, 60_000);

  it('has only the part asked for again whose nodes do not hold together', async () => {
    const { asked, made } = await make([plan(TOP, greater('x > zz'), counter("2'd3")), plan(RIGHT)]);
    expect(asked).toHaveLength(2);
    expect(asked[1]?.messages.at(-1)?.content).toContain('only module greater');
    expect(asked[1]?.messages.at(-1)?.content).toContain('zz');
    expect(made.attempt.notes[0]).toBe('only greater was asked for again');
    expect(made.attempt.status).toBe('pass');
  }, 60_000);

  it('looks for passages of a part by what the plan says of it, and only where it is asked for again', async () => {
    const queries: string[] = [];
    const contextOf: ContextOf = async ({ text }) => {
      queries.push(text);
      const range = { file: 'lib/wider.v', start: 0, end: 9, line: 1, column: 1 } as const;
      const passage = 'module wider(input [3:0] x);';
      return {
        query: text,
        indexDigest: 'd',
        tokens: 9,
        passages: [{ chunkId: 'c', kind: 'signature', text: passage, range, lastLine: 1, score: 1, licence: null }],
      };
    };
    const doc = 'Gives the greater of two words.';
    const { asked } = await make([plan(TOP, greater('x < y', { doc }), counter("2'd3")), plan(RIGHT)], contextOf);
    expect(queries).toEqual([`${doc}\nmodule greater (input x, input y, output m, output first)`]);
    expect(asked[0]?.messages.at(-1)?.content).not.toContain('module wider');
    expect(asked[1]?.messages.at(-1)?.content).toContain('module wider');
  }, 60_000);

  it('of a fault in the top is asked for whole', async () => {
    const broken = { ...TOP, body: TOP.body.slice(1) };
    const { asked } = await make([plan(broken, RIGHT, counter("2'd3")), plan(TOP, RIGHT, counter("2'd3"))]);
    expect(asked[1]?.messages.at(-1)?.content).toContain('Answer again, whole');
  }, 60_000);
});
