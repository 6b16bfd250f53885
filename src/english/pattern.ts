/** A compiled pattern of the grammar. */
export type PatternNode =
  | { readonly kind: 'literal'; readonly word: string; readonly lemma: boolean }
  | { readonly kind: 'nonterminal'; readonly name: string; readonly capture: string | null }
  | { readonly kind: 'sequence'; readonly items: readonly PatternNode[] }
  | { readonly kind: 'choice'; readonly items: readonly PatternNode[] }
  | { readonly kind: 'optional'; readonly item: PatternNode }
  | { readonly kind: 'flag'; readonly item: PatternNode; readonly capture: string }
  | { readonly kind: 'end' };

const PIECE =
  /\s*(?:(?<capture>[a-z][A-Za-z0-9]*):)?(?:<(?<nonterminal>[a-z-]+)>|(?<lemma>~)?(?<word>[A-Za-z0-9]+|'s\b)|'(?<quoted>[^']+)'|(?<bracket>[[\]()|$]))/y;

interface Cursor {
  readonly text: string;
  at: number;
}

interface Piece {
  readonly capture: string | null;
  readonly nonterminal: string | undefined;
  readonly literal: string | undefined;
  readonly lemma: boolean;
  readonly bracket: string | undefined;
}

/**
 * Compiles the notation of grammar rules: `word` (as spelt), `~word` (any inflection), `'('` (punctuation),
 * `<nonterminal>`, `name:<nonterminal>` (captured), `[optional]`, `(one | another)`, `flag:(…)` (captured as true), `$` (end).
 */
export function compilePattern(text: string): PatternNode {
  const cursor: Cursor = { text, at: 0 };
  const node = choice(cursor);
  if (cursor.text.slice(cursor.at).trim() !== '')
    throw new Error(`grammar pattern not understood at "${text.slice(cursor.at)}"`);
  return node;
}

function peek(cursor: Cursor): Piece | null {
  const start = cursor.at;
  const piece = next(cursor);
  cursor.at = start;
  return piece;
}

function next(cursor: Cursor): Piece | null {
  PIECE.lastIndex = cursor.at;
  const hit = PIECE.exec(cursor.text);
  if (hit === null) return null;
  cursor.at = PIECE.lastIndex;
  const groups = hit.groups ?? {};
  return {
    capture: groups['capture'] ?? null,
    nonterminal: groups['nonterminal'],
    literal: groups['quoted'] ?? groups['word'],
    lemma: groups['lemma'] !== undefined,
    bracket: groups['bracket'],
  };
}

function choice(cursor: Cursor): PatternNode {
  const items = [sequence(cursor)];
  while (peek(cursor)?.bracket === '|') {
    next(cursor);
    items.push(sequence(cursor));
  }
  const [only] = items;
  return items.length === 1 && only !== undefined ? only : { kind: 'choice', items };
}

function sequence(cursor: Cursor): PatternNode {
  const items: PatternNode[] = [];
  for (let piece = peek(cursor); piece !== null && !isCloser(piece); piece = peek(cursor)) {
    next(cursor);
    items.push(atom(piece, cursor));
  }
  const [only] = items;
  return items.length === 1 && only !== undefined ? only : { kind: 'sequence', items };
}

const isCloser = (piece: Piece): boolean => piece.bracket === ')' || piece.bracket === ']' || piece.bracket === '|';

function atom(piece: Piece, cursor: Cursor): PatternNode {
  if (piece.nonterminal !== undefined) return { kind: 'nonterminal', name: piece.nonterminal, capture: piece.capture };
  if (piece.bracket === '$') return { kind: 'end' };
  const node: PatternNode =
    piece.literal === undefined ? group(piece, cursor) : { kind: 'literal', word: piece.literal, lemma: piece.lemma };
  if (piece.capture === null) return node;
  // An optional flag is captured only where it is present.
  return node.kind === 'optional'
    ? { kind: 'optional', item: { kind: 'flag', item: node.item, capture: piece.capture } }
    : { kind: 'flag', item: node, capture: piece.capture };
}

function group(piece: Piece, cursor: Cursor): PatternNode {
  const item = choice(cursor);
  const closer = next(cursor)?.bracket;
  if (closer !== (piece.bracket === '[' ? ']' : ')'))
    throw new Error(`grammar pattern has an unclosed bracket: ${cursor.text}`);
  return piece.bracket === '[' ? { kind: 'optional', item } : item;
}
