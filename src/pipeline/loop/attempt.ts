import type { ContextOf } from '../../contracts/context.ts';
import type { Refusal } from '../../contracts/engine.ts';
import type { Feedback } from '../../contracts/feedback.ts';
import type { Spec } from '../../contracts/spec.ts';
import type { Verdict, VerdictStatus } from '../../contracts/verdict.ts';
import type { Author } from '../../engines/llm/index.ts';
import type { FeedbackKind } from '../../feedback/compose.ts';
import type { Design } from '../design.ts';
import type { JudgePart } from './leaf-first.ts';

/** How an attempt came about. */
export type AttemptStep = 'rules' | 'proposed' | 'mended' | 'revised' | 'given';

/** One node of the tree of attempts. */
export interface Attempt {
  readonly id: number;
  readonly parent: number | null;
  readonly sample: number;
  readonly step: AttemptStep;
  /** Null where nothing could be made of the answer; then `refusal` says why. */
  readonly design: Design | null;
  readonly refusal: Refusal | null;
  readonly verdicts: readonly Verdict[];
  readonly status: VerdictStatus;
  readonly score: number;
  /** What the author was told before this attempt. */
  readonly feedback: readonly Feedback[];
  readonly temperature: number;
  /** Whether it is no worse than its parent; others are rolled back. */
  readonly accepted: boolean;
  /** The same text as an earlier attempt. */
  readonly repeated: boolean;
  readonly notes: readonly string[];
}

/** What the loop gets from outside. */
export interface LoopPorts {
  readonly author: Author;
  /** The checks whose verdicts the loop may see. */
  readonly judge: (design: Design, spec: Spec) => Promise<readonly Verdict[]>;
  /** The checks of one module of a plan with several, alone; absent: nothing is checked before it is composed. */
  readonly judgePart?: JudgePart;
  /** Retrieval for one module of a plan by what the plan says of it; absent: the context of the whole stays. */
  readonly contextOf?: ContextOf;
  /** Told of each attempt as it ends, so that a crash loses none. */
  readonly onAttempt: (attempt: Attempt) => Promise<void>;
  /** Whether golden outputs may be shown to the author. */
  readonly visible: boolean;
  /** Tokens of feedback in one prompt. */
  readonly feedbackTokens: number;
  /** Kinds of feedback that are worded; absent: all. For measuring what each earns. */
  readonly feedbackKinds?: readonly FeedbackKind[];
  /** Lines behind a wrong output that are shown at most; for measuring. */
  readonly coneLines?: number;
  /** Picks one of several designs without a golden. */
  readonly select: Select;
}

/** Designs among which one is to be picked, each with what the checks said. */
export interface SelectionRequest {
  readonly spec: Spec;
  readonly attempts: readonly Attempt[];
  readonly seed: number;
}

export interface Selected {
  readonly attempt: Attempt;
  /** The verdict of the selection, where it has one: agreement, not proof. */
  readonly verdict: Verdict | null;
  readonly note: string;
}

export type Select = (request: SelectionRequest, signal: AbortSignal) => Promise<Selected | null>;
