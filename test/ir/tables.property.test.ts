import { describe, expect, it } from 'vitest';
import type { DesignPlan, PlanTable } from '../../src/contracts/plan.ts';
import { alignPlan, emitVerilog, lowerPlan, validateRtl } from '../../src/ir/index.ts';
import { Random } from './random.ts';
import { type Instance, lint, needs, simulate } from './simulate.ts';

const COUNT = 200;
const POLICIES = ['free', 'zero', 'minimal_sop', 'minimal_pos'] as const;

interface Case {
  readonly plan: DesignPlan;
  readonly table: PlanTable;
  readonly inputs: readonly { readonly name: string; readonly width: number }[];
  readonly outputs: readonly { readonly name: string; readonly width: number }[];
}

const split = (code: string, widths: readonly number[]): string[] => {
  let at = 0;
  return widths.map((width) => {
    const part = code.slice(at, at + width);
    at += width;
    return part;
  });
};

/** Bit-wise tables of one to six inputs, or tables of words; some rows left out, some cells free, some functions constant. */
const makeCase = (random: Random, index: number): Case => {
  const bitwise = index % 3 !== 2;
  const widths = bitwise
    ? Array.from({ length: 1 + random.below(6) }, () => 1)
    : Array.from({ length: 1 + random.below(2) }, () => 1 + random.below(3));
  const inputs = widths.map((width, i) => ({ name: `i${i}`, width }));
  const outputs = Array.from({ length: 1 + random.below(2) }, (_, i) => ({
    name: `o${i}`,
    width: bitwise ? 1 : 1 + random.below(5),
  }));
  const total = widths.reduce((a, b) => a + b, 0);
  const one = random.pick([0, 30, 50, 80, 100]);
  const free = random.pick([0, 20, 60]);
  const bit = (): string => (random.chance(free) ? '-' : random.chance(one) ? '1' : '0');
  const missing = random.pick(['error', 'dontcare', 'zero', 'default'] as const);
  const rows = Array.from({ length: 2 ** total }, (_, code) => ({
    in: split(code.toString(2).padStart(total, '0'), widths),
    out: outputs.map((o) => Array.from({ length: o.width }, bit).join('')),
  })).filter(() => missing === 'error' || random.chance(80));
  const table: PlanTable = {
    kind: 'table',
    inputs: inputs.map((i) => i.name),
    outputs: outputs.map((o) => o.name),
    rows,
    missing,
    default: outputs.map((o) => random.bits(o.width).toString(2).padStart(o.width, '0')),
    dontcare_policy: bitwise ? random.pick(POLICIES) : random.pick(['free', 'zero'] as const),
  };
  const name = `table_${index}`;
  const port = (dir: 'input' | 'output') => (p: { name: string; width: number }) => ({
    name: p.name,
    dir,
    type: { width: p.width },
  });
  const plan: DesignPlan = {
    ir: 'veriloom/plan@1',
    top: name,
    modules: [{ name, ports: [...inputs.map(port('input')), ...outputs.map(port('output'))], body: [table] }],
  };
  return { plan, table, inputs, outputs };
};

/** What the table itself says of one input code: bits, `-` where anything is right. */
const expected = ({ table, inputs, outputs }: Case, code: string): readonly string[] => {
  const row = table.rows.find((r) => r.in.join('') === code);
  if (row !== undefined) return row.out;
  return outputs.map((o, i) => {
    if (table.missing === 'zero') return '0'.repeat(o.width);
    if (table.missing === 'default') return table.default![i]!;
    return '-'.repeat(inputs.length * 0 + o.width);
  });
};

const agrees = (shown: string, wanted: string): boolean =>
  [...wanted].every((bit, i) => (bit === '-' ? shown[i] !== 'x' : shown[i] === bit));

/** Rows with free inputs in an order that matters: the first that fits wins. */
const priorityTable = (bits: number): Case => {
  const inputs = [{ name: 'r', width: bits }];
  const outputs = [{ name: 'o', width: 4 }];
  const rows = Array.from({ length: bits }, (_, i) => ({
    in: [`${'-'.repeat(bits - 1 - i)}1${'-'.repeat(i)}`],
    out: [(i + 1).toString(2).padStart(4, '0')],
  }));
  const table: PlanTable = { kind: 'table', inputs: ['r'], outputs: ['o'], rows, missing: 'zero' };
  const name = `priority_${bits}`;
  const ports = [
    { name: 'r', dir: 'input' as const, type: { width: bits } },
    { name: 'o', dir: 'output' as const, type: { width: 4 } },
  ];
  return {
    plan: { ir: 'veriloom/plan@1', top: name, modules: [{ name, ports, body: [table] }] },
    table,
    inputs,
    outputs,
  };
};

describe.skipIf(!needs('iverilog', 'verilator'))('tables in order (needs iverilog and verilator)', () => {
  it('let the first row that fits win, without a lint warning', () => {
    const { plan, inputs, outputs } = priorityTable(5);
    const lowered = lowerPlan(plan);
    const verilog = lowered.ok ? emitVerilog(lowered.value.rtl) : '';
    const steps = Array.from({ length: 32 }, (_, r) => ({ r: BigInt(r) }));
    const [shown] = simulate([{ module: plan.top, verilog, inputs, outputs, clock: null, steps }]);
    const wanted = steps.map(({ r }) => (r === 0n ? 0 : 1 + Math.log2(Number(r & -r))));
    expect(shown!.map(([o]) => Number.parseInt(o!, 2))).toEqual(wanted);
    expect(lint(verilog)).toBe('');
  });
});

describe.skipIf(!needs('iverilog', 'verilator'))('random tables (needs iverilog and verilator)', () => {
  const random = new Random(1952);
  const all = Array.from({ length: COUNT }, (_, i) => makeCase(random, i));
  const texts = all.map(({ plan }) => {
    const lowered = lowerPlan(plan);
    if (!lowered.ok) throw new Error(JSON.stringify(lowered.error));
    expect(validateRtl(lowered.value.rtl)).toEqual([]);
    return emitVerilog(lowered.value.rtl);
  });

  it('come back cell by cell from the simulator', () => {
    const codes = all.map(({ inputs }) => {
      const total = inputs.reduce((sum, p) => sum + p.width, 0);
      return Array.from({ length: 2 ** total }, (_, code) => code.toString(2).padStart(total, '0'));
    });
    const instances = all.map(
      (one, i): Instance => ({
        module: one.plan.top,
        verilog: texts[i]!,
        inputs: one.inputs,
        outputs: one.outputs,
        clock: null,
        steps: codes[i]!.map((code) =>
          Object.fromEntries(
            split(
              code,
              one.inputs.map((p) => p.width),
            ).map((bits, k) => [one.inputs[k]!.name, BigInt(`0b${bits}`)]),
          ),
        ),
      }),
    );
    const shown = simulate(instances);
    const wrong = all.flatMap((one, i) =>
      codes[i]!.flatMap((code, step) =>
        expected(one, code).flatMap((wanted, o) =>
          agrees(shown[i]![step]![o]!, wanted) ? [] : [`${code} ${wanted} ${shown[i]![step]![o]}\n${texts[i]}`],
        ),
      ),
    );
    expect(wrong).toEqual([]);
  });

  it('pass alignment and are lint-clean', () => {
    expect(all.flatMap(({ plan }) => alignPlan(plan).filter((f) => f.severity === 'error'))).toEqual([]);
    expect(lint(texts.join('\n'))).toBe('');
  });
});
