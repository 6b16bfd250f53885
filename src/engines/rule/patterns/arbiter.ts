import { fail, type Outcome, ok } from '../../../contracts/outcome.ts';
import type { PlanNode } from '../../../contracts/plan.ts';
import { isZero, soleAction } from '../../../english/index.ts';
import { clockingFacts, MAIN_DOMAIN } from '../domain.ts';
import {
  type Draft,
  type Fact,
  factsOf,
  type NamedFact,
  NO_PIECE,
  type Pattern,
  type Piece,
  type Port,
  type Trouble,
  troubleAt,
} from '../facts.ts';
import { freeName } from '../internals.ts';
import {
  exampleTable,
  named,
  oddSentence,
  openStart,
  type Policy,
  pointerBits,
  pointerName,
  policyOf,
  type Shape,
  type Told,
} from './arbiter-told.ts';

/** Several requests and one grant, by fixed priority or in turn. */
export const arbiter: Pattern = {
  id: 'arbiter',
  hint: 'say which request has the highest priority, that the one with the highest priority is granted, and how the priority moves',
  reason: 'who goes first, and what a grant does to it, must be said; an acknowledge or a registered grant is refused',
  plan: (draft, open) => {
    const facts = arbiterFacts(draft);
    const built = factsOf(draft.facts, 'build').filter(({ statement }) => statement.thing.head === 'arbiter');
    const [grant, ...more] = facts.filter(({ statement }) => statement.fact === 'arbiter-grant');
    if (grant === undefined || !facts.some((fact) => open.facts.includes(fact))) return ok(null);
    const shape = shapeOf(draft, [grant, ...more]);
    if (!shape.ok) return shape;
    return planned({ draft, facts, titles: built, ...shape.value });
  },
};

const arbiterFacts = (draft: Draft): readonly NamedFact[] =>
  factsOf(draft.facts, 'fact').filter(({ statement }) => statement.fact.startsWith('arbiter-'));

/** The vector of requests and that of grants: those that the sentences name, else the only ones of one width. */
function shapeOf(draft: Draft, grants: readonly [NamedFact, ...NamedFact[]]): Outcome<Shape, Trouble> {
  const [place] = grants;
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
  const role = gives.replaceAll(/\w+\[i\]/g, '');
  const isOddGrant = gives !== '' && (!/grant/i.test(role) || NOT_VECTORS.test(gives));
  const owner = /(\w+)\[i\]/.exec(asks)?.[1] ?? request.name;
  const odd = isOddRequest || owner !== request.name ? request : isOddGrant ? grant : null;
  return odd === null ? null : troubleAt('contradiction', `${odd.name} is called something else here`, odd.port.span);
}

const NOT_VECTORS = /\b(?:number|index|binary|cold|last|count|register(?:ed)?|previous|priorit\w*|low)\b/i;

/** "If req is 0, grant is 0": so it is. */
function idle({ draft, request, grant }: Shape & { readonly draft: Draft }): readonly Fact[] {
  return factsOf(draft.facts, 'do').filter(({ statement }) => {
    const { guard, action } = soleAction(statement) ?? {};
    const isNone =
      guard?.k === 'op' && guard.op === '==' && named(guard.args[0]) === request.name && isZero(guard.args[1]);
    const isOff = action?.a === 'set' && named(action.target ?? undefined) === grant.name && isZero(action.value);
    return isNone && isOff && !statement.chain && statement.edge === null;
  });
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
  const ahead = freeName('ahead', draft);
  const bits = pointerBits(count);
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
