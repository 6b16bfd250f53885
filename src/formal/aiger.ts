import type { Product } from './product/types.ts';

/** A product as a binary AIGER 1.9 file, cut to the cone of its bad literal. */
export interface AigerFile {
  readonly bytes: Uint8Array;
  /** Index into `Product.inputs` of each input of the file, in order. */
  readonly inputs: readonly number[];
  readonly latches: number;
  readonly ands: number;
}

/**
 * Writes the product as AIGER with `bad` as its one output (Biere, Heljanko and Wieringa, "AIGER 1.9 and beyond",
 * 2011). Every latch starts at 0, which is the one reading that all checkers share.
 */
export function writeAiger(product: Product): AigerFile {
  const left = product.graph.left();
  const right = product.graph.right();
  const latchOf = new Map(product.latches.map((latch, index) => [latch.literal >> 1, index]));
  const needed = coneOf(product, { left, right, latchOf });
  const variable = new Int32Array(product.graph.size());
  let count = 0;
  const inputs: number[] = [];
  product.inputs.forEach((input, index) => {
    if (needed[input.literal >> 1] !== 1) return;
    variable[input.literal >> 1] = ++count;
    inputs.push(index);
  });
  const latches = product.latches.filter((latch) => needed[latch.literal >> 1] === 1);
  for (const latch of latches) variable[latch.literal >> 1] = ++count;
  const gates: number[] = [];
  for (let node = 1; node < product.graph.size(); node++) {
    if (needed[node] !== 1 || (left[node] ?? -1) < 0) continue;
    variable[node] = ++count;
    gates.push(node);
  }
  const map = (literal: number): number => (variable[literal >> 1] ?? 0) * 2 + (literal & 1);
  const header = `aig ${count} ${inputs.length} ${latches.length} 1 ${gates.length}\n`;
  const text = `${header}${latches.map((latch) => `${map(latch.next)}\n`).join('')}${map(product.bad)}\n`;
  const body: number[] = [];
  for (const node of gates) {
    const a = map(left[node] ?? 0);
    const b = map(right[node] ?? 0);
    delta(body, (variable[node] ?? 0) * 2 - Math.max(a, b));
    delta(body, Math.abs(a - b));
  }
  const bytes = new Uint8Array(text.length + body.length);
  bytes.set(new TextEncoder().encode(text));
  bytes.set(body, text.length);
  return { bytes, inputs, latches: latches.length, ands: gates.length };
}

function coneOf(
  product: Product,
  fan: { readonly left: Int32Array; readonly right: Int32Array; readonly latchOf: ReadonlyMap<number, number> },
): Uint8Array {
  const needed = new Uint8Array(product.graph.size());
  const pending = [product.bad >> 1];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    if (needed[node] === 1) continue;
    needed[node] = 1;
    const latch = product.latches[fan.latchOf.get(node) ?? -1];
    if (latch !== undefined) pending.push(latch.next >> 1);
    const a = fan.left[node] ?? -1;
    if (a >= 0) pending.push(a >> 1, (fan.right[node] ?? 0) >> 1);
  }
  return needed;
}

function delta(body: number[], value: number): void {
  let rest = value;
  while (rest >= 0x80) {
    body.push((rest & 0x7f) | 0x80);
    rest >>>= 7;
  }
  body.push(rest);
}
