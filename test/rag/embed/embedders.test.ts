import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Embedder, offlineSettings } from '../../../src/rag/embed/embedder.ts';
import { hashEmbedder } from '../../../src/rag/embed/hash.ts';
import { embedderNamed } from '../../../src/rag/embed/registry.ts';
import { openIndex } from '../../../src/rag/index/load.ts';
import { noFilter } from '../../../src/rag/retrieve/filter.ts';
import { search } from '../../../src/rag/retrieve/search.ts';
import { build, soc, temporaryFolder, writeFiles } from '../repository.ts';
import { writeTinyModel } from './tiny-model.ts';

const cosine = async (embedder: Embedder, a: string, b: string): Promise<number> => {
  const [x, y] = await embedder.embed([a, b]);
  return [...(x ?? [])].reduce((sum, v, i) => sum + v * (y?.[i] ?? 0), 0);
};

describe('the hash embedder', () => {
  const embedder = hashEmbedder();
  it('gives unit vectors, equal for equal texts, zero for a text without words', async () => {
    const [a, b, none] = await embedder.embed(['fifo_queue full', 'fifo_queue full', ';;']);
    expect(Math.hypot(...(a ?? []))).toBeCloseTo(1, 5);
    expect(a).toEqual(b);
    expect(Math.hypot(...(none ?? []))).toBe(0);
  });
  it('holds words with a common stem nearer than others', async () => {
    const near = await cosine(embedder, 'arbiter', 'arbitration');
    expect(near).toBeGreaterThan(0.3);
    expect(near).toBeGreaterThan((await cosine(embedder, 'arbiter', 'multiplier')) + 0.1);
    expect(await cosine(embedder, 'rdataValid', 'rdata_valid')).toBeCloseTo(1, 5);
  });
  it('is named with its dimension, which also is how a manifest names it', async () => {
    expect((await embedderNamed('hash:64', offlineSettings)).id).toBe('hash-ngram-64-v1');
    expect((await embedderNamed('hash-ngram-64-v1', offlineSettings)).dimension).toBe(64);
  });
});

const library = await import('@xenova/transformers').catch(() => null);

describe.skipIf(library === null)('a model folder (skipped where @xenova/transformers is not installed)', () => {
  it.each([true, false])('embeds, pooled in its graph: %s', async (pooled) => {
    const embedder = await embedderNamed(
      `transformers:${writeTinyModel(join(temporaryFolder(), 'tiny'), { pooled })}`,
      offlineSettings,
    );
    expect(embedder).toMatchObject({
      id: 'transformers:tiny',
      dimension: 3,
      digest: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    expect(await cosine(embedder, 'queue', 'fifo')).toBeGreaterThan(0.99);
    expect(await cosine(embedder, 'queue', 'lamp')).toBeLessThan(0.5);
  });

  it('averages only the tokens of each text of a batch, whatever their lengths', async () => {
    const embedder = await embedderNamed(
      `transformers:${writeTinyModel(join(temporaryFolder(), 'tiny'), { pooled: false })}`,
      offlineSettings,
    );
    const [alone] = await embedder.embed(['queue']);
    const [padded] = await embedder.embed(['queue', 'lamp blink lamp blink lamp']);
    expect([...(padded ?? [])].map((x) => x.toFixed(5))).toEqual([...(alone ?? [])].map((x) => x.toFixed(5)));
  });

  it('builds an index that is searched with the same folder, and refused once its weights change', async () => {
    const folder = writeTinyModel(join(temporaryFolder(), 'tiny'), { pooled: true });
    const embedder = await embedderNamed(`transformers:${folder}`, offlineSettings);
    const out = temporaryFolder();
    await build(writeFiles(temporaryFolder(), soc), out, {}, embedder);
    const index = await openIndex(out, embedder);
    const { hits } = await search(
      index,
      embedder,
      { form: 'text', text: 'fifo queue', path: null },
      { limit: 1, filter: noFilter },
    );
    expect(hits[0]?.path).toBe('rtl/beat_queue.sv');
    writeFileSync(
      join(folder, 'tokenizer_config.json'),
      '{"tokenizer_class":"PreTrainedTokenizerFast","pad_token":"[PAD]","unk_token":"[UNK]","model_max_length":64}',
    );
    const changed = await embedderNamed(`transformers:${folder}`, offlineSettings);
    await expect(openIndex(out, changed)).rejects.toThrow(
      'the index was built with transformers:tiny (dimension 3, weights',
    );
  });

  it('that is not there, or is none, is an error that says what to give', async () => {
    await expect(embedderNamed('transformers:/no/such/model', offlineSettings)).rejects.toMatchObject({
      kind: 'model',
      hint: expect.stringContaining('--allow-download'),
    });
    const empty = writeFiles(temporaryFolder(), { 'config.json': '{}' });
    await expect(embedderNamed(`transformers:${empty}`, offlineSettings)).rejects.toMatchObject({
      kind: 'model',
      hint: expect.stringContaining('tokenizer.json'),
    });
  });
});

describe('an OpenAI-compatible service', () => {
  const seen: { authorization: string | undefined; input: string[] }[] = [];
  let answer: (input: readonly string[], n: number) => { readonly status: number; readonly body: string } = () => ({
    status: 500,
    body: '',
  });
  const vectors = (input: readonly string[]): string =>
    JSON.stringify({ data: input.map((t, index) => ({ index, embedding: [t.length, 1, 0] })).reverse() });
  const server = createServer((request, response) => {
    let text = '';
    request.on('data', (part) => {
      text += part;
    });
    request.on('end', () => {
      const { input } = JSON.parse(text) as { input: string[] };
      seen.push({ authorization: request.headers.authorization, input });
      const { status, body } = answer(input, seen.length);
      response.writeHead(status, { 'content-type': 'application/json' }).end(body);
    });
  });
  let baseUrl = '';
  beforeAll(async () => {
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1/`;
  });
  afterAll(() => server.close());
  const open = (apiKey: string | null = 'k') => embedderNamed('openai:small', { ...offlineSettings, baseUrl, apiKey });

  it('is asked with the key, and its vectors are put in the order of the texts', async () => {
    answer = (input) => ({ status: 200, body: vectors(input) });
    const embedder = await open();
    expect(embedder).toMatchObject({ id: 'openai:small', dimension: 3 });
    const [a, b] = await embedder.embed(['abc', '']);
    expect((a?.[0] ?? 0) / (a?.[1] ?? 1)).toBeCloseTo(3, 4);
    expect((b?.[0] ?? 0) / (b?.[1] ?? 1)).toBeCloseTo(1, 4);
    expect(seen.at(-1)).toEqual({ authorization: 'Bearer k', input: ['abc', ' '] });
    expect(await embedder.embed([])).toEqual([]);
    await open(null);
    expect(seen.at(-1)?.authorization).toBeUndefined();
  });

  it('that is busy once is asked again', async () => {
    let calls = 0;
    answer = (input) => {
      calls += 1;
      return calls === 1 ? { status: 429, body: '' } : { status: 200, body: vectors(input) };
    };
    expect((await open()).dimension).toBe(3);
    expect(calls).toBe(2);
  });

  it.each([
    ['refuses the key', 401, '{}', 'answered 401'],
    ['stays down', 503, '', 'answered 503'],
    ['sends something else', 200, '{"data":"no"}', 'sent no embeddings'],
    ['sends no JSON', 200, 'oops', 'sent no embeddings'],
    ['sends too few', 200, '{"data":[]}', 'sent 0 embeddings for 1 texts'],
    ['sends an index out of place', 200, '{"data":[{"index":7,"embedding":[1]}]}', 'sent 1 embeddings for 1 texts'],
  ])('that %s is a model error', async (_, status, body, message) => {
    answer = () => ({ status, body });
    const error = await open('secret-key').catch((e: unknown) => e);
    expect(error).toMatchObject({ kind: 'model', message: expect.stringContaining(message) });
    expect(JSON.stringify(error) + String(error)).not.toContain('secret-key');
  });

  it('that cannot be reached, or is not named, is an error', async () => {
    const gone = embedderNamed('openai:small', { ...offlineSettings, baseUrl: 'http://127.0.0.1:9/v1' });
    await expect(gone).rejects.toMatchObject({ kind: 'model', message: expect.stringContaining('cannot be reached') });
    await expect(embedderNamed('openai:small', offlineSettings)).rejects.toMatchObject({ kind: 'config' });
  });
});
