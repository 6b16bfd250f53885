import { headerText, portText } from '../../../engines/llm/header-text.ts';
import { readHeaderOf } from '../../../verilog/header.ts';
import { isHdlKeyword } from '../../../verilog/keywords.ts';
import { tokenizeVerilog, type VerilogToken } from '../../../verilog/tokens.ts';
import type { RepairRule } from './rule.ts';
import { closingBracket, edited, retokenized, type TextEdit } from './text-edit.ts';

/** A net that an always block assigns becomes a variable. */
export const netsToVariables: RepairRule = {
  id: 'nets-to-variables',
  reason: 'Procedural assignments need variables (IEEE 1364-2005 §9.2).',
  apply: ({ text, diagnostics }) => {
    const names = namesIn(diagnostics, LVALUE);
    return edited(
      text,
      [...names].flatMap((name) => makeVariable(text, name)),
    );
  },
};

/** An input that the design assigns; what it writes goes to a register of its own. */
export const assignedInputs: RepairRule = {
  id: 'assigned-inputs',
  reason: 'A design cannot drive its inputs: they belong to whoever instantiates it (IEEE 1364-2005 §12.3.10).',
  apply: ({ text, spec, diagnostics }) => {
    const inputs = new Map(spec.ports.filter((port) => port.direction === 'input').map((port) => [port.name, port]));
    const names = [...namesIn(diagnostics, LVALUE)].filter((name) => inputs.has(name));
    const header = names.length === 0 ? null : readHeaderOf(text, spec.top);
    if (header === null) return null;
    const tokens = tokenizeVerilog(text);
    const taken = new Set(tokens.map((token) => token.text));
    const edits = names.flatMap((name) => {
      const other = freeName(name, taken);
      const port = inputs.get(name);
      const declared = port === undefined ? '' : portText(port).replace(/^input (.*?)\w+$/, `reg $1${other};`);
      const writes = tokens.filter((token, at) => token.text === name && STARTS.has(tokens[at - 1]?.text ?? ''));
      return [
        { start: header.end, end: header.end, text: `\n  ${declared}` },
        ...writes.map((token) => ({ start: token.start, end: token.end, text: other })),
      ];
    });
    return edited(text, edits);
  },
};

const LVALUE = /^([A-Za-z_]\w*)(?:\[[^\]]*\])* is not a valid l-value/;

/** Words and marks behind which a statement begins. */
const STARTS: ReadonlySet<string> = new Set([';', 'begin', 'end', ':', ')', 'else', 'assign']);

/** A variable that only a continuous assignment drives becomes a net. */
export const variablesToNets: RepairRule = {
  id: 'variables-to-nets',
  reason: 'Continuous assignments drive nets (IEEE 1364-2005 §6.1).',
  apply: ({ text, diagnostics }) => {
    const names = namesIn(diagnostics, /([A-Za-z_]\w*)(?:\[[^\]]*\])*;? cannot be driven/);
    return retokenized(text, (token, at, tokens) => {
      const isDeclaration = token.text === 'reg' && names.has(declaredAfter(tokens, at));
      return isDeclaration ? 'wire' : null;
    });
  },
};

/** A port that the body declares once more. */
export const secondDeclarations: RepairRule = {
  id: 'second-declarations',
  reason: 'A name is declared once; `reg` for a port belongs into the header.',
  apply: ({ text, diagnostics }) => {
    const names = namesIn(diagnostics, /[`'"]?([A-Za-z_]\w*)['"`]? has already been declared/);
    const tokens = tokenizeVerilog(text);
    const edits = [...names].flatMap((name) => dropSecond(tokens, name));
    return edited(text, edits);
  },
};

/** A net or variable whose name is reserved gets another. */
export const reservedWords: RepairRule = {
  id: 'reserved-words',
  reason: 'Keywords of Verilog and SystemVerilog cannot be names (IEEE 1800-2017 annex B).',
  apply: ({ text, spec }) => {
    const ports = new Set(spec.ports.map((port) => port.name));
    const tokens = tokenizeVerilog(text);
    const taken = new Set(tokens.map((token) => token.text));
    const bad = new Set(
      tokens.flatMap((token, at) => {
        const name = TYPES.has(token.text) ? declaredAfter(tokens, at) : '';
        return isHdlKeyword(name) && !TYPES.has(name) && !QUALIFIERS.has(name) && !ports.has(name) ? [name] : [];
      }),
    );
    return retokenized(text, (token) => (bad.has(token.text) ? freeName(token.text, taken) : null));
  },
};

/** The header as the specification demands it, where the design has another. */
export const demandedHeader: RepairRule = {
  id: 'demanded-header',
  reason: "Names, directions and widths of ports are the specification's to say.",
  apply: ({ text, spec, diagnostics }) => {
    const header = diagnostics.some(({ code }) => code.startsWith('PORT-')) ? readHeaderOf(text, spec.top) : null;
    if (header === null) return null;
    const variables = new Set(header.ports.filter((port) => port.variable).map((port) => port.name));
    const wanted = headerText(spec).replace(
      /^ {2}output ((?:signed )?(?:\[[^\]]*\] )?)(\w+)/gm,
      (whole, type: string, name: string) => (variables.has(name) ? `  output reg ${type}${name}` : whole),
    );
    return `${text.slice(0, header.start)}${wanted}${text.slice(header.end)}`;
  },
};

const TYPES: ReadonlySet<string> = new Set(['reg', 'wire', 'logic', 'integer']);
const QUALIFIERS: ReadonlySet<string> = new Set(['signed', 'unsigned']);

const namesIn = (diagnostics: readonly { readonly message: string }[], pattern: RegExp): ReadonlySet<string> =>
  new Set(diagnostics.flatMap(({ message }) => pattern.exec(message)?.[1] ?? []));

/** Name that a type word declares first, behind signedness and range. */
function declaredAfter(tokens: readonly VerilogToken[], at: number): string {
  let next = at + 1;
  while (QUALIFIERS.has(tokens[next]?.text ?? '')) next += 1;
  if (tokens[next]?.text === '[') next = closingBracket(tokens, next) + 1;
  return tokens[next]?.text ?? '';
}

function freeName(name: string, taken: ReadonlySet<string>): string {
  let wish = `${name}_sig`;
  while (taken.has(wish)) wish += '_';
  return wish;
}

/** `output … name` gets `reg`; `wire … name` becomes `reg`. A list under one direction is split before the name. */
function makeVariable(text: string, name: string): readonly TextEdit[] {
  const tokens = tokenizeVerilog(text);
  const at = tokens.findIndex((token) => token.text === name);
  const word = lastIndexOfAny(tokens, at, DECLARING);
  const opener = tokens[word];
  if (opener === undefined) return [];
  if (opener.text === 'wire') {
    // `output wire y` keeps its direction.
    return [{ start: opener.start, end: opener.end, text: 'reg' }];
  }
  const between = tokens.slice(word + 1, at);
  if (!between.some((token) => token.text === ',')) return [{ start: opener.end, end: opener.end, text: ' reg' }];
  const head = text.slice(opener.start, headEnd(tokens, word));
  const named = tokens[at];
  const next = tokens[at + 1]?.text === ',' ? tokens[at + 2] : undefined;
  if (named === undefined) return [];
  const split = { start: named.start, end: named.start, text: `${head.replace(/^output/, 'output reg')} ` };
  const isList =
    next?.kind === 'identifier' && !DECLARING.has(next.text) && next.text !== 'input' && next.text !== 'inout';
  return isList ? [split, { start: next.start, end: next.start, text: `${head} ` }] : [split];
}

const DECLARING: ReadonlySet<string> = new Set(['output', 'wire']);

function lastIndexOfAny(tokens: readonly VerilogToken[], before: number, words: ReadonlySet<string>): number {
  for (let at = before - 1; at >= 0; at -= 1) {
    if (words.has(tokens[at]?.text ?? '')) return at;
    if (tokens[at]?.text === ';' || tokens[at]?.text === 'input') return -1;
  }
  return -1;
}

/** End of `output signed [7:0]`. */
function headEnd(tokens: readonly VerilogToken[], word: number): number {
  let at = word;
  while (QUALIFIERS.has(tokens[at + 1]?.text ?? '')) at += 1;
  if (tokens[at + 1]?.text === '[') at = closingBracket(tokens, at + 1);
  return tokens[at]?.end ?? 0;
}

function dropSecond(tokens: readonly VerilogToken[], name: string): readonly TextEdit[] {
  const places = tokens.flatMap((token, at) =>
    TYPES.has(token.text) && declaredAfter(tokens, at) === name ? [at] : [],
  );
  const last = places.at(-1);
  const semicolon = tokens.findIndex((token, at) => at > (last ?? 0) && token.text === ';');
  const start = last === undefined ? undefined : tokens[last];
  const end = tokens[semicolon];
  // A list of names or an initial value is left alone.
  const isPlain = start !== undefined && end !== undefined && tokens[semicolon - 1]?.text === name;
  return isPlain ? [{ start: start.start, end: end.end, text: '' }] : [];
}
