import { bracketsOf, withoutAsides, withoutOwnName } from './asides.ts';
import { joinCompounds } from './compounds.ts';
import { createGrammar, type Grammar, type Reading, vocabularyOf } from './grammar.ts';
import { leadAt } from './leads.ts';
import { isCommonWord } from './lexicon.ts';
import { type PhraseReader, readPhrases } from './phrases.ts';
import { readPurpose } from './purpose.ts';
import { createReader } from './reader.ts';
import { explains, isOfReset, mayJoin, opensAgain, restatedAt, restating, withResetKind } from './restatement.ts';
import { addAllRules } from './rules/all.ts';
import { underCondition } from './rules/assertions.ts';
import { withSubject } from './rules/elided.ts';
import { respelt } from './spelling.ts';
import type { SentenceReading, Statement } from './statement.ts';
import { type Token, tokenize } from './token.ts';
import type { Value } from './value.ts';
import { abbreviatedAt, aliasAt, internalAt } from './words-for-signals.ts';

/** The names known while reading: signals and parameters, and the states of the machine if the spec shows one. */
export interface EnglishScope {
  readonly names: readonly string[];
  readonly states: readonly string[];
  /** Signals inside the module, with the bits the text states for each (null where none). Their names are in `names` too. */
  readonly internals?: ReadonlyMap<string, number | null>;
  /** Names that are several words in the text ("period counter"), by these words. They are in `names` too. */
  readonly compounds?: ReadonlyMap<string, string>;
  /** Name of the module that the text describes; a sentence may call the circuit by it. */
  readonly module?: string;
  /** Words that the text ties to a level of an input ("heating (mode = 1)"). */
  readonly aliases?: ReadonlyMap<string, Value>;
  /** Modules that the text defines beside its own. */
  readonly submodules?: readonly string[];
  /** The text stands beside a port and describes it: a bare value is what an output is, a bare role what an input is for. */
  readonly describes?: 'input' | 'output';
}

/** Sentences longer than this are not controlled English; they stay unread instead of costing time. */
const MAX_TOKENS = 160;

let shared: Grammar | null = null;

/** The grammar, built on first use and then kept: it depends on nothing but this folder. */
function english(): Grammar {
  if (shared !== null) return shared;
  const grammar = createGrammar();
  addAllRules(grammar);
  shared = grammar;
  return grammar;
}

let words: ReadonlySet<string> | null = null;

function vocabulary(): ReadonlySet<string> {
  words ??= vocabularyOf(english());
  return words;
}

/** True for words that rules or the lexicon know: they are not taken for names that nothing declares. */
export function isWord(text: string): boolean {
  const lower = text.toLowerCase();
  return vocabulary().has(lower) || isCommonWord(lower);
}

/** All readings of one sentence, cheapest first. Empty where the sentence is not in the controlled language. */
export function readSentence(text: string, scope: EnglishScope): readonly SentenceReading[] {
  const tokens = withoutStop(
    respelt(joinCompounds(tokensOf(text, scope), scope.compounds), vocabulary(), scope.module ?? null, scope.states),
  );
  if (tokens.length === 0) return [{ statements: [{ s: 'context' }], rules: ['empty'], cost: 0 }];
  return tokens.length > MAX_TOKENS ? [] : withKind(readWhole(tokens, scope), tokens);
}

/** The kind of machine that a sentence names in passing is claimed of the design, where no rule took it up. */
function withKind(readings: readonly SentenceReading[], tokens: readonly Token[]): readonly SentenceReading[] {
  const kind = tokens.find((token) => token.lower === 'mealy' || token.lower === 'moore')?.lower;
  if (kind === undefined) return readings;
  const claim: Statement = { s: 'part', nouns: [], claims: [{ f: 'machine', word: kind }] };
  return readings.map((reading) =>
    JSON.stringify(reading.statements).includes(kind)
      ? reading
      : { ...reading, statements: [...reading.statements, claim] },
  );
}

function readWhole(tokens: readonly Token[], scope: EnglishScope): readonly SentenceReading[] {
  for (const variant of [tokens, ...withoutAsides(tokens), ...withoutOwnName(tokens, scope.module)]) {
    const readings = readTokens(variant, scope);
    if (readings.length > 0) return readings;
  }
  const restated = readBracketed(tokens, scope);
  if (restated.length > 0) return restated;
  const taken = readPhrases(tokens, phraseReader(scope));
  if (taken.length > 0) return cheapest(taken);
  const purpose = readPurpose(tokens);
  return purpose === null ? [] : [{ statements: [purpose], rules: ['purpose'], cost: 3 }];
}

/**
 * A bracket that is a sentence of its own states its facts beside those of the sentence around it: "(that is, q wraps
 * from 9 to 0)". Where the sentence has a condition, what stands in the bracket must have one too, for it would hold
 * only under the same.
 */
function readBracketed(tokens: readonly Token[], scope: EnglishScope): readonly SentenceReading[] {
  for (const { outside, inside } of bracketsOf(tokens)) {
    const around = readTokens(outside, scope);
    const kinds = createReader(englishIn(scope), inside)('reset-kind', 0).find(({ end }) => end === inside.length);
    const called = kinds === undefined ? [] : around.flatMap((one) => withResetKind(one, kinds.value) ?? []);
    // Beside a condition on anything else, such a bracket is no reset's.
    if (kinds !== undefined) return cheapest(called);
    const aside = readTokens(withoutStop(inside), scope);
    const joined = around.flatMap((one) =>
      aside
        .filter((other) => mayJoin(one, other) && !passesOver(other, inside))
        .map((other) => ({
          statements: [...one.statements, ...restating(other).statements],
          rules: [...one.rules, ...other.rules],
          cost: one.cost + other.cost + 1,
        })),
    );
    if (joined.length > 0) return cheapest(joined);
  }
  return [];
}

/** A bracket with a number in it of which only its kind of words was read. */
const passesOver = ({ statements }: SentenceReading, inside: readonly Token[]): boolean =>
  inside.some((token) => token.number !== null) && statements.every(({ s }) => s === 'part' || s === 'context');

const tokensOf = (text: string, scope: EnglishScope): readonly Token[] =>
  tokenize(text, { ...scope, states: [...scope.states, ...(scope.submodules ?? [])] });

const phraseReader = (scope: EnglishScope): PhraseReader => ({
  sentence: (tokens) => (tokens.length > MAX_TOKENS ? [] : readTokens(tokens, scope)),
  phrase: (tokens, nonterminal) => createReader(englishIn(scope), tokens)(nonterminal, 0),
  words: (text) => tokensOf(text, scope),
});

function withoutStop(tokens: readonly Token[]): readonly Token[] {
  let end = tokens.length;
  while (end > 0 && ['.', ':', ';', '!', '...'].includes(tokens[end - 1]?.text ?? '')) end -= 1;
  return tokens.slice(0, end);
}

/** The grammar, with the names and places that the scope knows. */
function englishIn(scope: EnglishScope): Grammar {
  const grammar = english();
  grammar.natives.set('state', (list, at) => stateAt(list, at, scope));
  // Takes no token: rules that only a machine's sentences may use begin with it.
  grammar.natives.set('in-machine', (_list, at) =>
    scope.states.length > 0 ? [{ value: true, end: at, cost: 0, rules: [] }] : [],
  );
  grammar.natives.set('alias', (list, at) => aliasAt(list, at, scope));
  grammar.natives.set('abbreviated', (list, at) => abbreviatedAt(list, at, scope));
  grammar.natives.set('internal', (list, at) => internalAt(list, at, scope));
  grammar.natives.set('submodule', (list, at) => {
    const name = list[at]?.text ?? '';
    return scope.submodules?.includes(name) === true ? [{ value: name, end: at + 1, cost: 0, rules: [] }] : [];
  });
  grammar.natives.set('describing', (_list, at) => describing(at, scope));
  grammar.natives.set('describing-output', (_list, at) => (scope.describes === 'output' ? describing(at, scope) : []));
  grammar.natives.set('describing-input', (_list, at) => (scope.describes === 'input' ? describing(at, scope) : []));
  grammar.natives.set('self', (list, at) => selfAt(list, at, scope));
  return grammar;
}

function readTokens(tokens: readonly Token[], scope: EnglishScope): readonly SentenceReading[] {
  const read = createReader(englishIn(scope), tokens);
  const memo = new Map<number, readonly SentenceReading[]>();
  const from = (at: number): readonly SentenceReading[] => {
    const known = memo.get(at);
    if (known !== undefined) return known;
    const found: SentenceReading[] = [];
    for (const head of read('clause', at)) found.push(...continued(head, { tokens, from, read }));
    const best = cheapest(found);
    memo.set(at, best);
    return best;
  };
  const start = leadAt(tokens);
  const found = from(start);
  return opensAgain(tokens.slice(0, start)) ? found.map(restating) : found;
}

interface Rest {
  readonly tokens: readonly Token[];
  readonly from: (at: number) => readonly SentenceReading[];
  readonly read: (nonterminal: string, at: number) => readonly Reading[];
}

/** `(q[0] is d[5], and so on)` behind a clause repeats a part of it, under its condition. */
function bracketed(head: Reading, rest: Rest): readonly SentenceReading[] {
  return rest.read('bracketed-claims', head.end).flatMap((claims) => {
    const statements = statementsOf(head);
    const repeated = underCondition(statements, statementsOf(claims));
    return repeated === null ? [] : continued({ ...claims, value: [...statements, ...repeated] }, rest);
  });
}

function continued(head: Reading, { tokens, from, read }: Rest): readonly SentenceReading[] {
  const statements = statementsOf(head);
  if (head.end === tokens.length) return [{ statements, rules: head.rules, cost: head.cost }];
  const again = restatedAt(tokens, head.end);
  const next = again ?? joint(tokens, head.end);
  const elided = next === null ? [] : withoutSubject(head, next, { tokens, from, read });
  if (elided.length > 0 && next !== null && from(next).length === 0) return elided;
  if (next === null) return tokens[head.end]?.text === '(' ? bracketed(head, { tokens, from, read }) : [];
  const own = { statements, rules: head.rules, cost: head.cost };
  const following = from(next).filter((tail) => !isOfReset(own, tail) && !isAfterwards(own, tail));
  const isColon = tokens[head.end]?.text === ':';
  const tails =
    again === null
      ? following.map((tail) => (isColon && explains(own, tail) ? restating(tail) : tail))
      : following.filter((tail) => mayJoin(own, tail)).map(restating);
  return tails.map((tail) => ({
    statements: [...statements, ...tail.statements],
    rules: [...head.rules, ...tail.rules],
    // Fewer, longer clauses are the better reading.
    cost: head.cost + tail.cost + 0.5,
  }));
}

/** `…, and wraps from 9 to 0`: the next clause goes on about the subject of this one. */
function withoutSubject(head: Reading, next: number, rest: Rest): readonly SentenceReading[] {
  const before = statementsOf(head);
  return rest.read('elided', next).flatMap((said) => {
    const isOpen = rest.tokens[head.end]?.lower === 'and' && sharesGuard(before.at(-1), said);
    const bare = isOpen ? null : withSubject(statementsOf(said), before);
    const isReset = bare !== null && isOfReset({ statements: before }, { statements: bare });
    const told = isReset ? null : bare;
    const whole = { end: said.end, cost: head.cost + said.cost + 0.5, rules: [...head.rules, ...said.rules] };
    return told === null ? [] : continued({ ...whole, value: [...before, ...told] }, rest);
  });
}

/** "q increments and toggles when en is 1": without a comma the condition may be that of both. */
function sharesGuard(before: Statement | undefined, said: Reading): boolean {
  const isFree = before?.s === 'do' && before.edge === null && before.branches.every(({ guard }) => guard === null);
  return isFree && said.rules[0] === 'elided.guard';
}

/** "… for five cycles, and then z goes low": what comes after a time is no fact of all times. */
function isAfterwards(own: Pick<SentenceReading, 'statements'>, { statements: [next] }: SentenceReading): boolean {
  const last = own.statements.at(-1);
  const isTimed = last?.s === 'do' && last.lasts !== undefined;
  return isTimed && next?.s === 'do' && next.edge === null && next.branches.some(({ guard }) => guard === null);
}

/** A clause states one fact, or several that belong together. */
const statementsOf = (head: Reading): readonly Statement[] =>
  Array.isArray(head.value) ? (head.value as readonly Statement[]) : [head.value as Statement];

/** Where the next clause starts after a comma, semicolon, `and` or `but`; null where no clause can follow. */
function joint(tokens: readonly Token[], at: number): number | null {
  let next = at;
  if ([',', ';', ':', '.'].includes(tokens[next]?.text ?? '')) next += 1;
  // Behind a semicolon, `while` opens a condition of its own.
  const isCondition = tokens[at]?.text === ';' && tokens[next]?.lower === 'while';
  if (!isCondition && ['and', 'but', 'while', 'so', 'where', 'with'].includes(tokens[next]?.lower ?? '')) next += 1;
  return next > at && next < tokens.length ? next : null;
}

/** Keeps the cheapest readings; equal statements count once. */
function cheapest(found: readonly SentenceReading[]): readonly SentenceReading[] {
  if (found.length < 2) return found;
  const least = Math.min(...found.map((reading) => reading.cost));
  const kept = new Map<string, SentenceReading>();
  for (const reading of found) {
    if (reading.cost > least + 1e-9) continue;
    const key = JSON.stringify(reading.statements);
    if (!kept.has(key)) kept.set(key, reading);
  }
  return [...kept.values()].slice(0, 8);
}

function stateAt(tokens: readonly Token[], at: number, scope: EnglishScope): readonly Reading[] {
  const token = tokens[at];
  if (token === undefined) return [];
  const found =
    scope.states.find((state) => state === token.text) ??
    scope.states.find((state) => state.toLowerCase() === token.lower);
  return found === undefined ? [] : [{ value: found, end: at + 1, cost: 0, rules: [] }];
}

/** The module's own name, which is no signal. */
function selfAt(tokens: readonly Token[], at: number, scope: EnglishScope): readonly Reading[] {
  const token = tokens[at];
  const isSelf = token !== undefined && token.text === scope.module && !(token.name !== null && token.exact);
  return isSelf ? [{ value: 'self', end: at + 1, cost: 0, rules: [] }] : [];
}

/** Matches nothing, and only in a text beside a port. */
const describing = (at: number, scope: EnglishScope): readonly Reading[] =>
  scope.describes === undefined ? [] : [{ value: true, end: at, cost: 0, rules: [] }];
