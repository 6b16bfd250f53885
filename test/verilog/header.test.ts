import { describe, expect, it } from 'vitest';
import { readHeaderOf, readHeaders } from '../../src/verilog/header.ts';
import { isHdlKeyword, VERILOG_KEYWORDS } from '../../src/verilog/keywords.ts';

const ports = (text: string): string[] =>
  readHeaders(text)[0]!.ports.map(
    (p) =>
      `${p.direction} ${p.variable ? 'var ' : ''}${p.signed ? 'signed ' : ''}${p.range === null ? '' : `[${p.range.msb}:${p.range.lsb}] `}${p.name} ${p.width}`,
  );

describe('readHeaders', () => {
  it('reads an ANSI header with parameters, comments and inherited directions', () => {
    const text =
      '// module fake(input q);\nmodule top #(parameter W = 8, parameter integer D = W*2) (\n input clk, rst, /* x */\n input signed [W-1:0] a,\n output reg [4:1] y, output [0:D-1] z\n);\nendmodule';
    expect(ports(text)).toEqual([
      'input clk 1',
      'input rst 1',
      'input signed [W - 1:0] a 8',
      'output var [4:1] y 4',
      'output [0:D - 1] z 16',
    ]);
    const [header] = readHeaders(text);
    expect(header).toMatchObject({
      name: 'top',
      line: 2,
      params: [
        { name: 'W', value: '8' },
        { name: 'D', value: 'W * 2' },
      ],
    });
    expect(text.slice(header!.start, header!.end)).toMatch(/^module top[\s\S]*\);$/);
  });

  it('reads a non-ANSI header', () => {
    expect(
      ports(
        'module m(a, b, y); parameter N = 3; input a; input [N:0] b; output [1:0] y; reg [1:0] y; always @* y = a; endmodule',
      ),
    ).toEqual(['input a 1', 'input [N:0] b 4', 'output var [1:0] y 2']);
  });

  it('reads every module, and one by name', () => {
    const text =
      'module a(input x); endmodule\nmodule b; endmodule module c(output logic [3:0] q, input logic r); endmodule';
    expect(readHeaders(text).map((h) => [h.name, h.ports.length])).toEqual([
      ['a', 1],
      ['b', 0],
      ['c', 2],
    ]);
    expect(readHeaderOf(text, 'c')?.ports[0]).toMatchObject({ name: 'q', width: 4, variable: true });
    expect(readHeaderOf(text, 'd')).toBeNull();
  });

  it('survives broken and hostile text', () => {
    expect(readHeaders('')).toEqual([]);
    expect(readHeaders('module')).toEqual([]);
    expect(ports('module t(input [7:0 a, output')).toBeDefined();
    expect(ports('module t(input [WIDTH-1:0] a)')).toEqual(['input [WIDTH - 1:0] a null']);
    const started = performance.now();
    readHeaders(`module t(${'input a,'.repeat(100_000)}`);
    expect(performance.now() - started).toBeLessThan(5000);
  });

  it('loops of parameters end', () =>
    expect(ports('module t #(parameter A = B, parameter B = A) (input [A:0] x); endmodule')).toEqual([
      'input [A:0] x null',
    ]));
});

describe('keywords', () => {
  it('tell Verilog from SystemVerilog', () => {
    expect(VERILOG_KEYWORDS.has('reg') && !VERILOG_KEYWORDS.has('logic')).toBe(true);
    expect(['reg', 'logic', 'priority', 'do'].every(isHdlKeyword)).toBe(true);
    expect(['clk', 'state', 'Module'].some(isHdlKeyword)).toBe(false);
  });
});
