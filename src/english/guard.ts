import { readFormula } from './formula.ts';
import { tokenize } from './token.ts';
import { op, type Value } from './value.ts';

/**
 * Reads the guard of a diagram's edge: a formula (`a & !b`, `cnt == 3`), or a list of `name=value` that must all
 * hold (`x=0, y=1`). Null where it is neither.
 */
export function readGuard(text: string, names: readonly string[]): Value | null {
  // A single = compares in a guard; there is nothing to assign.
  const symbols = text.replaceAll(/(?<![=!<>])=(?!=)/g, '==').replaceAll(/\bnot\s+(?=[A-Za-z_])/g, '!');
  const tokens = tokenize(symbols, { names });
  const terms: Value[] = [];
  let at = 0;
  while (at < tokens.length) {
    const [found] = readFormula(tokens, at);
    if (found === undefined || found.end === at) return null;
    terms.push(found.value as Value);
    at = found.end;
    const separator = tokens[at]?.lower;
    if (separator === ',' || separator === 'and') at += 1;
    else if (at < tokens.length) return null;
  }
  return terms.length === 0 ? null : terms.reduce((left, right) => op('&&', left, right));
}

/** Reads a formula that must be the whole text. */
export function readWholeFormula(text: string, names: readonly string[]): Value | null {
  const tokens = tokenize(text, { names });
  const [found] = readFormula(tokens, 0);
  return found !== undefined && found.end === tokens.length ? (found.value as Value) : null;
}
