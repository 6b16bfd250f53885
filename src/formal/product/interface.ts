import type { Outcome } from '../../contracts/outcome.ts';
import { fail, ok } from '../../contracts/outcome.ts';
import type { Netlist } from '../netlist/types.ts';

/** Candidate port name → golden port name, for ports that are named differently. */
export type PortMap = Readonly<Record<string, string>>;

/** Gives the candidate's ports the golden's names; fails with the words of the first difference of the interfaces. */
export function matchInterface(golden: Netlist, candidate: Netlist, portMap: PortMap): Outcome<Netlist, string> {
  const renamed: Netlist = {
    ...candidate,
    ports: candidate.ports.map((port) => ({
      ...port,
      name: Object.hasOwn(portMap, port.name) ? (portMap[port.name] ?? port.name) : port.name,
    })),
  };
  const theirs = new Map(renamed.ports.map((port) => [port.name, port]));
  for (const port of golden.ports) {
    const other = theirs.get(port.name);
    if (other === undefined) return fail(`the candidate has no port ${port.name}`);
    if (other.direction !== port.direction) {
      return fail(`port ${port.name} is an ${other.direction}, the reference has an ${port.direction}`);
    }
    if (other.bits.length !== port.bits.length) {
      return fail(`port ${port.name} has ${other.bits.length} bits, the reference has ${port.bits.length}`);
    }
  }
  const ours = new Set(golden.ports.map((port) => port.name));
  const extra = renamed.ports.find((port) => !ours.has(port.name));
  return extra === undefined ? ok(renamed) : fail(`the candidate has an extra port ${extra.name}`);
}
