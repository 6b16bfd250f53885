import type { ClockFact, DesignFacts, FactPort, ResetFact } from '../../stimulus/facts.ts';

/** Facts of one candidate with the number of samples that share its text. */
export interface WeightedFacts {
  readonly facts: DesignFacts;
  readonly weight: number;
}

/** Values that candidates decide on, kept for the stimulus. */
const MAX_CONSTANTS = 96;

/** A hold longer than this is not waited for: every candidate pays for it in a simulator. */
const MAX_HOLD_CYCLES = 12_000;

/**
 * One set of facts for the stimulus of all candidates: the clocks and resets that more than half of the samples have,
 * the constants of all of them (a rare one may be the right one), and the longest counter that a quarter needs.
 */
export function commonFacts(ports: readonly FactPort[], all: readonly WeightedFacts[]): DesignFacts {
  const total = all.reduce((sum, one) => sum + one.weight, 0);
  const clocks = mostHeld(all, { list: (facts) => facts.clocks, total });
  const clockBits = new Set(clocks.map((clock) => `${clock.port}[${clock.index}]`));
  const resets = mostHeld(all, { list: (facts) => facts.resets, total });
  return {
    top: all[0]?.facts.top ?? '',
    ports,
    clocks: clocks.filter((clock) => isInput(ports, clock.port)),
    resets: resets.filter((reset) => isInput(ports, reset.port) && !clockBits.has(`${reset.port}[${reset.index}]`)),
    constants: commonConstants(all),
    counterCycles: Math.min(
      MAX_HOLD_CYCLES,
      upperQuartile(all, (facts) => facts.counterCycles),
    ),
    stateBits: upperQuartile(all, (facts) => facts.stateBits),
    nets: [],
    registers: [],
    source: 'netlist',
  };
}

const isInput = (ports: readonly FactPort[], name: string): boolean =>
  ports.some((port) => port.name === name && port.direction === 'input');

/** Bits that most samples use in this role, each in its commonest form. */
function mostHeld<T extends ClockFact | ResetFact>(
  all: readonly WeightedFacts[],
  { list, total }: { readonly list: (facts: DesignFacts) => readonly T[]; readonly total: number },
): readonly T[] {
  const forms = new Map<string, Map<string, { readonly fact: T; weight: number }>>();
  for (const { facts, weight } of all) {
    for (const fact of list(facts)) {
      const bit = `${fact.port}[${fact.index}]`;
      const ofBit = forms.get(bit) ?? new Map<string, { readonly fact: T; weight: number }>();
      forms.set(bit, ofBit);
      const form = JSON.stringify(fact);
      const known = ofBit.get(form);
      if (known === undefined) ofBit.set(form, { fact, weight });
      else known.weight += weight;
    }
  }
  return [...forms.values()].flatMap((ofBit) => {
    const held = [...ofBit.values()].sort((a, b) => b.weight - a.weight);
    const together = held.reduce((sum, form) => sum + form.weight, 0);
    return together * 2 > total && held[0] !== undefined ? [held[0].fact] : [];
  });
}

function commonConstants(all: readonly WeightedFacts[]): DesignFacts['constants'] {
  const found = new Map<string, { readonly width: number; readonly value: bigint; weight: number }>();
  for (const { facts, weight } of all) {
    for (const { width, value } of facts.constants) {
      const key = String(value);
      const known = found.get(key);
      if (known === undefined) found.set(key, { width, value, weight });
      else known.weight += weight;
    }
  }
  return [...found.values()]
    .sort((a, b) => b.weight - a.weight)
    .slice(0, MAX_CONSTANTS)
    .map(({ width, value }) => ({ width, value }));
}

/** The largest number that at least a quarter of the samples reach. */
function upperQuartile(all: readonly WeightedFacts[], read: (facts: DesignFacts) => number): number {
  const sorted = [...all].sort((a, b) => read(b.facts) - read(a.facts));
  const total = sorted.reduce((sum, one) => sum + one.weight, 0);
  let seen = 0;
  for (const { facts, weight } of sorted) {
    seen += weight;
    if (seen * 4 >= total) return read(facts);
  }
  return 0;
}
