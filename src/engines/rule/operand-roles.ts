import { namesOf } from '../../english/index.ts';
import { dataInputs } from './data-inputs.ts';
import type { Draft, Fact } from './facts.ts';
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
export function roleHolds(
  { statement, about }: { readonly statement: Stated; readonly about: string | null },
  draft: Draft,
): boolean {
  const found = applications(statement.text ?? '', draft);
  const place = statement.n ?? -1;
  return (
    about !== null &&
    found.length > 0 &&
    found.every((names) => (place < 0 ? names.includes(about) : names[place] === about))
  );
}

/** A product of the two unsigned inputs is made: adding shifted copies of either for the bits of the other gives it. */
export function partialProductsHold({ values }: Stated, draft: Draft): boolean {
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
