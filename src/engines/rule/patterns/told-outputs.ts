import { fail, type Outcome, ok } from '../../../contracts/outcome.ts';
import type { PlanFsm } from '../../../contracts/plan.ts';
import { literalOf, num, op, type Statement, type Value } from '../../../english/index.ts';
import { assignmentsOf, holds } from '../behaviour/overlap.ts';
import { express } from '../express.ts';
import { type Draft, type Fact, type OpenWork, type Port, type Trouble, troubleAt } from '../facts.ts';
import type { MachineEdge } from '../machine.ts';
import { isUnspeakable, nounOfPorts } from '../speech.ts';
import { nameOf, readsOf } from './machine-body.ts';

/** A sentence that gives outputs values in states. */
export type OutputFact = Fact & { readonly statement: Extract<Statement, { readonly s: 'outputs' }> };

/** States and edges of a machine whose outputs sentences give. */
interface Frame {
  readonly draft: Draft;
  readonly open: OpenWork;
  readonly states: readonly string[];
  readonly edges: readonly MachineEdge[];
}

interface Body extends Pick<PlanFsm, 'states' | 'trans' | 'style'> {
  readonly outputs: readonly string[];
  readonly reads: readonly string[];
}

/** One value of an output: in which states, and under which condition on the inputs. */
interface Told {
  readonly states: readonly string[];
  readonly guard: Value | null;
  readonly value: Value;
  readonly only: boolean;
  readonly otherwise: Value | null;
  /** Said of every state in which no other sentence gives the output a value. */
  readonly rest: boolean;
  readonly fact: OutputFact;
}

/** A plain value, or one under a condition on the inputs and another elsewhere. */
interface InState {
  readonly guard: Value | null;
  readonly value: string;
  readonly other: string;
}

/** What an output is in every state. */
interface Course {
  readonly port: Port;
  readonly byState: ReadonlyMap<string, InState>;
}

/** The body of a machine from its edges and from what sentences say of the outputs in its states. */
export function toldBody(frame: Frame, facts: readonly OutputFact[]): Outcome<Body, Trouble> {
  const ports = frame.open.outputs.filter((port) => saidOf(port, facts, frame).length > 0);
  const courses: Course[] = [];
  for (const port of ports) {
    const course = courseOf(port, saidOf(port, facts, frame), frame);
    if (!course.ok) return course;
    courses.push(course.value);
  }
  const strange = facts.find((fact) =>
    fact.statement.actions.some(
      (action) => !isAll(action.target) && !ports.some((port) => port.name === targetOf(action.target, frame)),
    ),
  );
  if (strange !== undefined)
    return fail(troubleAt('unsupported', 'this gives a value to what is no output of the machine', strange.span));
  const moore = courses.filter((course) => [...course.byState.values()].every((one) => one.guard === null));
  const mealy = courses.filter((course) => !moore.includes(course));
  const states = frame.states.map((state) => ({
    name: nameOf(state),
    ...(moore.length === 0 ? {} : { out: outputsIn(state, moore) }),
  }));
  const trans = transitions(frame, mealy);
  if (!trans.ok) return trans;
  const style = mealy.length === 0 ? 'moore' : moore.length === 0 ? 'mealy' : 'mixed';
  return ok({
    states,
    trans: trans.value,
    style,
    outputs: ports.map((port) => port.name),
    reads: mealy.flatMap((course) =>
      [...course.byState.values()].flatMap((one) => (one.guard === null ? [] : readsOf(one.guard))),
    ),
  });
}

const outputsIn = (state: string, courses: readonly Course[]): Record<string, string> =>
  Object.fromEntries(courses.map((course) => [course.port.name, course.byState.get(state)?.value ?? '']));

function targetOf(target: Value | null, { draft }: Frame): string | null {
  if (target?.k === 'name') return target.name;
  return target?.k === 'noun' || target === null ? nounOfPorts(draft)(target?.noun ?? 'output') : null;
}

/** `outputs` without names: all of them. */
const isAll = (target: Value | null): boolean => target?.k === 'noun' && target.noun === 'outputs';

function saidOf(port: Port, facts: readonly OutputFact[], frame: Frame): readonly Told[] {
  return facts.flatMap((fact) =>
    fact.statement.actions.flatMap((action): readonly Told[] => {
      const isMine = isAll(action.target) || targetOf(action.target, frame) === port.name;
      if (action.a !== 'set' || !isMine) return [];
      const { rest, second, ...said } = fact.statement;
      const first: Told = { ...said, value: action.value, rest: rest === true, fact };
      return second === undefined ? [first] : [first, { ...first, states: second.states, value: second.value }];
    }),
  );
}

function courseOf(port: Port, told: readonly Told[], frame: Frame): Outcome<Course, Trouble> {
  const [first] = told;
  if (first === undefined || port.width === null)
    return fail(troubleAt('unsupported', `the width of ${port.name} is not known`, port.port.span));
  const strange = told.find(
    (one) => (one.states.length === 0 && !one.rest) || one.states.some((state) => !frame.states.includes(state)),
  );
  if (strange !== undefined)
    return fail(troubleAt('incomplete', 'this is said of no state of the machine', strange.fact.span));
  const clash = told.find((one) => one.only && told.some((two) => isElsewhere(one, two, { port, frame })));
  if (clash !== undefined)
    return fail(
      troubleAt('contradiction', `another sentence gives ${port.name} this value elsewhere`, clash.fact.span),
    );
  const other = elsewhere(port, told);
  const byState = new Map<string, InState>();
  for (const state of frame.states) {
    const here = told.filter((one) => one.states.includes(state));
    const found = valueIn(port, here, other, frame);
    if ('why' in found)
      return fail(troubleAt(found.reason, `${found.why} in state ${state}`, (here[0] ?? first).fact.span));
    byState.set(state, found);
  }
  return ok({ port, byState });
}

/** One sentence gives a value in some states only, another gives it in a further state. */
function isElsewhere(one: Told, two: Told, { port, frame }: { readonly port: Port; readonly frame: Frame }): boolean {
  const isFurther = two.rest || two.states.some((state) => !one.states.includes(state));
  return isFurther && textOf(two.value, port, frame) === textOf(one.value, port, frame);
}

/** The value where nothing is said: stated, or 0 for a bit that is only ever said to be 1; null where it is open. */
function elsewhere(port: Port, told: readonly Told[]): Value | null {
  const stated = told.flatMap((one) => [
    ...(one.otherwise === null ? [] : [one.otherwise]),
    ...(one.rest ? [one.value] : []),
  ]);
  const [first] = stated;
  if (first !== undefined) return stated.every((one) => JSON.stringify(one) === JSON.stringify(first)) ? first : null;
  const isFlag = port.width === 1 && told.every((one) => literalOf(one.value) === 1);
  if (isFlag) return num(0);
  const isInverse = port.width === 1 && told.every((one) => one.only && literalOf(one.value) === 0);
  return isInverse ? num(1) : null;
}

const textOf = (value: Value, port: Port, { draft }: Frame): string | null => {
  const found = express(value, { draft, noun: nounOfPorts(draft) }, port.width);
  return isUnspeakable(found) || found.width !== port.width ? null : found.text;
};

type Here = InState | { readonly why: string; readonly reason: Trouble['reason'] };

function valueIn(port: Port, here: readonly Told[], other: Value | null, frame: Frame): Here {
  const rest = other === null ? null : textOf(other, port, frame);
  const values = new Set(here.map((one) => textOf(one.value, port, frame)));
  const [first] = here;
  if (first === undefined)
    return rest === null
      ? { why: `the text does not say what ${port.name} is`, reason: 'incomplete' }
      : { guard: null, value: rest, other: rest };
  const [text] = values;
  if (text === null || text === undefined)
    return { why: `the value of ${port.name} is not a constant that fits`, reason: 'unsupported' };
  if (values.size > 1) return { why: `${port.name} is given two values`, reason: 'contradiction' };
  if (here.some((one) => one.guard === null))
    return here.every((one) => one.guard === null)
      ? { guard: null, value: text, other: text }
      : { why: `${port.name} is given with and without a condition`, reason: 'contradiction' };
  if (rest === null) return { why: `the text does not say what ${port.name} is otherwise`, reason: 'incomplete' };
  const guard = here
    .flatMap((one) => (one.guard === null ? [] : [one.guard]))
    .reduce((left, right) => op('||', left, right));
  return { guard, value: text, other: rest };
}

/** Edges, each cut in two for every output whose value depends on the inputs. */
function transitions(frame: Frame, mealy: readonly Course[]): Outcome<PlanFsm['trans'], Trouble> {
  const context = { draft: frame.draft, noun: nounOfPorts(frame.draft) };
  const found: PlanFsm['trans'] = [];
  for (const edge of frame.edges) {
    for (const { guard: value, out } of partsOf(edge, mealy).filter((one) => canHold(one.guard, frame.draft))) {
      const guard = value === null ? { text: null } : express(value, context);
      if ('why' in guard) return fail({ reason: 'unsupported', detail: guard.why, places: [] });
      const ends = { from: nameOf(edge.from), to: nameOf(edge.to), ...(mealy.length === 0 ? {} : { out }) };
      found.push(guard.text === null ? ends : { ...ends, guard: guard.text });
    }
  }
  return ok(found);
}

function partsOf(edge: MachineEdge, mealy: readonly Course[]): readonly Part[] {
  let parts: readonly Part[] = [{ guard: edge.guard, out: {} }];
  for (const { port, byState } of mealy) {
    const here = byState.get(edge.from);
    if (here !== undefined) parts = parts.flatMap((part) => cut(part, { ...here, name: port.name }));
  }
  return parts;
}

interface Part {
  readonly guard: Value | null;
  readonly out: Record<string, string>;
}

function cut(part: Part, here: InState & { readonly name: string }): readonly Part[] {
  const and = (value: Value): Value => (part.guard === null ? value : op('&&', part.guard, value));
  if (here.guard === null) return [{ ...part, out: { ...part.out, [here.name]: here.value } }];
  return [
    { guard: and(here.guard), out: { ...part.out, [here.name]: here.value } },
    { guard: and(op('u!', here.guard)), out: { ...part.out, [here.name]: here.other } },
  ];
}

/** Whether some input makes a guard true; where that cannot be tried, it may. */
function canHold(guard: Value | null, draft: Draft): boolean {
  if (guard === null) return true;
  const cases = assignmentsOf([guard], draft, new Map());
  return cases === null || cases.some((values) => holds(guard, values, draft) !== false);
}
