import type { BenchManifest } from '../../contracts/bench.ts';
import type { BenchDataset } from '../task.ts';
import type { BenchEngine } from './engine.ts';

/** What a run needs beside the checks. */
export interface BenchRequest {
  readonly dataset: BenchDataset;
  readonly engine: BenchEngine;
  readonly perTask: number;
  readonly lanes: number;
  readonly ks: readonly number[];
  readonly seed: number;
  readonly dedupe: 'tokens' | 'off';
  /** Defects by task, from an audit's manifest. */
  readonly defects: ReadonlyMap<string, readonly string[]>;
  readonly manifest: Omit<BenchManifest, 'dataset' | 'engine' | 'samples'>;
  /** `first` records the first mismatch of one failing candidate a task, which costs one more simulation each. */
  readonly traces: 'first' | 'none';
  readonly onProgress: (progress: Progress) => void;
}

export interface Progress {
  readonly done: number;
  readonly of: number;
  readonly passed: number;
  readonly task: string;
}
