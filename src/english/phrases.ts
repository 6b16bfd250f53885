import type { Reading } from './grammar.ts';
import { featuresOf, isPredicate, joined, mayStand, NOTHING } from './phrase-joins.ts';
import { isUnguarded, tellsReset } from './restatement.ts';
import type { Feature, SentenceReading, Statement } from './statement.ts';
import type { Token } from './token.ts';

/** What taking a sentence apart needs of the reader of sentences. */
export interface PhraseReader {
  /** Readings of tokens as one whole sentence. */
  readonly sentence: (tokens: readonly Token[]) => readonly SentenceReading[];
  /** Every way a nonterminal is read at the first token. */
  readonly phrase: (tokens: readonly Token[], nonterminal: string) => readonly Reading[];
  /** Words as tokens. */
  readonly words: (text: string) => readonly Token[];
}

/** The head of a noun phrase: what it states, and the words that clauses about it may have for a subject. */
export interface PhraseHead {
  readonly statements: readonly Statement[];
  readonly subjects: readonly string[];
}

/** Attempts one sentence may take; what needs more is no phrase but a text. */
const BUDGET = 160;

interface Work {
  readonly reader: PhraseReader;
  left: number;
}

/**
 * A sentence that says of one thing what it is and, in clauses hung onto it, what it does: "q is a 4-bit counter that
 * counts up, is cleared by rst, and holds otherwise". Every clause is read as a sentence of its own about that thing.
 */
export function readPhrases(tokens: readonly Token[], reader: PhraseReader): readonly SentenceReading[] {
  const work: Work = { reader, left: BUDGET };
  for (const head of heads(tokens, reader)) {
    const { statements, subjects } = head.value as PhraseHead;
    const own: SentenceReading = { statements, rules: head.rules, cost: head.cost };
    const rest = tokens.slice(head.end);
    if (rest.length === 0) return [own];
    const found = pieces(
      rest,
      subjects.map((subject) => reader.words(subject)),
      work,
    ).filter((one) => mayFollow(own, one));
    if (found.length > 0) return found.map((one) => joined(own, one));
  }
  return predicates(tokens, work);
}

/** Ways to read a noun phrase at the start, longest first: what it takes in is no clause of its own. */
function heads(tokens: readonly Token[], reader: PhraseReader): readonly Reading[] {
  return [...reader.phrase(tokens, 'phrase-head')].sort(
    (left, right) => right.end - left.end || left.cost - right.cost,
  );
}

/** "q is set when a is 1 and cleared when b is 1": several predicates of the signal that the sentence begins with. */
function predicates(tokens: readonly Token[], work: Work): readonly SentenceReading[] {
  for (const { end } of work.reader.phrase(tokens, 'phrase-subject')) {
    const found = end < tokens.length ? coordinated(tokens.slice(end), [tokens.slice(0, end)], work) : [];
    if (found.length > 0) return found;
  }
  return [];
}

type Subjects = readonly (readonly Token[])[];

/** "A counter with synchronous reset (q becomes 0)": what stands behind a reset without a condition may be said of it. */
const mayFollow = (head: SentenceReading, rest: SentenceReading): boolean =>
  !rest.rules.includes(FREE) || !(tellsReset(head) || tellsReset(rest));

/** Marks what stands behind a comma or in a bracket as a sentence of its own, and has no condition. */
const FREE = 'phrase.free';

/** What hangs on a noun phrase, piece by piece; the longest first piece with which all can be read. */
function pieces(rest: readonly Token[], subjects: Subjects, work: Work): readonly SentenceReading[] {
  const start = openingAt(rest);
  if (start >= rest.length) return [];
  for (const end of endsOf(rest, start)) {
    if (work.left <= 0) return [];
    const first = piece(rest.slice(start, end), { subjects, isFree: start > 0 }, work);
    if (first.length === 0) continue;
    const tails = end === rest.length ? [NOTHING] : pieces(rest.slice(end), subjects, work);
    if (tails.length > 0) return first.flatMap((one) => tails.map((tail) => joined(one, tail)));
  }
  return [];
}

/** The first token behind the commas and joints that a piece opens with. */
function openingAt(tokens: readonly Token[]): number {
  let at = 0;
  while ([',', ';', '-', 'and', 'but', 'while'].includes(tokens[at]?.lower ?? '')) at += 1;
  return at;
}

const BREAKS: ReadonlySet<string> = new Set([
  ',',
  ';',
  '(',
  'and',
  'but',
  'with',
  'having',
  'that',
  'which',
  'whose',
  'clocked',
  'triggered',
]);

/** Where a piece may end: at the end, or before a word that can open another. */
function endsOf(tokens: readonly Token[], start: number): readonly number[] {
  const inner = tokens.flatMap((token, at) => (at > start && BREAKS.has(token.lower) ? [at] : []));
  return [tokens.length, ...inner.reverse()];
}

interface Around {
  readonly subjects: Subjects;
  /** A comma or a joint stands before it: then a clause with a subject of its own may stand here. */
  readonly isFree: boolean;
}

function piece(tokens: readonly Token[], { subjects, isFree }: Around, work: Work): readonly SentenceReading[] {
  const [first] = tokens;
  if (first === undefined) return [];
  const rest = tokens.slice(1);
  switch (first.lower) {
    case '(':
      return tokens.at(-1)?.text === ')' ? piece(tokens.slice(1, -1), { subjects, isFree: true }, work) : [];
    case 'that':
    case 'which':
      return coordinated(rest, subjects, work);
    case 'whose':
    case 'where':
      return whole(rest, work);
    case 'with':
    case 'having':
    case 'featuring':
      return optional(rest, work);
    default:
  }
  const verb = verbFrom(first, work.reader);
  const said = verb === null ? [] : coordinated([...verb, ...rest], subjects, work);
  if (said.length > 0) return said;
  if (!isFree) return [];
  const free = whole(tokens, work).map((one) => (isUnguarded(one) ? { ...one, rules: [...one.rules, FREE] } : one));
  return free.length > 0 ? free : timed(tokens, work);
}

function whole(tokens: readonly Token[], work: Work): readonly SentenceReading[] {
  work.left -= 1;
  return tokens.length === 0 || work.left < 0 ? [] : work.reader.sentence(tokens);
}

/** ", both on the rising edge of clk": the edge of all that was said before. */
function timed(tokens: readonly Token[], { reader }: Work): readonly SentenceReading[] {
  return reader
    .phrase(tokens, 'phrase-edge')
    .filter(({ end }) => end === tokens.length)
    .map(({ value, rules, cost }) => ({ statements: [value as Statement], rules, cost }));
}

/** "with serial input sin": features of the thing that the sentence is about. */
function optional(tokens: readonly Token[], { reader }: Work): readonly SentenceReading[] {
  return reader
    .phrase(tokens, 'options')
    .filter(({ end }) => end === tokens.length)
    .slice(0, 1)
    .map(({ value, rules, cost }) => ({
      statements: [featuresOf(value as readonly Feature[])],
      rules,
      cost,
    }));
}

/** Participles that stand for a relative clause in the passive: "clocked by clk". */
const PASSIVES =
  /^(?:clocked|triggered|loaded|cleared|sampled|updated|enabled|driven|incremented|decremented|initiali[sz]ed|reset|preset|set)$/;

/** The finite verb that a participle stands for: "counting" is "counts", "clocked" is "is clocked". */
function verbFrom(token: Token, reader: PhraseReader): readonly Token[] | null {
  if (token.kind !== 'word' || (token.name !== null && token.exact)) return null;
  if (PASSIVES.test(token.lower)) return reader.words(`is ${token.lower}`);
  const finite = ACTIVES[token.lower];
  return finite === undefined ? null : reader.words(finite);
}

const ACTIVES: Readonly<Record<string, string>> = {
  counting: 'counts',
  shifting: 'shifts',
  rotating: 'rotates',
  incrementing: 'increments',
  decrementing: 'decrements',
  toggling: 'toggles',
  wrapping: 'wraps',
  loading: 'loads',
  capturing: 'captures',
  sampling: 'samples',
  storing: 'stores',
  holding: 'holds',
  stopping: 'stops',
  starting: 'starts',
  resetting: 'resets',
};

/** One predicate, or several that a joint links; all are said of the same subject. */
function coordinated(tokens: readonly Token[], subjects: Subjects, work: Work): readonly SentenceReading[] {
  for (const subject of subjects) {
    const one = whole([...subject, ...tokens], work).filter(isPredicate);
    if (one.length > 0) return one;
  }
  for (let at = tokens.length - 2; at > 0; at -= 1) {
    if (![',', ';', 'and', 'but'].includes(tokens[at]?.lower ?? '')) continue;
    if (['and', 'but'].includes(tokens[at]?.lower ?? '') && tokens[at - 1]?.text === ',') continue;
    const found = work.left <= 0 ? [] : twoPredicates([tokens.slice(0, at), tokens.slice(at)], subjects, work);
    if (found.length > 0) return found;
  }
  return [];
}

/** Two predicates of one subject; null guards of one of them leave open whose condition the other's is. */
function twoPredicates(
  [before, after]: readonly [readonly Token[], readonly Token[]],
  subjects: Subjects,
  work: Work,
): readonly SentenceReading[] {
  const rest = after.slice(openingAt(after));
  const isPassive = ['is', 'are', 'be'].includes(before[0]?.lower ?? '');
  for (const subject of subjects) {
    const first = whole([...subject, ...before], work);
    if (first.length === 0) continue;
    const seconds = [...timed(rest, work), ...following(rest, { subject, isPassive }, work)];
    const both = first.flatMap((one) => seconds.filter((two) => mayStand(one, two)).map((two) => joined(one, two)));
    if (both.length > 0) return both;
  }
  return [];
}

function following(
  rest: readonly Token[],
  { subject, isPassive }: { readonly subject: readonly Token[]; readonly isPassive: boolean },
  work: Work,
): readonly SentenceReading[] {
  const [first] = rest;
  if (first === undefined) return [];
  if (first.lower === 'otherwise') {
    const verbs = rest.slice(rest[1]?.text === ',' ? 2 : 1);
    return whole([first, ...subject, ...verbs], work);
  }
  const passive = isPassive ? verbFrom(first, work.reader) : null;
  return coordinated(passive === null ? rest : [...passive, ...rest.slice(1)], [subject], work);
}
