import { describe, expect, it } from 'vitest';
import type { DesignPlan, PlanComponent } from '../../src/contracts/plan.ts';
import { alignPlan, emitVerilog, lowerPlan } from '../../src/ir/index.ts';
import { COMPONENTS } from '../../src/ir/lower/components/index.ts';
import { Random } from './random.ts';
import { type Instance, lint, needs, simulate } from './simulate.ts';

type Values = Readonly<Record<string, number>>;

interface Case {
  readonly lib: string;
  readonly params?: Readonly<Record<string, string | number>>;
  readonly inputs: Readonly<Record<string, number>>;
  readonly outputs: Readonly<Record<string, number>>;
  readonly bind?: Readonly<Record<string, string>>;
  /** State after reset, and what the component does with it. Absent in combinational components. */
  readonly start?: unknown;
  readonly next?: (state: never, at: Values) => unknown;
  readonly show: (state: never, at: Values) => Readonly<Record<string, number>>;
}

const ones = (value: number): number => value.toString(2).replaceAll('0', '').length;
const lowest = (value: number): number => value & -value;

const CASES: readonly Case[] = [
  {
    lib: 'counter',
    params: { modulus: 10 },
    inputs: { enable: 1 },
    outputs: { q: 4, last: 1 },
    start: 0,
    next: (q: number, at) => (at['enable'] ? (q + 1) % 10 : q),
    show: (q: number) => ({ q, last: Number(q === 9) }),
  },
  {
    lib: 'counter',
    params: { from: 1, to: 12, direction: 'down' },
    inputs: { load: 1, d: 4, clear: 1 },
    outputs: { q: 4 },
    start: 12,
    next: (q: number, at) => (at['clear'] ? 12 : at['load'] ? at['d']! : q === 1 ? 12 : (q + 15) % 16),
    show: (q: number) => ({ q }),
  },
  {
    lib: 'counter',
    params: { overflow: 'saturate', direction: 'both' },
    inputs: { up: 1 },
    outputs: { q: 2, last: 1 },
    start: 0,
    next: (q: number, at) => (at['up'] ? Math.min(3, q + 1) : Math.max(0, q - 1)),
    show: (q: number, at) => ({ q, last: Number(at['up'] ? q === 3 : q === 0) }),
  },
  {
    lib: 'shift_register',
    inputs: { si: 1, enable: 1, load: 1, d: 4 },
    outputs: { q: 4, so: 1 },
    start: 0,
    next: (q: number, at) => (at['load'] ? at['d']! : at['enable'] ? ((q << 1) & 15) | at['si']! : q),
    show: (q: number) => ({ q, so: q >> 3 }),
  },
  {
    lib: 'shift_register',
    params: { direction: 'right', reset: 9 },
    inputs: {},
    outputs: { q: 4 },
    start: 9,
    next: (q: number) => (q >> 1) | ((q & 1) << 3),
    show: (q: number) => ({ q }),
  },
  {
    lib: 'ring_counter',
    inputs: { enable: 1 },
    outputs: { q: 5 },
    start: 1,
    next: (q: number, at) => (at['enable'] ? ((q << 1) | (q >> 4)) & 31 : q),
    show: (q: number) => ({ q }),
  },
  {
    lib: 'johnson_counter',
    inputs: {},
    outputs: { q: 4 },
    start: 0,
    next: (q: number) => (q >> 1) | ((q & 1) === 0 ? 8 : 0),
    show: (q: number) => ({ q }),
  },
  {
    lib: 'lfsr',
    params: { taps: '5,3' },
    inputs: {},
    outputs: { q: 5 },
    start: 1,
    next: (q: number) => ((q << 1) & 31) | (((q >> 4) ^ (q >> 2)) & 1),
    show: (q: number) => ({ q }),
  },
  {
    lib: 'lfsr',
    params: { taps: '5,3', form: 'galois' },
    inputs: { enable: 1 },
    outputs: { q: 5 },
    start: 1,
    next: (q: number, at) => (at['enable'] ? (q >> 1) ^ (q & 1 ? 0b10100 : 0) : q),
    show: (q: number) => ({ q }),
  },
  {
    lib: 'cellular_automaton',
    params: { rule: 90, reset: 16 },
    inputs: { load: 1, d: 8 },
    outputs: { q: 8 },
    start: 16,
    next: (q: number, at) => (at['load'] ? at['d']! : ((q >> 1) ^ (q << 1)) & 255),
    show: (q: number) => ({ q }),
  },
  {
    lib: 'cellular_automaton',
    params: { rule: 110, boundary: 'wrap', reset: 1 },
    inputs: {},
    outputs: { q: 6 },
    start: 1,
    next: (q: number) =>
      Array.from(
        { length: 6 },
        (_, i) =>
          ((110 >> (4 * ((q >> ((i + 1) % 6)) & 1) + 2 * ((q >> i) & 1) + ((q >> ((i + 5) % 6)) & 1))) & 1) << i,
      ).reduce((a, b) => a | b),
    show: (q: number) => ({ q }),
  },
  {
    lib: 'edge_detect',
    params: { edge: 'any' },
    inputs: { in: 3 },
    outputs: { out: 3 },
    start: { before: 0, out: 0 },
    next: (s: { before: number }, at) => ({ before: at['in']!, out: at['in']! ^ s.before }),
    show: (s: { out: number }) => ({ out: s.out }),
  },
  {
    lib: 'edge_detect',
    params: { edge: 'rise', output: 'direct' },
    inputs: { in: 1 },
    outputs: { out: 1 },
    start: 0,
    next: (_: number, at) => at['in']!,
    show: (s: number, at) => ({ out: at['in']! & ~s & 1 }),
  },
  {
    lib: 'seq_detect',
    params: { pattern: '1011' },
    inputs: { in: 1 },
    outputs: { out: 1 },
    start: '',
    next: (s: string, at) => (s + at['in']!).slice(-3),
    show: (s: string, at) => ({ out: Number(s + at['in']! === '1011') }),
  },
  {
    lib: 'seq_detect',
    params: { pattern: '11', overlap: 'no', style: 'moore' },
    inputs: { in: 1 },
    outputs: { out: 1 },
    start: '',
    next: (s: string, at) => ((s === '11' ? '' : s.slice(-1)) + at['in']!).slice(-2),
    show: (s: string) => ({ out: Number(s === '11') }),
  },
  {
    lib: 'synchronizer',
    inputs: { d: 2 },
    outputs: { q: 2 },
    start: [0, 0],
    next: ([a]: number[], at) => [at['d'], a],
    show: ([, b]: number[]) => ({ q: b! }),
  },
  {
    lib: 'clock_divider',
    params: { by: 6 },
    inputs: {},
    outputs: { q: 1 },
    start: 0,
    next: (n: number) => (n + 1) % 6,
    show: (n: number) => ({ q: Number(n >= 3) }),
  },
  {
    lib: 'clock_divider',
    params: { by: 2 },
    inputs: {},
    outputs: { q: 1 },
    start: 0,
    next: (n: number) => 1 - n,
    show: (n: number) => ({ q: n }),
  },
  { lib: 'arbiter', inputs: { req: 4 }, outputs: { grant: 4 }, show: (_, at) => ({ grant: lowest(at['req']!) }) },
  {
    lib: 'arbiter',
    params: { policy: 'round_robin' },
    inputs: { req: 4 },
    outputs: { grant: 4 },
    start: -1,
    next: (last: number, at) => {
      const from = [1, 2, 3, 4].map((k) => (last + k) % 4).find((i) => (at['req']! >> i) & 1);
      return from ?? last;
    },
    show: (last: number, at) => {
      const i = [1, 2, 3, 4].map((k) => (last + k) % 4).find((k) => (at['req']! >> k) & 1);
      return { grant: i === undefined ? 0 : 1 << i };
    },
  },
  {
    lib: 'fifo',
    params: { depth: 4 },
    inputs: { push: 1, pop: 1, din: 8 },
    outputs: { empty: 1, full: 1, count: 3, dout: 8 },
    start: { words: [], head: 0, memory: [0, 0, 0, 0], tail: 0 },
    next: (s: { words: number[]; memory: number[]; head: number; tail: number }, at) => {
      const push = at['push'] === 1 && s.words.length < 4;
      const pop = at['pop'] === 1 && s.words.length > 0;
      const memory = push ? s.memory.with(s.tail, at['din']!) : s.memory;
      const words = [...s.words.slice(pop ? 1 : 0), ...(push ? [at['din']!] : [])];
      return { words, memory, head: (s.head + Number(pop)) % 4, tail: (s.tail + Number(push)) % 4 };
    },
    show: (s: { words: number[]; memory: number[]; head: number }) => ({
      empty: Number(s.words.length === 0),
      full: Number(s.words.length === 4),
      count: s.words.length,
      dout: s.memory[s.head]!,
    }),
  },
  {
    lib: 'mux',
    inputs: { sel: 2, in0: 3, in1: 3, in2: 3 },
    outputs: { out: 3 },
    params: { other: "3'd5" },
    show: (_, at) => ({ out: at[`in${at['sel']}`] ?? 5 }),
  },
  {
    lib: 'mux',
    inputs: { sel: 1, in0: 3, in1: 3 },
    outputs: { out: 3 },
    show: (_, at) => ({ out: at[`in${at['sel']}`]! }),
  },
  {
    lib: 'decoder',
    inputs: { sel: 2, enable: 1 },
    outputs: { out: 4 },
    show: (_, at) => ({ out: at['enable'] ? 1 << at['sel']! : 0 }),
  },
  {
    lib: 'decoder',
    params: { active: 'low' },
    inputs: { sel: 2 },
    outputs: { out: 4 },
    show: (_, at) => ({ out: 15 & ~(1 << at['sel']!) }),
  },
  {
    lib: 'demux',
    inputs: { sel: 2, in: 2 },
    outputs: { out: 8 },
    show: (_, at) => ({ out: at['in']! << (2 * at['sel']!) }),
  },
  {
    lib: 'priority_encoder',
    inputs: { in: 5 },
    outputs: { out: 3, valid: 1 },
    show: (_, at) => ({ out: at['in'] === 0 ? 0 : Math.log2(lowest(at['in']!)), valid: Number(at['in'] !== 0) }),
  },
  {
    lib: 'priority_encoder',
    params: { first: 'high' },
    inputs: { in: 5 },
    outputs: { out: 3 },
    show: (_, at) => ({ out: at['in'] === 0 ? 0 : Math.floor(Math.log2(at['in']!)) }),
  },
  {
    lib: 'encoder',
    inputs: { in: 4 },
    outputs: { out: 2, valid: 1 },
    show: (_, at) => ({
      out: [0, 1, 2, 3].filter((i) => (at['in']! >> i) & 1).reduce((a, b) => a | b, 0),
      valid: Number(at['in'] !== 0),
    }),
  },
  { lib: 'popcount', inputs: { in: 7 }, outputs: { out: 3 }, show: (_, at) => ({ out: ones(at['in']!) }) },
  {
    lib: 'parity',
    params: { kind: 'odd' },
    inputs: { in: 5 },
    outputs: { out: 1 },
    show: (_, at) => ({ out: 1 - (ones(at['in']!) % 2) }),
  },
  {
    lib: 'adder',
    inputs: { a: 4, b: 4, cin: 1 },
    outputs: { sum: 4, cout: 1, overflow: 1 },
    show: (_, at) => {
      const t = at['a']! + at['b']! + at['cin']!;
      const s = (v: number): number => (v > 7 ? v - 16 : v);
      const signed = s(at['a']!) + s(at['b']!) + at['cin']!;
      return { sum: t & 15, cout: t >> 4, overflow: Number(signed > 7 || signed < -8) };
    },
  },
  {
    lib: 'subtractor',
    inputs: { a: 4, b: 4 },
    outputs: { diff: 4, bout: 1 },
    show: (_, at) => ({ diff: (at['a']! - at['b']!) & 15, bout: Number(at['a']! < at['b']!) }),
  },
  {
    lib: 'comparator',
    params: { numbers: 'signed' },
    inputs: { a: 3, b: 3 },
    outputs: { lt: 1, eq: 1, gt: 1 },
    show: (_, at) => {
      const s = (v: number): number => (v > 3 ? v - 8 : v);
      const [a, b] = [s(at['a']!), s(at['b']!)];
      return { lt: Number(a < b), eq: Number(a === b), gt: Number(a > b) };
    },
  },
];

const planOf = (one: Case, name: string): DesignPlan => {
  const clocked = one.start !== undefined;
  const ports = [
    ...(clocked ? ['clk', 'rst'].map((n) => ({ name: n, dir: 'input' as const, type: { width: 1 } })) : []),
    ...Object.entries(one.inputs).map(([n, width]) => ({ name: n, dir: 'input' as const, type: { width } })),
    ...Object.entries(one.outputs).map(([n, width]) => ({ name: n, dir: 'output' as const, type: { width } })),
  ];
  const node: PlanComponent = {
    kind: 'component',
    lib: one.lib,
    params: { ...one.params },
    bind: Object.fromEntries([...Object.keys(one.inputs), ...Object.keys(one.outputs)].map((n) => [n, n])),
    ...(clocked ? { domain: 'd' } : {}),
  };
  const domains = clocked
    ? [
        {
          name: 'd',
          clock: 'clk',
          edge: 'pos' as const,
          reset: { signal: 'rst', kind: 'sync' as const, active: 'high' as const },
        },
      ]
    : [];
  return { ir: 'veriloom/plan@1', top: name, modules: [{ name, ports, domains, body: [node] }] };
};

const STEPS = 64;

/** What the model shows in each step. */
const run = (one: Case, steps: Instance['steps']): string[] => {
  let state = one.start;
  return steps.map((big) => {
    const at = Object.fromEntries(Object.entries(big).map(([name, value]) => [name, Number(value)]));
    const shown = Object.values(one.show(state as never, at)).join();
    if (one.next !== undefined) state = at['rst'] === 1 ? one.start : one.next(state as never, at);
    return shown;
  });
};

describe.skipIf(!needs('iverilog', 'verilator'))('components (needs iverilog and verilator)', () => {
  const plans = CASES.map((one, i) => planOf(one, `part_${i}`));
  const texts = plans.map((plan) => {
    const lowered = lowerPlan(plan);
    if (!lowered.ok) throw new Error(JSON.stringify(lowered.error));
    return emitVerilog(lowered.value.rtl);
  });
  const random = new Random(90);
  const instances = CASES.map((one, i): Instance => {
    const clocked = one.start !== undefined;
    const data = Object.entries(one.inputs).map(([name, width]) => ({ name, width }));
    const steps = Array.from({ length: STEPS }, (_, step) => ({
      ...(clocked ? { rst: BigInt(step < 2) } : {}),
      ...Object.fromEntries(
        data.map((p) => [
          p.name,
          ['load', 'clear'].includes(p.name) ? BigInt(random.chance(10)) : random.bits(p.width),
        ]),
      ),
    }));
    const inputs = [
      ...(clocked
        ? [
            { name: 'clk', width: 1 },
            { name: 'rst', width: 1 },
          ]
        : []),
      ...data,
    ];
    return {
      module: plans[i]!.top,
      verilog: texts[i]!,
      inputs,
      outputs: Object.entries(one.outputs).map(([name, width]) => ({ name, width })),
      clock: clocked ? 'clk' : null,
      steps,
    };
  });

  it('behave as their models do', () => {
    const shown = simulate(instances);
    const wrong = CASES.flatMap((one, i) => {
      const rows = shown[i]!.filter((_, moment) => one.start === undefined || moment % 3 === 0);
      const wanted = run(one, instances[i]!.steps);
      const differs = wanted.findIndex(
        (values, step) => step >= 2 && values !== rows[step]!.map((bits) => Number.parseInt(bits, 2)).join(),
      );
      return differs < 0 ? [] : [`step ${differs}: ${wanted[differs]} wanted, ${rows[differs]} shown\n${texts[i]}`];
    });
    expect(wrong).toEqual([]);
  });

  it('pass alignment and are lint-clean', () => {
    expect(plans.flatMap((plan) => alignPlan(plan).filter((f) => f.severity === 'error'))).toEqual([]);
    expect(lint(texts.join('\n'))).toBe('');
  });

  it('are all tried here', () => {
    expect(new Set(CASES.map((one) => one.lib))).toEqual(new Set(Object.keys(COMPONENTS)));
  });
});

describe('a component that is misused', () => {
  const misused: readonly [string, Partial<PlanComponent>, RegExp][] = [
    ['an unknown library name', { lib: 'flux_capacitor' }, /not in the component library/],
    ['a pin it does not have', { bind: { q: 'q', warp: 'q' } }, /no pin "warp"/],
    ['a parameter it does not have', { params: { speed: 3 } }, /no parameter "speed"/],
    ['a missing pin', { bind: {} }, /pin "q" is not bound/],
    ['a range that does not fit', { params: { modulus: 99 } }, /does not fit/],
    ['no clock', { domain: undefined }, /clock domain is needed/],
  ];
  it.each(misused)('is refused for %s', (_, change, message) => {
    const plan = planOf({ lib: 'counter', inputs: {}, outputs: { q: 4 }, start: 0, show: () => ({}) }, 'misuse');
    const node = { ...plan.modules[0]!.body[0], ...change } as PlanComponent;
    if (change.domain === undefined && 'domain' in change) delete (node as { domain?: string }).domain;
    const lowered = lowerPlan({ ...plan, modules: [{ ...plan.modules[0]!, body: [node] }] });
    expect(lowered.ok ? '' : lowered.error.map((f) => f.message).join()).toMatch(message);
  });
});
