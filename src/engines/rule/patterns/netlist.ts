import type { Outcome } from '../../../contracts/outcome.ts';
import { fail, ok } from '../../../contracts/outcome.ts';
import type { PlanNode } from '../../../contracts/plan.ts';
import type { GateRef, Statement, Value } from '../../../english/index.ts';
import { clockingFacts, MAIN_DOMAIN, statedReset } from '../domain.ts';
import { express } from '../express.ts';
import type { Draft, Fact, Pattern, Piece, Trouble } from '../facts.ts';
import { factsOf, NO_PIECE, troubleAt } from '../facts.ts';
import { isUnspeakable, nounOfPorts } from '../speech.ts';

/** Circuits described gate by gate: at most one gate of each kind, so that "the XOR" names one. */
export const netlist: Pattern = {
  id: 'netlist',
  hint: 'name each gate once ("the XOR"), say what its inputs are and where its output goes',
  reason: 'every gate has as many inputs as it is said to have, and every output ends at a port or a gate',
  plan: (draft, open) => {
    const facts = factsOf(open.facts, 'net');
    return facts.length === 0 ? ok(null) : planNetlist(facts, draft);
  },
};

type NetFact = Fact & { readonly statement: Extract<Statement, { readonly s: 'net' }> };

interface Gate {
  readonly kind: string;
  readonly size: number | null;
  readonly inputs: readonly Value[];
  readonly to: string | null;
  readonly fact: Fact;
}

function planNetlist(facts: readonly NetFact[], draft: Draft): Outcome<Piece | null, Trouble> {
  const gates = collect(facts);
  if (!gates.ok) return gates;
  const nodes: PlanNode[] = [];
  const reads = new Set<string>();
  for (const gate of gates.value.values()) {
    const trouble = checkGate(gate);
    if (trouble !== null) return fail(trouble);
    if (gate.to === null) continue;
    const node = nodeOf(gate, { gates: gates.value, draft, reads });
    if (!node.ok) return node;
    nodes.push(node.value);
  }
  const drives = [...gates.value.values()].flatMap((gate) => gate.to ?? []);
  const isClocked = gates.value.has('dff');
  return ok({
    ...NO_PIECE,
    nodes,
    claims: [...facts, ...(isClocked ? clockingFacts(draft) : [])],
    reads: [...reads].filter((name) => draft.inputs.some((port) => port.name === name)),
    drives,
    clocked: isClocked,
  });
}

function collect(facts: readonly NetFact[]): Outcome<ReadonlyMap<string, Gate>, Trouble> {
  const gates = new Map<string, Gate>();
  const merge = (
    ref: GateRef,
    fact: NetFact,
    more: { readonly inputs: readonly Value[]; readonly to: string | null },
  ): Trouble | null => {
    if (ref.which !== null) return troubleAt('unsupported', 'several gates of one kind are not told apart', fact.span);
    const known = gates.get(ref.kind);
    if (known !== undefined && known.to !== null && more.to !== null && known.to !== more.to)
      return troubleAt(
        'ambiguous',
        'the output of one gate goes to two outputs, or there are two such gates',
        fact.span,
      );
    if (known?.size != null && ref.inputs !== null && known.size !== ref.inputs)
      return troubleAt('ambiguous', 'two gates of one kind are not told apart', fact.span);
    const added = more.inputs.filter(
      (value) => !(known?.inputs ?? []).some((old) => JSON.stringify(old) === JSON.stringify(value)),
    );
    gates.set(ref.kind, {
      kind: ref.kind,
      size: ref.inputs ?? known?.size ?? null,
      inputs: [...(known?.inputs ?? []), ...added],
      to: more.to ?? known?.to ?? null,
      fact,
    });
    return null;
  };
  for (const fact of facts) {
    const { gate, inputs, to, into } = fact.statement;
    const ends = fact.text;
    const loop = inputs.flatMap((value) => outputNamed(value, ends));
    const first = merge(gate, fact, { inputs, to: to?.k === 'name' ? to.name : null });
    const second =
      into === null ? null : merge(into, fact, { inputs: [{ k: 'op', op: `gate:${gate.kind}`, args: [] }], to: null });
    const third = loop
      .map((one) => merge({ kind: 'dff', inputs: 1, which: null }, fact, { inputs: [], to: one }))
      .find((one) => one !== null);
    const trouble = first ?? second ?? third ?? null;
    if (trouble !== null) return fail(trouble);
  }
  return ok(gates);
}

/** "the output 'z' of the flip-flop" names the flip-flop's output on the way. */
function outputNamed(value: Value, text: string): readonly string[] {
  if (value.k !== 'name') return [];
  const pattern = new RegExp(`output\\W+${value.name}\\W+of\\s+the\\s+(?:d\\s+)?flip[ -]?flop`, 'i');
  return pattern.test(text) ? [value.name] : [];
}

function checkGate(gate: Gate): Trouble | null {
  const least = gate.kind === 'dff' || gate.kind === 'u~' ? 1 : 2;
  if (gate.inputs.length < least)
    return troubleAt('incomplete', 'a gate of the netlist lacks an input', gate.fact.span);
  if (gate.size !== null && gate.inputs.length !== gate.size)
    return troubleAt(
      'contradiction',
      `a gate said to have ${String(gate.size)} inputs is given ${String(gate.inputs.length)}`,
      gate.fact.span,
    );
  return (gate.kind === '~^' && gate.inputs.length > 2) || (least === 1 && gate.inputs.length > 1)
    ? troubleAt('unsupported', 'the gate has too many inputs', gate.fact.span)
    : null;
}

interface Net {
  readonly gates: ReadonlyMap<string, Gate>;
  readonly draft: Draft;
  readonly reads: Set<string>;
}

function nodeOf(gate: Gate, net: Net): Outcome<PlanNode, Trouble> {
  const target = net.draft.outputs.find((port) => port.name === gate.to);
  if (target?.width !== 1)
    return fail(troubleAt('unsupported', `${gate.to ?? ''} is not a one-bit output`, gate.fact.span));
  const src = { start: gate.fact.span.start, end: gate.fact.span.end, rule: 'netlist' };
  if (gate.kind !== 'dff') {
    const rhs = valueOfGate(gate, net, []);
    return rhs.ok ? ok({ kind: 'assign', lhs: target.name, rhs: rhs.value, src }) : rhs;
  }
  const [input] = gate.inputs;
  const next =
    input === undefined
      ? fail(troubleAt('incomplete', 'the flip-flop has no input', gate.fact.span))
      : inputValue(input, net, { path: [], place: gate.fact });
  if (!next.ok) return next;
  if (net.draft.clock === null) return fail(troubleAt('incomplete', 'the flip-flop has no clock', gate.fact.span));
  const reset = statedReset(net.draft);
  if (net.draft.reset !== null && reset?.value == null)
    return fail(troubleAt('incomplete', 'the reset value of the flip-flop is not stated', gate.fact.span));
  const value = reset?.value?.k === 'num' ? { reset: `1'b${reset.value.value}` } : {};
  return ok({
    kind: 'reg',
    name: target.name,
    type: { width: 1 },
    domain: MAIN_DOMAIN,
    next: next.value,
    ...value,
    src,
  });
}

function valueOfGate(gate: Gate, net: Net, path: readonly string[]): Outcome<string, Trouble> {
  if (path.includes(gate.kind))
    return fail(troubleAt('contradiction', 'the gates form a loop without a flip-flop', gate.fact.span));
  const parts: string[] = [];
  for (const input of gate.inputs) {
    const part = inputValue(input, net, { path: [...path, gate.kind], place: gate.fact });
    if (!part.ok) return part;
    parts.push(part.value);
  }
  if (gate.kind === 'u~') return ok(`~${parts[0] ?? ''}`);
  const isComplement = gate.kind.startsWith('~');
  const joined = `(${parts.join(` ${gate.kind.replace('~', '')} `)})`;
  return ok(isComplement ? `(~${joined})` : joined);
}

function inputValue(
  value: Value,
  net: Net,
  at: { readonly path: readonly string[]; readonly place: Fact },
): Outcome<string, Trouble> {
  if (value.k === 'op' && value.op.startsWith('gate:')) {
    const gate = net.gates.get(value.op.slice('gate:'.length));
    if (gate === undefined)
      return fail(troubleAt('incomplete', 'a gate is named that nothing describes', at.place.span));
    return gate.to === null ? valueOfGate(gate, net, at.path) : ok(gate.to);
  }
  const found = express(value, { draft: net.draft, noun: nounOfPorts(net.draft) });
  if (isUnspeakable(found) || found.width !== 1)
    return fail(troubleAt('unsupported', 'an input of a gate is not one bit', at.place.span));
  for (const name of namesIn(value)) net.reads.add(name);
  return ok(found.text);
}

function namesIn(value: Value): readonly string[] {
  if (value.k === 'name') return [value.name];
  return value.k === 'op' ? value.args.flatMap((arg) => namesIn(arg)) : value.k === 'index' ? namesIn(value.of) : [];
}
