import { fail, type Outcome, ok } from '../../../contracts/outcome.ts';
import type { PlanNode } from '../../../contracts/plan.ts';
import { clockingFacts, MAIN_DOMAIN, resetLiteral, statedReset } from '../domain.ts';
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

/** Detectors of transitions on every bit of a vector. */
export const bitEdges: Pattern = {
  id: 'bit-edges',
  hint: 'say for each bit which change is detected, and that the output bit is set the cycle after, or stays 1 until reset',
  reason:
    'a change is seen against the value sampled at the edge before, and shown by a register at the edge that sees it',
  plan: (draft, open) => {
    const [watched, second] = of(open, 'bits-watched');
    if (watched === undefined) return ok(null);
    if (second !== undefined) return fail(troubleAt('ambiguous', 'two changes are watched for', second.span));
    return planDetector(watched, draft, open);
  },
};

type Told = ReturnType<typeof of>[number];

const of = (open: OpenWork, name: string) => factsOf(open.facts, 'fact').filter((fact) => fact.statement.fact === name);

interface Places {
  readonly input: Port;
  readonly output: Port;
}

/** The one vector that is watched and the one output as wide; null where the text or the ports leave that open. */
function placesOf(watched: Told, acts: readonly Told[], draft: Draft): Places | null {
  const special = [draft.clock?.name, draft.reset?.signal];
  const inputs = draft.inputs.filter((port) => !special.includes(port.name));
  const [input, more] = inputs;
  const [output, another] = draft.outputs;
  if (input === undefined || output === undefined || more !== undefined || another !== undefined) return null;
  const isNamed = (fact: Told, port: Port): boolean =>
    fact.statement.values.every((value) => value.k === 'name' && value.name === port.name);
  const fits =
    input.width !== null &&
    input.width === output.width &&
    input.lsb === output.lsb &&
    input.msb === output.msb &&
    (watched.statement.n === undefined || watched.statement.n === input.width);
  return fits && isNamed(watched, input) && acts.every((act) => isNamed(act, output)) ? { input, output } : null;
}

function planDetector(watched: Told, draft: Draft, open: OpenWork): Outcome<Piece | null, Trouble> {
  const [pulses, stickies] = [of(open, 'bits-pulse'), of(open, 'bits-sticky')];
  const acts = [...pulses, ...stickies];
  const [act, other] = acts;
  if (act === undefined)
    return fail(troubleAt('incomplete', 'the text does not say when the output bits are set', watched.span));
  const kind = watched.statement.text ?? '';
  const strange = pulses.find(({ statement }) => statement.text !== kind && statement.text !== 'same');
  if (strange !== undefined || other !== undefined)
    return fail(
      troubleAt('contradiction', 'the sentences do not speak of the same change', (strange ?? other ?? act).span),
    );
  const places = placesOf(watched, acts, draft);
  if (places === null || draft.clock === null)
    return fail(
      troubleAt('ambiguous', 'it is not clear which vector is watched and which output shows it', watched.span),
    );
  const isSticky = stickies.length > 0;
  const trouble = resetTrouble(isSticky, draft, act);
  return trouble === null ? ok(pieceOf({ watched, act, kind, isSticky, ...places }, draft)) : fail(trouble);
}

/** A bit that is held until reset needs one; of a pulse nothing here says what a reset does to it. */
function resetTrouble(isSticky: boolean, draft: Draft, act: Fact): Trouble | null {
  const stated = draft.reset === null ? null : statedReset(draft);
  const isOther =
    stated === undefined || stated?.state != null || (stated?.value != null && resetLiteral(stated.value, null) !== 0);
  if (isOther) return troubleAt('unsupported', 'the bits are not reset to zero', act.span);
  if (isSticky === (draft.reset !== null)) return null;
  return isSticky
    ? troubleAt('incomplete', 'bits that are held until reset need a reset', act.span)
    : troubleAt('incomplete', 'the text does not say what reset does to what is remembered', act.span);
}

const CHANGES: Readonly<Record<string, (now: string, then: string) => string>> = {
  rise: (now, then) => `(${now} & ~${then})`,
  fall: (now, then) => `(~${now} & ${then})`,
  any: (now, then) => `(${now} ^ ${then})`,
};

interface Detector extends Places {
  readonly watched: Fact;
  readonly act: Fact;
  readonly kind: string;
  readonly isSticky: boolean;
}

function pieceOf({ watched, act, kind, isSticky, input, output }: Detector, draft: Draft): Piece | null {
  const before = `${input.name}_before`;
  const change = CHANGES[kind]?.(input.name, before);
  if (change === undefined || input.width === null || draft.ports.some((port) => port.name === before)) return null;
  const src = { start: watched.span.start, end: watched.span.end, rule: 'bit-edges' };
  const base = { kind: 'reg' as const, type: { width: input.width }, domain: MAIN_DOMAIN, src };
  const hasReset = draft.reset !== null;
  const nodes: readonly PlanNode[] = [
    { ...base, name: before, ...(hasReset ? { reset: null } : {}), next: input.name },
    {
      ...base,
      name: output.name,
      ...(hasReset ? { reset: 0 } : {}),
      next: isSticky ? `(${output.name} | ${change})` : change,
    },
  ];
  return {
    ...NO_PIECE,
    nodes,
    claims: [watched, act, ...clockingFacts(draft)],
    reads: [input.name],
    drives: [output.name],
    clocked: true,
  };
}
