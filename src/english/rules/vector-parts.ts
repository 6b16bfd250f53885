import { addRules, type Captures, type Grammar, type RuleLine } from '../grammar.ts';
import { num, type Value } from '../value.ts';
import { val } from './values.ts';

const part =
  (name: string) =>
  (c: Captures): Value => ({ k: 'part', part: name, of: val(c, 'v') });
const sizedPart =
  (name: string, size?: number) =>
  (c: Captures): Value | null =>
    val(c, 'v').k === 'op' ? null : { k: 'part', part: name, of: val(c, 'v'), size: size ?? (c['n'] as number) };

const PARTS: readonly RuleLine[] = [
  [
    'part.msb',
    '(msb | most significant bit | uppermost bit | highest bit | top bit | sign bit | leftmost bit) of v:<atom>',
    part('msb'),
  ],
  ['part.lsb', '(lsb | least significant bit | lowest bit | rightmost bit | bottom bit) of v:<atom>', part('lsb')],
  ['part.upper', '(upper | high | higher | top | most significant) half of v:<atom>', part('upper-half')],
  ['part.lower', '(lower | low | bottom | least significant) half of v:<atom>', part('lower-half')],
  [
    'part.upper-n',
    '(upper | high | higher | top | most significant | uppermost | highest | leftmost) n:<number> bits of v:<atom>',
    sizedPart('upper'),
  ],
  [
    'part.lower-n',
    '(lower | low | bottom | least significant | lowest | rightmost) n:<number> bits of v:<atom>',
    sizedPart('lower'),
  ],
  ['part.upper-byte', '(upper | high | higher | top | most significant) byte of v:<atom>', sizedPart('upper', 8)],
  ['part.lower-byte', '(lower | low | bottom | least significant) byte of v:<atom>', sizedPart('lower', 8)],
  [
    'part.bit',
    'bit [number] i:<operand> of v:<atom>',
    (c) => ({ k: 'index', of: val(c, 'v'), at: val(c, 'i') }) satisfies Value,
  ],
  [
    'part.name-bit',
    'v:<name> bit i:<number>',
    (c) => ({ k: 'index', of: { k: 'name', name: String(c['v']) }, at: num(c['i'] as number) }) satisfies Value,
  ],
  ['part.nibble', '(upper | high | higher | top | most significant) nibble of v:<atom>', sizedPart('upper', 4)],
  ['part.low-nibble', '(lower | low | bottom | least significant) nibble of v:<atom>', sizedPart('lower', 4)],
  [
    'part.bits',
    "bits ['['] h:<operand> (to | ':' | through | down to) l:<operand> [']'] of v:<atom>",
    (c) => ({ k: 'slice', of: val(c, 'v'), high: val(c, 'h'), low: val(c, 'l') }) satisfies Value,
  ],
];

/** Parts of vectors by position. */
export function addVectorPartRules(grammar: Grammar): void {
  addRules(grammar, 'phrase', [['phrase.part', 'v:<part>', (c) => val(c, 'v')]]);
  addRules(grammar, 'part', PARTS);
}
