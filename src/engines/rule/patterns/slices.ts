import type { Outcome } from '../../../contracts/outcome.ts';
import { fail, ok } from '../../../contracts/outcome.ts';
import type { PlanNode } from '../../../contracts/plan.ts';
import { type Action, literalOf, namesOf, type Value } from '../../../english/index.ts';
import { express } from '../express.ts';
import type { DoFact, Draft, Fact, OpenWork, Pattern, Piece, Port, Trouble } from '../facts.ts';
import { factsOf, NO_PIECE, troubleAt } from '../facts.ts';
import { type Context, isUnspeakable, nounOfPorts } from '../speech.ts';

/** Outputs whose bits are given piece by piece, and several outputs that are one value side by side. */
export const slices: Pattern = {
  id: 'slices',
  hint: 'say "the upper half of y is a and the lower half of y is b", or "{co, s} is a + b"',
  reason: 'every bit of the output is given exactly once, without a condition and without a clock',
  plan: (draft, open) => {
    if (draft.clock !== null) return ok(null);
    const facts = factsOf(open.facts, 'do').filter(isPlain);
    const partial = facts.flatMap((fact) => setsOf(fact).filter((set) => isPartial(set.target)));
    const names = new Set(partial.flatMap((set) => ownersOf(set.target, draft)));
    if (names.size === 0) return ok(null);
    return planSlices({ draft, open, facts }, names);
  },
};

type SetAction = Extract<Action, { readonly a: 'set' }> & { readonly fact: Fact };

interface Job {
  readonly draft: Draft;
  readonly open: OpenWork;
  readonly facts: readonly DoFact[];
}

/** One unconditional branch of assignments. */
function isPlain(fact: DoFact): boolean {
  const { statement } = fact;
  const [branch, more] = statement.branches;
  return (
    statement.edge === null &&
    !statement.chain &&
    statement.over !== true &&
    statement.sensitivity === undefined &&
    fact.caseSignal === null &&
    fact.about === null &&
    branch !== undefined &&
    more === undefined &&
    branch.guard === null &&
    branch.actions.every((action) => action.a === 'set' && action.target !== null)
  );
}

const setsOf = (fact: DoFact): readonly SetAction[] =>
  fact.statement.branches.flatMap((branch) =>
    branch.actions.flatMap((action) => (action.a === 'set' ? [{ ...action, fact }] : [])),
  );

const isPartial = (target: Value | null): boolean =>
  target !== null && (target.k === 'index' || target.k === 'slice' || target.k === 'part' || target.k === 'op');

/** Names of the outputs that a target writes. */
function ownersOf(target: Value | null, draft: Draft): readonly string[] {
  if (target === null) return [];
  if (target.k === 'noun') return [];
  if (target.k === 'index' || target.k === 'slice' || target.k === 'part') return ownersOf(target.of, draft);
  return namesOf(target).filter((name) => draft.outputs.some((port) => port.name === name));
}

function planSlices(job: Job, names: ReadonlySet<string>): Outcome<Piece | null, Trouble> {
  const { draft, open } = job;
  const touching = factsOf(open.facts, 'do').filter((fact) =>
    fact.statement.branches.some((branch) =>
      branch.actions.some((action) => ownersOf(action.target, draft).some((name) => names.has(name))),
    ),
  );
  const stray = touching.find((fact) => !job.facts.includes(fact));
  if (stray !== undefined)
    return fail(troubleAt('unsupported', 'a part of an output is given under a condition', stray.span));
  const pieces = piecesOf(touching.flatMap(setsOf), draft);
  if (!pieces.ok) return pieces;
  return ok({
    ...NO_PIECE,
    nodes: pieces.value.flatMap((piece) => piece.nodes),
    claims: touching,
    reads: pieces.value.flatMap((piece) => piece.reads),
    drives: pieces.value.flatMap((piece) => piece.drives),
  });
}

/** A piece for every output that the assignments write. */
function piecesOf(sets: readonly SetAction[], draft: Draft): Outcome<readonly Piece[], Trouble> {
  const pieces: Piece[] = [];
  const done = new Set<string>();
  for (const set of sets) {
    const owners = ownersOf(set.target, draft);
    const [first] = owners;
    if (first === undefined)
      return fail(troubleAt('ambiguous', 'it is not clear which output this sets', set.fact.span));
    if (set.target?.k !== 'op' && isPartial(set.target) && done.has(first)) continue;
    for (const name of owners) done.add(name);
    const own = sets.filter((one) => ownersOf(one.target, draft).includes(first));
    const made =
      set.target?.k === 'op' || !isPartial(set.target) ? whole(set, owners, draft) : assembled(first, own, draft);
    if (!made.ok) return made;
    pieces.push(made.value);
  }
  return ok(pieces);
}

const contextOf = (draft: Draft): Context => ({ draft, noun: nounOfPorts(draft) });

const nodeOf = (lhs: string, rhs: string, fact: Fact): PlanNode => ({
  kind: 'assign',
  lhs,
  rhs,
  src: { start: fact.span.start, end: fact.span.end, rule: 'slices' },
});

/** A value for a whole output, or for outputs side by side. */
function whole(set: SetAction, owners: readonly string[], draft: Draft): Outcome<Piece, Trouble> {
  const ports = owners.map((name) => draft.outputs.find((port) => port.name === name));
  const width = ports.reduce((sum, port) => sum + (port?.width ?? Number.NaN), 0);
  const isComplete = set.target?.k !== 'op' || set.target.args.length === owners.length;
  if (!isComplete || Number.isNaN(width))
    return fail(troubleAt('unsupported', 'only outputs of known width can be set side by side', set.fact.span));
  const found = express(set.value, contextOf(draft), width);
  if (isUnspeakable(found)) return fail(troubleAt('unsupported', found.why, set.fact.span));
  const isSum = set.value.k === 'op' && ['+', 'sized', 'popcount'].includes(set.value.op);
  if (found.width !== width && !(isSum && found.width !== null && found.width < width))
    return fail(troubleAt('unsupported', `${found.text} does not have ${String(width)} bits`, set.fact.span));
  const lhs = owners.length === 1 ? (owners[0] ?? '') : `{${owners.join(', ')}}`;
  return ok({ ...NO_PIECE, nodes: [nodeOf(lhs, found.text, set.fact)], reads: namesOf(set.value), drives: owners });
}

interface Part {
  readonly high: number;
  readonly low: number;
  readonly text: string;
}

/** An output put together from its parts; every bit must be given once. */
function assembled(name: string, sets: readonly SetAction[], draft: Draft): Outcome<Piece, Trouble> {
  const port = draft.outputs.find((one) => one.name === name);
  const [place] = sets;
  if (place === undefined) return ok(NO_PIECE);
  if (port?.width == null || port.lsb === null || port.msb === null || port.msb < port.lsb)
    return fail(troubleAt('unsupported', `parts of ${name} are not clear`, place.fact.span));
  const parts: Part[] = [];
  for (const set of sets) {
    const bounds = boundsOf(set.target, port);
    if (bounds === null) return fail(troubleAt('unsupported', `${name} has no such part`, set.fact.span));
    const width = bounds.high - bounds.low + 1;
    const found = express(set.value, contextOf(draft), width);
    if (isUnspeakable(found)) return fail(troubleAt('unsupported', found.why, set.fact.span));
    if (found.width !== width)
      return fail(troubleAt('unsupported', `${found.text} does not have ${String(width)} bits`, set.fact.span));
    parts.push({ ...bounds, text: found.text });
  }
  const ordered = [...parts].sort((left, right) => right.high - left.high);
  let next = port.msb;
  for (const part of ordered) {
    if (part.high !== next)
      return fail(troubleAt('incomplete', `the bits of ${name} are not each given once`, place.fact.span));
    next = part.low - 1;
  }
  if (next !== port.lsb - 1)
    return fail(troubleAt('incomplete', `the text does not give every bit of ${name}`, place.fact.span));
  return ok({
    ...NO_PIECE,
    nodes: [nodeOf(name, `{${ordered.map((part) => part.text).join(', ')}}`, place.fact)],
    reads: sets.flatMap((set) => namesOf(set.value)),
    drives: [name],
  });
}

/** Highest and lowest index that a partial target writes; null where the output has no such bits. */
function boundsOf(target: Value | null, port: Port): { readonly high: number; readonly low: number } | null {
  const found = statedBounds(target, port);
  const [msb, lsb] = [port.msb ?? 0, port.lsb ?? 0];
  return found !== null && found.high <= msb && found.low >= lsb && found.high >= found.low ? found : null;
}

function statedBounds(target: Value | null, port: Port): { readonly high: number; readonly low: number } | null {
  if (target?.k === 'index') {
    const at = literalOf(target.at);
    return at === null ? null : { high: at, low: at };
  }
  if (target?.k === 'slice') {
    const [one, two] = [literalOf(target.high), literalOf(target.low)];
    return one === null || two === null ? null : { high: Math.max(one, two), low: Math.min(one, two) };
  }
  return target?.k === 'part' ? partBounds(target, port) : null;
}

function partBounds(
  target: Extract<Value, { readonly k: 'part' }>,
  port: Port,
): { readonly high: number; readonly low: number } | null {
  const [msb, lsb] = [port.msb ?? 0, port.lsb ?? 0];
  const size = target.size ?? (target.part.endsWith('-half') ? (port.width ?? 0) / 2 : 1);
  if (!Number.isInteger(size) || size < 1) return null;
  const isUpper = target.part === 'msb' || target.part.startsWith('upper');
  return isUpper ? { high: msb, low: msb - size + 1 } : { high: lsb + size - 1, low: lsb };
}
