import { createHash } from 'node:crypto';

/** sha256, in hex, of a text or of bytes. */
export const sha256 = (content: string | Uint8Array): string => createHash('sha256').update(content).digest('hex');

/** One digest over named parts, in the order of their names: equal sets of files give equal digests. */
export function digestOf(parts: Readonly<Record<string, string | Uint8Array>>): string {
  const hash = createHash('sha256');
  for (const name of Object.keys(parts).sort()) hash.update(`${name}\0${sha256(parts[name] ?? '')}\n`);
  return hash.digest('hex');
}
