import type { Spec, SpecPort } from '../../contracts/spec.ts';
import { type EnglishScope, isBehaviour, readSentence, type SentenceReading } from '../../english/index.ts';
import { isClockName } from './draft.ts';
import { informalLevel } from './informal.ts';
import type { ReadSentence } from './reading-types.ts';
import { CONTEXT, isTelling } from './telling.ts';

/** The prose beside the ports: what it tells must be read; the rest names the port's role. */
export function readDescriptions(spec: Spec, scope: EnglishScope, first: number): readonly ReadSentence[] {
  return spec.ports.flatMap((port, at): readonly ReadSentence[] => {
    if (port.description.trim() === '') return [];
    const base = { text: port.description, span: port.span, about: port.name, caseValue: null, caseSignal: null };
    return port.description.split(/(?<=[.;])\s+/).map(
      (text, part): ReadSentence => ({
        ...base,
        index: first + at * 8 + part,
        readings: part > 0 && TELLING_MORE.test(text) ? toldMore(text, port, scope) : described(text, port, scope),
      }),
    );
  });
}

/** A sentence behind the role of a port. */
const TELLING_MORE = /^(?:\S+\s+)*?(?:is|are|must|should|shall|has|have|exists?|add|use|do|does|can|may|will)\b/i;

/** What a sentence behind the role says must be read like any other. */
function toldMore(text: string, port: SpecPort, scope: EnglishScope): readonly SentenceReading[] {
  const found = described(text, port, scope);
  const isContext = found.every(({ statements }) => statements.every(({ s }) => s === 'context'));
  if (found.length > 0 && !isContext) return found;
  const beside = readSentence(text, { ...scope, describes: port.direction === 'output' ? 'output' : 'input' });
  return beside.length > 0 ? beside : readSentence(text, scope);
}

/** An edge beside the clock: read where it can be, so that the text cannot say another. */
const EDGE = /\b(?:rising|positive|falling|negative)[\s-]+(?:clock[\s-]+)?edge|\b(?:pos|neg)edge\b/i;

/** What a clock is for, in any words that leave open how it is used. */
const CLOCK_ROLE =
  /^(?:the\s+)?(?:(?:main|system|input|single|global)\s+)?clock(?:\s+(?:signal|input|line))?(?:\s+(?:that|which|used|for|to|driving)\b[a-z\s-]*)?\.?$/i;
const CLOCK_USE =
  /\b(?:edge|ris|fall|posi|nega|twice|half|both|gat|enabl|disabl|stop|paus|while|when|whenever|if|unless|until|only|not|no|never|invert|divid|delay|activ|low|high|reset|level|latch|async|every|each|second|other|one|two|three|four|faster|slower)\w*/i;

/** What an input makes a counter do; the sentences that tell it must agree. */
const MOVES = /^(?:(?:count|step|move|go)(?:s|es)? (?:up|down)|(?:in|de)crements?)\.?$/i;

/** Which outputs are registers is a fact wherever it stands. */
const STORAGE = /\bcombinat/i;

/** Where digits stand in a word is a fact. */
const DIGITS = /\btens\b/i;

/** Words that fix the order of the operands. */
const ORDER = /\b(?:minuend|subtrahend)\b/i;

/** Words that fit a port of the other direction. */
const OUT_ROLE = /^(?:the\s+)?(?:\d+-bit\s+)?output(?:\s+(?:clock|signal|data|port|bus))?\.?$/i;
const IN_ROLE = /^(?:the\s+)?(?:\d+-bit\s+)?input(?:\s+(?:clock|signal|data|port|bus))?\.?$/i;

/** What a port was, or of how many of something: no role, but something that happens. */
const TELLS =
  /\b(?:there (?:was|were)|loses?|lost|at most|exactly|no more than|first (?:loaded|stored|written|captured|sampled)|number of (?:zeros|zeroes|0s)|for (?:one|a single|exactly)\b|plus|minus|bit \d+ (?:is|being)|inclusive|exclusive|edge-?detected|open[- ]drain|johnson|sign[- ](?:and[- ])?magnitude|big[- ]endian|little[- ]endian)\b|^(?:freeze|hold|pause|stop|stall|ignored|toggle)\.?$/i;

/** Words beside a port that say what it does, how or when, and not only what it is for. */
const DOING =
  /\b(?:disabl|inhibit|down(?:wards?)?\b|decrement|underflow|borrow|triple|always|never|sticky|latch|edge|phase|starts\b|ends\b|stops\b|begins\b|prolongs\b|extends\b|restarts\b|aborts\b|cancels\b|significant bit (?:comes |is )?(?:first|last)|unused|tri-?stat|inver|(?:ring|johnson) counter|divisor|l(?:arger|ower)|smaller|greater|differen|lsb|msb|(?:two|three|four|five|six|seven|eight|nine|ten|sixteen|twice|double|half)\b)/i;

const WORDS = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];

/** A number that is not the port's own size, or a word for what happens: it must be read, or the engine abstains. */
function saysMore(text: string, port: SpecPort): boolean {
  const isOwn = (bits: string): boolean =>
    Number(bits) === port.width || WORDS.indexOf(bits.toLowerCase()) === port.width || /^single$/i.test(bits);
  const plain = text
    .replaceAll(/\b(\w+)[-\s]?bits?\b/gi, (said, bits: string) => (isOwn(bits) ? '' : said))
    .replaceAll(/\b(two|three|four|five|six|seven|eight|nine|ten)\b/gi, (said) => (isOwn(said) ? '' : said))
    // Ranges from zero are held against the design like every number of a sentence.
    .replaceAll(/\b0\s*(?:to|-)\s*\d+\b/g, '')
    .replaceAll(/\b(?:bit|input|channel|operand|choice|source|lane|stage|port) \d+\b/gi, '')
    .replaceAll(/\b1 each\b/g, (said) => (port.width === 1 ? '' : said));
  const isTurned = (port.direction === 'input' ? OUT_ROLE : IN_ROLE).test(text.trim());
  return /\d/.test(plain) || DOING.test(plain) || TELLS.test(plain) || /\bbit \d+ is\b/i.test(text) || isTurned;
}

function described(text: string, port: SpecPort, scope: EnglishScope): readonly SentenceReading[] {
  const side = port.direction === 'output' ? 'output' : 'input';
  const beside = { ...scope, describes: side } satisfies EnglishScope;
  const read = (): readonly SentenceReading[] => readSentence(text, beside);
  if (isClockRole(text, port, scope)) return CONTEXT;
  if (
    isTelling(text) ||
    STORAGE.test(text) ||
    DIGITS.test(text) ||
    ORDER.test(text) ||
    saysMore(text, port) ||
    namesAnother(text, port.name, scope)
  ) {
    const whole = read();
    if (whole.length > 0) return whole;
    const worded = side === 'output' ? asSentence(text, port, scope) : [];
    return worded.length > 0 ? worded : loosely(text, port, { scope, beside });
  }
  return named(text, port, read);
}

/** What names the port's role, and may say one thing more of it. */
function named(
  text: string,
  { direction, width }: SpecPort,
  read: () => readonly SentenceReading[],
): readonly SentenceReading[] {
  const side = direction === 'output' ? 'output' : 'input';
  if (direction === 'input' && MOVES.test(text))
    return read().filter(({ statements }) => statements.every(({ s }) => s === 'fact'));
  // An edge beside an output, or beside a bus, is none of the clock's.
  const isClock = side === 'input' && width === 1;
  if (EDGE.test(text))
    return orContext(read(), (reading) => reading.statements.every(({ s }) => (s === 'clock') === isClock));
  return side === 'output' && CONTENTS.test(text) ? orContext(read(), ofQueue) : CONTEXT;
}

/** What is in a queue, beside an output: "no value is stored", "number of words held". */
const CONTENTS = /\b(?:stored|held|buffered|queued|waiting|occupied|entries|full|empty|fill|occupancy)\b/i;

const ofQueue = ({ rules }: SentenceReading): boolean => rules.some((rule) => rule.startsWith('queue.'));

/** What the clock is for, beside the clock. */
const isClockRole = (text: string, port: SpecPort, scope: EnglishScope): boolean =>
  port.direction === 'input' &&
  port.width === 1 &&
  isClockName(port.name) &&
  CLOCK_ROLE.test(text) &&
  !CLOCK_USE.test(text) &&
  !namesAnother(text, port.name, scope);

/** What cannot be read as a whole: part by part, or as the level at which the port says something. */
function loosely(
  text: string,
  port: SpecPort,
  at: { readonly scope: EnglishScope; readonly beside: EnglishScope },
): readonly SentenceReading[] {
  const parts = inSegments(text, port, at);
  return parts.length > 0 ? parts : (informalLevel(text, port, at.scope) ?? []);
}

/** `8-bit output representing the sum of a and b`: the role in front of what the output is. */
const ROLE =
  /^(?:(?:the\s+)?(?:(\d+|one|single)[-\s]bit\s+)?(?:output|result|flag|signal|value|bus|word|vector)?(?:\s+(?:signal|port|bit|flag|value|bus|vector))?\s*,?\s*)(?:representing|holding|carrying|containing|giving|showing|which is|that is|which holds|that holds|that carries|equal to)\s+(?=\S)/i;

/** Words with which a description goes on where the port's name stands in front of it. */
const VERB =
  /^(?:is|are|becomes?|goes|holds?|keeps?|follows?|toggles?|counts?|increments?|decrements?|wraps?|stays?|remains?|equals?|saturates?|rises|falls|shows|takes)\b/i;

/** A description of an output as the sentence it is short for: "q wraps around", "lt is 1 when a is below b". */
function asSentence(text: string, port: SpecPort, scope: EnglishScope): readonly SentenceReading[] {
  const role = ROLE.exec(text);
  const said = role?.[1];
  const width = said === undefined ? port.width : /^\d+$/.test(said) ? Number(said) : 1;
  if (role !== null && width === port.width) {
    const rest = readSentence(text.slice(role[0].length), { ...scope, describes: 'output' });
    if (rest.length > 0) return rest;
  }
  if (VERB.test(text)) return readSentence(`${port.name} ${text}`, scope);
  return /^(?:[01]|high|low|set|cleared|asserted|the|not|always|either)\b/i.test(text)
    ? readSentence(`${port.name} is ${text}`, scope)
    : [];
}

/** Words that make one part of a description depend on another. */
const DEPENDS =
  /\b(?:otherwise|else|or|nor|but|then|so|which|that|until|unless|except|instead|where|one|two|both|each|same|than|bits?)\b|\d|=/i;

/**
 * A description of several parts ("position, wraps around"; "read data (registered)"): each names a role or is read by
 * itself, and one at least is read. Parts that lean on each other are not taken apart.
 */
function inSegments(
  text: string,
  port: SpecPort,
  { scope, beside }: { readonly scope: EnglishScope; readonly beside: EnglishScope },
): readonly SentenceReading[] {
  const segments = text
    .split(/\s*[,;]\s+|\s*[()]\s*|\s+-{1,2}\s+/)
    .map((one) => withoutWidth(one.replace(/[.;,]$/, '').trim(), port))
    .filter((one) => one !== '');
  if (segments.length < 2 || segments.length > 6) return [];
  const read = segments.map((one): readonly SentenceReading[] => {
    if (ROLE_NOUN.test(one)) return CONTEXT;
    if (!isTelling(one) && !namesAnother(one, port.name, scope) && !DEPENDS.test(one) && !isBehaving(one))
      return CONTEXT;
    const whole = readSentence(one, beside);
    return whole.length > 0 || port.direction !== 'output' ? whole : asSentence(one, port, scope);
  });
  const isRead = read.every((readings) => readings.length === 1);
  if (!isRead) return [];
  const all = read.flatMap((readings) => readings.slice(0, 1));
  return [
    {
      statements: all.flatMap((one) => one.statements),
      rules: all.flatMap((one) => one.rules),
      cost: all.reduce((sum, one) => sum + one.cost, 0),
    },
  ];
}

/** `8-bit` in front of a role, where that is what the port has. */
const withoutWidth = (text: string, port: SpecPort): string =>
  text.replace(/^(\d+)[-\s]bit\s+(?=\w)/i, (said, bits: string) => (Number(bits) === port.width ? '' : said));

/** A noun for what ports carry, whatever they carry. */
const ROLE_NOUN =
  /^(?:the\s+)?(?:(?:input|output|data|control|external|raw|serial)\s+)*(?:signals?|inputs?|outputs?|lines?)$/i;

const isBehaving = (text: string): boolean => text.split(/\W+/).some((word) => isBehaviour(word.toLowerCase()));

/** The readings of one kind; where there is none, the text only names a role. */
function orContext(
  readings: readonly SentenceReading[],
  isOfKind: (reading: SentenceReading) => boolean,
): readonly SentenceReading[] {
  const kept = readings.filter(isOfKind);
  return kept.length > 0 ? kept : CONTEXT;
}

/** True where a description names another port: then it says how the two go together. */
function namesAnother(text: string, own: string, scope: EnglishScope): boolean {
  const words = new Set(text.match(/[A-Za-z_]\w*/g) ?? []);
  // `a` is a name where no noun follows it.
  const isName = (name: string): boolean => name !== 'a' || /\ba\s*(?:$|[,.;)]|(?:and|or|is)\b)/.test(text);
  return scope.names.some((name) => name !== own && words.has(name) && isName(name));
}
