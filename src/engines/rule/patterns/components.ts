import type { Outcome } from '../../../contracts/outcome.ts';
import { fail, ok } from '../../../contracts/outcome.ts';
import type { PlanNode } from '../../../contracts/plan.ts';
import type { Feature } from '../../../english/index.ts';
import type { Draft, Fact, OpenWork, Pattern, Piece, Port, Trouble } from '../facts.ts';
import { factsOf, NO_PIECE, troubleAt } from '../facts.ts';
import { portCounts } from './gates.ts';

/** Small combinational components with one way to connect them: decoders, counts of ones, parity, majority, comparators. */
export const components: Pattern = {
  id: 'components',
  hint: 'say "a 3-to-8 decoder", "a population count circuit", "an even parity generator", "a 4-bit comparator"',
  reason: 'each has one input bundle and outputs told apart by width or by name; anything else is refused',
  plan: (draft, open) => {
    const [fact] = factsOf(open.facts, 'build').filter((one) => one.statement.thing.head in BUILDERS);
    const build = fact === undefined ? undefined : BUILDERS[fact.statement.thing.head];
    if (fact !== undefined && fact.statement.thing.head === 'comparator' && describedElsewhere(open))
      return namedComparator(fact, { draft, open, features: fact.statement.thing.features });
    return fact === undefined || build === undefined
      ? ok(null)
      : finish(fact, build({ draft, open, features: fact.statement.thing.features }), draft);
  },
};

interface Job {
  readonly draft: Draft;
  readonly open: OpenWork;
  readonly features: readonly Feature[];
}

/** The phrase only names what sentences describe: it must fit the ports and the sentences must compare. */
function namedComparator(fact: Fact, job: Job): Outcome<Piece | null, Trouble> {
  const strange = odd(job, ['width'], ['combinational', 'unsigned', 'binary']);
  const compares = factsOf(job.open.facts, 'do').every((one) =>
    one.statement.branches.every(
      (branch) =>
        branch.guard === null ||
        (branch.guard.k === 'op' && ['==', '!=', '<', '>', '<=', '>='].includes(branch.guard.op)),
    ),
  );
  const isPlain = factsOf(job.open.facts, 'do').some((one) =>
    one.statement.branches.some((branch) => branch.guard !== null),
  );
  const fits =
    job.draft.clock === null && job.draft.inputs.every((port) => !port.signed && sizeFits(job, port.width ?? 0));
  if (strange === null && compares && isPlain && fits) return ok({ ...NO_PIECE, claims: [fact] });
  return fail(troubleAt('contradiction', strange ?? 'the sentences do not describe this comparator', fact.span));
}

/** Sentences say of every output when it is 1: then the phrase only names what they describe. */
function describedElsewhere(open: OpenWork): boolean {
  const told = new Set(
    factsOf(open.facts, 'do').flatMap((fact) =>
      fact.statement.branches.flatMap((branch) =>
        branch.actions.map((action) => (action.target?.k === 'name' ? action.target.name : (fact.about ?? ''))),
      ),
    ),
  );
  return open.outputs.every((port) => told.has(port.name));
}

interface Built {
  readonly assigns: readonly { readonly lhs: string; readonly rhs: string }[];
}

const BUILDERS: Readonly<Record<string, (job: Job) => Built | string>> = {
  decoder,
  popcount,
  parity,
  majority,
  comparator,
};

function finish(fact: Fact, built: Built | string, draft: Draft): Outcome<Piece | null, Trouble> {
  if (typeof built === 'string') return fail(troubleAt('unsupported', built, fact.span));
  const src = { start: fact.span.start, end: fact.span.end, rule: 'components' };
  const nodes = built.assigns.map((one): PlanNode => ({ kind: 'assign', ...one, src }));
  return ok({
    ...NO_PIECE,
    nodes,
    claims: [fact, ...portCounts(draft)],
    reads: draft.inputs.map((port) => port.name),
    drives: built.assigns.map((one) => one.lhs),
  });
}

/** Features beside those a component knows. */
const odd = (job: Job, known: readonly string[], words: readonly string[]): string | null => {
  const found = job.features.find(
    (feature) =>
      !known.includes(feature.f) &&
      !(feature.f === 'adj' && words.includes(feature.word ?? '')) &&
      !(feature.f === 'count' && feature.n === 1),
  );
  return found === undefined ? null : `"${found.word ?? found.f}" is not understood of this component`;
};

/** All input bits as single-bit expressions, one vector or single bits only; null where inputs are mixed. */
function bitsOf(draft: Draft): readonly string[] | null {
  const [only] = draft.inputs;
  if (only?.width != null && draft.inputs.length === 1 && only.width > 1)
    return Array.from(
      { length: only.width },
      (_, index) => `${only.name}[${String(index + Math.min(only.lsb ?? 0, only.msb ?? 0))}]`,
    );
  return draft.inputs.every((port) => port.width === 1) ? draft.inputs.map((port) => port.name) : null;
}

const soleOutput = (job: Job): Port | null =>
  job.open.outputs.length === 1 && job.draft.clock === null ? (job.open.outputs[0] ?? null) : null;

function sizeFits(job: Job, bits: number): boolean {
  return job.features.every((feature) => !['width', 'inputs'].includes(feature.f) || feature.n === bits);
}

function decoder(job: Job): Built | string {
  const strange = odd(job, ['ways', 'inputs'], ['binary', 'combinational']);
  if (strange !== null) return strange;
  const [input] = job.draft.inputs;
  const output = soleOutput(job);
  const ways = job.features.find((feature) => feature.f === 'ways');
  if (input?.width == null || output?.width !== 2 ** (input?.width ?? 0) || job.draft.inputs.length !== 1)
    return 'a decoder needs one input of n bits and one output of 2^n bits';
  if (ways !== undefined && (ways.n !== input.width || ways.m !== output.width))
    return 'the stated size of the decoder is not that of its ports';
  const bits = Array.from(
    { length: output.width },
    (_, low) => `(${input.name} == ${String(input.width)}'d${String((output.width ?? 0) - 1 - low)})`,
  );
  return output.lsb === 0
    ? { assigns: [{ lhs: output.name, rhs: `{${bits.join(', ')}}` }] }
    : 'the output of the decoder does not count from bit 0';
}

function popcount(job: Job): Built | string {
  const strange = odd(job, ['width', 'inputs'], ['combinational']);
  const bits = bitsOf(job.draft);
  const output = soleOutput(job);
  if (strange !== null || bits === null || output?.width == null)
    return strange ?? 'a count of ones needs one input vector and one output';
  if (!sizeFits(job, bits.length) || 2 ** output.width <= bits.length)
    return 'the sizes of the ports do not fit the count';
  return { assigns: [{ lhs: output.name, rhs: bits.join(' + ') }] };
}

/** The parity bit that makes the number of ones even (plain or "even") or odd. */
function parity(job: Job): Built | string {
  const strange = odd(job, ['width', 'inputs'], ['combinational', 'even', 'odd']);
  const isOdd = job.features.some((feature) => feature.word === 'odd');
  if (isOdd && job.features.some((feature) => feature.word === 'even')) return 'parity is either even or odd';
  const bits = bitsOf(job.draft);
  const output = soleOutput(job);
  if (strange !== null || bits === null || output?.width !== 1 || !sizeFits(job, bits.length))
    return strange ?? 'parity needs one input vector and a one-bit output';
  const xor = bits.join(' ^ ');
  return { assigns: [{ lhs: output.name, rhs: isOdd ? `~(${xor})` : xor }] };
}

function majority(job: Job): Built | string {
  const strange = odd(job, ['width', 'inputs'], ['combinational']);
  const bits = bitsOf(job.draft);
  const output = soleOutput(job);
  if (strange !== null || bits === null || output?.width !== 1 || bits.length % 2 === 0 || !sizeFits(job, bits.length))
    return strange ?? 'a majority of an odd number of bits is expected';
  const size = bits.length.toString(2).length;
  const half = `${String(size)}'d${String((bits.length + 1) / 2)}`;
  return { assigns: [{ lhs: output.name, rhs: `popcount({${bits.join(', ')}}) >= ${half}` }] };
}

const RELATIONS: readonly (readonly [RegExp, string])[] = [
  [/(?:^|_)(?:eq|equal|equals|same|\w*equal)$/i, '=='],
  [/(?:^|_)(?:gt|greater|larger|\w*greater)$/i, '>'],
  [/(?:^|_)(?:ge|gte|geq)$/i, '>='],
  [/(?:^|_)(?:le|lte|leq)$/i, '<='],
  [/(?:^|_)(?:ne|neq|differ|diff)$/i, '!='],
  [/(?:^|_)(?:lt|less|smaller|\w*less)$/i, '<'],
];

function comparator(job: Job): Built | string {
  const strange = odd(job, ['width'], ['combinational', 'unsigned', 'signed', 'binary']);
  const [left, right] = job.draft.inputs;
  if (
    strange !== null ||
    left === undefined ||
    right === undefined ||
    job.draft.inputs.length !== 2 ||
    left.width === null ||
    left.width !== right.width
  )
    return strange ?? 'a comparator needs two inputs of one width';
  if (left.signed !== right.signed || !sizeFits(job, left.width) || job.draft.clock !== null)
    return 'the comparison is not of two numbers of one kind';
  const mark = (name: string): string => (left.signed ? `$signed(${name})` : name);
  const assigns = [];
  for (const output of job.open.outputs) {
    const relation = RELATIONS.find(([pattern]) => pattern.test(output.name))?.[1];
    if (relation === undefined || output.width !== 1)
      return `it is not clear what ${output.name} tells of the comparison`;
    assigns.push({ lhs: output.name, rhs: `${mark(left.name)} ${relation} ${mark(right.name)}` });
  }
  return new Set(assigns.map((one) => one.rhs)).size === assigns.length
    ? { assigns }
    : 'two outputs tell the same of the comparison';
}
