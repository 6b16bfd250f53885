import type { VerilogToken } from '../../verilog/tokens.ts';
import { tokenizeVerilog } from '../../verilog/tokens.ts';
import type { DesignFile } from '../check-environment.ts';

/** A design changed for the netlist reader only; simulation always runs the original. */
export interface Rewriting {
  readonly files: readonly DesignFile[];
  /** One phrase for each kind of change; empty where nothing was changed. */
  readonly changes: readonly string[];
}

/**
 * Lowers what Yosys 0.23 refuses and other tools accept: an `always_comb` that leaves a value out (a latch) becomes
 * `always @*`, `always_latch` likewise; an `always_ff` without an edge becomes `always`; casts to an enumeration lose the cast.
 */
export function rewriteForReading(files: readonly DesignFile[]): Rewriting {
  const changes = new Set<string>();
  const changed = files.map((file) => ({ path: file.path, text: rewriteText(file.text, changes) }));
  return { files: changed, changes: [...changes] };
}

/**
 * Replaces each level-sensitive list (`always @(a or b)`) by `@*`; null where there is none. A design that agrees with
 * its reference only after this change simulates otherwise than it is synthesised.
 */
export function completeSensitivity(files: readonly DesignFile[]): readonly DesignFile[] | null {
  let found = false;
  const changed = files.map((file) => {
    const tokens = tokenizeVerilog(file.text);
    const edits = tokens.flatMap((token, index) => sensitivityEdit(tokens, token, index));
    found ||= edits.length > 0;
    return { path: file.path, text: applied(file.text, edits) };
  });
  return found ? changed : null;
}

/** Longest list that is looked at, in tokens. */
const LONGEST_LIST = 400;

function sensitivityEdit(tokens: readonly VerilogToken[], token: VerilogToken, index: number): Edit[] {
  const open = tokens[index + 2];
  if (token.text !== 'always' || tokens[index + 1]?.text !== '@' || open?.text !== '(') return [];
  const rest = tokens.slice(index + 3, index + 3 + LONGEST_LIST);
  const length = rest.findIndex((word) => word.text === ')');
  const list = rest.slice(0, Math.max(0, length)).map((word) => word.text);
  const close = rest[length];
  if (close === undefined || list.includes('posedge') || list.includes('negedge') || list.includes('*')) return [];
  return [{ start: open.start, end: close.end, text: '*' }];
}

interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

function rewriteText(text: string, changes: Set<string>): string {
  const tokens = tokenizeVerilog(text);
  const types = enumerationNames(tokens);
  const edits: Edit[] = [];
  tokens.forEach((token, index) => {
    if (token.text === 'always_comb' || token.text === 'always_latch') {
      changes.add(`${token.text} read as always @*`);
      edits.push({ start: token.start, end: token.end, text: 'always @*' });
    }
    if (token.text === 'always_ff') {
      changes.add('always_ff read as always');
      edits.push({ start: token.start, end: token.end, text: 'always' });
    }
    const quote = tokens[index + 1];
    if (types.has(token.text) && quote?.text === "'" && tokens[index + 2]?.text === '(') {
      changes.add(`casts to ${token.text} left out`);
      edits.push({ start: token.start, end: quote.end, text: '' });
    }
  });
  return applied(text, edits);
}

/** Names that `typedef enum … name;` declares. */
function enumerationNames(tokens: readonly VerilogToken[]): ReadonlySet<string> {
  const names = new Set<string>();
  let open = false;
  tokens.forEach((token, index) => {
    if (token.text === 'typedef' && tokens[index + 1]?.text === 'enum') open = true;
    if (!open || token.text !== ';') return;
    open = false;
    const name = tokens[index - 1];
    if (name?.kind === 'identifier') names.add(name.text);
  });
  return names;
}

function applied(text: string, edits: readonly Edit[]): string {
  const parts: string[] = [];
  let at = 0;
  for (const edit of edits) {
    parts.push(text.slice(at, edit.start), edit.text);
    at = edit.end;
  }
  return parts.join('') + text.slice(at);
}
