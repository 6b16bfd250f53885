import type { Evidence, InitialAssumption, Verdict, VerdictStatus } from '../../contracts/verdict.ts';
import type { Clocking, ResetInput } from '../../formal/index.ts';
import { verdictOf } from '../verdict.ts';
import type { Answer, ShownRun } from './case.ts';
import { traceOf } from './compare.ts';
import type { EquivalenceFinding, EquivalenceStrength } from './result.ts';
import type { GoldenSession } from './session.ts';

const STATUS: Readonly<Record<EquivalenceStrength, VerdictStatus>> = {
  proved: 'pass',
  'proved-after-reset': 'pass',
  bounded: 'unknown',
  'no-difference': 'unknown',
  different: 'fail',
  'different-formal-only': 'unknown',
  'combinational-loop': 'unknown',
  unreadable: 'unknown',
  undecided: 'unknown',
  vacuous: 'unknown',
  disagreement: 'error',
  'interface-mismatch': 'fail',
  'does-not-compile': 'fail',
  timeout: 'timeout',
  error: 'error',
};

/** The verdict of an answer, with its evidence. */
export function toVerdict(
  session: GoldenSession,
  given: { readonly answer: Answer; readonly findings: readonly EquivalenceFinding[]; readonly wallMs: number },
): Verdict {
  const { answer, findings } = given;
  const evidence: Evidence[] = [];
  const proof = proofEvidence(session, answer);
  if (proof !== null) evidence.push(proof);
  if (answer.shown !== null) evidence.push(...shownEvidence(session, answer.shown));
  if (findings.length > 0) {
    evidence.push({
      kind: 'diagnostics',
      items: findings.map((finding) => ({
        severity: 'note',
        code: `EQ-${finding.kind.toUpperCase()}`,
        message: finding.detail,
        range: null,
        reportedBy: 'equivalence',
      })),
    });
  }
  const found = { status: STATUS[answer.strength], summary: summaryOf(session, answer), evidence };
  return verdictOf('equivalence', found, given.wallMs);
}

function summaryOf(session: GoldenSession, answer: Answer): string {
  const cycles = answer.shown?.comparison.compared ?? 0;
  const why = answer.detail === '' ? '' : `: ${answer.detail}`;
  const also = `, and ${cycles} rows of four-state simulation agree`;
  switch (answer.strength) {
    case 'proved':
      return `Proved equivalent without bound (${answer.method ?? 'proof'}, from power-up)${also}.`;
    case 'proved-after-reset':
      return `Proved equivalent without bound once ${resetWords(session, answer.clocking)} was held${also}.`;
    case 'bounded':
      return `Equivalent in every run of ${answer.depth ?? 0} steps${also}; no unbounded proof was found.`;
    case 'no-difference':
      return `No difference in ${cycles} rows of four-state simulation; no proof${why}.`;
    case 'different':
      return differenceWords(session, answer.shown);
    case 'different-formal-only':
      return `Undecided: the model shows a difference that the simulator does not${why}.`;
    case 'combinational-loop':
      return `Not modelled, ${answer.detail}; no difference in ${cycles} rows of four-state simulation.`;
    case 'unreadable':
      return `Not modelled${why}; no difference in ${cycles} rows of four-state simulation.`;
    case 'undecided':
      return `Undecided${why}; no difference in ${cycles} rows of four-state simulation.`;
    case 'vacuous':
      return `Says nothing${why}.`;
    case 'disagreement':
      return `A proof (${answer.method ?? 'proof'}) and the simulator disagree${why}.`;
    case 'interface-mismatch':
      return `The interfaces differ${why}.`;
    case 'does-not-compile':
      return `The candidate does not compile${why}.`;
    case 'timeout':
      return `The budget ended${why}.`;
    case 'error':
      return `The check failed${why}.`;
  }
}

function differenceWords(session: GoldenSession, shown: ShownRun | null): string {
  const row = shown?.comparison.firstRow ?? null;
  if (shown === null || row === null) return 'Different.';
  const { trace, signals } = traceOf(session.netlist, shown, row);
  const last = trace.at(-1);
  const name = signals[0] ?? 'an output';
  return `Different: at step ${row}, ${name} should be ${last?.expected[name] ?? '?'} and is ${last?.got[name] ?? '?'}.`;
}

function shownEvidence(session: GoldenSession, shown: ShownRun): Evidence[] {
  const { comparison } = shown;
  const evidence: Evidence[] = [
    {
      kind: 'samples',
      compared: comparison.compared,
      mismatched: comparison.mismatched,
      expected: comparison.compared,
      seed: session.seed,
      simulator: 'iverilog',
    },
    { kind: 'coverage', what: 'known-samples', hit: comparison.knownRows, of: comparison.compared },
  ];
  if (comparison.firstRow !== null) {
    const { trace, signals } = traceOf(session.netlist, shown, comparison.firstRow);
    const atStep = comparison.firstRow;
    evidence.push({ kind: 'counterexample', trace, atStep, signals, replayedIn: 'iverilog' });
  }
  return evidence;
}

function proofEvidence(session: GoldenSession, answer: Answer): Evidence | null {
  if (answer.method === null) return null;
  const initial: InitialAssumption = answer.method === 'after-reset' ? 'after-reset' : 'power-up';
  const assumptions = ['outputs of the reference that are x or z are don’t-care', ...timeAssumptions(answer.clocking)];
  if (initial === 'after-reset') {
    assumptions.push(`${resetWords(session, answer.clocking)} held for four cycles at the start`);
  }
  return { kind: 'proof', method: answer.method, depth: answer.depth, initial, assumptions };
}

function timeAssumptions(clocking: Clocking | null): string[] {
  if (clocking?.mode === 'sync') {
    const edge = clocking.rising ? 'rising' : 'falling';
    return [`inputs are stable around the ${edge} edge of ${clocking.clock}`];
  }
  if (clocking?.mode === 'event') {
    return [
      `${clocking.clocks.join(', ')} and other inputs do not change at the same instant`,
      'clocks are low at the start',
    ];
  }
  return [];
}

function resetWords(session: GoldenSession, clocking: Clocking | null): string {
  const resets: readonly ResetInput[] = clocking === null ? [] : session.hints(clocking).resets;
  return resets.map((reset) => `${reset.port} = ${reset.activeHigh ? 1 : 0}`).join(' and ') || 'reset';
}
