import type { Evidence, InitialAssumption, Verdict } from '../contracts/verdict.ts';

const START: Record<InitialAssumption, string> = {
  'any-state': 'from any state',
  'power-up': 'from power-up',
  'after-reset': 'after reset',
};

/** The strongest thing that some verdicts show, in words: a difference, a proof, samples, or nothing. */
export function strongestOf(verdicts: readonly Verdict[]): string {
  const evidence = verdicts.flatMap((verdict) => verdict.evidence.map((item) => ({ item, verdict })));
  const different = evidence.find(({ item }) => item.kind === 'counterexample' && item.replayedIn !== null);
  if (different !== undefined) return different.verdict.summary;
  const failed =
    verdicts.find((verdict) => verdict.status === 'error') ?? verdicts.find((verdict) => verdict.status === 'fail');
  if (failed !== undefined) return `${failed.check}: ${failed.summary}`;
  const proof = evidence.find(({ item, verdict }) => item.kind === 'proof' && verdict.status === 'pass');
  if (proof !== undefined) return proofWords(proof.item);
  const samples = evidence.find(({ item, verdict }) => item.kind === 'samples' && verdict.status === 'pass');
  if (samples?.item.kind === 'samples') return `no difference in ${samples.item.compared} samples`;
  const open = verdicts.find((verdict) => verdict.status !== 'pass' && verdict.status !== 'skipped');
  return open === undefined ? 'no evidence of equivalence was asked for' : `${open.check}: ${open.summary}`;
}

function proofWords(proof: Evidence): string {
  if (proof.kind !== 'proof') return '';
  const start = START[proof.initial];
  if (proof.depth !== null) return `equivalent to depth ${proof.depth}, ${start}`;
  return `proved equivalent ${start} (${proof.method})`;
}
