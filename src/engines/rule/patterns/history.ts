import type { Outcome } from '../../../contracts/outcome.ts';
import { fail, ok } from '../../../contracts/outcome.ts';
import type { Statement, Value } from '../../../english/index.ts';
import { soleDataBit } from '../data-inputs.ts';
import { clockingFacts, statedReset } from '../domain.ts';
import type { Draft, Fact, OpenWork, Pattern, Piece, Port, Trouble } from '../facts.ts';
import { factsOf, NO_PIECE, troubleAt } from '../facts.ts';
import { type Detector, detectorMachine, isBlankZero } from './detector.ts';

type PlainFact = Fact & { readonly statement: Extract<Statement, { readonly s: 'fact' }> };

/** Outputs told by the latest bits of a serial input. */
export const history: Pattern = {
  id: 'history',
  hint: 'say which of the latest bits make the output 1, and whether it is a Moore or a Mealy output',
  reason:
    'states are the prefixes of the strings that are looked for; each bit leads to the longest one that still fits',
  plan: (draft, open) => {
    const facts = factsOf(open.facts, 'fact');
    const told = facts.filter((one) => one.statement.fact === 'history');
    const [first] = told;
    return first === undefined ? ok(null) : planHistory({ draft, open, facts, told, first });
  },
};

interface Work {
  readonly draft: Draft;
  readonly open: OpenWork;
  readonly facts: readonly PlainFact[];
  readonly told: readonly PlainFact[];
  readonly first: PlainFact;
}

/** One output and the strings that make it 1. */
interface Watch {
  readonly name: string;
  readonly strings: readonly string[];
  readonly time: string;
  readonly isSampled: boolean;
  readonly isSought: boolean;
}

function watchOf({ statement }: PlainFact): Watch {
  const [strings = '', time = '', sampled = '', sought = ''] = (statement.text ?? '').split('/');
  const [output] = statement.values;
  return {
    name: output?.k === 'name' ? output.name : '',
    strings: strings.split('|'),
    time,
    isSampled: sampled !== '',
    isSought: sought === 'sought',
  };
}

function planHistory(work: Work): Outcome<Piece, Trouble> {
  const { draft, told, first, facts } = work;
  const watches = told.map((fact) => watchOf(fact));
  const kind = kindOf(work, watches);
  if (!kind.ok) return kind;
  const overlaps = overlapOf(work, watches);
  if (!overlaps.ok) return overlaps;
  const ends = endsOf(work, watches);
  if (!ends.ok) return ends;
  const start = statedReset(draft);
  if (start === undefined || (start !== null && (start.state !== '*' || start.value !== null)))
    return fail(troubleAt('unsupported', 'a reset value of the detector is not understood', first.span));
  const detector: Detector = { input: ends.value, outputs: watches, kind: kind.value, overlaps: overlaps.value };
  const fresh = facts.filter((one) => one.statement.fact === 'history-fresh');
  const trouble = freshness(detector, fresh, {
    isStated: start !== null || watches.every((one) => one.isSought),
    first,
  });
  if (trouble !== null) return fail(trouble);
  return ok({
    ...NO_PIECE,
    nodes: [detectorMachine(detector, first.span)],
    claims: [...facts.filter((one) => FACTS.includes(one.statement.fact)), ...clockingFacts(draft)],
    reads: [ends.value],
    drives: watches.map((one) => one.name),
    clocked: true,
  });
}

const FACTS = ['history', 'history-fresh', 'stream', 'sequence-overlap', 'sequence'];

/** Moore or Mealy: by that word, by the cycle of the output, or because past samples are spoken of; all must agree. */
function kindOf({ draft, facts, first }: Work, watches: readonly Watch[]): Outcome<'mealy' | 'moore', Trouble> {
  const claimed = factsOf(draft.facts, 'part').flatMap((fact) =>
    fact.statement.claims.flatMap((claim) => (claim.f === 'machine' ? [claim.word ?? ''] : [])),
  );
  const sequences = facts.flatMap((one) =>
    one.statement.fact === 'sequence' ? [(one.statement.text ?? '').split('/')[1] ?? ''] : [],
  );
  const said = [...claimed, ...sequences, ...watches.map((one) => one.time)];
  const kinds = new Set(said.filter((word) => word === 'moore' || word === 'mealy'));
  if (kinds.size > 1)
    return fail(troubleAt('contradiction', 'the kind of machine and the cycle of its output do not agree', first.span));
  const isPast = watches.every((one) => one.isSampled);
  if (kinds.has('mealy') && watches.some((one) => one.isSampled && !one.isSought))
    return fail(troubleAt('contradiction', 'past samples do not make a Mealy output', first.span));
  if (kinds.has('mealy')) return ok('mealy');
  return kinds.has('moore') || isPast
    ? ok('moore')
    : fail(troubleAt('ambiguous', 'the text does not say whether the present bit counts at once', first.span));
}

/** A window of the latest bits overlaps by nature; for a sequence the text says whether matches may. */
function overlapOf({ facts, first }: Work, watches: readonly Watch[]): Outcome<boolean, Trouble> {
  const told = new Set(
    facts.flatMap(({ statement }) =>
      ['sequence-overlap', 'sequence'].includes(statement.fact) && statement.n !== undefined ? [statement.n] : [],
    ),
  );
  if (told.size > 1 || (told.has(0) && watches.some((one) => !one.isSought)))
    return fail(troubleAt('contradiction', 'the text says two things of overlapping matches', first.span));
  const strings = watches.flatMap((one) => one.strings);
  const canOverlap = strings.some((one) => strings.some((two) => meets(one, two)));
  return told.size === 0 && canOverlap && watches.some((one) => one.isSought)
    ? fail(troubleAt('incomplete', 'the text does not say whether occurrences may overlap', first.span))
    : ok(!told.has(0));
}

/** Some end of one string is a beginning of another. */
function meets(one: string, two: string): boolean {
  for (let length = 1; length < Math.min(one.length, two.length); length += 1)
    if (two.startsWith(one.slice(one.length - length))) return true;
  return one !== two && two.startsWith(one);
}

/** The one serial input; outputs are single bits, each told once, and a sequence named beside them is theirs. */
function endsOf({ draft, open, told, facts, first }: Work, watches: readonly Watch[]): Outcome<string, Trouble> {
  const named = told
    .flatMap((fact) => fact.statement.values.slice(1))
    .concat(
      facts.flatMap(({ statement }) => (['stream', 'sequence'].includes(statement.fact) ? statement.values : [])),
    );
  const inputs = new Set(named.map((value) => inputOf(value, draft)?.name ?? ''));
  const sole = soleDataBit(draft);
  const [input = sole?.name] = inputs;
  const isPlain =
    inputs.size < 2 &&
    draft.clock !== null &&
    draft.inputs.some((port) => port.name === input && port.width === 1) &&
    new Set(watches.map((one) => one.name)).size === watches.length &&
    watches.every((one) => open.outputs.some((port) => port.name === one.name && port.width === 1));
  if (input === undefined || !isPlain)
    return fail(
      troubleAt('ambiguous', 'a detector needs a clock, one serial input and outputs of one bit', first.span),
    );
  const strings = watches.flatMap((one) => one.strings);
  const other = facts.find(
    ({ statement }) => statement.fact === 'sequence' && !strings.includes((statement.text ?? '').split('/')[0] ?? ''),
  );
  return other === undefined ? ok(input) : fail(troubleAt('contradiction', 'the text names two sequences', other.span));
}

const inputOf = (value: Value, draft: Draft): Port | undefined =>
  value.k === 'name' ? draft.inputs.find((port) => port.name === value.name) : undefined;

/** After reset no bits have been seen: said, or no different from having seen zeros. */
function freshness(
  detector: Detector,
  fresh: readonly PlainFact[],
  { isStated, first }: { readonly isStated: boolean; readonly first: Fact },
): Trouble | null {
  const shortest = Math.min(...detector.outputs.flatMap((one) => one.strings.map((text) => text.length)));
  const wrong = fresh.find(({ statement }) => statement.n !== undefined && statement.n !== shortest);
  if (wrong !== undefined)
    return troubleAt('contradiction', `the first match takes ${String(shortest)} samples`, wrong.span);
  return isStated || fresh.length > 0 || isBlankZero(detector)
    ? null
    : troubleAt('incomplete', 'the text does not say whether bits from before the reset count', first.span);
}
