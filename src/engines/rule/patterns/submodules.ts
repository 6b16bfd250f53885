import type { Outcome } from '../../../contracts/outcome.ts';
import { fail, ok } from '../../../contracts/outcome.ts';
import type { FormalPart } from '../../../contracts/spec-parts.ts';
import { namesOf, type Value } from '../../../english/index.ts';
import type { Expr } from '../../../verilog/expr/ast.ts';
import { parseExpr } from '../../../verilog/expr/parse.ts';
import { printExpr } from '../../../verilog/expr/print.ts';
import type { Draft, Fact, Pattern, Piece, Port, Trouble } from '../facts.ts';
import { factsOf, NO_PIECE, troubleAt } from '../facts.ts';
import { type Submodule, submodulesOf } from '../submodules.ts';
import { explain } from '../waveform/infer.ts';
import { traceOf } from '../waveform/trace.ts';

/** A circuit of submodules that the text defines, joined by gates; it is built flat. */
export const submodules: Pattern = {
  id: 'submodules',
  hint: 'define each submodule ("Module A implements z = x & y"), how many there are, their inputs and the gates behind them',
  reason: 'each submodule is a function of its inputs in their order, and every output of one is used',
  plan: (draft, open) => {
    const facts = factsOf(open.facts, 'fact').filter(({ statement }) => KINDS.has(statement.fact));
    return facts.some(({ statement }) => statement.fact === 'sub-gate') ? planAll(facts, draft) : ok(null);
  },
};

const KINDS: ReadonlySet<string> = new Set(['submodule', 'sub-counts', 'sub-input', 'sub-gate']);

type SubFact = Fact & {
  readonly statement: {
    readonly fact: string;
    readonly values: readonly Value[];
    readonly n?: number;
    readonly text?: string;
  };
};

interface Circuit {
  readonly draft: Draft;
  /** The function of each submodule over its inputs' names, and its waveform or table. */
  readonly functions: ReadonlyMap<string, Expr>;
  readonly gates: ReadonlyMap<string, SubFact>;
  /** What drives each input of every submodule. */
  readonly inputs: readonly (readonly [name: string, driver: string])[];
  readonly used: Set<string>;
}

function planAll(facts: readonly SubFact[], draft: Draft): Outcome<Piece | null, Trouble> {
  const of = (kind: string): readonly SubFact[] => facts.filter(({ statement }) => statement.fact === kind);
  const [place] = facts;
  if (place === undefined) return ok(null);
  const span = place.span;
  const defined = submodulesOf(draft.spec);
  const functions = functionsOf(defined, draft);
  if (!functions.ok) return functions;
  const inputs = inputsOf(of('sub-input'), draft);
  if (!inputs.ok) return inputs;
  const gates = gatesOf(of('sub-gate'));
  if (!gates.ok) return gates;
  const circuit: Circuit = {
    draft,
    functions: functions.value,
    gates: gates.value,
    inputs: inputs.value,
    used: new Set(),
  };
  const last = of('sub-gate').filter(({ statement }) => statement.values.some((value) => targetOf(value) !== null));
  const [root, other] = last;
  const output = draft.outputs.find(({ name }) => name === (root === undefined ? null : outputOf(root)));
  if (root === undefined || other !== undefined || output?.width !== 1 || draft.outputs.length !== 1)
    return fail(troubleAt('incomplete', 'it is not clear which gate drives the output', span));
  const whole = gateText(root, circuit, []);
  if (!whole.ok) return whole;
  const wrong = wrongUse(circuit, { counts: of('sub-counts'), inputs: of('sub-input') }, span);
  if (wrong !== null) return fail(wrong);
  return ok({
    ...NO_PIECE,
    nodes: [
      {
        kind: 'assign',
        lhs: output.name,
        rhs: whole.value,
        src: { start: span.start, end: span.end, rule: 'submodules' },
      },
    ],
    claims: facts,
    parts: defined.flatMap(({ by }) => ('kind' in by ? [by] : [])),
    reads: inputs.value.map(([, driver]) => driver),
    drives: [output.name],
  });
}

function functionsOf(defined: readonly Submodule[], draft: Draft): Outcome<ReadonlyMap<string, Expr>, Trouble> {
  const functions = new Map<string, Expr>();
  for (const one of defined) {
    const found = functionOf(one, draft);
    if (!found.ok) return found;
    if (functions.has(one.name))
      return fail(troubleAt('contradiction', `${one.name} is defined twice`, one.sentence.span));
    functions.set(one.name, found.value);
  }
  return ok(functions);
}

function gatesOf(facts: readonly SubFact[]): Outcome<ReadonlyMap<string, SubFact>, Trouble> {
  const gates = new Map<string, SubFact>();
  for (const gate of facts) {
    const kind = gate.statement.text ?? '';
    if (gates.has(kind) || !['&', '|', '^', '~&', '~|', '~^'].includes(kind))
      return fail(troubleAt('ambiguous', 'two gates of one kind, or one of a kind that joins nothing', gate.span));
    gates.set(kind, gate);
  }
  return ok(gates);
}

const targetOf = (value: Value): string | null =>
  value.k === 'op' && value.op === 'to' ? (namesOf(value)[0] ?? null) : null;

const outputOf = ({ statement }: SubFact): string | null =>
  statement.values.map((value) => targetOf(value)).find((name) => name !== null) ?? null;

/** The function of a submodule over the names of its inputs, which are those of the module around it. */
function functionOf({ by, name, sentence }: Submodule, draft: Draft): Outcome<Expr, Trouble> {
  const wrong = (why: string): Outcome<never, Trouble> =>
    fail(troubleAt('unsupported', `${name}: ${why}`, sentence.span));
  if ('kind' in by) return shownFunction(by, draft, sentence.span);
  const expr = parseExpr(by.formula);
  if (!expr.ok) return wrong(expr.error.message);
  const isBitwise = refsOf(expr.value).every((ref) =>
    draft.inputs.some((port) => port.name === ref && port.width === 1),
  );
  const isOutput = draft.outputs.some((port) => port.name === by.target && port.width === 1);
  return isBitwise && isOutput
    ? expr
    : wrong('its formula is not over one-bit ports of the same names as those of the module');
}

function refsOf(expr: Expr): readonly string[] {
  switch (expr.kind) {
    case 'ref':
      return [expr.name];
    case 'literal':
      return [];
    case 'unary':
      return refsOf(expr.arg);
    case 'binary':
      return [...refsOf(expr.left), ...refsOf(expr.right)];
    default:
      return ['?'];
  }
}

const truth = (code: number, reads: readonly Port[]): string =>
  reads.map((port, at) => `${(code >> (reads.length - 1 - at)) & 1 ? '' : '~'}${port.name}`).join(' & ');

/** A waveform that shows every combination of the inputs, as the sum of the codes with a 1. */
function shownFunction(part: FormalPart, draft: Draft, span: Fact['span']): Outcome<Expr, Trouble> {
  if (part.kind !== 'waveform') return fail(troubleAt('unsupported', 'a submodule by a table is not read', span));
  const trace = traceOf(part, { ...draft, clock: null });
  if (!trace.ok) return trace;
  const [found, rival] = explain(trace.value, null).least;
  const [learnt, more] = found === undefined ? [] : [...found.now.values()];
  if (learnt === undefined || rival !== undefined || more !== undefined)
    return fail(troubleAt('unsupported', 'no single function gives the waveform of the submodule', span));
  if (learnt.open.length > 0)
    return fail(
      troubleAt('incomplete', 'the waveform of the submodule does not show every combination of its inputs', span),
    );
  const ones = [...learnt.rows].filter(([, value]) => value === 1n).map(([code]) => `(${truth(code, learnt.reads)})`);
  const expr = parseExpr(ones.length === 0 ? "1'b0" : ones.join(' | '));
  return expr.ok ? expr : fail(troubleAt('unsupported', expr.error.message, span));
}

/** Drivers of the first, second, … input; every one-bit input of the module is one input of a submodule. */
function inputsOf(facts: readonly SubFact[], draft: Draft): Outcome<Circuit['inputs'], Trouble> {
  const names = draft.inputs.map(({ name }) => name);
  const drivers = names.map((_, at) => {
    const told = facts.filter(({ statement }) => statement.n === at + 1);
    const [value] = told[0]?.statement.values ?? [];
    return told.length === 1 && value?.k === 'name' && names.includes(value.name) ? value.name : null;
  });
  const [first] = facts;
  if (first === undefined || drivers.includes(null) || facts.length !== names.length)
    return fail(
      troubleAt(
        'incomplete',
        'it is not told what every input of the submodules is',
        first?.span ?? draft.facts[0]?.span ?? { start: 0, end: 0, line: 1, lastLine: 1 },
      ),
    );
  return ok(names.map((name, at) => [name, drivers[at] ?? ''] as const));
}

function gateText(gate: SubFact, circuit: Circuit, path: readonly SubFact[]): Outcome<string, Trouble> {
  if (path.includes(gate)) return fail(troubleAt('contradiction', 'the gates form a loop', gate.span));
  const parts: string[] = [];
  for (const value of gate.statement.values.filter((one) => targetOf(one) === null)) {
    const part = sourceText(value, circuit, { gate, path: [...path, gate] });
    if (!part.ok) return part;
    parts.push(part.value);
  }
  const kind = gate.statement.text ?? '';
  const joined = `(${parts.join(` ${kind.replace('~', '')} `)})`;
  circuit.used.add(`gate:${kind}`);
  return ok(kind.startsWith('~') ? `(~${joined})` : joined);
}

function sourceText(
  value: Value,
  circuit: Circuit,
  at: { readonly gate: SubFact; readonly path: readonly SubFact[] },
): Outcome<string, Trouble> {
  const key = value.k === 'op' ? value.op : '';
  const [what = '', name = ''] = key.split(':');
  if (what === 'gate') {
    const gate = circuit.gates.get(key.slice('gate:'.length));
    return gate === undefined
      ? fail(troubleAt('incomplete', 'a gate is named that nothing describes', at.gate.span))
      : gateText(gate, circuit, at.path);
  }
  const of = what === 'inst' ? circuit.functions.get(name) : undefined;
  if (of === undefined) return fail(troubleAt('incomplete', `nothing defines ${name}`, at.gate.span));
  circuit.used.add(key);
  return ok(`(${printExpr(renamed(of, new Map(circuit.inputs)))})`);
}

function renamed(expr: Expr, names: ReadonlyMap<string, string>): Expr {
  if (expr.kind === 'ref') return { ...expr, name: names.get(expr.name) ?? expr.name };
  if (expr.kind === 'unary') return { ...expr, arg: renamed(expr.arg, names) };
  return expr.kind === 'binary'
    ? { ...expr, left: renamed(expr.left, names), right: renamed(expr.right, names) }
    : expr;
}

/** Every instance and gate that is told of is used, and as many as are said to be there. */
function wrongUse(
  { used, gates, functions }: Circuit,
  told: { readonly counts: readonly SubFact[]; readonly inputs: readonly SubFact[] },
  span: Fact['span'],
): Trouble | null {
  const instances = [...used].filter((key) => key.startsWith('inst:'));
  if ([...gates.keys()].some((kind) => !used.has(`gate:${kind}`)))
    return troubleAt('incomplete', 'the output of a gate is not used', span);
  for (const fact of told.counts)
    for (const value of fact.statement.values) {
      const [, name = '', count = ''] = (value.k === 'op' ? value.op : '').split(':');
      const own = instances.filter((key) => key.startsWith(`inst:${name}:`));
      const isInOrder = own.every((key) => Number(key.split(':')[2]) <= Number(count));
      if (own.length !== Number(count) || !isInOrder)
        return troubleAt(
          'contradiction',
          `${count} instances of ${name} are said to be there, ${own.length} are connected`,
          fact.span,
        );
    }
  const miscounted = told.inputs.find(
    ({ statement }) => statement.text !== undefined && Number(statement.text) !== instances.length,
  );
  if (miscounted !== undefined)
    return troubleAt('contradiction', 'so many submodules are not connected', miscounted.span);
  const idle = [...functions.keys()].find((name) => !instances.some((key) => key.startsWith(`inst:${name}:`)));
  return idle === undefined ? null : troubleAt('incomplete', `${idle} is defined but not used`, span);
}
