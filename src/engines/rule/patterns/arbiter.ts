import { fail, type Outcome, ok } from '../../../contracts/outcome.ts';
import type { PlanNode } from '../../../contracts/plan.ts';
import type { FormalPart, TruthTablePart } from '../../../contracts/spec-parts.ts';
import { soleAction, type Value } from '../../../english/index.ts';
import { clockingFacts, MAIN_DOMAIN } from '../domain.ts';
import { isNoun, type NamedFact } from '../events.ts';
import {
  type Draft,
  type Fact,
  factsOf,
  NO_PIECE,
  type Pattern,
  type Piece,
  type Port,
  type Trouble,
  troubleAt,
} from '../facts.ts';

/** Several requests and one grant, by fixed priority or in turn. */
export const arbiter: Pattern = {
  id: 'arbiter',
  hint: 'say which request has the highest priority, that the one with the highest priority is granted, and how the priority moves',
  reason: 'who goes first, and what a grant does to it, must be said; an acknowledge or a registered grant is refused',
  plan: (draft, open) => {
    const facts = arbiterFacts(draft);
    const built = factsOf(draft.facts, 'build').filter(({ statement }) => statement.thing.head === 'arbiter');
    const grants = facts.filter(({ statement }) => statement.fact === 'arbiter-grant');
    if (grants.length === 0 || !facts.some((fact) => open.facts.includes(fact))) return ok(null);
    const shape = shapeOf(draft, grants);
    if (!shape.ok) return shape;
    return planned({ draft, facts, titles: built, ...shape.value });
  },
};

const arbiterFacts = (draft: Draft): readonly NamedFact[] =>
  factsOf(draft.facts, 'fact').filter(({ statement }) => statement.fact.startsWith('arbiter-'));

interface Shape {
  readonly request: Port;
  readonly grant: Port;
  readonly count: number;
}

interface Told extends Shape {
  readonly draft: Draft;
  readonly facts: readonly NamedFact[];
  readonly titles: readonly (Fact & { readonly statement: Extract<Fact['statement'], { readonly s: 'build' }> })[];
}

/** Whether the lowest or the highest number goes first, and whether that moves on behind each grant. */
interface Policy {
  readonly end: 'low' | 'high';
  readonly turns: boolean;
}

const NOWHERE = { start: 0, end: 0, line: 1, lastLine: 1 };

const named = (value: Value | undefined): string | null => (value?.k === 'name' ? value.name : null);

/** The vector of requests and that of grants: those that the sentences name, else the only ones of one width. */
function shapeOf(draft: Draft, grants: readonly NamedFact[]): Outcome<Shape, Trouble> {
  const [place] = grants;
  if (place === undefined) return fail(troubleAt('incomplete', 'no grant', draft.spec.ports[0]?.span ?? NOWHERE));
  const special = [draft.clock?.name, draft.reset?.signal];
  const pick = (at: number, ports: readonly Port[]): Port | null => {
    const names = new Set(grants.flatMap(({ statement }) => named(statement.values[at]) ?? []));
    const pool =
      names.size === 0 ? ports.filter((port) => (port.width ?? 0) > 1) : ports.filter((port) => names.has(port.name));
    return pool.length === 1 && names.size < 2 ? (pool[0] ?? null) : null;
  };
  const inputs = draft.inputs.filter((port) => !special.includes(port.name));
  const [request, grant] = [pick(0, inputs), pick(1, draft.outputs)];
  const width = request?.width ?? null;
  const isPlain = [request, grant].every((port) => port?.lsb === 0 && (port.msb ?? -1) >= 0);
  const isNamed = [0, 1].every((at) => grants.some(({ statement }) => named(statement.values[at]) !== null));
  if (
    request === null ||
    grant === null ||
    width === null ||
    grant.width !== width ||
    width < 2 ||
    !isPlain ||
    !isNamed
  )
    return fail(
      troubleAt('incomplete', 'it is not clear which vector holds the requests and which the grants', place.span),
    );
  return ok({ request, grant, count: width });
}

function planned(told: Told): Outcome<Piece | null, Trouble> {
  const found = policyOf(told);
  if (!found.ok) return found;
  const { value: policy } = found;
  const trouble = oddSentence(told, policy) ?? openStart(told, policy) ?? besideArbiter(told);
  if (trouble !== null) return fail(trouble);
  const table = exampleTable(told, policy);
  const [first] = told.facts;
  if (table === undefined && first !== undefined)
    return fail(troubleAt('contradiction', 'a row of the table is not so by the sentences', first.span));
  const { draft, request, grant } = told;
  const pointers = policy.turns ? [pointerName(told)] : [];
  return ok({
    ...NO_PIECE,
    nodes: nodesOf(told, policy),
    claims: [...told.facts, ...told.titles, ...idle(told), ...(policy.turns ? clockingFacts(draft) : [])],
    parts: table == null ? [] : [table],
    reads: [request.name, ...pointers],
    drives: [grant.name, ...pointers],
    clocked: policy.turns,
  });
}

/** Anything else that happens, and descriptions that call the two vectors something else. */
function besideArbiter(told: Told): Trouble | null {
  const { draft, request, grant } = told;
  const known = new Set<Fact>(idle(told));
  const other = factsOf(draft.facts, 'do').find((fact) => !known.has(fact));
  if (other !== undefined)
    return troubleAt('unsupported', 'something else happens here than an arbiter does', other.span);
  const [asks, gives] = [request.port.description, grant.port.description];
  const isOddRequest = asks !== '' && (!/request/i.test(asks) || NOT_VECTORS.test(asks) || /grant/i.test(asks));
  const isOddGrant = gives !== '' && (!/grant/i.test(gives) || NOT_VECTORS.test(gives));
  const owner = /(\w+)\[i\]/.exec(asks)?.[1] ?? request.name;
  const odd = isOddRequest || owner !== request.name ? request : isOddGrant ? grant : null;
  return odd === null ? null : troubleAt('contradiction', `${odd.name} is called something else here`, odd.port.span);
}

const NOT_VECTORS = /\b(?:number|index|binary|cold|last|count|register(?:ed)?|previous|priorit\w*|low)\b/i;

/** A sentence that is not true of the arbiter that the others describe. */
function oddSentence(told: Told, policy: Policy): Trouble | null {
  const odd =
    told.facts.find((fact) => JUDGES[fact.statement.fact]?.(fact, { ...told, policy }) === false) ??
    told.titles.find((one) => !fits(one, told, policy));
  if (odd === undefined) return null;
  return troubleAt('contradiction', 'this is not so by what the other sentences say of the arbiter', odd.span);
}

/** Turns begin somewhere, and their pointer is a register of the right size. */
function openStart(told: Told, { turns }: Policy): Trouble | null {
  const { draft } = told;
  const [first] = told.facts;
  if (!turns || first === undefined) return null;
  if (draft.clock === null || !startsAtZero(told))
    return troubleAt('incomplete', 'the text does not say who has the highest priority after reset', first.span);
  const pointer = draft.ports.find(({ name }) => name === pointerName(told));
  const isOdd = pointer?.direction === 'input' || (pointer?.width ?? pointerBits(told)) !== pointerBits(told);
  return isOdd
    ? troubleAt('contradiction', 'the pointer is an input, or too wide or narrow for the requests', first.span)
    : null;
}

function policyOf({ facts, titles, count }: Told): Outcome<Policy, Trouble> {
  const says = (name: string): boolean => facts.some(({ statement }) => statement.fact === name);
  const [top, lowest] = facts.flatMap(({ statement }) => (statement.fact === 'arbiter-top' ? statement.values : []));
  const isWhole = lowest !== undefined || says('arbiter-falls') || says('arbiter-rises') || says('arbiter-lower');
  const isHigh = says('arbiter-rises') || (top?.k === 'num' && top.value === String(count - 1));
  const isLow = says('arbiter-falls') || says('arbiter-lower') || (top?.k === 'num' && top.value === '0');
  const isPointed = says('arbiter-pointer') && says('arbiter-moves') && says('arbiter-falls');
  const turns = isPointed || says('arbiter-after-last');
  const isTurning = titles.some((one) => one.statement.thing.features.some(({ word }) => word === 'round-robin'));
  const why =
    openPolicy({ isHigh, isLow, turns, isTurning }) ??
    (turns || isWhole ? null : 'the text does not order the other requests');
  const [place] = facts;
  if (why !== null && place !== undefined) return fail(troubleAt('ambiguous', why, place.span));
  return ok({ end: isHigh ? 'high' : 'low', turns });
}

/** What is open or contradictory in what is said of who goes first; null where nothing is. */
function openPolicy(told: Readonly<Record<'isHigh' | 'isLow' | 'turns' | 'isTurning', boolean>>): string | null {
  if (told.isHigh && told.isLow) return 'both ends are said to go first';
  if (told.turns) return told.isHigh ? 'only turns in rising order are built' : null;
  if (told.isTurning) return 'the text does not say how the priority moves on behind a grant';
  return told.isHigh || told.isLow ? null : 'the text does not say which request goes first';
}

interface Judged extends Told {
  readonly policy: Policy;
}

const num = (value: Value | undefined): number | null => (value?.k === 'num' ? Number(value.value) : null);

/** What each kind of sentence asks of the arbiter that is built; a kind that is not here asks nothing. */
const JUDGES: Readonly<Record<string, (fact: NamedFact, told: Judged) => boolean>> = {
  'arbiter-falls': ({ statement: { n } }, { policy, count }) =>
    policy.end === 'low' && (n === undefined || (policy.turns && n === count - 1)),
  'arbiter-lower': (_fact, { policy }) => policy.end === 'low' && !policy.turns,
  'arbiter-rises': (_fact, { policy }) => policy.end === 'high',
  'arbiter-top': ({ statement }, { policy, count }) => {
    const [first, second] = statement.values.map(num);
    const top = policy.end === 'low' ? 0 : count - 1;
    return !policy.turns && first === top && (second === undefined || second === count - 1 - top);
  },
  'arbiter-first': ({ statement }, { policy }) => policy.turns && num(statement.values[0]) === 0,
  'arbiter-moves': ({ statement: { n } }, { policy, count }) =>
    policy.turns && (n === count || (n === undefined && (count & (count - 1)) === 0)),
  'arbiter-pointer': ({ statement: { n } }, { policy, count }) =>
    policy.turns && (n === undefined || n === (count - 1).toString(2).length),
  'arbiter-stays': (_fact, { policy }) => policy.turns,
  'arbiter-one-hot': ({ about }, { grant }) => about === grant.name,
  'arbiter-requests': ({ about }, { request }) => about === request.name,
  'arbiter-table': ({ statement }, { grant }) => named(statement.values[0]) === grant.name,
};

/** The title names the kind that is built, and as many requests as there are. */
const fits = ({ statement }: Told['titles'][number], { count }: Told, { turns }: Policy): boolean =>
  statement.thing.features.every((one) =>
    one.f === 'inputs' ? one.n === count : one.f === 'method' && (one.word === 'round-robin') === turns,
  );

/** The pointer is reset to 0, or request 0 is said to go first after reset. */
function startsAtZero({ draft, facts }: Pick<Told, 'draft' | 'facts'>): boolean {
  if (draft.reset === null) return false;
  const isZero = (value: Value | null): boolean =>
    (value?.k === 'num' && value.value === '0') || (value?.k === 'fill' && value.bit === 0);
  const resets = factsOf(draft.facts, 'reset').map(({ statement }) => statement.reset);
  const own = resets.filter(
    ({ target, value }) =>
      value !== null &&
      (target === null || isNoun(target, 'arbiter pointer') || named(target) === pointerName({ draft, facts })),
  );
  const isSaid = facts.some(({ statement }) => statement.fact === 'arbiter-first');
  const isPointed = facts.some(({ statement }) => statement.fact === 'arbiter-pointer');
  return resets.every(({ value }) => value === null || isZero(value)) && (isSaid || (isPointed && own.length > 0));
}

/** "If req is 0, grant is 0": so it is. */
function idle({ draft, request, grant }: Shape & { readonly draft: Draft }): readonly Fact[] {
  return factsOf(draft.facts, 'do').filter(({ statement }) => {
    const { guard, action } = soleAction(statement) ?? {};
    const isNone =
      guard?.k === 'op' && guard.op === '==' && named(guard.args[0]) === request.name && isZeroValue(guard.args[1]);
    const isOff = action?.a === 'set' && named(action.target ?? undefined) === grant.name && isZeroValue(action.value);
    return isNone && isOff && !statement.chain && statement.edge === null;
  });
}

const isZeroValue = (value: Value | undefined): boolean =>
  (value?.k === 'num' && value.value === '0') || (value?.k === 'fill' && value.bit === 0);

/** The table that a sentence calls one of some requests; null where there is none, undefined where a row is wrong. */
function exampleTable({ draft, facts, request, grant, count }: Told, policy: Policy): FormalPart | null | undefined {
  if (!facts.some(({ statement }) => statement.fact === 'arbiter-table')) return null;
  const found = draft.parts.find(
    (part): part is TruthTablePart => part.kind === 'truth-table' || part.kind === 'table',
  );
  if (found === undefined) return undefined;
  const at = (name: string): number =>
    found.columns.findIndex((column) => column.replaceAll('\x60', '').trim() === name);
  const [pointer, req, out] = [at('pointer'), at(request.name), at(grant.name)];
  const isWhole =
    req >= 0 && out >= 0 && found.columns.length === (pointer < 0 ? 2 : 3) && pointer >= 0 === policy.turns;
  if (!isWhole) return undefined;
  const isRight = found.rows.every(({ cells }) => {
    const [from, asked, given] = [Number(cells[pointer] ?? '0'), cells[req] ?? '', cells[out] ?? ''];
    return asked.length === count && given.length === count && granted(asked, policy, from) === given && from < count;
  });
  return isRight ? found : undefined;
}

/** The grant by the definition: the first request from a number on, going round. Bits are written most significant first. */
function granted(asked: string, { end }: Policy, from: number): string {
  const count = asked.length;
  const order = Array.from({ length: count }, (_, step) => (end === 'low' ? (from + step) % count : count - 1 - step));
  const winner = order.find((one) => asked[count - 1 - one] === '1');
  return [...asked].map((_, at) => (count - 1 - at === winner ? '1' : '0')).join('');
}

const pointerBits = ({ count }: Shape): number => (count - 1).toString(2).length;

/** The name of the pointer, where the text gives it one. */
function pointerName({ facts, draft }: Pick<Told, 'draft' | 'facts'>): string {
  const [told] = facts.flatMap(({ statement }) =>
    ['arbiter-pointer', 'arbiter-moves', 'arbiter-stays'].includes(statement.fact)
      ? statement.values.flatMap((one) => named(one) ?? [])
      : [],
  );
  return told ?? (draft.ports.some(({ name }) => name === 'first') ? 'first_at' : 'first');
}

function nodesOf(told: Told, { end, turns }: Policy): readonly PlanNode[] {
  const { request, grant, count } = told;
  const [req, out] = [request.name, grant.name];
  if (!turns && end === 'low')
    return [{ kind: 'component', lib: 'arbiter', params: { policy: 'fixed' }, bind: { req, grant: out } }];
  if (turns) return inTurn(told, pointerName(told));
  // The highest request: no request stands above it.
  return Array.from({ length: count }, (_, at): PlanNode => {
    const above = at === count - 1 ? '' : ` && !(|${req}[${String(count - 1)}:${String(at + 1)}])`;
    return { kind: 'assign', lhs: `${out}[${String(at)}]`, rhs: `${req}[${String(at)}]${above}` };
  });
}

/** The first request from the pointer on; where there is none, the first of all. */
function inTurn({ request, grant, count, draft }: Told, pointer: string): readonly PlanNode[] {
  const [req, out] = [request.name, grant.name];
  const ahead = draft.ports.some(({ name }) => name === 'ahead') ? 'ahead_at' : 'ahead';
  const bits = (count - 1).toString(2).length;
  const below = Array.from({ length: count }, (_, at) => `(${pointer} <= ${String(bits)}'d${String(at)})`).reverse();
  return [
    { kind: 'net', name: ahead, type: { width: count } },
    { kind: 'assign', lhs: ahead, rhs: `${req} & {${below.join(', ')}}` },
    { kind: 'assign', lhs: out, rhs: `(|${ahead}) ? (${ahead} & -${ahead}) : (${req} & -${req})` },
    {
      kind: 'reg',
      name: pointer,
      type: { width: bits },
      domain: MAIN_DOMAIN,
      reset: 0,
      next: Array.from({ length: count }, (_, at) => ({
        when: `${out}[${String(at)}]`,
        to: `${String(bits)}'d${String((at + 1) % count)}`,
      })),
    },
  ];
}
