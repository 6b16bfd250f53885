import type { Verdict } from '../contracts/verdict.ts';
import type { Mutant } from '../mutate/source-mutants.ts';
import { mapPool } from '../util/map-pool.ts';
import type { CheckEnvironment, DesignText } from './check-environment.ts';
import { checkCompile } from './compile.ts';

/**
 * What became of one mutant.
 * - `killed`: the testbench noticed; `survived`: it did not, and the mutant is different from the golden.
 * - `equivalent`: proved to behave as the golden, so that no testbench could notice; it is out of the rate.
 * - `undecided`: the testbench did not notice, and nothing could tell whether there is something to notice.
 * - `invalid`: the mutant does not compile; `error`: it could not be judged.
 */
export type MutantFate = 'killed' | 'survived' | 'equivalent' | 'undecided' | 'invalid' | 'error';

export interface JudgedMutant {
  readonly mutant: Mutant;
  readonly fate: MutantFate;
  /** What the testbench said, or for survivors what the comparison with the golden said. */
  readonly summary: string;
}

export interface AuditRequest {
  readonly golden: DesignText;
  readonly mutants: readonly Mutant[];
  /** The testbench: the verdict on one design. */
  readonly judge: (design: DesignText) => Promise<Verdict>;
  /** Whether a design behaves as the golden: `pass` with a proof, `fail` with a counterexample. */
  readonly compare: (design: DesignText) => Promise<Verdict>;
  /** Mutants under way at a time. */
  readonly jobs: number;
}

/** How good a testbench is at noticing faults. */
export interface TestbenchStrength {
  /** The testbench's verdict on the golden itself. If it is not `pass`, no mutant was tried. */
  readonly golden: Verdict;
  readonly mutants: readonly JudgedMutant[];
  readonly counts: Readonly<Record<MutantFate, number>>;
  /**
   * Killed among those that are different for sure, 0 to 1; and the same with the undecided counted as survivors.
   * Null where there is no such mutant.
   */
  readonly killRate: number | null;
  readonly killRateAtLeast: number | null;
}

/** Measures a testbench on mutants of its golden design. Only survivors are compared with the golden. */
export async function auditTestbench(environment: CheckEnvironment, request: AuditRequest): Promise<TestbenchStrength> {
  const golden = await request.judge(request.golden);
  const tried = golden.status === 'pass' ? request.mutants : [];
  const mutants = await mapPool(tried, request.jobs, (mutant) => judgeMutant(environment, { mutant, request }));
  return { golden, mutants, ...ratesOf(mutants) };
}

async function judgeMutant(
  environment: CheckEnvironment,
  { mutant, request }: { readonly mutant: Mutant; readonly request: AuditRequest },
): Promise<JudgedMutant> {
  const design: DesignText = { top: request.golden.top, files: mutant.files };
  const compiled = await checkCompile(environment, { design, compilers: ['iverilog'] });
  if (compiled.status !== 'pass') return { mutant, fate: 'invalid', summary: compiled.summary };
  const judged = await request.judge(design);
  if (judged.status === 'error' || judged.status === 'skipped')
    return { mutant, fate: 'error', summary: judged.summary };
  if (judged.status !== 'pass') return { mutant, fate: 'killed', summary: judged.summary };
  const compared = await request.compare(design);
  return { mutant, fate: fateOfSurvivor(compared), summary: compared.summary };
}

/** Agreement in simulation alone leaves a survivor undecided; it takes a proof to call it equivalent. */
function fateOfSurvivor(compared: Verdict): MutantFate {
  if (compared.status === 'fail') return 'survived';
  const proof = compared.evidence.find((item) => item.kind === 'proof');
  return compared.status === 'pass' && proof?.kind === 'proof' && proof.depth === null ? 'equivalent' : 'undecided';
}

function ratesOf(mutants: readonly JudgedMutant[]): Omit<TestbenchStrength, 'golden' | 'mutants'> {
  const counts: Record<MutantFate, number> = {
    killed: 0,
    survived: 0,
    equivalent: 0,
    undecided: 0,
    invalid: 0,
    error: 0,
  };
  for (const { fate } of mutants) counts[fate] += 1;
  const share = (of: number): number | null => (of === 0 ? null : counts.killed / of);
  return {
    counts,
    killRate: share(counts.killed + counts.survived),
    killRateAtLeast: share(counts.killed + counts.survived + counts.undecided),
  };
}
