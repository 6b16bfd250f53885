import type { Outcome } from '../../../contracts/outcome.ts';
import { fail, ok } from '../../../contracts/outcome.ts';
import { namesOf, type Value } from '../../../english/index.ts';
import { assignmentsOf, holds } from '../behaviour/overlap.ts';
import { express } from '../express.ts';
import type { DoFact, Draft, Fact, OpenWork, Pattern, Piece, Port, Trouble } from '../facts.ts';
import { factsOf, NO_PIECE, troubleAt } from '../facts.ts';
import { isUnspeakable, nounOfPorts } from '../speech.ts';

/** A transparent latch told in sentences: the output follows its data under a condition, and holds under the opposite one. */
export const toldLatch: Pattern = {
  id: 'told-latch',
  hint: 'say "while g is high, q follows d; while g is low, q holds its value", and that it is a latch',
  reason: 'the two conditions must be opposites, and without a clock nothing else can hold a value',
  plan: (draft, open) => {
    const facts = factsOf(open.facts, 'do');
    const isHolding = facts.some((fact) =>
      fact.statement.branches.some((branch) => branch.actions.some((action) => action.a === 'hold')),
    );
    const [output] = draft.outputs;
    const phrases = factsOf(open.facts, 'build').filter((fact) => fact.statement.thing.head === 'latch');
    if (draft.clock !== null || !isHolding || output === undefined || draft.outputs.length !== 1) return ok(null);
    // Without the word, storage without a clock is more likely a slip than a wish.
    if (phrases.length === 0 && !/latch/i.test(draft.spec.text)) return ok(null);
    return planLatch({ draft, open, facts, phrases, output });
  },
};

interface Job {
  readonly draft: Draft;
  readonly open: OpenWork;
  readonly facts: readonly DoFact[];
  readonly phrases: readonly Fact[];
  readonly output: Port;
}

interface Told {
  readonly gate: Value | null;
  readonly data: Value | null;
  readonly hold: Value | null | undefined;
}

function planLatch(job: Job): Outcome<Piece | null, Trouble> {
  const { draft, facts, output } = job;
  const [place] = facts;
  if (place === undefined) return ok(null);
  const told = toldOf(job);
  const odd = job.phrases.find((fact) => !isPlain(fact, output));
  if (told === null || told.gate === null || told.data === null || odd !== undefined)
    return fail(
      troubleAt('unsupported', 'the latch is not told by one condition to follow and one to hold', place.span),
    );
  if (told.hold !== undefined && told.hold !== null && !areOpposite(told.gate, told.hold, draft))
    return fail(troubleAt('contradiction', 'the conditions to follow and to hold are not opposites', place.span));
  const context = { draft, noun: nounOfPorts(draft) };
  const gate = express(told.gate, context);
  const data = express(told.data, context, output.width);
  if (isUnspeakable(gate)) return fail(troubleAt('unsupported', gate.why, place.span));
  if (isUnspeakable(data)) return fail(troubleAt('unsupported', data.why, place.span));
  if (gate.width !== 1 || data.width !== output.width || output.width === null)
    return fail(troubleAt('unsupported', 'the data of the latch is not as wide as its output', place.span));
  const src = { start: place.span.start, end: place.span.end, rule: 'told-latch' };
  return ok({
    ...NO_PIECE,
    nodes: [{ kind: 'latch', name: output.name, type: { width: output.width }, gate: gate.text, d: data.text, src }],
    claims: [...facts, ...job.phrases],
    reads: [...namesOf(told.gate), ...namesOf(told.data)],
    drives: [output.name],
  });
}

/** One branch that sets, one that holds; null where there is anything else. A null guard is "otherwise". */
function toldOf({ facts, output }: Job): Told | null {
  let told: Told = { gate: null, data: null, hold: undefined };
  for (const branch of facts.flatMap((fact) => fact.statement.branches)) {
    const [action, more] = branch.actions;
    const isOwn =
      action?.target == null ||
      action.target.k === 'noun' ||
      (action.target.k === 'name' && action.target.name === output.name);
    if (action === undefined || more !== undefined || !isOwn) return null;
    if (action.a === 'set' && told.gate === null && told.hold === undefined && branch.guard !== null)
      told = { ...told, gate: branch.guard, data: action.value };
    else if (action.a === 'hold' && told.gate !== null && told.hold === undefined)
      told = { ...told, hold: branch.guard };
    else return null;
  }
  return told.hold === undefined ? null : told;
}

function isPlain(fact: Fact, output: Port): boolean {
  return (
    fact.statement.s === 'build' &&
    fact.statement.thing.features.every(
      (feature) =>
        (feature.f === 'width' && feature.n === output.width) ||
        (feature.f === 'count' && feature.n === 1) ||
        (feature.f === 'adj' && feature.word === 'd type'),
    )
  );
}

/** Exactly one of the two conditions holds for every input. */
function areOpposite(gate: Value, hold: Value, draft: Draft): boolean {
  const cases = assignmentsOf([gate, hold], draft, new Map());
  return (
    cases?.every((values) => {
      const [one, two] = [holds(gate, values, draft), holds(hold, values, draft)];
      return one !== null && two !== null && one !== two;
    }) === true
  );
}
