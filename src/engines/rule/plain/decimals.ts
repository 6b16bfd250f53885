import { type Action, isZero, literalOf, namesOf, type Value } from '../../../english/index.ts';
import type { Draft, Fact, Port } from '../facts.ts';
import { factsOf } from '../facts.ts';
import { mapActions } from '../map-facts.ts';

const isDecimal = (value: Value | null): value is Extract<Value, { readonly k: 'part' }> =>
  value?.k === 'part' && value.part === 'decimal';

const actionsOf = (fact: Fact): readonly Action[] =>
  fact.statement.s === 'do' ? fact.statement.branches.flatMap(({ actions }) => actions) : [];

/** Facts that say that a number is written in decimal digits. */
const TELLING: readonly string[] = ['decimal', 'bcd-digits'];

/** The output that the text calls decimal: by name, or the one that has more than one digit. */
function decimalPort(facts: readonly Fact[], draft: Draft): Port | null {
  const targets = facts.flatMap((fact) =>
    actionsOf(fact).flatMap(({ target }) => (isDecimal(target) ? [target.of] : [])),
  );
  const told = factsOf(facts, 'fact').filter(({ statement }) => TELLING.includes(statement.fact));
  const said = [...targets, ...told.flatMap(({ statement }) => statement.values)];
  const beside = told.flatMap(({ about }) => (about === null ? [] : [about]));
  const names = new Set([...said.flatMap((value) => namesOf(value)), ...beside]);
  const wide = draft.outputs.filter((port) => port.width !== null && port.width > 4 && port.width % 4 === 0);
  const found = names.size === 0 ? wide : wide.filter(({ name }) => names.has(name));
  const [only, more] = found;
  return targets.length + told.length > 0 && only?.lsb === 0 && more === undefined && names.size < 2 ? only : null;
}

/** The numbers of a condition, or of a value, may be meant as decimal or as bits: only 0 is the same in both. */
function isClear(fact: Fact, port: Port): boolean {
  if (fact.statement.s !== 'do') return true;
  return fact.statement.branches.every(
    ({ guard, actions }) =>
      (guard === null || !namesOf(guard).includes(port.name)) &&
      actions.every((action) => action.a !== 'set' || isZeroOrOther(action, port)),
  );
}

function isZeroOrOther({ target, value }: Extract<Action, { readonly a: 'set' }>, port: Port): boolean {
  const isOwn = target === null || target.k !== 'name' || target.name === port.name;
  return isZero(value) || (!isOwn && !namesOf(value).includes(port.name));
}

/** A sentence about the digits that the width of the output bears out. */
function holdsOf({ statement }: Fact, port: Port): boolean {
  if (statement.s !== 'fact') return false;
  const count = (port.width ?? 0) / 4;
  if (TELLING.includes(statement.fact)) return statement.n === undefined || statement.n === count;
  return statement.fact === 'digit-place' && isPlace(statement.values[0], statement.text ?? '', { port, count });
}

const ORDER: readonly string[] = ['ones', 'tens', 'hundreds', 'thousands'];

function isPlace(
  part: Value | undefined,
  digit: string,
  { port, count }: { readonly port: Port; readonly count: number },
): boolean {
  const at = ORDER.indexOf(digit);
  if (part === undefined || at < 0 || at >= count) return false;
  const isOwn = namesOf(part).every((name) => name === port.name);
  if (part.k === 'slice') return isOwn && literalOf(part.high) === 4 * at + 3 && literalOf(part.low) === 4 * at;
  if (part.k !== 'part') return false;
  const isHalf = part.part.endsWith('-half') && port.width === 8;
  const end = part.part.startsWith('upper') ? count - 1 : part.part.startsWith('lower') ? 0 : -1;
  return isOwn && at === end && (part.size === 4 || isHalf);
}

/**
 * The draft in which the number that sentences call decimal is known: "the decimal number in q" is q, with digits of
 * four bits. Sentences on its digits that are true are used up; what could mean another number stays, and is refused.
 */
export function withDecimals(draft: Draft): Draft {
  const port = decimalPort(draft.facts, draft);
  if (port === null || !draft.facts.every((fact) => isClear(fact, port))) return draft;
  const facts = draft.facts
    .filter((fact) => !holdsOf(fact, port))
    .map((fact) =>
      mapActions(fact, (action) =>
        isDecimal(action.target) ? { ...action, target: { k: 'name', name: port.name } } : action,
      ),
    );
  return { ...draft, facts, decimal: port.name };
}
