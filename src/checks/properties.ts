import type { Evidence, Verdict } from '../contracts/verdict.ts';
import { parseProperties } from '../verilog/sva/parse.ts';
import type { SvaProperty } from '../verilog/sva/types.ts';
import { admit, factsOfAdmitted } from './agreement/admit.ts';
import type { CheckEnvironment, DesignText } from './check-environment.ts';
import { type AskEquivalence, type EquivalenceResult, withGolden } from './equivalence.ts';
import { monitorName, monitorsOf, seenName, type Watched } from './properties/monitor.ts';
import { type Finding, finding, verdictOf } from './verdict.ts';

export interface PropertiesRequest {
  readonly design: DesignText;
  /** SystemVerilog assertions, as a specification gives them. */
  readonly texts: readonly string[];
  readonly seed: number;
  /** Wall time for each question about one property, in milliseconds. */
  readonly budgetMs: number;
  /** An identifier made afresh, which the design cannot know. */
  readonly nonce: string;
}

/** What became of one assertion. */
interface Judged {
  readonly status: 'pass' | 'fail' | 'unknown' | 'timeout' | 'error';
  /** Without the assertion's name. */
  readonly say: string;
  readonly evidence: readonly Evidence[];
}

/** Most assertions judged; each costs two questions. */
const MAX_PROPERTIES = 32;

/**
 * Judges assertions on a design: each becomes a monitor around it that must never see a failure, which the equivalence
 * engine proves or refutes, from the first reset on. `unknown` where the antecedent never fires (the property then says
 * nothing), where an assertion is outside the subset, and where no proof was found; `skipped` where there is none.
 */
export async function checkProperties(request: PropertiesRequest, environment: CheckEnvironment): Promise<Verdict> {
  const startedAt = environment.now();
  const found = await judged(request, environment);
  return verdictOf('property', found, environment.now() - startedAt);
}

async function judged(request: PropertiesRequest, environment: CheckEnvironment): Promise<Finding> {
  const items = parseProperties(request.texts.join('\n'));
  if (items.length === 0) return finding('skipped', 'The specification has no assertion.');
  const admission = await admit(environment, { design: request.design, expected: [] });
  if (admission.admitted === null)
    return finding('unknown', 'The design could not be read, so no assertion was judged.');
  const facts = await factsOfAdmitted(environment, admission.admitted, 'elaborated');
  const { design, ports } = admission.admitted;
  const watched: Watched = { top: design.top, ports, facts, nonce: request.nonce };
  const results: Judged[] = [];
  for (const [index, item] of items.entries()) {
    const name = item.ok ? nameOf(item.property.name, item.property.text) : nameOf(item.name, item.text);
    const result =
      index >= MAX_PROPERTIES
        ? outside(`only ${MAX_PROPERTIES} are judged`)
        : item.ok
          ? await judge(item.property, { request, environment, watched, design })
          : outside(item.reason);
    results.push({ ...result, say: `${name} ${result.say}` });
  }
  return summed(results);
}

const outside = (reason: string): Judged => ({ status: 'unknown', say: `was not judged: ${reason}`, evidence: [] });

const nameOf = (name: string, text: string): string => (name === '' ? `"${text.slice(0, 60)}"` : name);

interface Job {
  readonly request: PropertiesRequest;
  readonly environment: CheckEnvironment;
  readonly watched: Watched;
  readonly design: DesignText;
}

async function judge(property: SvaProperty, job: Job): Promise<Judged> {
  if (job.watched.ports.some(({ direction }) => direction === 'inout')) return outside('the design has an inout port');
  const monitors = monitorsOf(property, job.watched);
  if (!monitors.ok) return outside(monitors.error);
  const { silent, failed, fired } = monitors.value;
  const around = (text: string): DesignText => ({
    top: monitorName(job.watched),
    files: [...job.design.files, { path: `${job.watched.nonce}_monitor.v`, text }],
  });
  const { environment, request } = job;
  return withGolden(environment, { golden: around(silent), seed: request.seed }, async (ask) => {
    const holds = await ask({ candidate: around(failed), budgetMs: request.budgetMs });
    if (holds.strength === 'different') return refuted(holds, job.watched);
    if (holds.verdict.status !== 'pass') return undecided(holds);
    return fired === null ? proved(holds, 'always') : whereFired(holds, ask, { text: around(fired), request });
  });
}

/** A property that was proved says something only if its antecedent can be seen to complete. */
async function whereFired(
  holds: EquivalenceResult,
  ask: AskEquivalence,
  { text, request }: { readonly text: DesignText; readonly request: PropertiesRequest },
): Promise<Judged> {
  const fires = await ask({ candidate: text, budgetMs: request.budgetMs });
  if (fires.strength === 'different') return proved(holds, 'and its antecedent was seen to fire');
  const isNever = fires.verdict.status === 'pass';
  const say = isNever
    ? 'is vacuous: its antecedent can never fire'
    : 'may be vacuous: its antecedent was never seen to fire';
  return { status: 'unknown', say, evidence: holds.verdict.evidence };
}

const proved = ({ verdict }: EquivalenceResult, how: string): Judged => ({
  status: 'pass',
  say: `holds (proved, ${how})`,
  evidence: verdict.evidence,
});

function refuted({ verdict }: EquivalenceResult, watched: Watched): Judged {
  const shown = verdict.evidence.find((one) => one.kind === 'counterexample');
  if (shown === undefined || !shown.signals.includes(seenName(watched)))
    return { status: 'unknown', say: 'was not decided: the design does not simulate the same way twice', evidence: [] };
  const last = shown.trace.at(-1);
  const inputs = Object.entries(last?.inputs ?? {}).map(([name, value]) => `${name}=${value}`);
  const say = `fails, seen after step ${shown.atStep} (${inputs.join(' ')})`;
  return { status: 'fail', say, evidence: verdict.evidence };
}

const undecided = ({ verdict }: EquivalenceResult): Judged => ({
  status: verdict.status === 'timeout' || verdict.status === 'error' ? verdict.status : 'unknown',
  say: `was not decided: ${verdict.summary}`,
  evidence: verdict.evidence,
});

/** The worst of all, with the evidence of those that are as bad. */
function summed(results: readonly Judged[]): Finding {
  const worst = (['fail', 'error', 'timeout', 'unknown', 'pass'] as const).find((status) =>
    results.some((result) => result.status === status),
  );
  const counted = `${results.filter(({ status }) => status === 'pass').length} of ${results.length} assertions hold`;
  const open = results.filter(({ status }) => status !== 'pass').map(({ say }) => say);
  const summary =
    open.length === 0 ? `${counted}: ${results.map(({ say }) => say).join('; ')}.` : `${counted}; ${open.join('; ')}.`;
  const evidence = results.filter(({ status }) => status === worst).flatMap((result) => result.evidence);
  return finding(worst ?? 'unknown', summary, evidence);
}
