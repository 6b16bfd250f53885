import type { Outcome } from '../../contracts/outcome.ts';
import { fail, ok } from '../../contracts/outcome.ts';
import type { DesignPlan, PlanFinding, PlanModule } from '../../contracts/plan.ts';
import type { RtlDesign, RtlModule, RtlVariant } from '../../contracts/rtl.ts';
import { lowerModule } from './module.ts';
import { isAffine, parameterRefusal, shiftParameters } from './parameters.ts';
import { dropUnusedConstants } from './passes/drop-unused-constants.ts';
import { expandComponents } from './passes/expand-components.ts';
import { gatherUnused } from './passes/gather-unused.ts';
import { hoistSelects } from './passes/hoist-selects.ts';
import { separateDrivers } from './passes/separate-drivers.ts';
import { unrollLoops } from './passes/unroll-loops.ts';

/** A plan as stage 2, and what lowering had to make explicit on the way (W1 notes and warnings). */
export interface Lowered {
  readonly rtl: RtlDesign;
  readonly findings: readonly PlanFinding[];
}

type PlanPass = (module: PlanModule) => Outcome<PlanModule, readonly PlanFinding[]>;
type RtlPass = (module: RtlModule) => RtlModule;

/** Stage 1 to stage 1: what is a macro becomes core nodes. In this order. */
const PLAN_PASSES: readonly PlanPass[] = [unrollLoops, expandComponents];

/** Stage 2 to stage 2: what Verilog cannot say directly is rewritten. In this order. */
const RTL_PASSES: readonly RtlPass[] = [separateDrivers, hoistSelects, dropUnusedConstants, gatherUnused];

/**
 * Stage 1 → stage 2. Infers every width and sign (IEEE 1364-2005 §5.4–5.5) and refuses, with the findings, what it
 * cannot decide. Modules come out with submodules first.
 */
export const lowerPlan = (plan: DesignPlan): Outcome<Lowered, readonly PlanFinding[]> => {
  const expanded = expandPlan(plan);
  if (!expanded.ok) return expanded;
  const lowered = instanceOrder(expanded.value).map((module) => lowerModule(expanded.value, module));
  const findings = lowered.flatMap(({ scope }) => scope.findings);
  if (findings.some((finding) => finding.severity === 'error')) return fail(findings);
  const modules = lowered.map(({ module }) => withVariants(plan, finish(module)));
  const refused = modules.flatMap((module) => (module.ok ? [] : module.error));
  if (refused.length > 0) return fail(refused);
  const done = modules.flatMap((module) => (module.ok ? [module.value] : []));
  return ok({ rtl: { ir: 'veriloom/rtl@1', top: plan.top, modules: done }, findings });
};

const finish = (module: RtlModule): RtlModule => RTL_PASSES.reduce((m, pass) => pass(m), module);

/** The module with a variant a parameter, or the refusal of a parameter that changes more than widths. */
const withVariants = (plan: DesignPlan, base: RtlModule): Outcome<RtlModule, readonly PlanFinding[]> => {
  const module = plan.modules.find((m) => m.name === base.name);
  const shifts = module === undefined ? [] : shiftParameters(module);
  if (module === undefined || shifts.length === 0) return ok(base);
  const variants: RtlVariant[] = [];
  for (const { param, modules } of shifts) {
    const [next, afterNext] = modules.map((shifted) => lowerShifted(plan, shifted));
    if (!next || !afterNext || !isAffine(base, next, afterNext)) return fail([parameterRefusal(module, param)]);
    variants.push({ param, module: next });
  }
  return ok({ ...base, variants });
};

const lowerShifted = (plan: DesignPlan, shifted: PlanModule): RtlModule | null => {
  const expanded = expandPlan({ ...plan, modules: plan.modules.map((m) => (m.name === shifted.name ? shifted : m)) });
  const module = expanded.ok ? expanded.value.modules.find((m) => m.name === shifted.name) : undefined;
  if (!expanded.ok || module === undefined) return null;
  const { module: rtl, scope } = lowerModule(expanded.value, module);
  return scope.findings.some((finding) => finding.severity === 'error') ? null : finish(rtl);
};

/** The plan with loops unrolled and components expanded; only core nodes are left. */
export const expandPlan = (plan: DesignPlan): Outcome<DesignPlan, readonly PlanFinding[]> => {
  const modules: PlanModule[] = [];
  for (const module of plan.modules) {
    let current = module;
    for (const pass of PLAN_PASSES) {
      const next = pass(current);
      if (!next.ok) return next;
      current = next.value;
    }
    modules.push(current);
  }
  return ok({ ...plan, modules });
};

/** Modules with those they instantiate before them; a cycle is reported by alignment rule I1. */
const instanceOrder = (plan: DesignPlan): readonly PlanModule[] => {
  const ordered = new Set<PlanModule>();
  const visit = (module: PlanModule, path: ReadonlySet<string>): void => {
    if (ordered.has(module) || path.has(module.name)) return;
    const below = new Set([...path, module.name]);
    for (const node of module.body) {
      const used = node.kind === 'instance' ? plan.modules.find((m) => m.name === node.of) : undefined;
      if (used !== undefined) visit(used, below);
    }
    ordered.add(module);
  };
  for (const module of plan.modules) visit(module, new Set());
  return [...ordered];
};
