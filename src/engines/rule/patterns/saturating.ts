import { fail, ok } from '../../../contracts/outcome.ts';
import type { PlanNode } from '../../../contracts/plan.ts';
import type { Thing } from '../../../english/index.ts';
import type { Pattern, Port } from '../facts.ts';
import { factsOf, NO_PIECE, troubleAt } from '../facts.ts';

/** Adders and subtractors that stay at the limit of their range: the name alone says what they do. */
export const saturating: Pattern = {
  id: 'saturating',
  hint: 'say "an unsigned (or signed) saturating adder" and give two operands and a result of one width',
  reason: 'the result is the exact sum or difference, or the limit of the range that it passes',
  plan: (draft, open) => {
    const [fact, second] = factsOf(open.facts, 'build').filter((one) => isSaturating(one.statement.thing));
    // Sentences that say what the result is go before the name, which must fit them.
    if (fact === undefined || second !== undefined || factsOf(open.facts, 'do').length > 0) return ok(null);
    const { thing } = fact.statement;
    const [result, other] = open.outputs;
    const [left, right, third] = draft.inputs;
    const isClear = draft.clock === null && result !== undefined && other === undefined && third === undefined;
    if (!isClear || left === undefined || right === undefined)
      return fail(troubleAt('unsupported', 'it is not clear which ports are the operands and the result', fact.span));
    const why = misfit(thing, [left, right, result]);
    if (why !== null) return fail(troubleAt('unsupported', why, fact.span));
    const src = { start: fact.span.start, end: fact.span.end, rule: 'saturating' };
    const node: PlanNode = { kind: 'assign', lhs: result.name, rhs: limited(thing, left, right), src };
    return ok({ ...NO_PIECE, nodes: [node], claims: [fact], reads: [left.name, right.name], drives: [result.name] });
  },
};

const isSaturating = ({ head, features }: Thing): boolean =>
  (head === 'adder' || head === 'subtractor') && features.some((feature) => feature.word === 'saturating');

/** Why the phrase does not fit the ports; signs must be told by the phrase or by the ports, and agree. */
function misfit({ features }: Thing, ports: readonly [Port, Port, Port]): string | null {
  const [left, right] = ports;
  const { width } = left;
  if (width === null || width < 2 || ports.some((port) => port.width !== width))
    return 'operands and result of one width are expected';
  const says = (word: string): boolean => features.some((feature) => feature.word === word);
  if (left.signed !== right.signed || says('signed') !== left.signed || (says('unsigned') && left.signed))
    return 'it is not clear whether the operands are signed';
  if (!left.signed && !says('unsigned') && !/unsigned/i.test(left.port.description))
    return 'the text does not say whether the operands are signed';
  const odd = features.find(
    (feature) =>
      !(feature.f === 'width' && feature.n === width) &&
      !(feature.f === 'count' && feature.n === 1) &&
      !(feature.f === 'adj' && ['saturating', 'signed', 'unsigned', 'combinational'].includes(feature.word ?? '')),
  );
  return odd === undefined ? null : `"${odd.word ?? odd.f}" does not fit the ports of the saturating unit`;
}

/** The exact result where it fits, else the limit it passes. */
function limited({ head }: Thing, left: Port, right: Port): string {
  const width = left.width ?? 1;
  const [operator, wide] = [head === 'adder' ? '+' : '-', String(width + 1)];
  if (!left.signed) {
    if (head === 'subtractor')
      return `(${left.name} < ${right.name}) ? ${String(width)}'d0 : ${left.name} - ${right.name}`;
    const sum = `(zext(${left.name}, ${wide}) + zext(${right.name}, ${wide}))`;
    const most = String((1n << BigInt(width)) - 1n);
    return `trunc((${sum} > ${wide}'d${most}) ? ${wide}'d${most} : ${sum}, ${String(width)})`;
  }
  const exact = `(sext(${left.name}, ${wide}) ${operator} sext(${right.name}, ${wide}))`;
  const bit = (index: number): string => `trunc(${exact} >> ${String(index)}, 1)`;
  const [most, least] = [(1n << BigInt(width - 1)) - 1n, 1n << BigInt(width - 1)];
  return `(${bit(width)} ^ ${bit(width - 1)}) ? (${bit(width)} ? ${String(width)}'d${String(least)} : ${String(width)}'d${String(most)}) : trunc(${exact}, ${String(width)})`;
}
