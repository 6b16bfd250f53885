import type { AigerFile } from './aiger.ts';
import type { Product } from './product/types.ts';
import type { Frames } from './simulate/search.ts';

const LENGTH = /^# COUNTEREXAMPLE LENGTH: (\d+)/m;
const VALUE = /^pi(\d+)@(\d+)=([01])$/;
/** Steps beyond which a witness is not believed. */
const MOST_STEPS = 100_000;

/**
 * Reads the witness that ABC's `write_cex -n` writes (`pi3@7=1`: input 3 is 1 in step 7) into frames of
 * `Product.inputs`; null where the text has another shape. Inputs outside the cone are 0.
 */
export function readWitness(text: string, aiger: AigerFile, product: Product): Frames | null {
  const steps = Number(LENGTH.exec(text)?.[1] ?? 0);
  if (steps < 1 || steps > MOST_STEPS) return null;
  const frames = Array.from({ length: steps }, () => new Uint8Array(product.inputs.length));
  for (const line of text.split('\n')) {
    const found = VALUE.exec(line.trim());
    if (found === null || found[3] === '0') continue;
    const input = aiger.inputs[Number(found[1])];
    const frame = frames[Number(found[2])];
    if (input === undefined || frame === undefined) return null;
    frame[input] = 1;
  }
  return frames;
}
