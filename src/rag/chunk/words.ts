import { keywords } from '../extract/keywords.ts';

/** Words of prose that say nothing of a design. */
const proseWords =
  'the of to is are be in on at by as if it this that from an not no so or and for with when which can will has have was were been its into than then these those all any each only also may must should use used uses using set get see';

const stopWords: ReadonlySet<string> = new Set([...keywords, ...proseWords.split(' ')]);

const part = /[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+/g;

/**
 * Words of a text, lower case, in order: identifiers are split on snake and camel case (`rdataValid_q` gives `rdata`,
 * `valid`), single letters, language keywords and common prose words are dropped.
 */
export const splitWords = (text: string): string[] => {
  const words: string[] = [];
  for (const found of text.match(part) ?? []) {
    if (found.length < 2 || found.length > 40) continue;
    const word = found.toLowerCase();
    if (!stopWords.has(word)) words.push(word);
  }
  return words;
};

const identifier = /[A-Za-z_][A-Za-z0-9_$]*/g;

/** Whole identifiers of a code text that are not keywords, with how often each stands there. */
export const identifierCounts = (text: string): Map<string, number> => {
  const counts = new Map<string, number>();
  for (const found of text.match(identifier) ?? []) {
    if (found.length < 2 || found.length > 80 || keywords.has(found)) continue;
    counts.set(found, (counts.get(found) ?? 0) + 1);
  }
  return counts;
};

/** How often each item occurs. */
export const countsOf = (items: readonly string[]): Map<string, number> => {
  const counts = new Map<string, number>();
  for (const item of items) counts.set(item, (counts.get(item) ?? 0) + 1);
  return counts;
};

/** File name without folder and extension. */
export const stemOf = (path: string): string => {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const dot = name.indexOf('.');
  return dot > 0 ? name.slice(0, dot) : name;
};

export const folderOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf('/')));
