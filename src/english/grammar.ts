import { compilePattern, type PatternNode } from './pattern.ts';
import type { Token } from './token.ts';

/** What a rule caught, by capture name. Values are whatever the rules of the captured nonterminals built. */
export type Captures = Readonly<Record<string, unknown>>;

/** One way a nonterminal was read: its value, the token after it, and the rules it took. */
export interface Reading {
  readonly value: unknown;
  readonly end: number;
  /** Larger is a more far-fetched reading (a name in another case, a number read as bits). */
  readonly cost: number;
  readonly rules: readonly string[];
}

/** A nonterminal read by code instead of patterns (names, numbers, formulas). */
export type NativeReader = (
  tokens: readonly Token[],
  at: number,
  read: (nonterminal: string, at: number) => readonly Reading[],
) => readonly Reading[];

/** One rule: a pattern and what its captures mean. */
export interface Rule {
  readonly id: string;
  readonly pattern: PatternNode;
  readonly build: (captures: Captures) => unknown;
}

/** A set of rules over tokens. Rules are added once, at load; parsing changes nothing. */
export interface Grammar {
  readonly rules: Map<string, Rule[]>;
  readonly natives: Map<string, NativeReader>;
}

/** An empty grammar to add rules to. */
export function createGrammar(): Grammar {
  return { rules: new Map(), natives: new Map() };
}

/**
 * Adds one rule: `nonterminal` may be read as `pattern`, giving what `build` makes of the captures.
 * A build that returns null rejects the reading.
 */
export function addRule(
  grammar: Grammar,
  head: { readonly nonterminal: string; readonly id: string },
  pattern: string,
  build: (captures: Captures) => unknown,
): void {
  const list = grammar.rules.get(head.nonterminal) ?? [];
  list.push({ id: head.id, pattern: compilePattern(pattern), build });
  grammar.rules.set(head.nonterminal, list);
}

/** Every word that some rule names. */
export function vocabularyOf(grammar: Grammar): ReadonlySet<string> {
  const words = new Set<string>();
  const visit = (node: PatternNode): void => {
    if (node.kind === 'literal') words.add(node.word);
    if (node.kind === 'sequence' || node.kind === 'choice') for (const item of node.items) visit(item);
    if (node.kind === 'optional' || node.kind === 'flag') visit(node.item);
  };
  for (const rules of grammar.rules.values()) for (const rule of rules) visit(rule.pattern);
  return words;
}

/** One line of a rule file: id, pattern, and what the captures mean. */
export type RuleLine = readonly [id: string, pattern: string, build: (captures: Captures) => unknown];

/** Adds many rules of one nonterminal. */
export function addRules(grammar: Grammar, nonterminal: string, lines: readonly RuleLine[]): void {
  for (const [id, pattern, build] of lines) addRule(grammar, { nonterminal, id }, pattern, build);
}

/** `many` becomes zero or more `one`, as an array (every length is a reading). */
export function addRepeat(grammar: Grammar, many: string, one: string): void {
  grammar.natives.set(many, (_tokens, at, read) => {
    const done: Reading[] = [{ value: [], end: at, cost: 0, rules: [] }];
    for (let index = 0; index < done.length && index < 200; index += 1) {
      const head = done[index];
      if (head === undefined) break;
      for (const item of read(one, head.end)) if (item.end > head.end) done.push(append(head, item));
    }
    return done;
  });
}

/** `many` becomes a series of two or more `one` (`a, b, and c`; `a and b`), as an array. */
export function addSeries(grammar: Grammar, many: string, one: string, words: readonly string[] = ['and', '&']): void {
  grammar.natives.set(many, (tokens, at, read) => {
    const done: Reading[] = [];
    grown({ tokens, words, one, read }, at, (longer) => done.push(longer));
    return done;
  });
}

/** `many` becomes a series whose last joint is the word (`1, 3 or 5`), so that a comma alone joins no last item. */
export function addJoined(grammar: Grammar, many: string, one: string, word: string): void {
  grammar.natives.set(many, (tokens, at, read) => {
    const done: Reading[] = [];
    grown({ tokens, words: [word], one, read }, at, (longer, joint) => {
      if (tokens[joint - 1]?.lower === word) done.push(longer);
    });
    return done;
  });
}

interface Series {
  readonly tokens: readonly Token[];
  readonly words: readonly string[];
  readonly one: string;
  readonly read: (nonterminal: string, at: number) => readonly Reading[];
}

/** Calls `then` for every series that starts at a token, with the token after its last joint. */
function grown({ tokens, words, one, read }: Series, at: number, then: (longer: Reading, joint: number) => void): void {
  const open: Reading[] = read(one, at).map((item) => ({ ...item, value: [item.value] }));
  for (let index = 0; index < open.length && index < 400; index += 1) {
    const head = open[index];
    const joint = head === undefined ? null : jointAfter(tokens, head.end, words);
    if (head === undefined || joint === null) continue;
    for (const item of read(one, joint.end)) {
      const longer = append(head, item);
      open.push(longer);
      then(longer, joint.end);
    }
  }
}

/** A comma, `and`, `or` or both; null where the series ends. */
function jointAfter(tokens: readonly Token[], at: number, words: readonly string[]): { readonly end: number } | null {
  const comma = tokens[at]?.lower === ',';
  const next = comma ? at + 1 : at;
  const word = tokens[next]?.lower;
  if (word !== undefined && words.includes(word)) return { end: next + 1 };
  return comma ? { end: next } : null;
}

function append(head: Reading, item: Reading): Reading {
  const list = Array.isArray(head.value) ? (head.value as readonly unknown[]) : [];
  return {
    value: [...list, item.value],
    end: item.end,
    cost: head.cost + item.cost,
    rules: [...head.rules, ...item.rules],
  };
}
