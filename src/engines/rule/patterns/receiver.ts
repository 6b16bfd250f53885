import { fail, type Outcome, ok } from '../../../contracts/outcome.ts';
import type { PlanNode } from '../../../contracts/plan.ts';
import { namesOf } from '../../../english/index.ts';
import { clockingFacts, MAIN_DOMAIN } from '../domain.ts';
import { express } from '../express.ts';
import { type Draft, NO_PIECE, type Pattern, type Piece, type Receiver, type Trouble, troubleAt } from '../facts.ts';
import { freeName } from '../internals.ts';
import { isUnspeakable, nounOfPorts } from '../speech.ts';

/** Words that come in parts, one at an edge: the parts that are there already, and how many they are. */
export const receiver: Pattern = {
  id: 'receiver',
  hint: 'say when a part is received from which input, how many make a word, where the first one goes, and what happens with the last',
  reason: 'the order of the parts and what reset does to a word begun must be said; nothing is assumed of them',
  plan: (draft, open) => {
    const found = draft.receiver;
    if (found === undefined) return ok(null);
    if (!found.ok) return found;
    return found.value.claims.some((fact) => open.facts.includes(fact)) ? built(found.value, draft) : ok(null);
  },
};

function built(found: Receiver, draft: Draft): Outcome<Piece | null, Trouble> {
  const taken = express(found.guard, { draft, noun: nounOfPorts(draft) }, 1);
  const [fact] = found.claims;
  if (isUnspeakable(taken)) return fact === undefined ? ok(null) : fail(troubleAt('unsupported', taken.why, fact.span));
  const free = (name: string): string => freeName(name, draft);
  return ok({
    ...NO_PIECE,
    nodes: nodesOf(found, { taken: taken.text, take: free('take'), begun: free('begun'), count: free('parts') }),
    claims: [...found.claims, ...clockingFacts(draft)],
    reads: [...namesOf(found.guard), found.data, found.last],
    drives: [found.word, found.last],
    clocked: true,
  });
}

interface Names {
  /** The condition under which a part is received, as text, and the wire that carries it. */
  readonly taken: string;
  readonly take: string;
  readonly begun: string;
  readonly count: string;
}

/** A shift register one part shorter than the word, and a count of the parts in it. */
function nodesOf(found: Receiver, { taken, take, begun, count }: Names): readonly PlanNode[] {
  const { size, unit, data, order, word, last } = found;
  const kept = (size - 1) * unit;
  const bits = (size - 1).toString(2).length;
  const wire = (name: string, width: number): PlanNode => ({ kind: 'net', name, type: { width } });
  const next =
    order === 'first-high'
      ? size === 2
        ? data
        : `{${begun}[${String(kept - unit - 1)}:0], ${data}}`
      : size === 2
        ? data
        : `{${data}, ${begun}[${String(kept - 1)}:${String(unit)}]}`;
  return [
    wire(take, 1),
    wire(last, 1),
    wire(word, size * unit),
    { kind: 'assign', lhs: take, rhs: taken },
    { kind: 'assign', lhs: last, rhs: `${take} && (${count} == ${String(size - 1)})` },
    { kind: 'assign', lhs: word, rhs: order === 'first-high' ? `{${begun}, ${data}}` : `{${data}, ${begun}}` },
    {
      kind: 'reg',
      name: begun,
      type: { width: kept },
      domain: MAIN_DOMAIN,
      reset: 0,
      next: [{ when: take, to: next }],
    },
    {
      kind: 'reg',
      name: count,
      type: { width: bits },
      domain: MAIN_DOMAIN,
      reset: 0,
      next: [
        { when: last, to: '0' },
        { when: take, to: `${count} + 1` },
      ],
    },
  ];
}
