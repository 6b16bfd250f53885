import type { Port } from '../facts.ts';
import type { Step, Trace } from './trace.ts';

/** A function learnt from a trace: output value by code of its inputs; `open` lists codes never seen. */
export interface Learnt {
  readonly reads: readonly Port[];
  readonly rows: ReadonlyMap<number, bigint>;
  readonly open: readonly number[];
  /** Codes that the text says never occur. */
  readonly free?: readonly number[];
}

/** What one observation says: values of the inputs (null unknown) and of the result. */
interface Observation {
  readonly from: readonly (bigint | null)[];
  readonly to: bigint | null;
}

/** Most input bits of a learnt function. */
const MAX_BITS = 14;

/**
 * Learns a function from observations; null where two contradict, or a known input gives an unknown result.
 * An unknown input beside a known result is evidence that the result does not depend on it.
 */
function learn(reads: readonly Port[], observations: readonly Observation[], isStrict: boolean): Learnt | null {
  const widths = reads.map((port) => port.width ?? 1);
  const total = widths.reduce((sum, width) => sum + width, 0);
  if (total > MAX_BITS) return null;
  const isContradicted =
    isStrict && observations.some(({ from, to }) => to === null && from.every((value) => value !== null));
  const rows = isContradicted ? null : rowsOf(observations, widths);
  if (rows === null) return null;
  const open = Array.from({ length: 2 ** total }, (_, code) => code).filter((code) => !rows.has(code));
  return { reads, rows, open };
}

/** Results by input code; null where two observations disagree. */
function rowsOf(observations: readonly Observation[], widths: readonly number[]): ReadonlyMap<number, bigint> | null {
  const rows = new Map<number, bigint>();
  for (const { from, to } of observations) {
    for (const code of to === null ? [] : codesOf(from, widths)) {
      if (to === null || (rows.get(code) ?? to) !== to) return null;
      rows.set(code, to);
    }
  }
  return rows;
}

/** All codes that agree with the known inputs. */
function codesOf(from: readonly (bigint | null)[], widths: readonly number[]): readonly number[] {
  let codes = [0];
  from.forEach((value, index) => {
    const size = 2 ** (widths[index] ?? 1);
    codes =
      value === null
        ? codes.flatMap((code) => Array.from({ length: size }, (_, low) => code * size + low))
        : codes.map((code) => code * size + Number(value));
  });
  return codes;
}

/** A circuit that explains a trace: which outputs are storage, and the function of each. */
export interface Explanation {
  readonly storage: readonly Port[];
  readonly next: ReadonlyMap<string, Learnt>;
  readonly now: ReadonlyMap<string, Learnt>;
}

/** What a trace can be explained by. */
export interface Explained {
  /** Every explanation with the fewest stored bits. */
  readonly least: readonly Explanation[];
  /** One with more stored bits that the trace does not show to behave alike; null where there is none. */
  readonly larger: Explanation | null;
}

/**
 * Explanations of a trace. Storage changes at `edge` of `clock` only, from the step before. One with more storage than
 * needed is no other circuit where the trace shows every input in every state that it was seen in: both are then closed
 * under inputs and agree on every transition.
 */
export function explain(
  trace: Trace,
  clock: { readonly name: string; readonly edge: 'pos' | 'neg' } | null,
): Explained {
  const inputs = trace.inputs.filter((port) => port.name !== clock?.name);
  const found = subsetsOf(clock === null ? [] : trace.outputs).flatMap((storage) => {
    const one = explainWith({ trace, inputs, storage, clock });
    return one === null ? [] : [{ one, bits: bitsOf(storage) }];
  });
  const fewest = Math.min(...found.map(({ bits }) => bits));
  return {
    least: found.filter(({ bits }) => bits === fewest).map(({ one }) => one),
    larger: found.find(({ one, bits }) => bits > fewest && !isClosed(one, trace))?.one ?? null,
  };
}

const bitsOf = (ports: readonly Port[]): number => ports.reduce((sum, port) => sum + (port.width ?? 1), 0);

/** Whether every input is shown in every state that was seen. Codes have the inputs first, then the storage. */
function isClosed({ storage, next, now }: Explanation, trace: Trace): boolean {
  const size = 2 ** bitsOf(storage);
  const widths = storage.map((port) => port.width ?? 1);
  const seen = new Set(
    trace.steps.flatMap((step) => {
      const values = valuesAt(storage, step);
      return values.includes(null) ? [] : codesOf(values, widths);
    }),
  );
  return [...next.values(), ...now.values()].every((learnt) => learnt.open.every((code) => !seen.has(code % size)));
}

function subsetsOf(outputs: readonly Port[]): readonly (readonly Port[])[] {
  const few = outputs.slice(0, 6);
  return Array.from({ length: 2 ** few.length }, (_, code) =>
    few.filter((_port, index) => Math.floor(code / 2 ** index) % 2 === 1),
  );
}

interface Hypothesis {
  readonly trace: Trace;
  readonly inputs: readonly Port[];
  readonly storage: readonly Port[];
  readonly clock: { readonly name: string; readonly edge: 'pos' | 'neg' } | null;
}

function explainWith(hypothesis: Hypothesis): Explanation | null {
  const { trace, inputs, storage } = hypothesis;
  const reads = [...inputs, ...storage];
  const next = new Map<string, Learnt>();
  const now = new Map<string, Learnt>();
  for (const port of storage) {
    const learnt = holdsBetween(hypothesis, port) ? learn(reads, edgesOf(hypothesis, port), true) : null;
    if (learnt === null) return null;
    next.set(port.name, learnt);
  }
  for (const port of trace.outputs.filter((one) => !storage.includes(one))) {
    const learnt = learn(
      reads,
      trace.steps.map((step) => ({ from: valuesAt(reads, step), to: step.values.get(port.name) ?? null })),
      true,
    );
    if (learnt === null) return null;
    now.set(port.name, learnt);
  }
  return { storage, next, now };
}

const valuesAt = (ports: readonly Port[], step: Step): readonly (bigint | null)[] =>
  ports.map((port) => step.values.get(port.name) ?? null);

function isEdge(before: Step, after: Step, clock: { readonly name: string; readonly edge: 'pos' | 'neg' }): boolean {
  const [from, to] = clock.edge === 'pos' ? [0n, 1n] : [1n, 0n];
  return before.values.get(clock.name) === from && after.values.get(clock.name) === to;
}

/** Storage must not change where there is no edge. */
function holdsBetween({ trace, clock }: Hypothesis, port: Port): boolean {
  return trace.steps.every((step, index) => {
    const before = trace.steps[index - 1];
    if (before === undefined || clock === null || isEdge(before, step, clock)) return true;
    return before.values.get(port.name) === step.values.get(port.name);
  });
}

function edgesOf({ trace, inputs, storage, clock }: Hypothesis, port: Port): readonly Observation[] {
  const reads = [...inputs, ...storage];
  return trace.steps.flatMap((step, index) => {
    const before = trace.steps[index - 1];
    if (before === undefined || clock === null || !isEdge(before, step, clock)) return [];
    return [{ from: valuesAt(reads, before), to: step.values.get(port.name) ?? null }];
  });
}
