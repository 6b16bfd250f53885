import type { DesignFacts } from './facts.ts';
import type { Random } from './random.ts';

export interface ValueChoice {
  readonly facts: DesignFacts;
  readonly random: Random;
  readonly width: number;
  readonly previous: bigint;
  /** Position of the next walking bit: each bit of a word gets its turn. */
  readonly walk: number;
}

/**
 * One value of a data input, biased to corners: one in four from the design's own constants and their neighbours, the
 * rest shared by zero, all ones, a walking hot bit, a walking cold bit, small steps from the previous value, and uniform values.
 */
export function chooseValue(choice: ValueChoice): bigint {
  const { random, width, previous, facts, walk } = choice;
  const constants = facts.constants;
  if (constants.length > 0 && random.oneIn(4)) {
    const constant = constants[random.below(constants.length)]?.value ?? 0n;
    return BigInt.asUintN(width, constant + BigInt(random.below(3) - 1));
  }
  const hot = 1n << BigInt(walk % width);
  // Wide words need more turns for every bit to be alone at 0 and at 1.
  switch (random.below(width > MANY_BITS ? 10 : 16)) {
    case 0:
      return 0n;
    case 1:
      return BigInt.asUintN(width, -1n);
    case 2:
      return hot;
    case 3:
      return BigInt.asUintN(width, ~hot);
    case 4:
      return BigInt.asUintN(width, previous + 1n);
    case 5:
      return BigInt.asUintN(width, previous - 1n);
    case 6:
      return BigInt.asUintN(width, previous << 1n);
    case 7:
      return previous ^ hot;
    default:
      return random.bits(width);
  }
}

const MANY_BITS = 32;
