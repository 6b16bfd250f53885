import type { Outcome } from '../../contracts/outcome.ts';
import { fail, ok } from '../../contracts/outcome.ts';
import type { Expr } from '../expr/ast.ts';
import { parseExpr } from '../expr/parse.ts';
import type { VerilogToken } from '../tokens.ts';
import type { SvaConsequent, SvaTerm } from './types.ts';

type Tokens = readonly VerilogToken[];

/** One element of a sequence: cycles since the one before, and its condition. */
interface Element {
  readonly min: number;
  readonly max: number;
  readonly expr: Expr;
}

/** Longest sequence in cycles, and most alternatives that ranges of an antecedent may make. */
const MAX_CYCLES = 64;
const MAX_ALTERNATIVES = 64;

/** Words that make more of a sequence or property than the subset has. */
const BEYOND: ReadonlySet<string> = new Set(
  (
    'not and or if else case throughout within intersect first_match until s_until until_with s_until_with eventually ' +
    's_eventually always s_always nexttime s_nexttime strong weak implies iff accept_on reject_on sync_accept_on ' +
    'sync_reject_on matched triggered let local'
  ).split(' '),
);

/** Text of tokens, with single spaces. */
export const textOf = (tokens: Tokens): string => tokens.map(({ text }) => text).join(' ');

/** Index behind the bracket that closes the one at `at`; the end where none does. */
export function closeOf(tokens: Tokens, at: number): number {
  let depth = 0;
  for (let index = at; index < tokens.length; index += 1) {
    const text = tokens[index]?.text ?? '';
    if (text === '(' || text === '[' || text === '{') depth += 1;
    if (text === ')' || text === ']' || text === '}') depth -= 1;
    if (depth === 0) return index + 1;
  }
  return tokens.length;
}

/** Without brackets that enclose all of it. */
export function bare(tokens: Tokens): Tokens {
  let inner = tokens;
  while (inner[0]?.text === '(' && closeOf(inner, 0) === inner.length) inner = inner.slice(1, -1);
  return inner;
}

/** The antecedents of an implication, one for each choice of its ranges. */
export function readAntecedents(
  tokens: Tokens,
): Outcome<readonly { readonly terms: readonly SvaTerm[]; readonly length: number }[], string> {
  const elements = elementsOf(tokens);
  if (!elements.ok) return elements;
  let found: readonly { readonly terms: readonly SvaTerm[]; readonly length: number }[] = [{ terms: [], length: 0 }];
  for (const { min, max, expr } of elements.value) {
    found = found.flatMap(({ terms, length }) =>
      Array.from({ length: max - min + 1 }, (_, more) => {
        const at = length + min + more;
        return { terms: [...terms, { at, expr }], length: at };
      }),
    );
    if (found.length > MAX_ALTERNATIVES) return fail('its ranges give too many alternatives');
  }
  return ok(found);
}

/** What must follow; a range is read in the last delay only. */
export function readConsequent(tokens: Tokens): Outcome<SvaConsequent, string> {
  const elements = elementsOf(tokens);
  if (!elements.ok) return elements;
  const terms: SvaTerm[] = [];
  let at = 0;
  for (const [index, { min, max, expr }] of elements.value.entries()) {
    if (min !== max) {
      if (index < elements.value.length - 1) return fail('a range of cycles is followed by more');
      return ok({ terms, window: { from: at + min, to: at + max, expr } });
    }
    at += min;
    terms.push({ at, expr });
  }
  return ok({ terms, window: null });
}

function elementsOf(given: Tokens): Outcome<readonly Element[], string> {
  const tokens = bare(given);
  const beyond = tokens.find((token) => token.kind === 'identifier' && BEYOND.has(token.text));
  if (beyond !== undefined) return fail(`"${beyond.text}" is not in the subset`);
  const found: Element[] = [];
  let at = 0;
  let pending = { min: 0, max: 0 };
  while (at < tokens.length) {
    const delay = tokens[at]?.text === '##' ? delayAt(tokens, at + 1) : null;
    if (typeof delay === 'string') return fail(delay);
    if (delay !== null) {
      pending = { min: pending.min + delay.min, max: pending.max + delay.max };
      at = delay.end;
      continue;
    }
    const end = elementEnd(tokens, at);
    const parts = partsOf(tokens.slice(at, end));
    if (!parts.ok) return parts;
    parts.value.forEach((part, index) => {
      const before = index === 0 ? pending : { min: 0, max: 0 };
      found.push({ ...part, min: part.min + before.min, max: part.max + before.max });
    });
    pending = { min: 0, max: 0 };
    at = end;
  }
  const cycles = found.reduce((sum, { max }) => sum + max, 0);
  if (found.length === 0 || pending.max > 0) return fail('a sequence has no condition at its end');
  return cycles > MAX_CYCLES ? fail(`it is longer than ${MAX_CYCLES} cycles`) : ok(found);
}

function elementEnd(tokens: Tokens, at: number): number {
  let end = at;
  while (end < tokens.length && tokens[end]?.text !== '##')
    end = '([{'.includes(tokens[end]?.text ?? ' ') ? closeOf(tokens, end) : end + 1;
  return end;
}

/** `n` or `[m:n]` behind `##`; a string is why it is not read. */
function delayAt(
  tokens: Tokens,
  at: number,
): { readonly min: number; readonly max: number; readonly end: number } | string {
  const range = tokens[at]?.text === '[' ? tokens.slice(at + 1, closeOf(tokens, at) - 1) : null;
  const [low, colon, high, ...more] = range ?? [tokens[at], undefined, tokens[at]];
  const [min, max] = [numberOf(low), numberOf(high)];
  if (min === null || max === null || more.length > 0 || min > max || (range !== null && colon?.text !== ':'))
    return 'a delay is no number of cycles, or has no end';
  return { min, max, end: range === null ? at + 1 : closeOf(tokens, at) };
}

const numberOf = (token: VerilogToken | undefined): number | null =>
  token?.kind === 'number' && /^\d{1,3}$/.test(token.text) ? Number(token.text) : null;

/** An element: a condition, one repeated (`[*n]`), or a sequence in brackets. */
function partsOf(tokens: Tokens): Outcome<readonly Element[], string> {
  const star = tokens.findIndex(
    (token, index) => token.text === '[' && /^[*=]|^->/.test(tokens[index + 1]?.text ?? ''),
  );
  if (star >= 0) {
    const times = tokens.slice(star + 1, -1);
    const count = numberOf(times[1]);
    if (times.length !== 2 || times[0]?.text !== '*' || count === null || count < 1)
      return fail('a repetition other than [*n] is not in the subset');
    const one = partsOf(tokens.slice(0, star));
    if (!one.ok) return one;
    return ok(
      Array.from({ length: Math.min(count, MAX_CYCLES + 1) }, (_, round) =>
        one.value.map((part, index) =>
          round > 0 && index === 0 ? { ...part, min: part.min + 1, max: part.max + 1 } : part,
        ),
      ).flat(),
    );
  }
  const inner = bare(tokens);
  if (inner.some(({ text }) => text === '##')) return elementsOf(inner);
  const expr = parseExpr(textOf(inner));
  return expr.ok
    ? ok([{ min: 0, max: 0, expr: expr.value }])
    : fail(`"${textOf(inner).slice(0, 60)}": ${expr.error.message}`);
}
