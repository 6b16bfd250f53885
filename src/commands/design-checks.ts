import { randomBytes } from 'node:crypto';
import { againstGolden } from '../checks/against-golden.ts';
import { alignmentVerdict } from '../checks/alignment.ts';
import type { CheckEnvironment, DesignText } from '../checks/check-environment.ts';
import { checkProperties } from '../checks/properties.ts';
import { checkRoundTrip } from '../checks/roundtrip/index.ts';
import { withShortDifference } from '../checks/short-difference.ts';
import { checkShownTraces } from '../checks/shown-traces.ts';
import { climb } from '../checks/suite.ts';
import type { TestbenchText } from '../checks/testbench.ts';
import type { DesignPlan } from '../contracts/plan.ts';
import type { Spec } from '../contracts/spec.ts';
import type { Verdict } from '../contracts/verdict.ts';
import type { Design } from '../pipeline/design.ts';
import type { JudgePart } from '../pipeline/loop/leaf-first.ts';
import { propertyTexts } from '../pipeline/selection/property-texts.ts';
import { shownTraces } from '../pipeline/selection/shown-traces.ts';

export interface DesignChecks {
  readonly golden: DesignText | null;
  readonly testbench: TestbenchText | null;
  readonly seed: number;
  readonly budgetMs: number;
  /** Plans of parts that were solved without the design's author; each is replayed on the design. */
  readonly solved?: (spec: Spec) => readonly DesignPlan[];
  /** Wall time to make a difference from the golden short for whoever repairs it; absent: it stays as it was found. */
  readonly shortenMs?: number;
}

const newNonce = (): string => `vl${randomBytes(8).toString('hex')}`;

export type Judge = (design: Design, spec: Spec) => Promise<readonly Verdict[]>;

/** The checks of a finished design: the ladder, the round trip of its plan and of solved parts, golden and testbench. */
export const designChecks =
  (environment: CheckEnvironment, request: DesignChecks): Judge =>
  async (design, spec) => {
    const { golden, testbench, seed, budgetMs } = request;
    const plans = [...(design.plan === null ? [] : [design.plan]), ...(request.solved?.(spec) ?? [])];
    const roundTrips = plans.map((plan) => (text: DesignText): Promise<Verdict> => {
      // The nonce must be new in each run: a result printed behind it cannot have been written by the design.
      return checkRoundTrip({ plan, design: text, seed, nonce: newNonce() }, environment);
    });
    const traces = shownTraces(spec);
    const replays =
      traces.length === 0
        ? []
        : [
            (text: DesignText): Promise<Verdict> =>
              checkShownTraces({ design: text, traces, seed, nonce: newNonce }, environment),
          ];
    const texts = propertyTexts(spec);
    const properties =
      texts.length === 0
        ? []
        : [
            (text: DesignText): Promise<Verdict> =>
              checkProperties({ design: text, texts, seed, budgetMs, nonce: newNonce() }, environment),
          ];
    const own = [...roundTrips, ...replays, ...properties];
    const compare = againstGolden(environment, { budgetMs, seed, portMap: {} });
    const equivalence = async (candidate: DesignText, reference: DesignText | null): Promise<Verdict> => {
      const verdict = await compare(candidate, reference);
      const { shortenMs } = request;
      if (reference === null || shortenMs === undefined) return verdict;
      const job = { candidate, golden: reference, seed, budgetMs: shortenMs, nonce: newNonce() };
      return withShortDifference(environment, verdict, job);
    };
    const verdicts = await climb(environment, {
      design: design.candidate,
      profile: 'candidate',
      ports: spec.ports,
      golden,
      testbench,
      portMap: {},
      further: golden === null ? own : [...own, equivalence],
    });
    // A design without a table or machine has nothing to replay; that is no gap in its evidence.
    const asked = verdicts.filter((verdict) => verdict.check !== 'roundtrip' || verdict.status !== 'skipped');
    return design.plan === null ? asked : [alignmentVerdict(design.findings, spec.source.path), ...asked];
  };

/** The checks of one module of a plan, alone: it compiles and lints, its own parts and examples hold. */
export const partChecks =
  (environment: CheckEnvironment, seed: number): JudgePart =>
  (design, plan) =>
    climb(environment, {
      design: design.candidate,
      profile: 'candidate',
      ports: null,
      golden: null,
      testbench: null,
      portMap: {},
      further: [
        (text) =>
          checkRoundTrip({ plan, design: text, seed, nonce: newNonce(), of: 'parts-and-examples' }, environment),
      ],
    }).then((verdicts) => verdicts.filter(({ check, status }) => check !== 'roundtrip' || status !== 'skipped'));

/** Time that a counterexample may take to become short before a model reads it; the model takes longer. */
export const SHORTEN_MS = 5_000;
