import type { PlanNode } from '../../../contracts/plan.ts';
import type { RegisterMapPart } from '../../../contracts/spec-parts.ts';
import { MAIN_DOMAIN } from '../domain.ts';
import type { BoundField } from './fields.ts';

/** What the bus says of accesses, as expressions. */
export interface Access {
  /** True in the cycle whose edge writes. */
  readonly write: string;
  /** True in the cycle whose edge completes a read; null where the bus cannot tell. */
  readonly read: string | null;
  readonly writeAddress: string;
  readonly readAddress: string;
  readonly wdata: string;
  /** Bits that the write strobes let through; null where all bits are written. */
  readonly mask: string | null;
}

/** How addresses are compared: the word address of `addressWidth` minus `lowBits` bits. */
export interface Decode {
  readonly addressWidth: number;
  readonly lowBits: number;
}

type Register = RegisterMapPart['registers'][number];
type Source = { readonly start: number; readonly end: number; readonly rule: string };

/** An expression that holds at the register's address. */
export function selects(register: Register, address: string, { addressWidth, lowBits }: Decode): string {
  const bits = addressWidth - lowBits;
  const word = Math.floor(register.offset / 2 ** lowBits);
  const part = lowBits === 0 ? address : `${address}[${String(addressWidth - 1)}:${String(lowBits)}]`;
  return `(${part} == ${String(bits)}'d${String(word)})`;
}

const slice = (name: string, field: BoundField): string =>
  `${name}[${String(field.field.msb)}:${String(field.field.lsb)}]`;
const times = (width: number, bit: string): string => (width === 1 ? bit : `{${String(width)}{${bit}}}`);

/** The storage of a field; null where it has none. `writes` and `reads` hold while its register is accessed. */
export function storageOf(
  bound: BoundField,
  access: Access & { readonly writes: string; readonly reads: string },
  { src, hasReset }: { readonly src: Source; readonly hasReset: boolean },
): PlanNode | null {
  const { field, name, width, input } = bound;
  if (field.access === 'ro') return null;
  const value = `${String(width)}'d${String(field.reset ?? 0)}`;
  const data = slice(access.wdata, bound);
  const mask = access.mask === null ? null : slice(access.mask, bound);
  const ones = `${times(width, access.writes)} & ${data}${mask === null ? '' : ` & ${mask}`}`;
  const written = mask === null ? data : `((${data} & ${mask}) | (${name} & ~${mask}))`;
  const next = {
    rw: [{ when: access.writes, to: written }],
    wo: [{ when: access.writes, to: written }],
    w1c: `(${name} & ~(${ones})) | ${input?.name ?? ''}`,
    rc: `(${name} & ~${times(width, access.reads)}) | ${input?.name ?? ''}`,
    w1s: `(${name}${input === null ? '' : ` & ~${input.name}`}) | (${ones})`,
  }[field.access];
  return {
    kind: 'reg',
    name,
    type: { width },
    domain: MAIN_DOMAIN,
    ...(hasReset ? { reset: value } : { init: value }),
    next,
    src: { ...src },
  };
}

/** The word that software reads at a register: its fields in their places, zeros elsewhere. */
export function readWord(fields: readonly BoundField[], width: number): string {
  const pieces: string[] = [];
  let top = width;
  for (const bound of [...fields].sort((a, b) => b.field.lsb - a.field.lsb)) {
    const gap = top - 1 - bound.field.msb;
    if (gap > 0) pieces.push(`${String(gap)}'d0`);
    pieces.push(shownValue(bound));
    top = bound.field.lsb;
  }
  if (top > 0) pieces.push(`${String(top)}'d0`);
  return pieces.length === 1 ? (pieces[0] ?? '') : `{${pieces.join(', ')}}`;
}

function shownValue({ field, name, width, isConstant }: BoundField): string {
  if (field.access === 'wo') return `${String(width)}'d0`;
  return isConstant ? `${String(width)}'d${String(field.reset ?? 0)}` : name;
}
