import { type Branch, mapValue, op, type Statement, soleAction, type Value } from '../../../english/index.ts';
import type { Draft, Fact } from '../facts.ts';
import { mapBranches } from '../map-facts.ts';

type Doing = Extract<Statement, { readonly s: 'do' }>;

/** An open question: under what condition it is asked, what it asks, and whether it goes on from the branch before. */
interface Question {
  readonly outer: Value | null;
  readonly asked: Value;
  readonly chain: boolean;
  /** "If en is 1, q increments. It checks …": the step that the answers take the place of. */
  readonly general: Fact | null;
}

/**
 * "The module checks whether q is 9. If it is, … Otherwise, …" as branches of one decision: the answer's condition is
 * what was asked, under the condition under which it was asked, and `otherwise` is said of the question alone. An
 * answer without a question, or a question without an answer, stays as it is and is refused.
 */
export function withAnswers(facts: readonly Fact[]): readonly Fact[] {
  const done: Fact[] = [];
  let at = 0;
  while (at < facts.length) {
    const fact = facts[at];
    const next = facts[at + 1];
    if (fact === undefined) break;
    const question = isQuestion(fact) ? questionOf(fact, done.at(-1) ?? null) : null;
    const answered = question === null || next === undefined ? null : answersOf(question, next, facts[at + 2] ?? null);
    if (question === null || answered === null) {
      done.push(fact);
      at += 1;
      continue;
    }
    if (question.general !== null) done.pop();
    done.push(...answered.facts);
    at += 1 + answered.used;
  }
  return done;
}

const isQuestion = ({ statement }: Fact): boolean => statement.s === 'fact' && statement.fact === 'checks';

function questionOf({ statement, sentence }: Fact, before: Fact | null): Question | null {
  if (statement.s !== 'fact') return null;
  const [first, second] = statement.values;
  if (first === undefined) return null;
  if (second !== undefined) return { outer: first, asked: second, chain: statement.n === 1, general: null };
  const general = statement.n === 1 || before?.sentence !== sentence - 1 ? null : guardedStep(before);
  return {
    outer: general?.guard ?? null,
    asked: first,
    chain: statement.n === 1,
    general: general === null ? null : before,
  };
}

/** One step of a counter under one condition, and nothing else. */
function guardedStep({ statement }: Fact): { readonly guard: Value } | null {
  if (statement.s !== 'do' || statement.chain) return null;
  const { guard = null, action } = soleAction(statement) ?? {};
  return guard !== null && action?.a === 'step' ? { guard } : null;
}

interface Answered {
  readonly facts: readonly Fact[];
  /** Sentences that the answer takes up. */
  readonly used: number;
}

function answersOf(question: Question, yes: Fact, after: Fact | null): Answered | null {
  if (yes.statement.s !== 'do' || yes.statement.chain) return null;
  const [first, second, more] = yes.statement.branches;
  if (first === undefined || more !== undefined || !isSo(first.guard)) return null;
  if (second !== undefined && second.guard !== null) return null;
  const otherwise = second === undefined && after !== null ? soleElse(after) : null;
  const guard = question.outer === null ? question.asked : op('&&', question.outer, question.asked);
  const no = second ?? otherwise;
  if (question.general !== null && (no === null || !isSameStep(no, question.general))) return null;
  const branches: readonly Branch[] = [{ ...first, guard }, ...(no === null ? [] : [{ ...no, guard: question.outer }])];
  const statement = { ...yes.statement, chain: question.chain, branches } satisfies Doing;
  return { facts: [{ ...yes, statement }], used: otherwise === null ? 1 : 2 };
}

const isSo = (guard: Value | null): boolean => guard?.k === 'op' && guard.op === 'so';

/** "Otherwise, …" as a sentence of its own, without a condition. */
function soleElse({ statement }: Fact): Branch | null {
  if (statement.s !== 'do' || !statement.chain || statement.edge !== null) return null;
  const [only, more] = statement.branches;
  return only?.guard === null && more === undefined ? only : null;
}

/** The step that the question stands behind, told again as what happens otherwise. */
function isSameStep({ actions }: Branch, { statement }: Fact): boolean {
  const [own, more] = actions;
  const said = statement.s === 'do' ? statement.branches[0]?.actions[0] : undefined;
  return (
    own?.a === 'step' && said?.a === 'step' && more === undefined && own.dir === said.dir && sameValue(own.by, said.by)
  );
}

const sameValue = (left: Value, right: Value): boolean => JSON.stringify(left) === JSON.stringify(right);

/** "(reset condition)": the condition itself, where it is the reset at its active level; else it stays and is refused. */
export function resetCondition(value: Value, draft: Draft): Value {
  const [said] = value.k === 'op' && value.op === 'resetting' ? value.args : [];
  const level = said === undefined ? null : levelOf(said, draft);
  const isReset =
    draft.reset !== null && level !== null && level.name === draft.reset.signal && level.active === draft.reset.active;
  return isReset && said !== undefined ? plainLevel(level) : value;
}

interface Level {
  readonly name: string;
  readonly active: 'high' | 'low';
}

const plainLevel = ({ name, active }: Level): Value => op(active === 'high' ? 'true' : 'false', { k: 'name', name });

const LEVELS: Readonly<Record<string, 'high' | 'low' | 'active' | 'inactive'>> = {
  true: 'high',
  false: 'low',
  'u!': 'low',
  'u~': 'low',
  active: 'active',
  inactive: 'inactive',
};

function levelOf(value: Value, draft: Draft): Level | null {
  if (value.k === 'name') return { name: value.name, active: 'high' };
  const [of, to] = value.k === 'op' ? value.args : [];
  if (value.k !== 'op' || of?.k !== 'name') return null;
  if (value.op === '==') return to?.k === 'num' ? { name: of.name, active: to.value === '0' ? 'low' : 'high' } : null;
  const active = atLevel(LEVELS[value.op] ?? null, draft.reset?.signal === of.name ? draft.reset.active : null);
  return active === null ? null : { name: of.name, active };
}

/** The level that a word means for a signal with this active level (null where it is not known). */
function atLevel(word: (typeof LEVELS)[string] | null, own: Level['active'] | null): Level['active'] | null {
  if (word === 'high' || word === 'low') return word;
  if (word === null || own === null) return null;
  return (word === 'active') === (own === 'high') ? 'high' : 'low';
}

/** Every condition of a behaviour sentence with `resetting` worked in. */
export const withResetConditions = (fact: Fact, draft: Draft): Fact => {
  const { statement } = fact;
  if (statement.s !== 'do' || !JSON.stringify(statement.branches).includes('"resetting"')) return fact;
  return mapBranches(fact, (branch) => ({
    ...branch,
    guard: branch.guard === null ? null : mapValue(branch.guard, (value) => resetCondition(value, draft)),
  }));
};
