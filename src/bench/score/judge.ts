import { ToolchainError } from '../../contracts/error.ts';
import type { Diagnostic } from '../../contracts/source.ts';
import { digestOf } from '../datasets/digest.ts';
import type { FlowTools, IcarusInstall } from '../flow/icarus-direct.ts';
import { type PreparedTask, prepareTask } from '../flow/prepared-task.ts';
import { type Slot, simulate } from '../flow/simulate.ts';
import { environmentFailure, type Transcript } from '../flow/transcript.ts';
import { simulateVerilated } from '../flow/verilated.ts';
import { type ResultStore, resultKey } from '../store/result-store.ts';
import type { BenchTask, OfficialFlow } from '../task.ts';
import { factsOf, type GoldenFacts, type SimulationFacts } from './facts.ts';
import { goldenCandidate, whyBroken } from './golden.ts';
import type { CheckNote } from './own.ts';
import { isPlainlyHarmless } from './quick-screen.ts';

/** A design as other checks take it. */
export interface DesignText {
  readonly top: string;
  readonly files: readonly { readonly path: string; readonly text: string }[];
}

/** The checks that `commands/` lends to the harness, and how hard to look. */
export interface JudgePorts {
  readonly tools: FlowTools;
  readonly install: IcarusInstall;
  readonly scratch: string;
  readonly store: ResultStore;
  /** Names and versions of every program whose answer is kept. */
  readonly versions: Readonly<Record<string, string>>;
  readonly parseDiagnostics: (text: string) => readonly Diagnostic[];
  /** The full static gate; `design` is what later checks must read. */
  readonly screen: (design: DesignText) => Promise<{ readonly note: CheckNote; readonly design: DesignText }>;
  /** Whether Verilator may judge where Icarus cannot compile bench or reference. */
  readonly verilator: boolean;
  /** Null runs no equivalence check. */
  readonly equivalence:
    | ((pair: { readonly golden: DesignText; readonly candidate: DesignText }) => Promise<CheckNote>)
    | null;
  readonly until: 'first-mismatch' | 'end';
  readonly wallMs: number;
  /** Milliseconds of a clock that never goes back. */
  readonly now: () => number;
}

/** What is kept of one candidate. */
export interface Judgement {
  readonly facts: SimulationFacts;
  readonly screen: CheckNote | null;
  readonly formal: CheckNote | null;
}

/** A task with its reference measured. */
export interface ReadyTask {
  readonly task: BenchTask;
  /** Writes the task's files when first asked: a run whose results are all kept never needs them. */
  readonly prepared: () => Promise<PreparedTask>;
  readonly golden: GoldenFacts;
  readonly digest: string;
}

/** Prepares a task and measures its reference in its bench, to the end and without early stop. */
export async function readyTask(
  ports: JudgePorts,
  { task, slot }: { readonly task: BenchTask; readonly slot: Slot },
): Promise<ReadyTask> {
  const made: { value: Promise<PreparedTask> | null } = { value: null };
  const prepared = (): Promise<PreparedTask> => {
    made.value ??= prepareTask(task, { tools: ports.tools, scratch: ports.scratch, install: ports.install });
    return made.value;
  };
  const digest = taskDigest(task);
  const key = keyOf(ports, { digest, subject: 'golden', until: 'end' });
  const kept = await ports.store.get(key, (value) => value as GoldenFacts);
  if (kept !== null) return { task, prepared, golden: kept, digest };
  const golden = await measureGolden(ports, { prepared: await prepared(), slot });
  await ports.store.put(key, golden);
  return { task, prepared, golden, digest };
}

async function measureGolden(
  ports: JudgePorts,
  { prepared, slot }: { readonly prepared: PreparedTask; readonly slot: Slot },
): Promise<GoldenFacts> {
  const { task } = prepared;
  const source = goldenCandidate(task);
  const startedAt = ports.now();
  const read = { flow: task.official, parse: ports.parseDiagnostics, assumeTimeout: false } as const;
  const measured = (transcript: Transcript, simulator: GoldenFacts['simulator']): GoldenFacts => {
    refuseEnvironment(transcript);
    const facts = factsOf(transcript, read);
    const broken = source === null ? 'The task has no reference.' : whyBroken(task, facts);
    const printsTimeout = transcript.run?.stdout.includes('TIMEOUT') ?? false;
    return { ...facts, wallMs: Math.round(ports.now() - startedAt), broken, simulator, printsTimeout };
  };
  const job = {
    prepared,
    source: source ?? '',
    plain: source !== null && isPlainlyHarmless(source),
    until: 'end',
    waves: 'none',
    wallMs: ports.wallMs,
  } as const;
  const golden = measured(await simulate(job, { tools: ports.tools, slot }), 'icarus');
  if (golden.compiled || source === null || !ports.verilator) return golden;
  const second = await simulateVerilated({ prepared, source, wallMs: ports.wallMs }, { tools: ports.tools, slot });
  const verilated = second.compile.end === 'not-found' ? golden : measured(second, 'verilator');
  return verilated.broken === null
    ? { ...verilated, official: officialOfBoth(golden, verilated, task.official) }
    : golden;
}

// RTLLM's own simulator is neither of ours: there the one that works speaks for its script.
const officialOfBoth = (
  icarus: SimulationFacts,
  verilated: SimulationFacts,
  flow: OfficialFlow,
): SimulationFacts['official'] => (flow === 'rtllm' ? verilated.official : icarus.official);

/** Judges one candidate, or reads the judgement from the store. Throws `disk` or `tool-missing`; those are never kept. */
export async function judge(
  ports: JudgePorts,
  {
    ready,
    source,
    fingerprint,
    slot,
  }: { readonly ready: ReadyTask; readonly source: string; readonly fingerprint: string; readonly slot: Slot },
): Promise<Judgement> {
  const key = keyOf(ports, { digest: ready.digest, subject: fingerprint, until: ports.until });
  const kept = await ports.store.get(key, (value) => value as Judgement);
  if (kept !== null) return kept;
  const plain = isPlainlyHarmless(source);
  const facts = await simulateFor(ports, { ready, source, plain, slot });
  const judgement = await furtherChecks(ports, { ready, source, facts, plain });
  if (judgement.screen?.status !== 'error' && judgement.formal?.status !== 'error')
    await ports.store.put(key, judgement);
  return judgement;
}

async function simulateFor(
  ports: JudgePorts,
  {
    ready,
    source,
    plain,
    slot,
  }: { readonly ready: ReadyTask; readonly source: string; readonly plain: boolean; readonly slot: Slot },
): Promise<SimulationFacts> {
  const { golden } = ready;
  const prepared = await ready.prepared();
  const flow = ready.task.official;
  const patient = Math.min(ports.wallMs, Math.max(LEAST_WALL_MS, SLOWER_THAN_GOLDEN * golden.wallMs));
  const wallMs = ports.until === 'end' ? ports.wallMs : patient;
  const read = { flow, parse: ports.parseDiagnostics, assumeTimeout: golden.printsTimeout };
  const on = { tools: ports.tools, slot };
  const transcript = await simulate({ prepared, source, plain, until: ports.until, waves: 'none', wallMs }, on);
  refuseEnvironment(transcript);
  const facts = factsOf(transcript, read);
  if (golden.simulator === 'icarus') return facts;
  const second = await simulateVerilated({ prepared, source, wallMs: ports.wallMs }, on);
  refuseEnvironment(second);
  const verilated = factsOf(second, read);
  return { ...verilated, official: officialOfBoth(facts, verilated, flow) };
}

/** Without a wish for exact letters, a design this much slower than the reference, and slower than 5 s, is a hang. */
const SLOWER_THAN_GOLDEN = 25;
const LEAST_WALL_MS = 5_000;

interface Subject {
  readonly ready: ReadyTask;
  readonly source: string;
  readonly facts: SimulationFacts;
  readonly plain: boolean;
}

// Screening and proof cost more than the simulation: they run only where the bench would accept.
async function furtherChecks(ports: JudgePorts, { ready, source, facts, plain }: Subject): Promise<Judgement> {
  const { task } = ready;
  const clean = facts.counts === null ? facts.official.pass : facts.counts.mismatched === 0;
  if (ready.golden.broken !== null || !facts.compiled || facts.end !== 'exited' || !clean)
    return { facts, screen: null, formal: null };
  const design = { top: task.public.module, files: [{ path: 'candidate.sv', text: source }] };
  const screened = plain ? { note: HARMLESS, design } : await ports.screen(design);
  const golden = goldenCandidate(task);
  if (screened.note.status !== 'pass' || ports.equivalence === null || golden === null) {
    return { facts, screen: screened.note, formal: null };
  }
  const reference = { top: task.public.module, files: [{ path: 'reference.sv', text: golden }] };
  const formal = await ports.equivalence({ golden: reference, candidate: screened.design });
  return { facts, screen: screened.note, formal };
}

const HARMLESS: CheckNote = { status: 'pass', summary: 'No construct reaches out of the design.' };

function refuseEnvironment(transcript: Parameters<typeof environmentFailure>[0]): void {
  const failure = environmentFailure(transcript);
  if (failure === null) return;
  const disk = /disk|memory/.test(failure);
  const hint = disk
    ? 'Free some space and run the same command again; finished work is kept.'
    : 'Install Icarus Verilog; veriloom doctor says how.';
  throw new ToolchainError(disk ? 'disk' : 'tool-missing', failure, { hint });
}

/** Key of a result under these tools, limits and flags. */
export const keyOf = (ports: JudgePorts, part: Readonly<Record<string, unknown>>): string =>
  resultKey({
    schema: 'bench-result@1',
    versions: ports.versions,
    limits: { ...ports.tools.limits, wallMs: ports.wallMs },
    formal: ports.equivalence !== null,
    ...part,
  });

function taskDigest(task: BenchTask): string {
  const { reference, testbench } = task.oracle;
  const parts: Record<string, string | Uint8Array> = { module: task.public.module, official: task.official };
  for (const { path, text } of reference?.files ?? []) parts[`reference/${path}`] = text;
  for (const { path, text } of testbench?.files ?? []) parts[`testbench/${path}`] = text;
  for (const { path, bytes } of testbench?.data ?? []) parts[`data/${path}`] = bytes;
  return digestOf(parts);
}
