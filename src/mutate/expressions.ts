import type { Mutation, MutationOperator } from './edit.ts';
import type { Place } from './places.ts';

const SWAPS: Readonly<Record<string, readonly string[]>> = {
  '+': ['-'],
  '-': ['+'],
  '*': ['+'],
  '&': ['|'],
  '|': ['&'],
  '^': ['&', '|'],
  '~^': ['^'],
  '^~': ['^'],
  '&&': ['||'],
  '||': ['&&'],
  '==': ['!='],
  '!=': ['=='],
  '===': ['!=='],
  '<': ['<=', '>'],
  '>': ['>=', '<'],
  '<=': ['<', '>'],
  '>=': ['>', '<'],
  '<<': ['>>'],
  '>>': ['<<'],
  '>>>': ['>>'],
};

const COMPARISONS = new Set(['==', '!=', '<', '>', '<=', '>=']);

/** Whether the token holds a value that the design computes with, rather than an interface or a range. */
const isValue = (place: Place): boolean => place.region === 'statement' || place.region === 'initial-value';

const replace = (place: Place, change: { readonly operator: MutationOperator; readonly to: string }): Mutation => ({
  operator: change.operator,
  description: `${place.token.text} becomes ${change.to}`,
  line: place.token.line,
  edits: [{ start: place.token.start, end: place.token.end, text: change.to }],
});

/** Binary operators become related ones. Reductions and the `<=` of an assignment are left. */
export const operatorMutations = (places: readonly Place[]): readonly Mutation[] =>
  places.flatMap((place, index) => {
    const { text, kind } = place.token;
    if (kind !== 'operator' || !isValue(place) || place.assigns !== null || !isBinary(places[index - 1])) return [];
    // `(*` opens `@(*)` and attributes.
    if (text === '*' && places[index - 1]?.token.text === '(') return [];
    return (SWAPS[text] ?? []).map((to) => replace(place, { operator: 'operator', to }));
  });

/** An operator is binary when an operand stands before it. */
const isBinary = (before: Place | undefined): boolean =>
  before !== undefined && (before.token.kind !== 'operator' || [')', ']', '}'].includes(before.token.text));

/** Numbers change by one where they are compared with, and to a neighbour, zero or the complement elsewhere. */
export const constantMutations = (places: readonly Place[]): readonly Mutation[] =>
  places.flatMap((place, index) => {
    if (place.token.kind !== 'number' || !isValue(place)) return [];
    const number = readNumber(place.token.text);
    if (number === null) return [];
    const isCompared = [places[index - 1], places[index + 1]].some(isComparison);
    const isStep = ['+', '-'].includes(places[index - 1]?.token.text ?? '');
    const operator = isCompared || isStep ? 'off-by-one' : 'constant';
    const values =
      operator === 'off-by-one' ? [number.value + 1n, number.value - 1n] : [number.value + 1n, 0n, ~number.value];
    const texts = new Set(values.map((value) => writeNumber(number, value)));
    texts.delete(writeNumber(number, number.value));
    return [...texts].map((to) => replace(place, { operator, to }));
  });

const isComparison = (place: Place | undefined): boolean =>
  place !== undefined && place.assigns === null && COMPARISONS.has(place.token.text);

/** Negations are left out. */
export const negationMutations = (places: readonly Place[]): readonly Mutation[] =>
  places.flatMap((place, index) =>
    ['~', '!'].includes(place.token.text) && isValue(place) && !isBinary(places[index - 1])
      ? [{ ...replace(place, { operator: 'operator', to: '' }), description: `${place.token.text} is left out` }]
      : [],
  );

interface SizedNumber {
  readonly width: number | null;
  readonly value: bigint;
}

const RADIX: Readonly<Record<string, string>> = { b: '0b', o: '0o', d: '', h: '0x' };

/** A number without unknown digits. A plain decimal has no width. */
function readNumber(text: string): SizedNumber | null {
  const compact = text.replaceAll(/[\s_]/g, '');
  if (/^\d+$/.test(compact)) return { width: null, value: BigInt(compact) };
  const [, width, base = '', digits = ''] = /^(\d*)'s?([bodh])([0-9a-f]+)$/i.exec(compact) ?? [];
  const prefix = RADIX[base.toLowerCase()];
  if (prefix === undefined) return null;
  return { width: width === '' || width === undefined ? null : Number(width), value: BigInt(prefix + digits) };
}

/** Sized numbers are written in binary or hexadecimal at the same width; unsized ones never become negative. */
function writeNumber({ width }: SizedNumber, value: bigint): string {
  if (width === null) return (value < 0n ? 0n : value).toString();
  const wrapped = BigInt.asUintN(width, value);
  return width <= 4 ? `${width}'b${wrapped.toString(2).padStart(width, '0')}` : `${width}'h${wrapped.toString(16)}`;
}
