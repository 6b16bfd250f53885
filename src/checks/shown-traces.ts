import type { Evidence, Verdict } from '../contracts/verdict.ts';
import { observeCandidates, type ReplayResult, type ShownStep } from './agreement.ts';
import type { CheckEnvironment, DesignText } from './check-environment.ts';
import { type Finding, finding, verdictOf } from './verdict.ts';

export interface ShownTracesRequest {
  readonly design: DesignText;
  /** Traces that the specification shows, binary digits by port. */
  readonly traces: readonly (readonly ShownStep[])[];
  readonly seed: number;
  /** A new unguessable name on every call. */
  readonly nonce: () => string;
}

/** Clock cycles beside the traces; only these are looked at here. */
const OTHER_CYCLES = 1;

/** Share of the shown digits that may stay unknown beside those that agree. */
const MAX_UNKNOWN_SHARE = 0.5;

/**
 * Replays the traces of a specification on a design, from power-up, in the order of data and clock that fits it better.
 * `fail` where a known digit is denied. Digits that stay unknown, as from registers without a start value, deny nothing;
 * where most do, the answer is `unknown`. `skipped` where no trace gives every input.
 */
export async function checkShownTraces(request: ShownTracesRequest, environment: CheckEnvironment): Promise<Verdict> {
  const startedAt = environment.now();
  const found = await replayed(request, environment);
  return verdictOf('roundtrip', found, environment.now() - startedAt);
}

async function replayed(request: ShownTracesRequest, environment: CheckEnvironment): Promise<Finding> {
  const { design, traces, seed, nonce } = request;
  if (traces.length === 0) return finding('skipped', 'The specification shows no trace.');
  const { candidates, outputs } = await observeCandidates(environment, {
    candidates: [{ design, weight: 1 }],
    expected: [],
    seed,
    cycles: OTHER_CYCLES,
    atOnce: 1,
    nonce,
    traces,
  });
  const [seen] = candidates;
  if (seen === undefined || seen.observation === null) {
    return finding('unknown', `The design could not be observed: ${seen?.trouble?.detail ?? 'it was not admitted'}`);
  }
  const compared = seen.replays.reduce((sum, one) => sum + one.compared, 0);
  if (compared === 0) return finding('skipped', 'No trace of the specification gives every input.');
  const mismatched = seen.replays.reduce((sum, one) => sum + one.mismatched, 0);
  const samples: Evidence = {
    kind: 'samples',
    compared,
    mismatched,
    expected: compared,
    seed: null,
    simulator: 'icarus',
  };
  const denied = seen.replays.findIndex((one) => one.contradicted > 0);
  const of = `${compared} digits of the trace in the specification`;
  if (denied >= 0) {
    const shown = differenceOf(traces[denied] ?? [], { replay: seen.replays[denied], outputs });
    const evidence = shown === null ? [samples] : [samples, shown];
    return finding('fail', `${mismatched} of ${of} differ.`, evidence);
  }
  if (mismatched === 0) return finding('pass', `The design reproduces ${of}.`, [samples]);
  const status = mismatched > compared * MAX_UNKNOWN_SHARE ? 'unknown' : 'pass';
  return finding(status, `${mismatched} of ${of} stay unknown, the others agree.`, [samples]);
}

/** Steps of the trace before the first difference that are kept with it. */
const STEPS_BEFORE = 7;

function differenceOf(
  trace: readonly ShownStep[],
  seen: { readonly replay: ReplayResult | undefined; readonly outputs: readonly { readonly name: string }[] },
): Evidence | null {
  const first = seen.replay?.first ?? null;
  if (first === null) return null;
  const names = new Set(seen.outputs.map(({ name }) => name));
  const steps = trace.slice(Math.max(0, first.step - STEPS_BEFORE), first.step + 1).map(({ values }, index, all) => {
    const step = first.step - (all.length - 1 - index);
    const split = (isOutput: boolean): Readonly<Record<string, string>> =>
      Object.fromEntries(Object.entries(values).filter(([name]) => names.has(name) === isOutput));
    // Steps before the first difference are as the trace shows them, up to digits that are unknown.
    return { step, inputs: split(false), expected: split(true), got: step === first.step ? first.got : split(true) };
  });
  const last = steps.at(-1);
  const signals = [...names].filter((name) => isDenied(last?.expected[name] ?? '', last?.got[name] ?? ''));
  return { kind: 'counterexample', trace: steps, atStep: first.step, signals, replayedIn: 'icarus' };
}

const isDenied = (shown: string, got: string): boolean =>
  [...shown.padStart(got.length, '0')].some(
    (digit, at) => `${digit}${got[at]}` === '01' || `${digit}${got[at]}` === '10',
  );
