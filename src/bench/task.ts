import type { HiddenOracle } from '../contracts/oracle.ts';

/** All that an engine may see of a task. */
export interface PublicTask {
  readonly id: string;
  readonly text: string;
  /** Format hint for the spec reader. */
  readonly format: 'text' | 'verilog-eval' | 'rtllm' | 'next-line';
  /** Name that the bench gives the design under test. */
  readonly module: string;
  /** Module header up to its semicolon where the task states one; null where it does not. */
  readonly header: string | null;
  /** `module`: a whole module is asked for. `body`: what follows the header. `line`: the next line of a file. */
  readonly form: 'module' | 'body' | 'line';
}

/** Whose script gives the second column. */
export type OfficialFlow = 'verilog-eval-v2' | 'verilog-eval-v1' | 'rtllm';

/** One task of a dataset: the public half and, apart from it, what judges. */
export interface BenchTask {
  readonly public: PublicTask;
  readonly oracle: HiddenOracle;
  readonly official: OfficialFlow;
  /** Expected next line of a `line` task; null elsewhere. */
  readonly nextLine: string | null;
}

/** A dataset as read from disk. `sha256` covers every byte that was read. */
export interface BenchDataset {
  readonly id: DatasetId;
  readonly variant: string;
  readonly sha256: string;
  readonly tasks: readonly BenchTask[];
  /** Folders or lines that look like tasks and could not be read, with the reason. */
  readonly skipped: readonly { readonly task: string; readonly reason: string }[];
}

export type DatasetId = 'verilog-eval' | 'rtllm' | 'rtl-repo' | 'suite';
