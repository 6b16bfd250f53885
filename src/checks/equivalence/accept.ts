import type { FormalStep, Frames, Product } from '../../formal/index.ts';
import { minimiseFrames, readTrace, traceRows } from '../../formal/index.ts';
import type { Answer, ModelledCase, ShownRun, SimulatedCase } from './case.ts';
import { answer, showPlanned, showRows } from './case.ts';
import { severalDrivers } from './drivers.ts';
import type { ProofMethod } from './result.ts';
import { completeSensitivity } from './rewrite.ts';
import { compileDesign } from './simulated.ts';

/** A proof looking for its second witness. */
export interface ProofClaim {
  readonly method: ProofMethod;
  readonly rung: string;
  readonly start: 'power-up' | 'after-reset';
  readonly depth: number | null;
}

/** Accepts a proof only where a thousand cycles of four-state simulation agree with it. */
export async function acceptProof(given: ModelledCase, claim: ProofClaim): Promise<Answer> {
  const found = await showPlanned(given, claim.start);
  const common = { method: claim.method, depth: claim.depth, clocking: given.clocking };
  if ('trouble' in found) return { ...found.trouble, ...common };
  const { shown } = found;
  if (shown.comparison.firstRow !== null) return contradiction(given, claim, shown);
  if (shown.comparison.knownRows === 0) {
    return answer('vacuous', claim.rung, { ...common, shown, detail: 'every output of the reference is x throughout' });
  }
  const clash = await clashOf(given);
  if (clash !== null) {
    given.findings.push({ kind: 'unsupported', detail: clash });
    return answer('unreadable', 'several-drivers', { clocking: given.clocking, shown, detail: clash });
  }
  const strength = claim.depth !== null ? 'bounded' : claim.start === 'after-reset' ? 'proved-after-reset' : 'proved';
  return answer(strength, claim.rung, { ...common, shown });
}

/** Drivers that the netlist has lost: a proof over them is none. */
async function clashOf({ session, simulated, candidate, pair, clocking }: ModelledCase): Promise<string | null> {
  const golden = await session.clash(clocking);
  if (golden !== null) return `reference: ${golden}`;
  const clash = await severalDrivers(simulated, { files: candidate.files, netlist: pair.candidate.netlist });
  return clash === null ? null : `candidate: ${clash}`;
}

/**
 * Whether a level-sensitive list explains the difference: with complete lists the candidate agrees. Then it is the
 * candidate that simulates otherwise than it is synthesised, and the simulator is right about it.
 */
async function isStale(given: ModelledCase, claim: ProofClaim): Promise<boolean> {
  const files = completeSensitivity(given.candidate.files);
  if (files === null) return false;
  const { session, clocking } = given;
  const completed = await compileDesign(session.env, await session.nextFolder(), {
    design: { top: given.candidate.top, files },
    golden: session.netlist,
    clocking,
    nameOf: given.nameOf,
  });
  if (!completed.ok) return false;
  const found = await showPlanned({ ...given, simulated: completed.value, planned: null }, claim.start);
  return 'shown' in found && found.shown.comparison.firstRow === null;
}

/**
 * A proof beside a simulation that shows a difference. Two causes are known and make the candidate different: an
 * incomplete sensitivity list, and x that never leaves its registers although the hardware would settle. Otherwise
 * it is an error of ours until somebody has looked, with both attached.
 */
async function contradiction(given: ModelledCase, claim: ProofClaim, shown: ShownRun): Promise<Answer> {
  if (await isStale(given, claim)) {
    const detail = 'an incomplete sensitivity list: equal as hardware, different in simulation';
    given.findings.push({ kind: 'stale-sensitivity', detail });
    return different(given, 'stale-sensitivity', shown);
  }
  if (shown.comparison.onlyUnknown) {
    const detail = 'equal as hardware; in four-state simulation the candidate shows x where the reference has a value';
    given.findings.push({ kind: 'x-pessimism', detail });
    return different(given, 'x-pessimism', shown);
  }
  const detail = 'the simulator shows another value than the model: a race, or a fault of the model';
  given.findings.push({ kind: 'model-mismatch', detail });
  const { clocking } = given;
  return answer('disagreement', claim.rung, { method: claim.method, depth: claim.depth, clocking, shown, detail });
}

/** What became of a counterexample of the model. */
export type Replay =
  | { readonly kind: 'confirmed'; readonly answer: Answer }
  | { readonly kind: 'unconfirmed'; readonly trace: readonly FormalStep[] }
  | { readonly kind: 'trouble'; readonly answer: Answer };

/** Gates that may be evaluated for shortening a counterexample: about 20 ms. */
const MINIMISE_GATES = 8_000_000;

/**
 * Runs a counterexample of the model in the simulator, shortened on the model first; it counts only where the simulator
 * shows a difference. Where the short one does not show there (the simulator's x hides it), the whole one is run.
 */
export async function replay(
  given: ModelledCase,
  counterexample: { readonly product: Product; readonly frames: Frames; readonly rung: string },
): Promise<Replay> {
  const { product, frames } = counterexample;
  const short = minimiseFrames(product, frames, MINIMISE_GATES);
  const first = await replayFrames(given, { ...counterexample, frames: short });
  return first.kind === 'unconfirmed' && short !== frames ? replayFrames(given, counterexample) : first;
}

async function replayFrames(
  given: ModelledCase,
  { product, frames, rung }: { readonly product: Product; readonly frames: Frames; readonly rung: string },
): Promise<Replay> {
  const trace = readTrace(product, frames);
  const found = await showRows(given, traceRows(given.session.netlist, given.clocking, trace));
  if ('trouble' in found) return { kind: 'trouble', answer: { ...found.trouble, clocking: given.clocking } };
  if (found.shown.comparison.firstRow === null) return { kind: 'unconfirmed', trace };
  return { kind: 'confirmed', answer: different(given, rung, found.shown) };
}

/** The answer for a difference that the simulator shows. */
export const different = (given: SimulatedCase, rung: string, shown: ShownRun): Answer =>
  answer('different', rung, { clocking: given.clocking, shown });

/** Simulation alone: for designs that the model cannot express, or that no solver settled. */
export async function simulateOnly(
  given: SimulatedCase,
  otherwise: { readonly strength: Answer['strength']; readonly rung: string; readonly detail: string },
): Promise<Answer> {
  const found = await showPlanned(given, 'power-up');
  if ('trouble' in found) return { ...found.trouble, clocking: given.clocking };
  if (found.shown.comparison.firstRow !== null) return different(given, 'random-simulation', found.shown);
  if (found.shown.comparison.knownRows === 0) {
    return answer('vacuous', otherwise.rung, {
      clocking: given.clocking,
      shown: found.shown,
      detail: 'every output of the reference is x throughout',
    });
  }
  return answer(otherwise.strength, otherwise.rung, {
    clocking: given.clocking,
    shown: found.shown,
    detail: otherwise.detail,
  });
}
