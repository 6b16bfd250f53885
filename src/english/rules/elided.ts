import { addRules, type Captures, type Grammar, type RuleLine } from '../grammar.ts';
import type { Action, Statement } from '../statement.ts';
import { num, type Value } from '../value.ts';
import { val } from './values.ts';

/** Stands for the subject of the clause before, until that is known. */
const ELIDED = 'elided';

const SUBJECT: Value = { k: 'noun', noun: ELIDED };

const WHERE = '(where | in which | at which | on which | during which | for which | when | while | with)';

const acting = (c: Captures, guard: Value | null, chain: boolean): Statement => ({
  s: 'do',
  chain,
  edge: null,
  branches: [{ guard, actions: [{ ...(c['x'] as Action), target: SUBJECT }] }],
});

const guarded = (c: Captures): Statement => acting(c, val(c, 'g'), false);
const otherwise = (c: Captures): Statement | null =>
  (c['e'] as { readonly of: Value | null }).of === null ? acting(c, null, true) : null;

/** How a counter goes on after its last value. */
function turning(c: Captures): Statement {
  const { last, first } = c['r'] as { readonly last: number; readonly first: number };
  const dir = first < last ? 'up' : 'down';
  const action: Action = {
    a: 'step',
    target: SUBJECT,
    dir,
    by: num(1),
    range: [first, last],
    wraps: true,
    habit: true,
  };
  return { s: 'do', chain: false, edge: null, branches: [{ guard: null, actions: [action] }] };
}

/**
 * Clauses without a subject of their own, behind `and` or a comma. One without a condition would stand under that of the
 * clause before or not: it is not read.
 */
const ELISIONS: readonly RuleLine[] = [
  ['elided.guard', 'x:<vp> g:<guard>', guarded],
  ['elided.guard-first', "g:<guard> [','] x:<vp>", guarded],
  ['elided.cycles', `x:<vp> <cycles> ${WHERE} g:<moment-condition>`, guarded],
  ['elided.else', 'x:<vp> e:<else>', otherwise],
  ['elided.else-first', "e:<else> [','] x:<vp>", otherwise],
  ['elided.turn', 'r:<turn>', turning],
];

/** The subject of behaviour statements, where all of them act on one signal. */
function subjectOf(before: readonly Statement[]): Value | null {
  const last = before.at(-1);
  if (last?.s !== 'do') return null;
  const targets = last.branches.flatMap(({ actions }) => actions.map(({ target }) => target));
  const [first] = targets;
  const isOne = targets.every((target) => JSON.stringify(target) === JSON.stringify(first));
  return first != null && isOne ? first : null;
}

/** Clauses without a subject as said of that of the clause before; null where there is no one such subject. */
export function withSubject(said: readonly Statement[], before: readonly Statement[]): readonly Statement[] | null {
  const subject = subjectOf(before);
  if (subject === null) return null;
  const done = said.map((one): Statement | null => {
    if (one.s !== 'do') return null;
    const branches = one.branches.map((branch) => ({
      ...branch,
      actions: branch.actions.map((action) => (isElided(action.target) ? { ...action, target: subject } : action)),
    }));
    return { ...one, branches };
  });
  const kept = done.filter((one) => one !== null);
  return kept.length === said.length ? kept : null;
}

const isElided = (target: Value | null): boolean => target?.k === 'noun' && target.noun === ELIDED;

/** Adds `elided`: what a clause says of the subject of the one before. */
export function addElidedRules(grammar: Grammar): void {
  addRules(grammar, 'elided', ELISIONS);
}
