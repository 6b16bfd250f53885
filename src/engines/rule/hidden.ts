import type { Draft, Fact, Internal, Port } from './facts.ts';
import { factsOf } from './facts.ts';

const HEADS: Readonly<Record<string, readonly string[]>> = {
  'shift-register': ['shift register', 'register', 'shifter', 'contents', 'content'],
};

/**
 * Shift registers that the text asks for and no output shows whole: signals inside the module. One that the text
 * names is found by its name already.
 */
export function hiddenRegisters(
  facts: readonly Fact[],
  outputs: readonly Port[],
  named: readonly Internal[],
): readonly Internal[] {
  const built = factsOf(facts, 'build').filter((fact) => fact.statement.thing.head in HEADS);
  const [first, second] = built;
  if (first === undefined || second !== undefined) return [];
  const nouns = HEADS[first.statement.thing.head] ?? [];
  const width = first.statement.thing.features.find((feature) => feature.f === 'width')?.n;
  const isShown = outputs.some((port) => port.width === width);
  const isNamed = named.some((one) => one.nouns.some((noun) => nouns.includes(noun)));
  if (width === undefined || width < 2 || isShown || isNamed) return [];
  return [{ name: nouns[0] ?? '', width, anonymous: true, nouns, span: first.span }];
}

/** The port that a component phrase of a size is: the output that has it, or the hidden register. */
export function homeOf(draft: Draft, head: string, size: number | null): Port | null {
  if (!(head in HEADS)) return null;
  const fitting = draft.outputs.filter((port) => size !== null && size > 1 && port.width === size);
  const others = draft.outputs.filter((port) => !fitting.includes(port));
  const [shown] = fitting;
  if (shown !== undefined && fitting.length === 1) return others.every((port) => port.width === 1) ? shown : null;
  const inside = draft.ports
    .slice(draft.spec.ports.length)
    .filter((port) => port.width === size && draft.internals.some((one) => isSame(one, port) && isShift(one)));
  const [only] = inside;
  return fitting.length === 0 && inside.length === 1 && only !== undefined ? only : null;
}

const isSame = (one: Internal, port: Port): boolean => one.name.replaceAll(' ', '_') === port.name;
const isShift = (one: Internal): boolean => one.nouns.includes('shift register');
