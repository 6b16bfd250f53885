import { type Action, type Branch, mapValue, namesOf, op, type Statement, type Value } from '../../../english/index.ts';
import type { Draft, Fact, Port } from '../facts.ts';
import { factsOf } from '../facts.ts';

/** The input that chooses, the operands, and the level of the input at which they are signed. */
interface Choice {
  readonly select: string;
  readonly operands: readonly Port[];
  readonly signedAt: '0' | '1';
}

const isSaid = (fact: Fact): boolean => fact.statement.s === 'fact' && fact.statement.fact === 'signs-when';

/** The signal and the level of a condition on one bit; null for any other condition. */
function levelOf(
  guard: Value | undefined,
  about: string | null,
): { readonly name: string; readonly at: '0' | '1' } | null {
  if (guard?.k !== 'op') return null;
  const [left, right] = guard.args;
  const name = left?.k === 'name' ? left.name : left?.k === 'noun' && left.noun === 'about' ? about : null;
  if (name === null) return null;
  if (guard.op === 'true' || guard.op === 'false') return { name, at: guard.op === 'true' ? '1' : '0' };
  const isBit = guard.op === '==' && right?.k === 'num' && (right.value === '0' || right.value === '1');
  return isBit ? { name, at: right.value === '1' ? '1' : '0' } : null;
}

/** What the sentences choose; null where they do not give both levels of one input, or do not agree. */
function choiceOf(facts: readonly Fact[], draft: Draft): Choice | null {
  const selects = new Set<string>();
  const signs = new Map<string, string>();
  const lists: (readonly string[])[] = [];
  for (const { statement, about } of factsOf(facts, 'fact').filter((fact) => isSaid(fact))) {
    const [guard, ...names] = statement.values;
    const level = levelOf(guard, about);
    if (level === null || (signs.get(level.at) ?? statement.text) !== statement.text) return null;
    selects.add(level.name);
    signs.set(level.at, statement.text ?? '');
    if (names.length > 0) lists.push(names.map((name) => (name.k === 'name' ? name.name : '')).sort());
  }
  const [select, more] = selects;
  const isFull = signs.size === 2 && signs.get('0') !== signs.get('1');
  if (select === undefined || more !== undefined || !isFull) return null;
  const operands = operandsOf(lists, select, draft);
  return operands === null ? null : { select, operands, signedAt: signs.get('1') === 'signed' ? '1' : '0' };
}

/** The inputs that are named, or all but the one that chooses: unsigned ports of one width. */
function operandsOf(lists: readonly (readonly string[])[], select: string, draft: Draft): readonly Port[] | null {
  const others = draft.inputs.filter(({ name }) => name !== select);
  const [named] = lists;
  const isSame = lists.every((names) => names.join() === named?.join());
  const found =
    named === undefined ? others.filter(({ width }) => width !== 1) : others.filter(({ name }) => named.includes(name));
  const [first] = found;
  const chooser = draft.inputs.find(({ name }) => name === select);
  const fits = found.every(({ width, signed }) => width !== null && width > 1 && width === first?.width && !signed);
  const isAll = named === undefined || found.length === named.length;
  return isSame && isAll && fits && found.length > 1 && chooser?.width === 1 ? found : null;
}

const ORDERS: ReadonlySet<string> = new Set(['<', '>', '<=', '>=']);
/** Operations that give the same for signed and for unsigned operands. */
const BLIND: ReadonlySet<string> = new Set(['==', '!=', '&&', '||', 'u!', 'true', 'false']);

/** Comparisons made to count signs where the input says so; null where signs count in some other operation. */
function chosen(value: Value, choice: Choice): Value | null {
  const names = new Set(choice.operands.map(({ name }) => name));
  let isLost = false;
  const made = mapValue(value, (one) => {
    if (one.k !== 'op') return one;
    const own = one.args.filter((arg) => arg.k === 'name' && names.has(arg.name));
    if (ORDERS.has(one.op) && own.length === 2 && one.args.length === 2) return compared(one, choice);
    if (own.length > 0 && !BLIND.has(one.op)) isLost = true;
    return one;
  });
  return isLost ? null : made;
}

/** Two's complement numbers are ordered as the unsigned ones with the other sign bit. */
function compared(value: Extract<Value, { readonly k: 'op' }>, { select, operands, signedAt }: Choice): Value {
  const width = operands[0]?.width ?? 1;
  const sign: Value = { k: 'num', value: String(1n << BigInt(width - 1)), width };
  const isSigned: Value = op(signedAt === '1' ? 'true' : 'false', { k: 'name', name: select });
  const flipped = { ...value, args: value.args.map((arg) => op('^', arg, sign)) };
  return op('||', op('&&', isSigned, flipped), op('&&', op('u!', isSigned), value));
}

/**
 * "When s is 1, a and b are signed, when s is 0 unsigned": every comparison of the two counts signs where s says so.
 * Where signs count in anything but comparisons, the sentences stay, and are refused.
 */
export function withChosenSigns(facts: readonly Fact[], draft: Draft): readonly Fact[] {
  if (!facts.some(isSaid)) return facts;
  const choice = choiceOf(facts, draft);
  if (choice === null) return facts;
  const done = facts.filter((fact) => !isSaid(fact)).map((fact) => ofFact(fact, choice));
  const isWhole = done.every((fact) => fact !== null);
  const isUsed = done.some((fact) => fact !== null && !facts.includes(fact));
  return isWhole && isUsed ? done.filter((fact) => fact !== null) : facts;
}

function ofFact(fact: Fact, choice: Choice): Fact | null {
  const statement = ofStatement(fact.statement, choice);
  if (statement === null) return null;
  return JSON.stringify(statement) === JSON.stringify(fact.statement) ? fact : { ...fact, statement };
}

function ofStatement(statement: Statement, choice: Choice): Statement | null {
  if (statement.s === 'do') {
    const branches = allOf(statement.branches.map((branch) => ofBranch(branch, choice)));
    return branches === null ? null : { ...statement, branches };
  }
  if (statement.s === 'claim') {
    const holds = chosen(statement.holds, choice);
    const when = statement.when === null ? null : chosen(statement.when, choice);
    return holds === null || (statement.when !== null && when === null) ? null : { ...statement, holds, when };
  }
  return statement.s === 'fact' ? ofFactSaid(statement, choice) : statement;
}

/** Another fact about the operands may be one on their signs. */
function ofFactSaid(statement: Extract<Statement, { readonly s: 'fact' }>, choice: Choice): Statement | null {
  if (['is-when', 'is-value'].includes(statement.fact)) {
    const values = allOf(statement.values.map((value) => chosen(value, choice)));
    return values === null ? null : { ...statement, values };
  }
  const names = new Set(choice.operands.map(({ name }) => name));
  const isOpen = statement.values.some((value) => namesOf(value).some((name) => names.has(name)));
  return isOpen && statement.fact !== 'ports' ? null : statement;
}

function allOf<T>(items: readonly (T | null)[]): readonly T[] | null {
  const kept = items.filter((item) => item !== null);
  return kept.length === items.length ? kept : null;
}

function ofBranch(branch: Branch, choice: Choice): Branch | null {
  const guard = branch.guard === null ? null : chosen(branch.guard, choice);
  const actions = branch.actions.map((action): Action | null => {
    if (action.a !== 'set') return action;
    const value = chosen(action.value, choice);
    return value === null ? null : { ...action, value };
  });
  const kept = actions.filter((action) => action !== null);
  const isLost = kept.length < actions.length || (branch.guard !== null && guard === null);
  return isLost ? null : { ...branch, guard, actions: kept };
}
