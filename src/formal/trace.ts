import type { Product } from './product/types.ts';
import { createLaneSimulator } from './simulate/lanes.ts';
import type { Frames } from './simulate/search.ts';

/** Port values of one step, as binary text, most significant bit first (`x` where unknown). */
export type PortValues = Readonly<Record<string, string>>;

/** One step of a trace of the product. */
export interface FormalStep {
  readonly inputs: PortValues;
  /** Sync mode: the clock edge comes at the end of this step. */
  readonly tick: boolean;
  readonly golden: PortValues;
  readonly candidate: PortValues;
  readonly differs: boolean;
}

/** Replays frames on the model itself and reads what the ports show. */
export function readTrace(product: Product, frames: Frames): readonly FormalStep[] {
  const roots = [
    product.bad,
    product.tick,
    ...product.effective.map((input) => input.literal),
    ...product.outputs.flatMap(({ golden, candidate }) => [golden.one, golden.zero, candidate]),
  ];
  const simulator = createLaneSimulator(product, roots);
  const bit = (literal: number): number => simulator.read(literal) & 1;
  return frames.map((frame) => {
    simulator.evaluate(Int32Array.from(frame, (value) => (value === 1 ? -1 : 0)));
    const step: FormalStep = {
      inputs: gathered(product.effective.map((input) => ({ ...input, text: String(bit(input.literal)) }))),
      tick: bit(product.tick) === 1,
      golden: gathered(
        product.outputs.map(({ port, bit: index, golden }) => ({
          port,
          bit: index,
          text: bit(golden.one) === 0 ? '0' : bit(golden.zero) === 0 ? '1' : 'x',
        })),
      ),
      candidate: gathered(
        product.outputs.map(({ port, bit: index, candidate }) => ({ port, bit: index, text: String(bit(candidate)) })),
      ),
      differs: bit(product.bad) === 1,
    };
    simulator.advance();
    return step;
  });
}

function gathered(bits: readonly { readonly port: string; readonly bit: number; readonly text: string }[]): PortValues {
  const ports = new Map<string, string[]>();
  for (const { port, bit, text } of bits) {
    const row = ports.get(port) ?? [];
    row[bit] = text;
    ports.set(port, row);
  }
  return Object.fromEntries([...ports].map(([port, row]) => [port, row.reverse().join('')]));
}
