import { createHash } from 'node:crypto';
import { type TokenTable, tokenize, tokenKind } from './lexer.ts';

const digest = (words: readonly string[]): string => createHash('sha256').update(words.join(' ')).digest('hex');

/** Fingerprints of a token table: see {@link codeFingerprints}. */
export const fingerprintsOf = (table: TokenTable): string[] => {
  const found: string[] = [];
  let words: string[] = [];
  let nameIsNext = false;
  for (let i = 0; i < table.count; i += 1) {
    const word = table.text.slice(table.start[i], table.end[i]);
    const isKeyword = table.kind[i] === tokenKind.keyword;
    if (isKeyword && word === 'module') {
      words = [];
      nameIsNext = true;
    }
    const isName = nameIsNext && table.kind[i] === tokenKind.identifier;
    words.push(isName ? '_' : word);
    if (isName) nameIsNext = false;
    if (isKeyword && word === 'endmodule') found.push(digest(words));
  }
  return found.length > 0 ? found : [digest(words)];
};

/**
 * Digests of the tokens of each module of a Verilog text, the module's name left out; one of the whole text where there
 * is no module. Equal for modules that differ in name, comments, white space and compiler directives only, so that a
 * held-back reference is told from other designs wherever a copy of it lies.
 */
export const codeFingerprints = (text: string): string[] => fingerprintsOf(tokenize(text));
