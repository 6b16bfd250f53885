import type { ForwardIndex } from '../store/postings.ts';
import type { ChunkTable } from './data.ts';

/** Chunk columns and term lists as one run of bytes: a line of JSON that says what lies where, then the numbers. */
export interface ColumnSet {
  readonly chunks: ChunkTable;
  readonly words: ForwardIndex;
  readonly identifiers: ForwardIndex;
}

type Numbers = Int32Array | Uint16Array | Uint8Array;

const numbersOf = (set: ColumnSet): readonly (readonly [string, Numbers])[] => [
  ['file', set.chunks.file],
  ['kind', set.chunks.kind],
  ['unit', set.chunks.unit],
  ['firstLine', set.chunks.firstLine],
  ['lastLine', set.chunks.lastLine],
  ['wordOffsets', set.words.offsets],
  ['wordIds', set.words.termIds],
  ['wordCounts', set.words.counts],
  ['identifierOffsets', set.identifiers.offsets],
  ['identifierIds', set.identifiers.termIds],
  ['identifierCounts', set.identifiers.counts],
];

const bytesOf = (array: Numbers): Uint8Array => new Uint8Array(array.buffer, array.byteOffset, array.byteLength);

export const encodeColumns = (set: ColumnSet): Uint8Array => {
  const numbers = numbersOf(set);
  const texts = [set.words.terms.join('\n'), set.identifiers.terms.join('\n')].map((t) => Buffer.from(t, 'utf8'));
  const head = Buffer.from(
    `${JSON.stringify({ numbers: numbers.map(([name, a]) => [name, a.length]), texts: texts.map((t) => t.length) })}\n`,
  );
  return Buffer.concat([head, ...numbers.map(([, a]) => bytesOf(a)), ...texts]);
};

const oneByte: ReadonlySet<string> = new Set(['kind']);
const twoBytes: ReadonlySet<string> = new Set(['wordCounts', 'identifierCounts']);

/** Copies, since a view of these types needs an aligned offset. */
const slice = (bytes: Uint8Array, from: number, length: number): ArrayBuffer => {
  const copy = new ArrayBuffer(length);
  new Uint8Array(copy).set(bytes.subarray(from, from + length));
  return copy;
};

/** Reads what {@link encodeColumns} wrote. Throws on anything else; the caller checks the digest first. */
export const decodeColumns = (bytes: Uint8Array): ColumnSet => {
  const end = bytes.indexOf(10);
  const head = JSON.parse(Buffer.from(bytes.subarray(0, end)).toString('utf8')) as {
    readonly numbers: readonly (readonly [string, number])[];
    readonly texts: readonly number[];
  };
  let at = end + 1;
  const ints = new Map<string, Int32Array>();
  const shorts = new Map<string, Uint16Array>();
  let kind = new Uint8Array(0);
  for (const [name, length] of head.numbers) {
    const width = oneByte.has(name) ? 1 : twoBytes.has(name) ? 2 : 4;
    const raw = slice(bytes, at, length * width);
    at += length * width;
    if (width === 1) kind = new Uint8Array(raw);
    else if (width === 2) shorts.set(name, new Uint16Array(raw));
    else ints.set(name, new Int32Array(raw));
  }
  const terms = head.texts.map((length) => {
    const text = Buffer.from(bytes.subarray(at, at + length)).toString('utf8');
    at += length;
    return text === '' ? [] : text.split('\n');
  });
  const int = (name: string): Int32Array => ints.get(name) ?? new Int32Array(0);
  const list = (prefix: string, which: number): ForwardIndex => ({
    terms: terms[which] ?? [],
    offsets: int(`${prefix}Offsets`),
    termIds: int(`${prefix}Ids`),
    counts: shorts.get(`${prefix}Counts`) ?? new Uint16Array(0),
  });
  return {
    chunks: {
      file: int('file'),
      kind,
      unit: int('unit'),
      firstLine: int('firstLine'),
      lastLine: int('lastLine'),
    },
    words: list('word', 0),
    identifiers: list('identifier', 1),
  };
};
