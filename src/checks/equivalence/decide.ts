import type { Clocking, Netlist } from '../../formal/index.ts';
import { analyseClocking, matchInterface, prepareDesign } from '../../formal/index.ts';
import { simulateOnly } from './accept.ts';
import type { Answer, EquivalenceCase, SimulatedCase } from './case.ts';
import { answer } from './case.ts';
import type { ReadTrouble } from './read-designs.ts';
import { readDesign } from './read-designs.ts';
import { climb } from './rungs.ts';
import { compileDesign } from './simulated.ts';
import { canDrive } from './testbench.ts';

/** Takes one candidate through reading, modelling and the rungs. */
export async function decide(given: EquivalenceCase): Promise<Answer> {
  const { session, candidate, nameOf } = given;
  if (!canDrive({ golden: session.netlist, nameOf })) {
    return answer('unreadable', 'interface', { detail: 'a port name cannot be connected by name' });
  }
  const read = readDesign(session.env, given.folder, candidate);
  const own = analyseClocking([session.netlist]);
  const compile = (clocking: Clocking): ReturnType<typeof compileDesign> =>
    compileDesign(session.env, given.folder, { design: candidate, golden: session.netlist, clocking, nameOf });
  const [netlist, early] = await Promise.all([read, compile(own)]);
  if (!early.ok) return answer(early.error.status, 'compile', { detail: early.error.detail });
  const simulated: SimulatedCase = { ...given, clocking: own, simulated: early.value };
  if (!netlist.ok) return withoutNetlist(simulated, netlist.error);
  noteRewriting(given, netlist.value.rewritten);
  const matched = matchInterface(session.netlist, netlist.value.netlist, given.portMap);
  if (!matched.ok) return answer('interface-mismatch', 'interface', { detail: matched.error });
  const clocking = analyseClocking([session.netlist, matched.value]);
  return model({ ...simulated, clocking: own }, { netlist: matched.value, clocking, compile });
}

/** Builds the pair, compiling the bench again where the candidate forces another time model. */
async function model(
  simulated: SimulatedCase,
  rest: {
    readonly netlist: Netlist;
    readonly clocking: Clocking;
    readonly compile: (clocking: Clocking) => ReturnType<typeof compileDesign>;
  },
): Promise<Answer> {
  const { clocking } = rest;
  let given = simulated;
  if (JSON.stringify(clocking) !== JSON.stringify(simulated.clocking)) {
    const again = await rest.compile(clocking);
    if (!again.ok) return answer(again.error.status, 'compile', { detail: again.error.detail });
    given = { ...simulated, clocking, simulated: again.value };
  }
  const golden = prepareDesign(given.session.netlist, clocking);
  const candidate = prepareDesign(rest.netlist, clocking);
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
