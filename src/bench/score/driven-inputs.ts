import type { VerilogToken } from '../../verilog/tokens.ts';

/**
 * Whether some name declared as an input is also written, as far as words can tell: `name = …`, `name[i] <= …`, or
 * inside a concatenation that is assigned. Icarus joins such a port with the bench's own net without a word.
 * True may be a false alarm; false is certain for a design without instances.
 */
export function mayDriveInput(tokens: readonly VerilogToken[]): boolean {
  const inputs = declaredInputs(tokens);
  const plain = tokens.some(
    (token, i) => inputs.has(token.text) && isTarget({ before: tokens[i - 1]?.text, after: tokens[i + 1]?.text }),
  );
  return plain || assignedGroups(tokens).some((group) => group.some(({ text }) => inputs.has(text)));
}

// `{a, b} =` and `a[i] <=`: the tokens of every bracketed target, with the name before an index.
function assignedGroups(tokens: readonly VerilogToken[]): readonly (readonly VerilogToken[])[] {
  const groups: (readonly VerilogToken[])[] = [];
  const opened: number[] = [];
  for (const [i, { text }] of tokens.entries()) {
    if (text === '{' || text === '[') opened.push(i);
    if (text !== '}' && text !== ']') continue;
    const open = opened.pop();
    const after = tokens[i + 1]?.text;
    if (open === undefined || (after !== '=' && after !== '<=')) continue;
    groups.push(text === '}' ? tokens.slice(open, i) : tokens.slice(Math.max(0, open - 1), open));
  }
  return groups;
}

// `a <= b` in a condition follows a bracket or an operator; as an assignment it starts a statement.
const isTarget = ({
  before,
  after,
}: {
  readonly before: string | undefined;
  readonly after: string | undefined;
}): boolean =>
  after === '=' ||
  after === '+=' ||
  after === '-=' ||
  after === '++' ||
  after === '--' ||
  (after === '<=' && (before === undefined || STARTS.has(before)));

const STARTS: ReadonlySet<string> = new Set([';', 'begin', 'end', 'else', ')', ':', 'assign']);
const ENDS: ReadonlySet<string> = new Set(['output', 'inout', ')', ';']);

function declaredInputs(tokens: readonly VerilogToken[]): ReadonlySet<string> {
  const names = new Set<string>();
  let inside = false;
  let depth = 0;
  for (const token of tokens) {
    if (token.text === 'input') inside = true;
    else if (ENDS.has(token.text)) inside = false;
    if (token.text === '[') depth += 1;
    if (token.text === ']') depth -= 1;
    if (inside && depth === 0 && token.kind === 'identifier') names.add(token.text);
  }
  return names;
}
