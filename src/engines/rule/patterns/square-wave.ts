import { fail, type Outcome, ok } from '../../../contracts/outcome.ts';
import type { PlanNode } from '../../../contracts/plan.ts';
import { literalOf, type Statement } from '../../../english/index.ts';
import { clockingFacts, MAIN_DOMAIN } from '../domain.ts';
import {
  type Draft,
  type Fact,
  factsOf,
  NO_PIECE,
  type OpenWork,
  type Pattern,
  type Piece,
  type Port,
  type Trouble,
  troubleAt,
} from '../facts.ts';

/** Longest period that is built. */
const MAX_PERIOD = 1 << 24;

type Told = Fact & { readonly statement: Extract<Statement, { readonly s: 'fact' }> };

/** Clocks divided by a number: an output with two phases, counted from reset. */
export const squareWave: Pattern = {
  id: 'square-wave',
  hint: 'say for how many clock cycles the output is 0 and 1, and that reset sets it to 0 and starts the count anew',
  reason: 'every number that the text gives must be that of the two phases',
  plan: (draft, open) => {
    const told = factsOf(open.facts, 'fact').filter(({ statement }) => statement.fact.startsWith('wave-'));
    const [first] = told;
    if (first === undefined || told.every(({ statement }) => statement.fact === 'wave-anew')) return ok(null);
    const divides = factsOf(open.facts, 'fact').filter(({ statement }) => statement.fact === 'divides');
    return planWave([...told, ...divides], draft, open);
  },
};

interface Wave {
  /** Cycles at 0 and at 1. */
  readonly cycles: readonly [number, number];
  /** Level after reset. */
  readonly start: 0 | 1;
}

const numbers = (told: readonly Told[], name: string, text?: string): readonly number[] =>
  told.flatMap(({ statement }) =>
    statement.fact === name && (text === undefined || statement.text === text) ? [statement.n ?? 0] : [],
  );

/** The only value of a list; null where it is empty or has several. */
function sole(values: readonly number[]): number | null {
  const [first] = values;
  return first !== undefined && values.every((value) => value === first) ? first : null;
}

/** The two phases that the text gives; null where it leaves one open. */
function waveOf(told: readonly Told[], start: 0 | 1): Wave | null {
  const halves = numbers(told, 'wave-toggle');
  const periods = [...numbers(told, 'wave-period'), ...numbers(told, 'divides')];
  const even = isEven(told) ? periods.map((period) => period / 2) : [];
  const phase = (level: 0 | 1): readonly number[] => [
    ...numbers(told, 'wave-phase', String(level)),
    ...(level === start ? numbers(told, 'wave-first', String(level)) : []),
    ...halves,
    ...even,
  ];
  const [low, high] = [sole(phase(0)), sole(phase(1))];
  const period = sole(periods);
  const zero = low ?? (period !== null && high !== null ? period - high : null);
  const one = high ?? (period !== null && low !== null ? period - low : null);
  return zero === null || one === null ? null : { cycles: [zero, one], start };
}

const isEven = (told: readonly Told[]): boolean =>
  told.some(
    ({ statement }) =>
      (statement.fact === 'wave-duty' && statement.n === 50) ||
      (statement.fact === 'divides' && statement.text === '50'),
  );

/** Whether a sentence is true of the wave. */
function isTrue({ statement }: Told, { cycles, start }: Wave): boolean {
  const [low, high] = cycles;
  const level = statement.text === '1' ? 1 : 0;
  switch (statement.fact) {
    case 'wave-period':
      return statement.n === low + high;
    case 'divides':
      return statement.n === low + high && (statement.text === undefined || isShare(Number(statement.text), cycles));
    case 'wave-duty':
      return isShare(statement.n ?? 0, cycles);
    case 'wave-phase':
      return statement.n === cycles[level];
    case 'wave-first':
      return level === start && statement.n === cycles[level];
    case 'wave-until':
      return statement.n === (level === start ? cycles[level] : low + high);
    case 'wave-toggle':
      return low === high && statement.n === low;
    default:
      return statement.fact === 'wave-anew';
  }
}

const isShare = (percent: number, [low, high]: readonly [number, number]): boolean =>
  high * 100 === percent * (low + high);

/** The one output that the sentences are about. */
function outputOf(told: readonly Told[], open: OpenWork): Port | null {
  const names = new Set(
    told.flatMap(({ statement, about }) => [
      ...statement.values.flatMap((value) => (value.k === 'name' ? [value.name] : [])),
      ...(statement.values.length === 0 && about !== null && statement.fact !== 'wave-anew' ? [about] : []),
    ]),
  );
  const bits = open.outputs.filter((port) => port.width === 1);
  const found = names.size === 0 ? bits : bits.filter(({ name }) => names.has(name));
  const [only, more] = found;
  return only !== undefined && more === undefined && names.size < 2 ? only : null;
}

function planWave(told: readonly Told[], draft: Draft, open: OpenWork): Outcome<Piece | null, Trouble> {
  const [place] = told;
  const output = outputOf(told, open);
  if (place === undefined || output === null || draft.clock === null) return ok(null);
  const start = startOf(draft, output);
  const isCounted = told.some(({ statement }) => ['wave-anew', 'wave-first'].includes(statement.fact));
  if (draft.reset === null || start === null || !isCounted)
    return fail(troubleAt('incomplete', 'the text does not say how the periods begin after reset', place.span));
  const wave = waveOf(told, start);
  const wrong = wave === null ? place : told.find((fact) => !isTrue(fact, wave));
  const isFine = wave?.cycles.every((count) => Number.isInteger(count) && count > 0 && count < MAX_PERIOD);
  if (wave === null || wrong !== undefined || !isFine)
    return fail(
      troubleAt(
        wave === null ? 'incomplete' : 'contradiction',
        'the numbers of this do not give the two phases of a wave',
        (wrong ?? place).span,
      ),
    );
  const stored = open.facts.filter(
    ({ statement }) =>
      statement.s === 'fact' &&
      statement.fact === 'storage' &&
      statement.text === 'register' &&
      statement.values.every((value) => value.k === 'name' && value.name === output.name),
  );
  const nodes = nodesOf(wave, output, { draft, place });
  return ok(
    nodes === null
      ? null
      : {
          ...NO_PIECE,
          nodes,
          claims: [...told, ...stored, ...clockingFacts(draft)],
          drives: [output.name],
          reads: [],
          clocked: true,
        },
  );
}

/** The level that reset sets the output to; null where that is not told, or is told of something else. */
function startOf(draft: Draft, output: Port): 0 | 1 | null {
  const resets = factsOf(draft.facts, 'reset').map(({ statement }) => statement.reset);
  const told = resets.filter(({ value }) => value !== null);
  const isOwn = told.every(
    ({ target }) =>
      target === null ||
      (target.k === 'name' && target.name === output.name) ||
      (target.k === 'noun' && target.noun === 'it'),
  );
  const values = new Set(
    told.map(({ value }) => (value === null ? null : value.k === 'fill' ? value.bit : literalOf(value))),
  );
  const [only] = values;
  return isOwn && values.size === 1 && (only === 0 || only === 1) ? only : null;
}

/** A counter of the cycles of a phase, and the output that changes at the last of them. */
function nodesOf(
  { cycles, start }: Wave,
  output: Port,
  { draft, place }: { readonly draft: Draft; readonly place: Fact },
): readonly PlanNode[] | null {
  const count = `${output.name}_count`;
  if (draft.ports.some(({ name }) => name === count)) return null;
  const src = { start: place.span.start, end: place.span.end, rule: 'square-wave' };
  const base = { kind: 'reg' as const, domain: MAIN_DOMAIN, src };
  const [low, high] = cycles;
  const width = Math.max(1, (Math.max(low, high) - 1).toString(2).length);
  const literal = (value: number): string => `${String(width)}'d${String(value)}`;
  const last = low === high ? literal(low - 1) : `(${output.name} ? ${literal(high - 1)} : ${literal(low - 1)})`;
  const flip: PlanNode = {
    ...base,
    name: output.name,
    type: { width: 1 },
    reset: start,
    next: [{ when: `(${count} == ${last})`, to: `~${output.name}` }],
  };
  if (low === 1 && high === 1) return [{ ...flip, next: `~${output.name}` }];
  return [
    {
      ...base,
      name: count,
      type: { width },
      reset: 0,
      next: `((${count} == ${last}) ? ${literal(0)} : (${count} + ${literal(1)}))`,
    },
    flip,
  ];
}
