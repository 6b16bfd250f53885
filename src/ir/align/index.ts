import type { DesignPlan, PlanFinding, PlanRuleId } from '../../contracts/plan.ts';
import type { SpecPort } from '../../contracts/spec.ts';
import { expandPlan } from '../lower/index.ts';
import { lowerModule, openScope } from '../lower/module.ts';
import { c1 } from './c1.ts';
import { c2 } from './c2.ts';
import { c3 } from './c3.ts';
import { c4 } from './c4.ts';
import { c5 } from './c5.ts';
import { type AlignRule, loweringFindings } from './context.ts';
import { d1 } from './d1.ts';
import { d2 } from './d2.ts';
import { d3 } from './d3.ts';
import { f1 } from './f1.ts';
import { f2 } from './f2.ts';
import { f3 } from './f3.ts';
import { f4 } from './f4.ts';
import { f5 } from './f5.ts';
import { f6 } from './f6.ts';
import { i1 } from './i1.ts';
import { m1 } from './m1.ts';
import { s2 } from './s2.ts';
import { s3 } from './s3.ts';
import { t1 } from './t1.ts';
import { t2 } from './t2.ts';
import { t3 } from './t3.ts';
import { w1 } from './w1.ts';
import { w2 } from './w2.ts';

/** Every alignment rule by its id (`ir.md`); `LOWER` is what lowering refuses for a reason of its own. */
export const ALIGN_RULES = {
  S2: s2,
  S3: s3,
  W1: w1,
  W2: w2,
  D1: d1,
  D2: d2,
  D3: d3,
  C1: c1,
  C2: c2,
  C3: c3,
  C4: c4,
  C5: c5,
  T1: t1,
  T2: t2,
  T3: t3,
  F1: f1,
  F2: f2,
  F3: f3,
  F4: f4,
  F5: f5,
  F6: f6,
  M1: m1,
  I1: i1,
  LOWER: (context) => loweringFindings(context, 'LOWER'),
} satisfies Record<PlanRuleId, AlignRule>;

/** What {@link alignPlan} may compare with. */
export interface AlignOptions {
  /** The interface that the spec asks of the top module, in its order. */
  readonly ports?: readonly SpecPort[];
}

/**
 * What the alignment checks say of a plan before any Verilog is written: rules S2 to I1 on every module. A finding of
 * severity `error` forbids lowering. S1, S4 and S5 concern the text of the spec and belong to the engines.
 */
export const alignPlan = (plan: DesignPlan, options: AlignOptions = {}): readonly PlanFinding[] => {
  const expanded = expandPlan(plan);
  if (!expanded.ok) return expanded.error;
  const modules = expanded.value.modules.map((module) => ({ module, ...lowerOne(expanded.value, module) }));
  const lowered = new Map(modules.map(({ rtl }) => [rtl.name, rtl]));
  const findings = modules.flatMap(({ module, rtl, lowering }) => {
    const scope = openScope(expanded.value, module);
    const context = { plan: expanded.value, module, rtl, scope, lowering, lowered, ports: options.ports ?? null };
    return Object.values(ALIGN_RULES).flatMap((rule: AlignRule) => rule(context));
  });
  return withoutRepeats(findings);
};

const lowerOne = (plan: DesignPlan, module: DesignPlan['modules'][number]) => {
  const { module: rtl, scope } = lowerModule(plan, module);
  return { rtl, lowering: [...scope.findings] };
};

const withoutRepeats = (findings: readonly PlanFinding[]): readonly PlanFinding[] => {
  const seen = new Set<string>();
  return findings.filter((finding) => {
    const key = JSON.stringify(finding);
    const fresh = !seen.has(key);
    seen.add(key);
    return fresh;
  });
};
