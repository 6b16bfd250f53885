import { describe, expect, it } from 'vitest';
import type { DesignPlan, PlanFsm } from '../../src/contracts/plan.ts';
import { alignPlan, emitVerilog, lowerPlan, validateRtl } from '../../src/ir/index.ts';
import { Random } from './random.ts';
import { type Instance, lint, needs, simulate } from './simulate.ts';

const COUNT = 200;
const STEPS = 40;

interface Edge {
  readonly when: { readonly input: number; readonly value: number } | null;
  readonly to: number;
  readonly out: string;
}

/** The machine as the test itself knows it: per state, edges in order and a Moore value; edges carry the Mealy value. */
interface Machine {
  readonly states: readonly { readonly name: string; readonly moore: string; readonly edges: readonly Edge[] }[];
  readonly codes: readonly string[];
  readonly start: number;
  readonly inputs: number;
  readonly style: 'moore' | 'mealy';
  readonly width: number;
  readonly reset: 'sync' | 'async' | null;
  readonly active: 'high' | 'low';
  readonly edge: 'pos' | 'neg';
  readonly part: boolean;
  readonly inspection: boolean;
}

const encode = (scheme: string, count: number, random: Random): readonly string[] => {
  if (scheme === 'onehot') return Array.from({ length: count }, (_, i) => (1 << i).toString(2).padStart(count, '0'));
  const width = Math.max(1, (count - 1).toString(2).length) + (scheme === 'given' ? random.below(2) : 0);
  const order = Array.from({ length: 2 ** width }, (_, i) => i);
  if (scheme === 'given') order.sort((a, b) => ((a * 7919 + 3) % 31) - ((b * 7919 + 3) % 31));
  return order.slice(0, count).map((i) => (scheme === 'gray' ? i ^ (i >> 1) : i).toString(2).padStart(width, '0'));
};

const makeMachine = (random: Random, index: number): { readonly machine: Machine; readonly plan: DesignPlan } => {
  const count = 1 + random.below(6);
  const inputs = 1 + random.below(2);
  const width = random.pick([1, 1, 3]);
  const style = random.pick(['moore', 'mealy'] as const);
  const part = random.chance(30);
  const scheme = part
    ? random.pick(['given', 'onehot'] as const)
    : random.pick(['free', 'binary', 'onehot', 'gray', 'given'] as const);
  const inspection = scheme === 'onehot' && random.chance(60);
  const bits = (): string => random.bits(width).toString(2).padStart(width, '0');
  const edges = (): Edge[] => {
    const input = random.below(inputs);
    const free = (): Edge => ({ when: null, to: random.below(count), out: bits() });
    const on = (i: number, value: number): Edge => ({
      when: { input: i, value },
      to: random.below(count),
      out: bits(),
    });
    return random.pick([
      () => [on(input, 0), on(input, 1)],
      () => [on(input, 1), free()],
      () => [free()],
      () => [on(0, 1), on(inputs - 1, 1), free()],
      () => [on(0, 0), on(0, 1)],
    ])();
  };
  const drawn: Machine = {
    states: Array.from({ length: count }, (_, i) => ({ name: `S${i}`, moore: bits(), edges: edges() })),
    codes: encode(scheme, count, random),
    start: random.below(count),
    inputs,
    style,
    width,
    reset: random.pick(['sync', 'async', null] as const),
    active: random.pick(['high', 'low'] as const),
    edge: 'pos',
    part,
    inspection,
  };
  // Without a reset the bench's own first x-to-0 of the clock would count as a falling edge.
  const machine: Machine = { ...drawn, edge: drawn.reset === null ? 'pos' : random.pick(['pos', 'neg'] as const) };
  return { machine, plan: planOf(machine, { scheme, name: `fsm_${index}` }) };
};

const planOf = (
  m: Machine,
  { scheme, name }: { scheme: 'free' | 'binary' | 'onehot' | 'gray' | 'given'; name: string },
): DesignPlan => {
  const value = (bits: string): string => `${m.width}'b${bits}`;
  const given = scheme === 'given' || (m.part && scheme === 'onehot');
  const fsm: PlanFsm = {
    kind: 'fsm',
    name: 'fsm',
    style: m.style,
    realise: m.part
      ? { state_in: 'y', next_out: [{ lhs: 'n' }] }
      : { domain: 'd', reset_state: m.states[m.start]!.name },
    encoding: {
      scheme,
      by_inspection: m.inspection,
      ...(given ? { codes: Object.fromEntries(m.states.map((s, i) => [s.name, m.codes[i]!])) } : {}),
    },
    states: m.states.map((s) =>
      m.style === 'moore' ? { name: s.name, out: { z: value(s.moore) } } : { name: s.name },
    ),
    trans: m.states.flatMap((s) =>
      s.edges.map((e) => ({
        from: s.name,
        to: m.states[e.to]!.name,
        ...(e.when === null ? {} : { guard: `i${e.when.input} == ${e.when.value}` }),
        ...(m.style === 'mealy' ? { out: { z: value(e.out) } } : {}),
      })),
    ),
  };
  const code = m.codes[0]!.length;
  const input = (n: string, width: number) => ({ name: n, dir: 'input' as const, type: { width } });
  const output = (n: string, width: number) => ({ name: n, dir: 'output' as const, type: { width } });
  const data = Array.from({ length: m.inputs }, (_, i) => input(`i${i}`, 1));
  const clocking = m.reset === null ? [input('clk', 1)] : [input('clk', 1), input('rst', 1)];
  const ports = m.part
    ? [input('y', code), ...data, output('n', code), output('z', m.width)]
    : [...clocking, ...data, output('z', m.width)];
  const reset = m.reset === null ? null : { signal: 'rst', kind: m.reset, active: m.active };
  return {
    ir: 'veriloom/plan@1',
    top: name,
    modules: [{ name, ports, domains: m.part ? [] : [{ name: 'd', clock: 'clk', edge: m.edge, reset }], body: [fsm] }],
  };
};

type Values = Readonly<Record<string, bigint>>;

const taken = (m: Machine, state: number, at: Values): Edge =>
  m.states[state]!.edges.find((e) => e.when === null || at[`i${e.when.input}`] === BigInt(e.when.value))!;
const shownBy = (m: Machine, state: number, at: Values): string =>
  m.style === 'moore' ? m.states[state]!.moore : taken(m, state, at).out;

/** Expected outputs at the three moments of each step. */
const walk = (m: Machine, steps: readonly Values[]): string[] => {
  let state = m.start;
  return steps.flatMap((at) => {
    const resetting = m.reset !== null && at['rst'] === (m.active === 'high' ? 1n : 0n);
    if (resetting && m.reset === 'async') state = m.start;
    const before = shownBy(m, state, at);
    state = resetting ? m.start : taken(m, state, at).to;
    const after = shownBy(m, state, at);
    return [before, m.edge === 'pos' ? after : before, after];
  });
};

/** The combinational part by inspection: every set bit of the present code contributes. */
const inspect = (m: Machine, present: string, at: Values): readonly [string, string] => {
  const or = (a: string, b: string): string =>
    [...a].map((bit, i) => (bit === '1' || b[i] === '1' ? '1' : '0')).join('');
  const zero = (width: number): string => '0'.repeat(width);
  return m.states.reduce<readonly [string, string]>(
    ([next, out], _, state) => {
      if (present[present.length - 1 - state] !== '1') return [next, out];
      return [or(next, m.codes[taken(m, state, at).to]!), or(out, shownBy(m, state, at))];
    },
    [zero(present.length), zero(m.width)],
  );
};

const part = (m: Machine, at: Values): readonly [string, string] | null => {
  const present = at['y']!.toString(2).padStart(m.codes[0]!.length, '0');
  if (m.inspection) return inspect(m, present, at);
  const state = m.codes.indexOf(present);
  return state < 0 ? null : [m.codes[taken(m, state, at).to]!, shownBy(m, state, at)];
};

describe.skipIf(!needs('iverilog', 'verilator'))('random state machines (needs iverilog and verilator)', () => {
  const random = new Random(1955);
  const all = Array.from({ length: COUNT }, (_, i) => makeMachine(random, i));
  const texts = all.map(({ plan }) => {
    const lowered = lowerPlan(plan);
    if (!lowered.ok) throw new Error(JSON.stringify(lowered.error));
    expect(validateRtl(lowered.value.rtl)).toEqual([]);
    return emitVerilog(lowered.value.rtl);
  });

  it('run as the machine itself does', () => {
    const instances = all.map(({ machine: m, plan }, i): Instance => {
      const ports = plan.modules[0]!.ports.map((p) => ({ name: p.name, width: p.type.width as number, dir: p.dir }));
      const inputs = ports.filter((p) => p.dir === 'input');
      const steps = Array.from({ length: STEPS }, (_, step) =>
        Object.fromEntries(
          inputs
            .filter((p) => p.name !== 'clk')
            .map((p) => {
              if (p.name !== 'rst') return [p.name, random.bits(p.width)];
              const on = step < 2 || random.chance(10);
              return ['rst', BigInt(on === (m.active === 'high'))];
            }),
        ),
      );
      return {
        module: plan.top,
        verilog: texts[i]!,
        inputs,
        outputs: ports.filter((p) => p.dir === 'output'),
        clock: m.part ? null : 'clk',
        steps,
      };
    });
    const shown = simulate(instances);
    const wrong = all.flatMap(({ machine: m }, i) => {
      const { steps } = instances[i]!;
      if (m.part) {
        return steps.flatMap((at, step) => {
          const wanted = part(m, at);
          return wanted === null || wanted.join() === shown[i]![step]!.join()
            ? []
            : [`${wanted} ${shown[i]![step]}\n${texts[i]}`];
        });
      }
      // The first step before any edge shows the power-up value, which a reset machine does not define.
      const from = m.reset === null ? 0 : 3;
      const wanted = walk(m, steps).slice(from).join();
      const got = shown[i]!.map((row) => row[0])
        .slice(from)
        .join();
      return wanted === got ? [] : [`${wanted}\n${got}\n${texts[i]}`];
    });
    expect(wrong).toEqual([]);
  });

  it('pass alignment and are lint-clean', () => {
    expect(all.flatMap(({ plan }) => alignPlan(plan).filter((f) => f.severity === 'error'))).toEqual([]);
    expect(lint(texts.join('\n'))).toBe('');
  });
});
