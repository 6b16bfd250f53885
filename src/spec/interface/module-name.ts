import { isWord } from '../../english/index.ts';
import type { SourceText } from '../text.ts';

const NAMED = [
  /\b(?:module|entity|block|design)\s+(?:is\s+|that is\s+)?(?:named|called)\s+[`'"*]*([A-Za-z_][\w$]*)/i,
  /\b(?:machine|fsm|circuit|detector|controller|converter|receiver|arbiter|counter|unit)\s+(?:named|called)\s+[`'"*]*([A-Za-z_][\w$]*)/i,
  /\bmodule\s+name\s*(?:is|:|=)\s*[`'"*]*\s*([A-Za-z_][\w$]*)/i,
  /\bname\s+(?:the|this|your)\s+(?:top\s+)?(?:module|circuit|design|entity)\s+[`'"*]*([A-Za-z_][\w$]*)/i,
  /^(?:please\s+)?(?:create|design|build|implement|write|make|develop|describe|construct|model)\s[^.\n]{0,120}?\b(?:named|called)\s+[`'"*]*([A-Za-z_][\w$]*)/i,
  /^\s{0,3}(?:#{1,6}\s+)?(?:the\s+)?module:?\s+[`*]*([A-Za-z_][\w$]*)[`*]*\s*$/im,
  /\b(?:module|design)\s+`([A-Za-z_][\w$]*)`/i,
];
const TITLE = /^\s{0,3}#\s+[`*]*([A-Za-z_]\w*)[`*]*\s*$/;

/** Places where a sentence or title names what it is about; the word there counts where it is no word of the language. */
const SUBJECTS = [
  /^the\s+[\w-]+\s+`([A-Za-z_]\w*)`\s+[a-z]/i,
  /\btop[- ]level\s+module\s+[`'"*]*([A-Za-z_]\w*)[`'"*]*\s+(?:has|with|is|contains|consists)\b/i,
  /\b(?:implement|build|write|create|code|reali[sz]e)\s+(?:it|this)\s+(?:as|in)\s+(?:a\s+|the\s+)?(?:module\s+)?[`'"*]*([A-Za-z_]\w*)[`'"*]*\s*[.,:]/i,
  /\bmodule\s+name\s+[`'"*]*([A-Za-z_]\w*)[`'"*]*\s*\./i,
  /^#{1,3}\s+[^\n`]{0,80}`([A-Za-z_]\w*)`/,
  /^#{1,3}\s+([a-z_]\w*)\s*(?:[-–—:])\s/,
  /^(?:the\s+module\s+|module\s+)?[`*]*([a-z_]\w*)[`*]*(?:\s+(?:is\s+(?:a|an|the)\b|[a-z]+s\b)|\s*:\s+(?:a|an)\b)/,
  /(?:^|[.!?]\s+)[`*]*((?:[A-Z][a-z0-9]+){2,})[`*]*\s+(?:has|[a-z]+s)\b/,
  /^the\s+module\s+[`*]*([A-Za-z_]\w*)[`*]*\s+(?:is|[a-z]+s)\b/i,
  /(?:create|design|build|implement|write|make|develop|describe|construct|model)\s+(?:the\s+module\s+|(?:a|an)\s+(?:[\w-]+\s+){0,4}module,?\s+)?[`*]*([A-Za-z_]\w*)[`*]*(?:\s*[,:.]|\s+(?:that|which|as|with)\b)/i,
  /^(?:create|design|build|implement|write|make|develop|describe|construct|model)\s+(?:the|an?)\s+(?:(?!with\b|whose\b|that\b|which\b)[\w/-]+\s+){1,6}(?:named|called)\s+[`'"*]*([A-Za-z_]\w*)/i,
  /^(?:create|design|build|implement|write|make|develop|describe|construct|model)\s+(?:the|an?)\s+(?:(?!with\b|whose\b|that\b|which\b)[\w/-]+\s+){1,6}`([A-Za-z_]\w*)`\s*[.,]/i,
  /^[^.\n]{0,120},\s+[`*]*([A-Za-z_]\w*)[`*]*\s*\.(?:\s|$)/,
  /\b(?:machine|fsm|circuit|detector|controller|converter|receiver|arbiter|counter|unit|light|control|logic)\s*,\s+(?:module\s+)?[`*]*([A-Za-z_]\w*)[`*]*\s*[,.]/i,
  /\b(?:machine|fsm|circuit|detector|controller|converter|receiver|arbiter|counter|unit)\s+[`*]*([a-z]+(?:_\w+|\d\w*))[`*]*\s/i,
  /\bthe\s+module\s+[`*]*([A-Za-z_]\w*)[`*]*\s+(?:should|must|shall|has|will)\b/i,
  /\bmodule\s+[`*]*([A-Za-z_]\w*)[`*]*\s*[,.]/i,
  /\b(?:named|called)\s+[`*]*((?:[A-Z][a-z0-9]+){2,}|[a-z0-9]+(?:_[a-z0-9]+)+)[`*]*\s*[.,:]/,
  /\b(?:in|as)\s+(?:(?:(?:a|the)\s+)?module\s+)?[`*]*((?:[A-Z][a-z0-9]+){2,}|[a-z0-9]+(?:_[a-z0-9]+)+)[`*]*\s*[.,:]/,
];

/** The module's name as the text states it: in a sentence, after `Module name:`, as a title, or as its first subject. */
export function moduleName(source: SourceText, ports: ReadonlySet<string>): string | null {
  for (const pattern of NAMED) {
    const name = pattern.exec(source.text)?.[1];
    if (name !== undefined) return name;
  }
  const title = source.lines.find((line) => line.text.trim() !== '')?.text ?? '';
  return TITLE.exec(title)?.[1] ?? subjectOf(source.text, ports);
}

/** Only the beginning of a text introduces its subject. */
const BEGINNING = 600;

function subjectOf(text: string, ports: ReadonlySet<string>): string | null {
  const start = text.trimStart().slice(0, BEGINNING);
  for (const pattern of SUBJECTS) {
    const name = pattern.exec(start)?.[1];
    if (name !== undefined && !ports.has(name) && !isWord(name) && !FUNCTION_WORDS.has(name.toLowerCase())) return name;
  }
  return null;
}

const FUNCTION_WORDS: ReadonlySet<string> = new Set(
  'it this that there here what which one two all each every we you they module verilog'.split(' '),
);
