import { tokenizeVerilog, type VerilogToken } from '../../../verilog/tokens.ts';
import type { RepairRule } from './rule.ts';
import { closingBracket, edited, type TextEdit } from './text-edit.ts';

/** Enumerations become constants and plain vectors, wide enough for every value. */
export const enumsToConstants: RepairRule = {
  id: 'enums-to-constants',
  reason:
    'Variables of an enum type take no plain values without a cast, and its constants must fit its base (IEEE 1800-2017 §6.19).',
  apply: ({ text }) => {
    const tokens = tokenizeVerilog(text);
    const edits: TextEdit[] = [];
    for (const [at, token] of tokens.entries()) {
      if (token.text !== 'enum') continue;
      const found = readEnum(tokens, at);
      if (found === null) return null;
      edits.push(...editsOf(found, tokens));
    }
    return edited(text, edits);
  },
};

interface FoundEnum {
  readonly start: VerilogToken;
  /** Token of the closing brace. */
  readonly close: number;
  readonly isTypedef: boolean;
  readonly members: readonly { readonly name: string; readonly value: bigint }[];
  readonly width: number;
}

function readEnum(tokens: readonly VerilogToken[], at: number): FoundEnum | null {
  const open = tokens.findIndex((token, i) => i > at && token.text === '{');
  const close = open === -1 ? -1 : closingBracket(tokens, open);
  if (close === -1) return null;
  const members = membersOf(tokens.slice(open + 1, close));
  if (members === null || members.length === 0) return null;
  const isTypedef = tokens[at - 1]?.text === 'typedef';
  const needed = Math.max(...members.map(({ value }) => value.toString(2).length));
  const declared = rangeWidth(tokens.slice(at + 1, open));
  const start = tokens[isTypedef ? at - 1 : at];
  return start === undefined ? null : { start, close, isTypedef, members, width: Math.max(needed, declared) };
}

function membersOf(tokens: readonly VerilogToken[]): FoundEnum['members'] | null {
  const members: { readonly name: string; readonly value: bigint }[] = [];
  let next = 0n;
  for (let at = 0; at < tokens.length; ) {
    const name = tokens[at];
    if (name?.kind !== 'identifier') return null;
    const isSet = tokens[at + 1]?.text === '=';
    const value = isSet ? literalValue(tokens[at + 2]?.text ?? '') : next;
    if (value === null) return null;
    members.push({ name: name.text, value });
    next = value + 1n;
    at += isSet ? 3 : 1;
    if (at < tokens.length && tokens[at]?.text !== ',') return null;
    at += 1;
  }
  return members;
}

const RADIX: Readonly<Record<string, string>> = { b: '0b', o: '0o', h: '0x', d: '' };

/** Value of a literal without unknown digits; null for anything else. */
function literalValue(literal: string): bigint | null {
  const [, base = 'd', digits = ''] = /^(?:\d*\s*'s?([bodh]))?\s*([0-9a-f_]+)$/i.exec(literal) ?? [];
  const text = `${RADIX[base.toLowerCase()] ?? ''}${digits.replaceAll('_', '')}`;
  try {
    return digits === '' ? null : BigInt(text);
  } catch {
    // Digits beyond the base: not a literal.
    return null;
  }
}

function rangeWidth(tokens: readonly VerilogToken[]): number {
  const open = tokens.findIndex(({ text }) => text === '[');
  const [msb, colon, lsb] = tokens.slice(open + 1);
  if (open === -1 || colon?.text !== ':')
    return tokens.some(({ text }) => text === 'int' || text === 'integer') ? 32 : 1;
  return Math.abs(Number(msb?.text) - Number(lsb?.text)) + 1 || 1;
}

function editsOf(found: FoundEnum, tokens: readonly VerilogToken[]): readonly TextEdit[] {
  const { start, close, members, width, isTypedef } = found;
  const range = width === 1 ? '' : `[${width - 1}:0] `;
  const constants = members.map(({ name, value }) => `localparam ${range}${name} = ${width}'d${value};`).join('\n  ');
  const behind = tokens[close + 1];
  if (!isTypedef) {
    const end = tokens[close]?.end ?? start.end;
    return [{ start: start.start, end, text: `${constants}\n  reg ${range}` }];
  }
  const semicolon = tokens[close + 2];
  if (behind?.kind !== 'identifier' || semicolon?.text !== ';') return [];
  const uses = tokens.filter((token, at) => at > close + 1 && token.text === behind.text && isType(tokens, at));
  return [
    { start: start.start, end: semicolon.end, text: constants },
    ...uses.map((use) => ({ start: use.start, end: use.end, text: `reg ${range}`.trimEnd() })),
  ];
}

/** A type stands before a name; a cast (`state_t'(x)`) is left to fail. */
const isType = (tokens: readonly VerilogToken[], at: number): boolean => tokens[at + 1]?.kind === 'identifier';
