/** A token of a Verilog header with its offset in the text it was cut from. */
export interface HeaderToken {
  readonly text: string;
  readonly at: number;
}

const TOKEN =
  /\/\/[^\n]*|\/\*|"[^"\n]*"|\(\*|\*\)|`\w+|\$\w+|\d*'[sS]?[bodhBODH][0-9a-fA-FxXzZ_?]+|\d[\d_]*|[A-Za-z_][\w$]*|<<|>>|\*\*|==|\S/g;

/** Cuts Verilog text into tokens; comments and attributes are left out. Stops after `limit` characters. */
export function headerTokens(text: string, start: number, limit: number): readonly HeaderToken[] {
  const end = Math.min(text.length, start + limit);
  const tokens: HeaderToken[] = [];
  TOKEN.lastIndex = start;
  for (let match = TOKEN.exec(text); match !== null && match.index < end; match = TOKEN.exec(text)) {
    const [token] = match;
    if (token === '/*' || token === '(*') {
      const close = text.indexOf(token === '/*' ? '*/' : '*)', match.index + 2);
      if (close < 0) break;
      TOKEN.lastIndex = close + 2;
    } else if (!token.startsWith('//')) {
      tokens.push({ text: token, at: match.index });
    }
  }
  return tokens;
}
