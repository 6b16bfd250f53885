import type { Outcome } from '../../../contracts/outcome.ts';
import { fail, ok } from '../../../contracts/outcome.ts';
import type { PlanNode } from '../../../contracts/plan.ts';
import type { Thing } from '../../../english/index.ts';
import type { Draft, Fact, OpenWork, Pattern, Piece, Port, Trouble } from '../facts.ts';
import { factsOf, NO_PIECE, troubleAt } from '../facts.ts';
import { portCounts } from './gates.ts';

const HEADS = ['adder', 'half-adder', 'full-adder', 'subtractor', 'multiplier'];

/** Adders, subtractors and multipliers by name, with carries. */
export const arithmetic: Pattern = {
  id: 'arithmetic',
  hint: 'say "an 8-bit adder with carry in and carry out" and give two operands of that width',
  reason: 'two operands of equal width, one result, and each carry by its name: there is one way to connect them',
  plan: (draft, open) => {
    const facts = factsOf(open.facts, 'build').filter((one) => HEADS.includes(one.statement.thing.head));
    const [fact] = facts;
    if (fact === undefined) return ok(null);
    // A second sentence about the adder ("the adder adds …") adds to what the first one says.
    const same = facts.filter(
      (one) => one.statement.thing.head === fact.statement.thing.head || one.statement.thing.head === 'adder',
    );
    const thing = { head: fact.statement.thing.head, features: same.flatMap((one) => one.statement.thing.features) };
    const made = planArithmetic(fact, thing, { draft, open });
    return made.ok && made.value !== null ? ok({ ...made.value, claims: [...made.value.claims, ...same] }) : made;
  },
};

interface Place {
  readonly draft: Draft;
  readonly open: OpenWork;
}

interface Roles {
  readonly left: Port;
  readonly right: Port;
  readonly carryIn: Port | null;
  readonly result: Port;
  readonly carryOut: Port | null;
}

const CARRY_IN = /^(?:c_?in|carry_?in|ci|bin|b_?in|borrow_?in|c0|cin_?\w?)$/i;
const CARRY_OUT = /^(?:c_?out|carry_?out|co|carry|bout|b_?out|borrow_?out|borrow|cout_?\w?)$/i;
const SILENT = [
  'binary',
  'unsigned',
  'signed',
  'ripple carry',
  'carry lookahead',
  'combinational',
  'full',
  'ripple',
  'parallel',
];

function planArithmetic(fact: Fact, thing: Thing, { draft, open }: Place): Outcome<Piece | null, Trouble> {
  const odd = thing.features.find(
    (feature) =>
      !['width', 'carry-in', 'carry-out', 'inputs', 'outputs', 'operands'].includes(feature.f) &&
      !(feature.f === 'adj' && SILENT.includes(feature.word ?? '')) &&
      !(feature.f === 'count' && feature.n === 1) &&
      !(feature.f === 'method' && isMadeSo(thing, draft)),
  );
  if (odd !== undefined)
    return fail(troubleAt('unsupported', `"${odd.word ?? odd.f}" is not understood of this component`, fact.span));
  const roles = rolesOf(draft, open, thing);
  if (typeof roles === 'string') return fail(troubleAt('ambiguous', roles, fact.span));
  const built = nodeOf(thing, roles);
  if (typeof built === 'string') return fail(troubleAt('unsupported', built, fact.span));
  const includes = factsOf(open.facts, 'fact').filter((one) => one.statement.fact === 'includes-carry');
  if (includes.length > 0 && roles.result.width !== (roles.left.width ?? 0) + 1)
    return fail(
      troubleAt('contradiction', 'the result is said to include the carry, but it has no bit for it', fact.span),
    );
  const node: PlanNode = {
    kind: 'assign',
    ...built,
    src: { start: fact.span.start, end: fact.span.end, rule: 'arithmetic' },
  };
  const reads = [roles.left.name, roles.right.name, ...(roles.carryIn === null ? [] : [roles.carryIn.name])];
  const drives = [roles.result.name, ...(roles.carryOut === null ? [] : [roles.carryOut.name])];
  return ok({ ...NO_PIECE, nodes: [node], claims: [fact, ...includes, ...portCounts(draft)], reads, drives });
}

/** Shifted copies of one operand, added up, are the product of two unsigned numbers. */
export const isMadeSo = ({ head }: Thing, draft: Draft): boolean =>
  head === 'multiplier' && draft.inputs.every((port) => !port.signed);

function rolesOf(draft: Draft, open: OpenWork, thing: Thing): Roles | string {
  if (draft.clock !== null) return 'a clocked arithmetic unit needs sentences that say when it works';
  const carriesIn = draft.inputs.filter(
    (port) => port.width === 1 && (CARRY_IN.test(port.name) || /^carry[- ]?in\b/i.test(port.port.description)),
  );
  const carriesOut = open.outputs.filter(
    (port) => port.width === 1 && (CARRY_OUT.test(port.name) || /^carry[- ]?out\b/i.test(port.port.description)),
  );
  const operands = draft.inputs.filter((port) => !carriesIn.includes(port));
  const results = open.outputs.filter((port) => !carriesOut.includes(port));
  const [left, right] = operands;
  const [result] = results;
  if (
    left === undefined ||
    right === undefined ||
    operands.length !== 2 ||
    result === undefined ||
    results.length !== 1
  )
    return 'it is not clear which ports are the operands and the result';
  if (left.width === null || left.width !== right.width) return 'the operands differ in width';
  const isOdd = thing.features.some((feature) => feature.f === 'width' && feature.n !== left.width);
  if (isOdd) return 'the stated width is not that of the operands';
  const said = thing.features.flatMap((feature) => (feature.f === 'operands' ? (feature.values ?? []) : []));
  if (said.some((value) => value.k !== 'name' || (value.name !== left.name && value.name !== right.name)))
    return 'the operands that the text names are not the inputs';
  if (left.signed !== right.signed) return 'one operand is signed, the other not';
  return { left, right, carryIn: carriesIn[0] ?? null, result, carryOut: carriesOut[0] ?? null };
}

interface Assigned {
  readonly lhs: string;
  readonly rhs: string;
}

function nodeOf(thing: Thing, roles: Roles): Assigned | string {
  if (thing.head === 'multiplier') return product(roles);
  return thing.head === 'subtractor' ? difference(roles) : sum(thing, roles);
}

function product({ left, right, carryIn, carryOut, result }: Roles): Assigned | string {
  const fits = result.width === 2 * (left.width ?? 0) && carryIn === null && carryOut === null;
  return fits
    ? {
        lhs: result.name,
        rhs: left.signed ? `$signed(${left.name}) * $signed(${right.name})` : `${left.name} * ${right.name}`,
      }
    : 'a product needs twice the width of its operands';
}

/** Operand order of a subtractor is that of its ports: the first minus the second, minus a borrow in. */
function difference({ left, right, carryIn, carryOut, result }: Roles): Assigned | string {
  const isBorrow = [carryIn, carryOut].every((port) => port === null || /^b/i.test(port.name));
  if (!isBorrow) return 'the direction of the borrow is not stated';
  const rhs = [left, right, carryIn].flatMap((port) => port?.name ?? []).join(' - ');
  return result.width === left.width
    ? { lhs: carryOut === null ? result.name : `{${carryOut.name}, ${result.name}}`, rhs }
    : 'a difference as wide as its operands is expected';
}

function sum(thing: Thing, roles: Roles): Assigned | string {
  const { left, right, carryIn, carryOut, result } = roles;
  const width = left.width ?? 1;
  const full = result.width ?? 0;
  const wantsIn = thing.head === 'full-adder' || thing.features.some((feature) => feature.f === 'carry-in');
  const wantsOut = thing.head !== 'adder' || thing.features.some((feature) => feature.f === 'carry-out');
  const lacksOut = wantsOut && carryOut === null && full !== width + 1;
  if ((wantsIn && carryIn === null) || lacksOut) return 'a carry that the text names is not among the ports';
  if (left.signed && full !== width) return 'the extension of a signed sum is not stated';
  const rhs = [left, right, carryIn].flatMap((port) => port?.name ?? []).join(' + ');
  return full === width || (full === width + 1 && carryOut === null)
    ? { lhs: carryOut === null ? result.name : `{${carryOut.name}, ${result.name}}`, rhs }
    : 'the width of the sum does not fit its operands';
}
