import type { Fact } from '../facts.ts';

/** Codes of the states as a sentence lists them; null where the list does not fit the states. */
export function codesFrom(
  statement: Extract<Fact['statement'], { readonly s: 'fact' }>,
  states: readonly string[],
): Readonly<Record<string, string>> | null {
  const text = statement.text ?? '';
  if (statement.fact === 'encoding-pairs')
    return Object.fromEntries(text.split(',').map((pair) => pair.split('=') as [string, string]));
  if (statement.fact === 'encoding-bits') return bitCodes(text, states);
  const [left = '', right = ''] = text.split(';');
  if (statement.fact === 'onehot-vector') return oneHotCodes(statement, states, { from: left, to: right });
  const codes = expandCodes(left.split(','), states.length);
  const names = expandNames(right.split(','), states);
  return codes === null || names === null || codes.length !== names.length
    ? null
    : Object.fromEntries(names.map((name, index) => [name, codes[index] ?? '']));
}

/** One-hot codes from the bit of each state; every bit is given once. */
function bitCodes(text: string, states: readonly string[]): Readonly<Record<string, string>> | null {
  const pairs = text.split(',').map((pair) => pair.split('='));
  const isWhole = pairs.length === states.length && pairs.every(([, bit]) => Number(bit) < states.length);
  return isWhole
    ? Object.fromEntries(
        pairs.map(([name = '', bit]) => [name, (2 ** Number(bit)).toString(2).padStart(states.length, '0')]),
      )
    : null;
}

function oneHotCodes(
  statement: Extract<Fact['statement'], { readonly s: 'fact' }>,
  states: readonly string[],
  ends: { readonly from: string; readonly to: string },
): Readonly<Record<string, string>> | null {
  const [low, high] = statement.values.map((value) =>
    value.k === 'index' && value.at.k === 'num' ? Number(value.at.value) : Number.NaN,
  );
  if (low === undefined || high === undefined || low !== 0 || high !== states.length - 1) return null;
  const isInOrder = states[0] === ends.from && states.at(-1) === ends.to;
  const sorted = [...states].sort((left, right) => Number(left.replace(/\D/g, '')) - Number(right.replace(/\D/g, '')));
  const list = isInOrder ? states : sorted[0] === ends.from && sorted.at(-1) === ends.to ? sorted : null;
  return list === null
    ? null
    : Object.fromEntries(list.map((name, index) => [name, (2 ** index).toString(2).padStart(states.length, '0')]));
}

/** `000, 001, ..., 101`: an ellipsis counts up by one; one-hot lists double. */
function expandCodes(list: readonly string[], count: number): readonly string[] | null {
  const at = list.indexOf('...');
  if (at < 0) return list;
  const [first, second, last] = [list[0], list[1], list.at(-1)];
  if (at < 2 || first === undefined || second === undefined || last === undefined) return null;
  const width = first.length;
  const values = list.slice(0, at).map((code) => Number.parseInt(code, 2));
  const isDoubling = values.every((value, index) => value === 2 ** index);
  const all = Array.from({ length: count }, (_, index) =>
    (isDoubling && width === count ? 2 ** index : (values[0] ?? 0) + index).toString(2).padStart(width, '0'),
  );
  const agrees =
    values.every((value, index) => all[index] !== undefined && Number.parseInt(all[index] ?? '', 2) === value) &&
    all.at(-1) === last;
  return agrees ? all : null;
}

function expandNames(list: readonly string[], states: readonly string[]): readonly string[] | null {
  if (!list.includes('...')) return list.every((name) => states.includes(name)) ? list : null;
  const sorted = [...states].sort();
  const agrees = sorted[0] === list[0] && sorted[1] === list[1] && sorted.at(-1) === list.at(-1);
  return agrees ? sorted : null;
}
