import type { Outcome } from '../../../contracts/outcome.ts';
import { fail, ok } from '../../../contracts/outcome.ts';
import type { PlanNode } from '../../../contracts/plan.ts';
import { namesOf, type Value } from '../../../english/index.ts';
import { clockingFacts, MAIN_DOMAIN } from '../domain.ts';
import { express } from '../express.ts';
import type { Draft, Memory, MemoryRead, Pattern, Piece, Trouble } from '../facts.ts';
import { NO_PIECE, troubleAt } from '../facts.ts';
import { storeName } from '../memory/write.ts';
import { isUnspeakable, nounOfPorts } from '../speech.ts';

/** One memory, written at the clock's edge; what its words go into is told by other sentences. */
export const memory: Pattern = {
  id: 'memory',
  hint: 'say when which data is written to the word at which address, and which output shows the word at which address',
  reason:
    'sizes, zero words and what a read beside a write sees must be said; a reset that does not set all words to 0 is refused',
  plan: (draft, open) => {
    const found = draft.memory;
    if (found === undefined) return ok(null);
    if (!found.ok) return found;
    return found.value.claims.some((fact) => open.facts.includes(fact)) ? built(found.value, draft) : ok(null);
  },
};

function built(memory: Memory, draft: Draft): Outcome<Piece | null, Trouble> {
  const texts = new Map<Value, string>();
  const { write } = memory;
  const wanted: readonly (readonly [Value | null, number])[] = [
    [write.guard, 1],
    [write.address, memory.addressBits],
    [write.data, memory.width],
    ...memory.reads.map(({ address }) => [address, memory.addressBits] as const),
  ];
  for (const [value, width] of wanted) {
    if (value === null) continue;
    const text = express(value, { draft, noun: nounOfPorts(draft) }, width);
    const [fact] = memory.claims;
    if (isUnspeakable(text)) return fact === undefined ? ok(null) : fail(troubleAt('unsupported', text.why, fact.span));
    texts.set(value, text.text);
  }
  const textOf = (value: Value): string => texts.get(value) ?? '';
  const nodes: PlanNode[] = memory.reads.flatMap((read) => readNodes(read, { memory, textOf }));
  const enable = write.guard === null ? {} : { en: textOf(write.guard) };
  nodes.push({
    kind: 'mem',
    name: storeName(draft),
    depth: memory.depth,
    width: memory.width,
    ...(memory.cleared ? { reset_all: { domain: MAIN_DOMAIN, value: 0 } } : {}),
    ports: [
      {
        dir: 'write',
        mode: 'sync',
        domain: MAIN_DOMAIN,
        addr: textOf(write.address),
        ...enable,
        data: textOf(write.data),
      },
      ...memory.reads.map(({ address, net }) => ({
        dir: 'read' as const,
        mode: 'comb' as const,
        addr: textOf(address),
        data: isPlain(memory) ? net : rawOf(net),
      })),
    ],
  });
  const used = [write.guard, write.address, write.data, ...memory.reads.map(({ address }) => address)];
  return ok({
    ...NO_PIECE,
    nodes,
    claims: [...memory.claims, ...clockingFacts(draft)],
    reads: used.flatMap((value) => (value === null ? [] : namesOf(value))),
    drives: memory.reads.map(({ net }) => net),
    clocked: true,
  });
}

const isPlain = ({ zero, bypass }: Memory): boolean => zero === null && !bypass;
const rawOf = (net: string): string => `${net}_kept`;

interface Printing {
  readonly memory: Memory;
  readonly textOf: (value: Value) => string;
}

/** The wire of a word: what is kept, what is being written where that is seen at once, and zero where that is its value. */
function readNodes({ address, net }: MemoryRead, { memory, textOf }: Printing): readonly PlanNode[] {
  const wire = (name: string): PlanNode => ({ kind: 'net', name, type: { width: memory.width } });
  if (isPlain(memory)) return [wire(net)];
  const { write, zero, bypass, addressBits, width } = memory;
  const at = textOf(address);
  const isWritten = write.guard === null ? '' : `(${textOf(write.guard)}) && `;
  const seen = bypass
    ? `((${isWritten}(${textOf(write.address)} == ${at})) ? ${textOf(write.data)} : ${rawOf(net)})`
    : rawOf(net);
  const rhs =
    zero === null ? seen : `((${at} == ${String(addressBits)}'d${String(zero)}) ? ${String(width)}'d0 : ${seen})`;
  return [wire(rawOf(net)), wire(net), { kind: 'assign', lhs: net, rhs }];
}
