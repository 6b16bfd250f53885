import { request as plainRequest } from 'node:http';
import { request as securedRequest } from 'node:https';
import { Readable } from 'node:stream';

/**
 * `fetch` for one POST of text, without the limit of 300 s that the one built into Node (undici, Node 20) puts before
 * the first byte of an answer: a slow model on a small machine takes longer, and how long is the caller's to say, by
 * the signal. Follows no redirect and asks for no compression.
 */
export const patientFetch: typeof fetch = async (input, init) => {
  const url = new URL(input instanceof Request ? input.url : input);
  const { body = null, method = 'GET', signal = null } = init ?? {};
  if (body !== null && typeof body !== 'string') throw new TypeError('only text can be sent');
  const request = url.protocol === 'https:' ? securedRequest : plainRequest;
  return new Promise((resolve, reject) => {
    const headers = { ...Object.fromEntries(new Headers(init?.headers)), ...lengthOf(body) };
    const call = request(url, { method, headers, ...(signal === null ? {} : { signal }) }, (answer) => {
      const { statusCode = 500, statusMessage = '' } = answer;
      const told = new Headers();
      for (const [name, value] of Object.entries(answer.headers)) told.set(name, [value].flat().join(', '));
      const content = EMPTY.has(statusCode) ? null : (Readable.toWeb(answer) as ReadableStream<Uint8Array>);
      resolve(new Response(content, { status: statusCode, statusText: statusMessage, headers: told }));
    });
    call.on('error', reject);
    call.end(body ?? undefined);
  });
};

/** Status codes whose answers have no body; `Response` refuses one. */
const EMPTY: ReadonlySet<number> = new Set([204, 205, 304]);

const lengthOf = (body: string | null): Readonly<Record<string, string>> =>
  body === null ? {} : { 'content-length': String(Buffer.byteLength(body)) };
