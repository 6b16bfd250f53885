import type { Spec } from '../../contracts/spec.ts';
import { isWord, NUMBER_WORDS } from '../../english/index.ts';
import { compoundNames } from './compound-names.ts';
import type { Draft, Internal, Port, Trouble } from './facts.ts';
import { isSentence, troubleAt } from './facts.ts';

const COUNT = '(?:one|two|three|four|five|six|seven|eight|nine|ten|sixteen|\\d{1,3})';
const BITS = (group: string): string => `(?:(?<${group}>${COUNT})[ -]?bits?(?:[ -]wide)?\\s+)`;
const STORAGE =
  '(?<noun>(?:(?:shift|counter|shadow|index|tick|cycle)\\s+)?(?:registers?|counters?|flags?|signals?|wires?|flip-?flops?|variables?|timers?|prescalers?))';
const NAMES = '\x60?[A-Za-z_]\\w*\x60?(?:(?:,\\s*(?:and\\s+)?|\\s+and\\s+)\x60?[A-Za-z_]\\w*\x60?){0,5}';

/** `x and y are internal 4-bit registers`, `c is an internal counter of 3 bits`. */
const IS_INTERNAL = new RegExp(
  `(?:^|[.;:,]\\s+)(?:both\\s+)?(?<names>${NAMES})\\s+(?:is|are)\\s+(?:(?:an?|the|two|three|four)\\s+)?(?:internal\\s+${BITS('one')}?|${BITS('two')}internal\\s+)${STORAGE}(?:\\s+of\\s+(?<three>${COUNT})\\s+bits?)?`,
  'gi',
);
/** `4-bit registers \`ra\` and \`rb\``, `the counter (cnt)`, `the counter cnt_10`. */
const NAMED = new RegExp(
  `(?:${BITS('one')}(?:(?:internal|binary|free[ -]running)\\s+)?|internal\\s+${BITS('two')}?|)\\b${STORAGE}(?:\\s+in\\s+series)?(?:,?\\s+(?:named|called)|,)?\\s+\\(?\x60?(?<first>[A-Za-z_]\\w*)\x60?\\)?(?:,\\s+\x60?(?<middle>[A-Za-z_]\\w*)\x60?(?=,?\\s+and\\s))?(?:(?:\\s*,)?\\s+and\\s+\\(?\x60?(?<second>[A-Za-z_]\\w*)\x60?\\)?)?(?:\\s+\\((?<after>${COUNT})[ -]bits?(?:[ -]wide)?\\))?`,
  'gi',
);
/** `count (reg [7:0]): …`, `cnt: A 8-bit register …`, `res [3:0]: 4-bit register …`. */
const ENTRY = new RegExp(
  `^(?<names>${NAMES})\\s*(?:(?<typed>\\(\\s*(?:reg|wire|logic)\\s*(?:\\[\\s*(?<top>\\d+)\\s*:\\s*0\\s*\\])?\\s*\\))|\\[\\s*(?<msb>\\d+)\\s*:\\s*0\\s*\\])?\\s*:\\s*(?<rest>.*)$`,
  'i',
);
const ENTRY_TEXT = new RegExp(`^(?:an?\\s+)?(?:internal\\s+)?${BITS('one')}(?:internal\\s+)?${STORAGE}\\b`, 'i');
/** `an internal 6-bit counter` without a name behind it. */
const ANONYMOUS = new RegExp(
  `\\b(?:an?|the|its)\\s+(?:internal\\s+${BITS('one')}?|${BITS('two')}internal\\s+)${STORAGE}\\b(?:\\s+(?:of|with)\\s+(?<three>${COUNT})[ -]bits?)?(?!\\s+(?:named|called|\x60|\\())`,
  'gi',
);

/** `A free-running 8-bit counter is incremented …`, `a 3-bit prescaler counts …`: told of by what it does. */
const RUNNING = new RegExp(
  `\\ban?\\s+(?:free[ -]?running\\s+)?${BITS('one')}(?:(?:free[ -]?running|binary)\\s+)?(?<noun>(?:(?:index|tick|cycle)\\s+)?(?:counter|prescaler))(?=\\s+(?:counts|runs|cycles|steps|is\\s+incremented|is\\s+decremented|increments|advances|wraps|goes))`,
  'gi',
);

/** `An egg timer contains a 5-bit down counter`. */
const CONTAINED = new RegExp(
  `\\b(?:contains|has|owns|uses|includes|around)\\s+an?\\s+${BITS('one')}(?:(?:binary|up|down)\\s+)*(?<noun>counter)(?=[.;,]|$|\\s+(?:that|which|and|whose)\\b)`,
  'gi',
);

/** `A 2-bit counter counts 0, 1, …`: a counter told value by value, without a name. */
const COUNTING = new RegExp(
  `\\ban?\\s+${BITS('one')}(?<noun>counter)(?=\\s+counts\\s+(?:up\\s+|through\\s+)?\\d{1,4}\\s*,)`,
  'gi',
);

const bitsOf = (...texts: readonly (string | undefined)[]): number | null => {
  const text = texts.find((one) => one !== undefined);
  return text === undefined ? null : (NUMBER_WORDS[text.toLowerCase()] ?? Number(text));
};

/** Internal signals of a spec's prose, one for each name; a trouble where one is given two widths. */
export function internalsOf(spec: Spec): readonly Internal[] | Trouble {
  const taken = new Set([...spec.ports.map((port) => port.name), ...spec.params.map((param) => param.name), spec.top]);
  const compounds = compoundNames(spec);
  const found: Internal[] = [];
  for (const sentence of spec.body.filter(isSentence)) {
    if (sentence.kind === 'heading') continue;
    for (const one of introducedIn(sentence.text, spec)) {
      if (!taken.has(one.name)) found.push({ ...one, span: sentence.span });
    }
    for (const { words, name, width, noun } of compounds) {
      const isSaid = new RegExp(`\\b${words.replaceAll(' ', '[ -]')}\\b`, 'i').test(sentence.text);
      if (isSaid) found.push({ name, width, anonymous: false, nouns: [noun], span: sentence.span });
    }
  }
  const clash = found.find((one) => found.some((other) => other.name === one.name && differ(one.width, other.width)));
  if (clash !== undefined) return troubleAt('contradiction', `${clash.name} is given two widths`, clash.span);
  return withoutDoubles(merged(found));
}

const differ = (left: number | null, right: number | null): boolean =>
  left !== null && right !== null && left !== right;

function merged(found: readonly Internal[]): readonly Internal[] {
  const byName = new Map<string, Internal>();
  for (const one of found) {
    const known = byName.get(one.name);
    byName.set(one.name, {
      ...one,
      width: known?.width ?? one.width,
      nouns: [...new Set([...(known?.nouns ?? []), ...one.nouns])],
    });
  }
  return [...byName.values()];
}

/** "An internal counter" and "the counter (cnt)" are one signal: the one that has a name. */
function withoutDoubles(all: readonly Internal[]): readonly Internal[] {
  return all.filter(
    (one) =>
      !one.anonymous || !all.some((other) => !other.anonymous && other.nouns.some((noun) => one.nouns.includes(noun))),
  );
}

type Introduced = Omit<Internal, 'span'>;

function introducedIn(text: string, spec: Spec): readonly Introduced[] {
  return [
    ...entryNames(text),
    ...internalSubjects(text),
    ...namedStorage(text, spec),
    ...anonymousStorage(text),
    ...runningCounters(text, spec),
  ];
}

const listed = (names: string): readonly string[] =>
  names.split(/\s*,\s*(?:and\s+)?|\s+and\s+/).map((name) => name.replaceAll('\x60', '').trim());

const singular = (noun: string | undefined): string =>
  (noun ?? '')
    .toLowerCase()
    .replaceAll(/[\s-]+/g, ' ')
    .replace(/s$/, '')
    .replace('flipflop', 'flip flop');

function entryNames(text: string): readonly Introduced[] {
  const entry = ENTRY.exec(text)?.groups;
  if (entry === undefined) return [];
  const { typed, names = '', rest = '' } = entry;
  const said = ENTRY_TEXT.exec(rest)?.groups;
  if (said === undefined && typed === undefined) return [];
  const top = entry['top'] ?? entry['msb'];
  const stated = bitsOf(said?.['one']);
  const plain = typed !== undefined && stated === null ? 1 : stated;
  const width = top === undefined ? plain : Number(top) + 1;
  const nouns = said === undefined ? ['register'] : [singular(said['noun'])];
  return listed(names).map((name) => ({ name, width, anonymous: false, nouns }));
}

function internalSubjects(text: string): readonly Introduced[] {
  return [...text.matchAll(IS_INTERNAL)].flatMap(({ groups = {} }) => {
    const width = bitsOf(groups['one'], groups['two'], groups['three']);
    return listed(groups['names'] ?? '').map((name) => ({
      name,
      width,
      anonymous: false,
      nouns: [singular(groups['noun'])],
    }));
  });
}

/** A name behind a storage noun: quoted, spelt like no word (`cnt_10`), or an unknown word that the text uses again. */
function namedStorage(text: string, spec: Spec): readonly Introduced[] {
  return [...text.matchAll(NAMED)].flatMap((hit) => {
    const { one, two, first, middle, second, after, noun = '' } = hit.groups ?? {};
    const names = [first, ...(/s$/i.test(noun) ? [middle, second] : [])].filter((name) => name !== undefined);
    return names
      .filter((name) => isName(name, hit[0], spec))
      .map((name) => ({ name, width: bitsOf(one, two, after), anonymous: false, nouns: [singular(noun)] }));
  });
}

/** Words that no signal is called by, whatever stands before them. */
const FUNCTION_WORD = /^(?:the|an?|it|its|this|that|these|those|and|or|of|in|on|by|at|to|is|are|then|so)$/i;

function isName(name: string, around: string, spec: Spec): boolean {
  if (around.includes(`\x60${name}\x60`)) return true;
  // A letter behind a stated width is a name, whatever else it may be.
  if (/^[b-hj-z]$/i.test(name) && /\bbits?\b/i.test(around))
    return new RegExp(`\\b${name}\\b[^]*\\b${name}\\b`).test(spec.text);
  if (isWord(name) || FUNCTION_WORD.test(name)) return false;
  if (/\d|_/.test(name)) return true;
  const uses = spec.text.match(new RegExp(`\\b${name}\\b`, 'g'))?.length ?? 0;
  return uses > 1 && (name.length <= 4 || around.includes(`(${name})`));
}

function anonymousStorage(text: string): readonly Introduced[] {
  return [...text.matchAll(ANONYMOUS), ...text.matchAll(COUNTING)].flatMap((hit) => {
    const next = /^\s+([A-Za-z_]\w*)/.exec(text.slice(hit.index + hit[0].length))?.[1];
    if (next !== undefined && !isWord(next) && (/\d|_/.test(next) || next.length <= 3)) return [];
    const { one, two, three, noun = '' } = hit.groups ?? {};
    if (/s$/i.test(noun)) return [];
    return [{ name: singular(noun), width: bitsOf(one, two, three), anonymous: true, nouns: [singular(noun)] }];
  });
}

/** A counter that no output has the width of: it is inside. */
function runningCounters(text: string, spec: Spec): readonly Introduced[] {
  return [...text.matchAll(RUNNING), ...text.matchAll(CONTAINED)].flatMap(({ groups = {} }) => {
    const [noun, width] = [singular(groups['noun']), bitsOf(groups['one'])];
    const isOutput = spec.ports.some(
      (port) => port.direction === 'output' && port.width === width && !isMadeOf(port.name, noun, spec),
    );
    return isOutput ? [] : [{ name: noun, width, anonymous: true, nouns: [noun] }];
  });
}

/** "Code is the Gray code of the counter": an output that the text makes of the counter is not the counter. */
function isMadeOf(name: string, noun: string, spec: Spec): boolean {
  const made = new RegExp(
    `\\b${name}\x60?\\s+(?:is|carries|shows|gives|holds)\\s+(?:this|the)\\s+[^.;:]{0,60}?(?:\\b(?:of|from)\\s+(?:the|this)\\s+(?:binary\\s+)?${noun}|(?:the|this)\\s+(?:binary\\s+)?${noun}\\s+in)\\b`,
    'i',
  );
  return spec.body.some((block) => isSentence(block) && made.test(block.text));
}

/** An internal signal with the shape of a port, so that expressions and guards look it up like any other name. */
export function internalPort(internal: Internal): Port {
  const name = signalName(internal);
  const { width, span } = internal;
  return {
    name,
    direction: 'output',
    width,
    widthText: String(width),
    signed: false,
    msb: width === null ? null : width - 1,
    lsb: 0,
    port: { name, direction: 'output', width: width ?? 1, signed: false, range: null, description: '', span },
  };
}

/** The name a signal has in the design; a noun of two words is joined. */
export const signalName = (internal: Internal): string => internal.name.replaceAll(' ', '_');

/** A name for something inside the design that no port or signal of the text has. */
export const freeName = (name: string, { ports }: Pick<Draft, 'ports'>): string =>
  ports.some((port) => port.name === name) ? freeName(`${name}_here`, { ports }) : name;
