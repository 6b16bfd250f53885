import type { Diagnostic } from '../contracts/source.ts';
import type { SpecPort } from '../contracts/spec.ts';
import type { Verdict } from '../contracts/verdict.ts';
import type { PortFact } from './ports.ts';
import { diagnosticsEvidence, type Finding, finding, verdictOf } from './verdict.ts';

/** What a port must be. Null leaves a property open, as a specification with a parameter in a width does. */
export interface ExpectedPort {
  readonly name: string;
  readonly direction: PortFact['direction'];
  readonly width: number | null;
  readonly range: readonly [number, number] | null;
}

export interface InterfaceRequest {
  /** The candidate's elaborated ports (`portsOfImage`); null where it could not be elaborated. */
  readonly candidate: readonly PortFact[] | null;
  readonly expected: readonly ExpectedPort[];
  /** Expected name → candidate's name, for ports that were renamed. */
  readonly portMap?: Readonly<Record<string, string>>;
  /** Whether another declared range of the same width (`[4:1]` for `[3:0]`) fails or is only reported. */
  readonly ranges: 'fail' | 'report';
}

/** What a specification asks of the ports. Widths over parameters are left open. */
export const expectedOfSpec = (ports: readonly SpecPort[]): readonly ExpectedPort[] =>
  ports.map(({ name, direction, width, range }) => ({
    name,
    direction,
    width: typeof width === 'number' ? width : null,
    range: range !== null && typeof range[0] === 'number' && typeof range[1] === 'number' ? [range[0], range[1]] : null,
  }));

/** Compares the candidate's ports with what is expected, by name. The order of ports is not compared. */
export const checkInterface = (request: InterfaceRequest): Verdict => verdictOf('interface', compare(request), 0);

const compare = ({ candidate, expected, portMap, ranges }: InterfaceRequest): Finding => {
  if (candidate === null) return finding('unknown', 'The ports are not known: the design was not elaborated.');
  if (expected.length === 0) return finding('unknown', 'No ports were expected, so there is nothing to compare.');
  const rename = new Map(Object.entries(portMap ?? {}));
  const wanted = expected.map((port) => ({ ...port, name: rename.get(port.name) ?? port.name }));
  const items = [
    ...wanted.flatMap((port) =>
      portProblems(
        port,
        candidate.find((fact) => fact.name === port.name),
        ranges,
      ),
    ),
    ...candidate.filter((fact) => !wanted.some((port) => port.name === fact.name)).map(extraPort),
  ];
  const errors = items.filter((item) => item.severity === 'error');
  const [first] = errors;
  if (first === undefined) {
    return finding(
      'pass',
      `All ${expected.length} ports agree in name, direction and width.`,
      diagnosticsEvidence(items),
    );
  }
  const more = errors.length > 1 ? `, and ${errors.length - 1} more differences` : '';
  return finding('fail', `Interface differs: ${first.message}${more}.`, diagnosticsEvidence(items));
};

const portProblems = (
  port: ExpectedPort,
  fact: PortFact | undefined,
  ranges: InterfaceRequest['ranges'],
): readonly Diagnostic[] => {
  if (fact === undefined) return [item('error', 'PORT-MISSING', `${port.direction} ${port.name} is missing`)];
  if (fact.direction !== port.direction) {
    return [item('error', 'PORT-DIRECTION', `${port.name} is ${fact.direction}, expected ${port.direction}`)];
  }
  if (port.width !== null && fact.width !== port.width) {
    return [item('error', 'PORT-WIDTH', `${port.name} has ${fact.width} bits, expected ${port.width}`)];
  }
  const [want, got] = [port.range, fact.range];
  if (want === null || got === null || (want[0] === got[0] && want[1] === got[1])) return [];
  const message = `${port.name} is declared [${got[0]}:${got[1]}], expected [${want[0]}:${want[1]}]`;
  return [item(ranges === 'fail' ? 'error' : 'warning', 'PORT-RANGE', message)];
};

const extraPort = (fact: PortFact): Diagnostic =>
  item('error', 'PORT-EXTRA', `${fact.direction} ${fact.name} is not expected`);

const item = (severity: Diagnostic['severity'], code: string, message: string): Diagnostic => ({
  severity,
  code,
  message,
  range: null,
  reportedBy: 'interface',
});

/** What a golden asks of the ports: its own, as elaborated. */
export const expectedOfPorts = (ports: readonly PortFact[]): readonly ExpectedPort[] =>
  ports.map(({ name, direction, width, range }) => ({ name, direction, width, range }));
