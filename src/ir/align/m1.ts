import type { PlanFinding } from '../../contracts/plan.ts';
import { clog2 } from '../../verilog/expr/types.ts';
import { readSelf } from '../lower/scope.ts';
import { type AlignRule, finding, loweringFindings, nodesOf } from './context.ts';

/** M1: an address is as wide as the depth of its memory asks, and every port has what its mode needs. */
export const m1: AlignRule = (context) => [
  ...loweringFindings(context, 'M1'),
  ...nodesOf(context, 'mem').flatMap(({ node, place }) => {
    const binding = context.scope.env(node.name);
    if (binding?.kind !== 'memory') return [];
    const wanted = Math.max(1, Number(clog2(BigInt(binding.depth))));
    return node.ports.flatMap<PlanFinding>((port) => {
      const { width } = readSelf(context.scope, port.addr, { place });
      if (width === wanted || /^\s*\d+\s*$/.test(port.addr)) return [];
      const message = `address "${port.addr}" has ${width} bits, ${binding.depth} words of "${node.name}" take ${wanted}`;
      return [finding(context, 'M1', { severity: 'warning', message, place })];
    });
  }),
];
