import { describe, expect, it } from 'vitest';
import type { Clocking, Frames, Netlist, Product } from '../../src/formal/index.ts';
import { fullProduct, minimiseFrames, powerUp, prepareDesign, readTrace } from '../../src/formal/index.ts';
import { BIT_0 } from '../../src/formal/netlist/types.ts';
import { random } from '../generators/random.ts';

const CLOCKING: Clocking = { mode: 'sync', clock: 'clk[0]', rising: true, tick: false };
const DEPTH = 4;

/** A chain of enabled registers behind `d & go`; the candidate's chain gives 0. `noise` and `wide` feed another output. */
function chain(isGolden: boolean): Netlist {
  const cell = (name: string, type: string, ports: Record<string, number[]>) => ({
    name,
    type,
    params: { CLK_POLARITY: '1', A_SIGNED: '0', B_SIGNED: '0' },
    ports,
    src: null,
  });
  const stages = Array.from({ length: DEPTH }, (_, i) => cell(`r${i}`, '$dff', { CLK: [2], D: [20 + i], Q: [21 + i] }));
  return {
    top: isGolden ? 'g' : 'c',
    ports: [
      { name: 'clk', direction: 'input', bits: [2] },
      { name: 'd', direction: 'input', bits: [3] },
      { name: 'go', direction: 'input', bits: [4] },
      { name: 'noise', direction: 'input', bits: [5, 6, 7, 8] },
      { name: 'q', direction: 'output', bits: [isGolden ? 20 + DEPTH : BIT_0] },
      { name: 'y', direction: 'output', bits: [9] },
    ],
    cells: [
      cell('gate', '$and', { A: [3], B: [4], Y: [20] }),
      ...stages,
      cell('parity', '$reduce_xor', { A: [5, 6, 7, 8], Y: [9] }),
    ],
    names: [],
  };
}

function productOf(): Product {
  const golden = prepareDesign(chain(true), CLOCKING);
  const candidate = prepareDesign(chain(false), CLOCKING);
  if (!golden.ok || !candidate.ok) throw new Error('not modelled');
  const pair = { golden: golden.value, candidate: candidate.value, clocking: CLOCKING };
  const product = fullProduct(pair, powerUp(pair));
  if (product === null) throw new Error('too large');
  return product;
}

const noisy = (product: Product, steps: number): Frames => {
  const rng = random(3);
  return Array.from({ length: steps }, () => Uint8Array.from(product.inputs, () => (rng.flip() ? 1 : 0)));
};

describe('a counterexample made small on the model', () => {
  const product = productOf();

  it('keeps the steps that the difference needs and no input change that it does not', () => {
    const short = minimiseFrames(product, noisy(product, 200), 50_000_000);
    const trace = readTrace(product, short);
    expect(trace.map((step) => step.differs)).toEqual([false, false, false, false, true]);
    expect(trace.map((step) => step.inputs['noise'])).toEqual(Array(DEPTH + 1).fill('0000'));
    const changes = (port: string): number =>
      trace.filter((step, i) => i > 0 && step.inputs[port] !== trace[i - 1]?.inputs[port]).length;
    expect(changes('d') + changes('go')).toBe(0);
  });

  it('ends at the first difference where the budget allows no more', () => {
    const frames = noisy(product, 200);
    const first = readTrace(product, frames).findIndex((step) => step.differs);
    const cut = minimiseFrames(product, frames, 1);
    expect(first).toBeGreaterThan(0);
    expect(cut).toEqual(frames.slice(0, first + 1));
  });

  it('leaves frames without a difference as they are', () => {
    const still = Array.from({ length: 7 }, () => new Uint8Array(product.inputs.length));
    expect(minimiseFrames(product, still, 1_000_000)).toEqual(still);
  });
});
