import { describe, expect, it } from 'vitest';
import { parseBoolean } from '../../src/verilog/expr/boolean.ts';
import { MAX_EXPR_CHARS, parseExpr } from '../../src/verilog/expr/parse.ts';
import { printExpr } from '../../src/verilog/expr/print.ts';
import { type Binding, evalConstant, selfType } from '../../src/verilog/expr/types.ts';

const shown = (text: string): string => {
  const parsed = parseExpr(text);
  return parsed.ok ? printExpr(parsed.value) : `error at ${parsed.error.at}: ${parsed.error.message}`;
};

describe('parseExpr and printExpr', () => {
  const same = [
    'a + b * c',
    '(a + b) * c',
    'a - (b - c)',
    'a ? b : c ? d : e',
    '(a ? b : c) ? d : e',
    '~(&a)',
    '-a',
    '!a && b || c',
    'a[3]',
    'a[7:4]',
    'a[i+:4]',
    'a[i-:2]',
    "{a, 2'b01, {3{b}}}",
    '{2{a, b}}',
    "8'hff",
    "4'b1x0z",
    "'d7",
    "'0",
    "6'sd5",
    '12',
    'a === b',
    'a >>> 2',
    '$signed(a) < $signed(b)',
    'mux(s, a, b)',
    'state_is(IDLE)',
    'm[a][3]',
    'a ** 2',
  ];
  it.each(same)('%s reads and prints the same', (text) => expect(shown(text)).toBe(text));

  it.each([
    ['a^~b', 'a ~^ b'],
    ['((a))', 'a'],
    ['a&b|c', 'a & b | c'],
    ["8 'h F_f", "8'hff"],
    ["4'd20", "4'd4"],
    ['a/*x*/+b // c', 'a + b'],
    ["8'bx", "8'bxxxxxxxx"],
    ["3'o17", "3'o7"],
  ])('%s prints as %s', (text, expected) => expect(shown(text)).toBe(expected));

  it.each([
    ['', 'error at 0: the expression ends too early'],
    ['a +', 'error at 3'],
    ['a b', 'error at 2: "b" after the end'],
    ['a[3', 'error at 3: "]" expected, the end found'],
    ['(a', '")" expected'],
    ["2'd", 'error'],
    ["0'b1", 'width 0'],
    ["2'b2", 'digit'],
    ['"text"', 'cannot start an operand'],
    ['a ; b', 'after the end'],
    ['`include', 'cannot start'],
    ["99999999'b0", 'wider than'],
    ['1.5', 'not a number'],
  ])('%j is refused with a reason', (text, message) => expect(shown(text)).toContain(message));

  it('hostile texts are refused at once', () => {
    const started = performance.now();
    for (const text of [
      '('.repeat(90_000),
      '~'.repeat(90_000),
      'a?'.repeat(40_000),
      '{'.repeat(50_000),
      'a+'.repeat(45_000),
      'a['.repeat(40_000),
      'f('.repeat(40_000),
      'x'.repeat(MAX_EXPR_CHARS + 1),
    ]) {
      expect(parseExpr(text).ok).toBe(false);
    }
    expect(performance.now() - started).toBeLessThan(2000);
  });
});

const SIGNALS: Readonly<Record<string, Binding>> = {
  a: { kind: 'signal', width: 8, signed: false, msb: 7, lsb: 0 },
  s: { kind: 'signal', width: 6, signed: true, msb: 5, lsb: 0 },
  t: { kind: 'signal', width: 4, signed: true, msb: 3, lsb: 0 },
  m: { kind: 'memory', width: 12, depth: 16 },
  N: { kind: 'constant', value: 5n, width: 32, signed: true },
};
const env = (name: string): Binding | undefined => SIGNALS[name];

const typeOf = (text: string): string => {
  const parsed = parseExpr(text);
  if (!parsed.ok) return parsed.error.message;
  try {
    const { width, signed } = selfType(parsed.value, env);
    return `${signed ? 's' : 'u'}${width}`;
  } catch (cause) {
    return (cause as Error).message;
  }
};

describe('selfType (IEEE 1364-2005 table 5-22)', () => {
  it.each([
    ['a + s', 'u8'],
    ['s + t', 's6'],
    ['s * t', 's6'],
    ['a == s', 'u1'],
    ['a << s', 'u8'],
    ['t >>> 1', 's4'],
    ['s ? s : t', 's6'],
    ['s ? a : t', 'u8'],
    ['{a, s}', 'u14'],
    ['{3{t}}', 'u12'],
    ['s[2:0]', 'u3'],
    ['s[1]', 'u1'],
    ['a[N -: 3]', 'u3'],
    ['m[2]', 'u12'],
    ['5', 's32'],
    ["3'd5", 'u3'],
    ['~t', 's4'],
    ['-t', 's4'],
    ['&a', 'u1'],
    ['!a', 'u1'],
    ['$signed(a)', 's8'],
    ['$unsigned(s)', 'u6'],
    ['popcount(a)', 'u4'],
    ['zext(t, 9)', 'u9'],
    ['a + 1', 'u32'],
    ['N', 's32'],
    ['{N{t}}', 'u20'],
    ['q', '"q" is not declared'],
    ['m', 'memory "m" needs an address'],
    ['boom(a)', '"boom" is not a function that a plan may call'],
    ['{a{t}}', '"a" is not a constant'],
    ['{70000{a}}', 'a repetition count is 70000'],
  ])('%s is %s', (text, expected) => expect(typeOf(text)).toBe(expected));

  it.each([
    ['N - 1', 4n],
    ['$clog2(N)', 3n],
    ['2 ** 8 - 1', 255n],
    ["8'hf0 >> 4", 15n],
    ['N > 3 ? N : 0', 5n],
    ['-7 / 2', -3n],
  ])('%s is the constant %s', (text, expected) => {
    const parsed = parseExpr(text);
    expect(parsed.ok && evalConstant(parsed.value, env)).toBe(expected);
  });
});

const algebra = (text: string): string => {
  const parsed = parseBoolean(text, { names: new Set(['a', 'b', 'c', 'd', 'en', 'x', 'enable']) });
  return parsed.ok ? printExpr(parsed.value) : parsed.error.message;
};

describe('parseBoolean', () => {
  it.each([
    ["a'b + c", '~a & b | c'],
    ["ab'c", 'a & ~b & c'],
    ["(a+b)'", '~(a | b)'],
    ['a · b ⊕ c', 'a & b ^ c'],
    ['NOT a AND b OR c', '~a & b | c'],
    ['~a & !b | c', '~a & ~b | c'],
    ['a XNOR b', 'a ~^ b'],
    ['a nand b', '~(a & b)'],
    ["x[1]'x[2]", '~x[1] & x[2]'],
    ['a(b+c)', 'a & (b | c)'],
    ["a''", '~(~a)'],
    ['en·a', 'en & a'],
    ['ena', 'en & a'],
    ["b'0", "~b & 1'b0"],
    ['a * b + c * d', 'a & b | c & d'],
  ])('%s reads as %s', (text, expected) => expect(algebra(text)).toBe(expected));

  it.each([
    ['a + q', '"q" is no name here'],
    ['a +', 'ends too early'],
    ['(a', '")" expected'],
    ['a § b', 'no sign of Boolean algebra'],
    ['', 'ends too early'],
    ['a b )', 'after the end'],
    ['('.repeat(5000), 'nested deeper'],
  ])('%s is refused', (text, message) => expect(algebra(text)).toContain(message));

  it('letters that split in two ways are refused', () => {
    const parsed = parseBoolean('abc', { names: new Set(['a', 'ab', 'bc', 'c']) });
    expect(parsed.ok).toBe(false);
  });
});
