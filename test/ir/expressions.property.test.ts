import { describe, expect, it } from 'vitest';
import type { DesignPlan } from '../../src/contracts/plan.ts';
import { emitVerilog, lowerPlan, validateRtl } from '../../src/ir/index.ts';
import { Random } from './random.ts';
import { type Instance, lint, needs, simulate } from './simulate.ts';

const COUNT = 200;

interface Signal {
  readonly name: string;
  readonly width: number;
  readonly signed: boolean;
  readonly range: readonly [number, number] | null;
}

const rangeText = (s: Signal): string =>
  s.range ? `[${s.range.join(':')}]` : s.width === 1 ? '' : `[${s.width - 1}:0]`;

const signals = (random: Random): readonly Signal[] =>
  ['a', 'b', 'c', 'd'].map((name) => {
    const width = random.pick([1, 2, 3, 4, 5, 8, 9, 16, 33]);
    const base = random.pick([0, 0, 0, 1]);
    const range =
      base === 1 && width > 1
        ? ([width, 1] as const)
        : width > 1 && random.chance(10)
          ? ([0, width - 1] as const)
          : null;
    return { name, width, signed: random.chance(25), range };
  });

const literal = (random: Random): string => {
  const width = random.pick([1, 2, 4, 8, 12]);
  return random.pick([
    () => `${random.below(20)}`,
    () => `${width}'d${random.bits(width)}`,
    () => `${width}'h${random.bits(width).toString(16)}`,
    () => `${width}'sb${random.bits(width).toString(2)}`,
    () => `${width}'b${random.bits(width).toString(2)}`,
  ])();
};

const sized = (random: Random): string => `4'd${random.below(16)}`;

const leaf = (random: Random, pool: readonly Signal[]): string => {
  const signal = random.pick(pool);
  if (signal.width === 1 || random.chance(50)) return random.chance(75) ? signal.name : literal(random);
  const [msb, lsb] = signal.range ?? [signal.width - 1, 0];
  const [i, j] = [random.below(signal.width), random.below(signal.width)].sort((x, y) => x - y) as [number, number];
  if (random.chance(50)) return `${signal.name}[${msb > lsb ? lsb + i : lsb - i}]`;
  return msb > lsb ? `${signal.name}[${lsb + j}:${lsb + i}]` : `${signal.name}[${msb + i}:${msb + j}]`;
};

const expression = (random: Random, pool: readonly Signal[], depth: number): string => {
  if (depth === 0) return leaf(random, pool);
  const sub = (): string => expression(random, pool, depth - 1);
  const operand = (): string => (random.chance(30) ? sized(random) : leaf(random, pool).replace(/^\d+$/, "3'd5"));
  return random.pick([
    () => `(${sub()} ${random.pick(['+', '-', '&', '|', '^', '~^', '*'])} ${sub()})`,
    () => `(${sub()} ${random.pick(['+', '-', '&', '|', '^'])} ${sub()})`,
    () => `(${sub()} ${random.pick(['<', '<=', '>', '>=', '==', '!=', '==='])} ${sub()})`,
    () => `(${sub()} ${random.pick(['&&', '||'])} ${sub()})`,
    () =>
      `(${sub()} ${random.pick(['<<', '>>', '>>>', '<<<'])} ${random.chance(60) ? random.below(9) : leaf(random, pool.slice(0, 1))})`,
    () => `(${random.pick(['~', '!', '-', '&', '|', '^', '~&', '~|', '~^'])}${sub()})`,
    () => `(${sub()} ? ${sub()} : ${sub()})`,
    () => `{${operand()}, ${operand()}}`,
    () => `{${1 + random.below(3)}{${operand()}}}`,
    () => `$signed(${sub()})`,
    () => `$unsigned(${sub()})`,
    () => sub(),
  ])();
};

interface Case {
  readonly text: string;
  readonly pool: readonly Signal[];
  readonly width: number;
}

const planOf = (one: Case, name: string): DesignPlan => ({
  ir: 'veriloom/plan@1',
  top: name,
  modules: [
    {
      name,
      ports: [
        ...one.pool.map((s) => ({
          name: s.name,
          dir: 'input' as const,
          type: { width: s.width, signed: s.signed, ...(s.range ? { range: [...s.range] as [number, number] } : {}) },
        })),
        { name: 'y', dir: 'output' as const, type: { width: one.width } },
      ],
      body: [{ kind: 'assign', lhs: 'y', rhs: one.text }],
    },
  ],
});

// The reference is the expression itself, under the simulator's own reading of the standard.
const reference = (one: Case, name: string): string =>
  `module ${name}(${one.pool.map((s) => `input ${s.signed ? 'signed ' : ''}${rangeText(s)} ${s.name}`).join(', ')}, output [${one.width - 1}:0] y);\n  assign y = ${one.text};\nendmodule`;

const cases = (): readonly Case[] => {
  const random = new Random(20_05);
  return Array.from({ length: COUNT }, (_, i) => {
    const pool = signals(random);
    return { pool, text: expression(random, pool, 1 + (i % 4)), width: random.pick([1, 4, 8, 12, 40]) };
  });
};

const emit = (one: Case, name: string, language: 'verilog-2005' | 'systemverilog' = 'verilog-2005'): string => {
  const lowered = lowerPlan(planOf(one, name));
  if (!lowered.ok) throw new Error(`${one.text}: ${lowered.error.map((f) => f.message).join('; ')}`);
  expect(validateRtl(lowered.value.rtl)).toEqual([]);
  return emitVerilog(lowered.value.rtl, { language });
};

describe.skipIf(!needs('iverilog', 'verilator'))('random expressions (needs iverilog and verilator)', () => {
  const all = cases();

  it('mean after lowering what a simulator makes of the text', () => {
    const random = new Random(7);
    const instances = all.flatMap((one, i): Instance[] => {
      const inputs = one.pool.map(({ name, width }) => ({ name, width }));
      const steps = Array.from({ length: 24 }, () =>
        Object.fromEntries(inputs.map((p) => [p.name, random.bits(p.width)])),
      );
      const shared = { inputs, outputs: [{ name: 'y', width: one.width }], clock: null, steps };
      return [
        { ...shared, module: `dut_${i}`, verilog: emit(one, `dut_${i}`) },
        { ...shared, module: `ref_${i}`, verilog: reference(one, `ref_${i}`) },
      ];
    });
    const shown = simulate(instances);
    const wrong = all.flatMap((one, i) => {
      const same = JSON.stringify(shown[2 * i]) === JSON.stringify(shown[2 * i + 1]);
      return same ? [] : [`${one.text}  ${JSON.stringify(one.pool)} -> ${one.width}\n${instances[2 * i]!.verilog}`];
    });
    expect(wrong).toEqual([]);
    expect(shown.every((rows) => rows.length === 24)).toBe(true);
  });

  it('are lint-clean in Verilog and in SystemVerilog', () => {
    expect(lint(all.map((one, i) => emit(one, `dut_${i}`)).join('\n'))).toBe('');
    expect(
      lint(
        all
          .slice(0, 40)
          .map((one, i) => emit(one, `dut_${i}`, 'systemverilog'))
          .join('\n'),
        '-g2012',
      ),
    ).toBe('');
  });
});
