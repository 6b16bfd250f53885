import { fail, type Outcome, ok } from '../../../contracts/outcome.ts';
import { op, type Value } from '../../../english/index.ts';
import { assignmentsOf, holds as holdsFor } from '../behaviour/overlap.ts';
import { type Draft, type Fact, type Trouble, troubleAt } from '../facts.ts';
import type { MachineEdge } from '../machine.ts';

/** Most states that durations may unroll to. */
const MAX_PHASES = 256;

/** A machine in which every state that lasts some cycles is a row of states, one for each cycle. */
interface Unrolled {
  readonly edges: readonly MachineEdge[];
  /** The states that stand for each state, in order of time. */
  readonly phases: ReadonlyMap<string, readonly string[]>;
}

/**
 * Durations as states: one that lasts n cycles is entered in its first phase, and only in the last does the timed way
 * lead on. Other ways lead on from every phase.
 */
export function unrolled(
  edges: readonly MachineEdge[],
  states: readonly string[],
  place: Fact,
): Outcome<Unrolled, Trouble> {
  const phases = new Map<string, readonly string[]>();
  let total = 0;
  for (const state of states) {
    const times = new Set(
      edges.flatMap((edge) => (edge.from === state && edge.after !== undefined ? [edge.after] : [])),
    );
    if (times.size > 1) return fail(troubleAt('contradiction', `state ${state} is given two durations`, place.span));
    const [cycles = 1] = times;
    total += cycles;
    if (total > MAX_PHASES)
      return fail(troubleAt('unsupported', 'the durations of the states are too long', place.span));
    phases.set(
      state,
      Array.from({ length: cycles }, (_, at) => (at === 0 ? state : `${state}_${String(at + 1)}`)),
    );
  }
  const names = [...phases.values()].flat();
  if (new Set(names).size !== names.length)
    return fail(troubleAt('unsupported', 'a state has the name that a phase of another would have', place.span));
  return ok({ edges: [...phases].flatMap(([state, row]) => phaseEdges(state, row, edges)), phases });
}

function phaseEdges(state: string, row: readonly string[], edges: readonly MachineEdge[]): readonly MachineEdge[] {
  const own = edges.filter((edge) => edge.from === state);
  if (row.length === 1) return own;
  const leaving = own.filter((edge) => edge.after === undefined && edge.to !== state);
  const timed = own.filter((edge) => edge.after !== undefined);
  const line = timed[0]?.line ?? 0;
  return row.flatMap((name, at): readonly MachineEdge[] => {
    const ways = leaving.map((edge): MachineEdge => ({ ...edge, from: name }));
    const next = row[at + 1];
    if (next === undefined) return [...ways, ...timed.map((edge): MachineEdge => ({ ...edge, from: name }))];
    return [...ways, { from: name, to: next, guard: noneOf(leaving), guardText: '', out: null, line }];
  });
}

/** True where none of the guards is. */
function noneOf(edges: readonly MachineEdge[]): Value | null {
  const guards = edges.map((edge): Value => (edge.guard === null ? op('u!', op('u!', FALSE)) : op('u!', edge.guard)));
  return guards.length === 0 ? null : guards.reduce((left, right) => op('&&', left, right));
}

const FALSE: Value = { k: 'num', value: '0', width: 1 };

/** The first state that no edge leads to from the start; null where there is none. */
export function unreached(edges: readonly MachineEdge[], start: string): string | null {
  const found = [start];
  for (const state of found)
    for (const edge of edges) if (edge.from === state && !found.includes(edge.to)) found.push(edge.to);
  return edges.find((edge) => !found.includes(edge.from))?.from ?? null;
}

/** Edges with those by which a state keeps itself where none of its ways is taken, and the states that got one. */
export function withHolds(
  edges: readonly MachineEdge[],
  draft: Draft,
): { readonly edges: readonly MachineEdge[]; readonly held: readonly string[] } {
  const held: string[] = [];
  const holds = [...new Set(edges.map((edge) => edge.from))].flatMap((state): readonly MachineEdge[] => {
    const own = edges.filter((edge) => edge.from === state);
    const guards = own.flatMap((edge) => (edge.guard === null ? [] : [edge.guard]));
    // "It stays while x is 1" is about leaving when x is 0: that it stays then as well nobody means.
    if (guards.length < own.length || own.some((edge) => edge.to === state)) return [];
    const cases = assignmentsOf(guards, draft, new Map());
    const isOpen = cases?.some((values) => guards.every((guard) => holdsFor(guard, values, draft) === false)) === true;
    if (!isOpen) return [];
    held.push(state);
    return [{ from: state, to: state, guard: noneOf(own), guardText: '', out: null, line: own[0]?.line ?? 0 }];
  });
  return { edges: [...edges, ...holds], held };
}
