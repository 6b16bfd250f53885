import type { RegisterField, RegisterMapPart } from '../../contracts/spec-parts.ts';
import { shown } from '../names.ts';
import type { Line } from '../text.ts';
import type { PartInput, PartRead } from './reader.ts';
import { spanOfRun } from './reader.ts';
import { readAccess, readNumber } from './register-cells.ts';

interface Token {
  readonly text: string;
  readonly line: number;
}
type Register = RegisterMapPart['registers'][number];
type Props = ReadonlyMap<string, string>;

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

const TOKEN = /"(?:[^"\\]|\\.)*"|\d+'[bdhoBDHO][0-9a-fA-F_]+|0[xX][0-9a-fA-F_]+|\d+|[A-Za-z_]\w*|[{}[\];:=@,]|\S/g;

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

function tokensOf(lines: readonly Line[]): readonly Token[] {
  const tokens: Token[] = [];
  let comment = false;
  for (const line of lines) {
    let text = line.text;
    if (comment) {
      const close = text.indexOf('*/');
      comment = close < 0;
      text = close < 0 ? '' : text.slice(close + 2);
    }
    text = text.replace(/\/\*.*?\*\//g, ' ').replace(/\/\/.*$/, '');
    const open = text.indexOf('/*');
    if (open >= 0) comment = true;
    for (const match of (open >= 0 ? text.slice(0, open) : text).matchAll(TOKEN))
      tokens.push({ text: match[0], line: line.number });
  }
  return tokens;
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
  return parser.registers.length > 0 ? expect(parser, '}') : unsupported(parser, 'a register');
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
  parser.at += 1;
  if (peek(parser) === '=') {
    into.set(name, peek(parser, 1));
    parser.at += 2;
  } else into.set(name, 'true');
  return expect(parser, ';');
}

const PROPERTIES = new Set([
  'name',
  'desc',
  'sw',
  'hw',
  'onwrite',
  'onread',
  'woclr',
  'woset',
  'rclr',
  'regwidth',
  'accesswidth',
  'reset',
  'fieldwidth',
  'alignment',
  'addressing',
  'littleendian',
  'lsb0',
]);

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
    const at = peek(parser) === '@' ? readNumber(peek(parser, 1)) : parser.nextOffset;
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
  if ((access === 'rw' || access === 'wo') && /w/.test(props.get('hw') ?? ''))
    return { line, message: `hardware writes the field '${shown(name)}' that software writes` };
  const reset = readReset(parser, props);
  if (reset === undefined) return unsupported(parser, 'a reset value');
  fields.push({ name, ...bits, access, reset, description: textOf(props), line });
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
  return { msb: Math.max(first, second), lsb: Math.min(first, second) };
}

function accessOf(props: Props): RegisterField['access'] | null {
  if (props.has('woclr') || props.get('onwrite') === 'woclr') return 'w1c';
  if (props.has('woset') || props.get('onwrite') === 'woset') return 'w1s';
  if (props.has('rclr') || props.get('onread') === 'rclr') return 'rc';
  if (props.has('onwrite') || props.has('onread')) return null;
  return readAccess(props.get('sw') ?? 'rw');
}

const textOf = (props: Props): string => (props.get('desc') ?? props.get('name') ?? '').replace(/^"|"$/g, '');
