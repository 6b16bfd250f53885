import type { TraceStep } from '../contracts/verdict.ts';
import type { InputLayout } from './layout.ts';
import type { StimulusStep } from './step.ts';

/**
 * Turns the rows of a counterexample into steps: the data of a row first, then each of its clock bits alone, in order
 * of position. Bits that a row leaves unknown keep their value; before the first row clocks are at 0.
 */
export function stepsOfTrace(
  layout: InputLayout,
  trace: readonly Pick<TraceStep, 'inputs'>[],
): readonly StimulusStep[] {
  const steps: StimulusStep[] = [];
  let current = 0n;
  for (const row of trace) {
    const next = packRow(layout, row.inputs, current);
    const toggles = layout.clocks.filter(({ at }) => ((next ^ current) >> BigInt(at)) & 1n).map(({ at }) => at);
    const [first = null, ...others] = toggles;
    steps.push(
      { data: next, toggle: first, repeat: 1 },
      ...others.map((at) => ({ data: next, toggle: at, repeat: 1 })),
    );
    current = next;
  }
  return steps;
}

function packRow(layout: InputLayout, inputs: Readonly<Record<string, string>>, before: bigint): bigint {
  let packed = before;
  for (const field of layout.fields) {
    const digits = (inputs[field.name] ?? '').padStart(field.width, '0').slice(-field.width);
    for (let bit = 0; bit < field.width; bit += 1) {
      const digit = digits[field.width - 1 - bit];
      const mask = 1n << BigInt(field.at + bit);
      if (inputs[field.name] === undefined) continue;
      if (digit === '1') packed |= mask;
      else if (digit === '0') packed &= ~mask;
    }
  }
  return packed;
}
