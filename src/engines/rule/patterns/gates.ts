import type { Outcome } from '../../../contracts/outcome.ts';
import { fail, ok } from '../../../contracts/outcome.ts';
import type { PlanNode } from '../../../contracts/plan.ts';
import type { Feature, Thing } from '../../../english/index.ts';
import { dataInputs } from '../data-inputs.ts';
import type { Draft, Fact, OpenWork, Pattern, Piece, Port, Trouble } from '../facts.ts';
import { factsOf, NO_PIECE, troubleAt } from '../facts.ts';

/** Single gates, inverters and wires asked for by name, over all inputs or the bits of one vector. */
export const gates: Pattern = {
  id: 'gates',
  hint: 'say "a 3-input NOR gate"; in a list, "name: output of a 3-input NOR gate"',
  reason: 'the gate takes exactly as many bits as it is said to have inputs, and there is one way to connect them',
  plan: (draft, open) => {
    const facts = factsOf(open.facts, 'build').filter((fact) =>
      /^(?:gate:|inverter$|buffer$)/.test(fact.statement.thing.head),
    );
    const [first] = facts;
    if (first === undefined) return ok(null);
    return planGate(first, first.statement.thing, { draft, open });
  },
};

interface Place {
  readonly draft: Draft;
  readonly open: OpenWork;
}

function planGate(fact: Fact, thing: Thing, { draft, open }: Place): Outcome<Piece | null, Trouble> {
  const output =
    fact.about === null
      ? open.outputs.length === 1
        ? open.outputs[0]
        : undefined
      : open.outputs.find((port) => port.name === fact.about);
  if (output === undefined)
    return fail(troubleAt('ambiguous', 'it is not clear which output is the output of this gate', fact.span));
  const odd = thing.features.find(
    (feature) => !['inputs', 'width', 'count'].includes(feature.f) || (feature.f === 'count' && feature.n !== 1),
  );
  if (odd !== undefined)
    return fail(troubleAt('unsupported', `"${odd.word ?? odd.f}" is not understood of a gate`, fact.span));
  const operator = thing.head === 'inverter' ? '~' : thing.head === 'buffer' ? '' : thing.head.slice('gate:'.length);
  const made = isUnary(operator)
    ? unaryGate(operator, output, draft)
    : wideGate({ operator, inputs: inputsOf(thing.features) }, output, draft);
  if (typeof made === 'string') return fail(troubleAt('ambiguous', made, fact.span));
  const node: PlanNode = {
    kind: 'assign',
    lhs: output.name,
    rhs: made.rhs,
    src: { start: fact.span.start, end: fact.span.end, rule: 'gates' },
  };
  return ok({
    ...NO_PIECE,
    nodes: [node],
    claims: [fact, ...portCounts(draft)],
    reads: made.reads,
    drives: [output.name],
  });
}

const isUnary = (operator: string): operator is '~' | '' => operator === '~' || operator === '';

const inputsOf = (features: readonly Feature[]): number | null =>
  features.find((feature) => feature.f === 'inputs')?.n ?? null;

/** Sentences that only count ports, where the count is right. */
export function portCounts(draft: Draft): readonly Fact[] {
  const data = dataInputs(draft);
  const bits = data.reduce((sum, port) => sum + (port.width ?? 0), 0);
  return factsOf(draft.facts, 'fact').filter(({ statement }) => {
    if (statement.fact === 'output-count') return statement.n === draft.outputs.length;
    const [outputs] = statement.values;
    return (
      statement.fact === 'port-count' &&
      (statement.n === bits || statement.n === data.length || statement.n === draft.inputs.length) &&
      outputs?.k === 'num' &&
      Number(outputs.value) === draft.outputs.length
    );
  });
}

interface Made {
  readonly rhs: string;
  readonly reads: readonly string[];
}

function unaryGate(operator: '~' | '', output: Port, draft: Draft): Made | string {
  const [only] = draft.inputs;
  if (only === undefined || draft.inputs.length !== 1 || only.width !== output.width)
    return 'an inverter or wire needs one input as wide as the output';
  return { rhs: `${operator}${only.name}`, reads: [only.name] };
}

const BASE: Readonly<Record<string, readonly [operator: string, complement: boolean]>> = {
  '&': ['&', false],
  '|': ['|', false],
  '^': ['^', false],
  '~&': ['&', true],
  '~|': ['|', true],
  '~^': ['^', true],
};

function wideGate(
  gate: { readonly operator: string; readonly inputs: number | null },
  output: Port,
  draft: Draft,
): Made | string {
  const [operator, isComplement] = BASE[gate.operator] ?? ['&', false];
  const [only] = draft.inputs;
  const wrap = (text: string): string => (isComplement ? `~(${text})` : text);
  if (only !== undefined && draft.inputs.length === 1 && only.width !== null && only.width > 1) {
    const fits = output.width === 1 && (gate.inputs === null || gate.inputs === only.width);
    return fits
      ? { rhs: wrap(`${operator}${only.name}`), reads: [only.name] }
      : 'the gate does not take as many bits as the input has';
  }
  const isEven = draft.inputs.every((port) => port.width === output.width);
  if (!isEven || draft.inputs.length < 2 || (gate.inputs !== null && gate.inputs !== draft.inputs.length))
    return 'the gate does not have as many inputs as the module';
  if (isComplement && operator === '^' && draft.inputs.length > 2)
    return 'an XNOR of more than two inputs is read in two ways';
  return {
    rhs: wrap(draft.inputs.map((port) => port.name).join(` ${operator} `)),
    reads: draft.inputs.map((port) => port.name),
  };
}
