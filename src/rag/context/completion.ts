import type { Context } from '../../contracts/context.ts';
import { linesOf } from '../chunk/chunks.ts';
import type { RetrievalIndex } from '../index/load.ts';
import type { Query } from '../retrieve/query.ts';
import { passageText } from './passages.ts';
import { estimateTokens } from './tokens.ts';

/** Lines before the one to complete that the search reads. */
export const completionWindow = 40;

/** A place in a file whose next line is to be written. */
export interface CompletionPlace {
  readonly path: string;
  /** 1-based; the line itself and what follows is not looked at. */
  readonly line: number;
  readonly text: string;
}

/** The query of a place: the code in the window before its line. */
export const completionQuery = (place: CompletionPlace): Query => {
  const before = linesOf(place.text).slice(Math.max(0, place.line - 1 - completionWindow), place.line - 1);
  return { form: 'completion', text: before.join('\n'), path: place.path };
};

/** Number of the file in the index that a path on this machine names: the longest indexed path that is its end. */
export const fileInIndex = (index: RetrievalIndex, absolutePath: string): number => {
  const parts = absolutePath.split(/[/\\]/);
  for (let i = 0; i < parts.length; i += 1) {
    const file = index.corpus.fileOf.get(parts.slice(i).join('/'));
    if (file !== undefined) return file;
  }
  return -1;
};

/** The code before the line, from as far back as the budget reaches, cut at a line. */
export const codeBefore = (place: CompletionPlace, budget: number): string => {
  const before = linesOf(place.text).slice(0, place.line - 1);
  let tokens = 0;
  let from = before.length;
  while (from > 0) {
    tokens += estimateTokens(`${before[from - 1] ?? ''}\n`);
    if (tokens > budget) break;
    from -= 1;
  }
  return before.slice(from).join('\n');
};

/**
 * A prompt in the form of RTL-Repo (Allam and Shalan, 2024): passages of other files, each under its path, then the path
 * of the file and the code before the line to be written.
 */
export const completionPrompt = (context: Context, place: CompletionPlace, budget: number): string =>
  [...context.passages.map(passageText), `// ${place.path}`, codeBefore(place, budget), ''].join('\n');
