import type { VerilogToken } from '../verilog/tokens.ts';
import { tokenizeVerilog } from '../verilog/tokens.ts';
import type { ClockFact, DesignFacts, FactPort, ResetFact } from './facts.ts';

interface EdgeUse {
  readonly name: string;
  readonly edge: 'pos' | 'neg';
  /** Events in the same sensitivity list. */
  readonly events: number;
  /** Whether the first `if` of the process asks for this signal, as it does for an asynchronous reset. */
  readonly isAskedFirst: boolean;
}

/**
 * Facts read from the text of a design that the elaborator cannot read: inputs named in sensitivity lists with an edge
 * are clocks, and of several in one list those that the process asks for first are asynchronous resets. Synchronous
 * resets are one-bit inputs that the first `if` of a clocked process asks for alone, with a name that says reset.
 */
export function factsOfText(text: string, ports: readonly FactPort[]): DesignFacts {
  const tokens = tokenizeVerilog(text);
  const inputs = new Set(ports.filter((p) => p.direction === 'input' && p.width === 1).map((p) => p.name));
  const uses = edgeUses(tokens).filter((use) => inputs.has(use.name));
  const asyncNames = new Set(uses.filter((use) => use.events > 1 && use.isAskedFirst).map((use) => use.name));
  const clocks = clocksOf(uses.filter((use) => !asyncNames.has(use.name)));
  const clockNames = new Set(clocks.map((clock) => clock.port));
  const asyncResets = uses
    .filter((use, at) => asyncNames.has(use.name) && uses.findIndex((other) => other.name === use.name) === at)
    .map(
      (use): ResetFact => ({ port: use.name, index: 0, kind: 'async', active: use.edge === 'pos' ? 'high' : 'low' }),
    );
  const syncResets = syncResetsOf(tokens).filter(
    (reset) => inputs.has(reset.port) && !asyncNames.has(reset.port) && !clockNames.has(reset.port),
  );
  return {
    top: '',
    ports,
    clocks,
    resets: [...asyncResets, ...(clocks.length > 0 ? syncResets : [])],
    constants: literalsOf(tokens),
    counterCycles: 256,
    // Whether something is stored is not known, so it is taken to be.
    stateBits: 1,
    nets: [],
    registers: [],
    source: 'text',
  };
}

function edgeUses(tokens: readonly VerilogToken[]): readonly EdgeUse[] {
  return tokens.flatMap((token, index) => {
    if (token.text !== '@' || tokens[index + 1]?.text !== '(') return [];
    const close = closingOf(tokens, index + 2);
    const list = tokens.slice(index + 2, close < 0 ? index + 2 : close);
    const asked = firstCondition(tokens, close);
    const events = list.flatMap((word, at) =>
      word.text === 'posedge' || word.text === 'negedge' ? [{ edge: word.text, name: list[at + 1]?.text ?? '' }] : [],
    );
    return events.map(({ edge, name }) => ({
      name,
      edge: edge === 'posedge' ? ('pos' as const) : ('neg' as const),
      events: events.length,
      isAskedFirst: asked.includes(name),
    }));
  });
}

/** Position of the first `)` from a position on, as far as a sensitivity list may reach; -1 for none. */
function closingOf(tokens: readonly VerilogToken[], from: number): number {
  const found = tokens.slice(from, from + MAX_LIST_TOKENS).findIndex((token) => token.text === ')');
  return found < 0 ? -1 : from + found;
}

const MAX_LIST_TOKENS = 200;

/** Names in the first condition after a position, where the next statement is an `if`. */
function firstCondition(tokens: readonly VerilogToken[], at: number): readonly string[] {
  let index = at + 1;
  while (['begin', ':'].includes(tokens[index]?.text ?? '') || tokens[index - 1]?.text === ':') index += 1;
  if (tokens[index]?.text !== 'if') return [];
  const names: string[] = [];
  for (index += 1; index < tokens.length && tokens[index]?.text !== ')'; index += 1) {
    const token = tokens[index];
    if (token?.kind === 'identifier') names.push(token.text);
  }
  return names;
}

function clocksOf(uses: readonly EdgeUse[]): readonly ClockFact[] {
  const edges = new Map<string, Set<'pos' | 'neg'>>();
  for (const use of uses) edges.set(use.name, (edges.get(use.name) ?? new Set()).add(use.edge));
  return [...edges].map(([port, set]) => ({
    port,
    index: 0,
    edge: set.size > 1 ? 'both' : set.has('neg') ? 'neg' : 'pos',
    role: 'clock',
  }));
}

const RESET_NAME = /rst|reset|clr|clear/i;

function syncResetsOf(tokens: readonly VerilogToken[]): readonly ResetFact[] {
  const found = new Map<string, ResetFact>();
  for (const [index, token] of tokens.entries()) {
    if (token.text !== 'if' || tokens[index + 1]?.text !== '(') continue;
    const negated = ['!', '~'].includes(tokens[index + 2]?.text ?? '');
    const name = tokens[index + (negated ? 3 : 2)];
    const closes = tokens[index + (negated ? 4 : 3)]?.text === ')';
    if (!closes || name?.kind !== 'identifier' || !RESET_NAME.test(name.text)) continue;
    found.set(name.text, { port: name.text, index: 0, kind: 'sync', active: negated ? 'low' : 'high' });
  }
  return [...found.values()];
}

const BASES: Readonly<Record<string, string>> = { h: '0x', d: '', b: '0b', o: '0o' };

function literalsOf(tokens: readonly VerilogToken[]): DesignFacts['constants'] {
  const found = new Map<string, { width: number; value: bigint }>();
  for (const token of tokens) {
    const [, width = '32', base = '', digits = ''] =
      token.kind === 'number' ? (/^(\d+)?\s*'[sS]?([bodhBODH])\s*([0-9a-fA-F_]+)$/.exec(token.text) ?? []) : [];
    const prefix = BASES[base.toLowerCase()];
    if (prefix === undefined || found.size >= 512) continue;
    found.set(token.text, { width: Number(width), value: BigInt(prefix + digits.replaceAll('_', '')) });
  }
  return [...found.values()];
}
