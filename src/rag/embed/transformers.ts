import { createHash } from 'node:crypto';
import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { ToolchainError } from '../../contracts/error.ts';
import { type Embedder, type EmbedderSettings, normalise } from './embedder.ts';

type Library = typeof import('@xenova/transformers');

/** Loads the optional package on first use. It is native and large, so nothing else may import it. */
const openLibrary = (): Promise<Library> =>
  import('@xenova/transformers').catch((cause: unknown) => {
    throw new ToolchainError('tool-missing', 'the package @xenova/transformers is not installed', {
      hint: 'Install it (npm install @xenova/transformers), or use the embedder hash, which needs nothing.',
      cause,
    });
  });

const isFolder = (path: string): Promise<boolean> =>
  stat(path).then(
    (s) => s.isDirectory(),
    () => false,
  );

/** Digest of every file that decides the vectors: the ONNX graphs, the tokenizer, the configuration. */
const digestOfFolder = async (folder: string): Promise<string> => {
  const hash = createHash('sha256');
  for (const part of ['', 'onnx']) {
    const names = await readdir(join(folder, part)).catch(() => [] as string[]);
    for (const name of names.sort().filter((n) => /\.(?:onnx|json|txt)$/.test(n))) {
      hash.update(`${part}/${name}\n`).update(await readFile(join(folder, part, name)));
    }
  }
  return hash.digest('hex');
};

interface Tensor {
  readonly dims: readonly number[];
  readonly data: Float32Array;
}

interface Outputs {
  readonly sentence_embedding?: Tensor;
  readonly last_hidden_state?: Tensor;
  readonly token_embeddings?: Tensor;
}

const row = (tensor: Tensor, i: number): Float32Array => {
  const width = tensor.dims.at(-1) ?? 0;
  return tensor.data.slice(i * width, (i + 1) * width);
};

/** Mean of the token vectors the mask lets through, for graphs that do not pool by themselves. */
const meanPooled = (tensor: Tensor, mask: ArrayLike<bigint | number>): Float32Array[] => {
  const [batch = 0, length = 0, width = 0] = tensor.dims;
  return Array.from({ length: batch }, (_, b) => {
    const sum = new Float32Array(width);
    for (let t = 0; t < length; t += 1) {
      if (Number(mask[b * length + t]) === 0) continue;
      for (let k = 0; k < width; k += 1) sum[k] = (sum[k] ?? 0) + (tensor.data[(b * length + t) * width + k] ?? 0);
    }
    return sum;
  });
};

const unreadable = (model: string, cause: unknown): ToolchainError =>
  new ToolchainError('model', `the embedding model ${model} cannot be loaded`, {
    hint: 'Give a folder with config.json, tokenizer.json and onnx/model_quantized.onnx (or onnx/model.onnx), or the name of a model of a hub that can be reached.',
    cause,
  });

interface Place {
  readonly name: string;
  readonly digest: string;
  readonly quantized: boolean;
}

/** Points the library at a local folder, or at the hub where that is allowed. */
const placeOf = async (library: Library, model: string, settings: EmbedderSettings): Promise<Place> => {
  const folder = resolve(model);
  if (await isFolder(folder)) {
    library.env.allowLocalModels = true;
    library.env.allowRemoteModels = false;
    library.env.localModelPath = `${dirname(folder)}/`;
    const quantized = await stat(join(folder, 'onnx', 'model_quantized.onnx')).then(
      () => true,
      () => false,
    );
    return { name: basename(folder), digest: await digestOfFolder(folder), quantized };
  }
  if (!settings.allowRemote)
    throw new ToolchainError('model', `there is no model folder ${model}, and models may not be fetched`, {
      hint: 'Give an existing folder, or allow a hub name with --allow-download.',
    });
  library.env.allowRemoteModels = true;
  return { name: model, digest: '', quantized: true };
};

/** Texts embedded in one call of the model: bounds memory, since a batch is padded to its longest text. */
const batch = 16;
const mostTokens = 256;

/**
 * An embedder over an ONNX model and its tokenizer, through transformers.js. A graph with an output
 * `sentence_embedding` pools by itself, which is many times faster; otherwise token vectors are averaged.
 */
export const transformersEmbedder = async (model: string, settings: EmbedderSettings): Promise<Embedder> => {
  const library = await openLibrary();
  const place = await placeOf(library, model, settings);
  let tokenizer: Awaited<ReturnType<Library['AutoTokenizer']['from_pretrained']>>;
  let network: Awaited<ReturnType<Library['AutoModel']['from_pretrained']>>;
  try {
    tokenizer = await library.AutoTokenizer.from_pretrained(place.name);
    network = await library.AutoModel.from_pretrained(place.name, { quantized: place.quantized });
  } catch (cause) {
    throw unreadable(model, cause);
  }
  // Asked for a maximal length, transformers.js 2.17 pads every batch to it; as the tokenizer's own it only cuts.
  const own = Number(tokenizer.model_max_length);
  tokenizer.model_max_length = own > 0 ? Math.min(own, mostTokens) : mostTokens;
  const embedBatch = async (texts: readonly string[]): Promise<Float32Array[]> => {
    const inputs = tokenizer([...texts], { padding: true, truncation: true });
    const outputs: Outputs = await network(inputs);
    const pooled = outputs.sentence_embedding;
    const tokens = outputs.last_hidden_state ?? outputs.token_embeddings;
    if (pooled) return texts.map((_, i) => normalise(row(pooled, i)));
    if (!tokens) throw unreadable(model, new Error('no output sentence_embedding or last_hidden_state'));
    return meanPooled(tokens, inputs.attention_mask.data).map(normalise);
  };
  const embed = async (texts: readonly string[]): Promise<Float32Array[]> => {
    const all: Float32Array[] = [];
    for (let i = 0; i < texts.length; i += batch) all.push(...(await embedBatch(texts.slice(i, i + batch))));
    return all;
  };
  const probe = await embed(['module']).catch((cause: unknown) => {
    throw unreadable(model, cause);
  });
  const dimension = probe[0]?.length ?? 0;
  return { id: `transformers:${place.name}`, digest: place.digest, dimension, embed };
};
