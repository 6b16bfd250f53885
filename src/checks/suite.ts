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
  /** Checks that need more than the design: round trip of a plan, equivalence. They get both sides as screened. */
  readonly further: readonly ((design: DesignText, golden: DesignText | null) => Promise<Verdict>)[];
}

/**
 * The ladder that every design climbs: static gate and compilation first, because nothing of a refused design may
 * reach another tool; then interface and lint; then what costs more. Later rungs are `skipped` once one has failed.
 */
export async function climb(environment: CheckEnvironment, request: SuiteRequest): Promise<readonly Verdict[]> {
  const screening = await screenDesign(environment, { design: request.design, profile: request.profile });
  const gate = [screening.screen, screening.compile];
  if (gate.some((verdict) => verdict.status !== 'pass')) return [...gate, ...skippedRest(request)];
  const golden = await screenGolden(environment, request.golden);
  if ('unusable' in golden) return [...gate, golden.unusable, ...skippedRest(request)];
  const lint = await checkLint(environment, {
    design: screening.design,
    linters: ['iverilog', 'verilator'],
    failOn: [],
  });
  const verdicts = [...gate, ...judgeInterface(request, { screening, golden: golden.screening }), lint];
  if (verdicts.some((verdict) => verdict.status === 'fail' || verdict.status === 'error')) {
    return [...verdicts, ...skippedRest(request)];
  }
  const further = request.further.map((check) => check(screening.design, golden.screening?.design ?? null));
  const bench = request.testbench === null ? [] : [checkAgainstBench(environment, withBench(request, screening))];
  return [...verdicts, ...(await Promise.all([...further, ...bench]))];
}

type GoldenScreening = { readonly screening: Screening | null } | { readonly unusable: Verdict };

/** The golden is a text the user trusts, but it goes through the same gate, so that both sides are read alike. */
async function screenGolden(environment: CheckEnvironment, golden: DesignText | null): Promise<GoldenScreening> {
  if (golden === null) return { screening: null };
  const screening = await screenDesign(environment, { design: golden, profile: 'project' });
  if (screening.image !== null && screening.compile.status === 'pass') return { screening };
  const { summary } = screening.screen.status === 'pass' ? screening.compile : screening.screen;
  return { unusable: verdictOf('interface', finding('error', `The golden cannot be elaborated: ${summary}`), 0) };
}

const withBench = (request: SuiteRequest, screening: Screening): Parameters<typeof checkAgainstBench>[1] => ({
  testbench: request.testbench as TestbenchText,
  golden: request.golden,
  design: screening.design,
  ports: portsIn(screening, request.design.top) ?? [],
});

function judgeInterface(
  request: SuiteRequest,
  sides: { readonly screening: Screening; readonly golden: Screening | null },
): readonly Verdict[] {
  const candidate = portsIn(sides.screening, request.design.top);
  const compare = (expected: readonly ExpectedPort[]): Verdict =>
    checkInterface({ candidate, expected, portMap: request.portMap, ranges: 'report' });
  if (request.golden !== null && sides.golden !== null) {
    return [compare(expectedOfPorts(portsIn(sides.golden, request.golden.top) ?? []))];
  }
  return request.ports === null ? [] : [compare(expectedOfSpec(request.ports))];
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
