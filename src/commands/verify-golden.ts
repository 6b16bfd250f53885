import { randomBytes } from 'node:crypto';
import { againstGolden, type GoldenRung } from '../checks/against-golden.ts';
import type { CheckEnvironment, DesignText } from '../checks/check-environment.ts';
import type { Diagnosis } from '../checks/diagnosis.ts';
import { explainDifference } from '../checks/diagnosis-difference.ts';
import { checkRandomSimulation } from '../checks/random-simulation.ts';
import { readDesignFacts } from '../checks/random-simulation-facts.ts';
import type { SuiteRequest } from '../checks/suite.ts';
import { checkSynthesis, type SynthesisResult } from '../checks/synthesis.ts';
import type { TraceStep, Verdict } from '../contracts/verdict.ts';

/** What follows once the ladder has ended: both sides as the gate reads them, null where it did not come so far. */
export interface GoldenFollowUp {
  readonly check: SuiteRequest['further'][number];
  /** Random simulation, for what equivalence could not decide; null where it did decide. */
  readonly simulate: (verdicts: readonly Verdict[]) => Promise<Verdict | null>;
  /** The difference made readable; null where there is none, or ports were renamed. */
  readonly diagnose: (verdicts: readonly Verdict[]) => Promise<Diagnosis | null>;
  readonly synthesize: () => Promise<SynthesisResult | null>;
}

/** Clock cycles of the first round of simulation; further rounds follow while coverage grows. */
const CYCLES = 2_000;

/** The rungs that need a golden, for a design that exists already. */
export function followUp(environment: CheckEnvironment, rung: GoldenRung): GoldenFollowUp {
  const equivalence = againstGolden(environment, rung);
  let sides: { readonly candidate: DesignText; readonly golden: DesignText } | null = null;
  const isRenamed = Object.keys(rung.portMap).length > 0;
  const { seed, budgetMs } = rung;
  return {
    check: (candidate, golden) => {
      if (golden !== null) sides = { candidate, golden };
      return equivalence(candidate, golden);
    },
    simulate: async (verdicts) => {
      if (sides === null || isRenamed || !isOpen(verdicts)) return null;
      const facts = await readDesignFacts(environment, sides.golden);
      if (!facts.ok) return null;
      const job = { ...sides, facts: facts.value, nonce: freshNonce(), seed, budgetMs, cycles: CYCLES };
      return (await checkRandomSimulation(environment, { ...job, simulator: 'iverilog' })).verdict;
    },
    diagnose: async (verdicts) => {
      const isDifferent = verdicts.some((one) => one.status === 'fail' && GOLDEN_CHECKS.has(one.check));
      if (sides === null || isRenamed || !isDifferent) return null;
      const trace = counterexampleOf(verdicts);
      const explained = await explainDifference(environment, { ...sides, trace, seed, budgetMs, nonce: freshNonce() });
      return explained.ok ? explained.value : null;
    },
    synthesize: async () =>
      sides === null ? null : checkSynthesis(environment, { design: sides.candidate, golden: sides.golden }),
  };
}

const GOLDEN_CHECKS: ReadonlySet<string> = new Set(['equivalence', 'simulate']);

const isOpen = (verdicts: readonly Verdict[]): boolean =>
  verdicts.some(({ check, status }) => check === 'equivalence' && (status === 'unknown' || status === 'timeout'));

const counterexampleOf = (verdicts: readonly Verdict[]): readonly TraceStep[] | null => {
  const found = verdicts.flatMap((verdict) => verdict.evidence).find((item) => item.kind === 'counterexample');
  return found?.kind === 'counterexample' ? found.trace : null;
};

const freshNonce = (): string => `n${randomBytes(10).toString('hex')}`;
