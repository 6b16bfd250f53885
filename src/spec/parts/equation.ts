import type { EquationPart } from '../../contracts/spec-parts.ts';
import type { PartInput, PartRead } from './reader.ts';
import { spanOfRun } from './reader.ts';

const EQUATION =
  /^\s*(?:[-*+]\s+|\(?\d{1,2}[.)]\s+)?(?:assign\s+)?([A-Za-z_]\w*(?:\([\w\s,[\]]*\)|\s*\[\s*\w+\s*(?::\s*\w+\s*)?\])?)\s*=\s*([^=].*?)\s*[.;]?\s*$/;
const FORMULA_WORD = /^(?:and|or|xor|xnor|nand|nor|not)$/i;

/** A formula on a line of its own: `z = (x ^ y) & x`. English after the sign is prose. */
export function readEquation(input: PartInput, at: number): PartRead | null {
  const line = input.line(at);
  const match = line === undefined || line.text.length > 1000 ? null : EQUATION.exec(line.text);
  if (line === undefined || match?.[1] === undefined || match[2] === undefined || !isFormula(match[2])) return null;
  // A wrapped sentence may have a line that looks like one: a formula's neighbours are blank, formulas, or end in a colon.
  const before = input.line(at - 1)?.text.trim() ?? '';
  const after = input.line(at + 1)?.text.trim() ?? '';
  const stands = (text: string): boolean => text === '' || /[:.]$/.test(text) || EQUATION.test(text);
  if (!stands(before) || !(after === '' || EQUATION.test(after) || /^[A-Z#`|-]/.test(after))) return null;
  const part: EquationPart = {
    kind: 'equation',
    lhs: match[1].replace(/\s+/g, ''),
    rhs: match[2],
    span: spanOfRun([line]),
  };
  return { parts: [part], next: at + 1 };
}

/** Operators and operands alternate; words are names or the names of gates, never running text. */
function isFormula(text: string): boolean {
  if (!/^[\w\s'"~!&|^+*.()[\]{}:?<>=,/%$-]+$/.test(text) || !balanced(text)) return false;
  const tokens = text.match(/\d*'[bodhBODH][\w]+|[A-Za-z_$][\w$]*|\d+|\S/g) ?? [];
  const words = tokens.filter((token) => /^[A-Za-z_]{2,}$/.test(token) && !FORMULA_WORD.test(token));
  const operators = tokens.filter((token) => /^[&|^+*~!?'.<>-]$/.test(token) || FORMULA_WORD.test(token));
  return words.length <= operators.length + 1 && !/\b(?:if|when|then|else|is|the|otherwise|for)\b/i.test(text);
}

function balanced(text: string): boolean {
  let depth = 0;
  for (const char of text) {
    if ('([{'.includes(char)) depth += 1;
    if (')]}'.includes(char)) depth -= 1;
    if (depth < 0) return false;
  }
  return depth === 0;
}
