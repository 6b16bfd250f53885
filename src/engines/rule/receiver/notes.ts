import { isZero, namesOf, op, type Value } from '../../../english/index.ts';
import { actionsOf, changes, isNoun, type ToldEvent, targetsOf } from '../events.ts';
import type { DoFact, Draft, Fact, NamedFact, Receiver, Trouble } from '../facts.ts';
import { factsOf, troubleAt } from '../facts.ts';
import { canHold } from '../queue/guards.ts';

/** What a sentence sets that is 1 for one cycle. */
export const ONE_CYCLE = 'one cycle';

/** What the sentences say of words that come in parts. */
export interface ReceiverTold extends Pick<Receiver, 'size' | 'unit' | 'data' | 'order'> {
  readonly event: ToldEvent;
}

/** The first remark that is not true of what is built, and what must be said of the reset. */
export function oddReceiverNote(draft: Draft, told: ReceiverTold, moments: readonly DoFact[]): Trouble | null {
  const [place] = told.event.facts;
  if (place !== undefined && !isRestarted(draft))
    return troubleAt('incomplete', 'the text does not say that a word begins anew after reset', place.span);
  for (const fact of factsOf(draft.facts, 'fact')) {
    const isTrue = JUDGES[fact.statement.fact]?.({ fact, draft, told, moments }) ?? true;
    if (!isTrue) return troubleAt('contradiction', 'this is not true of what the other sentences describe', fact.span);
  }
  return null;
}

/** A reset that sets every register to 0, or that is said to begin a word; only what is said with it counts. */
function isRestarted(draft: Draft): boolean {
  if (draft.reset === null) return false;
  const resets = factsOf(draft.facts, 'reset');
  const isAll = resets.some(({ statement: { reset } }) => reset.target === null && isZero(reset.value));
  return isAll || restarts(draft).length > 0;
}

const restarts = (draft: Draft): readonly Fact[] =>
  factsOf(draft.facts, 'fact').filter((fact) => fact.statement.fact === 'receiver-restarts' && isOfReset(fact, draft));

const isOfReset = (fact: Fact, draft: Draft): boolean => {
  const beside = draft.facts.filter((one) => one.sentence === fact.sentence && one !== fact);
  return (
    beside.some(({ statement }) => statement.s === 'reset') && beside.every(({ statement }) => statement.s !== 'do')
  );
};

interface Case {
  readonly fact: NamedFact;
  readonly draft: Draft;
  readonly told: ReceiverTold;
  readonly moments: readonly DoFact[];
}

const NOWHERE = { depth: 0, level: '', flags: new Map<string, Value>() };
const never = (condition: Value): boolean => canHold(condition, NOWHERE, [0]) === false;

/** What each kind of remark asks of the others. */
const JUDGES: Readonly<Record<string, (one: Case) => boolean>> = {
  'receiver-restarts': ({ fact, draft }) => isOfReset(fact, draft),
  'receiver-none': ({ fact, told }) => fact.statement.values.every((when) => never(op('&&', told.event.guard, when))),
  'receiver-carries': ({ fact, told }) => {
    const [carried] = fact.statement.values;
    const isData = carried?.k === 'name' && carried.name === told.data;
    const without: Value = op('==', { k: 'name', name: fact.about ?? '' }, { k: 'num', value: '0', width: null });
    return isData && namesOf(told.event.guard).includes(fact.about ?? '') && never(op('&&', told.event.guard, without));
  },
  'receiver-new': ({ fact, moments }) =>
    moments.some(
      (moment) =>
        pulsesOf(moment).some((name) => name === fact.about) &&
        wordTargets(moment).some((name) => isOne(fact.statement.values, name)),
    ),
  'receiver-holds': ({ fact, draft, moments }) => {
    const isTold = moments.some((moment) => wordTargets(moment).some((name) => isOne(fact.statement.values, name)));
    const elsewhere = factsOf(draft.facts, 'do').filter((one) => !moments.includes(one));
    const isMoved = elsewhere.some((one) => changes(one, (name) => isOne(fact.statement.values, name)));
    return isTold && !isMoved;
  },
};

const isOne = (values: readonly Value[], name: string): boolean =>
  values.length > 0 && values.every((value) => value.k === 'name' && value.name === name);

/** The outputs that a sentence sets to what the noun stands for. */
const setTo = (fact: DoFact, noun: string): readonly string[] =>
  targetsOf(actionsOf(fact).filter((action) => action.a === 'set' && isNoun(action.value, noun)));

/** The outputs that take the whole word. */
const wordTargets = (fact: DoFact): readonly string[] => setTo(fact, 'receiver word');

/** The signals that a sentence makes 1 for one cycle. */
export const pulsesOf = (fact: DoFact): readonly string[] => setTo(fact, ONE_CYCLE);
