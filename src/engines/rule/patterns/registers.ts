import type { Outcome } from '../../../contracts/outcome.ts';
import { fail, ok } from '../../../contracts/outcome.ts';
import type { PlanNode } from '../../../contracts/plan.ts';
import type { RegisterMapPart } from '../../../contracts/spec-parts.ts';
import { clockingFacts, statedReset } from '../domain.ts';
import type { Draft, Fact, Pattern, Piece, Trouble } from '../facts.ts';
import { factsOf, lineSpan, NO_PIECE, troubleAt } from '../facts.ts';
import { registerAssumptions } from '../registers/assumptions.ts';
import type { Bus, BusKind } from '../registers/bus.ts';
import { findBus } from '../registers/bus.ts';
import type { BoundField } from '../registers/fields.ts';
import { bindFields } from '../registers/fields.ts';
import { protocolOf } from '../registers/protocol.ts';
import { readWord, selects, storageOf } from '../registers/storage.ts';

/** Register maps on a strobed port, APB or AXI4-Lite. */
export const registers: Pattern = {
  id: 'registers',
  hint: 'give a table with offset, register, bits, field, access and reset, the ports of one bus, and a port for each field',
  reason: 'every field is storage of its access kind at its address; what the text leaves open is recorded',
  plan: (draft, open) => {
    const [part, second] = open.parts.filter((one): one is RegisterMapPart => one.kind === 'register-map');
    if (part === undefined) return ok(null);
    if (second !== undefined) return fail(troubleAt('unsupported', 'the text has two register maps', second.span));
    return planMap(part, draft);
  },
};

const BUS_KINDS: readonly BusKind[] = ['strobe', 'apb', 'axi4-lite'];

function planMap(part: RegisterMapPart, draft: Draft): Outcome<Piece | null, Trouble> {
  const facts = factsOf(draft.facts, 'fact').filter((fact) => fact.statement.fact === 'register-map');
  const told = new Set(facts.flatMap((fact) => fact.statement.text ?? []));
  const stated = BUS_KINDS.filter((kind) => told.has(`bus-${kind}`));
  if (stated.length > 1 || (told.has('unmapped-error') && told.has('unmapped-okay')))
    return fail(troubleAt('contradiction', 'the text says two things of the bus', part.span));
  const bus = findBus(draft.ports, stated[0] ?? null);
  if (!bus.ok) return fail(troubleAt('incomplete', bus.error, part.span));
  const others = draft.ports.filter(
    (port) => !bus.value.ports.includes(port) && port.name !== draft.clock?.name && port.name !== draft.reset?.signal,
  );
  const fields = bindFields(part, others);
  if (!fields.ok) return fail(troubleAt('incomplete', fields.error.why, lineSpan(part, fields.error.line)));
  const trouble = unfit(part, { draft, bus: bus.value, told }) ?? badReset(part, draft);
  if (trouble !== null) return fail(trouble);
  return ok(pieceOf(part, { draft, facts, bus: bus.value, fields: fields.value, told }));
}

/** Words beside a field that say more of it than its access does. */
const BEHAVIOUR =
  /\bif\b|\bwhen(?:ever)?\b|\bwhile\b|\bonly\b|\bunless\b|\bexcept|\buntil\b|\bafter\b|\bbefore\b|self[- ]?clear|\bpulse|\btoggle|\block|\bsticky\b|\bwrit|\bread|\bclear|\bsets?\b|\bcopy|\bshadow|\bautomatic|\bincrement|\bdecrement|\bcounts?\b|\bsaturat|\bsigned\b|\bmirror|\binvert|\bpriority|\breset/i;

function unfit(
  part: RegisterMapPart,
  { draft, bus, told }: { readonly draft: Draft; readonly bus: Bus; readonly told: ReadonlySet<string> },
): Trouble | null {
  if (draft.clock === null) return troubleAt('incomplete', 'registers need a clock', part.span);
  if (told.has('unmapped-error') && bus.kind !== 'axi4-lite' && bus.role('error') === null)
    return troubleAt('incomplete', 'the bus has no port for errors', part.span);
  for (const register of part.registers) {
    const why = outOfReach(register, { part, bus });
    if (why !== null) return why;
    const telling = [register, ...register.fields].find((one) => BEHAVIOUR.test(one.description));
    if (telling !== undefined)
      return troubleAt(
        'unsupported',
        `the description of ${telling.name} says more than its access`,
        lineSpan(part, telling.line),
      );
  }
  return null;
}

/** Why the bus cannot access a register as its fields need, or null. */
function outOfReach(
  register: RegisterMapPart['registers'][number],
  { part, bus }: { readonly part: RegisterMapPart; readonly bus: Bus },
): Trouble | null {
  const at = lineSpan(part, register.line);
  const top = Math.max(...register.fields.map((field) => field.msb));
  if (register.offset % (bus.width / 8) !== 0 || register.offset >= 2 ** (bus.role('address')?.width ?? 0))
    return troubleAt('unsupported', `${register.name} is not at the address of a word that the bus can reach`, at);
  if (top >= bus.width || (part.notation === 'systemrdl' && register.width > bus.width))
    return troubleAt('unsupported', `${register.name} is wider than the data lines`, at);
  if (register.fields.some((field) => field.access === 'rc') && bus.kind === 'strobe' && bus.role('read') === null)
    return troubleAt('incomplete', 'a field is cleared by reading, and no port says when software reads', at);
  return null;
}

/** What the prose says of reset must be what the map says. */
function badReset(part: RegisterMapPart, draft: Draft): Trouble | null {
  const stated = statedReset(draft);
  if (stated === null) return null;
  const isZero =
    stated?.state === null &&
    ((stated.value?.k === 'num' && BigInt(stated.value.value) === 0n) ||
      (stated.value?.k === 'fill' && stated.value.bit === 0));
  const other = part.registers.flatMap((register) => register.fields).find((field) => (field.reset ?? 0) !== 0);
  if (!isZero) return troubleAt('unsupported', 'the text gives a reset value besides those of the map', part.span);
  return other === undefined
    ? null
    : troubleAt(
        'contradiction',
        `the text resets to 0 what the map resets to another value: ${other.name}`,
        lineSpan(part, other.line),
      );
}

interface Bound {
  readonly draft: Draft;
  readonly facts: readonly Fact[];
  readonly bus: Bus;
  readonly fields: readonly BoundField[];
  readonly told: ReadonlySet<string>;
}

function pieceOf(part: RegisterMapPart, bound: Bound): Piece {
  const { draft, facts, bus, fields, told } = bound;
  const used = [...bus.ports, ...fields.flatMap((one) => [one.output, one.input])].flatMap((port) => port ?? []);
  const namesUsed = (direction: 'input' | 'output'): readonly string[] =>
    used.filter((port) => port.direction === direction).map((port) => port.name);
  return {
    ...NO_PIECE,
    nodes: nodesOf(part, bound),
    claims: [...clockingFacts(draft), ...facts],
    parts: [part],
    reads: namesUsed('input'),
    drives: namesUsed('output'),
    assumptions: registerAssumptions(bus, fields, told),
    clocked: true,
  };
}

function nodesOf(part: RegisterMapPart, { draft, bus, fields, told }: Bound): readonly PlanNode[] {
  const taken = new Set(draft.ports.map((port) => port.name));
  const name = (wish: string): string => {
    let found = wish;
    while (taken.has(found)) found = `${found}_w`;
    taken.add(found);
    return found;
  };
  const protocol = protocolOf(bus, name);
  const { access } = protocol;
  const decode = { addressWidth: bus.role('address')?.width ?? 1, lowBits: Math.log2(bus.width / 8) };
  const src = { start: part.span.start, end: part.span.end, rule: 'registers' };
  const made: PlanNode[] = [];
  let word = `${String(bus.width)}'d0`;
  for (const register of [...part.registers].reverse()) {
    const mine = fields.filter((one) => one.register === register);
    word = `(${selects(register, access.readAddress, decode)} ? ${readWord(mine, bus.width)} : ${word})`;
    const writes = `(${access.write} & ${selects(register, access.writeAddress, decode)})`;
    const reads = `(${access.read ?? ''} & ${selects(register, access.readAddress, decode)})`;
    const hasReset = draft.reset !== null;
    made.unshift(...mine.flatMap((one) => storageOf(one, { ...access, writes, reads }, { src, hasReset }) ?? []));
  }
  const mapped = (address: string): string =>
    part.registers.map((register) => selects(register, address, decode)).join(' | ');
  const answers = {
    word,
    writeMapped: mapped(access.writeAddress),
    readMapped: mapped(access.readAddress),
    reportsErrors: told.has('unmapped-error'),
  };
  return [...protocol.before, ...made, ...protocol.answer(answers)];
}
