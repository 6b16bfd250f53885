import { patientFetch } from './patient-fetch.ts';

/** Replies above this many bytes are cut off with an error: an endpoint is no more trusted than its model. */
export const MAX_REPLY_BYTES = 16 << 20;

/** `fetch` that fails a reply above `limit` bytes while it arrives, whatever its headers say. */
export const cappedFetch =
  (limit: number = MAX_REPLY_BYTES): typeof fetch =>
  async (input, init) => {
    const response = await patientFetch(input, init);
    if (response.body === null) return response;
    let bytes = 0;
    const counter = new TransformStream<Uint8Array, Uint8Array>({
      transform: (chunk, controller) => {
        bytes += chunk.byteLength;
        if (bytes > limit) controller.error(new Error(`the reply is larger than ${limit} bytes`));
        else controller.enqueue(chunk);
      },
    });
    const { status, statusText, headers } = response;
    return new Response(response.body.pipeThrough(counter), { status, statusText, headers });
  };
