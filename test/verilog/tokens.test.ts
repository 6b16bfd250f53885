import { describe, expect, it } from 'vitest';
import { blankCommentsAndStrings, tokenizeVerilog } from '../../src/verilog/tokens.ts';

const texts = (source: string): string[] => tokenizeVerilog(source).map((token) => token.text);

describe('tokenizeVerilog', () => {
  const cases: [string, string[]][] = [
    ["8 'h f0+4'b10?x", ["8 'h f0", '+', "4'b10?x"]],
    ['always @(*) a<=b;', ['always', '@', '(', '*', ')', 'a', '<=', 'b', ';']],
    ['x[3+:2]>>>2', ['x', '[', '3', '+:', '2', ']', '>>>', '2']],
    ["'0 'b1 1.5e3", ["'0", "'b1", '1.5e3']],
    ['a // b "c"\n/* d\n */ e', ['a', 'e']],
    ['"a // \\" b" c', ['"a // \\" b"', 'c']],
    ['\\esc+name ~^y', ['\\esc+name', '~^', 'y']],
    ['`define X $display(a)', ['`define', 'X', '$display', '(', 'a', ')']],
  ];
  it.each(cases)('%j splits as written', (source, expected) => {
    expect(texts(source)).toEqual(expected);
  });

  it('lines and offsets are exact across comments', () => {
    const source = 'a\n/* x\n y */ b\n// c\n\nd';
    const tokens = tokenizeVerilog(source);
    expect(tokens.map((token) => [token.text, token.line])).toEqual([
      ['a', 1],
      ['b', 3],
      ['d', 6],
    ]);
    for (const token of tokens) expect(source.slice(token.start, token.end)).toBe(token.text);
  });

  it('an open comment, an open string and foreign characters do not fail', () => {
    expect(tokenizeVerilog('a /* b').map((token) => token.text)).toEqual(['a']);
    expect(tokenizeVerilog('"ab\nc').map((token) => token.kind)).toEqual(['string', 'identifier']);
    expect(tokenizeVerilog('a § b').map((token) => token.kind)).toEqual(['identifier', 'unknown', 'identifier']);
  });

  it('blanking keeps every offset and newline', () => {
    const source = 'a /* $finish\n */ "x$stop" b';
    const blank = blankCommentsAndStrings(source);
    expect(blank).toHaveLength(source.length);
    expect(blank.replace(/\s+/g, ' ')).toBe('a b');
    expect(blank.split('\n')).toHaveLength(2);
  });

  it('ten megabytes on one line take linear time', () => {
    const started = performance.now();
    expect(tokenizeVerilog(`${'9 '.repeat(100_000)}${' '.repeat(5_000_000)}${'('.repeat(300_000)}`)).toHaveLength(
      400_000,
    );
    expect(performance.now() - started).toBeLessThan(5000);
  });
});
