import { moduleDeclarations, rootModules } from './modules.ts';
import { tokenizeVerilog } from './tokens.ts';

/** What the task asked for; see `PublicTask`. */
export interface ReplyDemand {
  readonly module: string;
  readonly header: string | null;
  readonly form: 'module' | 'body' | 'line';
}

/** A reply taken apart. `source` is null where the reply holds no code; `notes` say what had to be done, in order. */
export interface DecodedReply {
  readonly source: string | null;
  readonly notes: readonly string[];
}

/**
 * Takes a model's reply apart: code fences, prose around the code, a duplicated answer, a missing header or
 * `endmodule`, and a top module under another name. It never repairs the design itself. Linear in the reply.
 */
export function decodeReply(reply: string, demand: ReplyDemand): DecodedReply {
  if (demand.form === 'line') return { source: reply.split('\n')[0] ?? '', notes: [] };
  const notes: string[] = [];
  const unfenced = takeFenced(reply.replace(/\r\n?/g, '\n'), notes);
  const cut = dropProse(unfenced, notes);
  if (cut.trim() === '') return { source: null, notes: ['no-code'] };
  const headed = addHeader(cut, { demand, notes });
  const closed = addEndmodule(headed, notes);
  return { source: renameTop(dropDuplicates(closed, notes), { demand, notes }), notes };
}

const FENCE = /^[ \t]*(?:```|~~~)[ \t]*([A-Za-z0-9_+-]*)[^\n]*$/gm;
const CODE_TAGS = new Set(['', 'verilog', 'systemverilog', 'sv', 'v', 'vlog']);

// Every fenced block that holds a module; else the longest block; text without fences as it is.
function takeFenced(text: string, notes: string[]): string {
  const marks = [...text.matchAll(FENCE)];
  if (marks.length === 0) return text;
  notes.push('fenced');
  const blocks: { readonly tag: string; readonly body: string }[] = [];
  for (let i = 0; i < marks.length; i += 2) {
    const open = marks[i];
    if (open === undefined) break;
    const close = marks[i + 1];
    if (close === undefined) notes.push('open-fence');
    blocks.push({
      tag: (open[1] ?? '').toLowerCase(),
      body: text.slice(open.index + open[0].length + 1, close?.index ?? text.length),
    });
  }
  const code = blocks.filter(({ tag }) => CODE_TAGS.has(tag));
  const withModule = code.filter(({ body }) => /\bmodule\b/.test(body));
  if (withModule.length > 1) notes.push('several-blocks');
  if (withModule.length > 0) return withModule.map(({ body }) => body).join('\n');
  return code.reduce((longest, { body }) => (body.length > longest.length ? body : longest), '');
}

const PROSE_FREE_START =
  /^\s*(?:module\b|macromodule\b|`|\/\/|\/\*|\(\*|import\b|package\b|typedef\b|assign\b|always|reg\b|wire\b|logic\b|input\b|output\b|parameter\b|localparam\b|function\b|initial\b|integer\b|genvar\b|generate\b)/;

/** Cuts words before the first `module` line and after the last `endmodule` where they are not code. */
function dropProse(text: string, notes: string[]): string {
  const first = /^[ \t]*(?:module|macromodule)\b[ \t]+\\?[A-Za-z_]/m.exec(text);
  const before = first === null ? '' : text.slice(0, first.index);
  const wordsBefore =
    before.trim() !== '' &&
    !before.split('\n').every((line) => line.trim() === '' || PROSE_FREE_START.test(line) || /^\s*\*/.test(line));
  const start = first !== null && wordsBefore ? first.index : 0;
  const last = text.lastIndexOf('endmodule');
  const after = last === -1 ? '' : text.slice(last + 'endmodule'.length);
  const wordsAfter = /[A-Za-z]/.test(after) && !/^\s*(?:\/\/|\/\*|:|`)/.test(after);
  if (wordsBefore || wordsAfter) notes.push('prose-dropped');
  return wordsAfter ? `${text.slice(start, last)}endmodule\n` : text.slice(start);
}

interface Step {
  readonly demand: ReplyDemand;
  readonly notes: string[];
}

function addHeader(text: string, { demand, notes }: Step): string {
  if (demand.header === null || moduleDeclarations(tokenizeVerilog(text)).length > 0) return text;
  notes.push('header-added');
  return `${demand.header}\n${text}`;
}

function addEndmodule(text: string, notes: string[]): string {
  const words = tokenizeVerilog(text).map((token) => token.text);
  const opened = words.filter((word) => word === 'module' || word === 'macromodule').length;
  const closed = words.filter((word) => word === 'endmodule').length;
  if (opened !== closed + 1) return text;
  notes.push('endmodule-added');
  return `${text.trimEnd()}\nendmodule\n`;
}

/** A module given twice is kept once, the last time: a corrected answer follows the first one. */
function dropDuplicates(text: string, notes: string[]): string {
  const spans = moduleSpans(text);
  const lastOf = new Map(spans.map(({ name, start }) => [name, start]));
  const dropped = spans.filter(({ name, start }) => lastOf.get(name) !== start);
  if (dropped.length === 0) return text;
  notes.push('duplicate-dropped');
  const starts = [0, ...dropped.map(({ end }) => end)];
  return starts.map((start, i) => text.slice(start, dropped[i]?.start ?? text.length)).join('');
}

/** From each `module` to the next `endmodule`, or to the next module where none comes before it. */
function moduleSpans(text: string): readonly { readonly name: string; readonly start: number; readonly end: number }[] {
  const tokens = tokenizeVerilog(text);
  const declared = moduleDeclarations(tokens);
  return declared.map(({ name, at }, i) => {
    const next = declared[i + 1]?.at ?? tokens.length + 1;
    let end = at;
    while (end < next - 1 && tokens[end]?.text !== 'endmodule') end += 1;
    const close = tokens[end]?.text === 'endmodule' ? tokens[end]?.end : tokens[next - 1]?.start;
    return { name: name.text, start: tokens[at - 1]?.start ?? 0, end: close ?? text.length };
  });
}

/** The one module that no other instantiates gets the name that the bench uses. */
function renameTop(text: string, { demand, notes }: Step): string {
  const tokens = tokenizeVerilog(text);
  const declared = moduleDeclarations(tokens);
  if (demand.module === '' || declared.some(({ name }) => name.text === demand.module)) return text;
  const roots = rootModules(text);
  const root = roots.length === 1 ? roots[0] : roots.find((name) => CONVENTIONAL_TOPS.has(name));
  if (root === undefined) return text;
  notes.push(`renamed:${root}`);
  const named = declared.find(({ name }) => name.text === root);
  // Only the declaration and an end label are the module's name; a net may share it.
  const isEndLabel = (i: number): boolean => tokens[i - 1]?.text === ':' && tokens[i - 2]?.text === 'endmodule';
  const places = tokens.filter(
    (token, i) => token.text === root && (token.start === named?.name.start || isEndLabel(i)),
  );
  const starts = [0, ...places.map(({ end }) => end)];
  return starts.map((start, i) => text.slice(start, places[i]?.start ?? text.length)).join(demand.module);
}

const CONVENTIONAL_TOPS: ReadonlySet<string> = new Set(['top_module', 'TopModule', 'top', 'dut', 'DUT']);
