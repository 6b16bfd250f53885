import { expect, it } from 'vitest';
import { blankAnnotations } from '../../src/checks/screen/blank.ts';
import { dottedPaths } from '../../src/checks/screen/dotted-paths.ts';
import { portExpressions } from '../../src/checks/screen/port-lists.ts';
import { tokenizeVerilog } from '../../src/verilog/tokens.ts';

const ports = (text: string): readonly string[] => portExpressions(tokenizeVerilog(text)).map((port) => port.text);

it.each([
  'module m(input [3:0] a, input [7:0] b [0:3], c [0:3], output q); endmodule',
  "module m #(parameter W = 4, parameter [3:0] X = {2{2'b01}}) (input [W-1:0] a, output [$clog2(W):0] q); endmodule",
  'module m(a, b, q); input a; input [1:0] b; output q; assign q = {a, b[0]}; s u(.a(a), .b(b)); endmodule',
  'module m import p::*; (input t a, bus.slave s, output logic q); endmodule',
  'module m; s u(.a(a[1]), .b({x, y})); endmodule',
  'module m(); endmodule module n(input a); endmodule',
  '',
])('takes every port of %j for a plain one', (text) => {
  expect(ports(text)).toEqual([]);
});

it.each([
  ['module m(.a(x), b); endmodule', ['.a(x']],
  ['module m(input .a(x), b); endmodule', ['.a(x']],
  ['module m({a, b}, c); endmodule', ['{a,b']],
  ['module m(a[3:0], c); endmodule', ['a[3:']],
  ['module m #(parameter P = 1) (.\\a (x)); endmodule', ['.\\a(x']],
  ['module ok(a); endmodule module m(.a(x)); endmodule', ['.a(x']],
])('finds the port expression of %j', (text, found) => {
  expect(ports(text)).toEqual(found);
});

const foreign = (text: string): readonly string[] =>
  dottedPaths(tokenizeVerilog(text))
    .filter((path) => !path.headIsLocal)
    .map((path) => path.text);

it.each([
  ['s u(.a(b), .c, .*);', []],
  ['pair p; assign p.lo = 1;', []],
  ['assign x = tb.q;', ['tb.q']],
  ['assign x = \\tb .q;', ['tb.q']],
  ['assign x = tb.a[3].b[i + 1].c;', ['tb.a']],
  ['assign x = tb . q;', ['tb.q']],
  ['assign x = a.b + tb.q; wire a;', ['tb.q']],
  ['assign x = 1.5;', []],
])('dotted names of %j that lead out are %j', (text, names) => {
  expect(foreign(text)).toEqual(names);
});

const blanked = (text: string): string => blankAnnotations(text, tokenizeVerilog(text, { comments: 'keep' }));

it.each([
  ['a // b\nc', 'a     \nc'],
  ['a /* b\nc */ d', 'a     \n     d'],
  ['(* full_case, parallel_case *) case', '                               case'],
  ['(* init = 1 *) reg q; // x', '               reg q;     '],
  ['(* a = 2 * (3) *) wire w;', '                  wire w;'],
  ['always @(*) q = (a * b);', 'always @(*) q = (a * b);'],
  ['always @( * ) begin end', 'always @( * ) begin end'],
  ['x = f(*; y);', 'x = f(*; y);'],
])('annotations of %j are blanked', (text, expected) => {
  expect(blanked(text)).toBe(expected);
});
