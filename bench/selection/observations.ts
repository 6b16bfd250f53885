import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CheckEnvironment } from '../../src/checks/check-environment.ts';
import { statedClocking } from '../../src/pipeline/selection/clocking-evidence.ts';
import { type SelectionOptions, selectionOf } from '../../src/pipeline/selection/index.ts';
import { DEFAULT_CYCLES, type ObservedSamples, observeSamples } from '../../src/pipeline/selection/observe.ts';
import { specEvidence } from '../../src/pipeline/selection/spec-evidence.ts';
import { readSpec } from '../../src/spec/index.ts';

/** The samples of one task as observed, ready to be selected from in any subset. */
export interface TaskObservation {
  /** The rule engine's Verilog; null where it abstains. */
  readonly ruled: string | null;
  /** The sample that is selected among some, by index, and the lead; null where none could be observed. */
  readonly select: (
    subset: readonly number[],
    options: SelectionOptions,
  ) => { readonly sample: number; readonly margin: number } | null;
}

export interface TaskSamples {
  readonly id: string;
  readonly spec: { readonly path: string; readonly bytes: Uint8Array };
  readonly replies: readonly string[];
  /** Folder of kept observations; null keeps none. */
  readonly cache: string | null;
}

/** Observes the samples of one task, or reads what an earlier run observed. */
export async function observeTask(environment: CheckEnvironment, task: TaskSamples): Promise<TaskObservation> {
  const read = readSpec(task.spec);
  if (!read.ok) throw new Error(`${task.spec.path}: ${read.error[0]?.message ?? 'unreadable'}`);
  const { spec } = read.value;
  const evidence = specEvidence(spec);
  const stated = statedClocking(spec);
  const observed = await kept(task, () =>
    observeSamples(environment, {
      spec,
      samples: task.replies,
      evidence,
      seed: 1,
      cycles: DEFAULT_CYCLES,
      atOnce: 2,
      nonce: () => randomBytes(12).toString('hex'),
    }),
  );
  return {
    ruled: evidence.ruled,
    select: (subset, options) => {
      const wanted = new Set(subset);
      const distinct = observed.distinct.map((one) => ({
        ...one,
        samples: one.samples.filter((sample) => wanted.has(sample)),
      }));
      const candidates = observed.shared.candidates.map((seen, index) =>
        distinct[index]?.samples.length === 0 ? { ...seen, observation: null } : seen,
      );
      const { ranked, margin } = selectionOf(
        { ...observed, distinct, shared: { ...observed.shared, candidates } },
        stated,
        options,
      );
      const chosen = ranked[0]?.candidates[0];
      const sample = chosen === undefined ? undefined : distinct[chosen]?.samples[0];
      return sample === undefined ? null : { sample, margin };
    },
  };
}

async function kept(task: TaskSamples, observe: () => Promise<ObservedSamples>): Promise<ObservedSamples> {
  if (task.cache === null) return observe();
  const file = join(task.cache, `${task.id}.json`);
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as ObservedSamples;
  const observed = await observe();
  const plain = (name: string, value: unknown): unknown =>
    typeof value === 'bigint' ? value.toString() : name === 'evidence' ? [] : value;
  writeFileSync(file, JSON.stringify(observed, plain));
  return observed;
}
