import type { VerilogToken } from '../verilog/tokens.ts';
import { tokenizeVerilog } from '../verilog/tokens.ts';

/** Where a token stands: what an edit there would change. */
export type Region =
  /** Before a module, or between its name and the `;` of its header. */
  | 'header'
  | 'declaration'
  /** Right of the `=` of a declaration. */
  | 'initial-value'
  /** Between the brackets of `@( … )`. */
  | 'sensitivity'
  | 'statement';

/** A token with what its surroundings say of it. */
export interface Place {
  readonly token: VerilogToken;
  readonly index: number;
  /** Open brackets of all kinds around it. */
  readonly depth: number;
  readonly region: Region;
  /** Set on the `=` or `<=` that makes a procedural assignment. */
  readonly assigns: 'blocking' | 'nonblocking' | null;
  /** First word of the statement or declaration it belongs to. */
  readonly head: string;
}

const DECLARATIONS = new Set(
  'input output inout reg wire logic integer genvar parameter localparam real time tri wand wor supply0 supply1'.split(
    ' ',
  ),
);
const STARTERS = new Set(
  'begin end else endcase endgenerate generate endfunction endtask initial always forever'.split(' '),
);
const OPENING = new Set(['(', '[', '{']);
const CLOSING = new Set([')', ']', '}']);

interface Scan {
  depth: number;
  region: Region;
  head: string;
  /** The next token begins a statement. */
  starts: boolean;
  assigned: boolean;
  questions: number;
  /** Depth at which an open sensitivity list ends; null outside. */
  listDepth: number | null;
}

/** Tokens of a text with their places, in order. */
export function placesOf(text: string): readonly Place[] {
  const scan: Scan = {
    depth: 0,
    region: 'header',
    head: '',
    starts: true,
    assigned: false,
    questions: 0,
    listDepth: null,
  };
  const tokens = tokenizeVerilog(text);
  return tokens.map((token, index) => {
    enter(scan, token, tokens[index - 1]?.text ?? '');
    const place: Place = {
      token,
      index,
      depth: scan.depth,
      region: scan.listDepth === null ? scan.region : 'sensitivity',
      assigns: assignmentOf(scan, token),
      head: scan.head,
    };
    leave(scan, token);
    return place;
  });
}

function enter(scan: Scan, { text, kind }: VerilogToken, before: string): void {
  if (CLOSING.has(text)) scan.depth -= 1;
  if (text === 'module') scan.region = 'header';
  if (text === '(' && before === '@') scan.listDepth = scan.depth;
  if (!scan.starts || (kind !== 'identifier' && kind !== 'escaped' && kind !== 'number' && text !== '{')) return;
  scan.head = text;
  scan.assigned = false;
  scan.questions = 0;
  scan.starts = false;
  if (scan.region !== 'header') scan.region = DECLARATIONS.has(text) ? 'declaration' : 'statement';
}

function assignmentOf(scan: Scan, { text }: VerilogToken): Place['assigns'] {
  const isAssignment =
    (text === '=' || text === '<=') && scan.depth === 0 && !scan.assigned && scan.region === 'statement';
  if (!isAssignment) return null;
  scan.assigned = true;
  if (scan.head === 'assign') return null;
  return text === '=' ? 'blocking' : 'nonblocking';
}

function leave(scan: Scan, { text }: VerilogToken): void {
  if (OPENING.has(text)) scan.depth += 1;
  if (text === ')' && scan.depth === scan.listDepth) {
    scan.listDepth = null;
    scan.starts = true;
  }
  if (scan.depth === 0) leaveOutermost(scan, text);
  if (text === '?') scan.questions += 1;
  if (text === ':' && scan.questions > 0) scan.questions -= 1;
  if (STARTERS.has(text)) scan.starts = true;
}

/** What a token outside all brackets ends. */
function leaveOutermost(scan: Scan, text: string): void {
  if (text === '=' && scan.region === 'declaration') scan.region = 'initial-value';
  if (text === ';') scan.region = 'statement';
  const isLabelEnd = text === ':' && scan.questions === 0 && scan.region === 'statement';
  // After `if ( … )` a new statement begins.
  const isConditionEnd = text === ')' && (scan.head === 'if' || scan.head.startsWith('case')) && !scan.assigned;
  if (text === ';' || isLabelEnd || isConditionEnd) scan.starts = true;
}
