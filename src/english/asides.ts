import { DANGER, isBehaviour } from './rules/danger.ts';
import type { Token } from './token.ts';

/** Participles that open an explanation of what was just said. */
const EXPLAINING: ReadonlySet<string> = new Set([
  'indicating',
  'signifying',
  'signaling',
  'signalling',
  'effectively',
  'thereby',
  'ensuring',
  'simulating',
  'creating',
]);

/**
 * The sentence without explanations that only gloss it: `, indicating a reset condition,` and brackets of plain words.
 * An aside that names a signal or a number, or holds a word that changes what a circuit does, is never dropped.
 */
export function withoutAsides(tokens: readonly Token[]): readonly (readonly Token[])[] {
  const kept: Token[] = [];
  for (let at = 0; at < tokens.length; at += 1) {
    const end = asideEnd(tokens, at);
    if (end === null) {
      const token = tokens[at];
      if (token !== undefined) kept.push(token);
    } else at = end - 1;
  }
  return kept.length < tokens.length ? [kept] : [];
}

/** Where an aside that starts here ends (exclusive); null where none starts. */
function asideEnd(tokens: readonly Token[], at: number): number | null {
  const token = tokens[at];
  if (token?.text === '(') {
    const close = tokens.findIndex((one, index) => index > at && one.text === ')');
    const inside = tokens.slice(at + 1, close);
    return close > at + 1 && isGloss(inside) && !isDoing(inside) ? close + 1 : null;
  }
  if (token?.text !== ',' || !EXPLAINING.has(tokens[at + 1]?.lower ?? '')) return null;
  const comma = tokens.findIndex((one, index) => index > at && one.text === ',');
  const end = comma < 0 ? tokens.length : comma;
  return isGloss(tokens.slice(at + 1, end)) ? end : null;
}

const isGloss = (tokens: readonly Token[]): boolean =>
  tokens.length > 0 &&
  tokens.every(
    (token) =>
      token.kind === 'word' &&
      token.number === null &&
      (token.name === null || !token.exact) &&
      !DANGER.has(token.lower) &&
      !QUALIFYING.has(token.lower),
  );

/** Names of values that a bracket may give to what was just said. */
const VALUES: ReadonlySet<string> = new Set('maximum minimum count counter register sum'.split(' '));

/** A bracket with a word for what happens. */
const isDoing = (tokens: readonly Token[]): boolean =>
  tokens.some(({ lower }) => isBehaviour(lower) && !VALUES.has(lower));

/** Words in brackets that say how far, in which order or at which level something holds: no mere gloss. */
const QUALIFYING: ReadonlySet<string> = new Set(
  (
    'tbd todo defined changed note unknown open optional optionally default usually typically normally maybe perhaps possibly sometimes preferably recommended see ' +
    'first second third fourth last oldest newest latest earliest before after left right upper lower high low active passive ' +
    'otherwise instead also either neither both order reverse opposite any excluded exclusive inclusive included unless'
  ).split(' '),
);

/** A sentence with one bracket taken out, and what stood in the bracket. */
export interface Bracketed {
  readonly outside: readonly Token[];
  readonly inside: readonly Token[];
}

/** The sentence without its first bracket that is no index, call or list of operands, and the words of the bracket. */
export function bracketsOf(tokens: readonly Token[]): readonly Bracketed[] {
  const found: Bracketed[] = [];
  for (let at = 1; at < tokens.length && found.length < 3; at += 1) {
    if (tokens[at]?.text !== '(') continue;
    const close = closerOf(tokens, at);
    if (close < 0) break;
    const inside = tokens.slice(at + 1, close);
    if (inside.length > 1) found.push({ outside: [...tokens.slice(0, at), ...tokens.slice(close + 1)], inside });
    at = close;
  }
  return found;
}

function closerOf(tokens: readonly Token[], open: number): number {
  let depth = 0;
  for (let at = open; at < tokens.length; at += 1) {
    if (tokens[at]?.text === '(') depth += 1;
    if (tokens[at]?.text === ')') depth -= 1;
    if (depth === 0) return at;
  }
  return -1;
}

const PLACES: ReadonlySet<string> = new Set(['in', 'as', 'inside']);
const KINDS: ReadonlySet<string> = new Set([
  'module',
  'block',
  'circuit',
  'design',
  'entity',
  'verilog',
  'top',
  'one',
  'single',
]);
const CALLS: ReadonlySet<string> = new Set(['named', 'called', ',']);

/** The sentence without the words that only say what the module is called: "in a module named X", ", X,". */
export function withoutOwnName(tokens: readonly Token[], own: string | undefined): readonly (readonly Token[])[] {
  const at = tokens.findIndex((token) => token.text === own && !(token.name !== null && token.exact));
  if (own === undefined || at < 1) return [];
  const called = backOver(tokens, at, CALLS);
  const kind = backOver(tokens, called, KINDS);
  const isPlace = PLACES.has(tokens[kind - 1]?.lower ?? '');
  // "Build the module X …" keeps its noun.
  const start = isPlace ? kind - 1 : called < at ? at - 1 : at;
  if (start === at || start < 1) return [];
  const end = tokens[at + 1]?.text === ',' && !isPlace ? at + 2 : at + 1;
  return [[...tokens.slice(0, start), ...tokens.slice(end)]];
}

/** The first of the words of a set that stand right before a token. */
function backOver(tokens: readonly Token[], at: number, words: ReadonlySet<string>): number {
  let start = at;
  while (start > 0 && words.has(tokens[start - 1]?.lower ?? '')) start -= 1;
  return start;
}
