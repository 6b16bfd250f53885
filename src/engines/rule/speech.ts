import type { Expressed, Unspeakable } from './expressed.ts';
import type { Draft, Port } from './facts.ts';

/** What the words around a value mean. */
export interface Context {
  readonly draft: Draft;
  /** Internal signals beside the ports, with their widths. */
  readonly internals?: ReadonlyMap<string, number>;
  /** The signal a noun stands for (`the counter`), or null. */
  readonly noun: (noun: string) => string | null;
}

/** Names an input or output by a noun where only one qualifies. */
export function nounOfPorts(draft: Draft): (noun: string) => string | null {
  const special = new Set([draft.clock?.name, draft.reset?.signal]);
  const data = draft.inputs.filter((port) => !special.has(port.name));
  const only = (list: readonly Port[]): string | null => (list.length === 1 ? (list[0]?.name ?? null) : null);
  const sized = (noun: string, list: readonly Port[]): string | null => {
    const [, bits] = noun.split('#');
    return only(bits === undefined ? list : list.filter((port) => port.width === Number(bits)));
  };
  const sizedOnly = (noun: string, list: readonly Port[]): string | null => {
    const name = only(list);
    return name !== null && sized(noun, list) === name ? name : null;
  };
  return (noun) => {
    if (/^outputs?(?:#|$)/.test(noun)) return sized(noun, draft.outputs);
    if (/^inputs?#/.test(noun)) return sized(noun, data);
    if (noun === 'input') return only(data);
    // "Sign-extends an 8-bit number": the one input, where nothing else could hold a number.
    if (/^(?:number|vector|word|data|byte|operand)#/.test(noun) && draft.clock === null) return sizedOnly(noun, data);
    if (noun === 'clock') return draft.clock?.name ?? null;
    if (noun === 'it') return null;
    return null;
  };
}

/** Width of a named signal; null where unknown or set by a parameter. */
export function widthOf(name: string, context: Context): number | null {
  return context.draft.ports.find((port) => port.name === name)?.width ?? context.internals?.get(name) ?? null;
}

/** Tells a failed expression from a good one. */
export function isUnspeakable(found: Expressed | Unspeakable): found is Unspeakable {
  return 'why' in found;
}
