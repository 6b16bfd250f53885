import { ToolchainError } from '../../contracts/error.ts';
import type { Embedder, EmbedderSettings } from './embedder.ts';
import { hashEmbedder } from './hash.ts';
import { openaiEmbedder } from './openai.ts';
import { transformersEmbedder } from './transformers.ts';

/**
 * The embedder a text names: `hash`, `hash:DIMENSION`, `transformers:FOLDER-OR-NAME`, `openai:MODEL`; also the id that a
 * manifest holds. Throws `usage` for an unknown kind and what the embedder throws when it is loaded.
 */
export const embedderNamed = async (name: string, settings: EmbedderSettings): Promise<Embedder> => {
  const hashed = /^hash(?::(\d{2,4}))?$|^hash-ngram-(\d{2,4})-v1$/.exec(name);
  if (hashed) return hashEmbedder({ dimension: Number(hashed[1] ?? hashed[2] ?? 256) });
  const [kind, ...rest] = name.split(':');
  const model = rest.join(':');
  if (kind === 'transformers' && model !== '') return transformersEmbedder(model, settings);
  if (kind === 'openai' && model !== '') return openaiEmbedder(model, settings);
  throw new ToolchainError('usage', `unknown embedder: ${name}`, {
    hint: 'Use hash, transformers:FOLDER-OR-NAME or openai:MODEL.',
  });
};
