import type { Outcome } from '../../../contracts/outcome.ts';
import { fail, ok } from '../../../contracts/outcome.ts';
import { type Action, mapValue, num, ref, type Value } from '../../../english/index.ts';
import { eventOf, isNoun, type ToldEvent } from '../events.ts';
import type { DoFact, Draft, Fact, Internal, NamedFact, Receiver, Trouble } from '../facts.ts';
import { factsOf, troubleAt } from '../facts.ts';
import { freeName, internalPort } from '../internals.ts';
import { mapStated } from '../map-facts.ts';
import { ONE_CYCLE, oddReceiverNote, pulsesOf, type ReceiverTold } from './notes.ts';
import { oddMoments, oddPorts, oddWidth, WIDTHS } from './words.ts';

const UNIT = 'receiver unit';
const WORD = 'receiver word';
const NTH = 'receiver-nth';

/** Wires that the sentences read: the word with what has just come, and whether that was its last part. */
const NAMES = { word: 'whole_word', last: 'is_last' } as const;

/** Most units of a word, and most bits. */
const LIMIT = 1024;

const receiverFacts = (draft: Draft, name?: string): readonly NamedFact[] =>
  factsOf(draft.facts, 'fact').filter(({ statement }) =>
    name === undefined ? statement.fact.startsWith('receiver-') : statement.fact === name,
  );

/**
 * The draft with words that come in parts as two wires: the word, and the edge that brings its last part. Sentences of
 * what then happens read them as any other signal.
 */
export function withReceiver(draft: Draft): Draft {
  const event = eventOf(draft, UNIT, []);
  if (receiverFacts(draft, 'receiver-size').length === 0 && event === null) return draft;
  const found = receiverOf(draft, event);
  if (!found.ok) return { ...draft, receiver: found };
  const { value: receiver } = found;
  const internals = [
    { name: receiver.word, width: receiver.size * receiver.unit },
    { name: receiver.last, width: 1 },
  ].map((one): Internal => ({ ...one, anonymous: true, nouns: [], span: placeOf(draft) }));
  return {
    ...draft,
    internals: [...draft.internals, ...internals],
    ports: [...draft.ports, ...internals.map(internalPort)],
    facts: draft.facts.map((fact) => (receiver.claims.includes(fact) ? fact : inWires(fact, receiver, draft))),
    receiver: found,
  };
}

const placeOf = (draft: Draft): Fact['span'] => draft.facts[0]?.span ?? { start: 0, end: 0, line: 1, lastLine: 1 };

/** True where a value asks for the part of a word that has just come. */
const isNth = (value: Value | null): value is Extract<Value, { readonly k: 'op' }> =>
  value?.k === 'op' && value.op === NTH;

/** A sentence of what happens with the last part, in terms of the two wires; any other as it is. */
function inWires(fact: Fact, receiver: Receiver, draft: Draft): Fact {
  const { statement } = fact;
  if (statement.s !== 'do' || !statement.branches.some(({ guard }) => isNth(guard))) return fact;
  const change = (value: Value): Value =>
    mapValue(value, (one) => {
      if (isNth(one)) return { k: 'name', name: receiver.last };
      return isNoun(one, WORD) ? { k: 'name', name: receiver.word } : isNoun(one, ONE_CYCLE) ? num(1) : one;
    });
  const edged: Fact = { ...fact, statement: { ...statement, edge: statement.edge ?? draft.clock?.edge ?? 'pos' } };
  const told = mapStated(edged, change);
  const ends = endsOf(fact as DoFact, draft);
  return told.statement.s !== 'do' || ends.length === 0
    ? told
    : {
        ...told,
        statement: { ...told.statement, branches: [...told.statement.branches, { guard: null, actions: ends }] },
      };
}

/** Signals that are 1 for one cycle go back to 0, where the next sentence does not say so of them anyway. */
function endsOf(fact: DoFact, draft: Draft): readonly Action[] {
  const next = draft.facts[draft.facts.indexOf(fact) + 1]?.statement;
  if (next?.s === 'do' && next.chain) return [];
  return pulsesOf(fact).map((name): Action => ({ a: 'set', target: ref(name), value: num(0) }));
}

const refuse = (reason: Trouble['reason'], why: string, fact: Fact): { readonly ok: false; readonly error: Trouble } =>
  fail(troubleAt(reason, why, fact.span));

function receiverOf(draft: Draft, event: ToldEvent | Trouble | null): Outcome<Receiver, Trouble> {
  const [place] = [...receiverFacts(draft), ...draft.facts];
  if (place === undefined) return fail(troubleAt('incomplete', 'nothing is said of what is received', placeOf(draft)));
  if (event === null) return refuse('incomplete', 'the text does not say when a part of the word is received', place);
  if ('reason' in event) return fail(event);
  const shape = shapeOf(draft, event, place);
  if (!shape.ok) return shape;
  if (draft.clock === null) return refuse('incomplete', 'what is received needs a clock', place);
  if (event.others.length > 0) return refuse('unsupported', 'more happens with each part than is understood', place);
  const told: ReceiverTold = { ...shape.value, event };
  const moments = factsOf(draft.facts, 'do').filter(({ statement }) =>
    JSON.stringify(statement).includes('receiver-nth'),
  );
  const odd = moments.find((fact) => !isLast(fact, told, draft)) ?? strayWord(draft, moments);
  if (odd !== undefined)
    return refuse('unsupported', 'this is said of another part than the last, or of another width', odd);
  if (moments.length === 0) return refuse('incomplete', 'the text does not say what happens with a whole word', place);
  const trouble =
    oddReceiverNote(draft, told, moments) ??
    oddMoments(draft, told, moments) ??
    oddPorts(draft, told, moments) ??
    oddWidth(draft, told, [...event.facts, ...moments]);
  if (trouble !== null) return fail(trouble);
  return ok({
    ...shape.value,
    guard: event.guard,
    word: freeName(NAMES.word, draft),
    last: freeName(NAMES.last, draft),
    claims: [...event.facts, ...receiverFacts(draft)],
  });
}

/** The whole guard is the last part, and words go where they fit. */
function isLast({ statement }: DoFact, { size, unit }: ReceiverTold, draft: Draft): boolean {
  const [branch, more] = statement.branches;
  const guard = branch?.guard ?? null;
  if (branch === undefined || more !== undefined || statement.chain || !isNth(guard)) return false;
  const [which] = guard.args;
  const isRight = which?.k === 'num' && (which.value === '0' || Number(which.value) === size);
  return (
    isRight &&
    branch.actions.every((action) => {
      // "valid is 1 when a word is complete" does not say for how long.
      if (action.a !== 'set' || action.target?.k !== 'name' || action.stative === true) return false;
      const { name } = action.target;
      const width = draft.outputs.find((port) => port.name === name)?.width ?? null;
      if (isNoun(action.value, WORD)) return width === size * unit;
      return !JSON.stringify(action.value).includes(WORD) && (width === 1 || !isNoun(action.value, ONE_CYCLE));
    })
  );
}

/** A sentence that speaks of the whole word, and not of the moment when it is there. */
const strayWord = (draft: Draft, moments: readonly DoFact[]): Fact | undefined =>
  factsOf(draft.facts, 'do').find(
    (fact) =>
      !moments.includes(fact) && [WORD, ONE_CYCLE].some((noun) => JSON.stringify(fact.statement).includes(`"${noun}"`)),
  );

type Shape = Pick<Receiver, 'size' | 'unit' | 'data' | 'order'>;

/** How many parts of which width make a word, in which order, where all that is said of it agrees. */
function shapeOf(draft: Draft, { value }: ToldEvent, place: Fact): Outcome<Shape, Trouble> {
  const data = value?.k === 'name' ? draft.inputs.find((port) => port.name === value.name) : undefined;
  const unit = data?.width ?? null;
  if (data === undefined || unit === null)
    return refuse('incomplete', 'it is not clear which input is received', place);
  const counts = receiverFacts(draft, 'receiver-size').map(({ statement }) => ({
    n: statement.n ?? 0,
    bits: WIDTHS[statement.text ?? ''] ?? unit,
  }));
  const sizes = new Set(counts.flatMap(({ n, bits }) => (bits === unit ? [n] : [])));
  const [size, other] = sizes;
  if (size === undefined) return refuse('incomplete', 'the text does not say how many parts make a word', place);
  const totals = receiverFacts(draft, 'receiver-bits').flatMap(({ statement }) => statement.n ?? []);
  const isOdd = [...totals, ...counts.map(({ n, bits }) => n * bits)].some((total) => total !== size * unit);
  if (other !== undefined || isOdd) return refuse('contradiction', 'the text gives a word two sizes', place);
  if (size < 2 || size * unit > LIMIT)
    return refuse('unsupported', `only words of 2 parts or more and up to ${String(LIMIT)} bits are built`, place);
  const order = orderOf(draft, data.name, place);
  return order.ok ? ok({ size, unit, data: data.name, order: order.value }) : order;
}

/** Where in the word the first part goes, where all sentences that say so agree. */
function orderOf(draft: Draft, data: string, place: Fact): Outcome<Receiver['order'], Trouble> {
  const orders = receiverFacts(draft, 'receiver-order');
  const [order, second] = new Set(orders.map(({ statement }) => statement.text));
  if (order === undefined)
    return refuse('incomplete', 'the text does not say where in the word the first part goes', place);
  const astray = orders.find(({ about }) => about !== null && about !== data);
  return second === undefined && astray === undefined
    ? ok(order === 'first-high' ? 'first-high' : 'first-low')
    : refuse('contradiction', 'the text gives two orders, or the order of something else', astray ?? place);
}
