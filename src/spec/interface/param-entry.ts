import type { SpecParam } from '../../contracts/spec.ts';
import type { Line } from '../text.ts';
import { spanOf } from '../text.ts';
import { readWidthSpec } from './width.ts';

/** `WIDTH = 8`, `WIDTH (default 8): text`, `WIDTH: text, default 8`. */
const PARAM =
  /^(?:parameter\s+)?(?:integer\s+)?[`*]*([A-Za-z_]\w*)[`*]*\s*(?:=\s*([\w'$()+*/ -]+?)\s*)?(?:\(([^()]*)\)\s*)?(?:[;,.]\s*)?(?:(?::|\s-)\s*(.*))?$/;
const DEFAULT = /(?:\bdefault(?:s)?(?: value)?(?: is| of| to)?\s*[:=]?\s*|^=?\s*|=\s*)(\d[\w']*)\b/i;

/** Reads one entry of a parameter section; null where it is none. */
export function readParamEntry(text: string, lines: readonly Line[]): SpecParam | null {
  const [first] = lines;
  const last = lines.at(-1);
  const match = PARAM.exec(text);
  if (first === undefined || last === undefined || match?.[1] === undefined) return null;
  const description = [match[3], match[4]].filter((part) => part !== undefined && part !== '').join(' ');
  const said = match[2] ?? DEFAULT.exec(description)?.[1];
  const value = said === undefined ? null : (readWidthSpec(said) ?? said);
  const base = { name: match[1], description, span: spanOf(first, last) };
  return value === null ? { ...base, value: '', stated: false } : { ...base, value };
}
