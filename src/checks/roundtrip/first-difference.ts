import type { Evidence, TraceStep } from '../../contracts/verdict.ts';
import { splitOutputs } from '../joined-outputs.ts';
import { type RoundTripBench, stepMark } from './bench-text.ts';

/** A bench with the name behind which it prints. */
export type NoncedBench = RoundTripBench & { readonly nonce: string };

/** Comparisons before the first difference that are kept with it. */
const STEPS_BEFORE = 7;

/** The first comparison that differs, with some before it where the bench printed them; null where none was printed. */
export function firstDifference(output: string, bench: NoncedBench): Evidence | null {
  const mark = `${stepMark(bench.nonce)} `;
  const lines = output.split('\n').filter((line) => line.startsWith(mark));
  const steps = lines.slice(-1 - STEPS_BEFORE).map((line) => stepOf(line.slice(mark.length).trim().split(' '), bench));
  const last = steps.at(-1);
  if (last === undefined) return null;
  const signals = bench.outputs.map(({ name }) => name).filter((name) => isDifferent(last, name));
  return { kind: 'counterexample', trace: steps, atStep: last.step, signals, replayedIn: 'icarus' };
}

/** Bits that are not compared stand as `-` among the expected ones. */
function stepOf(cells: readonly string[], { inputs, outputs }: NoncedBench): TraceStep {
  const [got = '', want = '', care = ''] = cells.slice(1 + inputs.length);
  const cared = [...want].map((bit, at) => (care[at] === '1' ? bit : '-')).join('');
  return {
    step: Number(cells[0]),
    inputs: Object.fromEntries(inputs.map((name, at) => [name, cells[1 + at] ?? ''])),
    got: splitOutputs(got, outputs),
    expected: splitOutputs(cared, outputs),
  };
}

const isDifferent = ({ got, expected }: TraceStep, name: string): boolean =>
  [...(expected[name] ?? '')].some((bit, at) => bit !== '-' && bit !== got[name]?.[at]);
