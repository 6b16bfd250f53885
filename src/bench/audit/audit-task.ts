import type { AuditTaskRow, AuditTrial } from '../../contracts/bench.ts';
import { type Slot, simulate } from '../flow/simulate.ts';
import { fingerprintOf } from '../samples/fingerprint.ts';
import { factsOf } from '../score/facts.ts';
import { goldenCandidate } from '../score/golden.ts';
import { type JudgePorts, judge, type ReadyTask, readyTask } from '../score/judge.ts';
import { ownScore } from '../score/own.ts';
import type { BenchTask } from '../task.ts';
import { cheatsFor, unknownDesign } from './cheats.ts';
import { mutantsOf } from './mutants.ts';
import { type AuditPort, portDifferences } from './ports.ts';

/** What the audit borrows beside the judge's ports. */
export interface AuditPorts {
  /** Ports of a module as elaborated alone; null where it does not compile. */
  readonly portsOf: (design: { readonly top: string; readonly text: string }) => Promise<readonly AuditPort[] | null>;
  /** The answer of an engine that reads the prompt's formal content; null where it abstains or none is wired. */
  readonly answerFromPrompt: ((task: BenchTask['public']) => Promise<string | null>) | null;
  readonly mutants: number;
  readonly seed: number;
}

interface Subject {
  readonly ports: JudgePorts;
  readonly audit: AuditPorts;
  readonly ready: ReadyTask;
  readonly slot: Slot;
}

/** Audits one task: reference, vacuity, cheats, mutants, ports and the prompt's formal content. */
export async function auditTask(
  ports: JudgePorts,
  { task, slot, audit }: { readonly task: BenchTask; readonly slot: Slot; readonly audit: AuditPorts },
): Promise<AuditTaskRow> {
  const ready = await readyTask(ports, { task, slot });
  const subject = { ports, audit, ready, slot };
  const { golden } = ready;
  const samples = golden.counts?.compared ?? null;
  const defects: AuditTaskRow['defects'][number][] = [];
  if (golden.broken !== null) defects.push({ defect: 'broken-bench', severity: 'unscorable', evidence: golden.broken });
  if (golden.printsTimeout) {
    defects.push({
      defect: 'prints-timeout',
      severity: 'note',
      evidence: 'The bench prints TIMEOUT for its own reference: the official script can accept nothing.',
    });
  }
  const source = goldenCandidate(task);
  const reference = source === null ? null : await audit.portsOf({ top: task.public.module, text: source });
  const empty = { tried: 0, killed: 0, equivalent: 0, survived: [] };
  if (reference === null || source === null)
    return { task: task.public.id, defects, samples, knownShare: null, mutants: empty, trials: [] };
  defects.push(...(await portDefects(subject, reference)));
  if (golden.broken !== null)
    return { task: task.public.id, defects, samples, knownShare: null, mutants: empty, trials: [] };
  const trials = await runCheats(subject, reference);
  const knownShare = samples === null ? null : await knownShareOf(subject, reference);
  if (knownShare !== null && knownShare < LEAST_KNOWN) {
    defects.push({
      defect: 'vacuous',
      severity: 'weak',
      evidence: `The reference has a known output in ${percent(knownShare)} of the samples only.`,
    });
  }
  const mutants = await runMutants(subject, source);
  if (mutants.survived.length > 0) {
    defects.push({
      defect: 'mutants-survive',
      severity: 'weak',
      evidence: `${mutants.survived.length} of ${mutants.tried - mutants.equivalent} mutants pass: ${mutants.survived.slice(0, 3).join('; ')}`,
    });
  }
  const fooled = trials.filter(({ expect, official }) => expect === 'fail' && official).map(({ trial }) => trial);
  if (fooled.length > 0)
    defects.push({
      defect: 'official-accepts-cheats',
      severity: 'note',
      evidence: `The official script accepts: ${fooled.join(', ')}.`,
    });
  const answered = await answerTrial(subject);
  if (answered !== null && answered.own === 'fail') {
    defects.push({
      defect: 'contradicts-prompt',
      severity: 'weak',
      evidence: `A design built from the prompt's formal content alone is refused: ${answered.detail}`,
    });
  }
  return {
    task: task.public.id,
    defects,
    samples,
    knownShare,
    mutants,
    trials: answered === null ? trials : [...trials, answered],
  };
}

/** Below half the samples with a known reference, a bench says little; see design notes on vacuity. */
const LEAST_KNOWN = 0.5;
const percent = (share: number): string => `${(share * 100).toFixed(1)}%`;

async function portDefects(
  { ready, audit }: Subject,
  reference: readonly AuditPort[],
): Promise<AuditTaskRow['defects']> {
  const { header, module } = ready.task.public;
  const stated = header === null ? null : await audit.portsOf({ top: module, text: `${header}\nendmodule\n` });
  if (stated === null) return [];
  const found = portDifferences({ a: stated, b: reference }, { nameA: 'prompt', nameB: 'reference' });
  return found.map((evidence) => ({ defect: 'port-mismatch', severity: 'weak' as const, evidence }));
}

async function runTrial(
  { ports, ready, slot }: Subject,
  { trial, source }: { readonly trial: string; readonly source: string },
): Promise<Omit<AuditTrial, 'expect'>> {
  const judgement = await judge(ports, { ready, source, fingerprint: fingerprintOf(source), slot });
  const own = ownScore({ ...judgement, golden: ready.golden });
  return { trial, own: own.outcome, official: judgement.facts.official.pass, detail: own.summary };
}

async function runCheats(subject: Subject, reference: readonly AuditPort[]): Promise<readonly AuditTrial[]> {
  const { task } = subject.ready;
  const trials: AuditTrial[] = [];
  const golden = goldenCandidate(task);
  if (golden !== null)
    trials.push({ ...(await runTrial(subject, { trial: 'reference', source: golden })), expect: 'pass' });
  for (const cheat of cheatsFor({ task, ports: reference, passLines: subject.ready.golden.lines })) {
    const result = await runTrial(subject, cheat);
    // A constant may be the right answer: then it is no cheat.
    const equal =
      (result.own === 'pass' || result.official) &&
      CONSTANT.has(cheat.trial) &&
      (await isEquivalent(subject, cheat.source));
    trials.push({ ...result, expect: equal ? 'pass' : 'fail' });
  }
  return trials;
}

const CONSTANT: ReadonlySet<string> = new Set(['empty', 'stuck-at-0', 'stuck-at-1']);

async function isEquivalent({ ports, ready }: Subject, source: string): Promise<boolean> {
  const { task } = ready;
  const golden = goldenCandidate(task);
  if (ports.equivalence === null || golden === null) return false;
  const design = (path: string, text: string): { top: string; files: { path: string; text: string }[] } => ({
    top: task.public.module,
    files: [{ path, text }],
  });
  return (
    (await ports.equivalence({ golden: design('reference.sv', golden), candidate: design('candidate.sv', source) }))
      .status === 'pass'
  );
}

async function knownShareOf({ ports, ready, slot }: Subject, reference: readonly AuditPort[]): Promise<number | null> {
  const { task } = ready;
  const source = unknownDesign({ task, ports: reference });
  const job = {
    prepared: await ready.prepared(),
    source,
    plain: true,
    until: 'end',
    waves: 'none',
    wallMs: ports.wallMs,
  } as const;
  const transcript = await simulate(job, { tools: ports.tools, slot });
  const { counts } = factsOf(transcript, { flow: task.official, parse: ports.parseDiagnostics, assumeTimeout: false });
  return counts === null || counts.compared === 0 ? null : counts.mismatched / counts.compared;
}

async function runMutants(subject: Subject, golden: string): Promise<AuditTaskRow['mutants']> {
  const { audit } = subject;
  const totals = { tried: 0, killed: 0, equivalent: 0 };
  const survived: string[] = [];
  for (const mutant of mutantsOf(golden, { most: audit.mutants, seed: audit.seed })) {
    const { ports, ready, slot } = subject;
    // The bench alone is on trial: formal help would hide what it lets through.
    const judgement = await judge(
      { ...ports, equivalence: null },
      { ready, source: mutant.source, fingerprint: fingerprintOf(mutant.source), slot },
    );
    if (!judgement.facts.compiled) continue;
    totals.tried += 1;
    const passed = ownScore({ ...judgement, golden: ready.golden }).outcome === 'pass';
    if (!passed) totals.killed += 1;
    else if (await isEquivalent(subject, mutant.source)) totals.equivalent += 1;
    else survived.push(mutant.label);
  }
  return { ...totals, survived };
}

async function answerTrial(subject: Subject): Promise<AuditTrial | null> {
  const { audit, ready } = subject;
  const source = audit.answerFromPrompt === null ? null : await audit.answerFromPrompt(ready.task.public);
  return source === null
    ? null
    : { ...(await runTrial(subject, { trial: 'built-from-prompt', source })), expect: 'pass' };
}
