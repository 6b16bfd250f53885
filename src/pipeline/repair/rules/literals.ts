import { blankCommentsAndStrings } from '../../../verilog/tokens.ts';
import type { RepairRule } from './rule.ts';
import { edited, retokenized } from './text-edit.ts';

/** `1'bd`: a binary digit that says "don't care" in the way of Karnaugh maps. */
export const dontCareDigits: RepairRule = {
  id: 'dont-care-digits',
  reason: "A don't-care is x in a binary literal, not d or - (IEEE 1364-2005 §3.5.1).",
  apply: ({ text }) => {
    const found = [
      ...blankCommentsAndStrings(text).matchAll(/'\s*[bB]\s*([01xXzZ_?dD-]*[dD-][01xXzZ_?dD-]*)(?![\w'])/g),
    ];
    return edited(
      text,
      found.map((match) => {
        const digits = match[1] ?? '';
        const start = match.index + match[0].length - digits.length;
        return { start, end: start + digits.length, text: digits.replace(/[dD-]/g, 'x') };
      }),
    );
  },
};

/** `q = f` where nothing is called f: a hexadecimal digit without its base. */
export const bareHexDigits: RepairRule = {
  id: 'bare-hex-digits',
  reason: 'A hexadecimal value needs its base; without it, letters are a name.',
  apply: ({ text, diagnostics }) => {
    const unbound = new Set(
      diagnostics.flatMap(({ code, message }) =>
        code === 'IVL-UNBOUND' ? (/[`'"]([0-9a-fA-F]+)['"`]/.exec(message)?.[1] ?? []) : [],
      ),
    );
    return retokenized(text, (token) =>
      token.kind === 'identifier' && unbound.has(token.text) ? `${token.text.length * 4}'h${token.text}` : null,
    );
  },
};
