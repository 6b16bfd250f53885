import type { Value } from '../../english/index.ts';
import type { Piece } from './facts.ts';

/** A register of one bit that, once it has the value, loses it to the reset only: nothing else is put into it. */
export function isSticky([target, value]: readonly Value[], whole: Piece): boolean {
  if (target?.k !== 'name' || value?.k !== 'fill') return false;
  const node = whole.nodes.find((one) => one.kind === 'reg' && one.name === target.name);
  if (node?.kind !== 'reg' || node.type.width !== 1 || typeof node.next === 'string') return false;
  const kept = new Set([target.name, `1'b${String(value.bit)}`]);
  return node.next.every(({ to }) => kept.has(to));
}
