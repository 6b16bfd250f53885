import type { ErrorKind } from '../contracts/error.ts';
import type { VerdictStatus } from '../contracts/verdict.ts';

/** The closed set of exit codes; each has a test. */
export const EXIT = {
  /** Done; every required verdict is `pass`. */
  done: 0,
  /** Done; a verdict is `fail`, or a threshold was missed. */
  failed: 1,
  /** Wrong use: flags, configuration, an unreadable spec or input. */
  usage: 2,
  /** Inconclusive: unknown, timeout, abstained, or skipped where pass was required. */
  inconclusive: 3,
  /** Environment: tool missing or crashed, model unreachable, disk. */
  environment: 4,
  /** A bug in this program. */
  bug: 70,
  interrupted: 130,
  terminated: 143,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

const BY_STATUS: Record<VerdictStatus, ExitCode> = {
  pass: EXIT.done,
  fail: EXIT.failed,
  unknown: EXIT.inconclusive,
  timeout: EXIT.inconclusive,
  skipped: EXIT.inconclusive,
  error: EXIT.environment,
};

const BY_KIND: Record<ErrorKind, ExitCode> = {
  usage: EXIT.usage,
  config: EXIT.usage,
  spec: EXIT.usage,
  input: EXIT.usage,
  index: EXIT.usage,
  'tool-missing': EXIT.environment,
  'tool-crashed': EXIT.environment,
  model: EXIT.environment,
  disk: EXIT.environment,
  budget: EXIT.inconclusive,
};

/** Exit code of a combined verdict status. */
export const exitOfStatus = (status: VerdictStatus): ExitCode => BY_STATUS[status];

/** Exit code of an error the user or the machine must mend. */
export const exitOfError = (kind: ErrorKind): ExitCode => BY_KIND[kind];

const WORST_FIRST: readonly ExitCode[] = [70, 143, 130, 4, 2, 1, 3, 0];

/** The code of several jobs done by one command: the most serious of them; `done` for none. */
export const worstExit = (codes: readonly ExitCode[]): ExitCode =>
  WORST_FIRST.find((code) => codes.includes(code)) ?? EXIT.done;
