import type { PlanFinding, PlanFsm } from '../../contracts/plan.ts';
import { stateCodes } from '../lower/fsm/machine.ts';
import { type AlignRule, finding } from './context.ts';
import { plannedMachines } from './machines.ts';

/** F6: codes are of one length, given for every state or for none, and no two states share one; "by inspection" needs one bit a state. */
export const f6: AlignRule = (context) =>
  plannedMachines(context).flatMap(({ fsm, place }) =>
    complaints(fsm).map<PlanFinding>((message) => finding(context, 'F6', { severity: 'error', message, place })),
  );

const complaints = (fsm: PlanFsm): readonly string[] => {
  const { scheme, codes, by_inspection: byInspection } = fsm.encoding;
  const said: string[] = [];
  const lengths = new Set(Object.values(codes ?? {}).map((code) => code.length));
  if (lengths.size > 1) said.push(`codes of "${fsm.name}" have lengths ${[...lengths].join(' and ')}`);
  const given = fsm.states.filter((state) => codes?.[state.name] !== undefined).length;
  if (scheme === 'given' && given < fsm.states.length)
    said.push(`${fsm.states.length - given} states of "${fsm.name}" have no code`);
  if (scheme !== 'given' && given > 0 && given < fsm.states.length)
    said.push(`only ${given} states of "${fsm.name}" have a code`);
  const values = [...stateCodes(fsm).values()];
  if (new Set(values).size < values.length) said.push(`two states of "${fsm.name}" share a code`);
  const oneHot = values.every((code) => code > 0n && (code & (code - 1n)) === 0n);
  if (byInspection === true && !oneHot)
    said.push(`"${fsm.name}" cannot be read by inspection: its codes are not one-hot`);
  return said;
};
