import type { Diagnostic } from '../contracts/source.ts';

/** What a diagnostic means and what to do about it. */
export interface Advice {
  /** An order to the model. */
  readonly hint: string;
  /** Why, for a human. */
  readonly reason: string;
}

interface Entry extends Advice {
  /** Codes as the tools' parsers give them. */
  readonly codes: readonly string[];
  /** Narrows a code whose messages mean different things. */
  readonly message?: RegExp;
}

/** Keyed by code of the tool, narrowed by its message; the first that fits wins. */
const TABLE: readonly Entry[] = [
  {
    codes: ['IVL-SYNTAX', 'VLT-SYNTAX', 'YS-SYNTAX'],
    hint: 'Correct the syntax at or just before this line: look for a missing ";", "end", "endcase" or "begin".',
    reason: 'A parser reports the token at which it gave up, which stands behind the mistake.',
  },
  {
    codes: ['IVL-LVALUE', 'PROCASSWIRE'],
    message: /is not a valid l-value|wire|procedural/i,
    hint: 'Declare a signal assigned in an always block as reg ("output reg"), or assign it with assign.',
    reason: 'Nets cannot be assigned procedurally (IEEE 1364-2005 clause 9.2).',
  },
  {
    codes: ['IVL-UNBOUND'],
    hint: 'Declare this name in the module, or correct its spelling.',
    reason: 'The name is used but declared nowhere in the module.',
  },
  {
    codes: ['IVL-DUPLICATE'],
    hint: 'Declare this name once; a port needs no second declaration.',
    reason: 'A name may be declared once in a scope.',
  },
  {
    codes: ['IVL-PORT', 'PORT-MISSING', 'PORT-EXTRA', 'PORT-DIRECTION', 'PORT-WIDTH', 'PINNOTFOUND', 'PINMISSING'],
    hint: 'Use exactly the ports of the given interface: names, directions and widths.',
    reason: 'The interface is part of the specification.',
  },
  {
    codes: ['IVL-ERROR', 'ENUMVALUE'],
    message: /explicit cast|enum/i,
    hint: 'Use plain logic vectors and localparam constants for states instead of an enum type.',
    reason: 'Assigning an expression to a variable of an enum type needs a cast (IEEE 1800 clause 6.19.3).',
  },
  {
    codes: ['IVL-UNSUPPORTED', 'UNSUPPORTED'],
    hint: 'Write this with plain Verilog-2005 constructs.',
    reason: 'The construct is legal, but common tools do not know it.',
  },
  {
    codes: ['LATCH'],
    hint: 'Give every output of the combinational block a value on every path, or a default at its start.',
    reason: 'A path without an assignment keeps the old value, which is a latch.',
  },
  {
    codes: ['WIDTHTRUNC', 'WIDTHEXPAND', 'WIDTH', 'IVL-PORT-WIDTH'],
    hint: 'Make both sides of the assignment or connection equally wide.',
    reason: 'Verilog cuts and extends silently.',
  },
  {
    codes: ['BLKSEQ', 'COMBDLY'],
    hint: 'Use <= in clocked blocks and = in combinational ones.',
    reason: 'The other way round simulation and synthesis may differ.',
  },
  {
    codes: ['UNOPTFLAT', 'IVL-INFINITE-LOOP'],
    hint: 'Break the combinational loop: a signal depends on itself without a register.',
    reason: 'A loop without a register has no defined value.',
  },
  {
    codes: ['MULTIDRIVEN'],
    hint: 'Assign this signal in one always block or assign only.',
    reason: 'Two drivers of one signal give an undefined value.',
  },
  {
    codes: ['IVL-SENSITIVITY'],
    hint: 'Use always @(*) for combinational logic.',
    reason: 'A signal that is read but not listed does not start the block.',
  },
  {
    codes: ['UNDRIVEN'],
    hint: 'Drive this signal.',
    reason: 'Nothing gives it a value.',
  },
];

/** Advice on a diagnostic; null where the table knows none. */
export const adviceOn = (item: Pick<Diagnostic, 'code' | 'message'>): Advice | null =>
  TABLE.find(({ codes, message }) => codes.includes(item.code) && (message?.test(item.message) ?? true)) ?? null;
