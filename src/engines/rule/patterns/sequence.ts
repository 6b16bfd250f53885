import type { Outcome } from '../../../contracts/outcome.ts';
import { fail, ok } from '../../../contracts/outcome.ts';
import type { PlanFsm } from '../../../contracts/plan.ts';
import type { Statement, Value } from '../../../english/index.ts';
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
  const [bits = '', kind = ''] = (fact.statement.text ?? '').split('/');
  if (kind !== 'mealy' && kind !== 'moore')
    return fail(
      troubleAt('ambiguous', 'the text does not say whether the detector is a Mealy or a Moore machine', fact.span),
    );
  const outputs = facts.filter((one) => one.statement.fact === 'sequence-output');
  const other = outputs.find((one) => one.statement.text !== bits);
  if (other !== undefined) return fail(troubleAt('contradiction', 'the text names two sequences', other.span));
  const input = portOf(fact.statement.values[0], draft.inputs) ?? soleBit(draft);
  const [sole] = open.outputs.length === 1 ? open.outputs : [];
  const output = portOf(outputs[0]?.statement.values[0], draft.outputs) ?? sole;
  if (input?.width !== 1 || output?.width !== 1 || draft.clock === null)
    return fail(troubleAt('ambiguous', 'a detector needs a clock, one serial input and one output', fact.span));
  const overlaps = facts.filter((one) => one.statement.fact === 'sequence-overlap');
  const isSelfOverlapping = borders(bits)[bits.length] !== 0;
  if (overlaps.length === 0 && isSelfOverlapping)
    return fail(troubleAt('incomplete', 'the text does not say whether occurrences may overlap', fact.span));
  if (statedReset(draft) !== null)
    return fail(troubleAt('unsupported', 'a reset value of the detector is not understood', fact.span));
  const node = detector({ bits, kind, input: input.name, output: output.name }, fact);
  const counts = facts.filter((one) => one.statement.fact === 'state-count');
  const wrong = counts.find((one) => one.statement.n !== node.states.length);
  if (wrong !== undefined)
    return fail(troubleAt('contradiction', `the detector needs ${String(node.states.length)} states`, wrong.span));
  return ok({
    ...NO_PIECE,
    nodes: [node],
    claims: [fact, ...outputs, ...overlaps, ...counts, ...clockingFacts(draft)],
    reads: [input.name],
    drives: [output.name],
    clocked: true,
  });
}

function portOf(value: Value | undefined, ports: readonly Port[]): Port | undefined {
  return value?.k === 'name' ? ports.find((port) => port.name === value.name) : undefined;
}

function soleBit(draft: Draft): Port | undefined {
  const bits = draft.inputs.filter(
    (port) => port.width === 1 && port.name !== draft.clock?.name && port.name !== draft.reset?.signal,
  );
  return bits.length === 1 ? bits[0] : undefined;
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

/** Prefix reached from `length` matched bits by one more bit. */
function advance(bits: string, length: number, bit: string): number {
  const table = borders(bits);
  let at = length === bits.length ? (table[length] ?? 0) : length;
  while (at > 0 && bits[at] !== bit) at = table[at] ?? 0;
  return bits[at] === bit ? at + 1 : 0;
}

interface Detector {
  readonly bits: string;
  readonly kind: 'mealy' | 'moore';
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

function edgeOf({ bits, kind, input, output }: Detector, length: number, bit: string): PlanFsm['trans'][number] {
  const reached = advance(bits, length, bit);
  const isFound = kind === 'mealy' && reached === bits.length;
  const to = isFound ? (borders(bits)[bits.length] ?? 0) : reached;
  return {
    from: prefixName(length),
    to: prefixName(to),
    guard: bit === '1' ? input : `~${input}`,
    ...(kind === 'mealy' ? { out: { [output]: level(isFound) } } : {}),
  };
}
