import { join } from 'node:path';
import type { BenchSampleRow } from '../../contracts/bench.ts';
import type { TraceStep } from '../../contracts/verdict.ts';
import type { JudgePorts, ReadyTask } from '../score/judge.ts';
import { recordFirstMismatch } from '../trace/first-mismatch.ts';
import { inLanes } from './lanes.ts';
import type { BenchRequest } from './request.ts';
import type { DecodedSample } from './work-list.ts';

interface TraceRequest {
  readonly request: BenchRequest;
  readonly ports: JudgePorts;
  readonly ready: ReadonlyMap<string, ReadyTask>;
  readonly samples: readonly DecodedSample[];
}

/** First mismatches by digest of the source: one failing candidate a task. */
export async function tracesOf(
  rows: readonly BenchSampleRow[],
  { request, ports, ready, samples }: TraceRequest,
): Promise<ReadonlyMap<string, readonly TraceStep[]>> {
  const traces = new Map<string, readonly TraceStep[]>();
  if (request.traces === 'none' || ports.tools.signal.aborted) return traces;
  const first = new Map<string, { readonly source: string; readonly digest: string; readonly task: string }>();
  rows.forEach((row, i) => {
    const source = samples[i]?.source;
    if (row.own.reason !== 'mismatch' || first.has(row.task) || source == null || row.source === null) return;
    first.set(row.task, { source, digest: row.source, task: row.task });
  });
  await inLanes([...first.values()], {
    lanes: request.lanes,
    signal: ports.tools.signal,
    work: async ({ source, digest, task }, lane) => {
      const of = ready.get(task);
      const trace =
        of === undefined ? null : await recordFirstMismatch(ports, { ready: of, source, slot: slotOf(ports, lane) });
      if (trace !== null) traces.set(digest, trace);
    },
  });
  return traces;
}

/** Work folder of a lane. */
export const slotOf = (ports: JudgePorts, lane: number): { readonly dir: string } => ({
  dir: join(ports.scratch, `lane-${lane}`),
});
