import type { FactPort } from '../../stimulus/facts.ts';
import { type InputLayout, withField } from '../../stimulus/layout.ts';
import type { StimulusStep } from '../../stimulus/step.ts';
import { splitOutputs } from '../joined-outputs.ts';
import type { Observation } from './observe.ts';

/** One time step of a trace that a specification shows; binary digits by port, ports and digits may be unknown. */
export interface ShownStep {
  readonly values: Readonly<Record<string, string>>;
}

/** How a step is played: flip-flops see the data of the same step, or of the step before. */
export type ReplayOrder = 'data-first' | 'clock-first';

/** A trace as stimulus, with the point at which each of its steps has settled. */
export interface Replay {
  readonly steps: readonly StimulusStep[];
  /** Point of each step of the trace. */
  readonly settled: readonly number[];
}

/** Makes stimulus of a trace. Digits that a step leaves unknown keep their value. */
export function replayOf(layout: InputLayout, trace: readonly ShownStep[], order: ReplayOrder): Replay {
  const steps: StimulusStep[] = [];
  const settled: number[] = [];
  let current = 0n;
  let points = 0;
  const play = (step: StimulusStep): void => {
    steps.push(step);
    points += step.toggle === null ? 1 : 2;
  };
  for (const { values } of trace) {
    const next = packed(layout, values, current);
    const toggles = layout.clocks.filter(({ at }) => ((next ^ current) >> BigInt(at)) & 1n).map(({ at }) => at);
    const before = order === 'data-first' ? next : current;
    for (const toggle of toggles) play({ data: before, toggle, repeat: 1 });
    if (order === 'clock-first' || toggles.length === 0) play({ data: next, toggle: null, repeat: 1 });
    current = next;
    settled.push(points - 1);
  }
  return { steps, settled };
}

function packed(layout: InputLayout, values: ShownStep['values'], before: bigint): bigint {
  return layout.fields.reduce((all, field) => {
    const digits = values[field.name];
    const isKnown = digits !== undefined && /^[01]+$/.test(digits);
    return isKnown ? withField(all, field, BigInt(`0b${digits}`)) : all;
  }, before);
}

/** How a replay went: output digits that the trace shows, and those that differ. */
export interface ReplayResult {
  readonly compared: number;
  /** Digits that are not the shown ones, unknown ones among them. */
  readonly mismatched: number;
  /** Of them those that are 0 for 1 or 1 for 0: the trace denies them, however the design started. */
  readonly contradicted: number;
  /** The first step with such a digit; null where there is none. */
  readonly first: ReplayDifference | null;
}

/** A step of a trace, by index, at which a design shows something else. */
export interface ReplayDifference {
  readonly step: number;
  readonly got: Readonly<Record<string, string>>;
}

/**
 * Whether a trace says all that a replay needs: every input is known in every step, and every clock moves. A trace that
 * leaves a reset or the clock out shows something else than what would be played.
 */
export const isReplayable = (layout: InputLayout, trace: readonly ShownStep[]): boolean =>
  layout.fields.every(({ name }) => trace.some(({ values }) => /^[01]+$/.test(values[name] ?? ''))) &&
  layout.clocks
    .filter(({ role }) => role === 'clock')
    .map(({ at }) => layout.fields.find((field) => field.at <= at && at < field.at + field.width)?.name ?? '')
    .every((name) => new Set(trace.map(({ values }) => values[name])).size > 1);

/** Compares an observation with what the trace shows. Unknown digits of the trace match anything. */
export function compareReplay(
  trace: readonly ShownStep[],
  { settled }: Pick<Replay, 'settled'>,
  seen: { readonly observation: Observation; readonly outputs: readonly FactPort[] },
): ReplayResult {
  const total = { compared: 0, mismatched: 0, contradicted: 0 };
  let first: ReplayDifference | null = null;
  trace.forEach(({ values }, step) => {
    const point = settled[step] ?? 0;
    const value = seen.observation.changes.findLast((change) => change.point <= point)?.value ?? '';
    const got = splitOutputs(value, seen.outputs);
    const before = total.contradicted;
    for (const { name, width } of seen.outputs) {
      const result = compareDigits(values[name]?.padStart(width, '0') ?? '', got[name] ?? '');
      total.compared += result.compared;
      total.mismatched += result.mismatched;
      total.contradicted += result.contradicted;
    }
    if (first === null && total.contradicted > before) first = { step, got };
  });
  return { ...total, first };
}

/** Digits shown as 0 or 1, and those of them that differ. */
function compareDigits(shown: string, got: string): Omit<ReplayResult, 'first'> {
  const known = [...shown].map((digit, at) => ({ digit, at })).filter(({ digit }) => digit === '0' || digit === '1');
  const wrong = known.filter(({ digit, at }) => got[at] !== digit);
  const contradicted = wrong.filter(({ at }) => got[at] === '0' || got[at] === '1').length;
  return { compared: known.length, mismatched: wrong.length, contradicted };
}
