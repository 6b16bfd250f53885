import { type Action, type Branch, namesOf, op, type Value } from '../../english/index.ts';
import type { Draft, Fact } from './facts.ts';

type Doing = Fact & { readonly statement: Extract<Fact['statement'], { readonly s: 'do' }> };

/**
 * Behaviour sentences that point back made explicit: "in that case", "in either case" take the conditions of the
 * sentence before, "they" its signals, "both outputs" and "all outputs" the outputs. What cannot be resolved stays as
 * it is, and is refused where it would be used.
 */
export function withReferences(draft: Draft): readonly Fact[] {
  const done: Fact[] = [];
  for (const fact of draft.facts) {
    if (fact.statement.s !== 'do') {
      done.push(fact);
      continue;
    }
    const before = beforeOf(done, fact);
    const subject = subjectOf(done, fact);
    const doing = { ...fact, statement: fact.statement };
    const placed = doing.statement.again === undefined ? doing : inCase(doing, before);
    // A case that nothing names is a claim that no pattern takes.
    const lost: Fact = { ...fact, statement: { s: 'fact', fact: 'unclear-case', values: [] } };
    done.push(placed === null ? lost : withTargets(placed, { before, draft, subject }));
  }
  return done;
}

/** Behaviour of the same sentence, else of the sentence before. */
function beforeOf(done: readonly Fact[], fact: Fact): readonly Doing[] {
  const doings = done.flatMap((one): readonly Doing[] =>
    one.statement.s === 'do' ? [{ ...one, statement: one.statement }] : [],
  );
  const own = doings.filter((one) => one.sentence === fact.sentence);
  return own.length > 0 ? own : doings.filter((one) => one.sentence === fact.sentence - 1);
}

const CASES: Readonly<Record<'that' | 'either', number>> = { that: 1, either: 2 };

/** The conditions of the sentence before, joined by or; none where they are all cases; undefined where they do not fit. */
function guardBefore(which: 'that' | 'either', before: readonly Doing[]): Value | null | undefined {
  const branches = before.flatMap((one) => one.statement.branches);
  const isPlain = before.every(
    (one) => !one.statement.chain && one.about === null && one.statement.again === undefined,
  );
  if (!isPlain || branches.length !== CASES[which]) return undefined;
  const guards = branches.map((branch) => branch.guard);
  const [first, second] = guards;
  if (first === null || first === undefined) return undefined;
  if (which === 'that') return first;
  // A condition and its otherwise are all there is.
  if (second === null || second === undefined) return before.length === 1 ? null : undefined;
  return op('||', first, second);
}

function inCase(fact: Doing, before: readonly Doing[]): Doing | null {
  const { again, ...statement } = fact.statement;
  const guard = again === undefined ? undefined : guardBefore(again, before);
  if (guard === undefined) return null;
  const branches = statement.branches.map((branch): Branch => {
    if (guard === null) return branch;
    return { ...branch, guard: branch.guard === null ? guard : op('&&', guard, branch.guard) };
  });
  const edge = statement.edge ?? before[0]?.statement.edge ?? null;
  return { ...fact, statement: { ...statement, edge, branches } };
}

/** The signal that "it" is: the one that was just called a register or combinational. */
function subjectOf(done: readonly Fact[], fact: Fact): string | null {
  const last = done.at(-1);
  if (last === undefined || last.sentence < fact.sentence - 1 || last.about !== null) return null;
  const isStorage = last.statement.s === 'fact' && last.statement.fact === 'storage';
  const [value, ...more] = isStorage && last.statement.s === 'fact' ? last.statement.values : [];
  return value?.k === 'name' && more.length === 0 ? value.name : null;
}

interface Around {
  readonly subject: string | null;
  readonly before: readonly Doing[];
  readonly draft: Draft;
  /** The two signals that the condition of the branch is about. */
  readonly both?: readonly string[] | null;
}

function withTargets(fact: Doing, around: Around): Doing {
  const branches = fact.statement.branches.map((branch) => ({
    ...branch,
    actions: branch.actions.flatMap((action) => spread(action, { ...around, both: bothOf(branch, around.draft) })),
  }));
  return { ...fact, statement: { ...fact.statement, branches } };
}

/** The outputs that a condition names, where there are two. */
function bothOf({ guard }: Branch, { outputs }: Draft): readonly string[] | null {
  const names = guard === null ? [] : [...new Set(namesOf(guard))];
  const driven = names.filter((name) => outputs.some((port) => port.name === name));
  return driven.length === 2 ? driven : null;
}

/** The signals that a word for several stands for; null for any other word. */
function namesOfNoun(noun: string, around: Around): readonly string[] | null {
  if (noun === 'every-output') return around.draft.outputs.map((port) => port.name);
  if (noun === 'they') return they(around);
  return noun === 'both' ? (around.both ?? null) : null;
}

/** One action for each signal that its target stands for. */
function spread(action: Action, around: Around): readonly Action[] {
  const { target } = action;
  if (target?.k === 'noun' && target.noun === 'it' && around.subject !== null)
    return [{ ...action, target: { k: 'name', name: around.subject } }];
  if (action.a !== 'set' || target?.k !== 'noun') return [action];
  const [noun = '', count] = target.noun.split('#');
  const names = namesOfNoun(noun, around);
  const [only] = names ?? [];
  // "All outputs are 0" where the bits of one vector are the outputs.
  if (
    noun === 'every-output' &&
    names?.length === 1 &&
    only !== undefined &&
    isWhole(only, count, around.draft) &&
    action.value.k === 'num' &&
    action.value.value === '0'
  )
    return [{ ...action, target: { k: 'name', name: only } }];
  if (names === null || names.length < 2 || (count !== undefined && Number(count) !== names.length)) return [action];
  const isOpen =
    action.value.k === 'num' && action.value.value !== '0' && names.some((name) => !isBit(name, around.draft));
  return isOpen ? [action] : names.map((name): Action => ({ ...action, target: { k: 'name', name } }));
}

const isWhole = (name: string, count: string | undefined, draft: Draft): boolean =>
  count === undefined || draft.ports.find((port) => port.name === name)?.width === Number(count);

const isBit = (name: string, draft: Draft): boolean => draft.ports.find((port) => port.name === name)?.width === 1;

/** The signals that the sentence before is about. */
function they({ before }: Around): readonly string[] | null {
  const targets = before.flatMap((one) =>
    one.statement.branches.flatMap(({ actions }) => actions.map(({ target }) => target)),
  );
  const names = targets.flatMap((target) => (target?.k === 'name' ? [target.name] : []));
  return names.length < targets.length ? null : [...new Set(names)];
}
