import { assign, assignIf, type Component, ComponentError } from './component.ts';

/** Adder. */
export const adder: Component = {
  doc: '`sum` and `cout` of `a + b + cin`.',
  params: {},
  pins: {
    a: 'operand',
    b: 'operand',
    cin: 'carry in; default 0',
    sum: 'sum',
    cout: 'optional: carry out',
    overflow: 'optional: overflow of the signed sum',
  },
  expand: (pins) => {
    const [a, b, cin, sum, cout] = [
      pins.need('a'),
      pins.need('b'),
      pins.maybe('cin'),
      pins.need('sum'),
      pins.maybe('cout'),
    ];
    const width = pins.width('sum');
    const total = `zext(${a}, ${width + 1}) + zext(${b}, ${width + 1})${cin === null ? '' : ` + zext(${cin}, ${width + 1})`}`;
    const main = cout === null ? assign(sum, `trunc(${total}, ${width})`) : assign(`{${cout}, ${sum}}`, total);
    const sign = (text: string): string => `trunc((${text}) >> ${width - 1}, 1)`;
    return [main, ...assignIf(pins.maybe('overflow'), `(${sign(a)} == ${sign(b)}) && (${sign(sum)} != ${sign(a)})`)];
  },
};

/** Subtractor. */
export const subtractor: Component = {
  doc: '`diff` and `bout` of `a - b - bin`.',
  params: {},
  pins: {
    a: 'minuend',
    b: 'subtrahend',
    bin: 'borrow in; default 0',
    diff: 'difference',
    bout: 'optional: borrow out',
  },
  expand: (pins) => {
    const [bin, diff, bout] = [pins.maybe('bin'), pins.need('diff'), pins.maybe('bout')];
    const width = pins.width('diff');
    const total = `zext(${pins.need('a')}, ${width + 1}) - zext(${pins.need('b')}, ${width + 1})${bin === null ? '' : ` - zext(${bin}, ${width + 1})`}`;
    return [bout === null ? assign(diff, `trunc(${total}, ${width})`) : assign(`{${bout}, ${diff}}`, total)];
  },
};

/** Comparator. */
export const comparator: Component = {
  doc: 'Any of `lt`, `eq`, `gt` of a and b.',
  params: { numbers: 'unsigned (default) | signed' },
  pins: { a: 'left', b: 'right', lt: 'a < b', eq: 'a = b', gt: 'a > b' },
  expand: (pins) => {
    const call = pins.choice('numbers', ['unsigned', 'signed']) === 'signed' ? '$signed' : '$unsigned';
    const [a, b] = [`${call}(${pins.need('a')})`, `${call}(${pins.need('b')})`];
    const nodes = [
      ...assignIf(pins.maybe('lt'), `${a} < ${b}`),
      ...assignIf(pins.maybe('eq'), `${a} == ${b}`),
      ...assignIf(pins.maybe('gt'), `${a} > ${b}`),
    ];
    if (nodes.length === 0) throw new ComponentError('a comparator needs one of lt, eq, gt');
    return nodes;
  },
};

/** Number of ones. */
export const popcount: Component = {
  doc: 'Number of ones of `in`.',
  params: {},
  pins: { in: 'input', out: 'count' },
  expand: (pins) => [assign(pins.need('out'), `popcount(${pins.need('in')})`)],
};

/** Parity bit. */
export const parity: Component = {
  doc: 'Parity bit of `in`.',
  params: { kind: 'even (default: 1 where the number of ones is odd) | odd' },
  pins: { in: 'input', out: 'parity bit' },
  expand: (pins) => [
    assign(pins.need('out'), `${pins.choice('kind', ['even', 'odd']) === 'odd' ? '~' : ''}(^(${pins.need('in')}))`),
  ],
};
