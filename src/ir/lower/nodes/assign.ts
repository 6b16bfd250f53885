import type { PlanAssign, PlanLatch } from '../../../contracts/plan.ts';
import type { RtlItem } from '../../../contracts/rtl.ts';
import type { Place, Scope } from '../scope.ts';
import { readCondition, readExpr, readTarget } from '../scope.ts';
import { sourced } from './sourced.ts';

/** A continuous assignment. `dontcare_when` frees the value there, so the given right side serves as it is. */
export const lowerAssign = (node: PlanAssign, scope: Scope, place: Place): readonly RtlItem[] => {
  const target = readTarget(scope, node.lhs, place);
  if (target === null) return [];
  return [sourced({ item: 'assign', target, value: readExpr(scope, node.rhs, target.width, { place }) }, node)];
};

/** A transparent latch. */
export const lowerLatch = (node: PlanLatch, scope: Scope, place: Place): readonly RtlItem[] => {
  const target = readTarget(scope, node.name, place);
  if (target === null) return [];
  const gate = readCondition(scope, node.gate, { place });
  const value = readExpr(scope, node.d, target.width, { place });
  return [sourced({ item: 'latch', gate, target, value }, node)];
};
