import type { DesignFacts, InputBit } from './facts.ts';
import type { Random } from './random.ts';

/** One input port in the packed vector of all inputs. */
export interface InputField {
  readonly name: string;
  readonly width: number;
  /** Packed position of the port's bit 0. */
  readonly at: number;
}

/** How all inputs are packed into one vector: ports in order, the first one in the lowest bits. */
export interface InputLayout {
  readonly fields: readonly InputField[];
  /** Bits of all inputs together; at least 1 where there is an input. */
  readonly width: number;
  /** Packed positions of the bits that move alone. `leading` clocks sample on their rising edge. */
  readonly clocks: readonly {
    readonly at: number;
    readonly edge: 'pos' | 'neg' | 'both';
    readonly role: 'clock' | 'gate';
  }[];
  readonly resets: readonly { readonly at: number; readonly active: 0 | 1; readonly kind: 'async' | 'sync' }[];
  /** One-bit inputs that are neither clock nor reset. */
  readonly controls: readonly InputField[];
  /** Wider inputs. */
  readonly words: readonly InputField[];
  /** Constants of the design that may be waiting times, in cycles. */
  readonly waits: readonly number[];
  /** Bits that data never changes. */
  readonly clockMask: bigint;
}

/** The state of the generator while a plan is made. */
export interface Drive {
  readonly facts: DesignFacts;
  readonly layout: InputLayout;
  readonly random: Random;
  /** Current value of all inputs but clocks. */
  value: bigint;
  /** Current value of the clock bits. */
  clock: bigint;
  /** Counts the values chosen. */
  walk: number;
  /** Cycles for which each control keeps its value in phases of runs. */
  readonly runs: Map<string, number>;
}

/** Packs the inputs of a design. */
export function layoutInputs(facts: DesignFacts): InputLayout {
  const fields: InputField[] = [];
  let width = 0;
  for (const port of facts.ports) {
    if (port.direction !== 'input') continue;
    fields.push({ name: port.name, width: port.width, at: width });
    width += port.width;
  }
  const position = (bit: InputBit): number => (fields.find((field) => field.name === bit.port)?.at ?? 0) + bit.index;
  const clocks = facts.clocks.map((clock) => ({ at: position(clock), edge: clock.edge, role: clock.role }));
  const resets = facts.resets.map((reset) => ({
    at: position(reset),
    active: reset.active === 'high' ? (1 as const) : (0 as const),
    kind: reset.kind,
  }));
  const special = new Set([...clocks, ...resets].map((bit) => bit.at));
  const free = fields.filter((field) => field.width > 1 || !special.has(field.at));
  return {
    fields,
    width,
    clocks,
    resets,
    controls: free.filter((field) => field.width === 1),
    words: free.filter((field) => field.width > 1),
    waits: waitsOf(facts),
    clockMask: clocks.reduce((mask, clock) => mask | (1n << BigInt(clock.at)), 0n),
  };
}

const SHORTEST_WAIT = 8n;

/** Cycles; longer waits are the business of frozen phases. */
const LONGEST_WAIT = 64n;

const waitsOf = (facts: DesignFacts): readonly number[] => {
  const values = facts.constants.map((constant) => constant.value);
  return [...new Set(values.filter((value) => value >= SHORTEST_WAIT && value <= LONGEST_WAIT))].map(Number);
};

/**
 * The inputs before the first step, as a Verilog literal: clocks at 0, so that power-up makes no edge, everything else
 * unknown, so that the first value of an input is a change that wakes an `always @(*)` even if it is 0.
 */
export function startOf({ width, clocks }: Pick<InputLayout, 'width' | 'clocks'>): string {
  const bits = Array.from({ length: Math.max(1, width) }, () => 'x');
  for (const { at } of clocks) bits[at] = '0';
  return `${bits.length}'b${bits.reverse().join('')}`;
}

/** A field's value in a packed vector. */
export const fieldOf = (value: bigint, field: InputField): bigint =>
  BigInt.asUintN(field.width, value >> BigInt(field.at));

/** The packed vector with one field replaced. */
export const withField = (value: bigint, field: InputField, to: bigint): bigint => {
  const mask = ((1n << BigInt(field.width)) - 1n) << BigInt(field.at);
  return (value & ~mask) | (BigInt.asUintN(field.width, to) << BigInt(field.at));
};
