import { tokenizeVerilog, type VerilogToken } from '../../../verilog/tokens.ts';

/** One replacement of the stretch from `start` to `end`; empty stretches insert. */
export interface TextEdit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Applies edits that do not overlap; null for none, which is how a rule says that it found nothing. */
export function edited(text: string, edits: readonly TextEdit[]): string | null {
  if (edits.length === 0) return null;
  const ordered = [...edits].sort((a, b) => a.start - b.start || a.end - b.end);
  const parts: string[] = [];
  let at = 0;
  for (const edit of ordered) {
    if (edit.start < at) continue;
    parts.push(text.slice(at, edit.start), edit.text);
    at = edit.end;
  }
  parts.push(text.slice(at));
  return parts.join('');
}

/** Replaces every token for which `replacement` gives a text. */
export function retokenized(
  text: string,
  replacement: (token: VerilogToken, at: number, tokens: readonly VerilogToken[]) => string | null,
): string | null {
  const tokens = tokenizeVerilog(text);
  const edits = tokens.flatMap((token, at) => {
    const to = replacement(token, at, tokens);
    return to === null ? [] : [{ start: token.start, end: token.end, text: to }];
  });
  return edited(text, edits);
}

const OPENS: ReadonlySet<string> = new Set(['(', '[', '{']);
const CLOSES: ReadonlySet<string> = new Set([')', ']', '}']);

/** Index of the bracket that closes the one at `open`; -1 where none does. */
export function closingBracket(tokens: readonly VerilogToken[], open: number): number {
  let depth = 0;
  for (let at = open; at < tokens.length; at += 1) {
    const text = tokens[at]?.text ?? '';
    if (OPENS.has(text)) depth += 1;
    if (CLOSES.has(text)) depth -= 1;
    if (depth === 0) return at;
  }
  return -1;
}
