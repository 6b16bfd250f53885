import type { OwnScore } from '../../contracts/bench.ts';
import type { VerdictStatus } from '../../contracts/verdict.ts';
import type { GoldenFacts, SimulationFacts } from './facts.ts';

/** What another check said, in the words a report needs. */
export interface CheckNote {
  readonly status: VerdictStatus;
  readonly summary: string;
}

/** Everything the own verdict rests on. `screen` and `formal` are null where the simulation already stood. */
export interface OwnEvidence {
  readonly facts: SimulationFacts;
  readonly golden: GoldenFacts;
  readonly screen: CheckNote | null;
  readonly formal: CheckNote | null;
}

/**
 * Our verdict on one candidate: `pass` needs a clean screen and either as many compared samples as the reference
 * itself shows, none of them different, or, in a bench that counts nothing, the very lines that the reference shows.
 * A proof of equivalence may overrule a bench that passes; nothing may overrule a mismatch.
 */
export function ownScore(evidence: OwnEvidence): OwnScore {
  const { facts, golden, screen, formal } = evidence;
  const samples = facts.counts === null ? null : { ...facts.counts, expected: golden.counts?.compared ?? null };
  const say = (outcome: OwnScore['outcome'], reason: string, summary: string): OwnScore => ({
    outcome,
    reason,
    summary,
    samples,
    formal: formal?.status ?? null,
  });
  if (golden.broken !== null) return say('unscorable', 'unscorable-task', golden.broken);
  const bench = benchSays(facts, golden);
  if (bench !== null) return say(bench.outcome, bench.reason, bench.summary);
  if (screen === null) return say('unknown', 'not-screened', 'The bench passes, but the design was not screened.');
  if (screen.status !== 'pass')
    return say(screen.status === 'fail' ? 'fail' : screenOutcome(screen.status), 'screened', screen.summary);
  if (formal?.status === 'fail') return say('fail', 'refuted', `The bench passes, but ${lowerFirst(formal.summary)}`);
  return say('pass', formal?.status === 'pass' ? 'proved' : 'simulated', passSummary(evidence));
}

const screenOutcome = (status: VerdictStatus): OwnScore['outcome'] =>
  status === 'error' || status === 'timeout' ? status : 'unknown';

interface Said {
  readonly outcome: 'fail' | 'timeout' | 'unknown';
  readonly reason: string;
  readonly summary: string;
}

/** What speaks against the candidate in the simulation; null where the bench shows a pass. */
function benchSays(facts: SimulationFacts, golden: GoldenFacts): Said | null {
  if (!facts.compiled) return notCompiled(facts);
  if (facts.end === 'timed-out')
    return { outcome: 'timeout', reason: 'hang', summary: 'The simulation did not end within its time limit.' };
  if (facts.end === 'output-limit')
    return { outcome: 'timeout', reason: 'output-flood', summary: 'The simulation printed more than its limit.' };
  if (golden.counts !== null) return countsSay(facts, golden.counts.compared);
  if (facts.end === 'signalled')
    return { outcome: 'unknown', reason: 'simulator-crash', summary: 'The simulator crashed on this design.' };
  return linesSay(facts, golden);
}

function notCompiled(facts: SimulationFacts): Said {
  if (facts.compileEnd === 'timed-out')
    return { outcome: 'timeout', reason: 'compile-hang', summary: 'Compiling did not end within its time limit.' };
  const first = facts.diagnostics.find(({ severity }) => severity === 'error');
  const where = first?.range == null ? '' : `line ${first.range.line}: `;
  const syntax = first?.code === 'IVL-SYNTAX';
  return {
    outcome: 'fail',
    reason: syntax ? 'syntax' : 'elaboration',
    summary: `It does not compile: ${where}${first?.message ?? 'no message'}`,
  };
}

function countsSay(facts: SimulationFacts, expected: number): Said | null {
  if (facts.counts === null) {
    return {
      outcome: facts.end === 'signalled' ? 'unknown' : 'fail',
      reason: 'no-samples',
      summary: 'The bench compared nothing with this design.',
    };
  }
  const { compared, mismatched } = facts.counts;
  if (mismatched > 0) {
    const total = facts.stoppedEarly ? `by sample ${compared}` : `in ${mismatched} of ${compared} samples`;
    return { outcome: 'fail', reason: 'mismatch', summary: `It differs from the reference ${total}.` };
  }
  if (compared < expected) {
    return {
      outcome: 'fail',
      reason: 'too-few-samples',
      summary: `Only ${compared} samples were compared where the reference shows ${expected}.`,
    };
  }
  return null;
}

// A bench without counts: its lines for the reference are the only yardstick there is.
function linesSay(facts: SimulationFacts, golden: GoldenFacts): Said | null {
  const same = facts.lines.length === golden.lines.length && facts.lines.every((line, i) => line === golden.lines[i]);
  if (same && golden.lines.length > 0) return null;
  if (facts.official.pass) {
    return {
      outcome: 'fail',
      reason: 'other-lines',
      summary: 'The bench prints its pass line among failures that the reference does not show.',
    };
  }
  return { outcome: 'fail', reason: 'mismatch', summary: `The bench says: ${facts.lines.at(-1) ?? 'nothing'}` };
}

function passSummary({ facts, golden, formal }: OwnEvidence): string {
  const shown =
    facts.counts === null
      ? `the bench prints the same ${golden.lines.length} lines as for the reference`
      : `${facts.counts.compared} samples compared, none different`;
  return formal?.status === 'pass' ? `${upperFirst(shown)}; ${lowerFirst(formal.summary)}` : `${upperFirst(shown)}.`;
}

const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);
const upperFirst = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** Class of a disagreement between our column and the script's; null where they agree or nothing was scored. */
export function disagreementOf(
  own: OwnScore,
  official: { readonly pass: boolean; readonly letter: string },
): string | null {
  const ownPass = own.outcome === 'pass';
  if (own.outcome === 'error' || own.outcome === 'not-attempted') return null;
  if (ownPass === official.pass) return null;
  if (!ownPass) return `official-accepts:${own.reason}`;
  return official.letter === 'T' ? 'official-rejects:timeout-line' : `official-rejects:${official.letter}`;
}
