import { namesOf, type Value } from '../../../english/index.ts';
import { actionsOf, changes, isNoun, targetsOf } from '../events.ts';
import type { Draft, Fact, Port, Trouble } from '../facts.ts';
import { factsOf, troubleAt } from '../facts.ts';
import { roleText } from '../telling.ts';
import { showsNext } from './notes.ts';
import type { QueueEvents, QueueOrder } from './told.ts';

/** What the words around a queue must agree with. */
interface Named {
  readonly order: QueueOrder;
  readonly width: number;
  readonly data: string;
}

const NAMES: Readonly<Record<QueueOrder, RegExp>> = {
  fifo: /\b(?:stacks?|lifo|on top of)\b/i,
  lifo: /\b(?:queues?|fifos?)\b/i,
};

/** A stack that another sentence calls a queue, bytes of another width, a priority that a queue does not have. */
export function oddWords(draft: Draft, { order, width }: Named): Trouble | null {
  const sentences = draft.facts.filter(({ about }) => about === null);
  const misnamed = sentences.find(({ text }) => NAMES[order].test(text.replaceAll(/`\w+`/g, '')));
  if (misnamed !== undefined)
    return troubleAt('contradiction', 'the text calls it a stack here and a queue elsewhere', misnamed.span);
  const bytes = sentences.find(({ text }) => width !== 8 && /\bbytes?\b/i.test(text));
  if (bytes !== undefined) return troubleAt('contradiction', 'a byte has 8 bits, and a word here has not', bytes.span);
  const priority = factsOf(draft.facts, 'priority').find(
    ({ statement: { first } }) => !(first.k === 'name' && first.name === draft.reset?.signal),
  );
  return priority === undefined
    ? null
    : troubleAt('unsupported', 'a priority between writes and reads is not understood', priority.span);
}

/** What stands beside the ports of a queue that the sentences do not tell again; anything else must be read. */
const PUT = /^(?:write|push|enqueue|store)(?:[ -](?:request|enable|strobe|signal|command))?$/i;
const TAKE = /^(?:read|pop|dequeue|fetch)(?:[ -](?:request|enable|strobe|signal|command))?$/i;
const DATA_IN =
  /^(?:(?:value|data|word|byte|item) to (?:be )?(?:write|push|store|enqueue|written|pushed|stored|enqueued)|(?:write|input) data|data in(?:put)?)$/i;
const DATA_OUT = /^(?:(?:value|data|word|byte|item) (?:read|popped)(?: last)?|(?:read|output) data|data out(?:put)?)$/i;
const FLAG = /^(?:full|empty)(?: flag)?$/i;

/** Words for the one that does not come out next. */
const AGES: Readonly<Record<QueueOrder, RegExp>> = {
  fifo: /\b(?:newest|top|youngest)\b/i,
  lifo: /\b(?:oldest|front|head)\b/i,
};

/** A description that calls a port what it is not: a request to read where it writes, free places where words count. */
export function oddDescription(
  draft: Draft,
  { write, read }: QueueEvents,
  { data, counts, order }: { readonly data: string; readonly counts: readonly string[]; readonly order: QueueOrder },
): Trouble | null {
  const [puts, takes] = [new Set(namesOf(write.guard)), new Set(namesOf(read.guard))];
  const shown = new Set(targetsOf(read.others));
  const isRead = (name: string): boolean =>
    draft.facts.some((fact) => fact.about === name && fact.statement.s !== 'context');
  const isOdd = ({ name, direction, port }: Port): boolean => {
    const text = roleText(port);
    if (text === '' || name === draft.clock?.name || name === draft.reset?.signal) return false;
    if (direction === 'input' && name === data) return !DATA_IN.test(text);
    if (direction === 'input') return !(puts.has(name) && PUT.test(text)) && !(takes.has(name) && TAKE.test(text));
    if (shown.has(name)) return !DATA_OUT.test(text) || AGES[order].test(text);
    return !isRead(name) && !isOwnFlag(text, name, counts);
  };
  const odd = [...draft.inputs, ...draft.outputs].find(isOdd);
  return odd === undefined
    ? null
    : troubleAt('contradiction', `what stands beside ${odd.name} is not what the sentences make of it`, odd.port.span);
}

/** `full flag` beside `full`. */
const isOwnFlag = (text: string, name: string, counts: readonly string[]): boolean =>
  FLAG.test(text) && !counts.includes(name) && text.toLowerCase().startsWith(name.toLowerCase());

/** Sentences that say that nothing happens stop what the queue does; of other registers they leave it open. */
export function idleElsewhere(draft: Draft, idle: readonly Fact[], events: QueueEvents): Trouble | null {
  if (idle.length === 0) return null;
  const own = new Set<Fact>([...events.write.facts, ...events.read.facts, ...idle]);
  const other = factsOf(draft.facts, 'do').find(
    (fact) =>
      !own.has(fact) &&
      (fact.statement.edge !== null ||
        actionsOf(fact).some(({ a, target }) => a !== 'set' && !isNoun(target, 'queue whole'))),
  );
  return other === undefined
    ? null
    : troubleAt('ambiguous', 'it is not clear whether this happens where nothing is said to happen', other.span);
}

/** The number of words is told once, and is undefined nowhere; what is shown is undefined only while nothing is stored. */
export function levelElsewhere(
  draft: Draft,
  counts: readonly string[],
  isEmptyOnly: (when: Value) => boolean,
): Trouble | null {
  const setters = factsOf(draft.facts, 'do').filter((fact) =>
    targetsOf(actionsOf(fact)).some((name) => counts.includes(name)),
  );
  const again = setters.find((fact) =>
    actionsOf(fact).some((action) => action.a !== 'set' || !isNoun(action.value, 'queue level')),
  );
  if (again !== undefined)
    return troubleAt('contradiction', 'this is the number of words, and told to be something else', again.span);
  const open = factsOf(draft.facts, 'fact').find(({ statement: { fact, values } }) => {
    const [target, when] = values;
    if (fact !== 'queue-undefined' || when === undefined) return false;
    return !isEmptyOnly(when) || !showsNext(draft, target);
  });
  return open === undefined
    ? null
    : troubleAt('contradiction', 'this is told for a time in which it has a value', open.span);
}

/** What a write or a read sets is set by nothing else. */
export function setElsewhere(draft: Draft, events: QueueEvents): Trouble | null {
  const own = [...events.write.facts, ...events.read.facts] as readonly Fact[];
  const names = new Set(targetsOf([...events.write.others, ...events.read.others]));
  const other = factsOf(draft.facts, 'do').find(
    (fact) => !own.includes(fact) && changes(fact, (name) => names.has(name)),
  );
  return other === undefined
    ? null
    : troubleAt('ambiguous', 'a write or a read sets this too: how the two go together is open', other.span);
}
