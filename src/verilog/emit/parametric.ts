import type { RtlItem, RtlModule, RtlRange } from '../../contracts/rtl.ts';
import { mapItem } from '../../ir/rtl/map.ts';
import { netWidths } from '../../ir/rtl/usage.ts';
import { LITERALS, type Literals } from './expr.ts';

/** Marks in place of constants: one word, so that two printings of a module differ in words only. */
export const MARKS: Literals = {
  number: (value, width) => `$number__${value}__${width}`,
  pattern: (value, width) => `$pattern__${value}__${width}`,
};

/** One printing of a module with a parameter one above its default. */
export interface Printing {
  readonly param: string;
  /** Default of the parameter. */
  readonly value: bigint;
  readonly text: string;
}

/**
 * The text of a module with its parameters by name: printed at the defaults and once with each parameter one higher,
 * and wherever a number differs, the number as a sum over the parameters (`[WIDTH - 1:0]`). Lowering has made sure that
 * the printings differ in numbers only and that these grow in proportion.
 */
export const parametricText = (base: string, printings: readonly Printing[]): string => {
  const words = wordsOf(base);
  const others = printings.map((printing) => ({ ...printing, words: wordsOf(printing.text).filter(isInk) }));
  let ink = -1;
  return words
    .map((word, i) => {
      if (!isInk(word)) return word;
      ink += 1;
      const here = others.map((other) => ({ param: other.param, value: other.value, word: other.words[ink] ?? '' }));
      if (here.every((other) => other.word === word)) return fixedWord(word);
      return changingWord(word, here, { before: words[i - 1] ?? '', after: words[i + 1] ?? '' });
    })
    .join('');
};

const wordsOf = (text: string): readonly string[] => text.match(/[A-Za-z_$][\w$]*|\d+|\s+|[^\w\s]/g) ?? [];
const isInk = (word: string): boolean => word.trim() !== '';

interface Changed {
  readonly param: string;
  readonly value: bigint;
  readonly word: string;
}

const markOf = (
  word: string,
): { readonly style: 'number' | 'pattern'; readonly value: bigint; readonly width: bigint } | null => {
  const found = /^\$(number|pattern)__(\d+)__(\d+)$/.exec(word);
  const [, style, value, width] = found ?? [];
  if (value === undefined || width === undefined) return null;
  return { style: style === 'pattern' ? 'pattern' : 'number', value: BigInt(value), width: BigInt(width) };
};

const fixedWord = (word: string): string => {
  const mark = markOf(word);
  return mark === null ? word : LITERALS[mark.style](mark.value, Number(mark.width));
};

const changingWord = (
  word: string,
  others: readonly Changed[],
  around: { readonly before: string; readonly after: string },
): string => {
  const mark = markOf(word);
  if (mark !== null) return changingConstant(mark, others);
  const text = sumText(
    BigInt(word),
    others.map((other) => ({ ...other, number: BigInt(other.word) })),
  );
  const bounded = (around.before === '[' || around.before === ':') && (around.after === ':' || around.after === ']');
  return bounded || /^\w+$/.test(text) ? text : `(${text})`;
};

/** A constant whose width changes: all zeros, all ones, or a small number with zeros before it. */
const changingConstant = (
  mark: { readonly value: bigint; readonly width: bigint },
  others: readonly Changed[],
): string => {
  const widths = others.map((other) => ({ ...other, number: markOf(other.word)?.width ?? mark.width }));
  const repeated = (count: bigint, bit: string): string => {
    const text = sumText(
      count,
      widths.map((w) => ({ ...w, number: w.number - mark.width + count })),
    );
    return `{${/^\w+$/.test(text) ? text : `(${text})`}{1'b${bit}}}`;
  };
  if (mark.value === 0n) return repeated(mark.width, '0');
  const ones = others.every((other) => {
    const there = markOf(other.word);
    return there !== null && there.value === (1n << there.width) - 1n;
  });
  if (ones && mark.value === (1n << mark.width) - 1n) return repeated(mark.width, '1');
  const bits = mark.value.toString(2).length;
  return `{${repeated(mark.width - BigInt(bits), '0')}, ${LITERALS.number(mark.value, bits)}}`;
};

/** A number as a sum: its growth with each parameter times the parameter, and what is left. */
const sumText = (
  number: bigint,
  others: readonly { readonly param: string; readonly value: bigint; readonly number: bigint }[],
): string => {
  const growing = others
    .map((other) => ({ ...other, factor: other.number - number }))
    .filter(({ factor }) => factor !== 0n);
  const rest = growing.reduce((left, { factor, value }) => left - factor * value, number);
  const terms = growing.map(({ param, factor }) =>
    signed(factor, magnitude(factor) === 1n ? param : `${magnitude(factor)} * ${param}`),
  );
  const all = rest === 0n ? terms : [...terms, signed(rest, `${magnitude(rest)}`)];
  const positiveFirst = all.toSorted((a, b) => Number(a.startsWith('-')) - Number(b.startsWith('-')));
  return positiveFirst.join(' ').replace(/^\+ /, '').replace(/^- /, '-');
};

const magnitude = (value: bigint): bigint => (value < 0n ? -value : value);
const signed = (value: bigint, text: string): string => `${value < 0n ? '-' : '+'} ${text}`;

/** Nets whose width is not the same in both. */
export const changedNames = (module: RtlModule, other: RtlModule): readonly string[] => {
  const widths = netWidths(other);
  return [...netWidths(module)].flatMap(([name, width]) => (widths.get(name) === width ? [] : [name]));
};

/** The module with a written range on each of the nets, also where it is one bit wide just now. */
export const withRanges = (module: RtlModule, names: ReadonlySet<string>): RtlModule => {
  const ranged = <T extends { readonly name: string; readonly width: number; readonly range: RtlRange | null }>(
    one: T,
  ): T => (names.has(one.name) && one.range === null ? { ...one, range: { msb: one.width - 1, lsb: 0 } } : one);
  return {
    ...module,
    ports: module.ports.map(ranged),
    items: module.items.map((item) => (item.item === 'decl' ? ranged(item) : item)),
  };
};

/** Names of constants (parameters, localparams) that an item's expressions use as values. */
export const constantNames = (item: RtlItem): readonly string[] => {
  const names: string[] = [];
  mapItem(item, (expr) => {
    if (expr.op === 'named') names.push(expr.name);
    return expr;
  });
  return names;
};
