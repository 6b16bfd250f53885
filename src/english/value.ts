/** What an English phrase or formula denotes. Names are those of the scope; nothing is resolved to widths yet. */
export type Value =
  | { readonly k: 'num'; readonly value: string; readonly width: number | null; readonly cube?: string }
  | { readonly k: 'name'; readonly name: string }
  | { readonly k: 'index'; readonly of: Value; readonly at: Value }
  | { readonly k: 'slice'; readonly of: Value; readonly high: Value; readonly low: Value }
  /** Operators are Verilog's; `cat` and `rep` stand for braces, `true` and `active` for predicates on one bit. */
  | { readonly k: 'op'; readonly op: string; readonly args: readonly Value[] }
  /** A definite noun phrase without a name: `the counter`, `the output`, `it`. */
  | { readonly k: 'noun'; readonly noun: string }
  /** A part of a vector by position word: msb, lsb, upper half… */
  | { readonly k: 'part'; readonly part: string; readonly of: Value; readonly size?: number }
  /** Every bit equal to this one. */
  | { readonly k: 'fill'; readonly bit: 0 | 1 };

/** A plain number. */
export const num = (value: number | string, width: number | null = null): Value => ({
  k: 'num',
  value: String(value),
  width,
});

/** An operator applied to operands. */
export const op = (name: string, ...args: readonly Value[]): Value => ({ k: 'op', op: name, args });

/** A reference to a named signal. */
export const ref = (name: string): Value => ({ k: 'name', name });

/** A word for something that has no name. */
export const noun = (name: string): Value => ({ k: 'noun', noun: name });

/** Zero, of any width. */
export const isZero = (value: Value | null | undefined): boolean => value != null && constantOf(value) === 0;

/** The numeric value of a literal, or null. */
export function literalOf(value: Value): number | null {
  return value.k === 'num' && value.cube === undefined ? Number(value.value) : null;
}

/** The number that a constant is: of a literal, or of one bit of a fill; null for anything else. */
export const constantOf = (value: Value): number | null => (value.k === 'fill' ? value.bit : literalOf(value));

/** Every name a value mentions, in order of first mention. */
export function namesOf(value: Value): readonly string[] {
  switch (value.k) {
    case 'name':
      return [value.name];
    case 'index':
      return [...namesOf(value.of), ...namesOf(value.at)];
    case 'slice':
      return [...namesOf(value.of), ...namesOf(value.high), ...namesOf(value.low)];
    case 'op':
      return value.args.flatMap((arg) => namesOf(arg));
    case 'part':
      return namesOf(value.of);
    default:
      return [];
  }
}

/** Rebuilds a value with `change` applied to every node, innermost first. */
export function mapValue(value: Value, change: (value: Value) => Value): Value {
  switch (value.k) {
    case 'index':
      return change({ ...value, of: mapValue(value.of, change), at: mapValue(value.at, change) });
    case 'slice':
      return change({
        ...value,
        of: mapValue(value.of, change),
        high: mapValue(value.high, change),
        low: mapValue(value.low, change),
      });
    case 'op':
      return change({ ...value, args: value.args.map((arg) => mapValue(arg, change)) });
    case 'part':
      return change({ ...value, of: mapValue(value.of, change) });
    default:
      return change(value);
  }
}
