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
 * `always @*`, `always_latch` likewise; casts to an enumeration lose the cast.
 */
export function rewriteForReading(files: readonly DesignFile[]): Rewriting {
  const changes = new Set<string>();
  const changed = files.map((file) => ({ path: file.path, text: rewriteText(file.text, changes) }));
  return { files: changed, changes: [...changes] };
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
