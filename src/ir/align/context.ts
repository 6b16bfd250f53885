import type { DesignPlan, PlanFinding, PlanModule, PlanNode, PlanRuleId } from '../../contracts/plan.ts';
import type { RtlModule } from '../../contracts/rtl.ts';
import type { SpecPort } from '../../contracts/spec.ts';
import { placeOfNode } from '../lower/module.ts';
import type { Place, Scope } from '../lower/scope.ts';

/** What a rule looks at: one module of the expanded plan, its stage 2 before any rewriting, and its names. */
export interface AlignContext {
  readonly plan: DesignPlan;
  readonly module: PlanModule;
  readonly rtl: RtlModule;
  readonly scope: Scope;
  /** What lowering said of the module. */
  readonly lowering: readonly PlanFinding[];
  /** Stage 2 of every module by name. */
  readonly lowered: ReadonlyMap<string, RtlModule>;
  /** The interface that the spec asks of the top module; null where none was given. */
  readonly ports: readonly SpecPort[] | null;
}

/** One alignment rule. */
export type AlignRule = (context: AlignContext) => readonly PlanFinding[];

const WHOLE: Place = { node: '', src: null };

/** A finding of a rule about a place of the module, the module as a whole where none is given. */
export const finding = (
  context: AlignContext,
  rule: PlanRuleId,
  said: { readonly severity: PlanFinding['severity']; readonly message: string; readonly place?: Place },
): PlanFinding => {
  const place = said.place ?? WHOLE;
  return {
    rule,
    severity: said.severity,
    message: said.message,
    module: context.module.name,
    node: place.node,
    src: place.src,
  };
};

/** Findings that lowering made under a rule. */
export const loweringFindings = (context: AlignContext, rule: PlanRuleId): readonly PlanFinding[] =>
  context.lowering.filter((f) => f.rule === rule);

/** Nodes of one kind with their places. */
export const nodesOf = <K extends PlanNode['kind']>(
  context: AlignContext,
  kind: K,
): readonly { readonly node: Extract<PlanNode, { kind: K }>; readonly place: Place }[] =>
  context.module.body.flatMap((node, index) =>
    node.kind === kind ? [{ node: node as Extract<PlanNode, { kind: K }>, place: placeOfNode(node, index) }] : [],
  );
