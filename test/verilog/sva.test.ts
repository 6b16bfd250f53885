import { expect, test } from 'vitest';
import { printExpr } from '../../src/verilog/expr/print.ts';
import { parseProperties } from '../../src/verilog/sva/parse.ts';

/** An assertion in short: clock, disable, antecedents and consequent with their cycles; or why it is not read. */
function short(text: string): readonly string[] {
  return parseProperties(text).map((item) => {
    if (!item.ok) return `? ${item.reason}`;
    const { clock, disable, antecedents, consequent } = item.property;
    const terms = (list: readonly { readonly at: number; readonly expr: Parameters<typeof printExpr>[0] }[]): string =>
      list.map(({ at, expr }) => `${String(at)}:${printExpr(expr)}`).join(' ');
    const { window } = consequent;
    return [
      item.property.name,
      clock === null ? 'always' : `${clock.edge} ${clock.signal}`,
      disable === null ? '' : `off ${printExpr(disable)}`,
      antecedents.map((one) => `[${terms(one.terms)}]`).join(''),
      terms(consequent.terms),
      window === null ? '' : `${String(window.from)}..${String(window.to)}:${printExpr(window.expr)}`,
    ]
      .filter((part) => part !== '')
      .join(' | ');
  });
}

test.each<readonly [string, readonly string[]]>([
  ['assert property (@(posedge clk) a |-> b);', ['posedge clk | [0:a] | 0:b']],
  ['p1: assert property (@(negedge clk) a |=> b) else $error("no");', ['p1 | negedge clk | [0:a] | 1:b']],
  [
    'assert property (@(posedge clk) disable iff (!rst_n) a ##2 b |-> ##1 c ##1 d);',
    ['posedge clk | off !rst_n | [0:a 2:b] | 1:c 2:d'],
  ],
  ['assert property (@(posedge clk) a ##[1:2] b |-> c);', ['posedge clk | [0:a 1:b][0:a 2:b] | 0:c']],
  ['assert property (@(posedge clk) a |-> ##[1:3] b);', ['posedge clk | [0:a] | 1..3:b']],
  ['assert property (@(posedge clk) a |=> b[*2] ##1 c);', ['posedge clk | [0:a] | 1:b 2:b 3:c']],
  ['property q; @(posedge clk) a |-> b; endproperty : q\nassert property (q);', ['q | posedge clk | [0:a] | 0:b']],
  ['property q; @(posedge clk) a |-> b; endproperty', ['q | posedge clk | [0:a] | 0:b']],
  [
    'sequence s; a ##1 b; endsequence assert property (@(posedge clk) s |=> c);',
    ['posedge clk | [0:a 1:b] | 2:c'].map((text) => text.replace('2:c', '1:c')),
  ],
  [
    'default clocking @(posedge clk); endclocking default disable iff (rst); assert property (a |-> b);',
    ['posedge clk | off rst | [0:a] | 0:b'],
  ],
  ['always_comb assert (y == (a & b));', ['always | 0:y == (a & b)']],
  ['assert property (@(posedge clk) !(a && b));', ['posedge clk | 0:!(a && b)']],
])('%s is read', (text, expected) => {
  expect(short(text)).toEqual(expected);
});

test.each<readonly [string, string]>([
  ['assert property (@(posedge clk) a |-> s_eventually b);', 's_eventually'],
  ['assert property (@(posedge clk) a |-> ##[1:$] b);', 'no end'],
  ['assert property (@(posedge clk) a |-> b |-> c);', 'inside another'],
  ['assert property (@(posedge clk) a |-> b until c);', 'until'],
  ['assert property (@(posedge clk) a [->2] |-> b);', 'repetition'],
  ['assert property (a |-> b);', 'no clock'],
  ['assert property (@(posedge clk or negedge rst) a |-> b);', 'no clock'],
  ['cover property (@(posedge clk) a);', 'no assertion'],
  ['assume property (@(posedge clk) a);', 'no assertion'],
  ['property q(x); @(posedge clk) x; endproperty assert property (q);', 'arguments'],
  ['assert property (@(posedge clk) a |-> ##[1:2] b ##1 c);', 'followed by more'],
  ['assert property (@(posedge clk) a |-> (b;', ''],
])('%s is outside the subset, with a reason', (text, reason) => {
  const [item, ...more] = parseProperties(text);
  expect(more).toEqual([]);
  expect(item?.ok).toBe(false);
  expect(item?.ok === false ? item.reason : null).toContain(reason);
});

test('ten thousand open brackets end quickly', () => {
  const items = parseProperties(`assert property ${'('.repeat(10_000)} a`);
  expect(items.every(({ ok }) => !ok)).toBe(true);
});
