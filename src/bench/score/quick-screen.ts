import { moduleDeclarations } from '../../verilog/modules.ts';
import { tokenizeVerilog, type VerilogToken } from '../../verilog/tokens.ts';
import { mayDriveInput } from './driven-inputs.ts';

/**
 * Whether a source is harmless by its words alone, so that no program has to look at it: no directive, no system
 * task or function beyond pure ones, no hierarchical name, no driven input, one module, and every function or task it
 * calls is its own. `false` means only that the full gate has to decide.
 */
export function isPlainlyHarmless(source: string): boolean {
  const all = tokenizeVerilog(source, { comments: 'keep' });
  const tokens = all.filter((token) => token.kind !== 'comment');
  if (all.some((token) => token.text.startsWith('/*') && (token.text.length < 4 || !token.text.endsWith('*/'))))
    return false;
  if (mayDriveInput(tokens) || moduleDeclarations(tokens).length !== 1) return false;
  if (tokens.some((token) => SUSPECT_KINDS.has(token.kind) || SUSPECT_WORDS.has(token.text))) return false;
  const own: Own = {
    callable: declaredCallables(tokens),
    modules: new Set(moduleDeclarations(tokens).map(({ name }) => name.text)),
    values: declaredValues(tokens),
  };
  return tokens.every((token, i) => {
    if (token.kind === 'system') return PURE_FUNCTIONS.has(token.text);
    if (token.text === '.') return isNamedConnection(tokens, i);
    if (token.text === '::' || token.text === '.*' || token.text === '->') return token.text === '.*';
    return token.kind !== 'identifier' || !reachesOutside(tokens, i, own);
  });
}

const SUSPECT_KINDS: ReadonlySet<VerilogToken['kind']> = new Set(['directive', 'escaped', 'unknown', 'string']);
const SUSPECT_WORDS: ReadonlySet<string> = new Set(
  'force release deassign bind alias import export config library include program class interface checker package extern final defparam disable event wait fork join specify primitive table covergroup property sequence assert assume cover virtual static'.split(
    ' ',
  ),
);
const PURE_FUNCTIONS: ReadonlySet<string> = new Set([
  '$clog2',
  '$signed',
  '$unsigned',
  '$bits',
  '$size',
  '$countones',
  '$onehot',
  '$onehot0',
]);

// `.name (` after `(` or `,` connects a port or a parameter; any other dot may reach into another scope.
function isNamedConnection(tokens: readonly VerilogToken[], dot: number): boolean {
  const before = tokens[dot - 1]?.text;
  const after = tokens[dot + 2]?.text;
  return (before === '(' || before === ',') && (after === '(' || after === ',' || after === ')');
}

function declaredCallables(tokens: readonly VerilogToken[]): ReadonlySet<string> {
  const names = new Set<string>();
  tokens.forEach((token, i) => {
    if (token.text !== 'function' && token.text !== 'task') return;
    const open = tokens.slice(i, i + 24).findIndex(({ text }) => text === '(' || text === ';');
    const name = open > 0 ? tokens[i + open - 1] : undefined;
    if (name?.kind === 'identifier') names.add(name.text);
  });
  return names;
}

// `parameter NAME =`, `reg NAME`, `, NAME =`: a name declared as a value cannot be a task of someone else.
function declaredValues(tokens: readonly VerilogToken[]): ReadonlySet<string> {
  const names = new Set<string>();
  tokens.forEach((token, i) => {
    const before = tokens[i - 1]?.text ?? '';
    if (token.kind !== 'identifier' || KEYWORDS.has(token.text)) return;
    const listed = (before === ',' || before === ']') && tokens[i + 1]?.text === '=';
    if (VALUE_WORDS.has(before) || listed) names.add(token.text);
  });
  return names;
}

const VALUE_WORDS: ReadonlySet<string> = new Set([
  'parameter',
  'localparam',
  'reg',
  'wire',
  'logic',
  'integer',
  'int',
  'bit',
  'genvar',
  'input',
  'output',
  'inout',
  'signed',
  'unsigned',
  'real',
  'time',
  'byte',
]);

interface Own {
  readonly callable: ReadonlySet<string>;
  readonly modules: ReadonlySet<string>;
  readonly values: ReadonlySet<string>;
}

// A lone `name ;` or a `name (` that is no instance of an own module calls something; undeclared names resolve upwards.
function reachesOutside(tokens: readonly VerilogToken[], at: number, own: Own): boolean {
  const name = tokens[at]?.text ?? '';
  const next = tokens[at + 1]?.text;
  const before = tokens[at - 1];
  if (own.callable.has(name) || own.values.has(name) || KEYWORDS.has(name)) return false;
  if (
    next === '#' ||
    (tokens[at + 1]?.kind === 'identifier' && !KEYWORDS.has(next ?? '') && tokens[at + 2]?.text === '(')
  ) {
    return !own.modules.has(name);
  }
  if (next === '(') return !isInstanceName(tokens, at, own);
  // `wire name;` and `= name;` are no calls; `initial name;`, `#5 name;` and `@e name;` may be.
  return next === ';' && !(before !== undefined && (VALUE_WORDS.has(before.text) || isOperand(before)));
}

function isInstanceName(tokens: readonly VerilogToken[], at: number, own: Own): boolean {
  const before = tokens[at - 1];
  if (before === undefined) return false;
  if (NAMED_BY.has(before.text) || own.modules.has(before.text)) return true;
  return before.text === ')' && opensParameters(tokens, at - 1);
}

/** How far back the parameter list of an instance may reach; a longer one goes to the full gate. */
const LONGEST_PARAMETERS = 200;

function opensParameters(tokens: readonly VerilogToken[], close: number): boolean {
  let depth = 0;
  for (let i = close; i >= Math.max(0, close - LONGEST_PARAMETERS); i -= 1) {
    if (tokens[i]?.text === ')') depth += 1;
    if (tokens[i]?.text === '(') depth -= 1;
    if (depth === 0) return tokens[i - 1]?.text === '#';
  }
  return false;
}

// A name after an operator is a value. These three may stand between a condition or label and a call.
const isOperand = ({ kind, text }: VerilogToken): boolean =>
  kind === 'operator' && text !== ';' && text !== ')' && text !== ':';

const NAMED_BY: ReadonlySet<string> = new Set([
  'module',
  'macromodule',
  'not',
  'and',
  'or',
  'xor',
  'nand',
  'nor',
  'xnor',
  'buf',
  'bufif0',
  'bufif1',
  'notif0',
  'notif1',
]);
const KEYWORDS: ReadonlySet<string> = new Set(
  'always always_comb always_ff always_latch and assign automatic begin bit break buf bufif0 bufif1 byte case casex casez continue default else end endcase endfunction endgenerate endmodule endtask enum for forever function generate genvar if initial inout input inside int integer localparam logic longint macromodule module nand negedge nor not notif0 notif1 or output packed parameter posedge priority pull0 pull1 real reg repeat return shortint signed struct supply0 supply1 task time tri typedef union unique unsigned var while wire wor wand xnor xor'.split(
    ' ',
  ),
);
