import { createHash } from 'node:crypto';
import type { TokenTable } from './lexer.ts';
import { tokenize } from './lexer.ts';

/** Digest of a token table: see {@link codeFingerprint}. */
export const fingerprintOf = (table: TokenTable): string => {
  const words: string[] = [];
  for (let i = 0; i < table.count; i += 1) words.push(table.text.slice(table.start[i], table.end[i]));
  return createHash('sha256').update(words.join(' ')).digest('hex');
};

/**
 * Digest of a Verilog text's tokens: equal for texts that differ in comments, white space and compiler directives only.
 * Tells a held-back reference from other designs wherever a copy of it lies.
 */
export const codeFingerprint = (text: string): string => fingerprintOf(tokenize(text));
