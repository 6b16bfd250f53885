import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ChatRequest } from '../../src/contracts/chat.ts';
import { replayModel, withCache } from '../../src/llm/cache.ts';
import { scriptedModel } from '../../src/llm/scripted.ts';

const request = (more: Partial<ChatRequest> = {}): ChatRequest => ({
  messages: [{ role: 'user', content: 'hello' }],
  format: { kind: 'text' },
  maxTokens: 10,
  temperature: 0.5,
  seed: 1,
  sample: 0,
  promptVersion: '1',
  ...more,
});
const never = new AbortController().signal;

let dir = '';
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'answers-'));
});
afterEach(() => rm(dir, { recursive: true, force: true }));

describe('the answer cache', () => {
  it('asks once for the same request, and again for another sample, temperature or prompt version', async () => {
    let calls = 0;
    const model = withCache(
      scriptedModel('m', () => `answer ${calls++}`),
      dir,
    );
    const texts: string[] = [];
    for (const more of [{}, {}, { sample: 1 }, { temperature: 0.9 }, { promptVersion: '2' }, {}]) {
      const answer = await model.complete(request(more), never);
      if (answer.ok) texts.push(`${answer.value.text} ${answer.value.from}`);
    }
    expect(texts).toEqual([
      'answer 0 script',
      'answer 0 cache',
      'answer 1 script',
      'answer 2 script',
      'answer 3 script',
      'answer 0 cache',
    ]);
  });

  it('a failure is not kept', async () => {
    let calls = 0;
    const model = withCache(
      scriptedModel('m', () => (calls++ === 0 ? null : 'now')),
      dir,
    );
    expect(await model.complete(request(), never)).toMatchObject({ ok: false });
    expect(await model.complete(request(), never)).toMatchObject({ ok: true, value: { text: 'now' } });
  });

  it('a damaged entry is asked for again', async () => {
    const model = withCache(
      scriptedModel('m', (_, call) => `answer ${call}`),
      dir,
    );
    await model.complete(request(), never);
    const [folder = ''] = await readdir(dir);
    const [file = ''] = await readdir(join(dir, folder));
    await writeFile(join(dir, folder, file), '{"schema":"chat-answer@1","te');
    expect(await model.complete(request(), never)).toMatchObject({ ok: true, value: { text: 'answer 1' } });
    expect(JSON.parse(await readFile(join(dir, folder, file), 'utf8'))).toMatchObject({ text: 'answer 1' });
  });

  it('a replay gives what was recorded and refuses what was not', async () => {
    await withCache(
      scriptedModel('m', () => 'kept'),
      dir,
    ).complete(request(), never);
    const replay = replayModel({ id: 'm', host: 'script' }, dir);
    expect(await replay.complete(request(), never)).toMatchObject({
      ok: true,
      value: { text: 'kept', from: 'replay' },
    });
    expect(await replay.complete(request({ sample: 5 }), never)).toMatchObject({
      ok: false,
      error: { kind: 'no-recording' },
    });
  });
});
