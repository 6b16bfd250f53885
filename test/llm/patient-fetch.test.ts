import { afterEach, expect, test, vi } from 'vitest';
import { patientFetch } from '../../src/llm/patient-fetch.ts';
import { type ChatServer, chatServer, dribble, says, silence, status } from './chat-server.ts';

let server: ChatServer | null = null;
afterEach(async () => {
  vi.unstubAllGlobals();
  await server?.close();
  server = null;
});

const post = (signal?: AbortSignal): Promise<Response> =>
  patientFetch(`${server?.baseUrl}/chat/completions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: 'Bearer k' },
    body: '{"model":"ü"}',
    ...(signal === undefined ? {} : { signal }),
  });

test('a text is posted whole and the answer read, without the fetch of the platform and its limit', async () => {
  server = await chatServer([says('ready')]);
  vi.stubGlobal('fetch', () => Promise.reject(new Error('the platform’s fetch gives up after 300 s')));
  const answer = await post();
  expect(answer.status).toBe(200);
  expect(await answer.json()).toMatchObject({ choices: [{ message: { content: 'ready' } }] });
  expect(server.received[0]?.headers).toMatchObject({ authorization: 'Bearer k', 'content-length': '14' });
  expect(server.received[0]?.body.model).toBe('ü');
});

test('status and headers arrive as they are', async () => {
  server = await chatServer([status(429, { 'retry-after': '7' }), (response) => response.writeHead(204).end()]);
  const limited = await post();
  expect([limited.status, limited.headers.get('retry-after')]).toEqual([429, '7']);
  expect((await post()).body).toBeNull();
});

test.each([
  ['before', silence],
  ['inside', dribble],
])('the signal ends the wait %s the answer', async (_, behaviour) => {
  server = await chatServer([behaviour]);
  await expect(post(AbortSignal.timeout(100)).then((answer) => answer.text())).rejects.toThrow();
});

test('an endpoint that is not there rejects with the reason', async () => {
  server = await chatServer([silence]);
  const { baseUrl } = server;
  await server.close();
  server = null;
  await expect(patientFetch(baseUrl, { method: 'POST', body: '' })).rejects.toThrow('ECONNREFUSED');
});
