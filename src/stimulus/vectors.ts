import type { DesignFacts, FactPort } from './facts.ts';
import { type InputField, startOf } from './layout.ts';
import type { StimulusPlan } from './plan.ts';
import type { PointLine } from './result-channel.ts';

/** One settled point: what all inputs are, and what the outputs must be. */
export interface Vector {
  /** All inputs, clocks too, packed as the layout says. */
  readonly inputs: bigint;
  /** All outputs, the first port in the highest bits; bits that are not cared for are 0. */
  readonly expected: bigint;
  /** Output bits that were 0 or 1 in the golden. */
  readonly care: bigint;
}

/** A recorded stimulus with the golden's answers: all that a bench without the golden needs. */
export interface VectorTable {
  readonly top: string;
  readonly inputs: readonly InputField[];
  readonly outputs: readonly FactPort[];
  /** Inputs before the first vector, for benches with two values. */
  readonly initial: bigint;
  /** The same as a Verilog literal with four values. */
  readonly start: string;
  readonly vectors: readonly Vector[];
  readonly seed: number;
  /** Points of the plan that were left out at its end to stay within the size asked for. */
  readonly omitted: number;
}

export interface VectorOptions {
  readonly facts: DesignFacts;
  readonly plan: StimulusPlan;
  readonly points: readonly PointLine[];
  readonly maxPoints: number;
}

/** Makes the table from the points of a traced run. */
export function vectorTable({ facts, plan, points, maxPoints }: VectorOptions): VectorTable {
  return {
    top: facts.top,
    inputs: plan.layout.fields,
    initial: plan.initial,
    start: startOf(plan.layout),
    outputs: facts.ports.filter((port) => port.direction === 'output'),
    vectors: points.slice(0, maxPoints).map((point) => ({
      inputs: BigInt(`0b${point.inputs.replaceAll(/[xz]/g, '0') || '0'}`),
      expected: BigInt(`0b${point.golden.replaceAll(/[xz]/g, '0') || '0'}`),
      care: BigInt(`0b${point.golden.replaceAll('0', '1').replaceAll(/[xz]/g, '0') || '0'}`),
    })),
    seed: plan.seed,
    omitted: Math.max(0, points.length - maxPoints),
  };
}

/** Bits of all inputs and of all outputs. */
export const tableWidths = (table: VectorTable): { readonly inputs: number; readonly outputs: number } => ({
  inputs: table.inputs.reduce((sum, field) => sum + field.width, 0),
  outputs: table.outputs.reduce((sum, port) => sum + port.width, 0),
});

/** Lowest packed position of each output port. */
export function outputPositions(table: VectorTable): readonly { readonly port: FactPort; readonly at: number }[] {
  let at = tableWidths(table).outputs;
  return table.outputs.map((port) => {
    at -= port.width;
    return { port, at };
  });
}
