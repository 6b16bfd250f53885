import { describe, expect, it } from 'vitest';
import type { RtlDesign, RtlExpr } from '../../src/contracts/rtl.ts';
import { planJsonSchema, validateRtl } from '../../src/ir/index.ts';

const a: RtlExpr = { op: 'net', name: 'a', width: 4 };
const bit: RtlExpr = { op: 'net', name: 's', width: 1 };

const designOf = (value: RtlExpr, width = 4): RtlDesign => ({
  ir: 'veriloom/rtl@1',
  top: 't',
  modules: [
    {
      name: 't',
      params: [],
      doc: '',
      unused: [],
      ports: [
        ['a', 'input', 4],
        ['s', 'input', 1],
        ['y', 'output', width],
      ].map(([name, direction, w]) => ({
        name: name as string,
        direction: direction as 'input',
        width: w as number,
        range: null,
        signed: false,
      })),
      items: [{ item: 'assign', target: { kind: 'net', name: 'y', width }, value }],
    },
  ],
});

describe('validateRtl', () => {
  it('says nothing of a sound design', () => {
    expect(
      validateRtl(designOf({ op: 'mux', width: 4, sel: bit, yes: a, no: { op: 'zext', width: 4, a: bit } })),
    ).toEqual([]);
  });

  const broken: readonly [string, RtlExpr, number, RegExp][] = [
    ['sides of two widths', a, 5, /4 bits are assigned to 5/],
    ['a net that is not declared', { op: 'net', name: 'q', width: 4 }, 4, /"q" is not declared/],
    ['a net at another width', { op: 'net', name: 'a', width: 3 }, 3, /"a" is not declared with 3/],
    ['operands of two widths', { op: '+', width: 4, a, b: bit }, 4, /"\+" of 4 bits/],
    ['a comparison of two widths', { op: '==', width: 1, a, b: bit }, 1, /"==" of 1 bits/],
    ['an extension that is none', { op: 'zext', width: 4, a }, 4, /"zext"/],
    ['a cut that is none', { op: 'trunc', width: 4, a }, 4, /"trunc"/],
    ['a slice beyond the end', { op: 'slice', width: 4, a, lo: 1 }, 4, /"slice"/],
    ['a wide selector', { op: 'mux', width: 4, sel: a, yes: a, no: a }, 4, /"mux"/],
    ['a concatenation that does not add up', { op: 'concat', width: 4, parts: [a, bit] }, 4, /"concat"/],
    ['a constant that does not fit', { op: 'const', width: 4, value: 16n }, 4, /"const"/],
    ['a repetition that does not add up', { op: 'repeat', width: 4, count: 3, a: bit }, 4, /"repeat"/],
    ['a shift at another width', { op: '<<', width: 4, a: bit, by: a }, 4, /"<<"/],
    ['a complement at another width', { op: '~', width: 4, a: bit }, 4, /"~"/],
  ];
  it.each(broken)('finds %s', (_, value, width, message) =>
    expect(validateRtl(designOf(value, width)).join()).toMatch(message),
  );
});

describe('planJsonSchema', () => {
  it('has every kind of node and takes expressions as text', () => {
    const text = JSON.stringify(planJsonSchema());
    for (const kind of ['net', 'assign', 'reg', 'latch', 'table', 'fsm', 'mem', 'instance', 'component', 'raw', 'for'])
      expect(text).toContain(`"const":"${kind}"`);
    expect(text).toContain('"rhs":{"type":"string","minLength":1}');
  });
});
