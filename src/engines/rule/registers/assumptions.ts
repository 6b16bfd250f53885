import type { PlanAssumption } from '../facts.ts';
import type { Bus } from './bus.ts';
import type { BoundField } from './fields.ts';
import type { RegisterClaim } from './sentences.ts';

/** What was settled by convention, since the text does not: each with the claim that would have settled it. */
export function registerAssumptions(
  bus: Bus,
  fields: readonly BoundField[],
  told: ReadonlySet<string>,
): readonly PlanAssumption[] {
  const has = (access: string): boolean => fields.some((one) => one.field.access === access);
  const found: PlanAssumption[] = [];
  const assume = (text: string, settledBy: readonly RegisterClaim[]): void => {
    if (!settledBy.some((claim) => told.has(claim)))
      found.push({ text, rule: `registers.${settledBy[0] ?? ''}`, severity: 'convention' });
  };
  assume(`the registers are reached over the ${bus.kind} bus that the ports form`, [`bus-${bus.kind}`]);
  assume('reading an unmapped address gives 0, and writing it does nothing', ['unmapped-zero']);
  if (bus.role('error') !== null || bus.kind === 'axi4-lite')
    assume('an access to an unmapped address is answered OKAY', ['unmapped-okay', 'unmapped-error']);
  if (bus.width > 8) assume('the address bits within a word are ignored', ['low-bits-ignored']);
  if (bus.kind !== 'axi4-lite') assume(`${bus.role('rdata')?.name ?? ''} is combinational`, ['read-combinational']);
  if (has('wo')) assume('write-only fields hold the last value written and read as 0', ['write-only-zero']);
  if (has('w1c') || has('rc') || has('w1s'))
    assume('where a field is set and cleared in the same cycle, the set wins', ['set-wins']);
  return [...found, ...resetAssumptions(fields), ...hardwareAssumptions(fields)];
}

/** SystemRDL lets hardware write a field that says nothing of it (`hw` is `rw`, SystemRDL 2.0, 9.4). */
const hardwareAssumptions = (fields: readonly BoundField[]): readonly PlanAssumption[] =>
  fields.flatMap(({ field, input }) =>
    field.hardwareWrites === null && input === null
      ? [
          {
            text: `hardware does not write the field ${field.name}: no port is there for it`,
            rule: 'registers.hardware',
            severity: 'convention' as const,
          },
        ]
      : [],
  );

/** What is taken of fields whose reset value the map leaves open, or gives to something without storage. */
const resetAssumptions = (fields: readonly BoundField[]): readonly PlanAssumption[] =>
  fields.flatMap(({ field, isConstant }) => {
    if ((field.reset === null) !== (field.access !== 'ro')) return [];
    const shown = isConstant
      ? `the read-only field ${field.name} always reads its reset value`
      : `the reset value of the read-only field ${field.name} is what its input shows in reset`;
    const text = field.access === 'ro' ? shown : `the field ${field.name} is reset to 0`;
    return [{ text, rule: 'registers.reset', severity: 'convention' as const }];
  });
