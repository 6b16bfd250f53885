import type { PlanNode } from '../../contracts/plan.ts';
import type { Piece } from './facts.ts';

/**
 * Whether bits that come one after another from an input end up in this order: a register that moves them up has the
 * first one at its most significant end. Anything but one shift register of the input is not told apart.
 */
export function isSerialOrder(data: string | null, order: string, whole: Piece): boolean {
  if (data === null) return false;
  const ways = whole.nodes.flatMap((node) => nextTexts(node)).filter((text) => new RegExp(`\\b${data}\\b`).test(text));
  const escaped = data.replaceAll('$', '\\$');
  const shape = order === 'first-high' ? new RegExp(`,\\s*${escaped}\\s*\\}$`) : new RegExp(`^\\{\\s*${escaped}\\s*,`);
  return ways.length === 1 && ways.every((text) => shape.test(text.trim()));
}

const nextTexts = (node: PlanNode): readonly string[] =>
  node.kind !== 'reg' ? [] : typeof node.next === 'string' ? [node.next] : node.next.map(({ to }) => to);
