import type { SpecPort } from '../contracts/spec.ts';
import type { CheckId, Verdict } from '../contracts/verdict.ts';
import type { CheckEnvironment, DesignText } from './check-environment.ts';
import { checkInterface, type ExpectedPort, expectedOfPorts, expectedOfSpec } from './interface.ts';
import { checkLint } from './lint.ts';
import { type PortFact, portsOfImage } from './ports.ts';
import { type Screening, type ScreenProfile, screenDesign } from './screen/index.ts';
import { checkAgainstBench, type TestbenchText } from './testbench.ts';
import { finding, verdictOf } from './verdict.ts';

/** What a design is judged against; whatever is null is not asked. */
export interface SuiteRequest {
  readonly design: DesignText;
  readonly profile: ScreenProfile;
  /** Ports a specification asks for. */
  readonly ports: readonly SpecPort[] | null;
  readonly golden: DesignText | null;
  readonly testbench: TestbenchText | null;
  /** Golden port → candidate's name. */
  readonly portMap: Readonly<Record<string, string>>;
  /** Checks that need more than the design: round trip of a plan, equivalence. Run on the screened design. */
  readonly further: readonly ((design: DesignText) => Promise<Verdict>)[];
}

/**
 * The ladder that every design climbs: static gate and compilation first, because nothing of a refused design may
 * reach another tool; then interface and lint; then what costs more. Later rungs are `skipped` once one has failed.
 */
export async function climb(environment: CheckEnvironment, request: SuiteRequest): Promise<readonly Verdict[]> {
  const screening = await screenDesign(environment, { design: request.design, profile: request.profile });
  const gate = [screening.screen, screening.compile];
  if (gate.some((verdict) => verdict.status !== 'pass')) return [...gate, ...skippedRest(request)];
  const [interfaceVerdicts, lint] = await Promise.all([
    judgeInterface(environment, request, screening),
    checkLint(environment, { design: screening.design, linters: ['iverilog', 'verilator'], failOn: [] }),
  ]);
  const verdicts = [...gate, ...interfaceVerdicts, lint];
  if (verdicts.some((verdict) => verdict.status === 'fail' || verdict.status === 'error'))
    return [...verdicts, ...skippedRest(request)];
  const further = request.further.map((check) => check(screening.design));
  const bench = request.testbench === null ? [] : [checkAgainstBench(environment, withBench(request, screening))];
  return [...verdicts, ...(await Promise.all([...further, ...bench]))];
}

const withBench = (request: SuiteRequest, screening: Screening): Parameters<typeof checkAgainstBench>[1] => ({
  testbench: request.testbench as TestbenchText,
  golden: request.golden,
  design: screening.design,
  ports: portsIn(screening, request.design.top) ?? [],
});

async function judgeInterface(
  environment: CheckEnvironment,
  request: SuiteRequest,
  screening: Screening,
): Promise<readonly Verdict[]> {
  const candidate = portsIn(screening, request.design.top);
  const compare = (expected: readonly ExpectedPort[]): Verdict =>
    checkInterface({ candidate, expected, portMap: request.portMap, ranges: 'report' });
  if (request.golden === null) return request.ports === null ? [] : [compare(expectedOfSpec(request.ports))];
  // The golden is judged as text that a user trusts, but it goes through the same gate: a bad path is told at once.
  const golden = await screenDesign(environment, { design: request.golden, profile: 'project' });
  if (golden.image === null) {
    const { summary } = golden.screen.status === 'pass' ? golden.compile : golden.screen;
    return [verdictOf('interface', finding('error', `The golden cannot be elaborated: ${summary}`), 0)];
  }
  return [compare(expectedOfPorts(portsIn(golden, request.golden.top) ?? []))];
}

const portsIn = (screening: Screening, top: string): readonly PortFact[] | null =>
  screening.image === null ? null : portsOfImage(screening.image, top);

function skippedRest(request: SuiteRequest): readonly Verdict[] {
  const skip = (check: CheckId): Verdict => verdictOf(check, finding('skipped', 'An earlier check did not pass.'), 0);
  const asked: CheckId[] = [];
  if (request.further.length > 0) asked.push('equivalence');
  if (request.testbench !== null) asked.push('simulate');
  return asked.map(skip);
}
