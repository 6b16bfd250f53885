import type { Outcome } from '../../../contracts/outcome.ts';
import { fail, ok } from '../../../contracts/outcome.ts';
import type { PlanNode } from '../../../contracts/plan.ts';
import type { WaveformPart } from '../../../contracts/spec-parts.ts';
import { MAIN_DOMAIN } from '../domain.ts';
import type { Draft, OpenWork, Pattern, Piece, Port, Trouble } from '../facts.ts';
import { factsOf, NO_PIECE, troubleAt } from '../facts.ts';
import { type Explanation, explain, type Learnt } from '../waveform/infer.ts';
import { traceOf } from '../waveform/trace.ts';

/** A simulation trace that is the spec: the circuit with the least storage that gives it, if only one can. */
export const waveform: Pattern = {
  id: 'waveform',
  hint: 'show every port in the trace, and every combination of inputs and state at least once',
  reason: 'a circuit is claimed only when the trace fixes its functions for all inputs and states',
  plan: (draft, open) => {
    const [part] = open.parts.filter((one) => one.kind === 'waveform');
    if (part === undefined) return ok(null);
    const isSpec = factsOf(draft.facts, 'part').some((fact) =>
      fact.statement.nouns.some((noun) => noun === 'waveform' || noun === 'shown'),
    );
    return isSpec ? planTrace(part, draft, open) : ok(null);
  },
};

function planTrace(part: WaveformPart, draft: Draft, open: OpenWork): Outcome<Piece | null, Trouble> {
  if (open.outputs.length < draft.outputs.length) return ok(null);
  const trace = traceOf(part, draft);
  if (!trace.ok) return trace;
  if (draft.reset !== null)
    return fail(troubleAt('unsupported', 'a trace with a reset input is not inferred', part.span));
  const edge = draft.clock?.edge === 'neg' ? 'neg' : 'pos';
  if (draft.clock?.edge === 'both')
    return fail(troubleAt('unsupported', 'a trace with both clock edges is not inferred', part.span));
  const found = explain(trace.value, draft.clock === null ? null : { name: draft.clock.name, edge });
  const [only, rival] = found;
  if (only === undefined)
    return fail(troubleAt('unsupported', 'no circuit whose storage is all visible gives this trace', part.span));
  if (rival !== undefined)
    return fail(
      troubleAt('ambiguous', 'two different circuits with equally little storage give this trace', part.span),
    );
  const openPoint = firstOpen(only);
  if (openPoint !== null) return fail(troubleAt('incomplete', openPoint, part.span));
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
  return ok({ ...pieceOf(only, part, draft), claims: told });
}

function firstOpen(found: Explanation): string | null {
  for (const [name, learnt] of [...found.next, ...found.now]) {
    const [code] = learnt.open;
    if (code !== undefined)
      return `the trace never shows ${name} for ${caseOf(learnt, code)}, so more than one circuit gives it`;
  }
  return null;
}

function caseOf(learnt: Learnt, code: number): string {
  let rest = code;
  const values = [...learnt.reads].reverse().map((port) => {
    const size = 2 ** (port.width ?? 1);
    const text = `${port.name}=${String(rest % size)}`;
    rest = Math.floor(rest / size);
    return text;
  });
  return values.reverse().join(', ');
}

function pieceOf(found: Explanation, part: WaveformPart, draft: Draft): Piece {
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
    missing: 'error',
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
