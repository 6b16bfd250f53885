import type { Outcome } from '../../../contracts/outcome.ts';
import { fail, ok } from '../../../contracts/outcome.ts';
import type { RegisterField, RegisterMapPart } from '../../../contracts/spec-parts.ts';
import type { Port } from '../facts.ts';

type Register = RegisterMapPart['registers'][number];

/** A field with the ports that hardware sees of it; null where the interface has none. */
export interface BoundField {
  readonly field: RegisterField;
  readonly register: Register;
  readonly width: number;
  /** Name of its storage: its output where it has one. For a field without storage the input it shows. */
  readonly name: string;
  readonly output: Port | null;
  readonly input: Port | null;
  /** Read-only without an input: it shows its reset value. */
  readonly isConstant: boolean;
}

const OUTPUT_ENDS = ['', '_o', '_out', '_q'];
const INPUT_ENDS: Readonly<Record<RegisterField['access'], readonly string[]>> = {
  rw: [],
  wo: [],
  ro: ['', '_i', '_in'],
  w1c: ['_set', '_set_i', '_event'],
  rc: ['_set', '_set_i', '_event'],
  w1s: ['_clear', '_clr', '_clear_i'],
};

/** The fields of a map bound to ports by name, or the first that cannot be, with its line. */
export function bindFields(
  part: RegisterMapPart,
  ports: readonly Port[],
): Outcome<readonly BoundField[], { readonly line: number; readonly why: string }> {
  const taken = new Set(ports.map((port) => port.name));
  const bound: BoundField[] = [];
  for (const register of part.registers)
    for (const field of register.fields) {
      const one = bindField({ field, register, part }, { ports, taken });
      if (!one.ok) return fail({ line: field.line, why: one.error });
      bound.push(one.value);
    }
  const shared = bound.find((one, at) => bound.slice(0, at).some((other) => sharesPort(one, other)));
  return shared === undefined
    ? ok(bound)
    : fail({ line: shared.field.line, why: `a port of the field ${shared.field.name} belongs to another field too` });
}

const sharesPort = (one: BoundField, other: BoundField): boolean =>
  (one.output !== null && one.output === other.output) || (one.input !== null && one.input === other.input);

interface Place {
  readonly field: RegisterField;
  readonly register: Register;
  readonly part: RegisterMapPart;
}

function bindField(
  place: Place,
  names: { readonly ports: readonly Port[]; readonly taken: Set<string> },
): Outcome<BoundField, string> {
  const { field, register } = place;
  const width = field.msb - field.lsb + 1;
  const bases = basesOf(place);
  const find = (direction: Port['direction'], ends: readonly string[]): Port[] => {
    const wanted = new Set(bases.flatMap((base) => ends.map((end) => `${base}${end}`)));
    return names.ports.filter((port) => port.direction === direction && wanted.has(port.name.toLowerCase()));
  };
  const outputs = field.access === 'ro' ? [] : find('output', OUTPUT_ENDS);
  const inputs = find('input', INPUT_ENDS[field.access]);
  const [output = null, input = null] = [outputs[0], inputs[0]];
  if (outputs.length > 1 || inputs.length > 1)
    return fail(`more than one port could belong to the field ${field.name}`);
  const wrong = [output, input].find((port) => port !== null && (port.width !== width || port.lsb !== 0));
  if (wrong != null) return fail(`the port ${wrong.name} does not have the ${String(width)} bits of its field`);
  const why = missing(field, { output, input });
  if (why !== null) return fail(why);
  const isConstant = field.access === 'ro' && input === null;
  const name =
    field.access === 'ro'
      ? (input?.name ?? '')
      : (output?.name ?? fresh(`${register.name}_${field.name}`, names.taken));
  return ok({ field, register, width, name, output, input, isConstant });
}

function missing(
  field: RegisterField,
  ports: { readonly output: Port | null; readonly input: Port | null },
): string | null {
  const { access, name } = field;
  if (field.hardwareWrites === true && ports.input === null)
    return `hardware writes the field ${name}, and no input is there for it`;
  if (field.hardwareWrites === false && access === 'ro' && ports.input !== null)
    return `hardware does not write the field ${name}, yet the input ${ports.input.name} is there for it`;
  if (access === 'ro' && ports.input === null && field.reset === null)
    return `no input shows what the read-only field ${name} reads, and it has no fixed value`;
  if ((access === 'w1c' || access === 'rc') && ports.input === null)
    return `nothing sets the field ${name}: an input ${name.toLowerCase()}_set is wanted`;
  if ((access === 'wo' || access === 'w1s') && ports.output === null) return `no output shows the field ${name}`;
  return null;
}

/** `ctrl_enable`; `enable` where no other register has a field of that name; `ctrl` where it is the register's only field. */
function basesOf({ field, register, part }: Place): readonly string[] {
  const [own, whole] = [field.name.toLowerCase(), register.name.toLowerCase()];
  const named = part.registers.flatMap((one) => [...one.fields.filter((other) => other.name.toLowerCase() === own)]);
  return [`${whole}_${own}`, ...(named.length === 1 ? [own] : []), ...(register.fields.length === 1 ? [whole] : [])];
}

function fresh(wish: string, taken: Set<string>): string {
  let name = `${wish.toLowerCase()}_q`;
  while (taken.has(name)) name = `${name}q`;
  taken.add(name);
  return name;
}
