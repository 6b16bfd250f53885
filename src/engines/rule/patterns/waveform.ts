import type { Outcome } from '../../../contracts/outcome.ts';
import { fail, ok } from '../../../contracts/outcome.ts';
import { GUESS_RULE, type PlanNode } from '../../../contracts/plan.ts';
import type { WaveformPart } from '../../../contracts/spec-parts.ts';
import { MAIN_DOMAIN } from '../domain.ts';
import type { Draft, OpenWork, Pattern, Piece, PlanAssumption, Port, Trouble } from '../facts.ts';
import { factsOf, NO_PIECE, troubleAt } from '../facts.ts';
import { type Explained, type Explanation, explain, type Learnt } from '../waveform/infer.ts';
import { withoutNever } from '../waveform/never.ts';
import { openPoints, sizeOf } from '../waveform/open.ts';
import { type Trace, traceOf } from '../waveform/trace.ts';

/** A simulation trace that is the spec: the circuit with the least storage that gives it, if only one can. */
export const waveform: Pattern = {
  id: 'waveform',
  hint: 'show every port in the trace, and every combination of inputs and state at least once',
  reason: 'a circuit is claimed only when the trace fixes its functions for all inputs and states',
  plan: (draft, open) => {
    const [part] = open.parts.filter((one) => one.kind === 'waveform');
    return part === undefined ? ok(null) : planTrace(part, draft, open);
  },
};

function planTrace(part: WaveformPart, draft: Draft, open: OpenWork): Outcome<Piece | null, Trouble> {
  if (open.outputs.length < draft.outputs.length) return ok(null);
  const trace = traceOf(part, draft);
  if (!trace.ok) return trace;
  const edge = draft.clock?.edge === 'neg' ? 'neg' : 'pos';
  if (draft.clock?.edge === 'both')
    return fail(troubleAt('unsupported', 'a trace with both clock edges is not inferred', part.span));
  const shown = explain(trace.value, draft.clock === null ? null : { name: draft.clock.name, edge });
  const excluded = withoutNever(shown, draft);
  if (!excluded.ok) return excluded;
  const { explained: found, never } = excluded.value;
  const chosen = chosenOf(found, draft, part);
  if (!chosen.ok) return chosen;
  const { only, assumptions } = chosen.value;
  const unsettled = unsettledReset(only, { part, draft, trace: trace.value });
  if (unsettled !== null) return fail(unsettled);
  const told = factsOf(draft.facts, 'fact').filter((fact) =>
    ['storage-bits', 'storage-visible'].includes(fact.statement.fact),
  );
  const bits = only.storage.reduce((sum, port) => sum + (port.width ?? 1), 0);
  const wrong = told.find(({ statement }) =>
    statement.fact === 'storage-bits'
      ? statement.n !== bits
      : !only.storage.some((port) => statement.values[0]?.k === 'name' && statement.values[0].name === port.name),
  );
  if (wrong !== undefined)
    return fail(troubleAt('contradiction', 'what the text says of the storage does not fit the trace', wrong.span));
  return ok({ ...pieceOf(only, { part, draft, trace: trace.value }), claims: [...told, ...never], assumptions });
}

interface Chosen {
  readonly only: Explanation;
  readonly assumptions: readonly PlanAssumption[];
}

/** The circuit that the trace fixes; where it fixes none, the preferred one if a guess was asked for, as an assumption. */
function chosenOf({ least, larger }: Explained, draft: Draft, part: WaveformPart): Outcome<Chosen, Trouble> {
  const isGuess = draft.guess === true;
  const bySize =
    isGuess && least.length > 1
      ? least.map((one) => ({ one, size: sizeOf(one) })).toSorted((left, right) => left.size - right.size)
      : least.map((one) => ({ one, size: 0 }));
  const [only, rival] = bySize;
  if (only === undefined)
    return fail(troubleAt('unsupported', 'no circuit whose storage is all visible gives this trace', part.span));
  if (rival !== undefined && (!isGuess || rival.size === only.size)) {
    const rivals = `one that stores ${storageWords(only.one)} and one that stores ${storageWords(rival.one)}`;
    const detail = `two different circuits with equally little storage give this trace: ${rivals}`;
    return fail(troubleAt('ambiguous', detail, part.span));
  }
  const open = openPoints(only.one);
  if (open.rivals !== null && !isGuess) {
    const detail = `the trace never shows ${open.words}, so more than one circuit gives it: ${open.rivals}`;
    return fail(troubleAt('incomplete', detail, part.span));
  }
  if (larger !== null && !isGuess) {
    const rivals = `one stores ${storageWords(only.one)}, another ${storageWords(larger)}`;
    const detail = `the trace does not show every input in every state, so circuits with more storage give it too: ${rivals}`;
    return fail(troubleAt('incomplete', detail, part.span));
  }
  const other = rival?.one ?? larger;
  const why = [
    ...(other === null ? [] : [`another circuit that stores ${storageWords(other)} gives the trace too`]),
    ...(open.rivals === null ? [] : [`the trace never shows ${open.words}`]),
  ];
  return ok({ only: only.one, assumptions: why.length === 0 ? [] : [guessOf(why)] });
}

const storageWords = ({ storage }: Explanation): string =>
  storage.length === 0 ? 'nothing' : storage.map((port) => port.name).join(' and ');

const guessOf = (why: readonly string[]): PlanAssumption => ({
  text: `a guess: ${why.join(' and ')}; of the circuits that give the trace, this has the least storage and then the smallest function`,
  rule: GUESS_RULE,
  severity: 'inference',
});

interface Shown {
  readonly part: WaveformPart;
  readonly draft: Draft;
  readonly trace: Trace;
}

/**
 * A reset is one more input of the next states, which fits a synchronous one. Unless the text says that it is, the trace
 * must refute the other kind: while the reset is active, an asynchronous one would show one and the same value throughout.
 */
function unsettledReset(found: Explanation, { part, draft, trace }: Shown): Trouble | null {
  const { reset } = draft;
  if (reset === null || found.storage.length === 0) return null;
  const kinds = factsOf(draft.facts, 'reset').flatMap(({ statement }) => statement.reset.kind ?? []);
  if (kinds.includes('async'))
    return troubleAt('unsupported', 'a trace with an asynchronous reset is not inferred', part.span);
  const active = reset.active === 'high' ? 1n : 0n;
  const under = trace.steps.filter((step) => step.values.get(reset.signal) === active);
  const isRefuted = found.storage.some(
    ({ name }) => new Set(under.map((step) => step.values.get(name) ?? null)).size > 1,
  );
  const detail = `the trace does not show whether ${reset.signal} waits for the clock, and the text does not say`;
  return kinds.includes('sync') || isRefuted ? null : troubleAt('incomplete', detail, part.span);
}

/** The value that a trace shows of a register before any edge. */
function startOf(port: Port, trace: Trace): { readonly init?: string } {
  const value = trace.steps[0]?.values.get(port.name) ?? null;
  return value === null ? {} : { init: `${String(port.width ?? 1)}'d${value.toString()}` };
}

function pieceOf(found: Explanation, { part, draft, trace }: Shown): Piece {
  const taken = new Set(draft.ports.map((port) => port.name));
  const nodes: PlanNode[] = [];
  const src = { start: part.span.start, end: part.span.end, rule: 'waveform' };
  for (const port of found.storage) {
    const learnt = found.next.get(port.name);
    if (learnt === undefined) continue;
    const name = freshName(`${port.name}_next`, taken);
    const width = port.width ?? 1;
    nodes.push({ kind: 'net', name, type: { width } }, tableOf({ learnt, target: name, width }, src), {
      kind: 'reg',
      name: port.name,
      type: { width },
      domain: MAIN_DOMAIN,
      next: name,
      ...startOf(port, trace),
      src,
    });
  }
  for (const [name, learnt] of found.now) {
    const port = draft.outputs.find((one) => one.name === name);
    nodes.push(tableOf({ learnt, target: name, width: port?.width ?? 1 }, src));
  }
  const isClocked = found.storage.length > 0;
  return {
    ...NO_PIECE,
    nodes,
    parts: [part],
    reads: [
      ...new Set(
        [...found.next.values(), ...found.now.values()].flatMap((one) => one.reads.map((port: Port) => port.name)),
      ),
    ],
    drives: draft.outputs.map((port) => port.name),
    clocked: isClocked,
  };
}

function freshName(wanted: string, taken: Set<string>): string {
  let name = wanted;
  while (taken.has(name)) name = `${name}_`;
  taken.add(name);
  return name;
}

interface Target {
  readonly learnt: Learnt;
  readonly target: string;
  readonly width: number;
}

function tableOf({ learnt, target, width }: Target, src: { start: number; end: number; rule: string }): PlanNode {
  const widths = learnt.reads.map((port) => port.width ?? 1);
  const total = widths.reduce((sum, one) => sum + one, 0);
  const rows = [...learnt.rows]
    .sort((left, right) => left[0] - right[0])
    .map(([code, value]) => ({
      in: cut(code.toString(2).padStart(total, '0'), widths),
      out: [value.toString(2).padStart(width, '0')],
    }));
  return {
    kind: 'table',
    inputs: learnt.reads.map((port) => port.name),
    outputs: [target],
    rows,
    origin: 'waveform',
    ...(learnt.open.length + (learnt.free?.length ?? 0) === 0
      ? { missing: 'error' }
      : { missing: 'dontcare', dontcare_policy: 'free' }),
    src,
  };
}

function cut(bits: string, widths: readonly number[]): string[] {
  let at = 0;
  return widths.map((width) => {
    at += width;
    return bits.slice(at - width, at);
  });
}
