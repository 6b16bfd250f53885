import type { Verdict } from '../contracts/verdict.ts';
import type { CheckEnvironment, DesignText } from './check-environment.ts';
import { withGolden } from './equivalence.ts';
import { asCandidate } from './simulate/as-candidate.ts';
import { checkSimulation, type ForeignBench, prepareBench } from './simulate/index.ts';
import { auditTestbench, type TestbenchStrength } from './testbench-audit.ts';
import { makeMutants } from './testbench-audit-mutants.ts';

export interface MutantAudit {
  /** As the static gate reads it. */
  readonly golden: DesignText;
  readonly bench: ForeignBench;
  /** Name under which the bench instantiates the design. */
  readonly dut: string;
  readonly sourceMutants: number;
  readonly netlistMutants: number;
  readonly seed: number;
  /** Wall time for the comparison of one survivor with the golden. */
  readonly budgetMs: number;
  readonly jobs: number;
}

export interface MutantAuditResult {
  readonly strength: TestbenchStrength;
  /** Why Yosys made no mutants; null where it did, or was not asked. */
  readonly netlistError: string | null;
}

/** Makes mutants of a golden design and measures a testbench with them. */
export async function auditWithMutants(environment: CheckEnvironment, audit: MutantAudit): Promise<MutantAuditResult> {
  const { golden, bench, dut, seed, budgetMs } = audit;
  const { mutants, netlistError } = await makeMutants(environment, {
    design: golden,
    source: audit.sourceMutants,
    netlist: audit.netlistMutants,
    seed,
  });
  const prepared = await prepareBench(environment, { bench, golden: asCandidate(golden, dut) });
  // A bench that cannot judge its own golden is reported with that verdict, and tries nothing.
  const judge = (design: DesignText): Promise<Verdict> =>
    prepared.ok
      ? checkSimulation(environment, { prepared: prepared.value, design: asCandidate(design, dut) })
      : Promise.resolve(prepared.error);
  const strength = await withGolden(environment, { golden, seed }, (ask) =>
    auditTestbench(environment, {
      golden,
      mutants,
      judge,
      compare: async (candidate) => (await ask({ candidate, budgetMs })).verdict,
      jobs: audit.jobs,
    }),
  );
  return { strength, netlistError };
}
