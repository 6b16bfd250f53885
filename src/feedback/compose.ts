import type { Feedback } from '../contracts/feedback.ts';
import type { Diagnostic, SourceRange } from '../contracts/source.ts';
import type { CheckId, Evidence, Verdict } from '../contracts/verdict.ts';
import { estimateTokens } from '../util/estimate-tokens.ts';
import { adviceOn } from './advice.ts';
import { mismatchTable } from './mismatch-table.ts';

export interface FeedbackInput {
  readonly candidate: string;
  readonly verdicts: readonly Verdict[];
  readonly files: readonly { readonly path: string; readonly text: string }[];
  /** Signals and lines of the candidate behind some outputs, nearest first (`verilog/driver-graph`). */
  readonly coneOf: (outputs: readonly string[]) => {
    readonly signals: readonly string[];
    readonly lines: readonly number[];
  };
  /** Whether the outputs of a golden may be shown; its internals never are. */
  readonly visible: boolean;
  /** Tokens all items together may cost. */
  readonly budget: number;
  /** Kinds that are worded; absent: {@link EARNING_KINDS}. */
  readonly kinds?: readonly FeedbackKind[];
  /** Lines behind a wrong output that are shown at most; absent: {@link CONE_LINES}. */
  readonly coneLines?: number;
}

export type FeedbackKind = 'diagnostics' | 'advice' | 'mismatch' | 'cone' | 'summary';

/**
 * Kinds that earn their tokens (`bench/repair-loop.ts`): the lines behind a wrong output (`cone`) cost half as much again
 * as the table of the mismatch and repaired fewer mistakes than the table alone, whether 2, 4 or 12 were shown.
 */
export const EARNING_KINDS: readonly FeedbackKind[] = ['summary', 'diagnostics', 'advice', 'mismatch'];

const isWorded = (kind: FeedbackKind, { kinds }: FeedbackInput): boolean => (kinds ?? EARNING_KINDS).includes(kind);

type Item = Feedback['items'][number];

/** Checks in the order in which their findings help: what stands earlier often explains what stands later. */
const ORDER: readonly CheckId[] = [
  'screen',
  'compile',
  'interface',
  'lint',
  'alignment',
  'roundtrip',
  'property',
  'simulate',
  'equivalence',
  'agreement',
];

/**
 * Words what went wrong for the next attempt: of the first check that failed its diagnostics with the source lines and
 * what to do, then mismatches and counterexamples. Pure; whatever does not fit the budget is counted.
 */
export function composeFeedback(input: FeedbackInput): Feedback {
  const failed = ORDER.flatMap((check) =>
    input.verdicts.filter((verdict) => verdict.check === check && TELLS.has(verdict.status)),
  );
  return cutToBudget(
    input.candidate,
    failed.flatMap((verdict) => itemsOf(verdict, input)),
    input.budget,
  );
}

const TELLS: ReadonlySet<Verdict['status']> = new Set(['fail', 'timeout', 'unknown']);

function itemsOf(verdict: Verdict, input: FeedbackInput): readonly Item[] {
  const told = verdict.evidence.flatMap((evidence) => evidenceItems(evidence, verdict, input));
  if (told.length > 0) return told;
  return isWorded('summary', input) ? [{ check: verdict.check, say: verdict.summary, range: null }] : [];
}

function evidenceItems(evidence: Evidence, verdict: Verdict, input: FeedbackInput): readonly Item[] {
  if (evidence.kind === 'diagnostics' && isWorded('diagnostics', input)) {
    return telling(evidence.items).map((item) => ({
      check: verdict.check,
      say: diagnosticText(item, input.files, isWorded('advice', input)),
      range: item.range,
    }));
  }
  if (evidence.kind === 'counterexample' && isWorded('mismatch', input))
    return [mismatchItem(evidence, verdict, input)];
  return [];
}

/** Errors where there are any, and each once: tools repeat themselves. */
function telling(items: readonly Diagnostic[]): readonly Diagnostic[] {
  const errors = items.filter((item) => item.severity === 'error');
  const seen = new Set<string>();
  return errors.filter((item) => {
    const key = `${item.range?.line ?? 0} ${item.message}`;
    return !seen.has(key) && seen.add(key);
  });
}

function diagnosticText(item: Diagnostic, files: FeedbackInput['files'], withAdvice: boolean): string {
  const advice = withAdvice ? adviceOn(item) : null;
  const line = lineAt(item.range, files);
  return [oneLine(item.message), line === null ? '' : `in: ${line}`, advice === null ? '' : advice.hint]
    .filter((part) => part !== '')
    .join(' — ');
}

const MAX_TEXT = 400;
const oneLine = (text: string): string => text.replace(/\s+/g, ' ').slice(0, MAX_TEXT);

function lineAt(range: SourceRange | null, files: FeedbackInput['files']): string | null {
  if (range === null) return null;
  const file = files.find(({ path }) => range.file.endsWith(path)) ?? (files.length === 1 ? files[0] : undefined);
  const line = file?.text.split('\n')[range.line - 1]?.trim() ?? '';
  return line === '' ? null : oneLine(line);
}

type Counterexample = Extract<Evidence, { kind: 'counterexample' }>;

function mismatchItem(evidence: Counterexample, verdict: Verdict, input: FeedbackInput): Item {
  const { trace, signals } = evidence;
  // What a table, machine or trace of the specification demands is the author's to see.
  const isOwn = verdict.check === 'roundtrip';
  const cone = input.coneOf(signals);
  const lines = isWorded('cone', input) ? cone.lines : [];
  const found = trace.findIndex((step) => step.step === evidence.atStep);
  const table = mismatchTable({
    trace,
    at: found === -1 ? trace.length - 1 : found,
    signals,
    cone: cone.signals,
    visible: input.visible || isOwn,
  });
  const code = lines.slice(0, input.coneLines ?? CONE_LINES).map((line) => coneLine(line, input.files));
  const left = lines.length - code.length;
  const behind =
    code.length === 0 ? '' : `\nLines behind them:\n${code.join('\n')}${left > 0 ? `\n(${left} more lines)` : ''}`;
  const what = signals.length === 0 ? 'Outputs are' : `${signals.join(', ')} ${signals.length === 1 ? 'is' : 'are'}`;
  return {
    check: verdict.check,
    say: `${isOwn ? `${verdict.summary} ` : ''}${what} wrong in the last row (values in binary):\n${table}${behind}`,
    range: null,
  };
}

const CONE_LINES = 12;

const coneLine = (line: number, files: FeedbackInput['files']): string =>
  `${line}: ${oneLine(files[0]?.text.split('\n')[line - 1]?.trim() ?? '')}`;

function cutToBudget(candidate: string, items: readonly Item[], budget: number): Feedback {
  const kept: Item[] = [];
  let left = budget;
  for (const item of items) {
    const cost = estimateTokens(item.say) + 4;
    if (cost > left) continue;
    left -= cost;
    kept.push(item);
  }
  return { candidate, items: kept, omitted: items.length - kept.length };
}
