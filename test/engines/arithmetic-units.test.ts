import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Planned, planText, specOf } from './circuit.ts';
import { answerOf, recordsOf } from './wording.ts';

const RUNS = 200;
const SEED = 2411;

/** Texts repeat between runs: each is read once. */
const known = new Map<string, Planned>();
function planned(text: string): Planned {
  const found = known.get(text) ?? planText(text);
  known.set(text, found);
  return found;
}

const modulo = (value: bigint, bits: number): bigint => BigInt.asUintN(bits, value);
const signed = (value: bigint, bits: number): bigint => BigInt.asIntN(bits, value);

const ports = (width: number, ...more: readonly string[]): readonly string[] => [
  `input a (${String(width)} bits)`,
  `input b (${String(width)} bits)`,
  ...more,
];

/** The outputs of the circuit that a text describes, for one pair of operands and other inputs. */
function outputs(text: string, inputs: Readonly<Record<string, bigint>>, names: readonly string[]): readonly bigint[] {
  const plan = planned(text);
  if (!plan.ok) throw new Error(JSON.stringify(plan.refusal));
  const circuit = plan.circuit();
  for (const [name, value] of Object.entries(inputs)) circuit.set(name, value);
  return names.map((name) => BigInt(circuit.get(name)));
}

interface Limited {
  readonly left: bigint;
  readonly right: bigint;
  readonly bits: number;
  readonly isSigned: boolean;
  readonly isSum: boolean;
}

/** The exact sum or difference, or the limit of the range that it passes. */
function limited({ left, right, bits, isSigned, isSum }: Limited): bigint {
  const value = (one: bigint): bigint => (isSigned ? signed(one, bits) : one);
  const exact = isSum ? value(left) + value(right) : value(left) - value(right);
  const half = 1n << BigInt(bits - 1);
  const [least, most] = isSigned ? [-half, half - 1n] : [0n, 2n * half - 1n];
  return modulo(exact < least ? least : exact > most ? most : exact, bits);
}

const word = fc.bigInt({ min: 0n, max: (1n << 24n) - 1n });
const width = fc.integer({ min: 2, max: 16 });

describe('arithmetic units in words', () => {
  it('a saturating unit gives the exact result or the limit that it passes', () => {
    const read = new Set<string>();
    const draw = fc.record({ width, a: word, b: word, isSigned: fc.boolean(), isSum: fc.boolean() });
    fc.assert(
      fc.property(draw, ({ width: bits, a, b, isSigned, isSum }) => {
        const [left, right] = [modulo(a, bits), modulo(b, bits)];
        const kind = isSigned ? 'signed' : 'unsigned';
        const text = specOf(
          [...ports(bits, `output y (${String(bits)} bits)`)],
          `Implement a ${String(bits)}-bit ${kind} saturating ${isSum ? 'adder' : 'subtractor'}. Both operands are ${kind}.`,
        );
        if (!planned(text).ok) return;
        read.add(`${kind} ${isSum ? 'sum' : 'difference'}`);
        const expected = limited({ left, right, bits, isSigned, isSum });
        expect(outputs(text, { a: left, b: right }, ['y'])).toEqual([expected]);
      }),
      { numRuns: RUNS, seed: SEED },
    );
    expect([...read].sort()).toEqual(['signed difference', 'signed sum', 'unsigned difference', 'unsigned sum']);
  });

  it('a decimal adder adds digit by digit', () => {
    const digits = fc.integer({ min: 1, max: 4 });
    const draw = fc.record({ digits, a: word, b: word, carry: fc.boolean() });
    fc.assert(
      fc.property(draw, ({ digits: count, a, b, carry }) => {
        const range = 10n ** BigInt(count);
        const coded = (value: bigint): bigint => BigInt(`0x${String(value % range)}`);
        const text = specOf(
          ports(count * 4, 'input cin', `output s (${String(count * 4)} bits)`, 'output cout'),
          `Build a ${String(count)}-digit BCD adder with carry in and carry out.`,
        );
        const sum = (a % range) + (b % range) + (carry ? 1n : 0n);
        const inputs = { a: coded(a), b: coded(b), cin: carry ? 1n : 0n };
        expect(outputs(text, inputs, ['s', 'cout'])).toEqual([coded(sum), sum / range]);
      }),
      { numRuns: RUNS, seed: SEED },
    );
  });

  const OVERFLOWS = {
    '+': [
      'v is 1 if signed overflow occurs.',
      "v is the two's complement overflow flag of the addition.",
      'Overflow (v = 1) occurs when both operands have the same sign but the sign of the sum differs from it.',
      'v is set if a and b have the same sign but the sign of s differs from the sign of a. Otherwise v is 0.',
    ],
    '-': [
      'v is 1 if signed overflow occurs.',
      "v is 1 if the subtraction overflows in two's complement arithmetic.",
      'v is set if a and b have different signs and the sign of s differs from the sign of a. Otherwise v is 0.',
    ],
  } as const;

  it("overflow told by name or by signs is what does not fit two's complement", () => {
    const draw = fc.record({ width, a: word, b: word, isSum: fc.boolean(), pick: fc.nat() });
    let read = 0;
    fc.assert(
      fc.property(draw, ({ width: bits, a, b, isSum, pick }) => {
        const [left, right] = [modulo(a, bits), modulo(b, bits)];
        const [operator, told] = isSum ? (['+', OVERFLOWS['+']] as const) : (['-', OVERFLOWS['-']] as const);
        const text = specOf(
          ports(bits, `output s (${String(bits)} bits)`, 'output v'),
          `s is a ${operator} b. ${told[pick % told.length] ?? ''}`,
        );
        if (!planned(text).ok) return;
        read += 1;
        const exact = isSum ? signed(left, bits) + signed(right, bits) : signed(left, bits) - signed(right, bits);
        const kept = modulo(exact, bits);
        const isOver = signed(kept, bits) !== exact;
        expect(outputs(text, { a: left, b: right }, ['s', 'v'])).toEqual([kept, isOver ? 1n : 0n]);
      }),
      { numRuns: RUNS, seed: SEED },
    );
    expect(read).toBeGreaterThan(RUNS / 2);
  });
});

const records = recordsOf(new URL('../fixtures/wording/arithmetic-units.jsonl', import.meta.url).pathname);

describe('near-misses of arithmetic units', () => {
  const told = records.filter((record) => record.golden !== null);
  it.each(told.map((record) => [record.id, record] as const))('%s is read', async (_id, record) => {
    const { why, quotes } = await answerOf(record);
    expect({ why, quotes }).toEqual({ why: '', quotes: [] });
  });
  const meaningless = records.filter((record) => record.golden === null);
  it.each(meaningless.map((record) => [`${record.id}: ${record.change}`, record] as const))(
    '%s is refused',
    async (_id, record) => {
      expect((await answerOf(record)).verilog).toBeNull();
    },
  );
});
