import type { RegisterCell } from './registers.ts';
import { hasAsyncControl, registersOf } from './registers.ts';
import type { BitRef, Netlist } from './types.ts';

/** An input bit by name, the same for both designs: `clk[0]`. */
export type InputKey = string;

/**
 * How time is modelled. `combinational`: one step. `level`: latches and no clock. `sync`: a step is a cycle of the one
 * clock; with asynchronous controls a free tick says whether the edge comes. `event`: the clocks are inputs.
 */
export type Clocking =
  | { readonly mode: 'combinational' }
  | { readonly mode: 'level' }
  | { readonly mode: 'sync'; readonly clock: InputKey; readonly rising: boolean; readonly tick: boolean }
  | {
      readonly mode: 'event';
      readonly clocks: readonly InputKey[];
      /** Data moves between domains of which one is clocked by a register: order within an instant is approximate. */
      readonly approximate: boolean;
    };

interface ClockUse {
  readonly registers: readonly RegisterCell[];
  /** `name[bit]` of each input net. */
  readonly inputKeys: ReadonlyMap<BitRef, InputKey>;
  readonly netlist: Netlist;
}

/** Chooses the time model that both designs allow. `rename` maps candidate port names to golden ones. */
export function analyseClocking(netlists: readonly Netlist[]): Clocking {
  const uses = netlists.map(clockUse);
  const registers = uses.flatMap((use) => use.registers);
  if (registers.length === 0) return { mode: 'combinational' };
  const clocked = registers.filter((register) => register.clock !== null);
  if (clocked.length === 0) return { mode: 'level' };
  const common = commonClock(uses);
  if (common !== null && clocked.length === registers.length) {
    return { mode: 'sync', ...common, tick: registers.some(hasAsyncControl) };
  }
  const clocks = new Set(uses.flatMap(clockInputs));
  return { mode: 'event', clocks: [...clocks].sort(), approximate: uses.some(crossesDerivedClock) };
}

function clockUse(netlist: Netlist): ClockUse {
  const inputKeys = new Map<BitRef, InputKey>();
  for (const port of netlist.ports) {
    if (port.direction !== 'input') continue;
    port.bits.forEach((bit, index) => {
      inputKeys.set(bit, `${port.name}[${index}]`);
    });
  }
  return { netlist, inputKeys, registers: registersOf(netlist) };
}

/** The one clock edge of all flip-flops, where that clock is used for nothing else. */
function commonClock(uses: readonly ClockUse[]): { readonly clock: InputKey; readonly rising: boolean } | null {
  const edges = uses.flatMap((use) => use.registers.flatMap((register) => edgeOf(use, register)));
  const [first] = edges;
  if (first === undefined || first === null) return null;
  const one = edges.every((edge) => edge !== null && edge.clock === first.clock && edge.rising === first.rising);
  return !one || uses.some((use) => isData(use, first.clock)) ? null : first;
}

/** The edge of a flip-flop; null where its clock is no input; nothing for a latch. */
const edgeOf = (
  use: ClockUse,
  { clock }: RegisterCell,
): readonly ({ readonly clock: InputKey; readonly rising: boolean } | null)[] => {
  if (clock === null) return [];
  const key = use.inputKeys.get(clock.bit);
  return [key === undefined ? null : { clock: key, rising: clock.activeHigh }];
};

function isData(use: ClockUse, clock: InputKey): boolean {
  const nets = new Set([...use.inputKeys].filter(([, key]) => key === clock).map(([bit]) => bit));
  const reads = (bits: readonly BitRef[]): boolean => bits.some((bit) => nets.has(bit));
  if (use.netlist.ports.some((port) => port.direction !== 'input' && reads(port.bits))) return true;
  return use.netlist.cells.some((cell) =>
    Object.entries(cell.ports).some(([port, bits]) => port !== 'CLK' && reads(bits)),
  );
}

/** Input bits that reach a clock pin: the direct ones where there are any, else all of its cone. */
function clockInputs(use: ClockUse): InputKey[] {
  const direct = new Set<InputKey>();
  const cones: InputKey[][] = [];
  for (const { clock } of use.registers) {
    if (clock === null) continue;
    const key = use.inputKeys.get(clock.bit);
    if (key === undefined) cones.push([...coneSources(use, [clock.bit]).inputs]);
    else direct.add(key);
  }
  for (const cone of cones) {
    if (!cone.some((key) => direct.has(key))) for (const key of cone) direct.add(key);
  }
  return [...direct];
}

/** Whether a register with a derived clock reads registers of another clock. */
function crossesDerivedClock(use: ClockUse): boolean {
  return use.registers.some((register) => {
    if (register.clock === null || use.inputKeys.has(register.clock.bit)) return false;
    const own = register.clock.bit;
    const sources = coneSources(use, [...register.d, ...(register.enable === null ? [] : [register.enable.bit])]);
    return [...sources.registers].some((source) => source.clock !== null && source.clock.bit !== own);
  });
}

interface ConeSources {
  readonly inputs: ReadonlySet<InputKey>;
  readonly registers: ReadonlySet<RegisterCell>;
}

function coneSources(use: ClockUse, start: readonly BitRef[]): ConeSources {
  const drivers = new Map<BitRef, readonly BitRef[]>();
  for (const cell of use.netlist.cells) {
    const operands = Object.entries(cell.ports).flatMap(([port, bits]) => (port === 'Y' ? [] : bits));
    for (const bit of cell.ports['Y'] ?? []) drivers.set(bit, operands);
  }
  const owners = new Map<BitRef, RegisterCell>();
  for (const register of use.registers) for (const bit of register.q) owners.set(bit, register);
  const inputs = new Set<InputKey>();
  const registers = new Set<RegisterCell>();
  const seen = new Set<BitRef>(start);
  for (const bit of seen) {
    const key = use.inputKeys.get(bit);
    if (key !== undefined) inputs.add(key);
    const owner = owners.get(bit);
    if (owner !== undefined) registers.add(owner);
    for (const operand of drivers.get(bit) ?? []) seen.add(operand);
  }
  return { inputs, registers };
}
