import type { Diagnostic } from '../../contracts/source.ts';
import type { Spec } from '../../contracts/spec.ts';
import type { Verdict } from '../../contracts/verdict.ts';
import { scoreOf } from '../loop/score.ts';
import { REPAIR_RULES } from './rules/index.ts';

export interface MendJob {
  readonly spec: Spec;
  readonly verdicts: readonly Verdict[];
  readonly judge: (text: string) => Promise<readonly Verdict[]>;
}

export interface Mended {
  readonly text: string;
  readonly verdicts: readonly Verdict[];
  /** Ids of the rules that helped, in order. */
  readonly rules: readonly string[];
}

/** Applications of rules in one repair; each is judged. */
const MAX_STEPS = 6;

/**
 * Deterministic repair of a text that fails its static checks: each rule that applies is tried and kept only where the
 * checks get better (monotone). A text that passes is left
 * alone, and one that only behaves wrongly sees the rules that say they mend behaviour. Null where nothing helped.
 */
export async function mendText(text: string, job: MendJob): Promise<Mended | null> {
  let current = { text, verdicts: job.verdicts };
  const rules: string[] = [];
  for (let step = 0; step < MAX_STEPS && (isBroken(current.verdicts) || misbehaves(current.verdicts)); step += 1) {
    const better = await firstBetter(current, job);
    if (better === null) break;
    current = better;
    rules.push(better.rule);
  }
  return rules.length === 0 ? null : { ...current, rules };
}

const STATIC: ReadonlySet<string> = new Set(['screen', 'compile', 'interface', 'lint']);

const isBroken = (verdicts: readonly Verdict[]): boolean =>
  verdicts.some((verdict) => STATIC.has(verdict.check) && (verdict.status === 'fail' || isUnsupported(verdict)));

const misbehaves = (verdicts: readonly Verdict[]): boolean =>
  verdicts.some((verdict) => !STATIC.has(verdict.check) && verdict.status === 'fail');

/** A compiler that lacks a feature decides nothing; plainer Verilog still helps. */
const isUnsupported = (verdict: Verdict): boolean => verdict.check === 'compile' && verdict.status === 'unknown';

interface State {
  readonly text: string;
  readonly verdicts: readonly Verdict[];
}

async function firstBetter(state: State, job: MendJob): Promise<(State & { readonly rule: string }) | null> {
  const before = mendScore(state.verdicts);
  const diagnostics = errorsOf(state.verdicts);
  const rules = isBroken(state.verdicts) ? REPAIR_RULES : REPAIR_RULES.filter((rule) => rule.behaviour === true);
  for (const rule of rules) {
    const text = rule.apply({ text: state.text, spec: job.spec, diagnostics });
    if (text === null || text === state.text) continue;
    const verdicts = await job.judge(text);
    if (mendScore(verdicts) > before) return { text, verdicts, rule: rule.id };
  }
  return null;
}

/** Lifts what can be parsed above what cannot, below a whole rung of the ladder. */
const PARSED_BONUS = 0.05;

/** The score, with what no compiler supports counted as not compiled, and a text that parses above one that does not. */
function mendScore(verdicts: readonly Verdict[]): number {
  const score = scoreOf(verdicts.map((verdict) => (isUnsupported(verdict) ? { ...verdict, status: 'fail' } : verdict)));
  return errorsOf(verdicts).some(({ code }) => code === 'IVL-SYNTAX') ? score : score + PARSED_BONUS;
}

const errorsOf = (verdicts: readonly Verdict[]): readonly Diagnostic[] =>
  verdicts
    .filter((verdict) => STATIC.has(verdict.check))
    .flatMap((verdict) => verdict.evidence)
    .flatMap((evidence) => (evidence.kind === 'diagnostics' ? evidence.items : []))
    .filter((item) => item.severity === 'error');
