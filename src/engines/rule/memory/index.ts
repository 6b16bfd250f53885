import type { Outcome } from '../../../contracts/outcome.ts';
import { fail, ok } from '../../../contracts/outcome.ts';
import { type Action, type Branch, mapValue, op, type Statement, type Value } from '../../../english/index.ts';
import type { DoFact, Draft, Fact, Internal, Memory, MemoryRead, MemoryWrite, Trouble } from '../facts.ts';
import { factsOf, troubleAt } from '../facts.ts';
import { internalPort } from '../internals.ts';
import { mapBranches } from '../map-facts.ts';
import { oddPort } from './descriptions.ts';
import { portOfRole, readPairs } from './roles.ts';
import { isWord, soleWrite, unlike, withClearedWords } from './write.ts';

/**
 * The draft with the words of a memory as wires of their own: sentences then read `the word at address ra` as any other
 * signal, and a register that loads it sees what the word was before the edge.
 */
export function withMemory(stated: Draft): Draft {
  const draft = { ...stated, facts: [...withRoles(stated), ...impliedReads(stated)] };
  const writes = factsOf(draft.facts, 'do').filter((fact) => fact.statement.branches.some(writesWord));
  const words = distinctWords(draft.facts);
  if (writes.length === 0 || words.length === 0) return stated;
  const found = memoryOf(draft, writes, words);
  if (!found.ok) return { ...stated, memory: found };
  const { value: memory } = found;
  const internals = memory.reads.map(
    ({ net }): Internal => ({ name: net, width: memory.width, anonymous: true, nouns: [], span: spanOf(draft) }),
  );
  const wired = new Map(
    draft.facts.map((fact) => [
      fact,
      memory.claims.includes(fact) ? fact : withClearedWords(withWires(fact, memory.reads), draft),
    ]),
  );
  return {
    ...draft,
    internals: [...draft.internals, ...internals],
    ports: [...draft.ports, ...internals.map(internalPort)],
    facts: [...wired.values()],
    resetFacts: draft.resetFacts.map((fact) => wired.get(fact) ?? fact),
    memory: found,
  };
}

const spanOf = (draft: Draft): Fact['span'] => draft.facts[0]?.span ?? { start: 0, end: 0, line: 1, lastLine: 1 };

const writesWord = (branch: Branch): boolean =>
  branch.actions.some((action) => action.a === 'set' && isWord(action.target));

/** "Writes happen …" with the ports that the interface describes as write address and write data. */
function withRoles(draft: Draft): readonly Fact[] {
  const role = (value: Value): Value => {
    if (value.k !== 'noun' || (value.noun !== 'write address' && value.noun !== 'write data')) return value;
    const port = portOfRole(draft, value.noun);
    return port === null ? value : { k: 'name', name: port.name };
  };
  return draft.facts.map((fact) => withValues(fact, role));
}

/** "Reads are combinational" of outputs that no other sentence speaks of. */
function impliedReads(draft: Draft): readonly Fact[] {
  const [said] = factsOf(draft.facts, 'fact').filter(({ statement }) => statement.fact === 'reads');
  const pairs = said === undefined ? null : readPairs(draft);
  if (said === undefined || pairs === null) return [];
  const told = JSON.stringify(factsOf(draft.facts, 'do').map(({ statement }) => statement.branches));
  return pairs
    .filter(({ data }) => !told.includes(JSON.stringify({ k: 'name', name: data.name })))
    .map(({ data, address }): Fact => {
      const value = op('word', { k: 'name', name: address.name });
      const action: Action = { a: 'set', target: { k: 'name', name: data.name }, value };
      const isSync = said.statement.text === 'sync';
      const statement: Statement = {
        s: 'do',
        chain: false,
        edge: isSync ? (draft.clock?.edge ?? 'pos') : null,
        branches: [{ guard: null, actions: [action] }],
        ...(isSync ? {} : { wire: true as const }),
      };
      return { ...said, about: null, statement };
    });
}

/** Applies a change to every value of a behaviour sentence, targets too. */
function withValues(fact: Fact, change: (value: Value) => Value): Fact {
  return mapBranches(fact, (branch) => ({
    ...branch,
    guard: branch.guard === null ? null : mapValue(branch.guard, change),
    actions: branch.actions.map(
      (action): Action =>
        action.a !== 'set'
          ? action
          : {
              ...action,
              target: action.target === null ? null : mapValue(action.target, change),
              value: mapValue(action.value, change),
            },
    ),
  }));
}

/** Addresses that are read, each once. */
function distinctWords(facts: readonly Fact[]): readonly Value[] {
  const found = new Map<string, Value>();
  const note = (value: Value): Value => {
    const address = isWord(value) ? value.args[0] : undefined;
    if (address !== undefined) found.set(JSON.stringify(address), address);
    return value;
  };
  for (const { statement } of factsOf(facts, 'do'))
    for (const branch of statement.branches) {
      if (branch.guard !== null) mapValue(branch.guard, note);
      for (const action of branch.actions) if (action.a === 'set') mapValue(action.value, note);
    }
  return [...found.values()];
}

const netOf = (index: number): string => `word_${String(index)}`;

function withWires(fact: Fact, reads: readonly MemoryRead[]): Fact {
  return withValues(fact, (value) => {
    if (!isWord(value)) return value;
    const read = reads.find(({ address }) => JSON.stringify(address) === JSON.stringify(value.args[0]));
    return read === undefined ? value : { k: 'name', name: read.net };
  });
}

function memoryOf(draft: Draft, writes: readonly DoFact[], words: readonly Value[]): Outcome<Memory, Trouble> {
  const written = soleWrite(draft, writes);
  if (!written.ok) return written;
  const { fact, write } = written.value;
  const shape = shapeOf(write, words, draft);
  if (shape === null) return unlike('the widths of the words and addresses of the memory do not agree', fact);
  const notes = memoryNotes(draft);
  const zero = zeroOf(notes);
  if (zero === undefined || (zero !== null && zero >= shape.depth))
    return unlike('it is not clear which word reads as zero', fact);
  const says = (name: string): boolean => notes.some(({ statement }) => statement.fact === name);
  const bypass = says('read-new');
  if (bypass && says('read-old'))
    return fail(troubleAt('contradiction', 'a read beside a write sees both the old and the new word', fact.span));
  const size = notes.find(({ statement }) => !sizeFits(statement, shape));
  if (size !== undefined)
    return fail(troubleAt('contradiction', 'the size named here is not that of the memory', size.span));
  if (draft.reset !== null && bypass)
    return unlike('what a read beside a write sees while the reset prevents the write is open', fact);
  const unknown = notes.find(({ statement }) => statement.fact === 'contents-unknown');
  if (draft.reset !== null && unknown !== undefined)
    return fail(troubleAt('contradiction', 'the words are said to be unknown, and to be reset', unknown.span));
  const timing = badTiming(draft, notes) ?? oddPort(draft, write, words);
  if (timing !== null) return timing;
  const titles = factsOf(draft.facts, 'build').filter(({ statement }) => MEMORIES.has(statement.thing.head));
  const odd = titles.find(({ statement }) => !statement.thing.features.every((one) => featureFits(one, shape, words)));
  if (odd !== undefined)
    return fail(troubleAt('contradiction', 'the size or kind named here is not that of the memory', odd.span));
  const reads = words.map((one, index): MemoryRead => ({ address: one, net: netOf(index) }));
  return ok({
    ...shape,
    zero,
    bypass,
    cleared: draft.reset !== null,
    write,
    reads,
    claims: [fact, ...notes, ...titles],
  });
}

/** Longest address of a memory that is written out as registers. */
const MAX_ADDRESS_BITS = 16;

/** Size of the memory by the ports that write it; null where an address that is read has another width. */
function shapeOf(
  { address, data }: MemoryWrite,
  words: readonly Value[],
  draft: Draft,
): Pick<Memory, 'depth' | 'width' | 'addressBits'> | null {
  const widthOf = (value: Value): number | null =>
    value.k === 'name' ? (draft.ports.find((one) => one.name === value.name)?.width ?? null) : null;
  const [addressBits, width] = [widthOf(address), widthOf(data)];
  if (addressBits === null || width === null || addressBits > MAX_ADDRESS_BITS) return null;
  const depth = 2 ** addressBits;
  const isFit = words.every((one) => widthOf(one) === addressBits || (one.k === 'num' && Number(one.value) < depth));
  return isFit ? { depth, width, addressBits } : null;
}

const MEMORIES: ReadonlySet<string> = new Set(['ram', 'register-file']);
const NOTES: ReadonlySet<string> = new Set([
  'reads',
  'word-zero',
  'word-locked',
  'read-old',
  'read-new',
  'contents-unknown',
  'memory-words',
  'memory-bits',
]);

type Note = Fact & { readonly statement: Extract<Statement, { readonly s: 'fact' }> };

const memoryNotes = (draft: Draft): readonly Note[] =>
  factsOf(draft.facts, 'fact').filter(({ statement }) => NOTES.has(statement.fact));

/** Words that a sentence counts are as many as the addresses tell apart, and as wide as what is written. */
function sizeFits({ fact, n }: Note['statement'], { depth, width }: Pick<Memory, 'depth' | 'width'>): boolean {
  if (fact === 'memory-words') return n === depth;
  return fact !== 'memory-bits' || n === width;
}

/** Words that are said to be read at once or at an edge are read so; a registered read beside a write says what it sees. */
function badTiming(draft: Draft, notes: readonly Note[]): ReturnType<typeof unlike> | null {
  const said = notes.filter(({ statement }) => statement.fact === 'reads');
  const [first] = said;
  if (first === undefined) return null;
  const isSync = first.statement.text === 'sync';
  const readers = factsOf(draft.facts, 'do').filter(({ statement }) =>
    statement.branches.some(({ actions }) =>
      actions.some((action) => action.a === 'set' && JSON.stringify(action.value).includes('"op":"word"')),
    ),
  );
  const agree =
    said.every(({ statement }) => statement.text === first.statement.text) &&
    readers.every(({ statement }) => (isSync ? statement.edge !== null : statement.edge === null));
  if (!agree) return unlike('what is said of when the memory is read does not agree', first);
  const isSettled = notes.some(({ statement }) => statement.fact === 'read-old' || statement.fact === 'read-new');
  return isSync && !isSettled ? unlike('the text does not say what a read beside a write sees', first) : null;
}

/** The address that reads as zero; null for none, undefined where that is not clear. */
function zeroOf(notes: readonly Note[]): number | null | undefined {
  const said = notes.filter(({ statement }) => statement.fact === 'word-zero');
  const locked = notes.filter(({ statement }) => statement.fact === 'word-locked');
  const addresses = [...said, ...locked].flatMap(({ statement }) => statement.values).map(addressOf);
  if (said.length === 0) return locked.length === 0 ? null : undefined;
  const [first] = addresses;
  return first !== undefined && first !== null && addresses.every((one) => one === first) ? first : undefined;
}

const addressOf = (value: Value): number | null =>
  isWord(value) && value.args[0]?.k === 'num' ? Number(value.args[0].value) : null;

function featureFits(
  feature: { readonly f: string; readonly n?: number; readonly word?: string },
  memory: Pick<Memory, 'depth' | 'width'>,
  words: readonly Value[],
): boolean {
  switch (feature.f) {
    case 'depth':
      return feature.n === memory.depth;
    case 'word-bits':
    case 'width':
      return feature.n === memory.width;
    case 'read-ports':
      return feature.n === words.length;
    case 'write-ports':
      return feature.n === 1;
    case 'count':
      return feature.n === 1;
    default:
      return feature.f === 'adj' && feature.word === 'synchronous';
  }
}
