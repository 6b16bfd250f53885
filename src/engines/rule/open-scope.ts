import { type Action, namesOf, type Value } from '../../english/index.ts';
import type { DoFact, Draft, Fact } from './facts.ts';
import { factsOf } from './facts.ts';

const IF = '(?:if|when|whenever|while|unless|except|provided|only)';

/** "q takes d, and r is inverted if en is 1": whether the condition is that of both. */
const BEHIND_COMMA = new RegExp(`,\\s+and\\b[^,;]*\\s${IF}\\b`, 'i');

/** "q takes d and r becomes en except when d is 0." */
const EXCEPTING = /\band\b[^,;]*\s(?:except|unless)\b/i;

/** "If en is 1, q takes d and r is inverted when d is 0": whether the first condition is that of both. */
const OWN_BEHIND = new RegExp(`\\band\\b[^,;]*\\s${IF}\\b`, 'i');
const LEADING = /^(?:(?:on|at|with|in)\b[^,]*,\s*)?(?:if|when|whenever|while)\b/i;

/** "q takes d if en is 1 and r is inverted": one more thing that happens, or one more condition. */
const BETWEEN = /\b(?:if|when|whenever|while)\b[^,;]*\band\b/i;

/** "Then r is inverted", "r is inverted then": under the condition of the sentence before, or after it. */
const BACKWARD =
  /^(?:then|here|accordingly|consequently|hence|thus|therefore|in this case|in that case)\b|\bthen[.;]?$|;\s*then\b/i;

/** A condition that stands behind something, and is not the next of a list of cases. */
const INNER = /(?<!,)(?<!\band)(?<!\bbut)(?<!\botherwise,?)(?<!\belse)\s(?:if|when|while)\b/i;

/** The first sentence of which it is open what a condition, or a word that points back, is said of. */
export function openScope(facts: readonly Fact[], { inputs }: Pick<Draft, 'inputs'>): Fact | undefined {
  const doing = factsOf(facts, 'do');
  return doing.find(
    (fact, at) =>
      isTrailing(fact) ||
      isInner(fact, doing[at - 1]) ||
      isBackward(fact, doing[at - 1]) ||
      isStepwise(fact) ||
      isOfWhole(fact, doing) ||
      isFromThen(fact, inputs) ||
      isPartlyInside(fact) ||
      isElseOfInner(fact, doing[at - 1]) ||
      isBesideEnable(fact, doing[at - 1]),
  );
}

function isTrailing({ statement, text }: DoFact): boolean {
  const [only, more] = statement.branches;
  if (only === undefined || more !== undefined || only.guard === null || only.actions.length < 2) return false;
  return (BEHIND_COMMA.test(text) || EXCEPTING.test(text)) && !LEADING.test(text) && !/\bwith\b/i.test(text);
}

/** The second of two statements of a sentence of which the first has a condition, in front of it or behind. */
function isInner({ statement, text, sentence }: DoFact, before: DoFact | undefined): boolean {
  const [first] = before?.statement.branches ?? [];
  const [own, more] = statement.branches;
  const isPair = before?.sentence === sentence && !statement.chain && statement.edge === null && first?.guard != null;
  if (!isPair || own === undefined || more !== undefined || before.statement.branches.length > 1) return false;
  if (own.guard !== null) return LEADING.test(text) && OWN_BEHIND.test(text) && !text.includes(';');
  return LEADING.test(text) || BETWEEN.test(text);
}

function isBackward({ statement, text }: DoFact, before: DoFact | undefined): boolean {
  if (statement.chain || statement.branches[0]?.guard !== null || before === undefined) return false;
  return BACKWARD.test(text) && before.statement.branches.some(({ guard }) => guard !== null);
}

/** "q takes d and then r takes q": at one edge, or one after the other. */
const isStepwise = ({ statement, text }: DoFact): boolean =>
  /\band then\b/i.test(text) &&
  statement.branches.some(({ actions }) =>
    actions.some((action, at) => actions.slice(0, at).some((earlier) => reads(action, earlier))),
  );

const reads = (action: Action, { target }: Action): boolean =>
  action.a === 'set' && target !== null && namesOf(target).some((name) => namesOf(action.value).includes(name));

/** "Once en is 1" of an input: while it is, or from then on. */
const isFromThen = ({ statement, text }: DoFact, inputs: Draft['inputs']): boolean =>
  /\bonce\b/i.test(text) &&
  statement.branches.some(({ guard }) => {
    const names = guard === null ? [] : namesOf(guard);
    return names.length > 0 && names.every((name) => inputs.some((port) => port.name === name));
  });

/** "The output is inverted" beside sentences that say when it does what: of the output, or one more thing that happens. */
function isOfWhole({ statement }: DoFact, all: readonly DoFact[]): boolean {
  const [only, more] = statement.branches;
  const [action] = only?.actions ?? [];
  if (more !== undefined || only?.guard !== null || statement.edge !== null || statement.chain) return false;
  const isToggle =
    action?.a === 'toggle' && action.target?.k === 'noun' && ['output', 'result'].includes(action.target.noun);
  const isInverse =
    action?.a === 'set' && action.target === null && JSON.stringify(action.value).includes('"noun":"result"');
  return (
    (isToggle || isInverse) &&
    all.some(({ statement: { edge, branches } }) => edge !== null || branches.length > 1 || branches[0]?.guard != null)
  );
}

/** "If en is 1, q is incremented when up is 1, otherwise q takes d": whether all of it is under the first condition. */
function isPartlyInside({ statement, text }: DoFact): boolean {
  const [, lead = '', rest = ''] =
    /^((?:(?:on|at|with|in)\b[^,]*,\s*)?(?:if|when|whenever|while)\b[^,]*),(.*)$/is.exec(text) ?? [];
  if (lead === '' || text.includes(';') || !INNER.test(rest.split(/\b(?:otherwise|else)\b/i)[0] ?? '')) return false;
  const condition = lead.replace(/^(?:on|at|with|in)\b[^,]*,\s*/i, '');
  const outer = (condition.match(/[A-Za-z_]\w*/g) ?? []).filter(
    (word) => !/^(?:if|when|whenever|while|is|are|and|or|not)$/i.test(word),
  );
  const isUnder = (guard: Value | null): boolean =>
    guard !== null && namesOf(guard).some((name) => outer.includes(name));
  return !statement.branches.every(({ guard }) => isUnder(guard));
}

const ENABLED = /^(?:at|on|in)\b[^,]*\b(?:with|in which|where|at which)\b[^,]*,[^;]*\b(?:if|when|while)\b/i;

/** "At each edge with en at 1, q takes d if ld is 1. Otherwise …": of the inner condition, or of both. */
function isBesideEnable(fact: DoFact, before: DoFact | undefined): boolean {
  if (before === undefined || before.sentence === fact.sentence || !ENABLED.test(before.text)) return false;
  const acts = ({ statement }: DoFact): string =>
    JSON.stringify(statement.branches.flatMap(({ actions }) => actions.map(({ target }) => target)));
  const isIt = acts(fact).includes('"noun":"it"') || acts(fact) === '[null]';
  return fact.statement.edge === null && (isIt || acts(fact) === acts(before));
}

const EXCEPTED = /\sunless\b|\sexcept\b|\sas long as\b|\sprovided\b/i;

/** "If x is 1, c is incremented unless it is 15; otherwise …": of the first condition, or of both. */
function isElseOfInner({ statement, text }: DoFact, before: DoFact | undefined): boolean {
  const isOwn = /[;,]\s*(?:otherwise|else)\b/i.test(text);
  const isNext = before !== undefined && statement.chain && /^(?:otherwise|else)\b/i.test(text);
  const said = isOwn ? (text.split(/[;,]\s*(?:otherwise|else)\b/i)[0] ?? '') : isNext ? before.text : '';
  const rest = said.replace(LEADING, '').replace(/^[^,]*,/, '');
  if (!LEADING.test(said) || said.includes(';') || !(EXCEPTED.test(rest) || INNER.test(rest))) return false;
  const last = isOwn && !statement.chain ? statement.branches.slice(1) : statement.branches;
  return last.some(({ actions }) => actions.some(({ a }) => a !== 'hold'));
}
