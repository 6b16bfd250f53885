import { describe, expect, it } from 'vitest';
import type { DesignPlan, PlanReg } from '../../src/contracts/plan.ts';
import { alignPlan, emitVerilog, lowerPlan, validateRtl } from '../../src/ir/index.ts';
import { Random } from './random.ts';
import { type Instance, lint, needs, simulate } from './simulate.ts';

const COUNT = 200;
const STEPS = 40;
type Values = Readonly<Record<string, bigint>>;

/** A next value that the test computes by itself. */
interface Step {
  readonly text: string;
  readonly value: (q: bigint, at: Values) => bigint;
}

interface Case {
  readonly width: number;
  readonly list: readonly { readonly when: string | null; readonly step: Step }[];
  readonly reset: {
    readonly kind: 'sync' | 'async';
    readonly active: 'high' | 'low';
    readonly value: bigint;
    readonly underEnable: boolean;
  } | null;
  readonly init: bigint | null;
  readonly enable: boolean;
  /** Bits of the write mask; 0 for none. */
  readonly mask: number;
  readonly edge: 'pos' | 'neg' | 'both';
}

const stepsOf = (width: number): readonly Step[] => [
  { text: 'd', value: (_, at) => at['d']! },
  { text: 'q + 1', value: (q) => q + 1n },
  { text: 'q - 1', value: (q) => q - 1n },
  { text: '~q', value: (q) => ~q },
  { text: 'q << 1', value: (q) => q << 1n },
  { text: '$signed(q) >>> 1', value: (q) => BigInt.asIntN(width, q) >> 1n },
  { text: 'ashr(q, 1)', value: (q) => BigInt.asIntN(width, q) >> 1n },
  { text: 'q ^ d', value: (q, at) => q ^ at['d']! },
  { text: 's0 ? d : q', value: (q, at) => (at['s0'] === 1n ? at['d']! : q) },
  { text: '{q, s0}', value: (q, at) => (q << 1n) | at['s0']! },
  { text: 'q * d + 3', value: (q, at) => q * at['d']! + 3n },
];

const makeCase = (random: Random): Case => {
  const width = random.pick([1, 2, 4, 8, 12]);
  const steps = stepsOf(width).filter((s) => width > 1 || !s.text.includes('signed'));
  const whens = random.pick([[null], ['s0', null], ['s0', 's1'], ['s1 && !s0', 's0', null], ['d == 0', 's1']] as const);
  const edge = random.pick(['pos', 'pos', 'neg', 'both'] as const);
  const reset =
    random.chance(60) || edge !== 'pos'
      ? {
          kind: random.pick(['sync', 'async'] as const),
          active: random.pick(['high', 'low'] as const),
          value: random.bits(width),
          underEnable: random.chance(20),
        }
      : null;
  const enable = random.chance(40);
  return {
    width,
    list: whens.map((when) => ({ when, step: random.pick(steps) })),
    reset: reset === null ? null : { ...reset, underEnable: reset.underEnable && reset.kind === 'sync' && enable },
    init: random.chance(30) ? random.bits(width) : null,
    enable,
    mask: random.pick([0, 0, ...(width >= 4 ? [width, 2] : [])]),
    edge,
  };
};

const planOf = (one: Case, name: string): DesignPlan => {
  const reset =
    one.reset === null
      ? null
      : { signal: 'rst', kind: one.reset.kind, active: one.reset.active, under_enable: one.reset.underEnable };
  const [first] = one.list;
  const reg: PlanReg = {
    kind: 'reg',
    name: 'q',
    type: { width: one.width },
    domain: 'd',
    reset: one.reset === null ? null : Number(one.reset.value),
    ...(one.init === null ? {} : { init: Number(one.init) }),
    ...(one.enable ? { enable: 'en' } : {}),
    ...(one.mask === 0 ? {} : { write_mask: 'm' }),
    next:
      one.list.length === 1 && first!.when === null
        ? first!.step.text
        : one.list.map(({ when, step }) => (when === null ? { to: step.text } : { when, to: step.text })),
  };
  const input = (n: string, width = 1) => ({ name: n, dir: 'input' as const, type: { width } });
  const ports = [
    input('clk'),
    ...(one.reset === null ? [] : [input('rst')]),
    ...(one.enable ? [input('en')] : []),
    ...(one.mask === 0 ? [] : [input('m', one.mask)]),
    input('s0'),
    input('s1'),
    input('d', one.width),
    { name: 'q', dir: 'output' as const, type: { width: one.width } },
  ];
  return {
    ir: 'veriloom/plan@1',
    top: name,
    modules: [{ name, ports, domains: [{ name: 'd', clock: 'clk', edge: one.edge, reset }], body: [reg] }],
  };
};

const holds = (when: string | null, at: Values): boolean => {
  const [s0, s1] = [at['s0'] === 1n, at['s1'] === 1n];
  return { null: true, s0, s1, 's1 && !s0': s1 && !s0, 'd == 0': at['d'] === 0n }[String(when)]!;
};

const next = (one: Case, q: bigint, at: Values): bigint => {
  const active = one.reset !== null && at['rst'] === (one.reset.active === 'high' ? 1n : 0n);
  const enabled = !one.enable || at['en'] === 1n;
  if (active && (!one.reset!.underEnable || enabled)) return one.reset!.value;
  const hit = enabled ? one.list.find(({ when }) => holds(when, at)) : undefined;
  if (hit === undefined) return q;
  const value = BigInt.asUintN(one.width, hit.step.value(q, at));
  if (one.mask === 0) return value;
  let merged = q;
  for (let bit = 0; bit < one.width; bit += 1) {
    const lane = Math.floor(bit / (one.width / one.mask));
    if (((at['m']! >> BigInt(lane)) & 1n) === 0n) continue;
    const mask = 1n << BigInt(bit);
    merged = (merged & ~mask) | (value & mask);
  }
  return merged;
};

const walk = (one: Case, steps: readonly Values[]): string[] => {
  let q = one.init ?? 0n;
  const shown: string[] = [];
  for (const at of steps) {
    const active = one.reset !== null && at['rst'] === (one.reset.active === 'high' ? 1n : 0n);
    if (active && one.reset!.kind === 'async') q = one.reset!.value;
    shown.push(q.toString(2).padStart(one.width, '0'));
    for (const edge of ['pos', 'neg']) {
      if (one.edge === edge || one.edge === 'both') q = next(one, q, at);
      shown.push(q.toString(2).padStart(one.width, '0'));
    }
  }
  return shown;
};

describe.skipIf(!needs('iverilog', 'verilator'))('random registers (needs iverilog and verilator)', () => {
  const random = new Random(1985);
  const all = Array.from({ length: COUNT }, () => makeCase(random));
  const plans = all.map((one, i) => planOf(one, `reg_${i}`));
  const texts = plans.map((plan) => {
    const lowered = lowerPlan(plan);
    if (!lowered.ok) throw new Error(JSON.stringify(lowered.error));
    expect(validateRtl(lowered.value.rtl)).toEqual([]);
    return emitVerilog(lowered.value.rtl);
  });

  it('hold, step and reset as the list says', () => {
    const instances = all.map((one, i): Instance => {
      const ports = plans[i]!.modules[0]!.ports.map((p) => ({
        name: p.name,
        width: p.type.width as number,
        dir: p.dir,
      }));
      const inputs = ports.filter((p) => p.dir === 'input');
      const steps = Array.from({ length: STEPS }, (_, step) =>
        Object.fromEntries(
          inputs
            .filter((p) => p.name !== 'clk')
            .map((p) => {
              if (p.name === 'rst')
                return ['rst', BigInt((step < 2 || random.chance(10)) === (one.reset!.active === 'high'))];
              return [p.name, p.name === 'en' && step < 2 ? 1n : random.bits(p.width)];
            }),
        ),
      );
      return {
        module: plans[i]!.top,
        verilog: texts[i]!,
        inputs,
        outputs: [{ name: 'q', width: one.width }],
        clock: 'clk',
        steps,
      };
    });
    const shown = simulate(instances);
    const wrong = all.flatMap((one, i) => {
      const from = one.reset === null ? 0 : 3;
      const wanted = walk(one, instances[i]!.steps).slice(from).join();
      const got = shown[i]!.map((row) => row[0])
        .slice(from)
        .join();
      return wanted === got ? [] : [`${wanted}\n${got}\n${texts[i]}`];
    });
    expect(wrong).toEqual([]);
  });

  it('pass alignment and are lint-clean', () => {
    expect(plans.flatMap((plan) => alignPlan(plan).filter((f) => f.severity === 'error'))).toEqual([]);
    expect(lint(texts.join('\n'))).toBe('');
  });
});
