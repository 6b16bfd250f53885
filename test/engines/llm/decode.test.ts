import { describe, expect, it } from 'vitest';
import type { Spec } from '../../../src/contracts/spec.ts';
import { decodeCompletion } from '../../../src/engines/llm/completion.ts';
import { decodePlan } from '../../../src/engines/llm/decode-plan.ts';
import { applyEdits, decodeEdits } from '../../../src/engines/llm/edits.ts';
import { alignmentHints } from '../../../src/engines/llm/hints.ts';
import { decodeIdeas } from '../../../src/engines/llm/ideas.ts';
import { jsonOf } from '../../../src/engines/llm/json-reply.ts';
import { alignPlan } from '../../../src/ir/index.ts';
import { readSpec } from '../../../src/spec/index.ts';

const read = readSpec({
  path: 'latchbox.txt',
  text: 'Module name: latchbox\n\n| Port | Direction | Width |\n|---|---|---|\n| clk | input | 1 |\n| d | input | 4 |\n| q | output | 4 |\n\nThe box keeps what comes.\n',
});
if (!read.ok) throw new Error(JSON.stringify(read.error));
const spec: Spec = read.value.spec;

describe('JSON in a reply', () => {
  it.each([
    ['bare', '{"a":1}'],
    ['in a fence', 'Of course:\n```json\n{"a":1}\n```\nHope it helps {really}.'],
    ['behind braces of prose', 'The set {x, y} is given. {"a":1}'],
    ['with comments and trailing commas', '{ // one\n "a": 1, /* two } */ }'],
    ['behind Verilog', 'assign {c, s} = a + b; gives {"a":1}'],
  ])('%s is found', (_, reply) => {
    expect(jsonOf(reply)).toEqual({ ok: true, value: { a: 1 } });
  });

  it.each([
    ['', 'no-json'],
    ['I cannot do that.', 'no-json'],
    ['{"a": [1, 2', 'truncated'],
    ['{"a": "text that never en', 'truncated'],
    ['{"a": 1 /* and then', 'truncated'],
    ['{a: 1}', 'invalid-json'],
  ])('%j is %s', (reply, kind) => {
    expect(jsonOf(reply)).toMatchObject({ ok: false, error: { kind } });
  });

  it('braces inside strings do not count', () => {
    expect(jsonOf('{"rhs": "{a, b} // no \\" comment,"}')).toEqual({
      ok: true,
      value: { rhs: '{a, b} // no " comment,' },
    });
  });

  it.each(['{', '{"', '/*', '{/*', ',', '{,', '[{', '"\\'])('two megabytes of %j end quickly', (unit) => {
    const started = performance.now();
    jsonOf(unit.repeat(2_000_000 / unit.length));
    expect(performance.now() - started).toBeLessThan(5_000);
  });
});

const body = [{ kind: 'reg', name: 'q', type: { width: 4 }, domain: 'd', next: 'd' }];
const domains = [{ name: 'd', clock: 'clk', edge: 'pos' }];

describe('a plan in a reply', () => {
  it('lets a machine stay where no guard is true, as the prompt promises, and leaves unguarded edges alone', () => {
    const machine = {
      kind: 'fsm',
      name: 'm',
      style: 'moore',
      realise: { domain: 'd', reset_state: 'A' },
      encoding: { scheme: 'binary' },
      states: [
        { name: 'A', out: { q: "4'd0" } },
        { name: 'B', out: { q: "4'd1" } },
      ],
      trans: [
        { from: 'A', guard: 'd[0]', to: 'B' },
        { from: 'B', to: 'A' },
      ],
    };
    const reset = { signal: 'd', kind: 'sync', active: 'high' };
    const text = JSON.stringify({
      modules: [{ name: 'latchbox', domains: [{ ...domains[0], reset }], body: [machine] }],
    });
    const plan = decodePlan(text, spec);
    expect(plan.ok && plan.value.modules[0]?.body[0]).toMatchObject({
      trans: [...machine.trans, { from: 'A', to: 'A' }],
    });
    expect(plan.ok && alignPlan(plan.value).filter(({ rule }) => rule === 'F1')).toEqual([]);
    const exclusive = decodePlan(text.replace('"style"', '"guards":"exclusive","style"'), spec);
    expect(exclusive.ok && exclusive.value.modules[0]?.body[0]).toMatchObject({ trans: machine.trans });
  });

  it('reads sized constants in the cells of a table as bits', () => {
    const table = {
      kind: 'table',
      inputs: ['d'],
      outputs: ['q'],
      rows: [
        { in: ["4'hA"], out: ["4'd3"] },
        { in: ["4'b1_1"], out: ['01--'] },
      ],
      missing: 'default',
      default: ["4'd0"],
    };
    const plan = decodePlan(JSON.stringify({ modules: [{ name: 'latchbox', body: [table] }] }), spec);
    expect(plan.ok && plan.value.modules[0]?.body[0]).toMatchObject({
      rows: [
        { in: ['1010'], out: ['0011'] },
        { in: ['0011'], out: ['01--'] },
      ],
      default: ['0000'],
    });
  });

  it('gets name, ports and header of the specification, whatever the model says of them', () => {
    const ports = [{ name: 'wrong', dir: 'input', type: { width: 9 } }];
    const plan = decodePlan(JSON.stringify({ top: 'x', modules: [{ name: 'x', ports, domains, body }] }), spec);
    expect(plan.ok && plan.value.top).toBe('latchbox');
    expect(plan.ok && plan.value.modules[0]?.ports.map(({ name }) => name)).toEqual(['clk', 'd', 'q']);
    expect(plan.ok && alignPlan(plan.value, { ports: spec.ports }).filter((f) => f.severity === 'error')).toEqual([]);
  });

  it.each([
    ['a bare module', { domains, body }],
    ['a wrapped plan', { plan: { modules: [{ name: 'latchbox', domains, body }] } }],
    ['modules as a map', { modules: { latchbox: { domains, body } } }],
    ['edges in words', { modules: [{ name: 'TOP', domains: [{ name: 'd', clock: 'clk', edge: 'posedge' }], body }] }],
    ['a width instead of a type', { modules: [{ name: 'TOP', domains, body: [{ ...body[0], type: 4 }] }] }],
    [
      'a port declared again as a net',
      { modules: [{ name: 'TOP', domains, body: [{ kind: 'net', name: 'q', type: { width: 4 } }, ...body] }] },
    ],
  ])('%s is read as what it means', (_, value) => {
    const plan = decodePlan(JSON.stringify(value), spec);
    expect(plan.ok && plan.value.modules[0]?.body).toMatchObject([{ kind: 'reg', name: 'q', type: { width: 4 } }]);
  });

  it('a helper module keeps its own name and ports', () => {
    const helper = { name: 'cell', ports: [{ name: 'a', dir: 'input', type: { width: 1 } }], body: [] };
    const plan = decodePlan(JSON.stringify({ modules: [helper, { name: 'TOP', domains, body }] }), spec);
    expect(plan.ok && plan.value.modules.map(({ name }) => name)).toEqual(['cell', 'latchbox']);
  });

  it.each([
    ['a node of no kind', { modules: [{ name: 'TOP', body: [{ kind: 'magic' }] }] }],
    ['no module', { hello: 'world' }],
    ['an empty expression', { modules: [{ name: 'TOP', body: [{ kind: 'assign', lhs: 'q', rhs: '' }] }] }],
  ])('%s is told with its place', (_, value) => {
    const plan = decodePlan(JSON.stringify(value), spec);
    expect(plan).toMatchObject({ ok: false, error: { kind: 'schema' } });
    expect(!plan.ok && plan.error.detail).toContain('modules');
  });
});

describe('edits', () => {
  const text = 'assign a = b;\nassign c = b;\n';
  it('are applied in order where each matches once', () => {
    const edits = decodeEdits('{"edits":[{"find":"a = b","replace":"a = ~b"},{"find":"~b","replace":"!b"}]}');
    expect(edits.ok && applyEdits(text, edits.value)).toEqual({ ok: true, value: 'assign a = !b;\nassign c = b;\n' });
  });

  it.each([
    ['what is not there', [{ find: 'zz', replace: '' }], 'does not occur'],
    ['what is there twice', [{ find: '= b', replace: '' }], 'more than once'],
    [
      'a good edit before a bad one',
      [
        { find: 'a = b', replace: 'x' },
        { find: 'zz', replace: '' },
      ],
      'does not occur',
    ],
  ])('%s refuses them all', (_, edits, words) => {
    const applied = applyEdits(text, edits);
    expect(!applied.ok && applied.error).toContain(words);
  });
});

describe('other replies', () => {
  it('ideas are kept once', () => {
    expect(decodeIdeas('{"ideas":["sync reset","sync reset","async reset"]}')).toEqual({
      ok: true,
      value: ['sync reset', 'async reset'],
    });
  });

  it('a completion is its first lines of code', () => {
    expect(decodeCompletion('```verilog\n\n  q <= d;\nend\n```', 1)).toBe('  q <= d;');
    expect(decodeCompletion('  q <= d;\nend\nmore', 2)).toBe('  q <= d;\nend');
    expect(decodeCompletion('\n \n', 1)).toBe('');
  });
});

describe('hints', () => {
  it('say what to do once a rule, and every place', () => {
    const at = (message: string) =>
      ({ rule: 'F1', severity: 'error', module: 'm', node: 'f', message, src: null }) as const;
    expect(alignmentHints([at('A has no edge for x=0'), at('B has no edge for x=1')], 6)).toEqual([
      'Let exactly one edge of a state be taken for every input. F1 (m, f): A has no edge for x=0',
      'F1 (m, f): B has no edge for x=1',
    ]);
  });
});
