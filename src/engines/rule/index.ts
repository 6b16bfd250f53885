import type { CoverageSpan, Engine, PlanRequest, Refusal } from '../../contracts/engine.ts';
import type { Outcome } from '../../contracts/outcome.ts';
import { fail, ok } from '../../contracts/outcome.ts';
import type { DesignPlan } from '../../contracts/plan.ts';
import type { Spec } from '../../contracts/spec.ts';
import { withAsides } from './asides.ts';
import { compose, planOf } from './compose.ts';
import { draftOf } from './draft.ts';
import { deniedExample } from './examples.ts';
import type { Draft, Fact, Trouble } from './facts.ts';
import { isSentence } from './facts.ts';
import { withLevels } from './level-turns.ts';
import { looseName } from './loose-names.ts';
import { looseNumber } from './loose-numbers.ts';
import { looseWords } from './loose-words.ts';
import { withMemory } from './memory/index.ts';
import { withParities } from './parities.ts';
import { inPlainTerms } from './plain/index.ts';
import { oddPorts } from './ports-told.ts';
import { withQueue } from './queue/index.ts';
import { combinations, readProse } from './reading.ts';
import type { ReadSentence } from './reading-types.ts';
import { withReceiver } from './receiver/index.ts';
import { resolved, signClash } from './resolve.ts';
import { oddTitle } from './title-words.ts';

/** The model-free engine: reads the whole text by rule, or says which sentence it could not read. */
export const ruleEngine: Engine = {
  id: 'rule',
  plan: async (request: PlanRequest): Promise<Outcome<DesignPlan, Refusal>> =>
    planByRule(request.spec, { guess: request.guess === true }),
};

/** What the user allows the engine. */
interface RuleOptions {
  /** Take the preferred circuit where a trace leaves several, as a recorded assumption. */
  readonly guess: boolean;
}

/** Plans a spec by rules alone. Pure; same spec and options, same plan. */
export function planByRule(spec: Spec, options: RuleOptions = { guess: false }): Outcome<DesignPlan, Refusal> {
  const prose = withAsides(spec, readProse(spec));
  const unread = prose.filter((sentence) => sentence.readings.length === 0);
  if (unread.length > 0) return fail(unreadRefusal(spec, prose, unread));
  const attempts = combinations(prose).map((facts) => attempt(spec, facts, options));
  const plans = distinctPlans(attempts.flatMap((one) => (one.ok ? [one.value] : [])));
  const [first, second] = plans;
  if (first !== undefined && second === undefined)
    return ok({ ...first.plan, coverage: coverageOf(spec, prose, first.facts).map((one) => planCoverage(one)) });
  if (first !== undefined) return fail(ambiguousRefusal(spec, prose));
  const trouble = attempts.find((one) => !one.ok);
  return fail(troubleRefusal(spec, prose, trouble === undefined || trouble.ok ? null : trouble.error));
}

interface Attempted {
  readonly plan: DesignPlan;
  readonly draft: Draft;
  readonly facts: readonly Fact[];
}

function attempt(spec: Spec, said: readonly Fact[], { guess }: RuleOptions): Outcome<Attempted, Trouble> {
  const levels = withLevels(said, spec);
  if (!levels.ok) return levels;
  const facts = levels.value;
  const draft = draftOf(spec, facts);
  if (!draft.ok) return draft;
  const loose =
    looseNumber(facts, draft.value) ??
    looseName(facts, draft.value) ??
    looseWords(facts, draft.value) ??
    oddPorts(draft.value) ??
    oddTitle(draft.value);
  if (loose !== null) return fail(loose);
  const explicit = withReceiver(withQueue(withMemory(resolved(inPlainTerms(withParities({ ...draft.value, guess }))))));
  const clash = signClash(explicit);
  if (clash !== null) return fail(clash);
  const composed = compose(explicit);
  if (!composed.ok) return composed;
  const plan = planOf(explicit, composed.value);
  const denied = deniedExample(plan, explicit);
  return denied === null ? ok({ plan, draft: explicit, facts }) : fail(denied);
}

/** Plans that differ in what they build; differing only in words is the same plan. */
function distinctPlans(found: readonly Attempted[]): readonly Attempted[] {
  const byBody = new Map<string, Attempted>();
  for (const one of found) {
    // Where a node comes from is no difference in what it does.
    const key = JSON.stringify(one.plan.modules, (name, value: unknown) => (name === 'src' ? undefined : value));
    if (!byBody.has(key)) byBody.set(key, one);
  }
  return [...byBody.values()];
}

function coverageOf(spec: Spec, prose: readonly ReadSentence[], facts: readonly Fact[]): readonly CoverageSpan[] {
  const ofSentence = prose.map((sentence): CoverageSpan => {
    const mine = facts.filter((fact) => fact.sentence === sentence.index);
    if (sentence.readings.length === 0) return { span: sentence.span, status: 'unrecognised', rule: null };
    const isContext = (
      mine.length > 0 ? mine.map((fact) => fact.statement) : (sentence.readings[0]?.statements ?? [])
    ).every((statement) => statement.s === 'context');
    const rules = mine[0]?.rules ?? sentence.readings[0]?.rules ?? [];
    return { span: sentence.span, status: isContext ? 'context' : 'consumed', rule: rules[0] ?? null };
  });
  const ofParts = spec.body.flatMap((block): readonly CoverageSpan[] =>
    isSentence(block) ? [] : [{ span: block.span, status: 'consumed', rule: block.kind }],
  );
  const ofInterface = spec.interfaceSpans.map(
    (span): CoverageSpan => ({ span, status: 'consumed', rule: 'interface' }),
  );
  return [...ofInterface, ...ofSentence, ...ofParts].sort((left, right) => left.span.start - right.span.start);
}

const planCoverage = (one: CoverageSpan) => ({
  start: one.span.start,
  end: one.span.end,
  status: one.status,
  ...(one.rule === null ? {} : { rule: one.rule }),
});

function unreadRefusal(spec: Spec, prose: readonly ReadSentence[], unread: readonly ReadSentence[]): Refusal {
  const count = unread.length === 1 ? 'one sentence was' : `${String(unread.length)} sentences were`;
  return {
    reason: 'unread-sentences',
    detail: `${count} not understood, so the engine abstains`,
    quotes: unread.map((sentence) => ({
      span: sentence.span,
      text: sentence.text,
      why: 'no rule of the grammar reads this sentence',
    })),
    coverage: coverageOf(spec, prose, []),
  };
}

function ambiguousRefusal(spec: Spec, prose: readonly ReadSentence[]): Refusal {
  const doubtful = prose.filter((sentence) => sentence.readings.length > 1);
  return {
    reason: 'ambiguous',
    detail: 'the text can be read in more than one way, and the ways give different designs',
    quotes: doubtful.map((sentence) => ({
      span: sentence.span,
      text: sentence.text,
      why: `${String(sentence.readings.length)} readings`,
    })),
    coverage: coverageOf(spec, prose, []),
  };
}

function troubleRefusal(spec: Spec, prose: readonly ReadSentence[], trouble: Trouble | null): Refusal {
  return {
    reason: trouble?.reason ?? 'unsupported',
    detail: trouble?.detail ?? 'nothing in the text was recognised as a design',
    quotes: (trouble?.places ?? []).map((place) => ({
      span: place.span,
      text: spec.text.slice(place.span.start, place.span.end),
      why: place.why,
    })),
    coverage: coverageOf(spec, prose, []),
  };
}
