import type { Corpus } from '../index/corpus.ts';

/** One number for each file of the index. */
export const flags = (corpus: Corpus, of: (file: number) => number): Float32Array =>
  Float32Array.from(corpus.data.files, (_, f) => of(f));

/** Highest score among each file's chunks of one kind (0 signature, 1 body). */
export const bestOfFile = (corpus: Corpus, chunkScores: Float32Array, kind: 0 | 1): Float32Array => {
  const { file, kind: kinds } = corpus.data.chunks;
  const best = new Float32Array(corpus.data.files.length);
  for (let c = 0; c < chunkScores.length; c += 1) {
    const f = file[c] ?? 0;
    const score = chunkScores[c] ?? 0;
    if (kinds[c] === kind && score > (best[f] ?? 0)) best[f] = score;
  }
  return best;
};

/** Takes the asking file out. */
export const cleared = (scores: Float32Array, hidden: number): Float32Array => {
  if (hidden >= 0) scores[hidden] = 0;
  return scores;
};

/** Scales to a maximum of 1 and takes out the asking file and everything below zero. Works in place. */
export const scaled = (scores: Float32Array, hidden: number): Float32Array => {
  cleared(scores, hidden);
  let most = 0;
  for (const s of scores) if (s > most) most = s;
  if (most > 0) for (let f = 0; f < scores.length; f += 1) scores[f] = Math.max(0, (scores[f] ?? 0) / most);
  return scores;
};

export const weightedSum = (parts: readonly (readonly [number, Float32Array])[]): Float32Array => {
  const out = new Float32Array(parts[0]?.[1].length ?? 0);
  for (const [weight, part] of parts)
    for (let f = 0; f < out.length; f += 1) out[f] = (out[f] ?? 0) + weight * (part[f] ?? 0);
  return out;
};
