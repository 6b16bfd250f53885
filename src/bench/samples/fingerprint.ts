import { tokenizeVerilog } from '../../verilog/tokens.ts';
import { sha256 } from '../datasets/digest.ts';

/**
 * Digest of a source modulo comments and white space. A source with a compiler directive counts as its exact text,
 * because line ends mean something there.
 */
export function fingerprintOf(source: string): string {
  const tokens = tokenizeVerilog(source);
  if (tokens.some((token) => token.kind === 'directive' || token.kind === 'unknown')) return sha256(`text\0${source}`);
  return sha256(`tokens\0${tokens.map((token) => token.text).join('\n')}`);
}
