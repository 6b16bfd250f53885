import type { SourceRange } from './source.ts';
import type { CheckId } from './verdict.ts';

/** What failures say to the next attempt: a pure function of verdicts, cut to a budget. */
export interface Feedback {
  readonly candidate: string;
  readonly items: readonly { readonly check: CheckId; readonly say: string; readonly range: SourceRange | null }[];
  /** How many findings were left out to stay in the budget; never cut silently. */
  readonly omitted: number;
}
