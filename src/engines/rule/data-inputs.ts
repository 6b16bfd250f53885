import type { Draft, Port } from './facts.ts';

/** Inputs that carry data: neither the clock nor the reset. */
export const dataInputs = (draft: Draft): readonly Port[] =>
  draft.inputs.filter((port) => port.name !== draft.clock?.name && port.name !== draft.reset?.signal);

/** Data inputs of one bit. */
export const dataBits = (draft: Draft): readonly Port[] => dataInputs(draft).filter((port) => port.width === 1);

/** The only data input of one bit; undefined where there is none, or more than one. */
export function soleDataBit(draft: Draft): Port | undefined {
  const [only, more] = dataBits(draft);
  return more === undefined ? only : undefined;
}
