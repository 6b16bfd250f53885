import type { Port } from './facts.ts';

/** Finds the port a column or variable names: exactly, or in another case where that is unique. */
export function portNamed(name: string, ports: readonly Port[]): Port | null {
  const plain = name.trim();
  const exact = ports.find((port) => port.name === plain);
  if (exact !== undefined) return exact;
  const folded = ports.filter((port) => port.name.toLowerCase() === plain.toLowerCase());
  return folded.length === 1 ? (folded[0] ?? null) : null;
}

/** An expression of one bit of a port, for a label such as `x[3]` or `x3`. */
export interface BitRef {
  readonly text: string;
  readonly port: Port;
  /** Index as written; null where the whole one-bit port is meant. */
  readonly index: number | null;
}

/** Resolves a variable label to a bit of a port; `base` is added to written indices. */
export function bitNamed(label: string, ports: readonly Port[]): BitRef | null {
  const whole = portNamed(label, ports);
  if (whole !== null) return whole.width === 1 ? { text: whole.name, port: whole, index: null } : null;
  const split = /^(.+?)\s*\[\s*(\d+)\s*\]$/.exec(label) ?? /^(.*?[A-Za-z_])_?(\d+)$/.exec(label);
  const port = split === null ? null : portNamed(split[1] ?? '', ports);
  const index = Number(split?.[2] ?? 0);
  return port === null || port.width === null ? null : { text: `${port.name}[${String(index)}]`, port, index };
}

/** Cells that leave the value open. */
export const isDontcare = (cell: string): boolean => /^(?:[xd*-]|don'?t[ -]?cares?|dc)$/i.test(cell.trim());

/** A cell as a cube of `width` symbols over 0, 1 and -; null where it is none. Decimal only where `decimal` says so. */
export function cubeOf(cell: string, width: number, notation: 'binary' | 'decimal' | 'hex'): string | null {
  const text = cell.trim().replaceAll('_', '');
  if (isDontcare(text)) return '-'.repeat(width);
  const based = /^(\d*)'([bdh])([0-9a-fx?]+)$/i.exec(text);
  if (based !== null) return basedCube(based, width);
  if (notation === 'binary') return binaryCube(text, width);
  const value =
    notation === 'decimal'
      ? /^\d+$/.test(text)
        ? BigInt(text)
        : null
      : /^(?:0x)?[0-9a-f]+$/i.test(text)
        ? BigInt(`0x${text.replace(/^0x/i, '')}`)
        : null;
  return value === null || value >= 1n << BigInt(width) ? null : value.toString(2).padStart(width, '0');
}

function basedCube(match: RegExpExecArray, width: number): string | null {
  const [, size, base, digits] = match;
  if (size !== '' && Number(size) !== width) return null;
  if (base?.toLowerCase() === 'b') return binaryCube((digits ?? '').padStart(width, '0'), width);
  const value = BigInt(base?.toLowerCase() === 'h' ? `0x${digits ?? '0'}` : (digits ?? '0'));
  return value >= 1n << BigInt(width) ? null : value.toString(2).padStart(width, '0');
}

function binaryCube(text: string, width: number): string | null {
  const cube = text.replaceAll(/\s/g, '').replaceAll(/[xd?*]/gi, '-');
  return /^[01-]+$/.test(cube) && cube.length === width ? cube : null;
}

/** Number of fully specified inputs a cube covers is 2^(its dashes); two cubes meet where no bit differs. */
export function cubesMeet(left: string, right: string): boolean {
  for (let index = 0; index < left.length; index += 1) {
    const [one, two] = [left.charAt(index), right.charAt(index)];
    if (one !== two && one !== '-' && two !== '-') return false;
  }
  return true;
}

/** True where two output cubes give different known bits. */
export function cubesClash(left: string, right: string): boolean {
  return !cubesMeet(left, right);
}

/** Codes of `width` bits that no cube covers, at most `limit` of them. Exact up to 16 bits, null beyond. */
export function uncovered(cubes: readonly string[], width: number, limit = 4): readonly string[] | null {
  if (width > 16) return null;
  const open: string[] = [];
  const seen = new Uint8Array(2 ** width);
  for (const cube of cubes) markCovered(cube, seen);
  for (let code = 0; code < seen.length && open.length < limit; code += 1)
    if (seen[code] === 0) open.push(code.toString(2).padStart(width, '0'));
  return open;
}

function markCovered(cube: string, seen: Uint8Array): void {
  const dashes = [...cube].flatMap((bit, index) => (bit === '-' ? [2 ** (cube.length - 1 - index)] : []));
  const base = Number.parseInt(cube.replaceAll('-', '0'), 2);
  for (let code = 0; code < 2 ** dashes.length; code += 1) {
    let at = base;
    dashes.forEach((weight, index) => {
      if (Math.floor(code / 2 ** index) % 2 === 1) at += weight;
    });
    seen[at] = 1;
  }
}
