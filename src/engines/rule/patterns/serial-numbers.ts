import type { Outcome } from '../../../contracts/outcome.ts';
import { fail, ok } from '../../../contracts/outcome.ts';
import type { PlanFsm } from '../../../contracts/plan.ts';
import type { Statement } from '../../../english/index.ts';
import { dataBits } from '../data-inputs.ts';
import { clockingFacts, MAIN_DOMAIN, statedReset } from '../domain.ts';
import type { Draft, Fact, OpenWork, Pattern, Piece, Port, Trouble } from '../facts.ts';
import { factsOf, NO_PIECE, troubleAt } from '../facts.ts';

type PlainFact = Fact & { readonly statement: Extract<Statement, { readonly s: 'fact' }> };

/** Arithmetic on numbers that come bit by bit. */
export const serialNumbers: Pattern = {
  id: 'serial-numbers',
  hint: 'say what is computed, which bit comes first, on which input, and whether the output is Mealy or Moore',
  reason: 'one state for each carry or remainder; a Moore output is the result bit of the clock edge before',
  plan: (draft, open) => {
    const facts = factsOf(open.facts, 'fact').filter(({ statement }) => statement.fact.startsWith('serial-'));
    const [first] = facts.filter(({ statement }) => ['serial-unit', 'serial-result'].includes(statement.fact));
    return first === undefined ? ok(null) : planSerial({ draft, open, facts, first });
  },
};

interface Work {
  readonly draft: Draft;
  readonly open: OpenWork;
  readonly facts: readonly PlainFact[];
  readonly first: PlainFact;
}

/** What one clock cycle does: the state after it and the result bit, from the state and the input bits. */
interface Unit {
  readonly states: number;
  readonly inputs: number;
  /** Which bit must come first; null where it does not matter. */
  readonly first: 'lsb' | 'msb' | null;
  readonly step: (state: number, bits: readonly number[]) => readonly [state: number, out: number];
  /** The output as a property of the state; absent where it is a result bit. */
  readonly level?: (state: number) => number;
}

/** Largest divisor that is counted in states. */
const MAX_DIVISOR = 64;

function unitOf(name: string, n: number | undefined): Unit | null {
  const sum = (state: number, bits: readonly number[]): number => bits.reduce((total, bit) => total + bit, state);
  if (name === 'complement')
    return { states: 2, inputs: 1, first: 'lsb', step: (seen, [bit = 0]) => [seen | bit, seen ^ bit] };
  if (name === 'add')
    return { states: 2, inputs: 2, first: 'lsb', step: (carry, bits) => [sum(carry, bits) >> 1, sum(carry, bits) & 1] };
  if (name === 'odd' || name === 'even')
    return {
      states: 2,
      inputs: 1,
      first: null,
      step: (state, [bit = 0]) => [state ^ bit, 0],
      level: (state) => (name === 'odd' ? state : 1 - state),
    };
  return name === 'divisible' && n !== undefined && n > 1 && n <= MAX_DIVISOR
    ? {
        states: n,
        inputs: 1,
        first: 'msb',
        step: (rest, [bit = 0]) => [(2 * rest + bit) % n, 0],
        level: (rest) => (rest === 0 ? 1 : 0),
      }
    : null;
}

function planSerial(work: Work): Outcome<Piece, Trouble> {
  const { draft, facts, first } = work;
  const found = unitTold(work);
  if (found === null) return fail(troubleAt('contradiction', 'the text names two computations', first.span));
  const unit = unitOf(found.name, found.n);
  if (unit === null) return fail(troubleAt('unsupported', 'this is not computed bit by bit here', first.span));
  const orders = new Set(valuesOf(facts, 'serial-order').map(({ statement }) => statement.text));
  if (orders.size > 1 || (unit.first !== null && !orders.has(unit.first)))
    return fail(
      troubleAt('incomplete', `the text does not say that the ${String(unit.first)} comes first`, first.span),
    );
  const kind = kindOf(work, unit);
  if (!kind.ok) return kind;
  const ends = endsOf(work, unit);
  if (!ends.ok) return ends;
  const start = statedReset(draft);
  if (draft.reset === null || start === undefined || (start !== null && (start.state !== '*' || start.value !== null)))
    return fail(troubleAt('unsupported', 'where the machine starts is not understood', first.span));
  const astray = valuesOf(facts, 'serial-frame').find(({ statement }) =>
    statement.values.some((value) => value.k !== 'name' || value.name !== draft.reset?.signal),
  );
  if (astray !== undefined) return fail(troubleAt('unsupported', 'this is no reset', astray.span));
  if (valuesOf(facts, 'serial-zero').length > 0 && found.name !== 'divisible')
    return fail(troubleAt('unsupported', 'a first number without a meaning here', first.span));
  return ok({
    ...NO_PIECE,
    nodes: [machineOf(unit, { ...ends.value, kind: kind.value, first })],
    claims: [
      ...facts,
      ...factsOf(work.open.facts, 'fact').filter((one) => one.statement.fact === 'stream'),
      ...clockingFacts(draft),
    ],
    reads: ends.value.inputs,
    drives: [ends.value.output],
    clocked: true,
  });
}

const valuesOf = (facts: readonly PlainFact[], name: string): readonly PlainFact[] =>
  facts.filter(({ statement }) => statement.fact === name);

const told = (facts: readonly PlainFact[]): readonly PlainFact[] =>
  facts.filter(({ statement }) => ['serial-unit', 'serial-result'].includes(statement.fact));

/** The one computation that all sentences name. */
function unitTold({ facts }: Work): { readonly name: string; readonly n: number | undefined } | null {
  const names = new Set(told(facts).map(({ statement }) => (statement.text ?? '').split('/')[0] ?? ''));
  const numbers = new Set(told(facts).flatMap(({ statement }) => (statement.n === undefined ? [] : [statement.n])));
  const [name] = names;
  const [n] = numbers;
  return name === undefined || names.size > 1 || numbers.size > 1 ? null : { name, n };
}

/** Moore or Mealy by word or by cycle; what is said of all bits so far is a property of the state. */
function kindOf({ draft, facts, first }: Work, unit: Unit): Outcome<'mealy' | 'moore', Trouble> {
  const claimed = factsOf(draft.facts, 'part').flatMap((fact) =>
    fact.statement.claims.flatMap((claim) => (claim.f === 'machine' ? [claim.word ?? ''] : [])),
  );
  const said = [...claimed, ...told(facts).map(({ statement }) => (statement.text ?? '').split('/')[1] ?? '')];
  const kinds = new Set(said.filter((word) => word === 'moore' || word === 'mealy'));
  const [kind] = kinds;
  if (kinds.size > 1 || (unit.level !== undefined && kind === 'mealy'))
    return fail(troubleAt('contradiction', 'the kind of machine and its output do not agree', first.span));
  return kind === 'moore' || kind === 'mealy'
    ? ok(kind)
    : fail(troubleAt('ambiguous', 'the text does not say whether the present bit counts at once', first.span));
}

interface Ends {
  readonly inputs: readonly string[];
  readonly output: string;
}

function endsOf({ draft, open, facts, first }: Work, unit: Unit): Outcome<Ends, Trouble> {
  const bits = dataBits(draft);
  const [output] = open.outputs;
  const named = facts
    .filter(({ statement }) => ['serial-order', 'serial-result'].includes(statement.fact))
    .flatMap(({ statement }) => statement.values);
  const known = (ports: readonly (Port | undefined)[]): readonly string[] => ports.flatMap((port) => port?.name ?? []);
  const names = new Set([...known(bits), ...known([output])]);
  const isPlain =
    draft.clock !== null &&
    bits.length === unit.inputs &&
    draft.inputs.length === bits.length + (draft.reset === null ? 1 : 2) &&
    open.outputs.length === 1 &&
    output?.width === 1 &&
    named.every((value) => value.k === 'name' && names.has(value.name));
  return isPlain && output !== undefined
    ? ok({ inputs: known(bits), output: output.name })
    : fail(
        troubleAt(
          'ambiguous',
          'a serial computation needs a clock, a reset, its serial inputs and one output',
          first.span,
        ),
      );
}

interface Build extends Ends {
  readonly kind: 'mealy' | 'moore';
  readonly first: Fact;
}

/** States are those of the unit; a Moore output of result bits needs the last one beside it. */
function machineOf(unit: Unit, { inputs, output, kind, first }: Build): PlanFsm {
  const keepsBit = kind === 'moore' && unit.level === undefined;
  const start: State = { state: 0, out: 0 };
  const states = reachable(unit, start, keepsBit);
  const nameOf = ({ state, out }: State): string => `S${String(state)}${keepsBit ? `_${String(out)}` : ''}`;
  const isHigh = ({ state, out }: State): boolean => (unit.level === undefined ? out : unit.level(state)) === 1;
  const level = (isOne: boolean): Record<string, string> => ({ [output]: isOne ? "1'b1" : "1'b0" });
  return {
    kind: 'fsm',
    name: 'state',
    style: kind,
    realise: { domain: MAIN_DOMAIN, reset_state: nameOf(start) },
    encoding: { scheme: 'free' },
    states: states.map((one) => ({ name: nameOf(one), ...(kind === 'moore' ? { out: level(isHigh(one)) } : {}) })),
    trans: states.flatMap((one) =>
      assignments(inputs.length).map((bits) => {
        const [state, out] = unit.step(one.state, bits);
        return {
          from: nameOf(one),
          to: nameOf({ state, out: keepsBit ? out : 0 }),
          guard: bits.map((bit, at) => (bit === 1 ? (inputs[at] ?? '') : `~${inputs[at] ?? ''}`)).join(' & '),
          ...(kind === 'mealy' ? { out: level(out === 1) } : {}),
        };
      }),
    ),
    src: { start: first.span.start, end: first.span.end, rule: 'serial-numbers' },
  };
}

interface State {
  readonly state: number;
  readonly out: number;
}

const assignments = (count: number): readonly (readonly number[])[] =>
  Array.from({ length: 2 ** count }, (_, code) => Array.from({ length: count }, (_bit, at) => (code >> at) & 1));

function reachable(unit: Unit, start: State, keepsBit: boolean): readonly State[] {
  const found: State[] = [start];
  for (const one of found)
    for (const bits of assignments(unit.inputs)) {
      const [state, out] = unit.step(one.state, bits);
      const next: State = { state, out: keepsBit ? out : 0 };
      if (!found.some((other) => other.state === next.state && other.out === next.out)) found.push(next);
    }
  return found;
}
