import type { Outcome } from '../../../contracts/outcome.ts';
import { fail, ok } from '../../../contracts/outcome.ts';
import type { PlanFsm } from '../../../contracts/plan.ts';
import type { Statement, Value } from '../../../english/index.ts';
import { soleDataBit } from '../data-inputs.ts';
import { clockingFacts, MAIN_DOMAIN, statedReset } from '../domain.ts';
import type { Draft, Fact, OpenWork, Pattern, Piece, Port, Trouble } from '../facts.ts';
import { factsOf, NO_PIECE, troubleAt } from '../facts.ts';

/** Detectors of a bit sequence as Mealy or Moore machines. */
export const sequence: Pattern = {
  id: 'sequence',
  hint: 'say Mealy or Moore, the bits, the input, and whether occurrences may overlap',
  reason:
    'states are the prefixes of the sequence; a mismatch falls back to the longest prefix that still fits (Knuth, Morris, Pratt 1977)',
  plan: (draft, open) => {
    const facts = factsOf(open.facts, 'fact');
    const [fact] = facts.filter((one) => one.statement.fact === 'sequence');
    return fact === undefined ? ok(null) : planSequence(fact, facts, { draft, open });
  },
};

type PlainFact = Fact & { readonly statement: Extract<Statement, { readonly s: 'fact' }> };

function planSequence(
  fact: PlainFact,
  facts: readonly PlainFact[],
  { draft, open }: { readonly draft: Draft; readonly open: OpenWork },
): Outcome<Piece | null, Trouble> {
  const bits = sameBits(facts);
  if (!bits.ok) return bits;
  const kind = kindOf(facts, draft, fact);
  if (!kind.ok) return kind;
  const overlaps = overlapOf(facts, bits.value, fact);
  if (!overlaps.ok) return overlaps;
  const told = facts.filter((one) => FACTS.includes(one.statement.fact));
  const ends = endsOf(fact, told, { draft, open });
  if (!ends.ok) return ends;
  const start = statedReset(draft);
  if (start === undefined || (start !== null && (start.state !== '*' || start.value !== null)))
    return fail(troubleAt('unsupported', 'a reset value of the detector is not understood', fact.span));
  const node = detector({ bits: bits.value, kind: kind.value, overlaps: overlaps.value, ...ends.value }, fact);
  const counts = facts.filter((one) => one.statement.fact === 'state-count');
  const wrong = counts.find((one) => one.statement.n !== node.states.length);
  if (wrong !== undefined)
    return fail(troubleAt('contradiction', `the detector needs ${String(node.states.length)} states`, wrong.span));
  return ok({
    ...NO_PIECE,
    nodes: [node],
    claims: [...told, ...counts, ...clockingFacts(draft)],
    reads: [ends.value.input],
    drives: [ends.value.output],
    clocked: true,
  });
}

const FACTS = ['sequence', 'sequence-output', 'sequence-overlap', 'sequence-time', 'stream'];

const partsOf = (one: PlainFact): readonly string[] => (one.statement.text ?? '').split('/');

/** The bits, which every sentence that repeats them must repeat as they are. */
function sameBits(facts: readonly PlainFact[]): Outcome<string, Trouble> {
  const [first, ...others] = facts.filter((one) => one.statement.fact === 'sequence');
  const bits = first === undefined ? '' : (partsOf(first)[0] ?? '');
  const strange =
    others.find((one) => partsOf(one)[0] !== bits) ??
    facts.find((one) => one.statement.fact === 'sequence-output' && !['', bits].includes(one.statement.text ?? '')) ??
    facts.find((one) => one.statement.fact === 'sequence-time' && !isEnd(partsOf(one), bits));
  return strange === undefined
    ? ok(bits)
    : fail(troubleAt('contradiction', 'the text names two sequences', strange.span));
}

const isEnd = ([, whole = '', last = '']: readonly string[], bits: string): boolean =>
  ['', bits].includes(whole) && (last === '' || bits.endsWith(last));

/** Mealy or Moore, by that word or by the cycle in which the output is said to rise; all must agree. */
function kindOf(facts: readonly PlainFact[], draft: Draft, place: Fact): Outcome<'mealy' | 'moore', Trouble> {
  const told = facts.flatMap((one) => {
    const parts = partsOf(one);
    if (one.statement.fact === 'sequence') return [parts[1] ?? ''];
    return one.statement.fact === 'sequence-time' ? [parts[0] ?? ''] : [];
  });
  const claimed = factsOf(draft.facts, 'part').flatMap((one) =>
    one.statement.claims.flatMap((claim) => (claim.f === 'machine' ? [claim.word ?? ''] : [])),
  );
  const kinds = new Set([...told, ...claimed].filter((kind) => kind === 'mealy' || kind === 'moore'));
  const [kind] = kinds;
  if (kinds.size > 1)
    return fail(troubleAt('contradiction', 'the kind of machine and the cycle of its output do not agree', place.span));
  return kind === 'mealy' || kind === 'moore'
    ? ok(kind)
    : fail(
        troubleAt('ambiguous', 'the text does not say whether the detector is a Mealy or a Moore machine', place.span),
      );
}

/** Whether a match may share bits with the next one. Where the pattern cannot overlap itself, both are one machine. */
function overlapOf(facts: readonly PlainFact[], bits: string, place: Fact): Outcome<boolean, Trouble> {
  const told = new Set(
    facts.flatMap((one) =>
      ['sequence', 'sequence-overlap'].includes(one.statement.fact) && one.statement.n !== undefined
        ? [one.statement.n]
        : [],
    ),
  );
  if (told.size > 1)
    return fail(troubleAt('contradiction', 'the text says that matches overlap and that they do not', place.span));
  const isSelfOverlapping = borders(bits)[bits.length] !== 0;
  return told.size === 0 && isSelfOverlapping
    ? fail(troubleAt('incomplete', 'the text does not say whether occurrences may overlap', place.span))
    : ok(!told.has(0));
}

interface Ends {
  readonly input: string;
  readonly output: string;
}

function endsOf(
  fact: PlainFact,
  told: readonly PlainFact[],
  { draft, open }: { readonly draft: Draft; readonly open: OpenWork },
): Outcome<Ends, Trouble> {
  const input = portOf(fact.statement.values[0], draft.inputs) ?? soleDataBit(draft);
  const [sole] = open.outputs.length === 1 ? open.outputs : [];
  const named = told
    .filter((one) => one.statement.fact !== 'sequence')
    .flatMap((one) => one.statement.values.map((value) => portOf(value, draft.outputs)?.name ?? ''));
  const output = named[0] === undefined ? sole : draft.outputs.find((port) => port.name === named[0]);
  const isOne = named.every((name) => name === output?.name);
  return input?.width !== 1 || output?.width !== 1 || draft.clock === null || !isOne
    ? fail(troubleAt('ambiguous', 'a detector needs a clock, one serial input and one output', fact.span))
    : ok({ input: input.name, output: output.name });
}

function portOf(value: Value | undefined, ports: readonly Port[]): Port | undefined {
  return value?.k === 'name' ? ports.find((port) => port.name === value.name) : undefined;
}

/** For each prefix length, the length of its longest proper border. */
function borders(bits: string): readonly number[] {
  const lengths = [0, 0];
  for (let at = 1; at < bits.length; at += 1) {
    let length = lengths[at] ?? 0;
    while (length > 0 && bits[length] !== bits[at]) length = lengths[length] ?? 0;
    lengths.push(bits[length] === bits[at] ? length + 1 : 0);
  }
  return lengths;
}

/** Prefix reached from `length` matched bits by one more bit; behind a whole match only what may overlap counts. */
function advance({ bits, overlaps }: Pick<Detector, 'bits' | 'overlaps'>, length: number, bit: string): number {
  const table = borders(bits);
  const after = overlaps ? (table[length] ?? 0) : 0;
  let at = length === bits.length ? after : length;
  while (at > 0 && bits[at] !== bit) at = table[at] ?? 0;
  return bits[at] === bit ? at + 1 : 0;
}

interface Detector {
  readonly bits: string;
  readonly kind: 'mealy' | 'moore';
  readonly overlaps: boolean;
  readonly input: string;
  readonly output: string;
}

function detector(machine: Detector, fact: Fact): PlanFsm {
  const { bits, kind, output } = machine;
  const lengths = Array.from({ length: kind === 'mealy' ? bits.length : bits.length + 1 }, (_, length) => length);
  return {
    kind: 'fsm',
    name: 'state',
    style: kind,
    realise: { domain: MAIN_DOMAIN, reset_state: prefixName(0) },
    encoding: { scheme: 'free' },
    states: lengths.map((length) => ({
      name: prefixName(length),
      ...(kind === 'moore' ? { out: { [output]: level(length === bits.length) } } : {}),
    })),
    trans: lengths.flatMap((length) => ['0', '1'].map((bit) => edgeOf(machine, length, bit))),
    src: { start: fact.span.start, end: fact.span.end, rule: 'sequence' },
  };
}

/** The state of having matched this many bits. */
const prefixName = (length: number): string => `GOT_${String(length)}`;

const level = (isHigh: boolean): string => (isHigh ? "1'b1" : "1'b0");

function edgeOf(machine: Detector, length: number, bit: string): PlanFsm['trans'][number] {
  const { bits, kind, overlaps, input, output } = machine;
  const reached = advance(machine, length, bit);
  const isFound = kind === 'mealy' && reached === bits.length;
  const kept = overlaps ? (borders(bits)[bits.length] ?? 0) : 0;
  const to = isFound ? kept : reached;
  return {
    from: prefixName(length),
    to: prefixName(to),
    guard: bit === '1' ? input : `~${input}`,
    ...(kind === 'mealy' ? { out: { [output]: level(isFound) } } : {}),
  };
}
