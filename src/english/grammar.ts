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
export function addSeries(
  grammar: Grammar,
  many: string,
  one: string,
  words: readonly string[] = ['and', 'or', '&'],
): void {
  grammar.natives.set(many, (tokens, at, read) => {
    const done: Reading[] = [];
    const open: Reading[] = read(one, at).map((item) => ({ ...item, value: [item.value] }));
    for (let index = 0; index < open.length && index < 400; index += 1) {
      const head = open[index];
      if (head === undefined) break;
      const joint = jointAfter(tokens, head.end, words);
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

/** Steps one sentence may take before the parser gives it up; keeps hostile text from costing more than milliseconds. */
const STEP_BUDGET = 400_000;

/** What a partial match has gathered. */
interface Caught {
  readonly captures: Captures;
  readonly cost: number;
  readonly rules: readonly string[];
}

/** Called for every way a node matches, with the token after it. */
type Then = (end: number, caught: Caught) => void;

interface Parse {
  readonly grammar: Grammar;
  readonly tokens: readonly Token[];
  readonly memo: Map<string, (readonly Reading[] | undefined)[]>;
  readonly active: Set<string>;
  steps: number;
}

/** Words each rule can begin with; null where it can begin with anything (or with nothing). */
type FirstWords = ReadonlyMap<Rule, ReadonlySet<string> | null>;

const computed = new WeakMap<Grammar, FirstWords>();

/** First words of every rule, computed once the grammar is complete. They spare most rules a look at each token. */
function firstWords(grammar: Grammar): FirstWords {
  const known = computed.get(grammar);
  if (known !== undefined) return known;
  const found = new Map<Rule, ReadonlySet<string> | null>();
  for (const rules of grammar.rules.values())
    for (const rule of rules) found.set(rule, firstOf(rule.pattern, grammar, new Set()));
  computed.set(grammar, found);
  return found;
}

function firstOf(node: PatternNode, grammar: Grammar, open: ReadonlySet<string>): ReadonlySet<string> | null {
  switch (node.kind) {
    case 'literal':
      return new Set([node.word]);
    case 'flag':
      return firstOf(node.item, grammar, open);
    case 'choice':
      return union(node.items.map((item) => firstOf(item, grammar, open)));
    case 'sequence':
      return firstOfSequence(node.items, grammar, open);
    case 'nonterminal':
      return firstOfNonterminal(node.name, grammar, open);
    default:
      return null;
  }
}

/** Optionals at the front add their first words; the first item that must be there ends the list. */
function firstOfSequence(
  items: readonly PatternNode[],
  grammar: Grammar,
  open: ReadonlySet<string>,
): ReadonlySet<string> | null {
  const sets: (ReadonlySet<string> | null)[] = [];
  for (const item of items) {
    sets.push(firstOf(item.kind === 'optional' ? item.item : item, grammar, open));
    if (item.kind !== 'optional') return union(sets);
  }
  return null;
}

function firstOfNonterminal(name: string, grammar: Grammar, open: ReadonlySet<string>): ReadonlySet<string> | null {
  const rules = grammar.rules.get(name);
  if (grammar.natives.has(name) || rules === undefined || open.has(name)) return null;
  const inside = new Set([...open, name]);
  return union(rules.map((rule) => firstOf(rule.pattern, grammar, inside)));
}

function union(sets: readonly (ReadonlySet<string> | null)[]): ReadonlySet<string> | null {
  const all = new Set<string>();
  for (const set of sets) {
    if (set === null) return null;
    for (const word of set) all.add(word);
  }
  return all;
}

function mayStart(words: ReadonlySet<string> | null | undefined, token: Token | undefined): boolean {
  if (words === null || words === undefined) return true;
  if (token === undefined) return false;
  return words.has(token.lower) || token.lower === 'a' || (token.kind === 'word' && words.has(lemmaOf(token.lower)));
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
  let column = parse.memo.get(nonterminal);
  if (column === undefined) {
    column = [];
    parse.memo.set(nonterminal, column);
  }
  const known = column[at];
  if (known !== undefined) return known;
  // Left recursion has no finite derivation here; patterns are written without it.
  const key = `${nonterminal}@${String(at)}`;
  if (parse.active.has(key) || parse.steps > STEP_BUDGET) return [];
  parse.active.add(key);
  const found: Reading[] = [];
  const native = parse.grammar.natives.get(nonterminal);
  if (native !== undefined) found.push(...native(parse.tokens, at, (name, from) => readNonterminal(parse, name, from)));
  const firsts = firstWords(parse.grammar);
  // `count` where a port is called count is the port, not a noun for some counter.
  const namesake = nonterminal === 'noun' && parse.tokens[at]?.exact === true ? NAMESAKE_COST : 0;
  for (const rule of parse.grammar.rules.get(nonterminal) ?? []) {
    if (!mayStart(firsts.get(rule), parse.tokens[at])) continue;
    match(parse, rule.pattern, { at, caught: NOTHING }, (end, caught) => {
      const value = rule.build(caught.captures);
      if (value !== null) found.push({ value, end, cost: caught.cost + namesake, rules: [rule.id, ...caught.rules] });
    });
  }
  parse.active.delete(key);
  const distinct = dedupe(found);
  column[at] = distinct;
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

const NAMESAKE_COST = 0.5;

const NOTHING: Caught = { captures: {}, cost: 0, rules: [] };

interface Spot {
  readonly at: number;
  readonly caught: Caught;
}

/** Tries a node at a spot and calls `then` for every way it matches. */
function match(parse: Parse, node: PatternNode, { at, caught }: Spot, then: Then): void {
  parse.steps += 1;
  if (parse.steps > STEP_BUDGET) return;
  switch (node.kind) {
    case 'literal':
      if (matches(parse.tokens[at], node)) then(at + 1, caught);
      return;
    case 'nonterminal':
      for (const reading of readNonterminal(parse, node.name, at))
        then(reading.end, withReading(caught, node.capture, reading));
      return;
    case 'sequence':
      matchFrom(parse, { items: node.items, next: 0 }, { at, caught }, then);
      return;
    case 'choice':
      for (const item of node.items) match(parse, item, { at, caught }, then);
      return;
    case 'optional':
      match(parse, node.item, { at, caught }, then);
      then(at, caught);
      return;
    case 'flag':
      match(parse, node.item, { at, caught }, (end, inner) =>
        then(end, { ...inner, captures: { ...inner.captures, [node.capture]: true } }),
      );
      return;
    case 'end':
      if (at === parse.tokens.length) then(at, caught);
  }
}

function withReading(caught: Caught, capture: string | null, reading: Reading): Caught {
  return {
    captures: capture === null ? caught.captures : { ...caught.captures, [capture]: reading.value },
    cost: caught.cost + reading.cost,
    rules: reading.rules.length === 0 ? caught.rules : [...caught.rules, ...reading.rules],
  };
}

/** Reading `a` as the article costs more than reading it as a port of that name. */
const ARTICLE_COST = 0.1;

interface Rest {
  readonly items: readonly PatternNode[];
  readonly next: number;
}

function matchFrom(parse: Parse, { items, next }: Rest, spot: Spot, then: Then): void {
  const item = items[next];
  if (item === undefined) {
    then(spot.at, spot.caught);
    return;
  }
  const go: Then = (end, caught) => matchFrom(parse, { items, next: next + 1 }, { at: end, caught }, then);
  match(parse, item, spot, go);
  // An optional that takes nothing would only move the article to the item behind it.
  if (parse.tokens[spot.at]?.lower !== 'a') return;
  const behind = spot.at + 1;
  const dearer = { ...spot.caught, cost: spot.caught.cost + ARTICLE_COST };
  match(parse, item.kind === 'optional' ? item.item : item, { at: behind, caught: dearer }, (end, caught) => {
    if (end > behind) go(end, caught);
  });
}

function matches(token: Token | undefined, node: { readonly word: string; readonly lemma: boolean }): boolean {
  if (token === undefined) return false;
  if (token.lower === node.word) return true;
  return node.lemma && token.kind === 'word' && lemmaOf(token.lower) === node.word;
}
