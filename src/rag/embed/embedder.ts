/** What turns texts into vectors. All vectors of one embedder have one length and are of unit norm (or all zero). */
export interface Embedder {
  /** Names the embedder and every setting that changes its vectors: an index built with another id is not comparable. */
  readonly id: string;
  /** Digest of the weights; empty for an embedder without any. */
  readonly digest: string;
  readonly dimension: number;
  readonly embed: (texts: readonly string[]) => Promise<readonly Float32Array[]>;
}

/** Scales a vector to unit length in place; a zero vector stays zero. */
export const normalise = (vector: Float32Array): Float32Array => {
  let sum = 0;
  for (const x of vector) sum += x * x;
  if (sum === 0 || !Number.isFinite(sum)) return vector.fill(0);
  const scale = 1 / Math.sqrt(sum);
  for (let i = 0; i < vector.length; i += 1) vector[i] = (vector[i] ?? 0) * scale;
  return vector;
};

/** What an embedder may need from outside; passed in, so that nothing here reads the environment. */
export interface EmbedderSettings {
  /** Base address of an OpenAI-compatible service, without `/embeddings`. */
  readonly baseUrl: string | null;
  /** Key of that service; only ever put into the authorization header. */
  readonly apiKey: string | null;
  /** Whether a model named by hub name may be fetched over the network. */
  readonly allowRemote: boolean;
  readonly signal?: AbortSignal;
}

/** Nothing but what is on this machine. */
export const offlineSettings: EmbedderSettings = { baseUrl: null, apiKey: null, allowRemote: false };
