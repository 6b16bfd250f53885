import { describe, expect, it } from 'vitest';
import { judgeAll, type WordingRecord } from './wording.ts';

const WIRES =
  ' - input s\n - input t\n - input u (4 bits)\n - input v (4 bits)\n - output w (4 bits)\n - output f\n - output g\n\n';
const STORE = ' - input clk\n - input rst\n - input en\n - input ld\n - input u (4 bits)\n - output w (4 bits)\n\n';
const RESET = 'rst is a synchronous, active-high reset that clears w. ';

const wires = (body: string): string =>
  `module unit_k(input s, t, input [3:0] u, v, output [3:0] w, output f, g); ${body} endmodule`;
/** `next` is the value of w at the next edge where rst is low. */
const store = (next: string): string =>
  `module unit_k(input clk, rst, en, ld, input [3:0] u, output reg [3:0] w); always @(posedge clk) if (rst) w <= 0; else w <= ${next}; endmodule`;

const comb = (body: string, golden: string | null): readonly [string, string | null] => [
  `Design a module named unit_k.\n\n${WIRES}${body}`,
  golden === null ? null : wires(golden),
];
const seq = (body: string, golden: string | null): readonly [string, string | null] => [
  `Design a module named unit_k.\n\n${STORE}${RESET}${body}`,
  golden === null ? null : store(golden),
];

const FG = ' f is s. g is t.';
const G = ' g is t.';
const F = ' ld is not used.';

/** Sentences of the shared machinery, and the circuits they mean. */
const READ: readonly (readonly [string, string | null])[] = [
  comb(`w is u when u is above v and v otherwise.${FG}`, 'assign w = u > v ? u : v; assign f = s; assign g = t;'),
  comb(`w is u if u is below v, else v.${FG}`, 'assign w = u < v ? u : v; assign f = s; assign g = t;'),
  comb(`f is 1 if u does not exceed v. w is v.${G} s is not used.`, 'assign f = u <= v; assign w = v; assign g = t;'),
  comb(
    `f is 1 when u is in the range 3 to 9. w is v.${G} s is not used.`,
    'assign f = u >= 3 && u <= 9; assign w = v; assign g = t;',
  ),
  comb(
    `f is 1 when u lies between 3 and 9 (inclusive). w is v.${G} s is not used.`,
    'assign f = u >= 3 && u <= 9; assign w = v; assign g = t;',
  ),
  comb(`f is 1 when u is 9 or more. w is v.${G} s is not used.`, 'assign f = u >= 9; assign w = v; assign g = t;'),
  comb(
    `f is 1 when u is one of 3, 5 and 12. w is v.${G} s is not used.`,
    'assign f = u == 3 || u == 5 || u == 12; assign w = v; assign g = t;',
  ),
  comb(
    `w is u while s is high and v at all other times. f is t. g is s.`,
    'assign w = s ? u : v; assign f = t; assign g = s;',
  ),
  comb(`If s is 1, w is u. Failing that, w is v.${FG}`, 'assign w = s ? u : v; assign f = s; assign g = t;'),
  comb(`w is u unless s is 1, in which case w is v.${FG}`, 'assign w = s ? v : u; assign f = s; assign g = t;'),
  comb(
    'If u exceeds v, w is u; otherwise w is v. In either case f is s and g is t.',
    'assign w = u > v ? u : v; assign f = s; assign g = t;',
  ),
  comb(`If s is 1 and t is 0, w is u. In that case f is 1; otherwise f is 0. Otherwise w is v. g is t.`, null),
  comb('If u is 12, f is 1. In that case g is 1 as well.', null),
  comb(
    `w follows u, f is tied to logic 1 and g is tied low. s, t and v are not used.`,
    'assign w = u; assign f = 1; assign g = 0;',
  ),
  comb(
    `w carries the sum of u and v. f is permanently high. g is s ANDed with t.`,
    'assign w = u + v; assign f = 1; assign g = s & t;',
  ),
  comb(
    `u and v are ORed bit by bit to give w. The XOR of s and t drives f. g is obtained by NANDing s and t.`,
    'assign w = u | v; assign f = s ^ t; assign g = ~(s & t);',
  ),
  comb(
    `u is passed to w unchanged. f and g are, respectively, t and s. v is ignored.`,
    'assign w = u; assign f = t; assign g = s;',
  ),
  comb(
    `w is an exact copy of v. Both f and g are 1 when s is low and 0 otherwise. u and t are not used.`,
    'assign w = v; assign f = ~s; assign g = ~s;',
  ),
  comb(
    'When s is 0, all outputs are 0. When s is 1, w is u, f is t and g is 1. v is not used.',
    'assign w = s ? u : 0; assign f = s & t; assign g = s;',
  ),
  comb(
    'f is the inverse of s, i.e. f is 1 when s is 0. w is u. g is t. v is not used.',
    'assign f = ~s; assign w = u; assign g = t;',
  ),
  comb('f is the inverse of s, that is, f is 1 when s is 1. w is u. g is t. v is not used.', null),
  comb(
    'f is the NOR of s and t (that is, f is 1 when both s and t are 0). w is u. g is t. v is not used.',
    'assign f = ~(s | t); assign w = u; assign g = t;',
  ),
  comb('f is the NOR of s and t (that is, f is 1 when both s and t are 1). w is u. g is t. v is not used.', null),
  comb('f is tied to 0. When s is 1, f is 1. w is u. g is t. v is not used.', null),
  comb(
    'Note that, in this design, w is u plus v. Moreover, f is s; in other words, f is 1 when s is 1. g is t.',
    'assign w = u + v; assign f = s; assign g = t;',
  ),
  comb(
    'With s low and t high, w is u. In all other cases w is v. f is s. g is t.',
    'assign w = (~s & t) ? u : v; assign f = s; assign g = t;',
  ),
  comb('s high: w is u. s low: w is v. f is s. g is t.', 'assign w = s ? u : v; assign f = s; assign g = t;'),
  comb('w is u, whatever the value of v. f is s. g is t.', 'assign w = u; assign f = s; assign g = t;'),
  comb('w is u regardless of v. f is s. g is 1 when v is 3. t is not used.', null),
  seq(`At every rising edge of clk with en=1, w is loaded with u.${F}`, 'en ? u : w'),
  seq(`On every rising clock edge where en is 1, w becomes u.${F}`, 'en ? u : w'),
  seq(`w increments in every clock cycle in which en is high.${F} u is not used.`, 'en ? w + 1 : w'),
  seq(`w increments only in clock cycles where en is 1.${F} u is not used.`, 'en ? w + 1 : w'),
  seq(`On the rising edge of clk with ld=1 and en=0, w becomes u.`, 'ld & ~en ? u : w'),
  seq(
    `On each rising edge of clk, w increments if en is 1. If ld is high, w becomes u, no matter what en is.`,
    'ld ? u : en ? w + 1 : w',
  ),
  seq(
    `On each rising edge of clk, w increments if en is 1. If ld is high, w becomes u even if en is 1.`,
    'ld ? u : en ? w + 1 : w',
  ),
  seq(`On each rising edge of clk, w increments if en is 1. If ld is high, w becomes u.`, null),
  seq(`On each rising edge of clk, w increments if en is 1. If ld is high, w becomes u regardless of u.`, null),
  seq(`At each rising edge of clk, w takes u except when en is 0.${F}`, 'en ? u : w'),
];

const records: readonly WordingRecord[] = READ.map(([spec, golden], index) => ({
  id: `shared/${String(index)}`,
  kind: golden === null ? 'near-miss' : 'paraphrase',
  change: '',
  spec,
  golden,
}));

describe('sentences that every kind of design shares', () => {
  it('are read as what they mean, or refused', { timeout: 120_000 }, async () => {
    const judged = await judgeAll(records);
    const texts = (result: string): readonly string[] =>
      judged
        .filter((one) => one.result === result)
        .map((one) => `${one.record.spec.split('\n\n')[2] ?? ''} (${one.why} ${one.quotes.join('; ')})`);
    expect(texts('wrong')).toEqual([]);
    expect(
      judged
        .filter((one) => one.result === 'abstained' && one.record.golden !== null)
        .map((one) => `${one.record.spec.split('\n\n')[2] ?? ''} (${one.why} ${one.quotes.join('; ')})`),
    ).toEqual([]);
  });
});
