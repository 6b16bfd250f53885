import { literalOf, namesOf, type Value } from '../../../english/index.ts';
import { evaluateBits } from '../evaluate.ts';
import type { Draft } from '../facts.ts';
import { abstracted, integersNear, isInteger, numberIn } from './abstraction.ts';

/** Most assignments of guard variables that are tried. */
const MAX_CASES = 2 ** 14;

/** How guards read one signal: as a whole, by single bits, or only compared with constants. */
interface Use {
  whole: boolean;
  readonly bits: Set<number>;
  readonly constants: Set<bigint>;
}

/**
 * Every assignment of the signals that some guards read that can make a difference: all values of a signal, the values
 * of the bits it is read by, or the values around the constants it is compared with. Null where there are too many or a
 * width is unknown.
 */
export function assignmentsOf(
  guards: readonly (Value | null)[],
  draft: Draft,
  internals: ReadonlyMap<string, number>,
): readonly ReadonlyMap<string, bigint>[] | null {
  const abstract = guards.map((guard) => (guard === null ? null : abstracted(guard, draft)));
  // Comparisons of signed numbers with each other are not evaluated here.
  if (abstract.some((guard) => guard !== null && comparesSigned(guard, draft))) return null;
  const uses = new Map<string, Use>();
  for (const guard of abstract) if (guard !== null) noteUses(guard, uses);
  let cases: readonly ReadonlyMap<string, bigint>[] = [new Map()];
  for (const [name, use] of uses) {
    const port = draft.ports.find((one) => one.name === name);
    const width = port?.width ?? internals.get(name) ?? null;
    const values = isInteger(name)
      ? integersNear(use.constants)
      : width === null
        ? null
        : valuesOfUse(use, width, port?.lsb ?? 0);
    if (values === null || cases.length * values.length > MAX_CASES) return null;
    cases = cases.flatMap((one) => values.map((value) => new Map([...one, [name, value] as const])));
  }
  return cases;
}

const useOf = (name: string, uses: Map<string, Use>): Use => {
  const known = uses.get(name) ?? { whole: false, bits: new Set<number>(), constants: new Set<bigint>() };
  uses.set(name, known);
  return known;
};

const COMPARING: ReadonlySet<string> = new Set(['==', '!=', '<', '>', '<=', '>=']);

function noteUses(value: Value, uses: Map<string, Use>): void {
  const compared = comparedWith(value);
  if (compared !== null) useOf(compared.name, uses).constants.add(compared.constant);
  else if (value.k === 'index' && value.of.k === 'name' && literalOf(value.at) !== null)
    useOf(value.of.name, uses).bits.add(literalOf(value.at) ?? 0);
  else if (value.k === 'op') for (const arg of value.args) noteUses(arg, uses);
  else for (const name of namesOf(value)) useOf(name, uses).whole = true;
}

/** The signal and the number of a comparison between the two; null for anything else. */
function comparedWith(value: Value): { readonly name: string; readonly constant: bigint } | null {
  if (value.k !== 'op' || !COMPARING.has(value.op)) return null;
  const named = value.args.flatMap((arg) => (arg.k === 'name' ? [arg.name] : []));
  const numbers = value.args.flatMap((arg) => numberIn(arg));
  const [name] = named;
  const [constant] = numbers;
  return value.args.length === 2 && name !== undefined && constant !== undefined ? { name, constant } : null;
}

function valuesOfUse(use: Use, width: number, lsb: number): readonly bigint[] | null {
  const top = (1n << BigInt(width)) - 1n;
  if (width <= 14) return Array.from({ length: 2 ** width }, (_, value) => BigInt(value));
  if (use.whole || (use.bits.size > 0 && use.constants.size > 0) || use.bits.size > 12) return null;
  if (use.bits.size > 0) return bitValues([...use.bits].map((bit) => BigInt(bit - lsb)));
  const near = [...use.constants].flatMap((one) => [one - 1n, one, one + 1n]);
  return [...new Set([0n, top, ...near])].filter((one) => one >= 0n && one <= top);
}

const bitValues = (bits: readonly bigint[]): readonly bigint[] =>
  Array.from({ length: 2 ** bits.length }, (_, code) =>
    bits.reduce((value, bit, index) => value | (BigInt(Math.floor(code / 2 ** index) % 2) << bit), 0n),
  );

/** Whether a guard holds; null where it cannot be evaluated. A null guard always holds. */
export function holds(guard: Value | null, values: ReadonlyMap<string, bigint>, draft: Draft): boolean | null {
  if (guard === null) return true;
  const result = evaluateBits(abstracted(guard, draft), {
    values,
    lsb: (name) => draft.ports.find((port) => port.name === name)?.lsb ?? 0,
  });
  return result === null ? null : result !== 0n;
}

function comparesSigned(guard: Value, draft: Draft): boolean {
  if (guard.k !== 'op') return false;
  const isOrder = ['<', '>', '<=', '>='].includes(guard.op);
  const names = isOrder ? namesOf(guard) : [];
  return (
    draft.ports.some((port) => port.signed && names.includes(port.name)) ||
    guard.args.some((arg) => comparesSigned(arg, draft))
  );
}
