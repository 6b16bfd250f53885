import type { Line } from '../text.ts';

/** One word, number, string or sign, with its line. */
export interface Token {
  readonly text: string;
  readonly line: number;
}
const TOKEN = /"(?:[^"\\]|\\.)*"|\d+'[bdhoBDHO][0-9a-fA-F_]+|0[xX][0-9a-fA-F_]+|\d+|[A-Za-z_]\w*|[{}[\];:=@,]|\S/g;

/** The tokens of a SystemRDL text without its comments. */
export function tokensOf(lines: readonly Line[]): readonly Token[] {
  const tokens: Token[] = [];
  let comment = false;
  for (const line of lines) {
    let text = line.text;
    if (comment) {
      const close = text.indexOf('*/');
      comment = close < 0;
      text = close < 0 ? '' : text.slice(close + 2);
    }
    text = text.replace(/\/\*.*?\*\//g, ' ').replace(/\/\/.*$/, '');
    const open = text.indexOf('/*');
    if (open >= 0) comment = true;
    for (const match of (open >= 0 ? text.slice(0, open) : text).matchAll(TOKEN))
      tokens.push({ text: match[0], line: line.number });
  }
  return tokens;
}
