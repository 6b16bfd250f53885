import type { Outcome } from '../../contracts/outcome.ts';
import { fail, ok } from '../../contracts/outcome.ts';
import type { Expr } from '../expr/ast.ts';
import { parseExpr } from '../expr/parse.ts';
import { tokenizeVerilog, type VerilogToken } from '../tokens.ts';
import { bare, closeOf, readAntecedents, readConsequent, textOf } from './sequence.ts';
import type { SvaItem, SvaProperty } from './types.ts';

type Tokens = readonly VerilogToken[];

/** What the text says once for all its assertions. */
interface Defaults {
  readonly clocking: Tokens | null;
  readonly disable: Tokens | null;
  /** Bodies of named sequences and properties. */
  readonly named: ReadonlyMap<string, Definition>;
  /** The text that the tokens are of. */
  readonly source: string;
}

/** Longest text read; assertions of a specification are short. */
const MAX_TOKENS = 20_000;

/**
 * Reads the assertions of a SystemVerilog text (IEEE 1800-2017 §16): concurrent ones of the subset, immediate ones, and
 * of all others the reason why they are outside of it. Nothing is left out silently.
 */
export function parseProperties(text: string): readonly SvaItem[] {
  const tokens = tokenizeVerilog(text);
  if (tokens.length > MAX_TOKENS) return [{ ok: false, name: '', text: '', reason: 'the text is too long' }];
  const { statements, defaults } = statementsOf(tokens, text);
  const items = statements.map((statement) => itemOf(statement, defaults));
  const asserted = new Set(statements.flatMap((statement) => statement.map((token) => token.text)));
  // A property that nothing asserts is meant as a check all the same.
  const unasserted = [...defaults.named].filter(([name, { kind }]) => kind === 'property' && !asserted.has(name));
  return [...items, ...unasserted.map(([name, { body }]) => concurrent(name, body, defaults))];
}

interface Definition {
  readonly kind: 'property' | 'sequence';
  readonly body: Tokens;
  readonly hasPorts: boolean;
}

/** One thing read from a text, and where the next begins. */
interface Taken {
  readonly end: number;
  readonly statement?: Tokens;
  readonly definition?: readonly [string, Definition];
  readonly clocking?: Tokens;
  readonly disable?: Tokens;
}

/** Splits a text into its assertion statements, and the definitions that stand around them. */
function statementsOf(
  tokens: Tokens,
  source: string,
): { readonly statements: readonly Tokens[]; readonly defaults: Defaults } {
  const all: Taken[] = [];
  for (let at = 0; at < tokens.length; ) {
    const taken = takenAt(tokens, at);
    all.push(taken);
    at = Math.max(taken.end, at + 1);
  }
  return {
    statements: all.flatMap(({ statement }) => (statement === undefined || statement.length === 0 ? [] : [statement])),
    defaults: {
      source,
      clocking: all.find((one) => one.clocking !== undefined)?.clocking ?? null,
      disable: all.find((one) => one.disable !== undefined)?.disable ?? null,
      named: new Map(all.flatMap(({ definition }) => (definition === undefined ? [] : [definition]))),
    },
  };
}

function takenAt(tokens: Tokens, at: number): Taken {
  const [word, second] = [tokens[at]?.text ?? '', tokens[at + 1]?.text ?? ''];
  if (word === 'property' || word === 'sequence') return definitionAt(tokens, at, word);
  if (word === 'default' && second === 'clocking') {
    const begin = indexFrom(tokens, at, '@');
    return { end: indexFrom(tokens, at, 'endclocking') + 1, clocking: tokens.slice(begin, closeOf(tokens, begin + 1)) };
  }
  const end = statementEnd(tokens, at);
  const statement = withoutStop(tokens.slice(at, end));
  return word === 'default' && second === 'disable' ? { end, disable: statement.slice(3) } : { end, statement };
}

function definitionAt(tokens: Tokens, at: number, kind: Definition['kind']): Taken {
  const close = indexFrom(tokens, at, `end${kind}`);
  const from = Math.min(indexFrom(tokens, at, ';') + 1, close);
  const isNamed = tokens[close + 1]?.text === ':';
  const body = withoutStop(tokens.slice(from, close));
  const definition = [tokens[at + 1]?.text ?? '', { kind, body, hasPorts: from - at > 3 }] as const;
  return { end: close + (isNamed ? 3 : 1), definition };
}

/** The first token of this text from `at` on; the end where there is none. */
function indexFrom(tokens: Tokens, at: number, text: string): number {
  const found = tokens.findIndex((token, index) => index > at && token.text === text);
  return found < 0 ? tokens.length : found;
}

const withoutStop = (tokens: Tokens): Tokens => (tokens.at(-1)?.text === ';' ? tokens.slice(0, -1) : tokens);

/** Behind the semicolon that ends a statement, brackets skipped. */
function statementEnd(tokens: Tokens, at: number): number {
  let index = at;
  while (index < tokens.length && tokens[index]?.text !== ';')
    index = '([{'.includes(tokens[index]?.text ?? ' ') ? closeOf(tokens, index) : index + 1;
  return Math.min(tokens.length, index + 1);
}

/** Tokens as they were written, white space folded. */
const written = (tokens: Tokens, { source }: Defaults): string =>
  source.slice(tokens[0]?.start ?? 0, tokens.at(-1)?.end ?? 0).replaceAll(/\s+/g, ' ');

function itemOf(statement: Tokens, defaults: Defaults): SvaItem {
  const labelled = statement[0]?.kind === 'identifier' && statement[1]?.text === ':';
  const name = labelled ? (statement[0]?.text ?? '') : '';
  const rest = withoutProcess(labelled ? statement.slice(2) : statement);
  const beyond = (reason: string): SvaItem => ({ ok: false, name, text: written(statement, defaults), reason });
  const [verb, second] = [rest[0]?.text ?? '', rest[1]?.text ?? ''];
  if (verb !== 'assert') return beyond(`"${verb}" is no assertion`);
  if (second === 'property') return concurrent(name, rest.slice(2, closeOf(rest, 2)), defaults);
  const open = second === '#' ? 3 : second === 'final' ? 2 : 1;
  if (rest[open]?.text !== '(') return beyond('it has no condition in brackets');
  return immediate(name, rest.slice(open, closeOf(rest, open)), defaults);
}

/** Without `always_comb` or `always @(*)` before an immediate assertion. */
function withoutProcess(tokens: Tokens): Tokens {
  if (tokens[0]?.text === 'always_comb') return tokens.slice(1);
  const star = textOf(tokens.slice(0, 5)).replaceAll(' ', '');
  if (star.startsWith('always@(*)')) return tokens.slice(tokens.findIndex(({ text }) => text === ')') + 1);
  return star.startsWith('always@*') ? tokens.slice(3) : tokens;
}

function immediate(name: string, tokens: Tokens, defaults: Defaults): SvaItem {
  const text = written(tokens, defaults);
  const expr = parseExpr(textOf(bare(tokens)));
  if (!expr.ok) return { ok: false, name, text, reason: expr.error.message };
  return {
    ok: true,
    property: {
      name,
      text,
      clock: null,
      disable: null,
      antecedents: [],
      consequent: { terms: [{ at: 0, expr: expr.value }], window: null },
    },
  };
}

function concurrent(label: string, given: Tokens, defaults: Defaults): SvaItem {
  const tokens = bare(given);
  const [only, ...more] = tokens;
  const defined = only === undefined ? undefined : defaults.named.get(only.text);
  const isName = defined?.kind === 'property' && textOf(more).replaceAll(' ', '').replace('()', '') === '';
  const name = label === '' && isName ? (only?.text ?? '') : label;
  if (defined !== undefined && isName && defined.hasPorts)
    return { ok: false, name, text: written(tokens, defaults), reason: 'it has arguments' };
  const body = bare(isName ? (defined?.body ?? []) : tokens);
  const read = propertyOf(expanded(body, defaults), defaults);
  const text = written(body, defaults);
  return read.ok
    ? { ok: true, property: { name, text, ...read.value } }
    : { ok: false, name, text, reason: read.error };
}

/** Named sequences put in place of their names, two levels deep. */
function expanded(tokens: Tokens, { named }: Defaults): Tokens {
  const once = (list: Tokens): Tokens =>
    list.flatMap((token) => {
      const sequence = named.get(token.text);
      if (sequence?.kind !== 'sequence' || sequence.hasPorts) return [token];
      return [{ ...token, text: '(' }, ...sequence.body, { ...token, text: ')' }];
    });
  return once(once(tokens));
}

type Read = Omit<SvaProperty, 'name' | 'text'>;

function propertyOf(tokens: Tokens, defaults: Defaults): Outcome<Read, string> {
  const clocking = clockAt(tokens) ?? { ...clockAt(defaults.clocking ?? []), end: 0 };
  if (clocking.clock === undefined) return fail('it has no clock, or one that is not a single edge of one signal');
  let rest = tokens.slice(clocking.end);
  let disable: Expr | null = null;
  const isDisabled = rest[0]?.text === 'disable' && rest[1]?.text === 'iff';
  const condition = isDisabled ? rest.slice(2, closeOf(rest, 2)) : defaults.disable;
  if (isDisabled) rest = rest.slice(closeOf(rest, 2));
  if (condition !== null) {
    const expr = parseExpr(textOf(bare(condition)));
    if (!expr.ok) return fail(`disable iff: ${expr.error.message}`);
    disable = expr.value;
  }
  return implicationOf(bare(rest), { clock: clocking.clock, disable });
}

function implicationOf(tokens: Tokens, given: Pick<Read, 'clock' | 'disable'>): Outcome<Read, string> {
  const arrows = tokens.flatMap((token, index) => (token.text === '|->' || token.text === '|=>' ? [index] : []));
  const [arrow] = arrows;
  if (arrows.length > 1) return fail('one implication inside another is not in the subset');
  if (tokens.some(({ text }) => text === '@')) return fail('it has more than one clock');
  if (arrow === undefined) {
    const consequent = readConsequent(tokens);
    return consequent.ok ? ok({ ...given, antecedents: [], consequent: consequent.value }) : consequent;
  }
  const antecedents = readAntecedents(tokens.slice(0, arrow));
  if (!antecedents.ok) return antecedents;
  const consequent = readConsequent(tokens.slice(arrow + 1));
  if (!consequent.ok) return consequent;
  const by = tokens[arrow]?.text === '|=>' ? 1 : 0;
  const { terms, window } = consequent.value;
  const shifted = {
    terms: terms.map((term) => ({ ...term, at: term.at + by })),
    window: window === null ? null : { ...window, from: window.from + by, to: window.to + by },
  };
  return ok({ ...given, antecedents: antecedents.value, consequent: shifted });
}

function clockAt(tokens: Tokens): { readonly clock?: NonNullable<SvaProperty['clock']>; readonly end: number } | null {
  if (tokens[0]?.text !== '@') return null;
  if (tokens[1]?.text !== '(') return { end: 1 };
  const end = closeOf(tokens, 1);
  const [edge, signal, ...more] = tokens.slice(2, end - 1);
  const isEdge = edge?.text === 'posedge' || edge?.text === 'negedge';
  if (!isEdge || signal?.kind !== 'identifier' || more.length > 0) return { end };
  return { clock: { signal: signal.text, edge: edge.text === 'posedge' ? 'posedge' : 'negedge' }, end };
}
