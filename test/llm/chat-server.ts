import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A chat request as it arrived. */
export interface Received {
  readonly headers: IncomingMessage['headers'];
  readonly body: {
    readonly model: string;
    readonly messages: readonly { readonly role: string; readonly content: string }[];
    readonly temperature: number;
    readonly seed: number;
    readonly max_tokens: number;
    readonly response_format?: { readonly type: string };
  };
}

/** One thing that a server can do with a request. */
export type Behaviour = (response: ServerResponse, received: Received) => void;

/** A well-formed answer. */
export const says =
  (text: string, more: { readonly finish?: string; readonly usage?: unknown } = {}): Behaviour =>
  (response, { body }) => {
    const usage = more.usage ?? { prompt_tokens: 100, completion_tokens: 20, total_tokens: 120 };
    const choice = { index: 0, message: { role: 'assistant', content: text }, finish_reason: more.finish ?? 'stop' };
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ id: 'x', object: 'chat.completion', model: body.model, choices: [choice], usage }));
  };

export const status =
  (code: number, headers: Record<string, string> = {}, message = 'no'): Behaviour =>
  (response) => {
    response.writeHead(code, { 'content-type': 'application/json', ...headers });
    response.end(JSON.stringify({ error: { message } }));
  };

/** A whole body that is no JSON, under a JSON content type. */
export const garbage: Behaviour = (response) => {
  response.writeHead(200, { 'content-type': 'application/json' });
  response.end('{"choices": [{"message": ');
};

/** The connection ends inside the body. */
export const cutShort: Behaviour = (response) => {
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': '100000' });
  response.write('{"choices": [');
  setTimeout(() => response.destroy(), 5);
};

/** Headers at once, then a byte now and then, for ever. */
export const dribble: Behaviour = (response) => {
  response.writeHead(200, { 'content-type': 'application/json' });
  const timer = setInterval(() => response.write(' '), 20);
  response.on('close', () => clearInterval(timer));
};

/** Never answers. */
export const silence: Behaviour = () => {};

export interface ChatServer {
  readonly baseUrl: string;
  readonly received: readonly Received[];
  readonly close: () => Promise<void>;
}

/** A local endpoint that behaves as `script` says, call by call; the last behaviour repeats. */
export async function chatServer(
  script: readonly Behaviour[] | ((call: number) => Behaviour),
  atPort = 0,
): Promise<ChatServer> {
  const received: Received[] = [];
  const behaviourOf = typeof script === 'function' ? script : (call: number) => script[call] ?? script.at(-1)!;
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = JSON.parse(Buffer.concat(chunks).toString('utf8')) as Received['body'];
      const one = { headers: request.headers, body };
      received.push(one);
      behaviourOf(received.length - 1)(response, one);
    });
  });
  await new Promise<void>((resolve) => server.listen(atPort, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    baseUrl: `http://127.0.0.1:${port}/v1`,
    received,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
