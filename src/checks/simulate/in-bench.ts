import type { Verdict } from '../../contracts/verdict.ts';
import type { CheckEnvironment, DesignText } from '../check-environment.ts';
import { checkInterface } from '../interface.ts';
import { type PortFact, portsOfImage } from '../ports.ts';
import { type Screening, type ScreenProfile, screenDesign } from '../screen/index.ts';
import { finding, verdictOf } from '../verdict.ts';
import { checkSimulation, type PreparedBench } from './index.ts';

export interface InBenchRequest {
  readonly prepared: PreparedBench;
  /** The candidate as it came: it is screened here. */
  readonly design: DesignText;
  readonly profile: ScreenProfile;
  /** Expected name → candidate's name. */
  readonly portMap?: Readonly<Record<string, string>>;
}

/** The verdicts of one candidate in one bench, in the order they were reached, and its screened form. */
export interface InBenchResult {
  readonly verdicts: readonly Verdict[];
  readonly screening: Screening;
}

/**
 * Everything a bench result needs to be believed: static gate, compile, interface, simulation. Three starts of a
 * program for a candidate without macros. What a refused or uncompilable candidate would do is never tried.
 */
export const checkInBench = async (environment: CheckEnvironment, request: InBenchRequest): Promise<InBenchResult> => {
  const { prepared, design, profile, portMap } = request;
  const screening = await screenDesign(environment, { design, profile });
  const candidate = screening.image === null ? null : portsOfImage(screening.image, design.top);
  const expected = prepared.ports ?? [];
  const ports = checkInterface({
    candidate,
    expected,
    ranges: 'report',
    ...(portMap === undefined ? {} : { portMap }),
  });
  const gate = [screening.screen, screening.compile, ports];
  const blocked = blockedBy(screening, { candidate: candidate ?? [], expected, portMap: portMap ?? {} });
  const simulation =
    blocked === null
      ? await checkSimulation(environment, { prepared, design: screening.design })
      : verdictOf('simulate', finding('skipped', `Not simulated: ${blocked}.`), 0);
  return { verdicts: [...gate, simulation], screening };
};

interface PortComparison {
  readonly candidate: readonly PortFact[];
  readonly expected: readonly PortFact[];
  readonly portMap: Readonly<Record<string, string>>;
}

const blockedBy = (screening: Screening, ports: PortComparison): string | null => {
  if (screening.screen.status !== 'pass') return 'the static gate did not pass it';
  if (screening.compile.status !== 'pass') return 'it does not compile';
  const reversed = reversedPort(ports);
  return reversed === null ? null : `${reversed} could drive what the testbench drives`;
};

/** An input made `inout` or `output` reaches into the testbench; a wrong width does not, and is for the bench to judge. */
const reversedPort = ({ candidate, expected, portMap }: PortComparison): string | null => {
  const inputs = expected.filter((port) => port.direction === 'input').map((port) => portMap[port.name] ?? port.name);
  const reversed = candidate.find((port) => inputs.includes(port.name) && port.direction !== 'input');
  return reversed === undefined ? null : `${reversed.direction} ${reversed.name}`;
};
