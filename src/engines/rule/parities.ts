import { type Action, op, type Value } from '../../english/index.ts';
import type { Draft, Fact } from './facts.ts';
import { factsOf } from './facts.ts';
import { levelTest } from './level-tests.ts';
import { mapActions } from './map-facts.ts';

/** "… it is chosen so that this number is odd": the number of ones that the sentence before speaks of. */
export function withParities(draft: Draft): Draft {
  let last: Value | null = null;
  const change = (action: Action): Action => {
    if (action.a !== 'set') return action;
    const word = wordOf(action.value);
    if (word !== null) last = word;
    const again = action.value.k === 'op' && action.value.op === 'parity-again' ? action.value.args[0] : undefined;
    if (again?.k !== 'num' || last === null) return action;
    return { ...action, value: again.value === '1' ? op('u!', op('u^', last)) : op('u^', last) };
  };
  return { ...draft, facts: draft.facts.map((fact) => mapActions(fact, change)) };
}

/** The word whose ones a parity is of; null for any other value. */
function wordOf(value: Value): Value | null {
  if (value.k !== 'op') return null;
  if (value.op === 'u^') return value.args[0] ?? null;
  const [inner] = value.op === 'u!' ? value.args : [];
  return inner === undefined ? null : wordOf(inner);
}

/** Whether every parity under a level of an input is of the kind that its description says. */
export function selectsParity(about: string | null, text: number, draft: Draft): boolean {
  const branches = factsOf(draft.facts, 'do').flatMap(({ statement }) => statement.branches);
  const told = branches.flatMap(({ guard, actions }) => {
    const test = guard === null ? null : levelTest(guard, about ?? '');
    const level = test === null || test.isActivity ? null : test.level;
    return level === null
      ? []
      : actions.flatMap((action) => (action.a === 'set' ? [{ level, odd: isOdd(action.value) }] : []));
  });
  // With 1, a level is that of the odd parity where it is 1; with 0 it is turned round.
  return told.length > 1 && told.every(({ level, odd }) => odd !== null && (odd === (level === 1)) === (text === 1));
}

/** Whether an output is a parity, and of the kind that its description names. */
export function isParity(about: string | null, kind: string | undefined, draft: Draft): boolean {
  const values = factsOf(draft.facts, 'do').flatMap((fact) => valuesOf(fact, about));
  const kinds = values.map(isOdd);
  if (values.length === 0 || kinds.includes(null)) return false;
  return kind === undefined || kinds.every((odd) => odd === (kind === 'odd'));
}

const valuesOf = ({ statement }: Fact, about: string | null): readonly Value[] =>
  statement.s !== 'do'
    ? []
    : statement.branches.flatMap(({ actions }) =>
        actions.flatMap((action) =>
          action.a === 'set' && action.target?.k === 'name' && action.target.name === about ? [action.value] : [],
        ),
      );

/** Whether a value completes its word to an odd number of ones; null where it is no parity. */
const isOdd = (value: Value): boolean | null => (wordOf(value) === null ? null : value.k === 'op' && value.op === 'u!');
