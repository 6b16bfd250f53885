import { countsOf, splitWords } from '../chunk/words.ts';
import { type Embedder, normalise } from './embedder.ts';

export interface HashOptions {
  readonly dimension: number;
}

const fnvOffset = 0x811c9dc5;
const fnvPrime = 0x01000193;

/** FNV-1a over the characters of (from, to) with a murmur finaliser, so that low bits are usable as a bucket. */
const hashOf = (text: string, from: number, to: number): number => {
  let h = fnvOffset;
  for (let i = from; i < to; i += 1) h = Math.imul(h ^ text.charCodeAt(i), fnvPrime);
  h ^= h >>> 16;
  h = Math.imul(h, 0x85ebca6b);
  h ^= h >>> 13;
  h = Math.imul(h, 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
};

/** Buckets of one word with their signs: `bucket` for plus, `~bucket` for minus. */
const bucketsOf = (word: string, dimension: number): Int32Array => {
  const framed = `<${word}>`;
  const out: number[] = [];
  const add = (from: number, to: number): void => {
    const h = hashOf(framed, from, to);
    const bucket = (h >>> 1) % dimension;
    out.push((h & 1) === 1 ? bucket : ~bucket);
  };
  for (let n = 3; n <= 5; n += 1) for (let i = 0; i + n <= framed.length; i += 1) add(i, i + n);
  add(0, framed.length);
  return Int32Array.from(out);
};

/** Words whose buckets are remembered; a hostile text of distinct words must not grow memory without bound. */
const mostRemembered = 200_000;

const remembered = (word: string, dimension: number, known: Map<string, Int32Array>): Int32Array => {
  const before = known.get(word);
  if (before) return before;
  const buckets = bucketsOf(word, dimension);
  if (known.size < mostRemembered) known.set(word, buckets);
  return buckets;
};

const embedOne = (text: string, dimension: number, known: Map<string, Int32Array>): Float32Array => {
  const vector = new Float32Array(dimension);
  for (const [word, count] of countsOf(splitWords(text))) {
    const buckets = remembered(word, dimension, known);
    // Word counts are damped; each word weighs about the same whatever its length.
    const weight = (1 + Math.log(count)) / Math.sqrt(buckets.length);
    for (const b of buckets) {
      const bucket = b < 0 ? ~b : b;
      vector[bucket] = (vector[bucket] ?? 0) + (b < 0 ? -weight : weight);
    }
  }
  return normalise(vector);
};

/**
 * Signed feature hashing of the character 3- to 5-grams of split words (Weinberger et al., 2009). Needs no weights and
 * no network, gives the same vectors everywhere, and is the default.
 */
export const hashEmbedder = (options: HashOptions = { dimension: 256 }): Embedder => {
  const { dimension } = options;
  const known = new Map<string, Int32Array>();
  return {
    id: `hash-ngram-${dimension}-v1`,
    digest: '',
    dimension,
    embed: async (texts) => texts.map((text) => embedOne(text, dimension, known)),
  };
};
