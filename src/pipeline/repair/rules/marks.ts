import type { VerilogToken } from '../../../verilog/tokens.ts';
import { tokenizeVerilog } from '../../../verilog/tokens.ts';
import type { RepairRule } from './rule.ts';
import { edited, retokenized, type TextEdit } from './text-edit.ts';

/** `, }` and `, )`: the comma after the last entry of a list. */
export const trailingComma: RepairRule = {
  id: 'trailing-comma',
  reason: 'Lists of Verilog have no comma after their last entry.',
  apply: ({ text }) =>
    retokenized(text, (token, at, tokens) => {
      const next = tokens[at + 1]?.text;
      return token.text === ',' && (next === '}' || next === ')') ? '' : null;
    }),
};

/** `} else begin`: a brace that closes a block, as in C. */
export const blockBraces: RepairRule = {
  id: 'block-braces',
  reason: 'Blocks end with `end`; a brace without a partner is one of C.',
  apply: ({ text }) => {
    let depth = 0;
    return retokenized(text, (token) => {
      if (token.text === '{') depth += 1;
      if (token.text !== '}') return null;
      depth -= 1;
      if (depth >= 0) return null;
      depth = 0;
      return 'end';
    });
  },
};

/** A plus or minus in front of a declaration: what is left of a difference listing. */
export const differenceMarks: RepairRule = {
  id: 'difference-marks',
  reason: 'Lines of a difference listing begin with + or -.',
  apply: ({ text }) => {
    const marked =
      /^[ \t]*[-+](?=[ \t]*(?:reg|wire|logic|input|output|assign|always\w*|localparam|parameter|integer|end|begin|case|if|module|endmodule)\b)/gm;
    return edited(
      text,
      [...text.matchAll(marked)].map((match) => ({ start: match.index, end: match.index + match[0].length, text: '' })),
    );
  },
};

/** Parentheses of one statement that do not match: closing ones are added or taken away before its semicolon. */
export const balancedParentheses: RepairRule = {
  id: 'balanced-parentheses',
  reason: 'Long conditional chains easily end with one parenthesis too many or too few.',
  apply: ({ text }) => {
    const tokens = tokenizeVerilog(text);
    const edits: TextEdit[] = [];
    let start = 0;
    for (const [at, token] of tokens.entries()) {
      if (token.text === 'begin' || token.text === 'end') start = at + 1;
      if (token.text !== ';') continue;
      const statement = tokens.slice(start, at);
      start = at + 1;
      // A `for` keeps semicolons inside its parentheses.
      if (!statement.some(({ text: word }) => word === 'for')) edits.push(...balance(statement, token));
    }
    return edited(text, edits);
  },
};

function balance(statement: readonly VerilogToken[], semicolon: VerilogToken): readonly TextEdit[] {
  const count = (word: string): number => statement.filter((token) => token.text === word).length;
  const missing = count('(') - count(')');
  if (missing > 0) return [{ start: semicolon.start, end: semicolon.start, text: ')'.repeat(missing) }];
  const last = statement.slice(missing);
  if (missing === 0 || !last.every((token) => token.text === ')')) return [];
  return last.map((token) => ({ start: token.start, end: token.end, text: '' }));
}
