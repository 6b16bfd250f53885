import type { SourceText } from '../text.ts';

const NAMED = [
  /\b(?:module|entity|block|design)\s+(?:is\s+|that is\s+)?(?:named|called)\s+[`'"]?([A-Za-z_][\w$]*)/i,
  /\bmodule\s+name\s*(?:is|:|=)\s*[`'"*]*\s*([A-Za-z_][\w$]*)/i,
  /^\s{0,3}#{1,6}\s+(?:the\s+)?module:?\s+[`*]*([A-Za-z_][\w$]*)[`*]*\s*$/im,
  /^\s{0,3}#{1,6}\s+[`*]*([a-z]\w*_\w+|[A-Za-z_]\w*)[`*]*\s*$/m,
];

/** The module's name as the text states it: in a sentence, after `Module name:`, or as a heading of one word. */
export function moduleName(source: SourceText): string | null {
  for (const pattern of NAMED) {
    const name = pattern.exec(source.text)?.[1];
    if (name !== undefined) return name;
  }
  return null;
}
