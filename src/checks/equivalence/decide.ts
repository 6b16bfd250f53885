import type { Clocking, Netlist } from '../../formal/index.ts';
import { analyseClocking, matchInterface, prepareDesign } from '../../formal/index.ts';
import { different, simulateOnly } from './accept.ts';
import type { Answer, EquivalenceCase, ShownRun, SimulatedCase } from './case.ts';
import { answer, compilePlanned } from './case.ts';
import type { ReadTrouble } from './read-designs.ts';
import { readDesign } from './read-designs.ts';
import { completeSensitivity } from './rewrite.ts';
import { climb } from './rungs.ts';
import { compileDesign } from './simulated.ts';
import { canDrive } from './testbench.ts';

/** Takes one candidate through simulation, reading, modelling and the rungs. */
export async function decide(given: EquivalenceCase): Promise<Answer> {
  const { session, nameOf } = given;
  if (!canDrive({ golden: session.netlist, nameOf })) {
    return answer('unreadable', 'interface', { detail: 'a port name cannot be connected by name' });
  }
  const clocking = analyseClocking([session.netlist]);
  if (given.order === 'prove-first') {
    const compiled = await compileCandidate(given, clocking);
    if (!compiled.ok) return answer(compiled.error.status, 'compile', { detail: compiled.error.detail });
    return readAndModel({ ...given, clocking, simulated: compiled.value, planned: null });
  }
  const first = await compilePlanned(given, clocking);
  if ('trouble' in first) return { ...first.trouble, clocking };
  const seen: SimulatedCase = { ...given, clocking, simulated: first.simulated, planned: first.shown };
  return first.shown.comparison.firstRow === null ? readAndModel(seen) : rejected(seen, first.shown);
}

/** Time for finding out why a rejected candidate differs. */
const EXPLAIN_WALL_MS = 1_500;

/**
 * A candidate that the simulator has shown to be different. Where the cause may lie in how it simulates and not in
 * what it is (only x, or a sensitivity list), the model is asked whether the hardware is equal.
 */
async function rejected(given: SimulatedCase, shown: ShownRun): Promise<Answer> {
  const plain = different(given, 'random-simulation', shown);
  if (!shown.comparison.onlyUnknown && completeSensitivity(given.candidate.files) === null) return plain;
  const deadlineMs = Math.min(given.deadlineMs, given.session.env.now() + EXPLAIN_WALL_MS);
  const explained = await readAndModel({ ...given, deadlineMs });
  return explained.strength === 'different' ? explained : plain;
}

const compileCandidate = (given: EquivalenceCase, clocking: Clocking): ReturnType<typeof compileDesign> =>
  compileDesign(given.session.env, given.folder, {
    design: given.candidate,
    golden: given.session.netlist,
    clocking,
    nameOf: given.nameOf,
  });

async function readAndModel(given: SimulatedCase): Promise<Answer> {
  const { session, candidate } = given;
  const netlist = await readDesign(session.env, given.folder, candidate);
  if (!netlist.ok) return withoutNetlist(given, netlist.error);
  noteRewriting(given, netlist.value.rewritten);
  const matched = matchInterface(session.netlist, netlist.value.netlist, given.portMap);
  if (!matched.ok) return answer('interface-mismatch', 'interface', { detail: matched.error });
  return model(given, matched.value);
}

/** Builds the pair, compiling the bench again where the candidate forces another time model. */
async function model(simulated: SimulatedCase, netlist: Netlist): Promise<Answer> {
  const clocking = analyseClocking([simulated.session.netlist, netlist]);
  let given = simulated;
  if (JSON.stringify(clocking) !== JSON.stringify(simulated.clocking)) {
    const again = await compileCandidate(simulated, clocking);
    if (!again.ok) return answer(again.error.status, 'compile', { detail: again.error.detail });
    given = { ...simulated, clocking, simulated: again.value, planned: null };
  }
  const golden = prepareDesign(given.session.netlist, clocking);
  const candidate = prepareDesign(netlist, clocking);
  const fault = !golden.ok ? golden.error : candidate.ok ? null : candidate.error;
  if (fault !== null || !golden.ok || !candidate.ok) {
    const side = golden.ok ? 'candidate' : 'reference';
    const detail = `${side}: ${fault?.detail ?? 'not modelled'}`;
    given.findings.push({ kind: 'unsupported', detail });
    const strength = fault?.kind === 'combinational-loop' ? 'combinational-loop' : 'unreadable';
    return simulateOnly(given, { strength, rung: fault?.kind ?? 'unsupported', detail });
  }
  noteClocking(given);
  return climb({ ...given, pair: { golden: golden.value, candidate: candidate.value, clocking } });
}

function withoutNetlist(given: SimulatedCase, trouble: ReadTrouble): Promise<Answer> | Answer {
  if (trouble.status === 'timeout' || trouble.status === 'error') {
    return answer(trouble.status, 'read', { detail: trouble.detail });
  }
  given.findings.push({ kind: 'unsupported', detail: trouble.detail });
  return simulateOnly(given, { strength: 'unreadable', rung: trouble.status, detail: trouble.detail });
}

function noteRewriting(given: EquivalenceCase, rewritten: readonly string[]): void {
  for (const detail of rewritten) given.findings.push({ kind: 'rewritten', detail: `candidate: ${detail}` });
  for (const detail of given.session.rewritten)
    given.findings.push({ kind: 'rewritten', detail: `reference: ${detail}` });
}

function noteClocking(given: SimulatedCase): void {
  if (given.clocking.mode === 'level') given.findings.push({ kind: 'latches', detail: 'latches and no clock' });
  if (given.clocking.mode === 'event' && given.clocking.approximate) {
    given.findings.push({ kind: 'approximate-time', detail: 'domains with derived clocks exchange data' });
  }
}
