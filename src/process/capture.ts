import type { Readable } from 'node:stream';
import type { CapturedText } from '../contracts/tool.ts';

/** A stream being read into memory under a cap. */
export interface Capture {
  readonly done: Promise<void>;
  readonly text: () => CapturedText;
}

/** Reads `stream` up to `capBytes`; calls `onFull` once when more arrives. Later bytes are dropped. */
export const captureStream = (stream: Readable, capBytes: number, onFull: () => void): Capture => {
  const chunks: Buffer[] = [];
  let kept = 0;
  let seen = 0;
  stream.on('data', (chunk: Buffer) => {
    const before = seen;
    seen += chunk.length;
    if (kept < capBytes) {
      const part = chunk.subarray(0, capBytes - kept);
      chunks.push(part);
      kept += part.length;
    }
    if (seen > capBytes && before <= capBytes) onFull();
  });
  const done = new Promise<void>((resolve) => {
    stream.once('close', resolve);
    // A pipe that breaks while its program is being killed has nothing more to say.
    stream.once('error', () => resolve());
  });
  return {
    done,
    text: () => ({ text: Buffer.concat(chunks).toString('utf8'), bytes: seen, truncated: seen > kept }),
  };
};
