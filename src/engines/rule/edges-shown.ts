import { type Action, namesOf, type Value } from '../../english/index.ts';
import type { Draft } from './facts.ts';
import { factsOf } from './facts.ts';

/** Whether a part of a conjunction holds at level 1 or 0 of one signal. */
interface Level {
  readonly name: string;
  readonly isHigh: boolean;
}

function levelsOf(value: Value): readonly Level[] | null {
  if (value.k === 'op' && value.op === '&&') {
    const parts = value.args.map((arg) => levelsOf(arg));
    return parts.some((part) => part === null) ? null : parts.flatMap((part) => part ?? []);
  }
  const one = levelOf(value);
  return one === null ? null : [one];
}

function levelOf(value: Value): Level | null {
  if (value.k === 'name' || value.k === 'index') return { name: namesOf(value)[0] ?? '', isHigh: true };
  if (value.k !== 'op') return null;
  const [left, right] = value.args;
  const inner = left === undefined ? null : levelOf(left);
  if (inner === null) return null;
  if (['true', 'active'].includes(value.op)) return inner;
  if (['u!', 'u~', 'false', 'inactive'].includes(value.op)) return { ...inner, isHigh: !inner.isHigh };
  if (value.op !== '==' || right?.k !== 'num' || !['0', '1'].includes(right.value)) return null;
  return right.value === '1' ? inner : { ...inner, isHigh: !inner.isHigh };
}

/** Which edge the condition sees: the signal at one level now and at the other at the clock edge before. */
function edgeIn(guard: Value, draft: Draft): 'rise' | 'fall' | null {
  const [one, two, more] = levelsOf(guard) ?? [];
  if (one === undefined || two === undefined || more !== undefined) return null;
  const isPast = ({ name }: Level): boolean =>
    draft.internals.some((internal) => internal.isPast === true && internal.name === name);
  const [now, then] = isPast(two) ? [one, two] : [two, one];
  if (isPast(now) || !isPast(then) || then.name !== `${now.name}_d1` || now.isHigh === then.isHigh) return null;
  return now.isHigh ? 'rise' : 'fall';
}

/** Whether sentences set the output to 1 where an edge of the kind that is told beside it is seen, and only there. */
export function showsEdges(output: string | null, kind: string, draft: Draft): boolean {
  const seen = factsOf(draft.facts, 'do').flatMap(({ statement }) =>
    statement.branches.flatMap(({ guard, actions }) =>
      actions.some((action) => isSetOf(action, output)) ? [guard === null ? null : edgeIn(guard, draft)] : [],
    ),
  );
  return seen.length > 0 && seen.every((one) => one === kind);
}

/** The action sets the signal, or a bit of it, to 1. */
function isSetOf(action: Action, output: string | null): boolean {
  if (action.a !== 'set' || action.target === null || namesOf(action.target)[0] !== output) return false;
  const { value } = action;
  return value.k === 'fill' ? value.bit === 1 : value.k === 'num' && value.value === '1';
}
