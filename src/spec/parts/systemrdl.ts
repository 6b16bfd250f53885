import type { RegisterField, RegisterMapPart } from '../../contracts/spec-parts.ts';
import { shown } from '../names.ts';
import type { Line } from '../text.ts';
import type { PartInput, PartRead } from './reader.ts';
import { spanOfRun } from './reader.ts';
import { readNumber } from './register-cells.ts';
import type { Props } from './systemrdl-properties.ts';
import { accessOf, EFFECTS, FIXED, PROPERTIES } from './systemrdl-properties.ts';
import type { Token } from './systemrdl-tokens.ts';
import { tokensOf } from './systemrdl-tokens.ts';

type Register = RegisterMapPart['registers'][number];

interface Parser {
  readonly tokens: readonly Token[];
  at: number;
  readonly registers: Register[];
  /** Named `reg name { ... };` definitions: the fields to instantiate. */
  readonly types: Map<string, RegisterBody>;
  nextOffset: number;
}

interface RegisterBody {
  readonly fields: readonly RegisterField[];
  readonly width: number;
  readonly description: string;
}

/** The place where the text leaves the subset. */
interface Unsupported {
  readonly line: number;
  readonly message: string;
}

/**
 * The common subset of SystemRDL 2.0: one `addrmap` of `reg` with `field`, `sw`, `onwrite = woclr|woset` (or `woclr;`),
 * `onread = rclr`, reset values, `regwidth`, `@ offset`, `default`, `name` and `desc`. Arrays, `regfile`, enumerations and
 * further properties are refused with their line: `SPEC-SYSTEMRDL`.
 */
export function readSystemRdl(lines: readonly Line[], input: PartInput): PartRead['parts'] {
  const parser: Parser = { tokens: tokensOf(lines), at: 0, registers: [], types: new Map(), nextOffset: 0 };
  const fault = readFile(parser);
  if (fault !== null) {
    input.complaints.error(fault.line, 'SPEC-SYSTEMRDL', fault.message);
    return [];
  }
  return [{ kind: 'register-map', notation: 'systemrdl', registers: parser.registers, span: spanOfRun(lines) }];
}

const peek = (parser: Parser, ahead = 0): string => parser.tokens[parser.at + ahead]?.text ?? '';
const here = (parser: Parser): number => (parser.tokens[parser.at] ?? parser.tokens.at(-1))?.line ?? 1;
const unsupported = (parser: Parser, wanted: string): Unsupported => ({
  line: here(parser),
  message: `'${shown(peek(parser))}' stands where ${wanted} is expected`,
});

function expect(parser: Parser, text: string): Unsupported | null {
  if (peek(parser) !== text) return unsupported(parser, `'${text}'`);
  parser.at += 1;
  return null;
}

function readFile(parser: Parser): Unsupported | null {
  while (parser.at < parser.tokens.length && peek(parser) !== 'addrmap') {
    const fault = peek(parser) === 'reg' ? readReg(parser, new Map()) : unsupported(parser, 'addrmap or reg');
    if (fault !== null) return fault;
  }
  parser.at += 1;
  if (/^[A-Za-z_]/.test(peek(parser))) parser.at += 1;
  const open = expect(parser, '{');
  const defaults = new Map<string, string>();
  for (let fault = open; ; ) {
    if (fault !== null) return fault;
    if (peek(parser) === '}' || parser.at >= parser.tokens.length) break;
    fault = readMember(parser, defaults);
  }
  return parser.registers.length > 0 ? readEnd(parser) : unsupported(parser, 'a register');
}

/** The end of the one map: a second would be other registers. */
function readEnd(parser: Parser): Unsupported | null {
  const close = expect(parser, '}');
  if (close !== null) return close;
  if (peek(parser) === ';') parser.at += 1;
  return parser.at < parser.tokens.length ? unsupported(parser, 'the end of the map') : null;
}

/** One member of the map: a register, an instance of a named one, or a property. */
function readMember(parser: Parser, defaults: Map<string, string>): Unsupported | null {
  if (peek(parser) === 'reg') return readReg(parser, defaults);
  const body = parser.types.get(peek(parser));
  if (body !== undefined) {
    parser.at += 1;
    return readInstance(parser, body);
  }
  return readProperty(parser, defaults);
}

/** `default sw = rw;`, `regwidth = 32;`, `name = "...";`, `woclr;` */
function readProperty(parser: Parser, into: Map<string, string>): Unsupported | null {
  if (peek(parser) === 'default') parser.at += 1;
  const name = peek(parser);
  if (!PROPERTIES.has(name)) return unsupported(parser, 'a property of the supported subset');
  const line = here(parser);
  parser.at += 1;
  const isValued = peek(parser) === '=';
  const value = isValued ? peek(parser, 1) : 'true';
  if (isValued) parser.at += 2;
  const only = FIXED.get(name);
  if (only !== undefined && value !== only)
    return { line, message: `'${name} = ${shown(value)}' moves registers or bits; only '${only}' is supported` };
  const effect = EFFECTS.get(name);
  if (effect === undefined) into.set(name, value);
  else if (value === 'true') into.set(effect, name);
  else if (value !== 'false') return { line, message: `'${name}' is true or false, not '${shown(value)}'` };
  else if (into.get(effect) === name) into.delete(effect);
  return expect(parser, ';');
}

/** `{ ... }` of a register or field: properties, and what `own` takes. What belongs to the outer thing alone is dropped. */
function readBody(
  parser: Parser,
  outer: Props,
  own: (props: Map<string, string>) => Unsupported | null | 'none',
): Map<string, string> | Unsupported {
  const open = expect(parser, '{');
  if (open !== null) return open;
  const props = new Map([...outer].filter(([name]) => name !== 'name' && name !== 'desc'));
  while (peek(parser) !== '}' && parser.at < parser.tokens.length) {
    const taken = own(props);
    const fault = taken === 'none' ? readProperty(parser, props) : taken;
    if (fault !== null) return fault;
  }
  parser.at += 1;
  return props;
}

function readReg(parser: Parser, outer: Props): Unsupported | null {
  parser.at += 1;
  const typeName = peek(parser) === '{' ? null : peek(parser);
  if (typeName !== null) parser.at += 1;
  const fields: RegisterField[] = [];
  const props = readBody(parser, outer, (inner) =>
    peek(parser) === 'field' ? readField(parser, inner, fields) : 'none',
  );
  if (!(props instanceof Map)) return props;
  const top = Math.max(0, ...fields.map((field) => field.msb + 1));
  const width = readNumber(props.get('regwidth') ?? '32') ?? 32;
  if (top > width)
    return { line: here(parser), message: `a field ends at bit ${top - 1} of a register of ${width} bits` };
  const accessWidth = props.get('accesswidth');
  if (accessWidth !== undefined && readNumber(accessWidth) !== width)
    return { line: here(parser), message: `an access of ${shown(accessWidth)} bits to a register of ${width} bits` };
  const body: RegisterBody = { fields, width, description: textOf(props) };
  if (typeName !== null) parser.types.set(typeName, body);
  if (typeName !== null && peek(parser) === ';') return expect(parser, ';');
  return readInstance(parser, body);
}

/** `NAME @ 0x4, OTHER @ 0x8;` */
function readInstance(parser: Parser, body: RegisterBody): Unsupported | null {
  for (;;) {
    const line = here(parser);
    const name = peek(parser);
    if (!/^[A-Za-z_]\w*$/.test(name)) return unsupported(parser, 'the name of a register');
    parser.at += 1;
    const at = peek(parser) === '@' ? readNumber(peek(parser, 1)) : aligned(parser.nextOffset, body.width);
    if (at === null) return unsupported(parser, 'an address');
    if (peek(parser) === '@') parser.at += 2;
    parser.registers.push({
      name,
      offset: at,
      width: body.width,
      fields: body.fields,
      description: body.description,
      line,
    });
    parser.nextOffset = at + Math.max(1, body.width / 8);
    if (peek(parser) !== ',') return expect(parser, ';');
    parser.at += 1;
  }
}

/** The next address that is a multiple of the register's size: `addressing = regalign`, the default. */
const aligned = (offset: number, width: number): number => {
  const bytes = Math.max(1, width / 8);
  return Math.ceil(offset / bytes) * bytes;
};

function readField(parser: Parser, outer: Props, fields: RegisterField[]): Unsupported | null {
  parser.at += 1;
  const props = readBody(parser, outer, () => 'none');
  if (!(props instanceof Map)) return props;
  const line = here(parser);
  const name = peek(parser);
  if (!/^[A-Za-z_]\w*$/.test(name)) return unsupported(parser, 'the name of a field');
  parser.at += 1;
  const free = Math.max(0, ...fields.map((field) => field.msb + 1));
  const bits = readBits(parser, free, props);
  if (bits === null) return unsupported(parser, 'a bit range');
  const access = accessOf(props);
  if (access === null) return unsupported(parser, 'an access that is known');
  const hardware = props.get('hw');
  const hardwareWrites = hardware === undefined ? null : hardware.includes('w');
  if ((access === 'rw' || access === 'wo') && hardwareWrites === true)
    return { line, message: `hardware writes the field '${shown(name)}' that software writes` };
  const reset = readReset(parser, props);
  if (reset === undefined) return unsupported(parser, 'a reset value');
  fields.push({ name, ...bits, access, hardwareWrites, reset, description: textOf(props), line });
  return expect(parser, ';');
}

/** The reset value behind the range or among the properties; null where none is stated, undefined where it is no number. */
function readReset(parser: Parser, props: Props): number | null | undefined {
  const stated = peek(parser) === '=';
  const text = stated ? peek(parser, 1) : props.get('reset');
  if (stated) parser.at += 2;
  return text === undefined ? null : (readNumber(text) ?? undefined);
}

/** `[7:0]`, `[4]` (a width of four), or nothing: as many bits as `fieldwidth` says, behind the last field. */
function readBits(parser: Parser, free: number, props: Props): { msb: number; lsb: number } | null {
  const width = readNumber(props.get('fieldwidth') ?? '1') ?? 1;
  if (peek(parser) !== '[') return { msb: free + width - 1, lsb: free };
  const [first, mark] = [readNumber(peek(parser, 1)), peek(parser, 2)];
  if (first === null) return null;
  if (mark === ']') {
    parser.at += 3;
    return { msb: free + first - 1, lsb: free };
  }
  const second = readNumber(peek(parser, 3));
  if (mark !== ':' || second === null || peek(parser, 4) !== ']') return null;
  parser.at += 5;
  // A range that rises is the order of `msb0` (SystemRDL 2.0, 9.1): its bit 0 is the most significant.
  return first < second ? null : { msb: first, lsb: second };
}

const textOf = (props: Props): string => (props.get('desc') ?? props.get('name') ?? '').replace(/^"|"$/g, '');
