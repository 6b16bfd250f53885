/** A value of relaxed JSON (bare keys, single quotes, trailing commas, comments), as WaveDrom's editor accepts it. */
export type RelaxedJson =
  | string
  | number
  | boolean
  | null
  | readonly RelaxedJson[]
  | { readonly [key: string]: RelaxedJson };

const TOKEN =
  /\s+|\/\/[^\n]*|\/\*[\s\S]*?\*\/|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|[-+]?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?|[A-Za-z_$][\w$]*|[{}[\]:,]|[\s\S]/g;
const MAX_DEPTH = 40;

/** Where relaxed JSON stopped making sense: offset into the text. */
export interface JsonFault {
  readonly at: number;
  readonly message: string;
}

interface Reader {
  readonly tokens: readonly { readonly text: string; readonly at: number }[];
  at: number;
}

/** Parses relaxed JSON without evaluating anything. Linear; nesting is bounded. */
export function parseRelaxedJson(text: string): { readonly value: RelaxedJson } | JsonFault {
  const tokens = [...text.matchAll(TOKEN)]
    .map((match) => ({ text: match[0], at: match.index }))
    .filter((token) => !/^(?:\s|\/\/|\/\*)/.test(token.text));
  const reader: Reader = { tokens, at: 0 };
  const value = readValue(reader, 0);
  if (value === undefined || reader.at < tokens.length) {
    const token = tokens[Math.min(reader.at, tokens.length - 1)];
    return { at: token?.at ?? 0, message: `'${(token?.text ?? '').slice(0, 20)}' is not expected here` };
  }
  return { value };
}

function readValue(reader: Reader, depth: number): RelaxedJson | undefined {
  const token = reader.tokens[reader.at]?.text;
  if (token === undefined || depth > MAX_DEPTH) return undefined;
  if (token === '{') return readObject(reader, depth);
  if (token === '[') return readArray(reader, depth);
  reader.at += 1;
  if (/^["']/.test(token) && token.length > 1) return unquoted(token);
  if (/^[-+]?\d/.test(token)) return Number(token);
  if (token === 'true' || token === 'false') return token === 'true';
  if (token === 'null') return null;
  reader.at -= 1;
  return undefined;
}

const unquoted = (token: string): string => token.slice(1, -1).replace(/\\(.)/g, '$1');

function readArray(reader: Reader, depth: number): RelaxedJson | undefined {
  const items: RelaxedJson[] = [];
  reader.at += 1;
  while (reader.tokens[reader.at]?.text !== ']') {
    const item = readValue(reader, depth + 1);
    if (item === undefined) return undefined;
    items.push(item);
    if (!separated(reader, ']')) return undefined;
  }
  reader.at += 1;
  return items;
}

function readObject(reader: Reader, depth: number): RelaxedJson | undefined {
  const entries: [string, RelaxedJson][] = [];
  reader.at += 1;
  while (reader.tokens[reader.at]?.text !== '}') {
    const key = reader.tokens[reader.at]?.text;
    const colon = reader.tokens[reader.at + 1]?.text;
    if (key === undefined || !/^["'\w$]/.test(key) || colon !== ':') return undefined;
    reader.at += 2;
    const value = readValue(reader, depth + 1);
    if (value === undefined) return undefined;
    entries.push([/^["']/.test(key) ? unquoted(key) : key, value]);
    if (!separated(reader, '}')) return undefined;
  }
  reader.at += 1;
  return Object.fromEntries(entries);
}

/** Steps over a comma; false where neither a comma nor the closing mark stands. */
function separated(reader: Reader, close: string): boolean {
  const token = reader.tokens[reader.at]?.text;
  if (token === ',') reader.at += 1;
  return token === ',' || token === close;
}
