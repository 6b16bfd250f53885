import type { VerilogToken } from '../../src/verilog/tokens.ts';
import { tokenizeVerilog } from '../../src/verilog/tokens.ts';

/** A way to write the same hardware in another style, on source text; null where the text has nothing to restyle. */
export type SourceStyle = (text: string) => string | null;

/** The styles by name. Each keeps the behaviour, also for unknown values of a condition (IEEE 1364-2005 §9.4, §9.5). */
export const SOURCE_STYLES: Readonly<Record<string, SourceStyle>> = {
  'assign as always': assignAsAlways,
  'if as case': ifAsCase,
  'case as if': caseAsIf,
};

interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

function applied(text: string, edits: readonly Edit[]): string | null {
  if (edits.length === 0) return null;
  let result = text;
  for (const edit of [...edits].sort((a, b) => b.start - a.start || b.end - a.end)) {
    result = result.slice(0, edit.start) + edit.text + result.slice(edit.end);
  }
  return result;
}

/** Index of the token that closes the bracket at `open`. */
function closing(tokens: readonly VerilogToken[], open: number): number {
  let depth = 0;
  for (let index = open; index < tokens.length; index += 1) {
    const text = tokens[index]?.text ?? '';
    if ('([{'.includes(text)) depth += 1;
    if (')]}'.includes(text)) depth -= 1;
    if (depth === 0) return index;
  }
  return tokens.length;
}

/** `assign y = e;` becomes a procedural block that drives a variable of y's width. */
function assignAsAlways(text: string): string | null {
  const tokens = tokenizeVerilog(text);
  const edits = tokens.flatMap((token, index): Edit[] => {
    const [name, equals] = [tokens[index + 1], tokens[index + 2]];
    if (token.text !== 'assign' || name?.kind !== 'identifier' || equals?.text !== '=') return [];
    const end = tokens.findIndex((one, at) => at > index && one.text === ';');
    const last = tokens[end];
    if (last === undefined || tokens.slice(index + 3, end).some((one) => one.text === '=')) return [];
    const value = text.slice(equals.end, last.start);
    const local = `${name.text}_by_process`;
    return [
      {
        start: token.start,
        end: last.end,
        text: `logic [$bits(${name.text})-1:0] ${local}; always_comb ${local} =${value}; assign ${name.text} = ${local};`,
      },
    ];
  });
  return applied(text, edits);
}

/** Index after the statement that starts at `at`; an unknown shape ends at its semicolon. */
function statementEnd(tokens: readonly VerilogToken[], at: number): number {
  const text = tokens[at]?.text;
  if (text === 'begin') return blockEnd(tokens, at, 'begin', 'end');
  if (text === 'case' || text === 'casez' || text === 'casex') return blockEnd(tokens, at, text, 'endcase');
  if (text === 'for') return statementEnd(tokens, closing(tokens, at + 1) + 1);
  if (text === 'if') {
    const after = statementEnd(tokens, closing(tokens, at + 1) + 1);
    return tokens[after]?.text === 'else' ? statementEnd(tokens, after + 1) : after;
  }
  let index = at;
  while (index < tokens.length && tokens[index]?.text !== ';') index += 1;
  return index + 1;
}

function blockEnd(tokens: readonly VerilogToken[], at: number, open: string, close: string): number {
  let depth = 0;
  for (let index = at; index < tokens.length; index += 1) {
    const text = tokens[index]?.text ?? '';
    if (text === open || (open !== 'begin' && /^case[xz]?$/.test(text))) depth += 1;
    if (text === close) depth -= 1;
    if (depth === 0) return index + 1;
  }
  return tokens.length;
}

/** The statements only: an `if` of a generate region is no statement. */
const inProcess = (tokens: readonly VerilogToken[], index: number): boolean => {
  for (let at = index; at >= 0; at -= 1) {
    const text = tokens[at]?.text ?? '';
    if (/^(?:always|always_comb|always_ff|always_latch)$/.test(text)) return true;
    if (/^(?:generate|endgenerate|assign|module|function|initial|endfunction)$/.test(text)) return false;
  }
  return false;
};

/** The first `if` of a process with several edges: synthesis takes no other shape for an asynchronous reset. */
function isAsynchronousReset(tokens: readonly VerilogToken[], index: number): boolean {
  const at = tokens[index - 1]?.text === 'begin' ? index - 2 : index - 1;
  if (tokens[at]?.text !== ')') return false;
  let open = at;
  while (open > 0 && tokens[open]?.text !== '@') open -= 1;
  return tokens.slice(open, at).filter(({ text }) => text === 'posedge' || text === 'negedge').length > 1;
}

/** `if (c) A else B` becomes `case ((c) ? 1'b1 : 1'b0) 1'b1: A default: B endcase`; an unknown c takes B in both. */
function ifAsCase(text: string): string | null {
  const tokens = tokenizeVerilog(text);
  const edits = tokens.flatMap((token, index): Edit[] => {
    if (token.text !== 'if' || !inProcess(tokens, index) || isAsynchronousReset(tokens, index)) return [];
    const close = closing(tokens, index + 1);
    const condition = text.slice(tokens[index + 1]?.start, tokens[close]?.end);
    const thenEnd = statementEnd(tokens, close + 1);
    const otherwise = tokens[thenEnd];
    const end = statementEnd(tokens, index);
    const finish = tokens[end - 1]?.end ?? text.length;
    return [
      { start: token.start, end: tokens[close]?.end ?? token.end, text: `case (${condition} ? 1'b1 : 1'b0) 1'b1: ` },
      otherwise?.text === 'else'
        ? { start: otherwise.start, end: otherwise.end, text: 'default: ' }
        : { start: finish, end: finish, text: ' default: ;' },
      { start: finish, end: finish, text: ' endcase' },
    ];
  });
  return joined(text, edits);
}

/** Joins the insertions at one place in the order of their making, inner statements first. */
function joined(text: string, edits: readonly Edit[]): string | null {
  const insertions = new Map<number, string[]>();
  const replacements: Edit[] = [];
  for (const edit of edits) {
    if (edit.start < edit.end) replacements.push(edit);
    else insertions.set(edit.start, [...(insertions.get(edit.start) ?? []), edit.text]);
  }
  const inserted = [...insertions].map(([at, texts]) => ({ start: at, end: at, text: closings(texts).join('') }));
  return applied(text, [...replacements, ...inserted]);
}

/** An outer `if` was met first but must be closed last; its own default stays before its own endcase. */
function closings(texts: readonly string[]): string[] {
  const groups: string[][] = [];
  for (const text of texts) {
    const last = groups.at(-1);
    if (last !== undefined && last.at(-1) !== ' endcase') last.push(text);
    else groups.push([text]);
  }
  return groups.reverse().flat();
}

/** A plain `case` becomes a chain of `if` with case equality. */
function caseAsIf(text: string): string | null {
  const tokens = tokenizeVerilog(text);
  for (let index = tokens.length - 1; index >= 0; index -= 1) {
    if (tokens[index]?.text !== 'case' || !inProcess(tokens, index)) continue;
    const edit = chain(text, tokens, index);
    if (edit === null) continue;
    const next = applied(text, [edit]) ?? text;
    return caseAsIf(next) ?? next;
  }
  return null;
}

function chain(text: string, tokens: readonly VerilogToken[], at: number): Edit | null {
  const close = closing(tokens, at + 1);
  const end = blockEnd(tokens, at, 'case', 'endcase');
  const subject = text.slice(tokens[at + 1]?.start, tokens[close]?.end);
  const branches: string[] = [];
  let fallback: string | null = null;
  for (let index = close + 1; index < end - 1; ) {
    const colon = labelEnd(tokens, index);
    if (colon === null) return null;
    const isDefault = tokens[index]?.text === 'default';
    const from = isDefault && tokens[index + 1]?.text !== ':' ? index + 1 : colon + 1;
    const after = statementEnd(tokens, from);
    // A block of its own, or the next `else` would join an `if` inside.
    const body = `begin ${text.slice(tokens[from]?.start, tokens[after - 1]?.end)} end`;
    if (isDefault) fallback = body;
    else branches.push(`if (${condition(text, tokens, { from: index, to: colon, subject })}) ${body}`);
    index = after;
  }
  if (branches.length === 0) return null;
  const chained = [...branches, ...(fallback === null ? [] : [fallback])].join(' else ');
  return { start: tokens[at]?.start ?? 0, end: tokens[end - 1]?.end ?? text.length, text: `begin ${chained} end` };
}

/** Index of the colon that ends a branch's labels. */
function labelEnd(tokens: readonly VerilogToken[], at: number): number | null {
  for (let index = at; index < tokens.length; index += 1) {
    const text = tokens[index]?.text ?? '';
    if ('([{'.includes(text)) index = closing(tokens, index);
    else if (text === ':') return index;
    else if (text === ';' || text === 'endcase') return tokens[at]?.text === 'default' ? at : null;
  }
  return null;
}

function condition(
  text: string,
  tokens: readonly VerilogToken[],
  part: { readonly from: number; readonly to: number; readonly subject: string },
): string {
  const labels: string[] = [];
  let start = part.from;
  for (let index = part.from; index <= part.to; index += 1) {
    const token = tokens[index]?.text ?? '';
    if ('([{'.includes(token)) index = closing(tokens, index);
    else if (token === ',' || index === part.to) {
      labels.push(text.slice(tokens[start]?.start, tokens[index]?.start).trim());
      start = index + 1;
    }
  }
  return labels.map((label) => `${part.subject} === (${label})`).join(' || ');
}
