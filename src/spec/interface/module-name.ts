import type { SourceText } from '../text.ts';

const NAMED = [
  /\b(?:module|entity|block|design)\s+(?:is\s+|that is\s+)?(?:named|called)\s+[`'"*]*([A-Za-z_][\w$]*)/i,
  /\bmodule\s+name\s*(?:is|:|=)\s*[`'"*]*\s*([A-Za-z_][\w$]*)/i,
  /^\s{0,3}(?:#{1,6}\s+)?(?:the\s+)?module:?\s+[`*]*([A-Za-z_][\w$]*)[`*]*\s*$/im,
  /\b(?:module|design)\s+`([A-Za-z_][\w$]*)`/i,
];
const TITLE = /^\s{0,3}#\s+[`*]*([A-Za-z_]\w*)[`*]*\s*$/;

/** The module's name as the text states it: in a sentence, after `Module name:`, or as a title of one word. */
export function moduleName(source: SourceText): string | null {
  for (const pattern of NAMED) {
    const name = pattern.exec(source.text)?.[1];
    if (name !== undefined) return name;
  }
  const title = source.lines.find((line) => line.text.trim() !== '')?.text ?? '';
  return TITLE.exec(title)?.[1] ?? null;
}
