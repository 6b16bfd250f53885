import { type Action, isZero, op, soleAction, type Value } from '../../../english/index.ts';
import type { Draft, Fact } from '../facts.ts';
import { mapActions } from '../map-facts.ts';

type Shift = Extract<Action, { readonly a: 'shift' }>;

/** What a combinational shifter shifts, how far, and whether the bits that leave come in again. */
interface Operand {
  readonly fact: Fact;
  readonly data: Value;
  readonly by: Value | null;
  readonly style: Shift['style'];
}

/** `the word d`: a word for the vector beside its name. */
const plain = (value: Value | null): Value | null =>
  value?.k === 'op' && value.op === 'word' ? (value.args[0] ?? null) : value;

/** "The word d is shifted by n positions": of an input, this only names what is shifted. */
function operandOf(fact: Fact, draft: Draft): Operand | null {
  const { statement } = fact;
  if (statement.s !== 'do' || statement.chain || statement.edge !== null || fact.caseSignal !== null) return null;
  const { guard, action } = soleAction(statement) ?? {};
  if (guard !== null || action?.a !== 'shift') return null;
  const data = plain(action.target);
  const isInput = data?.k === 'name' && draft.inputs.some((port) => port.name === data.name);
  const isOpen = action.dir === null && action.fill === null && (action.style === null || action.style === 'rotate');
  return isInput && isOpen ? { fact, data, by: action.by, style: action.style } : null;
}

const same = (left: Value | null, right: Value | null): boolean => JSON.stringify(left) === JSON.stringify(right);

/** How far: as the words before say, which those of the shift itself must not contradict. */
function amountOf(action: Shift, { by }: Operand): Value | null {
  if (action.by === null || by === null) return action.by ?? by;
  return same(action.by, by) ? by : null;
}

/** What comes in: bits that leave, zeros, the sign; null where the words leave it open or do not fit each other. */
function wayOf({ style, fill, dir }: Shift, operand: Operand): 'rotate' | 'zeros' | Value | null {
  if (fill === null) return silentWay(style ?? operand.style, dir);
  if (fill.k === 'op' && fill.op === 'copies')
    return style === null || style === 'arithmetic' ? (fill.args[0] ?? null) : null;
  return isZero(fill) && style !== 'arithmetic' && style !== 'rotate' ? 'zeros' : null;
}

/** What comes in where only the kind of the shift says it. */
function silentWay(style: Shift['style'], dir: Shift['dir']): 'rotate' | 'zeros' | Value | null {
  if (style === 'arithmetic') return dir === 'right' ? SIGN : 'zeros';
  return style === 'logical' ? 'zeros' : style;
}

const SIGN: Value = { k: 'noun', noun: 'sign bit' };

/** The value that a shift of the operand gives; null where the words leave it open. */
function shifted(action: Shift, operand: Operand): Value | null {
  const { data } = operand;
  const { dir } = action;
  const [amount, way] = [amountOf(action, operand), wayOf(action, operand)];
  if (amount === null || way === null || dir === null) return null;
  if (way === 'rotate') return op(`rot:${dir}`, data, amount);
  if (way === 'zeros') return op(dir === 'left' ? '<<' : '>>', data, amount);
  const bit: Value = way.k === 'noun' ? { k: 'part', part: 'msb', of: data } : way;
  return dir === 'right' ? op('asr', data, amount, bit) : null;
}

/** "The result appears on y". */
function showsResult({ statement }: Fact, output: string): boolean {
  const { guard, action } = soleAction(statement) ?? {};
  return (
    guard === null &&
    action?.a === 'set' &&
    action.target?.k === 'name' &&
    action.target.name === output &&
    action.value.k === 'noun' &&
    action.value.noun === 'result'
  );
}

/**
 * "The word d is shifted by n positions: …" with directions in the sentences or rows behind it: each of them gives the
 * output the shifted word. What does not say what comes in stays, and is refused.
 */
export function withShiftOperand(facts: readonly Fact[], draft: Draft): readonly Fact[] {
  const [output, another] = draft.outputs;
  if (draft.clock !== null || output === undefined || another !== undefined) return facts;
  const [operand, more] = facts.flatMap((fact) => operandOf(fact, draft) ?? []);
  if (operand === undefined || more !== undefined) return facts;
  let isMade = false;
  const change = (action: Action): Action => {
    if (action.a !== 'shift') return action;
    const target = plain(action.target);
    const isOperand = target === null || same(target, operand.data) || (target.k === 'noun' && target.noun === 'it');
    const value = isOperand ? shifted(action, operand) : null;
    if (value === null) return action;
    isMade = true;
    return { a: 'set', target: { k: 'name', name: output.name }, value };
  };
  const done = facts
    .filter((fact) => fact !== operand.fact && !showsResult(fact, output.name))
    .map((fact) => mapActions(fact, change));
  return isMade ? done : facts;
}
