import type { Evidence } from '../contracts/verdict.ts';
import type { BranchCount } from '../formal/index.ts';
import type { StimulusPlan } from '../stimulus/plan.ts';
import type { ComparisonResult, Toggles } from '../stimulus/result-channel.ts';
import { toggledBits } from '../stimulus/result-channel.ts';
import type { BranchCoverage } from './branch-coverage.ts';
import type { SimulatorId } from './random-simulation-run.ts';

/** A last quarter that meets this share of new situations calls for another round. */
const NEW_SHARE = 0.05;

/** What the rounds so far came to. */
export interface Tally {
  readonly compared: number;
  readonly known: number;
  readonly zeros: string;
  readonly ones: string;
  /** Branches of the golden taken so far; null where it is not modelled. */
  readonly branches: BranchCount | null;
  /** Whether the last quarter of the last round toggled a bit or took a branch for the first time, or met new situations. */
  readonly grew: boolean;
  readonly lastMs: number;
  readonly exhaustive: boolean;
}

/** Before the first round. */
export const EMPTY_TALLY: Tally = {
  compared: 0,
  known: 0,
  zeros: '',
  ones: '',
  branches: null,
  grew: true,
  lastMs: 0,
  exhaustive: false,
};

type PlayedBranches = ReturnType<BranchCoverage['played']>;

/** Adds what the golden's branches say of the round added last. */
export const withBranches = (total: Tally, branches: PlayedBranches | null): Tally =>
  branches === null
    ? total
    : { ...total, branches: branches.late, grew: total.grew || branches.late.hit > branches.early.hit };

/** A round that was played. */
export interface Round {
  readonly result: ComparisonResult;
  readonly plan: StimulusPlan;
  readonly wallMs: number;
}

/** Adds a round. */
export function added(before: Tally, { result, plan, wallMs }: Round): Tally {
  const none: Toggles = { zeros: '', ones: '', situations: 0 };
  const late = result.toggles.at(-1) ?? none;
  const early = result.toggles.length > 1 ? (result.toggles[0] ?? late) : none;
  const zeros = unionOf(before.zeros, late.zeros);
  const ones = unionOf(before.ones, late.ones);
  const soFar = toggledBits({ zeros: unionOf(before.zeros, early.zeros), ones: unionOf(before.ones, early.ones) });
  return {
    compared: before.compared + result.compared,
    known: before.known + result.known,
    zeros,
    ones,
    branches: before.branches,
    grew: toggledBits({ zeros, ones }) > soFar || late.situations > early.situations * (1 + NEW_SHARE),
    lastMs: wallMs,
    exhaustive: plan.exhaustive,
  };
}

const unionOf = (a: string, b: string): string =>
  Array.from({ length: Math.max(a.length, b.length) }, (_, at) => (a[at] === '1' || b[at] === '1' ? '1' : '0')).join(
    '',
  );

/** The evidence of all rounds. */
export function evidenceOf(
  job: { readonly seed: number; readonly simulator: SimulatorId },
  total: Tally,
  mismatched: number,
): readonly Evidence[] {
  const { compared, known, zeros, ones, branches } = total;
  return [
    { kind: 'samples', compared, mismatched, expected: null, seed: job.seed, simulator: job.simulator },
    { kind: 'coverage', what: 'known-samples', hit: known, of: compared },
    { kind: 'coverage', what: 'toggle', hit: toggledBits({ zeros, ones }), of: zeros.length },
    ...(branches === null ? [] : [{ kind: 'coverage', what: 'branch', ...branches } as const]),
  ];
}
