import type { Product } from '../product/types.ts';
import type { RandomWords } from '../random.ts';
import { randomWords } from '../random.ts';

/** An input bit that resets the golden, and the level at which it does. */
export interface ResetInput {
  readonly port: string;
  readonly bit: number;
  readonly activeHigh: boolean;
}

/** What the stimulus knows of the golden. */
export interface StimulusHints {
  readonly resets: readonly ResetInput[];
  /** Values that the golden compares with or counts to; they and their neighbours are drawn often. */
  readonly literals: readonly bigint[];
}

/** What is driven: the inputs and the time model of a product. */
export type StimulusTarget = Pick<Product, 'inputs' | 'clocking'>;

/** How long a run of stimulus is and where it starts. */
export interface StimulusPlan {
  readonly seed: number;
  /** Planned length; a part of it stays without resets, so that counters can run. */
  readonly steps: number;
}

/** Gives one word an input for each step in turn; bit l is lane l. */
export type LaneStimulus = (step: number) => Int32Array;

interface PortGroup {
  readonly port: string;
  /** Indices into `Product.inputs`, least significant bit first. */
  readonly inputs: readonly number[];
}

/** Lanes in which an input found to be a reset moves like any other after the start: it may be data after all. */
const UNRULY_LANES = 0x0f000000;

/** Share of a run in which most lanes see no reset, and its least length. */
const QUIET_SHARE = 0.5;
const QUIET_LEAST = 200;

/** Steps for which a leaning of a control lasts. */
const STRETCH = 48;

/**
 * Constrained random stimulus: two cycles of reset, a long stretch without, then rare resets; data from corners and
 * the golden's literals one time in four; held values; one-bit controls that are mostly 0 or mostly 1 for a stretch.
 */
export function laneStimulus(product: StimulusTarget, hints: StimulusHints, plan: StimulusPlan): LaneStimulus {
  const random = randomWords(plan.seed);
  const words = new Int32Array(product.inputs.length);
  const resetOf = new Map(hints.resets.map((reset) => [`${reset.port}[${reset.bit}]`, reset]));
  const clocks = new Set(product.clocking.mode === 'event' ? product.clocking.clocks : []);
  const layout = layOut(product, { resetOf, clocks });
  const quiet = Math.max(QUIET_LEAST, Math.floor(plan.steps * QUIET_SHARE));
  const styles = new Map<PortGroup, { low: number; high: number }>();
  return (step) => {
    const moving = product.clocking.mode === 'event' && (step & 1) === 1;
    for (const index of layout.ticks) words[index] = random() | random() | random();
    for (const index of layout.turns) words[index] = moving ? -1 : 0;
    for (const index of layout.free) words[index] = random();
    if (moving) toggleClocks(words, { indices: layout.clocks, random });
    else moveData(words, { layout, hints, styles, step, random, quiet });
    return words;
  };
}

interface DataMove {
  readonly layout: Layout;
  readonly hints: StimulusHints;
  readonly styles: Map<PortGroup, { low: number; high: number }>;
  readonly step: number;
  readonly random: RandomWords;
  /** Step from which resets come again. */
  readonly quiet: number;
}

function moveData(words: Int32Array, { layout, hints, styles, step, random, quiet }: DataMove): void {
  for (const group of layout.groups) {
    drawGroup(words, { group, hints, random });
    if (group.inputs.length === 1) lean(words, { group, styles, step, random });
  }
  for (const { index, activeHigh } of layout.resets) {
    const usual = resetWord(step, quiet, random);
    const asserted = step < 8 ? usual : (usual & ~UNRULY_LANES) | (random() & UNRULY_LANES);
    words[index] = activeHigh ? asserted : ~asserted;
  }
}

interface Layout {
  readonly ticks: readonly number[];
  readonly turns: readonly number[];
  readonly free: readonly number[];
  readonly clocks: readonly number[];
  readonly resets: readonly { readonly index: number; readonly activeHigh: boolean }[];
  readonly groups: readonly PortGroup[];
}

function layOut(
  product: StimulusTarget,
  roles: { readonly resetOf: ReadonlyMap<string, ResetInput>; readonly clocks: ReadonlySet<string> },
): Layout {
  const layout = {
    ticks: [] as number[],
    turns: [] as number[],
    free: [] as number[],
    clocks: [] as number[],
    resets: [] as { index: number; activeHigh: boolean }[],
  };
  const groups = new Map<string, number[]>();
  product.inputs.forEach((input, index) => {
    if (input.kind === 'tick') layout.ticks.push(index);
    else if (input.kind === 'turn') layout.turns.push(index);
    else if (input.kind === 'free') layout.free.push(index);
    else {
      const key = `${input.port}[${input.bit}]`;
      const reset = roles.resetOf.get(key);
      if (roles.clocks.has(key)) layout.clocks.push(index);
      else if (reset !== undefined) layout.resets.push({ index, activeHigh: reset.activeHigh });
      else groups.set(input.port, [...(groups.get(input.port) ?? []), index]);
    }
  });
  return { ...layout, groups: [...groups].map(([port, inputs]) => ({ port, inputs })) };
}

function toggleClocks(
  words: Int32Array,
  given: { readonly indices: readonly number[]; readonly random: RandomWords },
): void {
  for (const index of given.indices) {
    const toggles = given.indices.length === 1 ? -1 : given.random() | given.random();
    words[index] = (words[index] ?? 0) ^ toggles;
  }
}

/** Lanes that are reset at the start: 7 of 8. */
const RESET_LANES = 0x7f7f7f7f;
/** Four steps of reset, then none until `quiet` but in a few lanes, then 1 in 32 and (half of the lanes) 1 in 256. */
function resetWord(step: number, quiet: number, random: RandomWords): number {
  if (step < 4) return RESET_LANES;
  const rare = random() & random() & random() & random() & random();
  if (step < quiet) return rare & (step % 64 === 0 ? 0xff : 0x0f);
  const rarer = random() & random() & random();
  return rare & (rarer | 0xffff0000);
}

function drawGroup(
  words: Int32Array,
  given: { readonly group: PortGroup; readonly hints: StimulusHints; readonly random: RandomWords },
): void {
  const { group, hints, random } = given;
  const held = random() & random() & random();
  const chosen = group.inputs.length > 1 ? random() & random() & ~held : 0;
  const value = corner(group.inputs.length, hints.literals, random);
  const split = random();
  const other = corner(group.inputs.length, hints.literals, random);
  group.inputs.forEach((index, bit) => {
    const before = words[index] ?? 0;
    const position = BigInt(bit);
    const first = ((value >> position) & 1n) === 1n ? -1 : 0;
    const second = ((other >> position) & 1n) === 1n ? -1 : 0;
    const drawn = (random() & ~chosen) | (chosen & ((first & split) | (second & ~split)));
    words[index] = (drawn & ~held) | (before & held);
  });
}

/** A value worth trying: a literal of the golden or its neighbour, 0, all ones, or a single one. */
function corner(width: number, literals: readonly bigint[], random: RandomWords): bigint {
  const pick = random() >>> 0;
  const kind = pick & 7;
  if (kind < 5 && literals.length > 0) {
    const literal = literals[(pick >>> 5) % literals.length] ?? 0n;
    return kind === 3 ? literal + 1n : kind === 4 ? literal - 1n : literal;
  }
  if (kind === 5) return 0n;
  if (kind === 6) return -1n;
  return 1n << BigInt((pick >>> 5) % width);
}

function lean(
  words: Int32Array,
  given: {
    readonly group: PortGroup;
    readonly styles: Map<PortGroup, { low: number; high: number }>;
    readonly step: number;
    readonly random: RandomWords;
  },
): void {
  const { group, styles, step, random } = given;
  let style = styles.get(group);
  if (style === undefined || step % STRETCH === 0) {
    const leaning = random();
    style = { low: leaning & random(), high: leaning & random() };
    styles.set(group, style);
  }
  const index = group.inputs[0] ?? 0;
  const rare = random() & random() & random();
  const word = words[index] ?? 0;
  words[index] = (word & ~style.low & ~style.high) | (style.low & rare) | (style.high & ~style.low & ~rare);
}
