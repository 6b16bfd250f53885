import { firstWords, mayStart } from './first-words.ts';
import type { Captures, Grammar, Reading } from './grammar.ts';
import { lemmaOf } from './lexicon.ts';
import type { PatternNode } from './pattern.ts';
import type { Token } from './token.ts';

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
