import type { RegisterField } from '../../contracts/spec-parts.ts';

/** `16`, `0x10`, `10h`, `8'h1F`, `'b101`; null where the text is no number below 2^48. */
export function readNumber(text: string): number | null {
  const digits = text.trim().replace(/_/g, '');
  const verilog = /^\d*'([bdhoBDHO])([0-9a-fA-F]+)$/.exec(digits);
  if (verilog?.[1] !== undefined && verilog[2] !== undefined) {
    const radix = { b: 2, o: 8, d: 10, h: 16 }[verilog[1].toLowerCase()] ?? 10;
    return inRange(Number.parseInt(verilog[2], radix));
  }
  const hex = /^0[xX]([0-9a-fA-F]+)$/.exec(digits)?.[1] ?? /^([0-9a-fA-F]+)h$/i.exec(digits)?.[1];
  if (hex !== undefined) return inRange(Number.parseInt(hex, 16));
  const bits = /^0[bB]([01]+)$/.exec(digits)?.[1];
  if (bits !== undefined) return inRange(Number.parseInt(bits, 2));
  return /^\d+$/.test(digits) ? inRange(Number(digits)) : null;
}

const inRange = (value: number): number | null => (Number.isSafeInteger(value) && value < 2 ** 48 ? value : null);

const ACCESS: Readonly<Record<string, RegisterField['access']>> = {
  rw: 'rw',
  readwrite: 'rw',
  wr: 'rw',
  ro: 'ro',
  r: 'ro',
  readonly: 'ro',
  read: 'ro',
  wo: 'wo',
  w: 'wo',
  writeonly: 'wo',
  write: 'wo',
  w1c: 'w1c',
  rw1c: 'w1c',
  rwc: 'w1c',
  write1toclear: 'w1c',
  woclr: 'w1c',
  w1s: 'w1s',
  rw1s: 'w1s',
  write1toset: 'w1s',
  rc: 'rc',
  rclr: 'rc',
  readtoclear: 'rc',
  clearonread: 'rc',
  cor: 'rc',
};

/** `RW`, `R/W`, `read-only`, `W1C`, `read to clear`: the access it means; null where it means none. */
export const readAccess = (text: string): RegisterField['access'] | null =>
  ACCESS[text.toLowerCase().replace(/[\s/_-]+/g, '')] ?? null;
