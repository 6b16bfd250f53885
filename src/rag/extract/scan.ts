import { belongingComments, isLicenceComment } from './comments.ts';
import { type Cursor, cursorOf } from './cursor.ts';
import { readParams, readPorts, readTypedef } from './declarations.ts';
import type { FileFacts, InstanceFact, MentionFact, ParamFact, PortFact, UnitFact, UnitKind } from './facts.ts';
import { readHeader, unitEnds, unitKinds } from './header.ts';
import { readInstances } from './instances.ts';
import { type TokenTable, tokenize, tokenKind } from './lexer.ts';
import { licenceOf } from './licence.ts';

interface OpenUnit {
  readonly kind: UnitKind;
  readonly name: string;
  readonly line: number;
  readonly headerLast: number;
  readonly guard: string;
  readonly token: number;
  readonly ports: PortFact[];
  readonly params: ParamFact[];
  readonly symbols: string[];
  readonly base: string;
}

interface Scan {
  readonly c: Cursor;
  readonly stack: OpenUnit[];
  readonly units: { readonly unit: OpenUnit; readonly lastLine: number }[];
  readonly instances: InstanceFact[];
  readonly borders: number[];
}

const processes: ReadonlySet<string> = new Set(
  'always always_comb always_ff always_latch initial final generate assign'.split(' '),
);
/** Words after which `module`, `class`, `interface` declare nothing here. */
const notAUnitAfter: ReadonlySet<string> = new Set(['extern', 'typedef', 'virtual', 'import', 'export']);

/** Words after which a statement begins, so that an identifier there may be the type of an instance. */
const statementOpeners: ReadonlySet<string> = new Set(
  'begin end else generate endgenerate endcase endfunction endtask join'.split(' '),
);

const startsStatement = (c: Cursor, i: number): boolean => {
  const before = i - 1;
  if (before < 0 || c.is(before, ';') || c.is(before, ')') || c.is(before, ':')) return true;
  const kind = c.kind(before);
  if (kind === tokenKind.keyword) return statementOpeners.has(c.word(before)) || unitEnds.has(c.word(before));
  if (kind === tokenKind.macro) return true;
  // A label: `begin : name`, `endmodule : name`, and a range after an attribute never precede a type.
  return kind === tokenKind.identifier && c.is(before - 1, ':');
};

const mentions = (c: Cursor, i: number): MentionFact => ({ name: c.word(i), line: c.line(i), guard: c.guard(i) });

/** Opens the unit whose keyword stands at `at`; gives the index after its header. */
const openUnit = (s: Scan, at: number, kind: UnitKind): number => {
  const header = readHeader(s.c, at, kind);
  if (!header) return at + 1;
  const { next, headerLast, ...rest } = header;
  s.stack.push({ kind, line: s.c.line(at), headerLast, guard: s.c.guard(at), token: at, symbols: [], ...rest });
  return next;
};

const closeUnit = (s: Scan, line: number): void => {
  const unit = s.stack.pop();
  if (unit) s.units.push({ unit, lastLine: line });
};

/** `function` and `task`: their declarations are not the module's. Prototypes have no body. */
const skipRoutine = (s: Scan, at: number, word: string): number => {
  const { c } = s;
  const end = c.semicolon(at);
  if (end < 0) return at + 1;
  const before = [c.word(at - 1), c.word(at - 2), c.word(at - 3)];
  const prototype = before.some(
    (w) => w === 'extern' || w === 'pure' || w === 'import' || w === 'export' || w === 'with',
  );
  const name = routineName(c, at, end);
  if (name) s.stack.at(-1)?.symbols.push(name);
  if (prototype || c.kind(at - 1) === tokenKind.string) return end + 1;
  s.borders.push(c.line(at));
  const close = word === 'function' ? 'endfunction' : 'endtask';
  for (let i = end + 1; i < c.table.count; i += 1) {
    if (c.kind(i) !== tokenKind.keyword) continue;
    const w = c.word(i);
    if (w === close) return i + 1;
    if (w === 'endmodule' || w === 'endclass' || w === 'endpackage' || w === 'module') return i;
  }
  return c.table.count;
};

const routineName = (c: Cursor, at: number, end: number): string => {
  for (let i = at + 1; i < end; i += 1) {
    if (c.isIdentifier(i) && (c.is(i + 1, '(') || i + 1 === end)) return c.word(i);
  }
  return '';
};

/** A declaration that ends with `;`: gives the index after it. */
const declaration = (s: Scan, at: number, word: string): number => {
  const { c } = s;
  const end = c.semicolon(at);
  if (end < 0) return at + 1;
  const unit = s.stack.at(-1);
  if (!unit) return end + 1;
  if (word === 'typedef') unit.symbols.push(...readTypedef(c, at + 1, end));
  else if (word === 'parameter' || word === 'localparam') {
    const read = readParams(c, at, end, word === 'localparam');
    if (unit.kind === 'package' || unit.kind === 'class') unit.symbols.push(...read.map((p) => p.name));
    else unit.params.push(...read);
  } else bodyPorts(c, unit, at, end);
  return end + 1;
};

const bodyPorts = (c: Cursor, unit: OpenUnit, at: number, end: number): void => {
  for (const port of readPorts(c, at, end)) {
    const known = unit.ports.findIndex((p) => p.name === port.name);
    if (known >= 0) unit.ports[known] = { ...port, line: unit.ports[known]?.line ?? port.line };
  }
};

/** `bind target [:inst] type #(…) name (…);` places an instance in the target. */
const bind = (s: Scan, at: number): number => {
  const { c } = s;
  const target = c.word(at + 1);
  const end = c.semicolon(at);
  if (end < 0) return at + 1;
  for (let i = at + 2; i < end; i += 1) {
    if (!c.isIdentifier(i) || !(c.is(i + 1, '#') || c.isIdentifier(i + 1))) continue;
    const found = readInstances(c, i, { parent: s.stack.at(-1)?.name ?? '', bindsTo: target });
    if (found) {
      s.instances.push(...found.instances);
      return found.next;
    }
  }
  return end + 1;
};

const keyword = (s: Scan, i: number): number => {
  const { c } = s;
  const word = c.word(i);
  const kind = unitKinds[word];
  if (
    kind !== undefined &&
    !notAUnitAfter.has(c.word(i - 1)) &&
    (startsStatement(c, i) || word === 'class' || word === 'module')
  )
    return openUnit(s, i, kind);
  if (unitEnds.has(word)) {
    closeUnit(s, c.line(i));
    return i + 1;
  }
  if (word === 'function' || word === 'task') return skipRoutine(s, i, word);
  if (word === 'typedef' || word === 'parameter' || word === 'localparam') return declaration(s, i, word);
  if ((word === 'input' || word === 'output' || word === 'inout') && startsStatement(c, i))
    return declaration(s, i, word);
  if (word === 'bind') return bind(s, i);
  if (processes.has(word)) s.borders.push(c.line(i));
  return i + 1;
};

const mayHoldInstances = (s: Scan): boolean => {
  const kind = s.stack.at(-1)?.kind;
  return kind === undefined || kind === 'module' || kind === 'interface' || kind === 'program' || kind === 'checker';
};

const identifier = (s: Scan, i: number): number => {
  const { c } = s;
  if (!mayHoldInstances(s) || !(c.is(i + 1, '#') || c.isIdentifier(i + 1)) || !startsStatement(c, i)) return i + 1;
  const found = readInstances(c, i, { parent: s.stack.at(-1)?.name ?? '', bindsTo: '' });
  if (!found) return i + 1;
  s.instances.push(...found.instances);
  s.borders.push(c.line(i));
  return found.next;
};

const walk = (s: Scan): void => {
  const { c } = s;
  const { count, kind } = c.table;
  for (let i = 0; i < count; ) {
    if (kind[i] === tokenKind.keyword) i = keyword(s, i);
    else if (kind[i] === tokenKind.identifier) i = identifier(s, i);
    else i += 1;
  }
  while (s.stack.length > 0) closeUnit(s, c.table.lines);
};

const firstOfEach = (all: readonly MentionFact[]): MentionFact[] => {
  const seen = new Map<string, MentionFact>();
  for (const m of all) {
    const known = seen.get(m.name);
    if (known === undefined || m.line < known.line) seen.set(m.name, m);
  }
  return [...seen.values()].sort((a, b) => a.line - b.line);
};

/** `p::x` anywhere in the code, and `import p::*`. */
const packagesOf = (c: Cursor): MentionFact[] => {
  const found: MentionFact[] = [];
  for (let i = 0; i + 2 < c.table.count; i += 1) {
    if (c.isIdentifier(i) && c.is(i + 1, ':') && c.is(i + 2, ':')) found.push(mentions(c, i));
  }
  return firstOfEach(found);
};

const macrosUsedIn = (c: Cursor): MentionFact[] => {
  const found: MentionFact[] = [...c.table.preprocessor.usedInBodies];
  for (let i = 0; i < c.table.count; i += 1) {
    if (c.kind(i) === tokenKind.macro) found.push({ ...mentions(c, i), name: c.word(i).slice(1) });
  }
  return firstOfEach(found);
};

/** Facts of a text that is already cut into tokens. */
export const scanTokens = (table: TokenTable): FileFacts => {
  const c = cursorOf(table);
  const s: Scan = { c, stack: [], units: [], instances: [], borders: [] };
  walk(s);
  const units: UnitFact[] = s.units
    .sort((a, b) => a.unit.token - b.unit.token)
    .map(({ unit, lastLine }, i, all) => {
      const { token, symbols, ...rest } = unit;
      const previous = i === 0 ? -1 : (all[i - 1]?.unit.token ?? -1);
      return {
        ...rest,
        lastLine,
        symbols: [...new Set(symbols)],
        comments: belongingComments(table, { previous, token }),
      };
    });
  return {
    lines: table.lines,
    licence: licenceOf(
      table.comments
        .filter((m) => isLicenceComment(table.text, m))
        .map((m) => table.text.slice(m.start, m.end))
        .join('\n'),
    ),
    units,
    instances: s.instances,
    packages: packagesOf(c),
    includes: table.preprocessor.includes,
    macrosDefined: table.preprocessor.defined,
    macrosUsed: macrosUsedIn(c),
    borders: [...new Set(s.borders)].sort((a, b) => a - b),
  };
};

/**
 * Reads what a Verilog or SystemVerilog text declares and mentions. Never fails and never runs longer than linearly:
 * broken code gives the facts that can still be told. No preprocessing: every `ifdef branch is read, with its condition.
 */
export const scanVerilog = (text: string): FileFacts => scanTokens(tokenize(text));
