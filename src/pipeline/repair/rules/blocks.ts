import { tokenizeVerilog, type VerilogToken } from '../../../verilog/tokens.ts';
import type { RepairRule } from './rule.ts';
import { closingBracket, edited, type TextEdit } from './text-edit.ts';

const CASES: ReadonlySet<string> = new Set(['case', 'casez', 'casex']);

/** `8'h45: a = 1; b = 2;`: several statements under one label of a case. */
export const caseItemBlocks: RepairRule = {
  id: 'case-item-blocks',
  reason: 'A case item is one statement; several need begin and end.',
  apply: ({ text }) => {
    const tokens = tokenizeVerilog(text);
    const edits = tokens.flatMap((token, at) => {
      const open = CASES.has(token.text) && tokens[at + 1]?.text === '(' ? closingBracket(tokens, at + 1) : -1;
      return open === -1 ? [] : wrapItems(tokens, open);
    });
    return edited(text, edits);
  },
};

function wrapItems(tokens: readonly VerilogToken[], open: number): readonly TextEdit[] {
  const items: { readonly colon: number; statements: number; last: number }[] = [];
  let first = open + 1;
  for (let i = open + 1; i < tokens.length && tokens[i]?.text !== 'endcase'; i += 1) {
    const word = tokens[i]?.text ?? '';
    if (CASES.has(word)) return [];
    if (word === ':' && isLabel(tokens.slice(first, i))) items.push({ colon: i, statements: 0, last: i });
    if (word === 'begin') i = endOfBlock(tokens, i);
    else if (word !== ';') continue;
    const item = items.at(-1);
    if (item !== undefined) Object.assign(item, { statements: item.statements + 1, last: i });
    first = i + 1;
  }
  return items
    .filter((item) => item.statements > 1)
    .flatMap((item) => [insertAfter(tokens[item.colon], ' begin'), insertAfter(tokens[item.last], ' end')]);
}

/** Index of the `end` of the block that begins here; the last token where none does. */
function endOfBlock(tokens: readonly VerilogToken[], begin: number): number {
  let depth = 0;
  for (let i = begin; i < tokens.length; i += 1) {
    if (tokens[i]?.text === 'begin') depth += 1;
    if (tokens[i]?.text === 'end') depth -= 1;
    if (depth === 0) return i;
  }
  return tokens.length - 1;
}

/** Words in front of a colon that can be a label: no `?` and no assignment. */
const isLabel = (words: readonly VerilogToken[]): boolean =>
  words.length > 0 && !words.some(({ text }) => text === '?' || text === '=' || text === '<=');

const insertAfter = (token: VerilogToken | undefined, text: string): TextEdit => ({
  start: token?.end ?? 0,
  end: token?.end ?? 0,
  text,
});

const ITEMS: ReadonlySet<string> = new Set([
  'always',
  'always_comb',
  'always_ff',
  'always_latch',
  'assign',
  'endmodule',
]);

/** A block that was never closed: `end` before the next item of the module. */
export const missingEnd: RepairRule = {
  id: 'missing-end',
  reason: 'Every begin needs its end before the next always, assign or endmodule.',
  apply: ({ text }) => {
    let depth = 0;
    const edits: TextEdit[] = [];
    for (const token of tokenizeVerilog(text)) {
      if (token.text === 'begin') depth += 1;
      if (token.text === 'end') depth -= 1;
      if (!ITEMS.has(token.text)) continue;
      if (depth > 0) edits.push({ start: token.start, end: token.start, text: `${'end '.repeat(depth)}\n` });
      depth = 0;
    }
    return edited(text, edits);
  },
};

/** `break` in a loop: some simulators do not know it; leaving a named block does the same. */
export const breakToDisable: RepairRule = {
  id: 'break-to-disable',
  reason: '`break` is SystemVerilog; Verilog leaves a loop by disabling the block around it (IEEE 1364-2005 §10.3).',
  apply: ({ text }) => {
    const tokens = tokenizeVerilog(text);
    const edits: TextEdit[] = [];
    for (const [at, token] of tokens.entries()) {
      if (token.text !== 'for' && token.text !== 'while') continue;
      const end = endOfLoop(tokens, at);
      const breaks = tokens.slice(at, end).filter(({ text: word }) => word === 'break');
      if (end === -1 || breaks.length === 0) continue;
      const name = `leave_${at}`;
      edits.push({ start: token.start, end: token.start, text: `begin : ${name} ` });
      edits.push(...breaks.map((word) => ({ start: word.start, end: word.end, text: `disable ${name}` })));
      edits.push(insertAfter(tokens[end], ' end'));
    }
    return edited(text, edits);
  },
};

/** Index of the `end` of a loop whose body is a block; -1 elsewhere. */
function endOfLoop(tokens: readonly VerilogToken[], at: number): number {
  const close = closingBracket(tokens, at + 1);
  if (close === -1 || tokens[close + 1]?.text !== 'begin') return -1;
  const end = endOfBlock(tokens, close + 1);
  return tokens[end]?.text === 'end' ? end : -1;
}

/** A list of signals in front of combinational logic that leaves out what is read. */
export const fullSensitivity: RepairRule = {
  id: 'full-sensitivity',
  reason: 'A block with an incomplete list is not combinational logic in simulation.',
  behaviour: true,
  apply: ({ text }) => {
    const tokens = tokenizeVerilog(text);
    const edits = tokens.flatMap((token, at) => {
      if (token.text !== 'always' || tokens[at + 1]?.text !== '@' || tokens[at + 2]?.text !== '(') return [];
      const close = closingBracket(tokens, at + 2);
      const list = tokens.slice(at + 3, close);
      const isLevel = close !== -1 && list.every(({ text: word }) => word !== 'posedge' && word !== 'negedge');
      const isStar = list.length === 1 && list[0]?.text === '*';
      const [first] = list;
      const last = list.at(-1);
      if (!isLevel || isStar || first === undefined || last === undefined) return [];
      return [{ start: first.start, end: last.end, text: '*' }];
    });
    return edited(text, edits);
  },
};
