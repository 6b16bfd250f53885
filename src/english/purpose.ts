import type { Statement } from './statement.ts';
import type { Token } from './token.ts';

/**
 * Words that say nothing a circuit could differ in. A sentence made of them alone frames what other sentences tell;
 * any other word (a negation, a condition, a time, an order, a number format…) keeps it from being taken so.
 */
const EMPTY: ReadonlySet<string> = new Set(
  (
    'there will shows shown representing represents the a an of to for in into on by with from using and that which is are be can its this these it as based used inside within ' +
    'module design circuit component unit block system input inputs output outputs signal signals data port ports operation operations ' +
    'operand operands result results value values number numbers integer integers process logic hardware always statement ' +
    'implementation functionality function purpose task goal architecture please simple basic digital binary desired specified ' +
    'corresponding given internal main current intermediate partial parallel several implement implements implementing use uses include ' +
    'includes contain contains perform performs performing provide provides generate generates generating produce produces producing take takes ' +
    'accept accepts control controls controlled manage manages handle handles update updates operate operates ' +
    'work works describe describes process processes compute computes calculate calculates designed create build designs'
  ).split(' '),
);

/** Words that name something the design must then have. */
const CLAIMS: Readonly<Record<string, string>> = {
  counter: 'count',
  counters: 'count',
  count: 'count',
  counts: 'count',
  counting: 'count',
  register: 'register',
  registers: 'register',
  store: 'register',
  stores: 'register',
  stored: 'register',
  multiplier: 'multiply',
  multiplies: 'multiply',
  multiplying: 'multiply',
  multiplication: 'multiply',
  multiplied: 'multiply',
  product: 'multiply',
  adder: 'add',
  adds: 'add',
  addition: 'add',
  sum: 'add',
  adding: 'add',
  subtractor: 'subtract',
  subtracts: 'subtract',
  subtraction: 'subtract',
  difference: 'subtract',
  accumulator: 'accumulate',
  accumulates: 'accumulate',
  accumulated: 'accumulate',
  accumulation: 'accumulate',
  toggles: 'toggle',
  toggle: 'toggle',
  toggling: 'toggle',
  clock: 'clock',
};

const VERBS =
  /^(?:represent|implement|use|include|contain|perform|provide|generate|produce|take|accept|control|manage|handle|update|operate|work|describe|process|compute|calculate|design|create|build|multipl|accumulat|store|add|subtract|count)/;

const PUNCTUATION: ReadonlySet<string> = new Set([',', '(', ')', '.']);

/** What a framing sentence claims of the design; null where a word of it says more than that. */
export function readPurpose(tokens: readonly Token[]): Extract<Statement, { readonly s: 'purpose' }> | null {
  const found: Found = { claims: new Set(), widths: new Set(), names: new Set() };
  let at = isPlace(tokens) ? 2 : 0;
  while (at < tokens.length) {
    const taken = take(tokens, at, found);
    if (taken === 0) return null;
    at += taken;
  }
  const { claims, widths, names } = found;
  const isSaid = tokens.some((token) => VERBS.test(token.lower));
  const isAboutSomething = claims.size + widths.size + names.size > 0;
  return isSaid && isAboutSomething
    ? { s: 'purpose', claims: [...claims], widths: [...widths], names: [...names] }
    : null;
}

interface Found {
  readonly claims: Set<string>;
  readonly widths: Set<number>;
  readonly names: Set<string>;
}

/** `In the MAC_UNIT, …`: a block's name in capitals says where, which is in this module. */
const isPlace = (tokens: readonly Token[]): boolean =>
  tokens[0]?.lower === 'in' &&
  tokens[1]?.name === null &&
  /^[A-Z][A-Z0-9_]+$/.test(tokens[1].text) &&
  tokens[2]?.text === ',';

/** How many tokens from here on are empty or a claim; 0 where they say more. */
function take(tokens: readonly Token[], at: number, { claims, widths, names }: Found): number {
  const [token, next] = [tokens[at], tokens[at + 1]];
  if (token === undefined) return 0;
  const isName = token.name !== null && token.exact;
  const claim = isName && token.text.length > 1 ? undefined : CLAIMS[token.lower];
  if (claim !== undefined) claims.add(claim);
  else if (isName) names.add(token.name);
  else if (token.number !== null && /^bits?$/.test(next?.lower ?? '')) {
    widths.add(Number(token.number.value));
    return 2;
  } else if (/^(?:each|every)$/.test(token.lower) && next?.lower === 'cycle') {
    claims.add('always');
    return 2;
  } else return EMPTY.has(token.lower) || PUNCTUATION.has(token.text) ? 1 : 0;
  return 1;
}
