import { z } from 'zod';
import { ToolchainError } from '../../contracts/error.ts';
import { type Embedder, type EmbedderSettings, normalise } from './embedder.ts';

const replySchema = z.object({
  data: z.array(z.object({ index: z.number().int().nonnegative(), embedding: z.array(z.number()).min(1) })),
});

/** Characters of one text that are sent: models cut at some thousand tokens anyway. */
const longestText = 24_000;
const attempts = 3;
const requestMs = 60_000;

const failure = (message: string, hint: string, cause?: unknown): ToolchainError =>
  new ToolchainError('model', message, { hint, ...(cause === undefined ? {} : { cause }) });

interface Service {
  readonly url: string;
  readonly model: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly signal: AbortSignal | undefined;
}

/** 429 and 5xx may pass by themselves; everything else needs the user. */
const mayPass = (status: number): boolean => status === 429 || status >= 500;

const post = async (service: Service, texts: readonly string[]): Promise<Response> => {
  const signals = [AbortSignal.timeout(requestMs), ...(service.signal ? [service.signal] : [])];
  try {
    return await fetch(service.url, {
      method: 'POST',
      headers: service.headers,
      // An empty text is refused by most services.
      body: JSON.stringify({ model: service.model, input: texts.map((t) => t.slice(0, longestText) || ' ') }),
      signal: AbortSignal.any(signals),
    });
  } catch (cause) {
    service.signal?.throwIfAborted();
    throw failure(`${service.url} cannot be reached`, 'Check the base address and the network.', cause);
  }
};

const request = async (service: Service, texts: readonly string[]): Promise<unknown> => {
  for (let attempt = 1; ; attempt += 1) {
    const response = await post(service, texts);
    if (response.ok) return response.json().catch(() => null);
    if (!mayPass(response.status) || attempt === attempts)
      throw failure(
        `${service.url} answered ${response.status}`,
        response.status === 401
          ? 'Set the key of the service in OPENAI_API_KEY.'
          : 'Check the name of the model and the service.',
      );
    await response.body?.cancel();
    await new Promise((resolve) => setTimeout(resolve, 250 * 4 ** (attempt - 1)));
  }
};

const vectorsOf = async (service: Service, texts: readonly string[]): Promise<Float32Array[]> => {
  const parsed = replySchema.safeParse(await request(service, texts));
  if (!parsed.success)
    throw failure(
      `${service.url} sent no embeddings`,
      'Use a service with the OpenAI /embeddings protocol.',
      parsed.error,
    );
  const vectors: Float32Array[] = [];
  for (const { index, embedding } of parsed.data.data) vectors[index] = normalise(Float32Array.from(embedding));
  const first = vectors[0]?.length ?? 0;
  const whole = texts.every((_, i) => vectors[i] !== undefined && vectors[i]?.length === first);
  if (!whole || vectors.length !== texts.length)
    throw failure(
      `${service.url} sent ${parsed.data.data.length} embeddings for ${texts.length} texts`,
      'Check the service.',
    );
  return vectors;
};

/** An embedder over the OpenAI `/embeddings` protocol. One probe asks for the dimension. Throws `model`, `config`. */
export const openaiEmbedder = async (model: string, settings: EmbedderSettings): Promise<Embedder> => {
  if (settings.baseUrl === null)
    throw new ToolchainError('config', 'no service is named for openai embeddings', { hint: 'Set OPENAI_BASE_URL.' });
  const service: Service = {
    url: `${settings.baseUrl.replace(/\/+$/, '')}/embeddings`,
    model,
    headers: {
      'content-type': 'application/json',
      ...(settings.apiKey === null ? {} : { authorization: `Bearer ${settings.apiKey}` }),
    },
    signal: settings.signal,
  };
  const dimension = (await vectorsOf(service, ['module']))[0]?.length ?? 0;
  return {
    id: `openai:${model}`,
    digest: '',
    dimension,
    embed: (texts) => (texts.length === 0 ? Promise.resolve([]) : vectorsOf(service, texts)),
  };
};
