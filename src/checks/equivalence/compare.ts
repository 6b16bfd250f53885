import type { TraceStep } from '../../contracts/verdict.ts';
import type { Netlist, Row } from '../../formal/index.ts';
import { splitOutputs } from '../joined-outputs.ts';
import { comparedPorts } from './testbench.ts';

/** Four-state comparison of two runs over the same rows. */
export interface Comparison {
  readonly compared: number;
  readonly mismatched: number;
  /** Rows in which the golden showed at least one 0 or 1. */
  readonly knownRows: number;
  /** First row that differs; null where none does. */
  readonly firstRow: number | null;
  /** Whether every difference is an x or z of the candidate, never the opposite value. */
  readonly onlyUnknown: boolean;
}

/** Golden x and z are don't-care; any other candidate bit must be the same, so an x against 0 or 1 differs. */
export function compareRows(golden: readonly string[], candidate: readonly string[], from = 0): Comparison {
  let mismatched = 0;
  let knownRows = 0;
  let firstRow: number | null = null;
  let onlyUnknown = true;
  for (let row = from; row < golden.length; row++) {
    const want = golden[row] ?? '';
    const got = candidate[row] ?? '';
    const found = compareBits(want, got);
    if (found.known) knownRows++;
    if (found.opposite) onlyUnknown = false;
    if (!found.opposite && !found.unknown) continue;
    mismatched++;
    firstRow ??= row;
  }
  return { compared: Math.max(0, golden.length - from), mismatched, knownRows, firstRow, onlyUnknown };
}

function compareBits(
  want: string,
  got: string,
): { readonly known: boolean; readonly opposite: boolean; readonly unknown: boolean } {
  if (want === got) return { known: /[01]/.test(want), opposite: false, unknown: false };
  let known = false;
  let opposite = false;
  let unknown = false;
  for (let i = 0; i < want.length; i++) {
    const bit = want[i];
    if (bit !== '0' && bit !== '1') continue;
    known = true;
    const other = got[i];
    if (other === bit) continue;
    if (other === '0' || other === '1') opposite = true;
    else unknown = true;
  }
  return { known, opposite, unknown };
}

/** Rows up to the first difference as a counterexample, and the output ports that differ there. */
export function traceOf(
  golden: Netlist,
  run: { readonly rows: readonly Row[]; readonly golden: readonly string[]; readonly candidate: readonly string[] },
  firstRow: number,
): { readonly trace: readonly TraceStep[]; readonly signals: readonly string[] } {
  const outputs = comparedPorts(golden.ports).map(({ name, bits }) => ({ name, width: bits.length }));
  const trace = run.rows.slice(0, firstRow + 1).map((inputs, step) => ({
    step,
    inputs,
    expected: splitOutputs(run.golden[step] ?? '', outputs),
    got: splitOutputs(run.candidate[step] ?? '', outputs),
  }));
  const last = trace.at(-1);
  const signals = outputs
    .map((port) => port.name)
    .filter((name) => {
      const found = compareBits(last?.expected[name] ?? '', last?.got[name] ?? '');
      return found.opposite || found.unknown;
    });
  return { trace, signals };
}
