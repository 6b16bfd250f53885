import type { Candidate } from '../contracts/candidate.ts';
import type { Engine, PlanRequest, Refusal } from '../contracts/engine.ts';
import { fail, type Outcome, ok } from '../contracts/outcome.ts';
import type { DesignPlan, PlanFinding } from '../contracts/plan.ts';
import type { RtlDesign } from '../contracts/rtl.ts';
import type { TextSpan } from '../contracts/source.ts';
import type { Spec } from '../contracts/spec.ts';
import type { Proposal } from '../engines/llm/index.ts';
import { alignPlan, emitVerilog, lowerPlan } from '../ir/index.ts';

/** Every stage of one design, from the plan to the text under test. */
export interface Design {
  /** Null for Verilog that a model wrote without a plan. */
  readonly plan: DesignPlan | null;
  readonly rtl: RtlDesign | null;
  readonly verilog: string;
  readonly candidate: Candidate;
  /** Warnings and notes of alignment and lowering; errors end in a refusal. */
  readonly findings: readonly PlanFinding[];
}

/**
 * Spec → plan → aligned plan → RTL → Verilog. Refuses where the engine abstains and where a plan does not hold
 * together: nothing is emitted from a plan with an alignment error.
 */
export async function designFrom(
  engine: Engine,
  request: PlanRequest,
  signal: AbortSignal,
): Promise<Outcome<Design, Refusal>> {
  const planned = await engine.plan(request, signal);
  return planned.ok ? realise(planned.value, request.spec, engine.id) : planned;
}

/** The deterministic half: a plan to its Verilog, or the findings that forbid it. */
export function realise(plan: DesignPlan, spec: Spec, engine: string): Outcome<Design, Refusal> {
  const aligned = alignPlan(plan);
  const errors = aligned.filter((finding) => finding.severity === 'error');
  if (errors.length > 0) return fail(refusalOf(errors, spec, plan));
  const lowered = lowerPlan(plan);
  if (!lowered.ok) return fail(refusalOf(lowered.error, spec, plan));
  const verilog = emitVerilog(lowered.value.rtl);
  const usesRaw = plan.modules.some((module) => module.body.some((node) => node.kind === 'raw'));
  return ok({
    plan,
    rtl: lowered.value.rtl,
    verilog,
    findings: [...aligned, ...lowered.value.findings],
    candidate: {
      id: `${spec.id}-0`,
      specId: spec.id,
      engine,
      attempt: 0,
      parent: null,
      top: plan.top,
      files: [{ path: `${plan.top}.v`, text: verilog }],
      assurance: usesRaw ? 'mixed' : 'structured',
    },
  });
}

/** A proposal as a design: a plan is lowered and printed, Verilog is taken as it is and marked as such. */
export const realiseProposal = (proposal: Proposal, spec: Spec, engine: string): Outcome<Design, Refusal> =>
  proposal.kind === 'plan' ? realise(proposal.plan, spec, engine) : ok(verbatim(proposal.text, spec, engine));

/** Verilog that somebody wrote, as a design without plan; nothing is known of it before the checks. */
export const verbatim = (text: string, spec: Pick<Spec, 'id' | 'top'>, engine: string): Design => ({
  plan: null,
  rtl: null,
  verilog: text,
  findings: [],
  candidate: {
    id: `${spec.id}-0`,
    specId: spec.id,
    engine,
    attempt: 0,
    parent: null,
    top: spec.top,
    files: [{ path: `${spec.top}.v`, text }],
    assurance: 'verbatim',
  },
});

function refusalOf(findings: readonly PlanFinding[], spec: Spec, plan: DesignPlan): Refusal {
  return {
    reason: findings.some((finding) => finding.rule === 'T1' || finding.rule === 'F1') ? 'contradiction' : 'incomplete',
    detail: findings.map((finding) => `${finding.rule}: ${finding.message}`).join('; '),
    quotes: findings.flatMap((finding) => {
      if (finding.src === null) return [];
      const span = spanAt(spec.text, finding.src.start, finding.src.end);
      return [{ span, text: spec.text.slice(span.start, span.end), why: `${finding.rule}: ${finding.message}` }];
    }),
    coverage: coverageOf(plan, spec),
  };
}

/** The plan's record of how the spec was read, as spans with lines. */
export function coverageOf(plan: DesignPlan | null, spec: Spec): Refusal['coverage'] {
  return (plan?.coverage ?? []).map((entry) => ({
    span: spanAt(spec.text, entry.start, entry.end),
    status: entry.status,
    rule: entry.rule ?? null,
  }));
}

function spanAt(text: string, start: number, end: number): TextSpan {
  const lineOf = (offset: number): number => text.slice(0, offset).split('\n').length;
  return { start, end, line: lineOf(start), lastLine: lineOf(Math.max(start, end - 1)) };
}
