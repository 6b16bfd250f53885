import { fail, type Outcome, ok } from '../../contracts/outcome.ts';

/** Why a reply could not be read; each is said to the model in other words. */
export interface UnreadableReply {
  readonly kind: 'no-json' | 'truncated' | 'invalid-json' | 'schema' | 'no-code';
  readonly detail: string;
}

/** Longest reply that is looked at. */
const MAX_REPLY_CHARACTERS = 200_000;

/**
 * The first JSON object of a reply, whatever stands around it: prose, code fences, comments and trailing commas are
 * taken out. Linear in the reply. An object that never closes is `truncated`.
 */
export function jsonOf(reply: string): Outcome<unknown, UnreadableReply> {
  const text = reply.slice(0, MAX_REPLY_CHARACTERS);
  let sawOpen = false;
  for (let at = text.indexOf('{'), tried = 0; at !== -1 && tried < MAX_STARTS; tried += 1) {
    const scan = scanObject(text, at);
    sawOpen ||= scan.end === null;
    const parsed = scan.end === null ? null : parseLoosely(text.slice(at, scan.end), scan.drop, at);
    if (parsed !== null) return ok(parsed.value);
    // A brace of prose or of Verilog (`{a, b}`) is no object; the next one may be.
    at = text.indexOf('{', scan.end ?? at + 1);
  }
  if (sawOpen) return fail({ kind: 'truncated', detail: 'the JSON object is not closed' });
  return text.includes('{')
    ? fail({ kind: 'invalid-json', detail: 'what stands between braces is not valid JSON' })
    : fail({ kind: 'no-json', detail: 'the answer holds no JSON object' });
}

/** Starts tried; each costs at most the length of the reply. */
const MAX_STARTS = 20;

interface Scan {
  /** Offset behind the closing brace; null where it never closes. */
  readonly end: number | null;
  /** Comments, as offsets into the reply. */
  readonly drop: readonly (readonly [number, number])[];
}

const TOKEN = /"(?:[^"\\]|\\.)*"|\/\/[^\n]*|\/\*|[{}[\]]|"/g;

function scanObject(text: string, from: number): Scan {
  const drop: (readonly [number, number])[] = [];
  let depth = 0;
  TOKEN.lastIndex = from;
  for (let found = TOKEN.exec(text); found !== null; found = TOKEN.exec(text)) {
    const [token] = found;
    depth += DEPTHS[token] ?? 0;
    if (depth === 0) return { end: found.index + token.length, drop };
    if (token in DEPTHS || (token.startsWith('"') && token !== '"')) continue;
    const end = token === '/*' ? behindComment(text, found.index) : found.index + token.length;
    // An open string or comment swallows the rest.
    if (token === '"' || end === null) return { end: null, drop };
    drop.push([found.index, end]);
    TOKEN.lastIndex = end;
  }
  return { end: null, drop };
}

const DEPTHS: Readonly<Record<string, number>> = { '{': 1, '[': 1, '}': -1, ']': -1 };

function behindComment(text: string, at: number): number | null {
  const close = text.indexOf('*/', at + 2);
  return close === -1 ? null : close + 2;
}

const withoutTrailingCommas = (text: string): string =>
  text.replace(/"(?:[^"\\]|\\.)*"|,(?=\s*[}\]])/g, (found) => (found === ',' ? '' : found));

function parseLoosely(
  text: string,
  drop: Scan['drop'],
  offset: number,
): { readonly value: Readonly<Record<string, unknown>> } | null {
  const kept: string[] = [];
  let at = 0;
  for (const [start, end] of drop) {
    kept.push(text.slice(at, start - offset));
    at = end - offset;
  }
  kept.push(text.slice(at));
  try {
    return { value: JSON.parse(withoutTrailingCommas(kept.join(''))) as Readonly<Record<string, unknown>> };
  } catch {
    // Not JSON: the caller looks at the next brace, or says so.
    return null;
  }
}
