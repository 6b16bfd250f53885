import type { Draft } from '../facts.ts';
import { isResetStep } from './reset-steps.ts';
import type { Step } from './steps.ts';

/**
 * The steps of one signal, with the branches in front of them that are about other signals alone: "if a is 1, x becomes
 * 1; otherwise if b is 1, y becomes 1" keeps y where a is 1. What reset does is told by the reset.
 */
export function withUnsaidBranches(all: readonly Step[], target: string, draft: Draft): readonly Step[] {
  const own = all.filter((step) => step.target === target);
  const guards = new Set(own.map((step) => placeOf(step)));
  return all.flatMap((step, at): readonly Step[] => {
    if (step.target === target) return [step];
    if (step.guard === null || guards.has(placeOf(step)) || isResetStep(step, draft)) return [];
    const isInFront = all
      .slice(at + 1)
      .some((one) => one.target === target && one.chain === step.chain && one.guard !== null);
    if (!isInFront) return [];
    guards.add(placeOf(step));
    const { part: _part, ...whole } = step;
    return [{ ...whole, target, action: { a: 'hold', target: null } }];
  });
}

const placeOf = ({ chain, guard }: Step): string => `${String(chain)}:${JSON.stringify(guard)}`;
