import { describe, expect, it } from 'vitest';
import { scanVerilog } from '../../../src/rag/extract/scan.ts';

const units = (text: string) =>
  scanVerilog(text).units.map((u) => `${u.kind} ${u.name} ${u.line}-${u.headerLast}-${u.lastLine}`);
const ports = (text: string) =>
  scanVerilog(text).units[0]?.ports.map((p) => `${p.direction} ${p.type} ${p.name}`.replace(/ +/g, ' '));
const instances = (text: string) =>
  scanVerilog(text).instances.map((i) => `${i.type} ${i.name} ${i.line}-${i.lastLine} in ${i.parent}`);

describe('units', () => {
  it.each([
    ['a module', 'module a;\nendmodule\n', ['module a 1-1-2']],
    ['a header over lines', 'module a #(\n parameter W = 1\n) (\n input x\n);\nendmodule', ['module a 1-5-6']],
    [
      'a package and an interface',
      'package p;\nendpackage : p\ninterface i;\nendinterface',
      ['package p 1-1-2', 'interface i 3-3-4'],
    ],
    [
      'a class in a package',
      'package p;\nclass c extends b;\nendclass\nendpackage',
      ['package p 1-1-4', 'class c 2-2-3'],
    ],
    ['an automatic module', 'module automatic a;\nendmodule', ['module a 1-1-2']],
    [
      'a macromodule and a primitive',
      'macromodule a; endmodule\nprimitive p (o, i);\nendprimitive',
      ['module a 1-1-1', 'primitive p 2-2-3'],
    ],
    ['no forward declaration', 'typedef class c;\nextern module m (input a);\nvirtual interface x vif;', []],
    ['no word in a comment or string', '// module x;\n/* module y; */ initial $display("module z;");', []],
    ['an unclosed module', 'module a (input x);\n wire y;\n', ['module a 1-1-3']],
    [
      'a module after a broken header',
      'module a (input x\nendmodule\nmodule b; endmodule',
      ['module a 1-2-2', 'module b 3-3-3'],
    ],
    ['a module after an unclosed comment', 'module a; endmodule /* x', ['module a 1-1-1']],
    ['Windows line ends', 'module a;\r\nendmodule\r\nmodule b;\r\nendmodule', ['module a 1-1-2', 'module b 3-3-4']],
  ])('%s', (_, text, expected) => {
    expect(units(text)).toEqual(expected);
  });
});

describe('ports', () => {
  it.each([
    [
      'ANSI',
      'module a(input wire clk, output reg [7:0] q, r, inout z); endmodule',
      ['input clk', 'output [7:0] q', 'output [7:0] r', 'inout z'],
    ],
    ['in the body', 'module a(x, y);\n input [3:0] x;\n output y;\n endmodule', ['input [3:0] x', 'output y']],
    [
      'body ports of a function are not the module’s',
      'module a(x);\n function f; input x; input q; f = x; endfunction\n input [1:0] x;\nendmodule',
      ['input [1:0] x'],
    ],
    ['user-defined types', 'module a(input p::t x, output t [1:0] y); endmodule', ['input p::t x', 'output t [1:0] y']],
    ['interfaces', 'module a(axi_if.master m, input clk); endmodule', ['interface axi_if.master m', 'input clk']],
    ['unpacked and default', "module a(input [3:0] x [2], input y = 1'b0); endmodule", ['input [3:0] x', 'input y']],
    [
      'both branches of an ifdef',
      'module a(input x,\n`ifdef F\n input f\n`else\n input g\n`endif\n); endmodule',
      ['input x', 'input f', 'input g'],
    ],
  ])('%s', (_, text, expected) => {
    expect(ports(text)).toEqual(expected);
  });

  it('parameters carry their defaults and whether they are local', () => {
    const text =
      'module a #(parameter int W = 8, D = W*2, localparam X = 1, parameter type T = logic)();\nlocalparam Y = 3; endmodule';
    const params = scanVerilog(text).units[0]?.params.map((p) => `${p.local ? 'local ' : ''}${p.name}=${p.value}`);
    expect(params).toEqual(['W=8', 'D=W*2', 'local X=1', 'T=logic', 'local Y=3']);
  });
});

describe('instances', () => {
  it.each([
    ['named connections', 'module m;\nsub u (\n .a(x)\n);\nendmodule', ['sub u 2-4 in m']],
    [
      'parameters',
      'module m; sub #(.W(8)) u (.a(x)); sub #(4) v (x); sub #4 w (x); endmodule',
      ['sub u 1-1 in m', 'sub v 1-1 in m', 'sub w 1-1 in m'],
    ],
    [
      'several in one statement, and arrays',
      'module m; sub a (x), b [3:0] (y); endmodule',
      ['sub a 1-1 in m', 'sub b 1-1 in m'],
    ],
    [
      'in generate blocks',
      'module m; if (W) begin : g sub u (x); end else sub v (x); for (genvar i=0;i<4;i++) sub w (x); endmodule',
      ['sub u 1-1 in m', 'sub v 1-1 in m', 'sub w 1-1 in m'],
    ],
    ['after a macro call', 'module m; `CHECK(a)\n sub u (x);\nendmodule', ['sub u 2-2 in m']],
    [
      'gates, functions and tasks are none',
      'module m; and g (a, b, c); initial foo (x); assign y = f (x); function t g (input a); endfunction endmodule',
      [],
    ],
    ['declarations are none', 'module m; t x = f (y); t z; wire w; endmodule', []],
    ['methods in classes are none', 'class c; foo bar (x); endclass', []],
    ['a bind statement', 'bind core checker_m #(1) u (.clk);', ['checker_m u 1-1 in ']],
    [
      'an unclosed one is none, the next is found',
      'module m; sub u (x; endmodule module n; sub v (y); endmodule',
      ['sub v 1-1 in n'],
    ],
  ])('%s', (_, text, expected) => {
    expect(instances(text)).toEqual(expected);
  });

  it('connections and conditions are kept, each branch of an ifdef apart', () => {
    const text =
      'module m;\n`ifdef FPGA\nram u (.clk(c), .d);\n`elsif SIM\nsim u (.*);\n`else\nrom u (c, d);\n`endif\nendmodule';
    expect(
      scanVerilog(text).instances.map(({ type, guard, connections, open }) => ({ type, guard, connections, open })),
    ).toEqual([
      { type: 'ram', guard: 'FPGA', connections: ['clk', 'd'], open: false },
      { type: 'sim', guard: 'SIM', connections: [], open: true },
      { type: 'rom', guard: '!FPGA', connections: [], open: true },
    ]);
  });

  it('an argument list that each branch closes for itself is read in each', () => {
    const text = 'module m;\nsub u (.a(x),\n`ifdef A\n .b(y));\n`else\n .c(z));\n`endif\nsub v (.d(w));\nendmodule';
    expect(instances(text)).toEqual(['sub u 2-4 in m', 'sub v 8-8 in m']);
  });
});

describe('mentions', () => {
  const text = [
    '// SPDX-License-Identifier: Apache-2.0',
    '`include "defs.vh"',
    '`define WIDTH(a, b) \\',
    '   ((a) + `BASE)',
    '`define ON',
    'module m import p::*; (input q::t x);',
    '  assign y = `WIDTH(1, 2) + r::f(x);',
    '  `ifdef ON `OTHER `endif',
    'endmodule',
  ].join('\n');
  const facts = scanVerilog(text);
  it('packages by import and by scope', () => {
    expect(facts.packages.map((p) => [p.name, p.line])).toEqual([
      ['p', 6],
      ['q', 6],
      ['r', 7],
    ]);
  });
  it('includes, macros defined with their arity, macros used', () => {
    expect(facts.includes.map((i) => [i.name, i.line])).toEqual([['defs.vh', 2]]);
    expect(facts.macrosDefined.map((m) => [m.name, m.line, m.lastLine, m.arity])).toEqual([
      ['WIDTH', 3, 4, 2],
      ['ON', 5, 5, null],
    ]);
    expect(facts.macrosUsed.map((m) => [m.name, m.line, m.guard])).toEqual([
      ['BASE', 4, ''],
      ['WIDTH', 7, ''],
      ['OTHER', 8, 'ON'],
    ]);
  });
  it('the licence of the header', () => {
    expect(facts.licence).toBe('Apache-2.0');
  });
  it('comments before a unit belong to it, licence notices do not', () => {
    const code =
      '// Copyright (c) 2020 Someone\n// All rights reserved.\n\n// Counts up.\n// Wraps.\nmodule a;\nendmodule\n// Counts down.\nmodule b;\nendmodule';
    expect(scanVerilog(code).units.map((u) => u.comments)).toEqual([[[4, 5]], [[8, 8]]]);
  });
  it('a package offers its types, values, constants and functions', () => {
    const code =
      'package p; typedef enum logic [1:0] {A, B = 2} s_t; localparam W = 1; function automatic int f(int x); return x; endfunction typedef struct packed { logic a; } r_t; endpackage';
    expect(scanVerilog(code).units[0]?.symbols).toEqual(['A', 'B', 's_t', 'W', 'f', 'r_t']);
  });
});

describe('hostile text', () => {
  /** CPU time, since the machine is shared with other tests. */
  const cpuMs = (text: string): number => {
    const start = process.cpuUsage();
    scanVerilog(text);
    return process.cpuUsage(start).user / 1000;
  };
  const n = 200_000;
  it.each([
    ['open brackets', '('.repeat(n)],
    ['open modules', 'module a;'.repeat(n / 8)],
    ['nested ifdefs', '`ifdef A\n'.repeat(n / 8)],
    ['alternating branches inside brackets', `${'('.repeat(400)}${'`ifdef A\n`else\n`endif\n'.repeat(n / 20)}`],
    ['instances that never close', 'foo u ('.repeat(n / 8)],
    ['parameters that never end', 'parameter A = 1,'.repeat(n / 16)],
    ['backslashes', '\\'.repeat(n)],
    ['quotes', '"'.repeat(n)],
    ['defines with continued lines', '`define A \\\n'.repeat(n / 12)],
    ['slashes', '/'.repeat(n)],
    ['comment starts', '/*'.repeat(n / 2)],
    ['bind statements', 'bind a b'.repeat(n / 8)],
    ['functions without end', 'module m; function f; '.repeat(n / 20)],
    ['typedefs without end', 'module m; typedef enum { A, '.repeat(n / 20)],
    ['line comments before units', `${'// x\n'.repeat(n / 8)}module a;`],
  ])('%s take linear time', (_, text) => {
    cpuMs(text);
    const half = Math.max(1, cpuMs(text.slice(0, text.length / 2)));
    const whole = cpuMs(text);
    expect(whole).toBeLessThan(4000);
    // Linear doubles, quadratic would be four times as long; short times say nothing.
    if (whole > 300) expect(whole / half).toBeLessThan(3.5);
  });
});
