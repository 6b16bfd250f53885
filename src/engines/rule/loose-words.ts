import { isAdded } from './behaviour/priority.ts';
import type { Draft, Fact, Trouble } from './facts.ts';
import { troubleAt } from './facts.ts';
import { openGrouping } from './open-grouping.ts';
import { openReference } from './open-reference.ts';
import { openScope } from './open-scope.ts';

/** "Also when …" adds a case to others; what "depends on the state also" depends on something else. */
const ALSO = /\balso\s+(?:in|if|when|while|whenever|during|at|under)\b/i;

/** "Cleared to 1", "wraps from 0": the verb and the number do not go together. */
const ODD_NUMBERS =
  /\bcleared to (?!0|zero|all|logic 0|low|\d+'[bdho]0|its|a\b|the\b|empty|idle)|\b(?:wraps?|returns?|goes back|rolls over|falls back|jumps back)(?: around| back| over)? from \S+(?=[.,;]|$)/i;

/** "If en stays 1": it was 1 before, or is from then on. */
const LASTING = /\b(?:if|when)\s+(?:the\s+)?\S+\s+(?:stays|remains|is still|is already)\b/i;

/** Words that the grammar passes over although they change what a sentence says, as the trouble that they make. */
export function looseWords(facts: readonly Fact[], draft: Draft): Trouble | null {
  const odd =
    facts.find(
      (fact) => fact.statement.s !== 'context' && (isOdd(fact) || isClashing(fact, facts) || isOddCode(fact, facts)),
    ) ??
    openScope(facts, draft) ??
    openReference(facts, draft) ??
    openGrouping(facts);
  return odd === undefined
    ? null
    : troubleAt('ambiguous', 'it is not clear how far this holds beside the rest', odd.span);
}

/** What is ignored when, may be ignored at other times too. */
const isOdd = ({ text, rules }: Fact): boolean =>
  (ALSO.test(text) && !rules.some((rule) => rule.startsWith('queue.ignored'))) ||
  ODD_NUMBERS.test(text) ||
  LASTING.test(text) ||
  (/\balso\s+on\b|\balso[.;]?$/i.test(text) && rules.some((rule) => rule.startsWith('machine.')));

/** `0011` read as eleven: nobody writes a decimal number so. */
function isOddCode(fact: Fact, facts: readonly Fact[]): boolean {
  const held = JSON.stringify(
    facts.filter(({ sentence }) => sentence === fact.sentence).map(({ statement }) => statement),
  );
  const codes = fact.text.match(/(?<![\w'".])0[01]{2,}(?![\w'"]|\.\d)/g) ?? [];
  return codes.some((code) => {
    const [decimal, binary] = [String(Number(code)), String(Number.parseInt(code, 2))];
    return decimal !== binary && held.includes(`"value":"${decimal}"`) && !held.includes(`"value":"${binary}"`);
  });
}

/** What is added without a condition to what other sentences say of the same signal. */
function isClashing(fact: Fact, facts: readonly Fact[]): boolean {
  if (!isAdded({ fact })) return false;
  const names = targetsIn(fact, true);
  const others = facts.filter((other) => other !== fact && !isRestated(other) && !isRestated(fact));
  return others.some(
    (other) =>
      (other.sentence !== fact.sentence || /,\s*(?:and\s+)?also\b/i.test(fact.text)) &&
      targetsIn(other, false).some((name) => names.includes(name)),
  );
}

const isRestated = ({ statement }: Fact): boolean => statement.s === 'do' && statement.restates === true;

/** The signals that a sentence acts on, or those that it acts on without a condition. */
const targetsIn = ({ statement }: Fact, isBare: boolean): readonly string[] =>
  statement.s === 'do'
    ? statement.branches
        .filter(({ guard }) => !isBare || guard === null)
        .flatMap(({ actions }) => actions.flatMap(({ target }) => (target?.k === 'name' ? [target.name] : [])))
    : [];
