import type { Diagnostic } from '../contracts/source.ts';
import type { Evidence, TraceStep, Verdict } from '../contracts/verdict.ts';

/** Diagnostics shown of one verdict before the rest is only counted. */
const SHOWN = 5;
/** Steps shown before the first mismatch of a counterexample. */
const STEPS_BEFORE = 6;

/** `file:line: severity CODE: message`, as compilers print it. */
export function diagnosticLine(item: Diagnostic): string {
  const place = item.range === null ? '' : `${item.range.file}:${item.range.line}: `;
  return `${place}${item.severity} ${item.code}: ${item.message}`;
}

/** One line a verdict, followed by the evidence that a reader needs when it is not a pass. */
export function verdictLines(verdict: Verdict): readonly string[] {
  const head = `${verdict.status.padEnd(8)}${verdict.check.padEnd(12)}${verdict.summary}`;
  if (verdict.status === 'pass' || verdict.status === 'skipped') return [head];
  return [head, ...verdict.evidence.flatMap(evidenceLines).map((line) => `          ${line}`)];
}

function evidenceLines(evidence: Evidence): readonly string[] {
  switch (evidence.kind) {
    case 'diagnostics': {
      const rest = evidence.items.length - SHOWN;
      const more = rest > 0 ? [`… and ${rest} more`] : [];
      return [...evidence.items.slice(0, SHOWN).map(diagnosticLine), ...more];
    }
    case 'counterexample':
      return [
        `first difference at step ${evidence.atStep} in ${evidence.signals.join(', ')}` +
          (evidence.replayedIn === null ? ' (not replayed)' : ` (seen in ${evidence.replayedIn})`),
        ...traceTable(evidence.trace, evidence.atStep),
      ];
    case 'samples':
      return [`${evidence.mismatched} of ${evidence.compared} samples differ (${evidence.simulator})`];
    default:
      return [];
  }
}

/** The steps around the first difference as an aligned table: step, inputs, expected → got where they differ. */
export function traceTable(trace: readonly TraceStep[], atStep: number): readonly string[] {
  const at = trace.findIndex((step) => step.step === atStep);
  const shown = at < 0 ? trace.slice(-STEPS_BEFORE) : trace.slice(Math.max(0, at - STEPS_BEFORE), at + 1);
  const [first] = shown;
  if (first === undefined) return [];
  const inputs = Object.keys(first.inputs);
  const outputs = Object.keys(first.expected);
  const rows = [
    ['step', ...inputs, ...outputs],
    ...shown.map((step) => [
      String(step.step),
      ...inputs.map((name) => compact(step.inputs[name] ?? '')),
      ...outputs.map((name) => cell(step.expected[name] ?? '', step.got[name] ?? '')),
    ]),
  ];
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => (row[column] ?? '').length)));
  return rows.map((row) =>
    row
      .map((text, column) => text.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}

/** Golden x matches anything, so only a known bit that differs makes a difference. */
const cell = (expected: string, got: string): string => {
  const differs = [...expected].some((bit, index) => (bit === '0' || bit === '1') && got[index] !== bit);
  return differs ? `${compact(expected)} → ${compact(got)}` : compact(expected);
};

/** Binary up to four digits, hex beyond; a digit with unknown bits prints as `x`. */
function compact(bits: string): string {
  if (bits.length <= 4) return bits;
  const padded = bits.padStart(Math.ceil(bits.length / 4) * 4, '0');
  const digits = padded.match(/.{4}/g) ?? [];
  return `h${digits.map((digit) => (/^[01]+$/.test(digit) ? Number.parseInt(digit, 2).toString(16) : 'x')).join('')}`;
}
