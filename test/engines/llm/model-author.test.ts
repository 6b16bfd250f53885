import { describe, expect, it } from 'vitest';
import type { ChatRequest } from '../../../src/contracts/chat.ts';
import type { Spec } from '../../../src/contracts/spec.ts';
import { hybridAuthor } from '../../../src/engines/hybrid/index.ts';
import { solvedFacts } from '../../../src/engines/hybrid/solved-facts.ts';
import { engineOf, modelAuthor, type Via } from '../../../src/engines/llm/index.ts';
import { PROMPT_TOKENS, promptMessages } from '../../../src/engines/llm/prompt.ts';
import { scriptedModel } from '../../../src/llm/scripted.ts';
import { realiseProposal } from '../../../src/pipeline/design.ts';
import { readSpec } from '../../../src/spec/index.ts';
import { estimateTokens } from '../../../src/util/estimate-tokens.ts';

function specFrom(text: string): Spec {
  const read = readSpec({ path: 'spec.md', text });
  if (!read.ok) throw new Error(JSON.stringify(read.error));
  return read.value.spec;
}

const PROSE = specFrom(
  'Module name: mirror\n\nInputs:\n- a [3:0]: data\n\nOutputs:\n- y [3:0]: data\n\nHold a before a looking-glass and call the picture y.\n',
);
// The map is solved by rule; the sentence behind it is read by none.
const MAP = `Module name: panel

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

Grandmother insists that the lamp be cosy.
`;

const GOOD = '{"modules":[{"name":"TOP","body":[{"kind":"assign","lhs":"y","rhs":"{a[0],a[1],a[2],a[3]}"}]}]}';
const plan = (...body: readonly object[]): string => JSON.stringify({ modules: [{ name: 'TOP', body }] });
const TWICE = GOOD.replace(']}]}', ']},{"kind":"assign","lhs":"y","rhs":"a"}]}').replace('}]},{', '},{');
const VERILOG =
  '```verilog\nmodule mirror(input [3:0] a, output [3:0] y);\nassign y = {a[0],a[1],a[2],a[3]};\nendmodule\n```';

const never = new AbortController().signal;
const asking = { context: null, feedback: [], seed: 1, sample: 0, temperature: 0, idea: null, previous: null };

function world(answers: readonly string[], via: Via, rounds = 3) {
  const asked: ChatRequest[] = [];
  const model = scriptedModel('m', (request, call) => {
    asked.push(request);
    return answers[call] ?? answers.at(-1) ?? null;
  });
  return { asked, options: { model, via, maxTokens: 1000, rounds } };
}

describe('a model as author', () => {
  it('gives a plan from the first answer that holds', async () => {
    const { asked, options } = world([GOOD], 'auto');
    const proposal = await modelAuthor(options).propose({ ...asking, spec: PROSE }, never);
    expect(proposal).toMatchObject({ ok: true, value: { kind: 'plan', plan: { top: 'mirror' } } });
    expect(asked[0]?.format).toMatchObject({ kind: 'json' });
  });

  it('sends what alignment finds back as orders, and only the last answer', async () => {
    const { asked, options } = world([TWICE, 'no idea', GOOD], 'ir');
    const proposal = await modelAuthor(options).propose({ ...asking, spec: PROSE }, never);
    expect(proposal.ok).toBe(true);
    expect(asked[1]?.messages.at(-1)?.content).toContain('drive every bit from exactly one node');
    expect(asked[2]?.messages).toHaveLength(4);
    expect(asked[2]?.messages.at(-1)?.content).toContain('one JSON object');
  });

  it('falls back to Verilog where the form cannot be held, and says so', async () => {
    const { options } = world(['bla', 'bla', 'bla', VERILOG], 'auto');
    const proposal = await modelAuthor(options).propose({ ...asking, spec: PROSE }, never);
    expect(proposal).toMatchObject({ ok: true, value: { kind: 'verilog' } });
    expect(proposal.ok && proposal.value.notes[0]).toContain('no plan');
  });

  it('offers raw nodes only after a plan that could be read could not be built, and records them', async () => {
    const unbuilt = GOOD.replace('{a[0],a[1],a[2],a[3]}', 'a <<< gh');
    const raw = plan({
      kind: 'raw',
      verilog: 'reg [3:0] t;\ninteger i;\nalways @(*) for (i = 0; i < 4; i = i + 1) t[i] = a[3 - i];\nassign y = t;',
      drives: ['y'],
      reads: ['a'],
    });
    const { asked, options } = world([unbuilt, unbuilt, raw], 'auto', 2);
    const proposal = await modelAuthor(options).propose({ ...asking, spec: PROSE }, never);
    expect(proposal).toMatchObject({ ok: true, value: { kind: 'plan' } });
    expect(proposal.ok && proposal.value.notes[0]).toContain('no plan without raw nodes');
    expect(asked).toHaveLength(3);
    expect(JSON.stringify(asked[0])).not.toContain('raw');
    expect(asked[2]?.messages[0]?.content).toContain('"kind":"raw"');
    expect(asked[2]?.messages[1]?.content).toContain('WHY A PLAN COULD NOT BE BUILT');
    expect(JSON.stringify(asked[2]?.format)).toContain('"raw"');
    const design = proposal.ok ? realiseProposal(proposal.value, PROSE, 'llm') : proposal;
    expect(design).toMatchObject({ ok: true, value: { candidate: { assurance: 'mixed' } } });
    expect(design.ok && design.value.verilog).toContain('t[i] = a[3 - i]');
  });

  it('is asked for Verilog where raw nodes do not help either', async () => {
    const unbuilt = GOOD.replace('{a[0],a[1],a[2],a[3]}', 'a <<< gh');
    const { asked, options } = world([unbuilt, unbuilt, VERILOG], 'auto', 1);
    const proposal = await modelAuthor(options).propose({ ...asking, spec: PROSE }, never);
    expect(proposal).toMatchObject({ ok: true, value: { kind: 'verilog' } });
    expect(asked.map(({ format }) => format.kind)).toEqual(['json', 'json', 'text']);
    expect(proposal.ok && realiseProposal(proposal.value, PROSE, 'llm')).toMatchObject({
      value: { candidate: { assurance: 'verbatim' } },
    });
  });

  it('refuses raw nodes with --via ir, and asks for the other kinds', async () => {
    const raw = plan({ kind: 'raw', verilog: 'assign y = a;', drives: ['y'], reads: ['a'] });
    const { asked, options } = world([raw, GOOD], 'ir');
    const proposal = await modelAuthor(options).propose({ ...asking, spec: PROSE }, never);
    expect(proposal.ok && realiseProposal(proposal.value, PROSE, 'llm')).toMatchObject({
      value: { candidate: { assurance: 'structured' } },
    });
    expect(asked[1]?.messages.at(-1)?.content).toContain('no raw nodes');
  });

  it('takes Verilog that a model gives instead of a plan, but not with --via ir', async () => {
    const auto = world([VERILOG], 'auto');
    expect(await modelAuthor(auto.options).propose({ ...asking, spec: PROSE }, never)).toMatchObject({
      ok: true,
      value: { kind: 'verilog' },
    });
    expect(auto.asked).toHaveLength(1);
    const strict = world([VERILOG], 'ir', 2);
    expect(await modelAuthor(strict.options).propose({ ...asking, spec: PROSE }, never)).toMatchObject({
      ok: false,
      error: { reason: 'unparsable-reply' },
    });
    expect(strict.asked).toHaveLength(2);
  });

  it('revises Verilog by edits, and asks for the whole where they do not fit', async () => {
    const previous = { kind: 'verilog', text: 'module mirror; assign y = a; endmodule' } as const;
    const fits = world(['{"edits":[{"find":"y = a","replace":"y = ~a"}]}'], 'auto');
    const revised = await modelAuthor(fits.options).propose({ ...asking, spec: PROSE, previous }, never);
    expect(revised).toMatchObject({ ok: true, value: { text: 'module mirror; assign y = ~a; endmodule' } });
    const misfit = '{"edits":[{"find":"nowhere","replace":""}]}';
    const whole = world([misfit, misfit, VERILOG], 'auto', 2);
    const again = await modelAuthor(whole.options).propose({ ...asking, spec: PROSE, previous }, never);
    expect(again.ok && again.value.notes[0]).toContain('no edits');
  });

  it('an unreachable model is a refusal of that kind', async () => {
    const { options } = world([], 'auto');
    expect(await modelAuthor(options).propose({ ...asking, spec: PROSE }, never)).toMatchObject({
      ok: false,
      error: { reason: 'model-unreachable' },
    });
  });
});

describe('rules in front of a model', () => {
  it('answer alone where they cover the whole text', async () => {
    const { asked, options } = world([GOOD], 'auto');
    const covered = specFrom(MAP.replace('Grandmother insists that the lamp be cosy.\n', ''));
    const plan = await engineOf(hybridAuthor(options)).plan({ ...asking, spec: covered }, never);
    expect(plan.ok && plan.value.modules[0]?.body[0]?.kind).toBe('table');
    expect(asked).toHaveLength(0);
  });

  it('hand over what they solved, as a fact and as a check', async () => {
    const facts = solvedFacts(specFrom(MAP));
    expect(facts.lines.join('\n')).toContain('"kind":"table"');
    expect(facts.plans).toHaveLength(1);
    const { asked, options } = world(
      ['{"modules":[{"name":"TOP","body":[{"kind":"assign","lhs":"f","rhs":"~(a ^ b)"}]}]}'],
      'auto',
    );
    await hybridAuthor(options).propose({ ...asking, spec: specFrom(MAP) }, never);
    expect(asked[0]?.messages.at(-1)?.content).toContain('"kind":"table"');
  });

  const TICKING = (reset: string, prose: string) =>
    specFrom(`Module name: box

Inputs:
- clk: clock
- ${reset}: start over
- d: data

Outputs:
- q: data

Grandmother keeps d in q. ${prose}
`);
  it.each([
    [
      'a kind that the text only hints at',
      'areset',
      'areset is positive edge triggered asynchronous, says she.',
      'areset: async',
    ],
    [
      'nothing where nothing tells, but what is usual',
      'rst_n',
      'She starts over with rst_n.',
      'take asynchronous for an active-low reset',
    ],
    ['nothing where both words occur', 'rst', 'One is synchronous, another asynchronous.', 'is for you to read'],
  ])('say %s', (_, reset, prose, told) => {
    const lines = solvedFacts(TICKING(reset, prose)).lines.join('\n');
    expect(lines).toContain(told);
    expect(lines).toContain('The clock is clk');
  });

  it('say that a waveform will be held against the design', () => {
    const shown = TICKING('rst', 'Here it is.\n\ntime  clk  rst  d  q\n0ns   0    0    0  0\n5ns   1    0    1  1\n');
    expect(solvedFacts(shown).lines).toContain('The design must reproduce the waveform row by row.');
  });

  it('a table that leaves an input out is a fact but no check', () => {
    const wider = specFrom(MAP.replace('- b: second', '- b: second\n- c: third'));
    expect(solvedFacts(wider).plans).toHaveLength(0);
  });
});

describe('prompts', () => {
  it('keep to their room whatever retrieval brings, and count what was left out', () => {
    const passages = Array.from({ length: 30 }, (_, i) => ({
      chunkId: `c${i}`,
      kind: 'body' as const,
      text: `module m${i}(input a, output y); assign y = ~a; endmodule\n`.repeat(12),
      range: { file: `m${i}.v`, line: 1, column: null },
      lastLine: 12,
      score: 1,
      licence: null,
    }));
    const context = { query: 'q', indexDigest: 'd', passages, tokens: 20_000 };
    const messages = promptMessages('plan', { ...asking, spec: PROSE, facts: [], context });
    const tokens = messages.reduce((sum, message) => sum + estimateTokens(message.content), 0);
    expect(tokens).toBeLessThanOrEqual(PROMPT_TOKENS + 50);
    expect(messages.at(-1)?.content).toMatch(/\d+ more passages did not fit/);
  });
});
