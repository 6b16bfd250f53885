import type { Outcome } from '../../../contracts/outcome.ts';
import { fail, ok } from '../../../contracts/outcome.ts';
import type { PlanNode } from '../../../contracts/plan.ts';
import type { Thing } from '../../../english/index.ts';
import type { Draft, Fact, OpenWork, Pattern, Piece, Port, Trouble } from '../facts.ts';
import { factsOf, NO_PIECE, troubleAt } from '../facts.ts';

/** Adders of binary-coded decimal digits: each digit's sum beyond nine is corrected by six and carries. */
export const decimal: Pattern = {
  id: 'decimal',
  hint: 'say "a one-digit BCD adder with carry in and carry out" and give two operands of four bits for each digit',
  reason: 'digits from 0 to 9 have one sum, and the carry goes from each digit to the next',
  plan: (draft, open) => {
    const [fact, second] = factsOf(open.facts, 'build').filter((one) => isDecimal(one.statement.thing));
    return fact === undefined || second !== undefined ? ok(null) : planned(fact, fact.statement.thing, { draft, open });
  },
};

const isDecimal = ({ head, features }: Thing): boolean =>
  head === 'adder' && features.some((feature) => feature.f === 'adj' && feature.word === 'bcd');

interface Place {
  readonly draft: Draft;
  readonly open: OpenWork;
}

interface Roles {
  readonly operands: readonly [Port, Port];
  readonly carryIn: Port | null;
  readonly digit: Port;
  readonly carryOut: Port | null;
  readonly digits: number;
}

const DIGIT_BITS = 4;
const SILENT = ['bcd', 'decimal', 'combinational', 'unsigned', 'parallel'];
const OWN_NAMES = /^digit_(?:sum|carry)_\d+$/;

function planned(fact: Fact, thing: Thing, place: Place): Outcome<Piece | null, Trouble> {
  const roles = rolesOf(thing, place);
  if (typeof roles === 'string') return fail(troubleAt('unsupported', roles, fact.span));
  const told = factsOf(place.open.facts, 'fact').filter(({ statement }) => statement.fact.startsWith('decimal-'));
  const wrong = told.find((one) => !isTrue(one, roles));
  if (wrong !== undefined)
    return fail(troubleAt('contradiction', 'this is not what the decimal adder does with its ports', wrong.span));
  const ports = [...roles.operands, ...(roles.carryIn === null ? [] : [roles.carryIn])];
  return ok({
    ...NO_PIECE,
    nodes: nodesOf(roles, { start: fact.span.start, end: fact.span.end, rule: 'decimal' }),
    claims: [fact, ...told],
    reads: ports.map((port) => port.name),
    drives: [roles.digit.name, ...(roles.carryOut === null ? [] : [roles.carryOut.name])],
    assumptions: [
      {
        text: 'the digits of the operands are 0 to 9; others are added and corrected like them',
        rule: 'decimal.digits',
        severity: 'convention',
      },
    ],
  });
}

function rolesOf(thing: Thing, { draft, open }: Place): Roles | string {
  if (draft.ports.some((port) => OWN_NAMES.test(port.name))) return 'a port has the name of a wire of the adder';
  if (draft.clock !== null) return 'a clocked decimal adder needs sentences that say when it works';
  const bit = (port: Port): boolean => port.width === 1;
  const [operands, carriesIn] = [draft.inputs.filter((port) => !bit(port)), draft.inputs.filter(bit)];
  const [sums, carriesOut] = [open.outputs.filter((port) => !bit(port)), open.outputs.filter(bit)];
  const [left, right] = operands;
  const [digit] = sums;
  if (left === undefined || right === undefined || operands.length !== 2 || digit === undefined || sums.length !== 1)
    return 'it is not clear which ports are the operands and the sum';
  const isCarry = [...carriesIn, ...carriesOut].every((port) => /^c/i.test(port.name));
  if (carriesIn.length > 1 || carriesOut.length > 1 || !isCarry) return 'it is not clear which ports are the carries';
  const { width } = left;
  const digits = (width ?? 0) / DIGIT_BITS;
  const isSized = right.width === width && digit.width === width && Number.isInteger(digits) && digits > 0;
  if (!isSized || operands.some((port) => port.signed)) return 'the ports do not have four bits for each decimal digit';
  const roles = { operands: [left, right], digit, digits } as const;
  const found = { ...roles, carryIn: carriesIn[0] ?? null, carryOut: carriesOut[0] ?? null };
  const odd = thing.features.find((feature) => !fits(feature, found));
  return odd === undefined ? found : `"${odd.word ?? odd.f}" does not fit the ports of the decimal adder`;
}

function fits(feature: Thing['features'][number], roles: Roles): boolean {
  if (feature.f === 'width') return feature.n === roles.digits * DIGIT_BITS;
  if (feature.f === 'digits') return feature.n === roles.digits;
  if (feature.f === 'count') return feature.n === 1;
  if (feature.f === 'carry-in') return roles.carryIn !== null;
  if (feature.f === 'carry-out') return roles.carryOut !== null;
  return feature.f === 'adj' && SILENT.includes(feature.word ?? '');
}

/** The outputs that a sentence names are the digit and the carry, in this order; a described operand is one. */
function isTrue({ statement, about }: Fact, roles: Roles): boolean {
  if (statement.s !== 'fact') return false;
  if (statement.fact === 'decimal-digit') return roles.operands.some((port) => port.name === about);
  if (statement.fact === 'decimal-output') return isOutput(statement, about, roles);
  const named = (statement.text ?? '').split(' ').filter((word) => word === 'digit' || word === 'carry');
  const ports = named.map((word) => (word === 'digit' ? roles.digit.name : (roles.carryOut?.name ?? '')));
  return (
    roles.digits === 1 &&
    statement.values.length === ports.length &&
    statement.values.every((value, at) => value.k === 'name' && value.name === ports[at])
  );
}

/** The port beside which it stands is that output, with the bits it is said to have. */
function isOutput(statement: { readonly text?: string; readonly n?: number }, about: string | null, roles: Roles) {
  const port = statement.text?.startsWith('digit') === true ? roles.digit : roles.carryOut;
  const width = statement.n ?? port?.width;
  return roles.digits === 1 && port !== null && port.name === about && port.width === width;
}

type Source = NonNullable<Extract<PlanNode, { readonly kind: 'assign' }>['src']>;

/** One binary sum for each digit and its carry. */
function nodesOf(roles: Roles, src: Source): readonly PlanNode[] {
  const [left, right] = roles.operands.map((port) => port.name);
  const nodes: PlanNode[] = [];
  const corrected: string[] = [];
  let carry = roles.carryIn?.name ?? null;
  for (let digit = 0; digit < roles.digits; digit += 1) {
    const low = digit * DIGIT_BITS;
    const range = roles.digits === 1 ? '' : `[${String(low + DIGIT_BITS - 1)}:${String(low)}]`;
    const sum = `digit_sum_${String(digit)}`;
    const parts = [`${left ?? ''}${range}`, `${right ?? ''}${range}`, ...(carry === null ? [] : [carry])];
    nodes.push({ kind: 'net', name: sum, type: { width: DIGIT_BITS + 1 } });
    nodes.push({
      kind: 'assign',
      lhs: sum,
      rhs: parts.map((part) => `zext(${part}, ${String(DIGIT_BITS + 1)})`).join(' + '),
      src,
    });
    nodes.push({ kind: 'net', name: `digit_carry_${String(digit)}`, type: { width: 1 } });
    nodes.push({ kind: 'assign', lhs: `digit_carry_${String(digit)}`, rhs: `${sum} > 5'd9`, src });
    corrected.unshift(`trunc(digit_carry_${String(digit)} ? (${sum} + 5'd6) : ${sum}, ${String(DIGIT_BITS)})`);
    carry = `digit_carry_${String(digit)}`;
  }
  nodes.push({ kind: 'assign', lhs: roles.digit.name, rhs: `{${corrected.join(', ')}}`, src });
  if (roles.carryOut !== null && carry !== null)
    nodes.push({ kind: 'assign', lhs: roles.carryOut.name, rhs: carry, src });
  return nodes;
}
