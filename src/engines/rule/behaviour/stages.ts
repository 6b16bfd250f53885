import { fail, type Outcome, ok } from '../../../contracts/outcome.ts';
import { literalOf, mapValue, num, type Value } from '../../../english/index.ts';
import { type Draft, type Port, type Trouble, troubleAt } from '../facts.ts';
import type { Step } from './steps.ts';
import type { RegisterThing } from './things.ts';

/** A shift register whose stages sentences name. */
interface Staged {
  readonly port: Port;
  /** The bit that a shift fills first, and the one that it fills last. */
  readonly first: number;
  readonly last: number;
}

/**
 * Stages as bits: the first stage is the one that a shift fills, and stage 0 is bit 0. Fails where a stage is named
 * and no single shift register, or no single direction, says which bit that is.
 */
export function withStages(
  steps: readonly Step[],
  draft: Draft,
  things: readonly RegisterThing[],
): Outcome<readonly Step[], Trouble> {
  const named = steps.find((step) => mentionsStage(step));
  if (named === undefined) return ok(steps);
  const staged = stagedOf(steps, draft, things);
  if (staged === null)
    return fail(troubleAt('ambiguous', 'it is not clear which bit of which register this stage is', named.fact.span));
  const moved = steps.map((step): Step | null => resolvedStep(step, staged, { steps, draft }));
  const lost = moved.indexOf(null);
  return lost < 0
    ? ok(moved.filter((step) => step !== null))
    : fail(troubleAt('unsupported', 'the register has no such stage', steps[lost]?.fact.span ?? named.fact.span));
}

const isStage = (value: Value): boolean => value.k === 'op' && value.op.startsWith('stage:');

function mentions(value: Value | null | undefined): boolean {
  let found = false;
  if (value != null)
    mapValue(value, (one) => {
      found ||= isStage(one);
      return one;
    });
  return found;
}

const mentionsStage = ({ action, guard }: Step): boolean =>
  mentions(guard) ||
  (action.a === 'set' && mentions(action.value)) ||
  (action.a === 'shift' && (mentions(action.fill) || mentions(action.at)));

/** The one register that shifts, and its direction; a hidden register without one shifts upwards. */
function stagedOf(steps: readonly Step[], draft: Draft, things: readonly RegisterThing[]): Staged | null {
  const shifting = [
    ...new Set([
      ...steps.filter((step) => step.action.a === 'shift').map((step) => step.target),
      ...things.filter((thing) => thing.action?.a === 'shift').map((thing) => thing.target.name),
    ]),
  ];
  const [name] = shifting;
  const port = draft.ports.find((one) => one.name === name);
  if (shifting.length !== 1 || port?.width == null || port.lsb !== 0) return null;
  const own = things.find((thing) => thing.target.name === name)?.subject.direction ?? null;
  const ways = new Set(
    steps.flatMap(({ target, action }) =>
      target === name && action.a === 'shift' && action.dir !== null ? [action.dir] : [],
    ),
  );
  if (own === 'left' || own === 'right') ways.add(own);
  const isHidden = !draft.outputs.includes(port);
  const [way = isHidden ? 'left' : null, other] = ways;
  if (other !== undefined || way === null) return null;
  const top = port.width - 1;
  return way === 'left' ? { port, first: 0, last: top } : { port, first: top, last: 0 };
}

interface Place {
  readonly steps: readonly Step[];
  readonly draft: Draft;
}

/** The step with bits for stages; null where it names one that is not there. */
function resolvedStep(step: Step, staged: Staged, place: Place): Step | null {
  let isLost = false;
  const change = (value: Value): Value => {
    if (!isStage(value)) return value;
    const at = bitOf(value, staged, { ...place, step });
    if (at === null) isLost = true;
    return at === null ? value : { k: 'index', of: { k: 'name', name: staged.port.name }, at };
  };
  const { action, guard } = step;
  const own = guard === null ? null : mapValue(guard, change);
  if (action.a === 'set') {
    const made: Step = { ...step, guard: own, action: { ...action, value: mapValue(action.value, change) } };
    return isLost ? null : made;
  }
  if (action.a !== 'shift') return isLost ? null : { ...step, guard: own };
  const at = action.at === undefined ? undefined : mapValue(action.at, change);
  const fill = action.fill === null ? null : mapValue(action.fill, change);
  const dir = staged.first === 0 ? 'left' : 'right';
  const made: Step = { ...step, guard: own, action: { ...action, dir, fill, ...(at === undefined ? {} : { at }) } };
  return isLost ? null : made;
}

function bitOf(value: Value, staged: Staged, at: Place & { readonly step: Step }): Value | null {
  if (value.k !== 'op') return null;
  if (value.op === 'stage:first') return num(staged.first);
  return value.op === 'stage:last' ? num(staged.last) : numberedBit(value, staged, at);
}

function numberedBit(
  value: Extract<Value, { readonly k: 'op' }>,
  staged: Staged,
  at: Place & { readonly step: Step },
): Value | null {
  const [, low, high] = value.args;
  const top = (staged.port.width ?? 0) - 1;
  const number = low === undefined ? null : literalOf(low);
  if (value.op === 'stage:ends')
    return number === staged.first && high !== undefined && literalOf(high) === staged.last ? num(number) : null;
  // Numbers of stages go up the way the bits go: from the one that is filled first.
  if (staged.first !== 0 || low === undefined) return null;
  if (number !== null) return number <= top ? low : null;
  return low.k === 'name' && isCovered(low.name, top, at) ? low : null;
}

/** Every value of the selecting signal is a stage, or a sentence about it says what happens otherwise. */
function isCovered(name: string, top: number, { steps, draft, step }: Place & { readonly step: Step }): boolean {
  const width = draft.ports.find((port) => port.name === name)?.width ?? null;
  if (width === null) return false;
  if (2 ** width <= top + 1) return true;
  return steps.some(
    (other) =>
      other !== step &&
      other.target === step.target &&
      other.guard !== null &&
      excludes(other.guard, { name, from: top + 1, to: 2 ** width - 1 }),
  );
}

/** The condition is just that the signal lies beyond the last stage. */
function excludes(guard: Value, span: { readonly name: string; readonly from: number; readonly to: number }): boolean {
  if (guard.k !== 'op') return false;
  const [left, right] = guard.args;
  const isNamed = left?.k === 'name' && left.name === span.name;
  const limit = right === undefined ? null : literalOf(right);
  if (guard.op === '>=' && isNamed) return limit === span.from;
  if (guard.op === '>' && isNamed) return limit === span.from - 1;
  if (guard.op !== '&&' || left?.k !== 'op' || right?.k !== 'op') return false;
  return (
    left.op === '>=' && right.op === '<=' && excludes(left, span) && literalOf(right.args[1] ?? num(-1)) === span.to
  );
}
