import type { RegisterField, RegisterMapPart } from '../../contracts/spec-parts.ts';
import { shown } from '../names.ts';
import type { Complaints } from '../text.ts';
import type { RawTable } from './raw-table.ts';
import { spanOfRun } from './reader.ts';
import { readAccess, readNumber } from './register-cells.ts';

interface Columns {
  readonly offset: number;
  readonly register: number;
  readonly bits: number;
  readonly field: number;
  readonly access: number;
  readonly reset: number;
  readonly description: number;
}

interface OpenRegister {
  readonly name: string;
  readonly offset: number;
  readonly description: string;
  readonly line: number;
  readonly fields: RegisterField[];
}

const DEFAULT_WIDTH_BITS = 32;

/**
 * A register map in a table: a header with an offset, an access and a name. One row is a register, or a field of one
 * (columns for bits and field; an empty offset goes on with the register above). Faults: `SPEC-REGISTER`.
 */
export function registerMapOf(table: RawTable, complaints: Complaints): RegisterMapPart | null | 'faulty' {
  const columns = columnsOf(table.header);
  if (columns === null) return null;
  const registers: OpenRegister[] = [];
  let good = true;
  for (const row of table.rows) good = takeRow(row, { columns, registers, complaints }) && good;
  if (!good || registers.length === 0) return 'faulty';
  checkOverlaps(registers, complaints);
  return {
    kind: 'register-map',
    notation: 'markdown',
    registers: registers.map((register) => ({ ...register, width: widthOf(register) })),
    span: spanOfRun(table.lines),
  };
}

function columnsOf(header: readonly string[]): Columns | null {
  const heads = header.map((cell) => cell.toLowerCase());
  const find = (pattern: RegExp): number => heads.findIndex((head) => pattern.test(head));
  const names = heads.flatMap((head, at) =>
    /^(?:register|reg|name|register name|field|field name)$/.test(head) ? [at] : [],
  );
  const field = find(/^field(?: name)?$/);
  const register = names.find((at) => at !== field) ?? -1;
  const columns = {
    offset: find(/^(?:offset|addr|address|byte offset|byte address|addr\.)(?: \(.*\))?$/),
    register,
    bits: find(/^(?:bits?|bit range|bit field|range)$/),
    field: field >= 0 ? field : (names.find((at) => at !== register) ?? -1),
    access: find(/^(?:access|acc|type|r\/w|rw|mode|sw access)$/),
    reset: find(/^(?:reset|reset value|default|init|initial)(?: \(.*\))?$/),
    description: find(/^(?:description|desc|function|meaning|notes?|purpose)$/),
  };
  return columns.offset >= 0 && columns.access >= 0 && (columns.register >= 0 || columns.field >= 0) ? columns : null;
}

interface Into {
  readonly columns: Columns;
  readonly registers: OpenRegister[];
  readonly complaints: Complaints;
}

/** The cells of a row by what their columns mean; empty where the table has no such column. */
interface Cells {
  readonly offset: string;
  readonly register: string;
  readonly bits: string | null;
  readonly field: string;
  readonly access: string;
  readonly reset: string;
  readonly description: string;
  readonly line: number;
}

function cellsOf(row: RawTable['rows'][number], columns: Columns): Cells {
  const cell = (at: number): string => (at < 0 ? '' : (row.cells[at] ?? ''));
  return {
    offset: cell(columns.offset),
    register: cell(columns.register),
    bits: columns.bits < 0 ? null : cell(columns.bits),
    field: cell(columns.field),
    access: cell(columns.access),
    reset: cell(columns.reset),
    description: cell(columns.description),
    line: row.line,
  };
}

function takeRow(row: RawTable['rows'][number], into: Into): boolean {
  const cells = cellsOf(row, into.columns);
  const fault = openRegister(cells, into.registers) ?? addField(cells, into.registers);
  if (fault !== null) into.complaints.error(row.line, 'SPEC-REGISTER', fault);
  return fault === null;
}

/** Begins a register unless the row goes on with the last; why it cannot, or null. */
function openRegister(cells: Cells, registers: OpenRegister[]): string | null {
  const last = registers.at(-1);
  const offset = cells.offset === '' ? (last?.offset ?? null) : readNumber(cells.offset);
  if (offset === null) return `'${shown(cells.offset)}' is no offset`;
  const continues = last !== undefined && last.offset === offset && ['', last.name].includes(cells.register);
  if (continues) return null;
  const name = cells.register === '' ? cells.field : cells.register;
  if (!/^[A-Za-z_]\w*$/.test(name)) return `'${shown(name)}' cannot name a register`;
  registers.push({ name, offset, description: cells.description, line: cells.line, fields: [] });
  return null;
}

/** Adds the row's field to the last register; why it cannot, or null. Reserved bits are no field. */
function addField(cells: Cells, registers: readonly OpenRegister[]): string | null {
  const register = registers.at(-1);
  const name = cells.field === '' ? (register?.name ?? '') : cells.field;
  if (/^(?:-|reserved|rsvd|res|unused)$/i.test(name)) return null;
  const access = readAccess(cells.access);
  if (access === null) return `'${shown(cells.access)}' is no access: RW, RO, WO, W1C, W1S or RC are`;
  const bits = bitsOf(cells.bits);
  if (bits === null) return `'${shown(cells.bits ?? '')}' are no bits: write 7:0 or 3`;
  const unstated = /^(?:-|n\/a|x)?$/i.test(cells.reset);
  const reset = unstated ? null : readNumber(cells.reset);
  if (reset === null && !unstated) return `'${shown(cells.reset)}' is no reset value`;
  const width = bits.msb - bits.lsb + 1;
  if (reset !== null && reset >= 2 ** width) return `the reset value ${cells.reset} does not fit ${width} bits`;
  register?.fields.push({ name, ...bits, access, reset, description: cells.description, line: cells.line });
  return null;
}

/** `7:0`, `[7:0]`, `3`, `[3]`; the whole register where the table has no such column. */
function bitsOf(text: string | null): { readonly msb: number; readonly lsb: number } | null {
  if (text === null) return { msb: DEFAULT_WIDTH_BITS - 1, lsb: 0 };
  const match = /^\[?\s*(\d{1,4})\s*(?:(?::|-|\.\.)\s*(\d{1,4})\s*)?\]?$/.exec(text);
  if (match === null) return null;
  const [first, second] = [Number(match[1]), Number(match[2] ?? match[1])];
  return { msb: Math.max(first, second), lsb: Math.min(first, second) };
}

const widthOf = (register: OpenRegister): number => {
  const top = Math.max(0, ...register.fields.map((field) => field.msb));
  return [8, 16, 32, 64].find((width) => width > top && width >= (top < 32 ? DEFAULT_WIDTH_BITS : 64)) ?? top + 1;
};

function checkOverlaps(registers: readonly OpenRegister[], complaints: Complaints): void {
  const offsets = new Map<number, string>();
  for (const register of registers) {
    const other = offsets.get(register.offset);
    if (other !== undefined)
      complaints.error(register.line, 'SPEC-REGISTER', `'${register.name}' and '${other}' have the same offset`);
    offsets.set(register.offset, register.name);
    const sorted = [...register.fields].sort((a, b) => a.lsb - b.lsb);
    for (const [at, field] of sorted.entries()) {
      const before = sorted[at - 1];
      if (before !== undefined && before.msb >= field.lsb)
        complaints.error(field.line, 'SPEC-REGISTER', `the fields '${before.name}' and '${field.name}' overlap`);
    }
  }
}
