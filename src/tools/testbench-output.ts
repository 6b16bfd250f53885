/** What a testbench of unknown make printed that bears on its verdict. Positions are line numbers, 1-based. */
export interface BenchOutput {
  /** Every line that counts samples, in order. */
  readonly counts: readonly { readonly mismatched: number; readonly compared: number; readonly line: string }[];
  /** Every line that claims success, in order. */
  readonly passLines: readonly string[];
  /** Every line that claims failure, in order. */
  readonly failLines: readonly string[];
  /** Whether the bench says that its own time limit was reached. */
  readonly timedOut: boolean;
  /** Simulation time of `$finish` as the simulator prints it; null where no such line stands. */
  readonly finishedAt: string | null;
}

// `RESULT compared=100 mismatched=3` (benches of ours) · `Mismatches: 3 in 100 samples` · `completed with 3/20 failures` · `3 errors out of 100 tests`
const COUNTS: readonly RegExp[] = [
  /\bMismatches:\s*(\d+)\s+in\s+(\d+)\s+samples\b/i,
  /\b(\d+)\s*\/\s*(\d+)\s+(?:failures|errors|mismatches)\b/i,
  /\b(\d+)\s+(?:failures|errors|mismatches)\s+(?:out\s+)?(?:of|in)\s+(\d+)\b/i,
];
const PASS = /\bpass(?:ed|es)?\b|\bsuccess(?:ful|fully)?\b|\bcorrect\b|\bno (?:errors?|mismatches)\b/i;
const FAIL = /\bfail(?:ed|ure|ures|s)?\b|\berrors?\b|\bmismatch(?:es|ed)?\b|\bincorrect\b|\bwrong\b|\bnot pass/i;
const NO_FAILURE = /\b(?:no|0|zero|without)\s+(?:any\s+)?(?:failures?|errors?|mismatch(?:es)?)\b/i;
const TIMEOUT = /^\s*TIME ?OUT\b/i;
const FINISH = /\$(?:finish|stop)\b.* called at (\d+) /;
/** A line longer than this is data, not a verdict. */
const MAX_LINE = 2_000;

/** Reads a testbench's output. Judging it is for the check: alone, these lines prove nothing. */
export const parseBenchOutput = (text: string): BenchOutput => {
  const counts: { mismatched: number; compared: number; line: string }[] = [];
  const passLines: string[] = [];
  const failLines: string[] = [];
  let timedOut = false;
  let finishedAt: string | null = null;
  for (const raw of text.split('\n')) {
    const line = raw.slice(0, MAX_LINE).trimEnd();
    const count = readCount(line);
    const finish = FINISH.exec(line)?.[1];
    if (count !== null) counts.push({ ...count, line });
    else if (finish !== undefined) finishedAt = finish;
    else if (FAIL.test(line) && !NO_FAILURE.test(line)) failLines.push(line);
    else if (PASS.test(line) || NO_FAILURE.test(line)) passLines.push(line);
    if (TIMEOUT.test(line)) timedOut = true;
  }
  return { counts, passLines, failLines, timedOut, finishedAt };
};

const OWN_COUNT = /^RESULT compared=(\d+) mismatched=(\d+)$/;

const readCount = (line: string): { readonly mismatched: number; readonly compared: number } | null => {
  const [, ownCompared, ownMismatched] = OWN_COUNT.exec(line) ?? [];
  if (ownCompared !== undefined) return { mismatched: Number(ownMismatched), compared: Number(ownCompared) };
  for (const pattern of COUNTS) {
    const [, mismatched, compared] = pattern.exec(line) ?? [];
    if (mismatched !== undefined && compared !== undefined) {
      return { mismatched: Number(mismatched), compared: Number(compared) };
    }
  }
  return null;
};
