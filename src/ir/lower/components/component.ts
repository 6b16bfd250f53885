import type { PlanNode, PlanReg } from '../../../contracts/plan.ts';

/** Thrown by an expansion for a pin or parameter that is missing or makes no sense; the pass reports the sentence. */
export class ComponentError extends Error {}

/** What an expansion works with. */
export interface Pins {
  /** The expression bound to a pin that must be there. */
  readonly need: (pin: string) => string;
  /** The expression bound to a pin, or null. */
  readonly maybe: (pin: string) => string | null;
  /** Bits of the expression bound to a pin. */
  readonly width: (pin: string) => number;
  /** A parameter as an integer. */
  readonly integer: (name: string, fallback: number) => number;
  /** A parameter as one of the given words; the first is the default. */
  readonly choice: <const T extends string>(name: string, words: readonly [T, ...T[]]) => T;
  readonly text: (name: string) => string | null;
  /** The clock domain of the component. */
  readonly domain: () => string;
  /** A name for an inner net that nothing has. */
  readonly fresh: (wish: string) => string;
}

/** A component of the library: what it is, its parameters and pins in words, and the core nodes it stands for. */
export interface Component {
  readonly doc: string;
  readonly params: Readonly<Record<string, string>>;
  readonly pins: Readonly<Record<string, string>>;
  readonly expand: (pins: Pins) => readonly PlanNode[];
}

/** A register on a pin, its reset and enable taken from the usual pins and parameters. */
export const registerOn = (
  pins: Pins,
  pin: string,
  node: { readonly next: PlanReg['next']; readonly reset: number; readonly enable?: string | null },
): PlanReg => {
  const name = pins.need(pin);
  if (!/^[A-Za-z_][A-Za-z0-9_$]*$/.test(name))
    throw new ComponentError(`pin "${pin}" must be a whole net, not "${name}"`);
  return {
    kind: 'reg',
    name,
    type: { width: pins.width(pin) },
    domain: pins.domain(),
    reset: node.reset,
    next: node.next,
    ...(node.enable === null || node.enable === undefined ? {} : { enable: node.enable }),
  };
};

export const assign = (lhs: string, rhs: string): PlanNode => ({ kind: 'assign', lhs, rhs });

/** An assignment where the pin is bound, nothing where it is not. */
export const assignIf = (lhs: string | null, rhs: string): readonly PlanNode[] =>
  lhs === null ? [] : [assign(lhs, rhs)];
