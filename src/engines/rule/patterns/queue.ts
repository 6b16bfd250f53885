import { fail, type Outcome, ok } from '../../../contracts/outcome.ts';
import type { PlanNode } from '../../../contracts/plan.ts';
import { namesOf } from '../../../english/index.ts';
import { clockingFacts, MAIN_DOMAIN } from '../domain.ts';
import { express } from '../express.ts';
import { type Draft, NO_PIECE, type Pattern, type Piece, type Queue, type Trouble, troubleAt } from '../facts.ts';
import { freeName } from '../internals.ts';
import { storeName } from '../memory/write.ts';
import { isUnspeakable, nounOfPorts } from '../speech.ts';

/** Words that come out in the order they went in, or the newest first: a memory, its pointers and a count of words. */
export const queue: Pattern = {
  id: 'queue',
  hint: 'say how many words it holds, when a word is written and read, and what a write to a full or a read of an empty one does',
  reason:
    'writes while full, reads while empty and both at once must be settled by the text; nothing is assumed of them',
  plan: (draft, open) => {
    const found = draft.queue;
    if (found === undefined) return ok(null);
    if (!found.ok) return found;
    return found.value.claims.some((fact) => open.facts.includes(fact)) ? built(found.value, draft) : ok(null);
  },
};

function built(found: Queue, draft: Draft): Outcome<Piece | null, Trouble> {
  const context = { draft, noun: nounOfPorts(draft) };
  const texts: string[] = [];
  for (const guard of [found.write.guard, found.read.guard]) {
    const text = express(guard, context, 1);
    const [fact] = found.claims;
    if (isUnspeakable(text)) return fact === undefined ? ok(null) : fail(troubleAt('unsupported', text.why, fact.span));
    texts.push(text.text);
  }
  const [write = '', read = ''] = texts;
  const free = (name: string): string => freeName(name, draft);
  const names: Names = {
    // Nothing is written while the reset holds it empty.
    keeps: whileRunning(free('put'), draft),
    put: free('put'),
    take: free('take'),
    words: storeName(draft),
    head: free(found.order === 'fifo' ? 'rd_ptr' : 'top_at'),
    tail: free(found.order === 'fifo' ? 'wr_ptr' : 'free_at'),
  };
  const wire = (name: string, width: number): PlanNode => ({ kind: 'net', name, type: { width } });
  return ok({
    ...NO_PIECE,
    nodes: [
      wire(names.put, 1),
      wire(names.take, 1),
      { kind: 'assign', lhs: names.put, rhs: write },
      { kind: 'assign', lhs: names.take, rhs: read },
      wire(found.next, found.width),
      count(found, names),
      ...(found.order === 'fifo' ? circular(found, names) : stacked(found, names)),
    ],
    claims: [...found.claims, ...clockingFacts(draft)],
    reads: [...namesOf(found.write.guard), ...namesOf(found.read.guard), found.data, found.level],
    drives: [found.level, found.next],
    clocked: true,
  });
}

interface Names {
  /** The condition under which a word is stored. */
  readonly keeps: string;
  readonly put: string;
  readonly take: string;
  readonly words: string;
  readonly head: string;
  readonly tail: string;
}

function count({ level, levelBits }: Queue, { put, take }: Names): PlanNode {
  return {
    kind: 'reg',
    name: level,
    type: { width: levelBits },
    domain: MAIN_DOMAIN,
    reset: 0,
    next: [
      { when: `${put} && !${take}`, to: `${level} + 1` },
      { when: `${take} && !${put}`, to: `${level} - 1` },
    ],
  };
}

const whileRunning = (put: string, { reset }: Draft): string => {
  if (reset === null) return put;
  return `${put} && ${reset.active === 'high' ? '!' : ''}${reset.signal}`;
};

/** Bits that number the words. */
const addressBits = (depth: number): number => (depth - 1).toString(2).length;

/** Two pointers that go round; the words between them are in the queue. */
function circular(found: Queue, names: Names): readonly PlanNode[] {
  const { put, take, head, tail } = names;
  const { depth } = found;
  const bits = addressBits(depth);
  const after = (name: string): string =>
    depth === 2 ** bits ? `${name} + 1` : `(${name} == ${String(depth - 1)}) ? 0 : (${name} + 1)`;
  const pointer = (name: string, moves: string): PlanNode => ({
    kind: 'reg',
    name,
    type: { width: bits },
    domain: MAIN_DOMAIN,
    reset: 0,
    next: [{ when: moves, to: after(name) }],
  });
  return [pointer(tail, put), pointer(head, take), wordsAt(found, names)];
}

/** The count of words is where the next one goes; the one below it comes out. */
function stacked(found: Queue, names: Names): readonly PlanNode[] {
  const { head, tail } = names;
  const { depth, level, levelBits } = found;
  const bits = addressBits(depth);
  const low = levelBits === bits ? level : `${level}[${String(bits - 1)}:0]`;
  const wire = (name: string): PlanNode => ({ kind: 'net', name, type: { width: bits } });
  return [
    wire(tail),
    wire(head),
    { kind: 'assign', lhs: tail, rhs: low },
    { kind: 'assign', lhs: head, rhs: `${low} - 1` },
    wordsAt(found, names),
  ];
}

/** The words, written at the one address and read at the other. */
const wordsAt = ({ depth, width, data, next }: Queue, { words, keeps, head, tail }: Names): PlanNode => ({
  kind: 'mem',
  name: words,
  depth,
  width,
  ports: [
    { dir: 'write', mode: 'sync', domain: MAIN_DOMAIN, addr: tail, en: keeps, data },
    { dir: 'read', mode: 'comb', addr: head, data: next },
  ],
});
