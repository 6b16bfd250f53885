import { isWord, NUMBER_WORDS } from '../../english/index.ts';
import { type Draft, isSentence, type Port, type Trouble, troubleAt } from './facts.ts';

const NUMBER = '(one|two|three|four|five|six|seven|eight|nine|ten|twelve|sixteen|\\d{1,3})';
const numberOf = (text: string | undefined): number =>
  text === undefined ? -1 : (NUMBER_WORDS[text.toLowerCase()] ?? Number(text));

/** A place in the text where something is said of the ports in passing, and whether it is so. */
interface Said {
  readonly words: RegExp;
  readonly holds: (hit: RegExpExecArray, draft: Draft) => boolean;
}

const widths = (ports: readonly Port[]): readonly (number | null)[] => ports.map((port) => port.width);
const bitsOf = (ports: readonly Port[]): number => ports.reduce((sum, port) => sum + (port.width ?? 0), 0);

/** A number of things on one side of the module: its ports, their bits, or the bits of one of them. */
const counts = (n: number, ports: readonly Port[]): boolean =>
  [ports.length, bitsOf(ports), ...widths(ports)].includes(n);

/** A selector beside the inputs that it selects of: one input, or two with an enable, are not among them. */
const selects = (n: number, { inputs }: Draft): boolean =>
  [inputs.length - 1, inputs.length - 2].includes(n) ||
  inputs.some(({ width }) => width !== null && width % n === 0 && width > 1);

const SIZES: Readonly<Record<string, (from: number, to: number, draft: Draft) => boolean>> = {
  decoder: (from, to, { inputs, outputs }) => widthsOrMany(from, inputs) && widthsOrMany(to, outputs),
  encoder: (from, to, { inputs, outputs }) => widthsOrMany(from, inputs) && widthsOrMany(to, outputs),
  multiplexer: (from, to, draft) => to !== 1 || selects(from, draft),
  demultiplexer: (from, to, { outputs }) => from !== 1 || widthsOrMany(to, outputs) || isShared(to, outputs),
};

/** A vector of so many bits, or so many single bits and perhaps an enable. */
const widthsOrMany = (n: number, ports: readonly Port[]): boolean =>
  widths(ports).includes(n) || [ports.length, ports.length - 1, ports.length - 2].includes(n);

/** Lanes of one vector. */
const isShared = (n: number, ports: readonly Port[]): boolean =>
  ports.some(({ width }) => width !== null && width > 1 && width % n === 0);

const KIND = '(?:line\\s+|priority\\s+)?(decoder|encoder|multiplexer|mux|demultiplexer|demux)s?';
const kindOf = (word: string): string =>
  ({ mux: 'multiplexer', demux: 'demultiplexer' })[word.toLowerCase()] ?? word.toLowerCase();

const NAME = '\x60?[A-Za-z_]\\w*\x60?(?:\\s*\\[[^\\]]*\\])?';
const LIST = `(${NAME}(?:\\s*(?:,\\s*(?:and\\s+)?|\\band\\s+)${NAME})*)(?!\\s+(?:is|are|goes|go|has|have|becomes|which|that|was)\\b)`;
const SIZE_WORDS = '(?:(?:\\d+|one|single)[- ]bit\\s+|serial\\s+|data\\s+|control\\s+|separate\\s+)*';

/** So many ports, listed by their names: a name may be a vector that stands for all of them. */
function areListed(hit: RegExpExecArray, side: string, { inputs, outputs }: Draft): boolean {
  const ports = side.startsWith('input') ? inputs : outputs;
  const names = (hit[3] ?? '').replaceAll(/\x60|\s*\[[^\]]*\]/g, '').split(/\s*,\s*(?:and\s+)?|\s+and\s+/);
  const found = names.flatMap((name) => ports.find((port) => port.name === name) ?? []);
  // Words that end the list, or ports of the other side, are no names of it.
  const [only, more] = found;
  const isOther = more === undefined && only !== undefined && only.name.length > 1 && isWord(only.name);
  if (only === undefined || isOther) return true;
  return [found.length, bitsOf(found)].includes(numberOf(hit[1]));
}

const SAID: readonly Said[] = [
  {
    words: new RegExp(`\\b${NUMBER}[- ]to[- ]${NUMBER}[- ]${KIND}\\b`, 'gi'),
    holds: (hit, draft) => SIZES[kindOf(hit[3] ?? '')]?.(numberOf(hit[1]), numberOf(hit[2]), draft) ?? true,
  },
  {
    words: new RegExp(`\\b${NUMBER}-input\\s+(?:majority|voter|voting|lut)\\b`, 'gi'),
    holds: (hit, { inputs }) => counts(numberOf(hit[1]), inputs),
  },
  {
    words: new RegExp(`\\b${NUMBER}\\s+${SIZE_WORDS}(inputs?|outputs?)\\s*[,:]?\\s+(?=${LIST})`, 'gi'),
    holds: (hit, draft) => areListed(hit, (hit[2] ?? '').toLowerCase(), draft),
  },
  {
    words: new RegExp(
      `\\b${NUMBER}\\s+(?:flip-?flops|state bits|latches)\\s+\x60?[A-Za-z_]\\w*\x60?\\[(\\d+):(\\d+)\\]`,
      'gi',
    ),
    holds: (hit) => numberOf(hit[1]) === Math.abs(Number(hit[2]) - Number(hit[3])) + 1,
  },
  {
    words: new RegExp(`\\b${NUMBER}\\s+${NUMBER}-bit\\s+inputs\\b`, 'gi'),
    holds: (hit, { inputs }) =>
      widths(inputs).includes(null) ||
      widths(inputs).includes(numberOf(hit[1]) * numberOf(hit[2])) ||
      widths(inputs).filter((width) => width === numberOf(hit[2])).length >= numberOf(hit[1]),
  },
];

/** A byte is eight bits, a nibble four: some port or signal is made of whole ones. */
const UNITS: readonly (readonly [RegExp, number])[] = [
  [/\bbytes?\b/i, 8],
  [/\bnibbles?\b/i, 4],
];

/**
 * Something that a sentence, a heading or a description says of the ports in passing and that they are not: "four-to-eight
 * decoder" over three code bits, "the input q" of an output, "two inputs w", a byte where all signals are single bits.
 */
export function oddPorts(draft: Draft): Trouble | null {
  const texts = [
    ...draft.spec.body.filter(isSentence).map(({ text, span }) => ({ text, span })),
    ...draft.spec.ports.map(({ description, span }) => ({ text: description, span })),
  ];
  const odd =
    texts.find(({ text }) => isMiscounted(text, draft) || isTurned(text, draft) || hasNoUnit(text, draft)) ??
    doubleEnd(draft) ??
    oddList(draft);
  return odd === undefined ? null : troubleAt('contradiction', 'the ports are not what this says of them', odd.span);
}

const isMiscounted = (text: string, draft: Draft): boolean =>
  !draft.spec.body.some((block) => block.kind === 'karnaugh') &&
  SAID.some(({ words, holds }) => [...text.matchAll(words)].some((hit) => !holds(hit as RegExpExecArray, draft)));

/** "The input q" of an output, "the output d" of an input; a part of something else may be called so. */
function isTurned(text: string, { inputs, outputs, spec }: Draft): boolean {
  if (/\b(?:instance|submodule|module|block|adder|stage|instances|gate|flip-?flop|whose|each)\b/i.test(text))
    return false;
  const called = (side: string, ports: readonly Port[]): boolean =>
    ports.some(
      ({ name }) =>
        name !== 'a' &&
        new RegExp(
          `\\b(?:the|an?)\\s+(?:\\d+-bit\\s+)?${side}\\s+\x60?${name}\x60?(?=\\s+(?:is|are|goes|has|holds|becomes|was|must|should|takes)\\b)`,
          'i',
        ).test(text),
    );
  return spec.ports.length > 1 && (called('input', outputs) || called('output', inputs));
}

/** Two inputs that are both called the least, or both the most significant bit. */
function doubleEnd({ inputs }: Draft): { readonly span: Port['port']['span'] } | undefined {
  const ends = inputs.map(({ port }) =>
    /^(least|most) significant bit\.?$/i.exec(port.description.trim())?.[1]?.toLowerCase(),
  );
  const at = ends.findIndex((end, place) => end !== undefined && ends.indexOf(end) !== place);
  return inputs[at]?.port;
}

/** Numbers of a list that do not follow each other: whether the numbers or the places count is open. */
function oddList({ spec }: Draft): { readonly span: Port['port']['span'] } | undefined {
  const numberAt = (at: number): number | null => {
    const block = spec.body[at];
    const marker = block !== undefined && isSentence(block) && block.kind === 'item' ? block.marker : null;
    return marker !== null && /^\d+/.test(marker) ? Number.parseInt(marker, 10) : null;
  };
  return spec.body.find((_, at) => {
    const [own, before] = [numberAt(at), at === 0 ? null : numberAt(at - 1)];
    return own !== null && before !== null && own !== before && own !== before + 1 && own !== 1;
  });
}

const hasNoUnit = (text: string, { ports }: Draft): boolean =>
  UNITS.some(
    ([word, bits]) =>
      word.test(text) && ports.every(({ width }) => width !== null && (width < bits || width % 4 !== 0)),
  );
