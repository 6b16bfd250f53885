import type { Outcome } from '../../../contracts/outcome.ts';
import { fail, ok } from '../../../contracts/outcome.ts';
import type { PlanNode } from '../../../contracts/plan.ts';
import type { KarnaughPart } from '../../../contracts/spec-parts.ts';
import type { Value } from '../../../english/index.ts';
import { isDontcare } from '../cells.ts';
import type { Draft, Fact, OpenWork, Pattern, Piece, Port, Trouble } from '../facts.ts';
import { factsOf, NO_PIECE, troubleAt } from '../facts.ts';

/** A Karnaugh map whose function a multiplexer outside the module completes: each column is one of its data inputs. */
export const karnaughMux: Pattern = {
  id: 'karnaugh-mux',
  hint: 'say which select code passes which output: "ab = 00 selects mux_in[0], ab = 01 selects mux_in[1], …"',
  reason: 'the cells of one select code are a function of the remaining variables',
  plan: (draft, open) => {
    const [legs, more] = factsOf(open.facts, 'fact').filter(({ statement }) => statement.fact === 'mux-legs');
    const [part] = open.parts.filter((one) => one.kind === 'karnaugh');
    if (legs === undefined || part === undefined) return ok(null);
    if (more !== undefined) return fail(troubleAt('ambiguous', 'the data inputs are told twice', more.span));
    return planMux(legs, part, { draft, open });
  },
};

type LegsFact = Fact & { readonly statement: { readonly values: readonly Value[]; readonly text?: string } };

interface Leg {
  /** Bits of the select inputs, in the order in which the text writes them. */
  readonly code: string;
  readonly port: Port;
  /** Index as written; null for a one-bit output. */
  readonly index: number | null;
}

interface Work {
  readonly draft: Draft;
  readonly open: OpenWork;
}

function planMux(fact: LegsFact, part: KarnaughPart, { draft, open }: Work): Outcome<Piece | null, Trouble> {
  const [select, ...pairs] = fact.statement.values;
  const names = catNames(select);
  const told = legsOf(pairs, draft, fact);
  if (!told.ok) return told;
  const legs = fact.statement.text === undefined ? ok(told.value) : continued(told.value, names.length, fact);
  if (!legs.ok) return legs;
  const trouble = wrongLegs(legs.value, names, fact) ?? wrongMap(part, names, draft);
  if (trouble !== null) return fail(trouble);
  const vars = [...part.columnVars, ...part.rowVars];
  const cells = new Map<string, string>();
  for (const row of part.rows)
    for (const [index, cell] of row.cells.entries())
      cells.set(`${part.columnCodes[index] ?? ''}${row.code}`, cell.trim());
  const rest = vars.filter((name) => !names.includes(name));
  const src = { start: part.span.start, end: part.span.end, rule: 'karnaugh-mux' };
  const nodes: PlanNode[] = [];
  for (const leg of legs.value) {
    const column = columnOf(cells, { vars, names, code: leg.code, rest });
    if (column === null)
      return fail(troubleAt('incomplete', `the map has no 0, 1 or don't-care for select code ${leg.code}`, part.span));
    nodes.push({ kind: 'assign', lhs: targetText(leg), rhs: chosen(column, rest), src });
  }
  const claims = muxClaims({ draft, open }, { names, size: legs.value.length, outputs: legs.value.length });
  if (!claims.ok) return claims;
  return ok({
    ...NO_PIECE,
    nodes,
    parts: [part],
    claims: [fact, ...claims.value],
    reads: rest,
    drives: [...new Set(legs.value.map(({ port }) => port.name))],
  });
}

const catNames = (value: Value | undefined): readonly string[] =>
  value?.k === 'op' && value.op === 'cat' ? value.args.map((arg) => (arg.k === 'name' ? arg.name : '')) : [];

function legsOf(pairs: readonly Value[], draft: Draft, fact: Fact): Outcome<readonly Leg[], Trouble> {
  const legs: Leg[] = [];
  for (let at = 0; at + 1 < pairs.length; at += 2) {
    const leg = legOf(pairs[at], pairs[at + 1], draft);
    if (leg === null)
      return fail(troubleAt('unsupported', 'a data input of the multiplexer is no bit of an output', fact.span));
    legs.push(leg);
  }
  return ok(legs);
}

function legOf(code: Value | undefined, target: Value | undefined, { outputs }: Draft): Leg | null {
  const isIndexed = target?.k === 'index' && target.of.k === 'name' && target.at.k === 'num';
  const name = isIndexed && target.of.k === 'name' ? target.of.name : target?.k === 'name' ? target.name : null;
  const index = isIndexed && target.at.k === 'num' ? Number(target.at.value) : null;
  const port = outputs.find((one) => one.name === name);
  if (port === undefined || code?.k !== 'num') return null;
  const fits = index === null ? port.width === 1 : isIndex(index, port);
  return fits
    ? {
        code: Number(code.value)
          .toString(2)
          .padStart(code.width ?? 1, '0'),
        port,
        index,
      }
    : null;
}

const isIndex = (index: number, port: Port): boolean =>
  index >= Math.min(port.msb ?? 0, port.lsb ?? 0) && index <= Math.max(port.msb ?? 0, port.lsb ?? 0);

/** `… and so on`: at least two legs that count up in step, gone on with to the last code. */
function continued(legs: readonly Leg[], bits: number, fact: Fact): Outcome<readonly Leg[], Trouble> {
  const [first] = legs;
  const isRegular = legs.every(
    ({ code, port, index }, at) =>
      Number.parseInt(code, 2) === at && port === first?.port && index !== null && index === (first.index ?? 0) + at,
  );
  if (first === undefined || legs.length < 2 || !isRegular)
    return fail(troubleAt('ambiguous', 'it is not clear how the list goes on', fact.span));
  return ok(
    Array.from({ length: 2 ** bits }, (_, code) => ({
      code: code.toString(2).padStart(bits, '0'),
      port: first.port,
      index: (first.index ?? 0) + code,
    })),
  );
}

/** Every code once, every bit of the outputs once. */
function wrongLegs(legs: readonly Leg[], names: readonly string[], fact: Fact): Trouble | null {
  const codes = new Set(legs.map(({ code }) => code));
  const targets = new Set(legs.map((leg) => targetText(leg)));
  if (legs.some(({ code }) => code.length !== names.length))
    return troubleAt('contradiction', 'a select code has another length than the select inputs', fact.span);
  if (codes.size !== legs.length || targets.size !== legs.length)
    return troubleAt('contradiction', 'two data inputs have one code, or one output', fact.span);
  if (codes.size !== 2 ** names.length)
    return troubleAt('incomplete', 'not every select code has a data input', fact.span);
  const ports = [...new Set(legs.map(({ port }) => port))];
  return ports.reduce((sum, port) => sum + (port.width ?? 0), 0) === legs.length
    ? null
    : troubleAt('incomplete', 'not every bit of the outputs is a data input', fact.span);
}

function wrongMap(part: KarnaughPart, names: readonly string[], draft: Draft): Trouble | null {
  const vars = [...part.columnVars, ...part.rowVars];
  const lost = names.find((name) => !vars.includes(name));
  if (lost !== undefined) return troubleAt('contradiction', `${lost} is no variable of the map`, part.span);
  const strange = vars.find(
    (name) => !names.includes(name) && !draft.inputs.some((port) => port.name === name && port.width === 1),
  );
  return strange === undefined
    ? null
    : troubleAt('unsupported', `${strange} is neither an input nor a select input of the multiplexer`, part.span);
}

const targetText = ({ port, index }: Leg): string => (index === null ? port.name : `${port.name}[${String(index)}]`);

interface Slice {
  readonly vars: readonly string[];
  readonly names: readonly string[];
  readonly code: string;
  readonly rest: readonly string[];
}

/** The cells of one select code, by the code of the remaining variables; don't-cares are 0. Null where one is missing. */
function columnOf(cells: ReadonlyMap<string, string>, { vars, names, code, rest }: Slice): string | null {
  let column = '';
  for (let at = 0; at < 2 ** rest.length; at += 1) {
    const bits = at.toString(2).padStart(rest.length, '0');
    const cell = cells.get(
      vars.map((name) => (names.includes(name) ? code[names.indexOf(name)] : bits[rest.indexOf(name)])).join(''),
    );
    if (cell === '0' || cell === '1') column += cell;
    else if (cell !== undefined && isDontcare(cell)) column += '0';
    else return null;
  }
  return column;
}

/** A function as nested two-way choices: `c ? d : 1'b0`. */
function chosen(column: string, vars: readonly string[]): string {
  const [first, ...others] = vars;
  if (!column.includes('1')) return "1'b0";
  if (!column.includes('0')) return "1'b1";
  const half = column.length / 2;
  const [low, high] = [column.slice(0, half), column.slice(half)];
  if (first === undefined || low === high) return chosen(low, others);
  const [no, yes] = [chosen(low, others), chosen(high, others)];
  return no === "1'b0" && yes === "1'b1" ? first : `(${first} ? ${yes} : ${no})`;
}

/** What else is said of the multiplexer, where it is true of it. */
function muxClaims(
  { open }: Work,
  { names, size, outputs }: { readonly names: readonly string[]; readonly size: number; readonly outputs: number },
): Outcome<readonly Fact[], Trouble> {
  const found: Fact[] = [];
  for (const fact of factsOf(open.facts, 'fact')) {
    const { statement } = fact;
    if (!['mux-select', 'mux-size'].includes(statement.fact)) continue;
    const [given] = statement.values;
    const isSize =
      statement.n === undefined || (statement.n === size && (statement.text ?? String(outputs)) === String(outputs));
    const isSelect = given === undefined || catNames(given).join() === names.join();
    if (!isSize || !isSelect)
      return fail(
        troubleAt('contradiction', 'what is said of the multiplexer does not fit its data inputs', fact.span),
      );
    found.push(fact);
  }
  return ok(found);
}
