import { describe, expect, it } from 'vitest';
import type { DesignPlan, PlanFinding, PlanFsm, PlanModule, PlanNode, PlanRuleId } from '../../src/contracts/plan.ts';
import type { SpecPort } from '../../src/contracts/spec.ts';
import { latchNames } from '../../src/ir/align/d3.ts';
import { ALIGN_RULES } from '../../src/ir/align/index.ts';
import { alignPlan } from '../../src/ir/index.ts';

type Ports = PlanModule['ports'];

const input = (name: string, width = 1): Ports[number] => ({ name, dir: 'input', type: { width } });
const output = (name: string, width = 1): Ports[number] => ({ name, dir: 'output', type: { width } });
const assign = (lhs: string, rhs: string): PlanNode => ({ kind: 'assign', lhs, rhs });

const plan = (
  ports: Ports,
  body: readonly PlanNode[],
  more: Partial<PlanModule> = {},
  others: readonly PlanModule[] = [],
): DesignPlan => ({
  ir: 'veriloom/plan@1',
  top: 'top',
  modules: [...others, { name: 'top', ports, body: [...body], ...more }],
});

const CLOCK = {
  name: 'd',
  clock: 'clk',
  edge: 'pos' as const,
  reset: { signal: 'rst', kind: 'sync' as const, active: 'high' as const },
};
const TWO = [CLOCK, { ...CLOCK, name: 'e', clock: 'clk2' }];
const reg = (name: string, next: string, more: object = {}): PlanNode => ({
  kind: 'reg',
  name,
  type: { width: 1 },
  domain: 'd',
  reset: 0,
  next,
  ...more,
});
const clocked = (body: readonly PlanNode[], more: Partial<PlanModule> = {}, ports: Ports = []): DesignPlan =>
  plan([input('clk'), input('rst'), input('a'), ...ports, output('z')], body, { domains: [CLOCK], ...more });

const fsm = (change: Partial<PlanFsm> = {}): DesignPlan =>
  clocked([
    {
      kind: 'fsm',
      name: 'm',
      style: 'moore',
      realise: { domain: 'd', reset_state: 'A' },
      encoding: { scheme: 'binary' },
      states: [
        { name: 'A', out: { z: '0' } },
        { name: 'B', out: { z: '1' } },
      ],
      trans: [
        { from: 'A', guard: 'a', to: 'B' },
        { from: 'A', guard: '!a', to: 'A' },
        { from: 'B', to: 'A' },
      ],
      ...change,
    },
  ]);

const table = (rows: readonly [string, string][], more: object = {}): DesignPlan =>
  plan(
    [input('a'), input('b'), output('z')],
    [
      {
        kind: 'table',
        inputs: ['a', 'b'],
        outputs: ['z'],
        missing: 'error',
        rows: rows.map(([i, o]) => ({ in: [...i], out: [o] })),
        ...more,
      },
    ],
  );
const FULL: [string, string][] = [
  ['00', '0'],
  ['01', '1'],
  ['10', '1'],
  ['11', '0'],
];

const SUB: PlanModule = { name: 'sub', ports: [input('x', 2), output('y', 2)], body: [assign('y', '~x')] };
const instance = (connect: Record<string, string>, of = 'sub'): DesignPlan =>
  plan([input('a', 2), output('z', 2)], [{ kind: 'instance', name: 'u', of, connect }], {}, [SUB]);

const memory = (addr: string): DesignPlan =>
  plan(
    [input('clk'), input('p', 3), input('w', 2), input('d', 4), output('z', 4)],
    [
      {
        kind: 'mem',
        name: 'store',
        depth: 8,
        width: 4,
        ports: [
          { dir: 'write', mode: 'sync', domain: 'd', addr: 'p', data: 'd' },
          { dir: 'read', mode: 'comb', addr, data: 'z' },
        ],
      },
    ],
    { domains: [{ name: 'd', clock: 'clk', edge: 'pos', reset: null }] },
  );

/** For every rule: a plan that passes it, and plans that must not, with the words that the finding says. */
const CASES: Readonly<
  Record<PlanRuleId, { readonly good: DesignPlan; readonly bad: readonly (readonly [DesignPlan, RegExp])[] }>
> = {
  S2: {
    good: plan([input('a'), output('z')], [assign('z', 'a')]),
    bad: [
      [plan([input('a')], []), /no output/],
      [plan([input('a'), output('z', 2)], [assign('z[0]', 'a')]), /"z" is not driven in every bit/],
      [plan([input('reg'), output('z')], [assign('z', '1')]), /"reg" is a reserved word/],
      [
        { ...plan([input('a'), output('z')], [assign('z', 'a')]), top: 'other' },
        /top module "other" is not in the plan/,
      ],
    ],
  },
  S3: {
    good: plan([input('a'), output('z')], [assign('z', 'a')]),
    bad: [[plan([input('a'), input('b'), output('z')], [assign('z', 'a')]), /input "b" is not read/]],
  },
  W1: {
    good: plan([input('a', 4), output('z', 4)], [assign('z', 'a + 1')]),
    bad: [
      [plan([input('a', 8), output('z', 4)], [assign('z', 'a')]), /"a" has 8 bits and is cut to 4/],
      [plan([input('a', 4), output('z', 8)], [assign('z', 'a')]), /"a" of 4 bits is extended to 8/],
      [plan([input('a', 4), output('z')], [assign('z', 'a[4]')]), /\[4\] lies outside the declared \[3:0\]/],
      [plan([input('a', 4), output('z')], [assign('z', 'a +')]), /is not an expression/],
      [
        plan([{ name: 'a', dir: 'input', type: { width: 4, range: [4, 0] } }, output('z')], [assign('z', '^a')]),
        /range \[4:0\] does not hold 4 bits/,
      ],
      [
        plan([{ name: 'a', dir: 'input', type: { width: 'N' } }, output('z')], [assign('z', '^a')]),
        /"N" is not a size/,
      ],
    ],
  },
  W2: {
    good: plan([input('a', 4), input('b', 4), output('z')], [assign('z', '$signed(a) < $signed(b)')]),
    bad: [
      [
        plan([input('a', 4), input('b', 4), output('z')], [assign('z', '$signed(a) < b')]),
        /between a signed and an unsigned/,
      ],
      [plan([input('a', 4), output('z', 4)], [assign('z', 'a >>> 1')]), /shifts in zeros/],
    ],
  },
  D1: {
    good: plan([input('a'), output('z', 2)], [assign('z[0]', 'a'), assign('z[1]', '~a')]),
    bad: [
      [plan([input('a'), output('z')], [assign('z', 'a & q')]), /"q" is not declared/],
      [plan([input('a'), output('z')], [assign('y', 'a'), assign('z', 'a')]), /"y" is not declared/],
      [plan([input('a'), output('z', 2)], [assign('z', '{a, a}'), assign('z[1]', 'a')]), /"z" has two drivers/],
      [plan([input('a'), output('z')], [assign('a', '1'), assign('z', 'a')]), /input "a" is driven/],
      [
        plan([input('a'), output('z')], [{ kind: 'net', name: 'n', type: { width: 1 } }, assign('z', 'a & n')]),
        /net "n" has no driver/,
      ],
      [plan([input('a'), input('a'), output('z')], [assign('z', 'a')]), /"a" is declared twice/],
    ],
  },
  D2: {
    good: plan([input('a', 4), output('z', 4)], [assign('z[0]', 'a[0]'), assign('z[3:1]', 'z[2:0] ^ a[3:1]')]),
    bad: [
      [plan([input('a'), output('z')], [assign('z', 'a ^ z')]), /combinational loop z\[0\] -> z\[0\]/],
      [plan([input('a', 2), output('z', 2)], [assign('z', 'z + a')]), /combinational loop/],
      [
        plan(
          [input('a', 2), output('z', 2)],
          [
            { kind: 'net', name: 'n', type: { width: 2 } },
            { kind: 'instance', name: 'u', of: 'sub', connect: { x: 'n', y: 'z' } },
            assign('n', 'z & a'),
          ],
          {},
          [SUB],
        ),
        /combinational loop/,
      ],
    ],
  },
  D3: {
    good: plan(
      [input('a'), input('g'), output('z')],
      [{ kind: 'latch', name: 'z', type: { width: 1 }, gate: 'g', d: 'a' }],
    ),
    bad: [[plan([input('a'), input('g'), output('z')], [assign('z', 'g ? a : z')]), /"z" would hold its value/]],
  },
  C1: {
    good: clocked([reg('z', 'a')]),
    bad: [
      [clocked([reg('z', 'a', { domain: 'nowhere' })]), /clock domain "nowhere" is not declared/],
      [
        clocked([reg('z', 'a'), reg('z', 'a', { domain: 'e' })], { domains: TWO }, [input('clk2')]),
        /"z" is clocked by posedge clk and posedge clk2/,
      ],
    ],
  },
  C2: {
    good: clocked([reg('z', 'a')]),
    bad: [
      [clocked([reg('z', 'a & clk')]), /clock "clk" is used as data/],
      [
        clocked([reg('z', 'a & rst')], { domains: [{ ...CLOCK, reset: { ...CLOCK.reset, kind: 'async' } }] }),
        /asynchronous reset "rst" is used as data/,
      ],
      [clocked([reg('z', 'a')], { domains: [{ ...CLOCK, clock: 'tick' }] }), /"tick" of domain "d" is not declared/],
    ],
  },
  C3: {
    good: clocked(
      [
        { kind: 'component', lib: 'synchronizer', bind: { d: 's', q: 'z' }, domain: 'd' },
        reg('s', 'a', { domain: 'e' }),
      ],
      { domains: TWO },
      [input('clk2')],
    ),
    bad: [
      [
        clocked([reg('z', 's & a'), reg('s', 'a', { domain: 'e' })], { domains: TWO }, [input('clk2')]),
        /"s" crosses into clock clk at "z"/,
      ],
    ],
  },
  C4: {
    good: clocked([reg('z', 'a')]),
    bad: [
      [
        clocked([reg('z', 'a')], { domains: [{ ...CLOCK, reset: { ...CLOCK.reset, signal: 'rst_n' } }] }, [
          input('rst_n'),
        ]),
        /"rst_n" is active high/,
      ],
      [
        clocked([reg('z', 'a')], { domains: [{ ...CLOCK, reset: { ...CLOCK.reset, signal: 'areset' } }] }, [
          input('areset'),
        ]),
        /"areset" is synchronous/,
      ],
    ],
  },
  C5: {
    good: clocked([reg('z', 'a')]),
    bad: [[clocked([reg('z', 'a', { reset: null })]), /"z" has no reset value and powers up as 0/]],
  },
  T1: {
    good: table([
      ['0-', '0'],
      ['-0', '0'],
      ['11', '1'],
    ]),
    bad: [
      [table([...FULL, ['01', '0']]), /rows 2 and 5 share an input/],
      [
        table([
          ['0-', '0'],
          ['-1', '1'],
          ['1-', '0'],
        ]),
        /rows 1 and 2 share/,
      ],
      [table([['0', '0']]), /row 1: 1 input cells for 2 inputs/],
      [table([...FULL.slice(0, 3), ['1q', '0']]), /"q" is no value of 1 bits/],
    ],
  },
  T2: {
    good: table(FULL),
    bad: [
      [table(FULL.slice(0, 3)), /no row for input 11/],
      [table(FULL.slice(0, 3), { missing: 'hold' }), /can hold only into a register/],
    ],
  },
  T3: {
    good: table(FULL, { origin: 'kmap' }),
    bad: [[table([...FULL, ['10', '1']], { origin: 'kmap' }), /cell 5 has code 10/]],
  },
  F1: {
    good: fsm(),
    bad: [
      [
        fsm({
          trans: [
            { from: 'A', guard: 'a', to: 'B' },
            { from: 'B', to: 'A' },
          ],
        }),
        /state "A" has no edge for a=0/,
      ],
      [
        fsm({
          guards: 'exclusive',
          trans: [
            { from: 'A', guard: 'a', to: 'B' },
            { from: 'A', to: 'A' },
            { from: 'B', to: 'A' },
          ],
        }),
        /edges 1 and 2 of state "A" hold together/,
      ],
      [fsm({ trans: [{ from: 'A', to: 'B' }] }), /state "B" has no edge/],
    ],
  },
  F2: {
    good: fsm(),
    bad: [
      [
        fsm({
          trans: [
            { from: 'A', to: 'C' },
            { from: 'B', to: 'A' },
          ],
        }),
        /an edge names "C"/,
      ],
      [
        fsm({
          states: [
            { name: 'A', out: { z: '0' } },
            { name: 'A', out: { z: '0' } },
          ],
          trans: [{ from: 'A', to: 'A' }],
        }),
        /"A" is listed twice/,
      ],
      [
        fsm({
          trans: [
            { from: 'A', guard: 'state_is(C)', to: 'B' },
            { from: 'A', to: 'A' },
            { from: 'B', to: 'A' },
          ],
        }),
        /"C" is not a state/,
      ],
    ],
  },
  F3: { good: fsm(), bad: [[fsm({ realise: { domain: 'd', reset_state: 'Z' } }), /reset state "Z" is no state/]] },
  F4: {
    good: fsm(),
    bad: [
      [
        fsm({
          trans: [
            { from: 'A', to: 'A' },
            { from: 'B', to: 'A' },
          ],
        }),
        /does not lead to B/,
      ],
    ],
  },
  F5: {
    good: fsm(),
    bad: [[fsm({ states: [{ name: 'A', out: { z: '0' } }, { name: 'B' }] }), /"z" has no value in state "B"/]],
  },
  F6: {
    good: fsm({ encoding: { scheme: 'given', codes: { A: '01', B: '10' } } }),
    bad: [
      [fsm({ encoding: { scheme: 'given', codes: { A: '01', B: '01' } } }), /two states of "m" share a code/],
      [fsm({ encoding: { scheme: 'given', codes: { A: '01', B: '100' } } }), /lengths 2 and 3/],
      [fsm({ encoding: { scheme: 'given', codes: { A: '01' } } }), /1 states of "m" have no code/],
      [fsm({ encoding: { scheme: 'binary', by_inspection: true } }), /not one-hot/],
    ],
  },
  M1: { good: memory('p'), bad: [[memory('w'), /address "w" has 2 bits, 8 words of "store" take 3/]] },
  I1: {
    good: instance({ x: 'a', y: 'z' }),
    bad: [
      [instance({ x: 'a', y: 'z', q: 'a' }), /module "sub" has no port "q"/],
      [instance({ y: 'z' }), /input "x" of "u" is not connected/],
      [instance({ x: 'a', y: 'z[0]' }), /"z\[0\]" has 1 bits, port "y" of "sub" has 2/],
      [instance({ x: 'a', y: 'z' }, 'gone'), /module "gone" is not part of the plan/],
      [instance({ x: 'a', y: 'z' }, 'top'), /"top" instantiates itself/],
    ],
  },
  LOWER: { good: fsm(), bad: [[fsm({ realise: { domain: 'both', reset_state: 'A' } }), /both edges/]] },
};

const said = (findings: readonly PlanFinding[], rule: PlanRuleId): string[] =>
  findings.filter((f) => f.rule === rule).map((f) => f.message);

describe('alignment', () => {
  for (const [rule, { good, bad }] of Object.entries(CASES) as [PlanRuleId, (typeof CASES)['S2']][]) {
    it(`${rule} lets a sound plan pass`, () => {
      expect(said(alignPlan(good), rule)).toEqual([]);
    });
    for (const [plan, message] of bad) {
      it(`${rule} says ${message.source}`, () => {
        const both =
          rule === 'LOWER'
            ? {
                ...plan,
                modules: plan.modules.map((m) => ({
                  ...m,
                  domains: [...(m.domains ?? []), { name: 'both', clock: 'clk', edge: 'both' as const }],
                })),
              }
            : plan;
        expect(said(alignPlan(both), rule).join('\n')).toMatch(message);
      });
    }
  }

  it('has a passing and a failing plan for every rule', () => {
    expect(Object.keys(CASES).sort()).toEqual(Object.keys(ALIGN_RULES).sort());
  });

  it('names the place in the spec', () => {
    const src = { start: 12, end: 40, rule: 'table' };
    const [finding] = alignPlan(table(FULL.slice(0, 3), { src })).filter((f) => f.rule === 'T2');
    expect(finding).toMatchObject({ module: 'top', node: 'body[0] table', src, severity: 'error' });
  });

  it('compares the top module with the interface of the spec', () => {
    const port = (
      name: string,
      direction: 'input' | 'output',
      width: number,
      range: readonly [number, number] | null = null,
    ): SpecPort => ({
      name,
      direction,
      width,
      range,
      signed: false,
      description: '',
      span: { start: 0, end: 0, line: 1, lastLine: 1 },
    });
    const good = plan([input('a', 4), output('z')], [assign('z', '^a')]);
    const against = (ports: readonly SpecPort[]): string => said(alignPlan(good, { ports }), 'S2').join();
    expect(against([port('a', 'input', 4), port('z', 'output', 1)])).toBe('');
    expect(against([port('z', 'output', 1), port('a', 'input', 4)])).toMatch(
      /ports are \(a, z\), the spec has \(z, a\)/,
    );
    expect(against([port('a', 'input', 5), port('z', 'output', 1)])).toMatch(/"a" has 4 bits, the spec has 5/);
    expect(against([port('a', 'output', 4), port('z', 'output', 1)])).toMatch(/"a" is an input/);
  });

  it('finds the target that a combinational process leaves unset', () => {
    const z = { kind: 'net', name: 'z', width: 1 } as const;
    const a = { op: 'net', name: 'a', width: 1 } as const;
    const set = { stmt: 'set', target: z, value: a } as const;
    expect(latchNames({ item: 'comb', body: [{ stmt: 'if', cond: a, yes: [set], no: [] }] })).toEqual(['z']);
    expect(latchNames({ item: 'comb', body: [{ stmt: 'if', cond: a, yes: [set], no: [set] }] })).toEqual([]);
  });
});
