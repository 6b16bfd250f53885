import type { Outcome } from '../../../contracts/outcome.ts';
import { fail, ok } from '../../../contracts/outcome.ts';
import type { PlanNode } from '../../../contracts/plan.ts';
import { literalOf, type Statement, type Value } from '../../../english/index.ts';
import { express } from '../express.ts';
import type { DoFact, Draft, Fact, OpenWork, Pattern, Piece, PlanAssumption, Port, Trouble } from '../facts.ts';
import { factsOf, NO_PIECE, troubleAt } from '../facts.ts';
import { isUnspeakable, nounOfPorts } from '../speech.ts';
import { choices, isChosenFrom } from './described.ts';

/** Multiplexers: the choices a text lists, carried on over "etc.", or the usual order where it lists none. */
export const mux: Pattern = {
  id: 'mux',
  hint: 'say which select value chooses which input: "sel=0 chooses a, sel=1 chooses b, etc."',
  reason: 'the listed choices fix the order; a series is carried on only where it steps by one',
  plan: (draft, open) => {
    const [fact] = factsOf(open.facts, 'build').filter((one) => one.statement.thing.head === 'mux');
    return fact === undefined ? ok(null) : planMux(fact, { draft, open });
  },
};

interface Place {
  readonly draft: Draft;
  readonly open: OpenWork;
}

type BuildFact = Fact & { readonly statement: Extract<Statement, { readonly s: 'build' }> };

function planMux(fact: BuildFact, { draft, open }: Place): Outcome<Piece | null, Trouble> {
  const { features } = fact.statement.thing;
  const odd = features.find(
    (feature) =>
      !['width', 'ways', 'inputs', 'operands'].includes(feature.f) &&
      !(feature.f === 'adj' && feature.word === 'combinational') &&
      !(feature.f === 'count' && feature.n === 1),
  );
  if (odd !== undefined)
    return fail(troubleAt('unsupported', `"${odd.word ?? odd.f}" is not understood of a multiplexer`, fact.span));
  const ways = features.find((feature) => feature.f === 'ways');
  if (ways !== undefined && ways.m !== 1)
    return fail(troubleAt('unsupported', 'a multiplexer has one output', fact.span));
  const width = features.find((feature) => feature.f === 'width')?.n ?? null;
  const behaviours = factsOf(open.facts, 'do');
  const hasSeries = factsOf(open.facts, 'fact').some((one) => one.statement.fact === 'etc');
  if (behaviours.length > 0 && !hasSeries) return ok(checkedByBehaviour(fact, { draft, open }));
  const [output] = open.outputs;
  if (output === undefined || open.outputs.length !== 1 || (width !== null && output.width !== width))
    return fail(troubleAt('ambiguous', 'it is not clear which output the multiplexer drives', fact.span));
  const count = ways?.n ?? features.find((feature) => feature.f === 'inputs')?.n ?? null;
  return planChoices({ fact, draft, open, output, count, behaviours });
}

/** Sentences say what is chosen when; the phrase itself must only fit the ports. */
function checkedByBehaviour(fact: BuildFact, { draft }: Place): Piece | null {
  const { features } = fact.statement.thing;
  const operands = features.find((feature) => feature.f === 'operands')?.values ?? [];
  const isKnown = operands.every(
    (value) => value.k === 'name' && draft.inputs.some((port) => port.name === value.name),
  );
  const count = features.find(({ f }) => f === 'ways' || f === 'inputs')?.n ?? null;
  const width = features.find(({ f }) => f === 'width')?.n ?? null;
  const isSized =
    (count === null || choices(draft) === count || isChosenFrom(count, draft)) &&
    (width === null || draft.outputs.some((port) => port.width === width));
  return isKnown && isSized ? { ...NO_PIECE, claims: [fact] } : null;
}

interface Job extends Place {
  readonly fact: BuildFact;
  readonly output: Port;
  readonly count: number | null;
  readonly behaviours: readonly DoFact[];
}

interface Choice {
  readonly code: number;
  readonly value: Value;
}

function planChoices(job: Job): Outcome<Piece | null, Trouble> {
  const { draft, fact, output } = job;
  const listed = listedChoices(job.behaviours);
  const select = selectOf(job, listed?.select ?? null);
  if (select === null || select.width === null)
    return fail(troubleAt('ambiguous', 'it is not clear which input selects', fact.span));
  const data = draft.inputs.filter((port) => port !== select);
  const packed = factsOf(job.open.facts, 'fact').filter((one) => one.statement.fact === 'packed');
  const isPacked = packed.length > 0 || (data.length === 1 && output.width !== data[0]?.width);
  const choices = isPacked ? packedChoices(data, output, job.count) : portChoices(data, output, job.count);
  if (typeof choices === 'string') return fail(troubleAt('incomplete', choices, fact.span));
  const wrong = (listed?.choices ?? []).find((choice) => !sameChoice(choice, choices, draft));
  if (wrong !== undefined)
    return fail(
      troubleAt(
        'unsupported',
        'the listed choices do not follow the order of the inputs',
        job.behaviours[0]?.span ?? fact.span,
      ),
    );
  const rest = restOf(job, select, choices.length);
  if (!rest.ok) return rest;
  return ok(muxPiece({ ...job, select, choices, rest: rest.value, packed }));
}

/** Choices written as guards `sel == n`; null where another kind of guard appears (it is then the rest). */
function listedChoices(
  facts: readonly DoFact[],
): { readonly select: string; readonly choices: readonly Choice[] } | null {
  const choices: Choice[] = [];
  let select: string | null = null;
  for (const branch of facts.flatMap((fact) => fact.statement.branches)) {
    const { guard, actions } = branch;
    const [action] = actions;
    if (guard?.k !== 'op' || guard.op !== '==' || action?.a !== 'set' || actions.length !== 1) continue;
    const [left, right] = guard.args;
    const code = right === undefined ? null : literalOf(right);
    if (left?.k !== 'name' || code === null) continue;
    select ??= left.name;
    if (select === left.name) choices.push({ code, value: action.value });
  }
  return select === null ? null : { select, choices };
}

function selectOf(job: Job, named: string | null): Port | null {
  const { draft } = job;
  if (named !== null) return draft.inputs.find((port) => port.name === named) ?? null;
  const byName = draft.inputs.filter((port) =>
    /^(?:s|sel\w*|select|control|ctrl|choice|mux_?sel\w*)$/i.test(port.name),
  );
  return byName.length === 1 ? (byName[0] ?? null) : null;
}

function portChoices(data: readonly Port[], output: Port, count: number | null): readonly string[] | string {
  if (data.some((port) => port.width !== output.width))
    return 'the inputs of the multiplexer are not as wide as its output';
  return count !== null && count !== data.length
    ? `the text says ${String(count)} inputs, the module has ${String(data.length)}`
    : data.map((port) => port.name);
}

function packedChoices(data: readonly Port[], output: Port, count: number | null): readonly string[] | string {
  const [vector] = data;
  const size = output.width ?? 0;
  if (vector?.width == null || data.length !== 1 || vector.lsb !== 0 || vector.width % size !== 0)
    return 'the packed input does not hold whole choices';
  const total = vector.width / size;
  if (count !== null && count !== total)
    return `the text says ${String(count)} inputs, the vector holds ${String(total)}`;
  return Array.from({ length: total }, (_, index) =>
    size === 1
      ? `${vector.name}[${String(index)}]`
      : `${vector.name}[${String(size * index + size - 1)}:${String(size * index)}]`,
  );
}

function sameChoice(choice: Choice, choices: readonly string[], draft: Draft): boolean {
  const found = express(choice.value, { draft, noun: nounOfPorts(draft) });
  return !isUnspeakable(found) && found.text === choices[choice.code];
}

interface Rest {
  readonly value: string | null;
  readonly facts: readonly Fact[];
}

/** What happens for codes beyond the choices: a stated value, or nothing needed. */
function restOf(job: Job, select: Port, size: number): Outcome<Rest, Trouble> {
  const codes = 2 ** (select.width ?? 1);
  if (codes < size)
    return fail(troubleAt('incomplete', 'the select input is too narrow for the choices', job.fact.span));
  if (codes === size) return ok({ value: null, facts: [] });
  const others = job.behaviours.filter((fact) =>
    fact.statement.branches.some(
      (branch) => branch.guard === null || !(branch.guard.k === 'op' && branch.guard.op === '=='),
    ),
  );
  const [other] = others;
  const branch = other?.statement.branches[0];
  const action = branch?.actions[0];
  if (other === undefined || branch === undefined || action?.a !== 'set')
    return fail(
      troubleAt(
        'incomplete',
        `the text does not say what select values ${String(size)} to ${String(codes - 1)} choose`,
        job.fact.span,
      ),
    );
  if (branch.guard !== null && !isRange(branch.guard, { select: select.name, low: size, high: codes - 1 }))
    return fail(troubleAt('unsupported', 'the values named here are not those the choices leave over', other.span));
  const value = express(action.value, { draft: job.draft, noun: nounOfPorts(job.draft) }, job.output.width);
  return isUnspeakable(value)
    ? fail(troubleAt('unsupported', value.why, other.span))
    : ok({ value: value.text, facts: [other] });
}

function isRange(
  guard: Value,
  range: { readonly select: string; readonly low: number; readonly high: number },
): boolean {
  if (guard.k !== 'op' || guard.op !== '&&') return false;
  const bounds = guard.args.map((arg) =>
    arg.k === 'op' && arg.args[0]?.k === 'name' && arg.args[0].name === range.select && arg.args[1] !== undefined
      ? { op: arg.op, value: literalOf(arg.args[1]) }
      : null,
  );
  return (
    bounds[0]?.op === '>=' && bounds[0].value === range.low && bounds[1]?.op === '<=' && bounds[1].value === range.high
  );
}

interface Finished extends Job {
  readonly select: Port;
  readonly choices: readonly string[];
  readonly rest: Rest;
  readonly packed: readonly Fact[];
}

function muxPiece(job: Finished): Piece {
  const { select, choices, output, rest, fact } = job;
  const src = { start: fact.span.start, end: fact.span.end, rule: 'mux' };
  const data = job.draft.inputs.filter((port) => port !== select);
  const node: PlanNode = {
    kind: 'assign',
    lhs: output.name,
    rhs: muxExpression(choices, { select, rest: rest.value, data, size: output.width ?? 1 }),
    src,
  };
  const series = factsOf(job.open.facts, 'fact').filter((one) => one.statement.fact === 'etc');
  const isAssumed = job.behaviours.length === 0;
  const assumptions: PlanAssumption[] = isAssumed
    ? [
        {
          text: `${select.name} = 0 chooses ${choices[0] ?? ''}, and so on in the order of the inputs`,
          rule: 'mux.order',
          severity: 'convention',
        },
      ]
    : [];
  return {
    ...NO_PIECE,
    nodes: [node],
    claims: [fact, ...job.behaviours, ...series, ...job.packed, ...rest.facts],
    reads: job.draft.inputs.map((port) => port.name),
    drives: [output.name],
    assumptions,
  };
}

interface Shape {
  readonly select: Port;
  readonly rest: string | null;
  readonly data: readonly Port[];
  readonly size: number;
}

/** A packed power-of-two choice is an indexed part; others are a chain of comparisons. */
function muxExpression(choices: readonly string[], { select, rest, data, size }: Shape): string {
  const [vector] = data;
  if (data.length === 1 && vector !== undefined && rest === null)
    return size === 1
      ? `${vector.name}[${select.name}]`
      : `${vector.name}[${select.name} * ${String(size)} +: ${String(size)}]`;
  const width = select.width ?? 1;
  const arms = choices.map((choice, code) => ({
    choice,
    when: `(${select.name} == ${String(width)}'d${String(code)})`,
  }));
  const last = rest ?? choices.at(-1) ?? '';
  return (rest === null ? arms.slice(0, -1) : arms).reduceRight(
    (tail, arm) => `(${arm.when} ? ${arm.choice} : ${tail})`,
    last,
  );
}
