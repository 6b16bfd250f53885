import type { Outcome } from '../../contracts/outcome.ts';
import { fail, ok } from '../../contracts/outcome.ts';
import type { BitRef, Cell, Netlist, NetlistFault, NetName, NetPort } from './types.ts';
import { BIT_0, BIT_1, BIT_X, BIT_Z } from './types.ts';

/** Caps on a netlist that came from hostile Verilog. */
export interface ReadLimits {
  readonly jsonBytes: number;
  readonly cells: number;
  readonly bits: number;
}

const DEFAULT_LIMITS: ReadLimits = { jsonBytes: 64_000_000, cells: 200_000, bits: 4_000_000 };

type Fields = Readonly<Record<string, unknown>>;

/** Thrown inside this file only; {@link readNetlist} turns it into an outcome. */
interface Malformed {
  readonly malformed: NetlistFault;
}

/** Reads module `top` of the JSON that Yosys' `write_json` prints, checking every field it uses. */
export function readNetlist(
  json: string,
  top: string,
  limits: ReadLimits = DEFAULT_LIMITS,
): Outcome<Netlist, NetlistFault> {
  if (json.length > limits.jsonBytes) return fail({ kind: 'too-large', detail: `netlist of ${json.length} bytes` });
  try {
    const module = object(object(object(JSON.parse(json), 'document')['modules'], 'modules')[top], `module ${top}`);
    const budget = { bits: limits.bits };
    const cells = entries(module['cells'], 'cells');
    if (cells.length > limits.cells) return fail({ kind: 'too-large', detail: `${cells.length} cells` });
    return ok({
      top,
      ports: entries(module['ports'], 'ports').map(([name, value]) => readPort(name, value, budget)),
      cells: cells.map(([name, value]) => readCell(name, value, budget)),
      names: entries(module['netnames'], 'netnames').map(([name, value]) => readName(name, value, budget)),
    });
  } catch (cause) {
    if (isMalformed(cause)) return fail(cause.malformed);
    if (cause instanceof SyntaxError)
      return fail({ kind: 'malformed', detail: `netlist is no JSON: ${cause.message}` });
    throw cause;
  }
}

const isMalformed = (cause: unknown): cause is Malformed =>
  typeof cause === 'object' && cause !== null && 'malformed' in cause;

const malformed = (detail: string, kind: NetlistFault['kind'] = 'malformed'): Malformed => ({
  malformed: { kind, detail },
});

function object(value: unknown, what: string): Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw malformed(`${what} is no object`);
  return value as Fields;
}

const entries = (value: unknown, what: string): [string, unknown][] => Object.entries(object(value, what));

function readBits(value: unknown, what: string, budget: { bits: number }): BitRef[] {
  if (!Array.isArray(value)) throw malformed(`${what} has no bits`);
  budget.bits -= value.length;
  if (budget.bits < 0) throw malformed('more bits than the limit', 'too-large');
  return value.map((bit) => readBit(bit, what));
}

function readBit(bit: unknown, what: string): BitRef {
  if (typeof bit === 'number' && Number.isSafeInteger(bit) && bit >= 0) return bit;
  if (bit === '0') return BIT_0;
  if (bit === '1') return BIT_1;
  if (bit === 'x') return BIT_X;
  if (bit === 'z') return BIT_Z;
  throw malformed(`${what} has a bit that is neither a net nor a constant`);
}

function readPort(name: string, value: unknown, budget: { bits: number }): NetPort {
  const fields = object(value, `port ${name}`);
  const direction = fields['direction'];
  if (direction !== 'input' && direction !== 'output' && direction !== 'inout') {
    throw malformed(`port ${name} has no direction`);
  }
  return { name, direction, bits: readBits(fields['bits'], `port ${name}`, budget) };
}

function readCell(name: string, value: unknown, budget: { bits: number }): Cell {
  const fields = object(value, `cell ${name}`);
  const type = fields['type'];
  if (typeof type !== 'string') throw malformed(`cell ${name} has no type`);
  const ports: Record<string, readonly BitRef[]> = {};
  for (const [port, bits] of entries(fields['connections'], `cell ${name}`)) {
    ports[port] = readBits(bits, `port ${port} of cell ${name}`, budget);
  }
  const params: Record<string, string> = {};
  for (const [param, text] of entries(fields['parameters'] ?? {}, `cell ${name}`)) {
    params[param] = typeof text === 'number' ? text.toString(2) : String(text);
  }
  const src = fields['attributes'] === undefined ? undefined : object(fields['attributes'], `cell ${name}`)['src'];
  return { name, type, params, ports, src: typeof src === 'string' ? src : null };
}

function readName(name: string, value: unknown, budget: { bits: number }): NetName {
  const fields = object(value, `net ${name}`);
  const init = fields['attributes'] === undefined ? undefined : object(fields['attributes'], `net ${name}`)['init'];
  return {
    name,
    bits: readBits(fields['bits'], `net ${name}`, budget),
    hidden: fields['hide_name'] === 1,
    init: typeof init === 'string' ? [...init].reverse().join('') : null,
  };
}
