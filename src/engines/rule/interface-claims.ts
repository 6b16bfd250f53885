import type { Feature, Value } from '../../english/index.ts';
import type { Draft, Port } from './facts.ts';

/** Whether the interface has the ports that a sentence speaks of: names, directions, widths and how many. */
export function portsHold(claim: Feature, draft: Draft): boolean {
  const sides = claim.word === 'input' ? draft.inputs : claim.word === 'output' ? draft.outputs : draft.ports;
  const wide = claim.m === undefined ? sides : sides.filter((port) => port.width === claim.m);
  if (claim.values !== undefined) {
    const found = claim.values.map((value) => portOf(value, wide));
    const isCounted = claim.n === undefined || claim.n === claim.values.length || (claim.n === 1 && found.length === 1);
    return isCounted && new Set(found).size === found.length && found.every((port) => port !== null);
  }
  if (claim.n === undefined) return wide.length > 0;
  const data = wide.filter((port) => port.name !== draft.clock?.name && port.name !== draft.reset?.signal);
  if (claim.n === wide.length || claim.n === data.length) return true;
  const [only] = data;
  return claim.m === undefined && data.length === 1 && only?.width === claim.n;
}

/** The port that a name, or a name with its whole range, stands for; null where there is none such. */
function portOf(value: Value, ports: readonly Port[]): string | null {
  const name = value.k === 'name' ? value.name : value.k === 'slice' && value.of.k === 'name' ? value.of.name : null;
  const port = ports.find((one) => one.name === name);
  if (port === undefined) return null;
  if (value.k !== 'slice') return port.name;
  const [high, low] = [value.high, value.low].map((end) => (end.k === 'num' ? Number(end.value) : null));
  return port.msb === high && port.lsb === low ? port.name : null;
}
