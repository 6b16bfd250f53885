import type { Outcome } from '../../contracts/outcome.ts';
import { fail, ok } from '../../contracts/outcome.ts';
import type { DesignPlan } from '../../contracts/plan.ts';
import type { FormalPart } from '../../contracts/spec-parts.ts';
import { namesOf } from '../../english/index.ts';
import { levelAgainstUse } from './active-levels.ts';
import { roleAgainstUse } from './beside-roles.ts';
import { claimHolds, hasMachine } from './claims.ts';
import { mainDomain } from './domain.ts';
import type { Draft, Fact, OpenWork, Piece, PlanAssumption, Trouble } from './facts.ts';
import { factsOf, NO_PIECE, troubleAt } from './facts.ts';
import { signalName } from './internals.ts';
import { PATTERNS } from './patterns/index.ts';
import { purposeHolds } from './purpose.ts';
import { remarkHolds } from './remarks.ts';
import { isTried, refutedClaim } from './trial/index.ts';

/** A finished composition: what the patterns made together. */
export interface Composition {
  readonly piece: Piece;
  readonly assumptions: readonly PlanAssumption[];
}

/** Runs every pattern over the draft until none has anything to add, then judges whether all was accounted for. */
export function compose(draft: Draft): Outcome<Composition, Trouble> {
  let whole: Piece = NO_PIECE;
  for (const pattern of PATTERNS) {
    for (let round = 0; round < 32; round += 1) {
      const made = pattern.plan(draft, openWork(draft, whole));
      if (!made.ok) return made;
      if (made.value === null || isEmpty(made.value)) break;
      whole = joined(whole, made.value);
    }
  }
  const trouble = unaccounted(draft, whole);
  return trouble === null
    ? ok({
        piece: whole,
        assumptions: [
          ...draft.assumptions.filter(() => whole.clocked),
          ...whole.assumptions,
          ...unusedClock(draft, whole),
        ],
      })
    : fail(trouble);
}

const isEmpty = (piece: Piece): boolean =>
  piece.nodes.length === 0 && piece.claims.length === 0 && piece.parts.length === 0;

function openWork(draft: Draft, done: Piece): OpenWork {
  return {
    facts: draft.facts.filter((fact) => !done.claims.includes(fact)),
    parts: draft.parts.filter((part) => !done.parts.includes(part)),
    outputs: draft.outputs.filter((port) => !done.drives.includes(port.name)),
  };
}

function joined(left: Piece, right: Piece): Piece {
  return {
    nodes: [...left.nodes, ...right.nodes],
    claims: [...left.claims, ...right.claims],
    parts: [...left.parts, ...right.parts],
    reads: [...left.reads, ...right.reads],
    drives: [...left.drives, ...right.drives],
    assumptions: [...left.assumptions, ...right.assumptions],
    clocked: left.clocked || right.clocked,
  };
}

/** The first thing of the text or the interface that nothing accounted for. */
function unaccounted(draft: Draft, whole: Piece): Trouble | null {
  return (
    unclaimedFact(draft, whole) ??
    unclaimedPart(draft, whole) ??
    undriven(draft, whole) ??
    unread(draft, whole) ??
    openReset(draft, whole) ??
    resetOfWire(draft, whole) ??
    levelAgainstUse(draft) ??
    roleAgainstUse(draft) ??
    edgeOfNothing(draft, whole) ??
    untrue(draft, whole)
  );
}

function unclaimedFact(draft: Draft, whole: Piece): Trouble | null {
  for (const fact of draft.facts) {
    if (whole.claims.includes(fact) || fact.statement.s === 'context' || isTried(fact)) continue;
    if (isFraming(fact, draft, whole)) continue;
    return troubleAt('unsupported', 'this was read, but nothing in the design accounts for it', fact.span);
  }
  return null;
}

/** Examples and restatements are tried on the finished circuit. */
function untrue(draft: Draft, whole: Piece): Trouble | null {
  const tried = draft.facts.filter((fact) => isTried(fact) && !whole.claims.includes(fact));
  if (tried.length === 0) return null;
  const wrong = refutedClaim(tried, draft, planOf(draft, { piece: whole, assumptions: [] }));
  return wrong === null
    ? null
    : troubleAt(
        'contradiction',
        'this is not true of what the other sentences describe, or could not be tried',
        wrong.span,
      );
}

/** A sentence that points at formal content is accounted for where what it points at was used and its claims hold. */
function isFraming(fact: Fact, draft: Draft, whole: Piece): boolean {
  const { statement } = fact;
  // "All sequential logic is triggered on the positive edge" is true of a circuit without any; another edge is not said idly.
  if (statement.s === 'clock') return (statement.clock === null && statement.edge === 'pos') || draft.clock !== null;
  // Kind and polarity alone: merged with all else that is said of the reset, and refused there if they disagree.
  if (statement.s === 'reset' && statement.reset.value === null && statement.reset.state === null)
    return whole.clocked && draft.reset !== null;
  if (statement.s === 'fact') return remarkHolds({ fact, statement }, draft, whole);
  if (statement.s === 'purpose') return purposeHolds(statement, draft, whole);
  if (statement.s !== 'part') return false;
  return (
    statement.nouns.every((noun) => isShown(noun, [...whole.parts, ...draft.examples, ...draft.properties])) &&
    (!statement.nouns.includes('machine') || mayBeMachine(whole)) &&
    statement.claims.every((claim) => claimHolds(claim, draft, whole))
  );
}

/** Something with states, or the logic of one from its diagram, its table or its trace. */
const mayBeMachine = (whole: Piece): boolean =>
  whole.clocked || hasMachine(whole) || whole.parts.some(({ kind }) => kind === 'truth-table' || kind === 'waveform');

const SHOWN: Readonly<Record<string, readonly FormalPart['kind'][]>> = {
  'truth-table': ['truth-table'],
  karnaugh: ['karnaugh'],
  table: ['state-table', 'truth-table', 'table', 'register-map', 'waveform'],
  diagram: ['state-diagram'],
  'flip-flop': ['truth-table'],
  terms: ['term-list'],
  shown: ['truth-table', 'karnaugh', 'state-table', 'state-diagram', 'waveform'],
  waveform: ['waveform'],
  property: ['code'],
};

function isShown(noun: string, parts: readonly FormalPart[]): boolean {
  const kinds = SHOWN[noun];
  return kinds === undefined
    ? noun !== 'output-logic' && noun !== 'next-state-logic'
    : parts.some((part) => kinds.includes(part.kind));
}

/**
 * A reset of which nothing says whether it waits for the clock: only where the text says that all registers, or the
 * process, are triggered by the clock's edge is it synchronous. Both kinds are common, so there is no default.
 */
function openReset(draft: Draft, whole: Piece): Trouble | null {
  // A trace shows by itself whether the reset waits for the clock.
  if (whole.parts.some(({ kind }) => kind === 'waveform')) return null;
  const isAssumed = draft.assumptions.some(({ rule }) => rule === 'reset.kind-by-convention');
  const port = draft.ports.find(({ name }) => name === draft.reset?.signal);
  if (!whole.clocked || !isAssumed || draft.reset?.kind !== 'sync' || draft.clockFacts.length > 0 || port === undefined)
    return null;
  const detail = `the text does not say whether the reset ${port.name} is synchronous or asynchronous`;
  return troubleAt('incomplete', detail, draft.resetFacts[0]?.span ?? port.port.span);
}

/** A reset that is said to set a signal which is no register: what holds then follows from the others, or the text errs. */
function resetOfWire(draft: Draft, whole: Piece): Trouble | null {
  const wires = new Set(
    whole.nodes.flatMap((node) => (node.kind === 'assign' ? [/^\w+/.exec(node.lhs)?.[0] ?? ''] : [])),
  );
  const registers = new Set(whole.nodes.flatMap((node) => (node.kind === 'reg' ? [node.name] : [])));
  for (const fact of factsOf(draft.facts, 'reset')) {
    const { target, value } = fact.statement.reset;
    const isAll = /every-output|"noun":"outputs?"/.test(JSON.stringify(target));
    const names =
      target === null || value === null ? [] : isAll ? draft.outputs.map((port) => port.name) : namesOf(target);
    const name = names.find((one) => wires.has(one));
    if (name !== undefined && !registers.has(name))
      return troubleAt('ambiguous', `${name} is said to be set by the reset, and is no register`, fact.span);
  }
  return null;
}

/** Something that is said to happen at an edge of a clock, in a circuit that has none. */
function edgeOfNothing(draft: Draft, whole: Piece): Trouble | null {
  const timed = factsOf(draft.facts, 'do').find(({ statement }) => statement.edge !== null);
  return timed === undefined || whole.clocked || draft.clock !== null
    ? null
    : troubleAt('contradiction', 'this happens at a clock edge, and the circuit has no clock', timed.span);
}

function unclaimedPart(draft: Draft, whole: Piece): Trouble | null {
  const left = draft.parts.find((part) => !whole.parts.includes(part));
  return left === undefined
    ? null
    : troubleAt('unsupported', `nothing accounts for this ${left.kind.replaceAll('-', ' ')}`, left.span);
}

function undriven(draft: Draft, whole: Piece): Trouble | null {
  const [firstLost] = draft.outputs.filter((port) => !whole.drives.includes(port.name));
  if (firstLost !== undefined)
    return troubleAt('incomplete', `the text does not say what output ${firstLost.name} is`, firstLost.port.span);
  const idle = draft.internals.find(
    (one) => !whole.drives.includes(signalName(one)) || !whole.reads.includes(signalName(one)),
  );
  if (idle !== undefined)
    return troubleAt('incomplete', `the text does not say what ${idle.name} does and what it is for`, idle.span);
  const twice = whole.drives.find((name, index) => whole.drives.indexOf(name) !== index);
  const port = draft.ports.find((one) => one.name === twice);
  return port === undefined ? null : troubleAt('contradiction', `${port.name} is described twice`, port.port.span);
}

function unread(draft: Draft, whole: Piece): Trouble | null {
  const used = new Set([
    ...whole.reads,
    ...(whole.clocked ? [draft.clock?.name, draft.reset?.signal] : [draft.clock?.name]),
  ]);
  const idle = new Set(
    factsOf(draft.facts, 'fact').flatMap(({ statement }) =>
      ['unused', 'independent'].includes(statement.fact) ? statement.values.flatMap((value) => namesOf(value)) : [],
    ),
  );
  const lost = draft.inputs.find((port) => !used.has(port.name) && !idle.has(port.name));
  return lost === undefined
    ? null
    : troubleAt('incomplete', `nothing in what was read uses input ${lost.name}`, lost.port.span);
}

function unusedClock(draft: Draft, whole: Piece): readonly PlanAssumption[] {
  return whole.clocked || draft.clock === null
    ? []
    : [
        {
          text: `${draft.clock.name} is not used: what the text describes has no registers`,
          rule: 'clock.unused',
          severity: 'inference',
        },
      ];
}

/** The plan of a composition. */
export function planOf(draft: Draft, done: Composition): DesignPlan {
  const domain = done.piece.clocked ? mainDomain(draft) : null;
  const { spec } = draft;
  return {
    ir: 'veriloom/plan@1',
    top: spec.top,
    modules: [
      {
        name: spec.top,
        ...(spec.params.length === 0
          ? {}
          : { params: spec.params.map((param) => ({ name: param.name, default: param.value })) }),
        ports: draft.ports.slice(0, spec.ports.length).map(({ port }) => ({
          name: port.name,
          dir: port.direction,
          type: {
            width: port.width,
            ...(port.signed ? { signed: true } : {}),
            ...(port.range === null
              ? {}
              : { range: [port.range[0], port.range[1]] as [string | number, string | number] }),
          },
        })),
        ...(domain === null ? {} : { domains: [domain] }),
        body: [...done.piece.nodes],
      },
    ],
    assumptions: [...specAssumptions(spec), ...done.assumptions],
  };
}

function specAssumptions(spec: Draft['spec']): readonly PlanAssumption[] {
  return spec.assumptions.map((one) => ({
    text: one.text,
    rule: one.rule,
    severity: one.severity,
    ...(one.span === null ? {} : { src: { start: one.span.start, end: one.span.end } }),
  }));
}
