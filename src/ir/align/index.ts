import type { DesignPlan, PlanFinding } from '../../contracts/plan.ts';
import { lowerPlan } from '../lower/index.ts';

/** What the alignment checks say of a plan, before any Verilog is written. */
export const alignPlan = (plan: DesignPlan): readonly PlanFinding[] => {
  const lowered = lowerPlan(plan);
  return lowered.ok ? [] : lowered.error;
};
