import { namesOf } from '../../english/index.ts';
import { dataInputs } from './data-inputs.ts';
import type { Draft, Fact, Piece } from './facts.ts';
import { factsOf } from './facts.ts';
import { valuesIn } from './map-facts.ts';

type Stated = Extract<Fact['statement'], { readonly s: 'fact' }>;

/** Components that apply the operator to their operands in the order of the ports. */
const HEADS: Readonly<Record<string, readonly string[]>> = {
  '+': ['adder'],
  '-': ['subtractor'],
  '*': ['multiplier'],
};

/** Names of the operands of every application of an operator, in their order. */
function applications(operator: string, draft: Draft): readonly (readonly string[])[] {
  const found = factsOf(draft.facts, 'do')
    .flatMap((fact) => valuesIn(fact))
    .flatMap((value) => (value.k === 'op' && value.op === operator ? [value.args.flatMap((arg) => namesOf(arg))] : []));
  const isBuilt = factsOf(draft.facts, 'build').some((one) => HEADS[operator]?.includes(one.statement.thing.head));
  const wide = dataInputs(draft).filter((port) => port.width !== 1);
  return found.length === 0 && isBuilt ? [wide.map((port) => port.name)] : found;
}

/** A port that is called a minuend, an addend or a factor is that in every application of the operator. */
function roleHolds(
  { statement, about }: { readonly statement: Stated; readonly about: string | null },
  draft: Draft,
): boolean {
  const found = applications(statement.text ?? '', draft);
  const place = statement.n ?? -1;
  const others = statement.values.flatMap((value) => namesOf(value));
  return (
    about !== null &&
    found.length > 0 &&
    found.every((names) => (place < 0 ? names.includes(about) : names[place] === about)) &&
    found.every((names) => others.every((name) => name !== about && names.includes(name)))
  );
}

/** The output that is said to hold a result is what the operation drives. */
function resultIsAt({ values, text = '' }: Stated, draft: Draft, whole: Piece): boolean {
  const wide = draft.outputs.filter((port) => port.width !== 1);
  const [main] = wide;
  const [target] = values;
  const isMain = target?.k === 'name' ? target.name === main?.name : target?.k === 'noun' && draft.outputs.length === 1;
  if (whole.clocked || main === undefined || wide.length !== 1 || !isMain) return false;
  return ['*', '+', '-'].some(
    (operator) => (text === '' || text === operator) && isOutermost(operator, main.name, draft),
  );
}

/** The port is said to be the operation itself, or a component that does nothing else is built. */
function isOutermost(operator: string, name: string, draft: Draft): boolean {
  const isBuilt = factsOf(draft.facts, 'build').some((one) => HEADS[operator]?.includes(one.statement.thing.head));
  const actions = factsOf(draft.facts, 'do').flatMap((one) =>
    one.statement.branches.flatMap((branch) => branch.actions),
  );
  const own = actions.filter((action) => action.target?.k === 'name' && action.target.name === name);
  const isSet = own.every((action) => action.a === 'set' && action.value.k === 'op' && action.value.op === operator);
  return isSet && (isBuilt || own.length > 0);
}

/** The target is wide enough for every sum or product of the operands. */
function holdsWhole({ values, text = '' }: Stated, draft: Draft): boolean {
  const [target] = values;
  const wide = draft.outputs.filter((port) => port.width !== 1);
  const port = target?.k === 'name' ? wide.find(({ name }) => name === target.name) : wide[0];
  const widths = dataInputs(draft).flatMap(({ width }) => (width === null || width === 1 ? [] : [width]));
  const needed =
    text === '*'
      ? widths.reduce((sum, width) => sum + width, 0)
      : text === '+'
        ? Math.max(...widths) + Math.ceil(Math.log2(widths.length))
        : Number.POSITIVE_INFINITY;
  return port?.width != null && widths.length > 1 && port.width >= needed;
}

/** Two operands, both of that width. */
function operandsAreWide({ n }: Stated, draft: Draft): boolean {
  const wide = dataInputs(draft).filter((port) => port.width !== 1);
  return wide.length === 2 && wide.every((port) => port.width === n);
}

/** Signs of the operands and of the result, from which overflow is found. */
function signsAreSeen({ values }: Stated, draft: Draft): boolean {
  const operands = dataInputs(draft).filter((port) => port.width !== 1);
  const results = draft.outputs.filter((port) => port.width !== 1);
  const names = values.map((value) => (value.k === 'name' ? value.name : value.k === 'noun' ? value.noun : ''));
  const isKnown = (name: string): boolean =>
    (name === 'result' && results.length === 1) || [...operands, ...results].some((port) => port.name === name);
  // The signs of the operands alone do not tell overflow.
  return names.length === operands.length + 1 && new Set(names).size === names.length && names.every(isKnown);
}

/** A product of the two unsigned inputs is made: adding shifted copies of either for the bits of the other gives it. */
function partialProductsHold({ values }: Stated, draft: Draft): boolean {
  const wide = dataInputs(draft).filter((port) => port.width !== 1);
  const [bits, added] = values.map((value) => namesOf(value));
  const isProduct = applications('*', draft).some(
    (names) => names.length === 2 && wide.every((port) => names.includes(port.name)),
  );
  const isInput = (name: string): boolean => wide.some((port) => port.name === name);
  const named = [...(bits ?? []), ...(added ?? [])];
  return (
    isProduct &&
    wide.length === 2 &&
    wide.every((port) => !port.signed) &&
    named.every(isInput) &&
    new Set(named).size === named.length
  );
}

/** Whether a remark about operands and results is true; false for remarks about anything else. */
export function ofOperandsHolds(
  { statement, about }: { readonly statement: Stated; readonly about: string | null },
  draft: Draft,
  whole: Piece,
): boolean {
  switch (statement.fact) {
    case 'operand-role':
      return roleHolds({ statement, about }, draft);
    case 'partial-products':
      return partialProductsHold(statement, draft);
    case 'result-at':
      return resultIsAt(statement, draft, whole);
    case 'holds-whole':
      return holdsWhole(statement, draft);
    case 'operands-wide':
      return operandsAreWide(statement, draft);
    case 'seen-from-signs':
      return signsAreSeen(statement, draft);
    default:
      return false;
  }
}
