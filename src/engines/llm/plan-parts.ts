import type { DesignPlan, PlanFinding, PlanModule } from '../../contracts/plan.ts';

const instancesOf = (module: PlanModule): readonly string[] =>
  module.body.flatMap((node) => (node.kind === 'instance' ? [node.of] : []));

/** Names of the modules below the top, each behind those that it instantiates. Cycles are cut where they close. */
export function leafFirst(plan: DesignPlan): readonly string[] {
  const byName = new Map(plan.modules.map((module) => [module.name, module]));
  const order: string[] = [];
  const seen = new Set<string>();
  const visit = (name: string): void => {
    const module = byName.get(name);
    if (module === undefined || seen.has(name)) return;
    seen.add(name);
    for (const part of instancesOf(module)) visit(part);
    order.push(name);
  };
  for (const { name } of plan.modules) visit(name);
  return order.filter((name) => name !== plan.top);
}

/** The plan of one module with everything below it and what is known of them, as a design of its own. */
export function partPlan(plan: DesignPlan, name: string): DesignPlan {
  const byName = new Map(plan.modules.map((module) => [module.name, module]));
  const kept = new Set<string>();
  const keep = (one: string): void => {
    const module = byName.get(one);
    if (module === undefined || kept.has(one)) return;
    kept.add(one);
    for (const part of instancesOf(module)) keep(part);
  };
  keep(name);
  return {
    ir: plan.ir,
    top: name,
    modules: plan.modules.filter((module) => kept.has(module.name)),
    checks: (plan.checks ?? []).filter(({ of }) => of === name),
  };
}

/** The one module of several that all findings are about; null where there are more, or it is the top. */
export function soleFaulty(findings: readonly PlanFinding[], plan: DesignPlan): string | null {
  const names = new Set(findings.map(({ module }) => module));
  const [name] = names;
  const isPart = name !== undefined && name !== plan.top && plan.modules.some((module) => module.name === name);
  return names.size === 1 && isPart ? name : null;
}
