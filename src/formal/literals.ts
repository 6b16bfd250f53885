import type { Netlist } from './netlist/types.ts';
import { BIT_1 } from './netlist/types.ts';

const COMPARING = new Set(['$eq', '$ne', '$eqx', '$nex', '$lt', '$le', '$gt', '$ge', '$add', '$sub', '$mux', '$pmux']);
const MOST = 200;

/** Constants that a design compares with, counts to or selects: good values for its data inputs. */
export function literalsOf(netlist: Netlist): readonly bigint[] {
  const found = new Set<bigint>();
  for (const cell of netlist.cells) {
    if (!COMPARING.has(cell.type)) continue;
    for (const port of ['A', 'B']) {
      const bits = cell.ports[port] ?? [];
      if (bits.length < 2 || bits.length > 64 || bits.some((bit) => bit >= 0)) continue;
      found.add(bits.reduce((sum, bit, index) => (bit === BIT_1 ? sum | (1n << BigInt(index)) : sum), 0n));
      if (found.size >= MOST) return [...found];
    }
  }
  return [...found];
}
