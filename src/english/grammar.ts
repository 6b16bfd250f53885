import { lemmaOf } from './lexicon.ts';
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

interface Rule {
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
export function addSeries(grammar: Grammar, many: string, one: string): void {
  grammar.natives.set(many, (tokens, at, read) => {
    const done: Reading[] = [];
    const open: Reading[] = read(one, at).map((item) => ({ ...item, value: [item.value] }));
    for (let index = 0; index < open.length && index < 400; index += 1) {
      const head = open[index];
      if (head === undefined) break;
      const joint = jointAfter(tokens, head.end);
      if (joint === null) continue;
      for (const item of read(one, joint.end)) {
        const longer = append(head, item);
        open.push(longer);
        done.push(longer);
      }
    }
    return done;
  });
}

/** A comma, `and`, `or` or both; null where the series ends. */
function jointAfter(tokens: readonly Token[], at: number): { readonly end: number } | null {
  const comma = tokens[at]?.lower === ',';
  const next = comma ? at + 1 : at;
  const word = tokens[next]?.lower;
  if (word === 'and' || word === 'or' || word === '&') return { end: next + 1 };
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

/** Steps one sentence may take before the parser gives it up; keeps hostile text from costing more than milliseconds. */
const STEP_BUDGET = 400_000;

interface Match {
  readonly end: number;
  readonly captures: Captures;
  readonly cost: number;
  readonly rules: readonly string[];
}

interface Parse {
  readonly grammar: Grammar;
  readonly tokens: readonly Token[];
  readonly memo: Map<string, readonly Reading[]>;
  readonly active: Set<string>;
  steps: number;
}

/** All readings of `nonterminal` that start at token `at`. Memoised recursive descent, every alternative kept. */
export function readAll(grammar: Grammar, tokens: readonly Token[], nonterminal: string, at = 0): readonly Reading[] {
  const parse: Parse = { grammar, tokens, memo: new Map(), active: new Set(), steps: 0 };
  return readNonterminal(parse, nonterminal, at);
}

/** A reader that shares one memo over many calls on the same tokens. */
export function createReader(
  grammar: Grammar,
  tokens: readonly Token[],
): (nonterminal: string, at: number) => readonly Reading[] {
  const parse: Parse = { grammar, tokens, memo: new Map(), active: new Set(), steps: 0 };
  return (nonterminal, at) => readNonterminal(parse, nonterminal, at);
}

function readNonterminal(parse: Parse, nonterminal: string, at: number): readonly Reading[] {
  const key = `${nonterminal}@${String(at)}`;
  const known = parse.memo.get(key);
  if (known !== undefined) return known;
  // Left recursion has no finite derivation here; patterns are written without it.
  if (parse.active.has(key) || parse.steps > STEP_BUDGET) return [];
  parse.active.add(key);
  const found: Reading[] = [];
  const native = parse.grammar.natives.get(nonterminal);
  if (native !== undefined) found.push(...native(parse.tokens, at, (name, from) => readNonterminal(parse, name, from)));
  for (const rule of parse.grammar.rules.get(nonterminal) ?? []) {
    for (const match of matchNode(parse, rule.pattern, at)) {
      const value = rule.build(match.captures);
      if (value !== null) found.push({ value, end: match.end, cost: match.cost, rules: [rule.id, ...match.rules] });
    }
  }
  parse.active.delete(key);
  const distinct = dedupe(found);
  parse.memo.set(key, distinct);
  return distinct;
}

function dedupe(found: readonly Reading[]): readonly Reading[] {
  if (found.length < 2) return found;
  const best = new Map<string, Reading>();
  for (const reading of found) {
    const key = `${String(reading.end)}:${JSON.stringify(reading.value)}`;
    const known = best.get(key);
    if (known === undefined || reading.cost < known.cost) best.set(key, reading);
  }
  return [...best.values()];
}

const EMPTY: Captures = {};
const NO_RULES: readonly string[] = [];

function matchNode(parse: Parse, node: PatternNode, at: number): readonly Match[] {
  parse.steps += 1;
  if (parse.steps > STEP_BUDGET) return [];
  switch (node.kind) {
    case 'literal':
      return matches(parse.tokens[at], node) ? [{ end: at + 1, captures: EMPTY, cost: 0, rules: NO_RULES }] : [];
    case 'nonterminal':
      return readNonterminal(parse, node.name, at).map((reading) => ({
        end: reading.end,
        captures: node.capture === null ? EMPTY : { [node.capture]: reading.value },
        cost: reading.cost,
        rules: reading.rules,
      }));
    case 'sequence':
      return matchSequence(parse, node.items, at);
    case 'choice':
      return node.items.flatMap((item) => matchNode(parse, item, at));
    case 'optional':
      return [...matchNode(parse, node.item, at), { end: at, captures: EMPTY, cost: 0, rules: NO_RULES }];
    case 'flag':
      return matchNode(parse, node.item, at).map((match) => ({
        ...match,
        captures: { ...match.captures, [node.capture]: true },
      }));
    case 'end':
      return at === parse.tokens.length ? [{ end: at, captures: EMPTY, cost: 0, rules: NO_RULES }] : [];
  }
}

function matchSequence(parse: Parse, items: readonly PatternNode[], at: number): readonly Match[] {
  let partial: readonly Match[] = [{ end: at, captures: EMPTY, cost: 0, rules: NO_RULES }];
  for (const item of items) {
    if (partial.length === 0) return partial;
    partial = partial.flatMap((head) => [
      ...matchNode(parse, item, head.end).map((tail) => joined(head, tail, 0)),
      ...afterArticle(parse, item, head.end).map((tail) => joined(head, tail, ARTICLE_COST)),
    ]);
  }
  return partial;
}

/** Reading `a` as the article costs more than reading it as a port of that name. */
const ARTICLE_COST = 0.1;

function afterArticle(parse: Parse, item: PatternNode, at: number): readonly Match[] {
  // An optional that takes nothing would only move the article to the item behind it.
  const skips = parse.tokens[at]?.lower === 'a' && item.kind !== 'optional';
  return skips ? matchNode(parse, item, at + 1).filter((match) => match.end > at + 1) : [];
}

function joined(head: Match, tail: Match, extra: number): Match {
  return {
    end: tail.end,
    captures: tail.captures === EMPTY ? head.captures : { ...head.captures, ...tail.captures },
    cost: head.cost + tail.cost + extra,
    rules: tail.rules.length === 0 ? head.rules : [...head.rules, ...tail.rules],
  };
}

function matches(token: Token | undefined, node: { readonly word: string; readonly lemma: boolean }): boolean {
  if (token === undefined) return false;
  if (token.lower === node.word) return true;
  return node.lemma && token.kind === 'word' && lemmaOf(token.lower) === node.word;
}
