import type { BenchCandidate, BenchRunDocument, BenchSampleRow } from '../../contracts/bench.ts';
import type { TraceStep } from '../../contracts/verdict.ts';
import { refineLetter } from '../score/facts.ts';
import { type Judgement, type JudgePorts, judge, type ReadyTask, readyTask } from '../score/judge.ts';
import { disagreementOf, ownScore } from '../score/own.ts';
import type { BenchTask } from '../task.ts';
import { lineRow } from './line-task.ts';
import { inOrder } from './order.ts';
import type { BenchRequest } from './request.ts';
import { documentOf } from './summarise.ts';
import { slotOf, tracesOf } from './traces.ts';
import { type DecodedSample, workListOf } from './work-list.ts';

/** One judgement with all samples that share it. */
interface Group {
  readonly key: string;
  readonly task: BenchTask;
  readonly fingerprint: string;
  readonly source: string;
  readonly members: readonly DecodedSample[];
}

/** Runs a benchmark. The document is a pure function of dataset, replies, tools and flags: no time is in it. */
export async function runBench(request: BenchRequest, ports: JudgePorts): Promise<BenchRunDocument> {
  const list = await workListOf(request.dataset.tasks, request);
  const ready = new Map<string, ReadyTask>();
  const judged = new Map<string, Judgement>();
  const progress = { done: 0, passed: 0 };
  const judgeGroup = async (group: Group, task: ReadyTask, lane: number): Promise<void> => {
    const { source, fingerprint } = group;
    const judgement = await judge(ports, { ready: task, source, fingerprint, slot: slotOf(ports, lane) });
    judged.set(group.key, judgement);
    progress.done += group.members.length;
    if (ownScore({ ...judgement, golden: task.golden }).outcome === 'pass') progress.passed += group.members.length;
    request.onProgress({ ...progress, of: list.samples.length, task: group.task.public.id });
  };
  await inOrder(request.dataset.tasks, {
    groups: groupsOf(list.samples),
    lanes: request.lanes,
    signal: ports.tools.signal,
    measure: async (task, lane) => {
      const measured = await readyTask(ports, { task, slot: slotOf(ports, lane) });
      ready.set(task.public.id, measured);
      return measured;
    },
    judge: judgeGroup,
  });
  const rows = list.samples.map((sample) => rowOf(sample, { ready, judged }));
  const traces = await tracesOf(rows, { request, ports, ready, samples: list.samples });
  const candidates = candidatesOf(list.samples, { judged, traces });
  return documentOf({
    request,
    rows,
    candidates,
    ready,
    abstained: list.abstained,
    cancelled: ports.tools.signal.aborted,
  });
}

const groupKey = (task: string, fingerprint: string): string => `${task}\0${fingerprint}`;

function groupsOf(samples: readonly DecodedSample[]): readonly Group[] {
  const groups = new Map<string, DecodedSample[]>();
  for (const sample of samples) {
    if (sample.fingerprint === null || sample.task.public.form === 'line') continue;
    const key = groupKey(sample.task.public.id, sample.fingerprint);
    groups.set(key, [...(groups.get(key) ?? []), sample]);
  }
  return [...groups].flatMap(([key, members]) => {
    const [first] = members;
    if (first?.source == null || first.fingerprint === null) return [];
    return [{ key, task: first.task, fingerprint: first.fingerprint, source: first.source, members }];
  });
}

interface Results {
  readonly ready: ReadonlyMap<string, ReadyTask>;
  readonly judged: ReadonlyMap<string, Judgement>;
}

function rowOf(sample: DecodedSample, { ready, judged }: Results): BenchSampleRow {
  if (sample.task.public.form === 'line') return lineRow(sample);
  const base = {
    task: sample.task.public.id,
    sample: sample.sample,
    source: sample.sourceDigest,
    notes: sample.notes,
    file: sample.file,
  };
  const task = ready.get(base.task);
  const judgement = judged.get(groupKey(base.task, sample.fingerprint ?? ''));
  if (sample.source === null) {
    const own = {
      outcome: 'not-attempted',
      reason: 'no-code',
      summary: 'The reply holds no code.',
      samples: null,
      formal: null,
    } as const;
    return {
      ...base,
      own,
      official: { pass: false, syntax: false, letter: 'm', mismatches: null },
      disagreement: null,
    };
  }
  if (task === undefined || judgement === undefined) {
    const own = {
      outcome: 'error',
      reason: 'cancelled',
      summary: 'The run ended before this sample.',
      samples: null,
      formal: null,
    } as const;
    return { ...base, own, official: null, disagreement: null };
  }
  const own = ownScore({ ...judgement, golden: task.golden });
  const official = refineLetter(judgement.facts.official, sample.source);
  return { ...base, own, official, disagreement: disagreementOf(own, official) };
}

function candidatesOf(
  samples: readonly DecodedSample[],
  {
    judged,
    traces,
  }: { readonly judged: Results['judged']; readonly traces: ReadonlyMap<string, readonly TraceStep[]> },
): Readonly<Record<string, BenchCandidate>> {
  const candidates: Record<string, BenchCandidate> = {};
  for (const sample of samples) {
    if (sample.source === null || sample.sourceDigest === null || Object.hasOwn(candidates, sample.sourceDigest))
      continue;
    const judgement = judged.get(groupKey(sample.task.public.id, sample.fingerprint ?? ''));
    candidates[sample.sourceDigest] = {
      text: sample.source,
      diagnostics:
        judgement?.facts.diagnostics.filter(({ range }) => range === null || range.file.endsWith('candidate.sv')) ?? [],
      trace: traces.get(sample.sourceDigest) ?? null,
    };
  }
  return candidates;
}
