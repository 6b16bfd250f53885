import type { PlanFinding, PlanRuleId } from '../../contracts/plan.ts';
import type { UnreadableReply } from './json-reply.ts';

/** What to do about a broken alignment rule, as an order to the model. */
const ORDERS: Readonly<Record<PlanRuleId, string>> = {
  S2: 'Keep the given interface and drive every output.',
  S3: 'Use every input, or leave it unused on purpose.',
  W1: 'Make the widths agree: extend with zext(x, n) or cut with a part select.',
  W2: 'State signedness with $signed(...) in compares, shifts and divisions.',
  D1: 'Declare every name once and drive every bit from exactly one node.',
  D2: 'Break the combinational loop: something on it must be a reg.',
  D3: 'Write a latch as a latch node, or give a value for every case.',
  C1: 'Put each reg into one existing domain.',
  C2: 'Use clocks and resets only in domains, not as data.',
  C3: 'Synchronise signals that cross clock domains with two regs.',
  C4: 'Make reset kind and polarity agree with the specification.',
  C5: 'Give a reg without reset an "init".',
  T1: 'Make the rows of the table agree with each other.',
  T2: 'List every input code or set "missing" and "default".',
  T3: 'Use each column code once.',
  F1: 'Let exactly one edge of a state be taken for every input.',
  F2: 'Let every transition go to a state that is listed.',
  F3: 'Name an existing state as reset_state.',
  F4: 'Make every state reachable.',
  F5: 'Give every output in every state, or in default_out.',
  F6: 'Give every state another code.',
  M1: 'Make the address as wide as the depth of the memory needs.',
  I1: 'Instantiate an existing module and connect all its inputs.',
  LOWER: 'Correct this.',
};

/** Errors with what to do about them, said once a rule; at most `most` of them, the rest counted. */
export function alignmentHints(findings: readonly PlanFinding[], most: number): readonly string[] {
  const errors = findings.filter((finding) => finding.severity === 'error');
  const said = new Set<PlanRuleId>();
  const shown = errors.slice(0, most).map(({ rule, module, node, message }) => {
    const place = node === '' ? '' : ` (${module}, ${node})`;
    const order = said.has(rule) ? '' : `${ORDERS[rule]} `;
    said.add(rule);
    return `${order}${rule}${place}: ${message}`;
  });
  const left = errors.length - shown.length;
  return left === 0 ? shown : [...shown, `${left} more of this kind.`];
}

const UNREADABLE: Readonly<Record<UnreadableReply['kind'], string>> = {
  'no-json': 'Answer with one JSON object and nothing else.',
  truncated: 'The answer was cut off. Answer with a shorter plan, without spaces and comments.',
  'invalid-json': 'Answer with valid JSON: double quotes, no comments, no trailing commas.',
  schema: 'Keep to the form of the plan.',
  'no-code': 'Answer with one complete module in a ```verilog block.',
};

/** What to do about a reply that could not be read. */
export const unreadableHint = (unreadable: UnreadableReply): string =>
  `${UNREADABLE[unreadable.kind]} Problem: ${unreadable.detail}.`;
