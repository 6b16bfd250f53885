import { fail, type Outcome, ok } from '../../../contracts/outcome.ts';
import { type MachineBranch, op, type Statement, type Value } from '../../../english/index.ts';
import { type Fact, type Trouble, troubleAt } from '../facts.ts';
import type { MachineEdge } from '../machine.ts';

type EdgeFact = Fact & { readonly statement: Extract<Statement, { readonly s: 'edges' }> };

/** Edges of one state under way: what was said, and the branches that the next `otherwise` goes on from. */
interface Way {
  readonly edges: MachineEdge[];
  open: readonly Value[];
  /** A branch without a condition: nothing can follow it. */
  isClosed: boolean;
}

/**
 * Edges of a machine from sentences about its states. Branches of one sentence are if / else if / else of each other;
 * "in all other cases" adds what no sentence about a state covers.
 */
export function toldEdges(
  facts: readonly EdgeFact[],
  states: readonly string[],
): Outcome<readonly MachineEdge[], Trouble> {
  const ways = new Map<string, Way>();
  let last: readonly string[] = [];
  for (const fact of facts.filter((one) => one.statement.scope !== 'rest')) {
    const from = fact.statement.scope === 'chain' ? last : placesOf(fact, states);
    const steps = stepsOf(fact);
    for (const branch of steps) addStep(ways, branch, fact);
    if (steps.length > 0) continue;
    if (from.length === 0)
      return fail(troubleAt('ambiguous', 'it is not clear which state this leads on from', fact.span));
    for (const state of from) {
      const trouble = addSentence(ways, state, fact);
      if (trouble !== null) return fail(trouble);
    }
    last = from;
  }
  for (const fact of facts.filter((one) => one.statement.scope === 'rest')) addRest(ways, states, fact);
  return ok([...ways.values()].flatMap((way) => way.edges));
}

function addSentence(ways: Map<string, Way>, state: string, fact: EdgeFact): Trouble | null {
  const way = ways.get(state) ?? { edges: [], open: [], isClosed: false };
  ways.set(state, way);
  const isChain = fact.statement.scope === 'chain';
  if (isChain && (way.isClosed || way.open.length === 0))
    return troubleAt('contradiction', 'an otherwise that follows no condition', fact.span);
  if (!isChain) way.open = [];
  for (const branch of fact.statement.branches) addBranch(way, branch, { state, fact });
  return null;
}

/** The steps of a chain of states: each branch says which state it leaves. */
const stepsOf = ({ statement }: EdgeFact): readonly MachineBranch[] =>
  statement.branches.filter((branch) => branch.from !== undefined);

/** One step of a chain of states: a sentence of its own about the state that the step leaves. */
function addStep(ways: Map<string, Way>, branch: MachineBranch, fact: EdgeFact): void {
  const state = branch.from ?? '';
  const way = ways.get(state) ?? { edges: [], open: [], isClosed: false };
  ways.set(state, way);
  way.open = [];
  addBranch(way, branch, { state, fact });
}

/** The states a sentence is about: those it names, or the one its list entry is about. */
function placesOf(fact: EdgeFact, states: readonly string[]): readonly string[] {
  if (fact.statement.from.length > 0) return fact.statement.from;
  return fact.about !== null && states.includes(fact.about) ? [fact.about] : [];
}

const not = (value: Value): Value => op('u!', value);
const all = (values: readonly Value[]): Value | null =>
  values.length === 0 ? null : values.reduce((left, right) => op('&&', left, right));

interface Place {
  readonly state: string;
  readonly fact: EdgeFact;
}

function addBranch(way: Way, branch: MachineBranch, { state, fact }: Place): void {
  const before = branch.apart === true ? [] : way.open.map((value) => not(value));
  const guard = all([...before, ...(branch.guard === null ? [] : [branch.guard])]);
  way.edges.push(edgeOf(branch, guard, { state, fact }));
  if (branch.guard === null) way.isClosed = true;
  else {
    way.open = [...way.open, branch.guard];
    way.isClosed = false;
  }
}

const edgeOf = (branch: MachineBranch, guard: Value | null, { state, fact }: Place): MachineEdge => ({
  from: state,
  to: branch.to === '' ? state : branch.to,
  guard,
  guardText: '',
  out: null,
  line: fact.span.line,
  ...(branch.after === undefined ? {} : { after: branch.after }),
});

/** What no sentence covers; a state that none speaks of has only this. */
function addRest(ways: Map<string, Way>, states: readonly string[], fact: EdgeFact): void {
  for (const state of new Set([
    ...ways.keys(),
    ...[...ways.values()].flatMap((way) => way.edges.map((edge) => edge.to)),
  ])) {
    if (!states.includes(state)) continue;
    const way = ways.get(state) ?? { edges: [], open: [], isClosed: false };
    ways.set(state, way);
    if (way.edges.some((edge) => edge.guard === null)) continue;
    const guards = way.edges.flatMap((edge) => (edge.guard === null ? [] : [not(edge.guard)]));
    for (const branch of fact.statement.branches.length > 0 ? fact.statement.branches : [{ guard: null, to: '' }])
      way.edges.push(edgeOf(branch, all(guards), { state, fact }));
  }
}
