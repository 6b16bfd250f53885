import type { Outcome } from '../../../contracts/outcome.ts';
import { fail, ok } from '../../../contracts/outcome.ts';
import type { PlanNode } from '../../../contracts/plan.ts';
import { literalOf, type Statement, type Value } from '../../../english/index.ts';
import type { Draft, Fact, OpenWork, Pattern, Piece, Port, Trouble } from '../facts.ts';
import { factsOf, NO_PIECE, troubleAt } from '../facts.ts';

/** Priority encoders: the position of the first bit that is 1, counted from a stated end. */
export const priorityEncoder: Pattern = {
  id: 'priority-encoder',
  hint: 'say which end is first, and what comes out when no bit is 1',
  reason: 'end and empty case are both stated; examples in the text are tried against the result',
  plan: (draft, open) => {
    const phrases = factsOf(open.facts, 'build').filter((fact) => fact.statement.thing.head === 'priority-encoder');
    const facts = factsOf(open.facts, 'fact').filter((fact) => fact.statement.fact === 'first-bit');
    const [place] = [...phrases, ...facts];
    return place === undefined ? ok(null) : planEncoder(place, { draft, open, phrases, ends: facts });
  },
};

type BuildFact = Fact & { readonly statement: Extract<Statement, { readonly s: 'build' }> };
type PlainFact = Fact & { readonly statement: Extract<Statement, { readonly s: 'fact' }> };

interface Job {
  readonly draft: Draft;
  readonly open: OpenWork;
  readonly phrases: readonly BuildFact[];
  readonly ends: readonly PlainFact[];
}

function planEncoder(place: Fact, job: Job): Outcome<Piece | null, Trouble> {
  const { draft, open, phrases, ends } = job;
  const [input] = draft.inputs;
  const [output] = open.outputs;
  if (
    input?.width == null ||
    draft.inputs.length !== 1 ||
    output === undefined ||
    open.outputs.length !== 1 ||
    input.lsb !== 0
  )
    return fail(troubleAt('ambiguous', 'an encoder with one input vector and one output is expected', place.span));
  if (output.width === null || 2 ** output.width < input.width)
    return fail(troubleAt('contradiction', 'the output is too narrow for every position', place.span));
  const odd = phrases
    .flatMap((fact) => fact.statement.thing.features)
    .find(
      (feature) =>
        !(feature.f === 'width' && feature.n === input.width) &&
        !(feature.f === 'inputs' && feature.n === input.width) &&
        !(feature.f === 'ways' && feature.n === input.width && feature.m === output.width),
    );
  if (odd !== undefined)
    return fail(troubleAt('unsupported', `"${odd.word ?? odd.f}" is not understood of an encoder`, place.span));
  const told = new Set(ends.map((fact) => fact.statement.text));
  const sides = told.size === 0 ? sidesShown(factsOf(open.facts, 'example'), input.width) : told;
  if (sides.size !== 1) return fail(troubleAt('incomplete', 'the text does not say which bit comes first', place.span));
  const none = factsOf(open.facts, 'fact').filter((fact) => fact.statement.fact === 'first-bit-none');
  const empty = none[0]?.statement.values[0];
  const emptyValue = empty === undefined ? null : literalOf(empty);
  if (emptyValue === null || emptyValue >= 2 ** output.width)
    return fail(troubleAt('incomplete', 'the text does not say what comes out when no bit is 1', place.span));
  const isLow = sides.has('lsb');
  const examples = factsOf(open.facts, 'example');
  const wrong = examples.find((fact) => !exampleHolds(fact.statement, { width: input.width ?? 0, isLow, emptyValue }));
  if (wrong !== undefined)
    return fail(troubleAt('contradiction', 'this example does not agree with the rest of the text', wrong.span));
  return ok({
    ...NO_PIECE,
    nodes: [nodeOf(input, output, { isLow, emptyValue, place })],
    claims: [...phrases, ...ends, ...none, ...examples],
    reads: [input.name],
    drives: [output.name],
  });
}

/** The end to count from that examples show where the text says only "first": each with a 1 before and behind another. */
function sidesShown(examples: readonly { readonly statement: Example }[], width: number): ReadonlySet<string> {
  const shown = (isLow: boolean): boolean =>
    examples.length > 0 && examples.every(({ statement }) => exampleHolds(statement, { width, isLow, emptyValue: 0 }));
  return new Set([...(shown(true) ? ['lsb'] : []), ...(shown(false) ? ['msb'] : [])]);
}

type Example = Extract<Statement, { readonly s: 'example' }>;

interface Meaning {
  readonly width: number;
  readonly isLow: boolean;
  readonly emptyValue: number;
}

function exampleHolds(example: Example, meaning: Meaning): boolean {
  const [given] = example.when;
  const [action] = example.gives;
  const value = given === undefined ? null : literalOf(given);
  const result = action?.a === 'set' ? literal(action.value) : null;
  if (value === null || result === null) return false;
  // An example may be of an encoder of another size.
  const width = given?.k === 'num' ? (given.width ?? meaning.width) : meaning.width;
  const order = Array.from({ length: width }, (_, index) => (meaning.isLow ? index : width - 1 - index));
  const first = order.find((index) => Math.floor(value / 2 ** index) % 2 === 1);
  return (first ?? meaning.emptyValue) === result;
}

const literal = (value: Value): number | null => literalOf(value);

function nodeOf(
  input: Port,
  output: Port,
  how: { readonly isLow: boolean; readonly emptyValue: number; readonly place: Fact },
): PlanNode {
  const width = input.width ?? 0;
  const size = output.width ?? 0;
  const order = Array.from({ length: width }, (_, index) => (how.isLow ? index : width - 1 - index));
  const constant = (value: number): string => `${String(size)}'d${String(value)}`;
  const rhs = order.reduceRight(
    (rest, index) => `(${input.name}[${String(index)}] ? ${constant(index)} : ${rest})`,
    constant(how.emptyValue),
  );
  return {
    kind: 'assign',
    lhs: output.name,
    rhs,
    src: { start: how.place.span.start, end: how.place.span.end, rule: 'priority-encoder' },
  };
}
