import { assign, assignIf, type Component, ComponentError } from './component.ts';

const inputs = (maybe: (pin: string) => string | null): readonly string[] => {
  const found: string[] = [];
  for (let text = maybe('in0'); text !== null; text = maybe(`in${found.length}`)) found.push(text);
  return found;
};

/** Multiplexer. */
export const mux: Component = {
  doc: '`out` is `in0` where `sel` is 0, `in1` where it is 1, and so on; `other` (default 0) beyond the last.',
  params: { other: 'expression for values of `sel` without an input; default 0' },
  pins: { sel: 'selects', out: 'output', in0: 'first input', in1: 'second input, and so on' },
  expand: (pins) => {
    const [sel, list] = [pins.need('sel'), inputs(pins.maybe)];
    if (list.length < 2) throw new ComponentError('a multiplexer needs in0 and in1');
    const complete = list.length === 2 ** pins.width('sel');
    const last = complete ? (list.at(-1) ?? '0') : (pins.text('other') ?? '0');
    const tested = complete ? list.slice(0, -1) : list;
    return [
      assign(
        pins.need('out'),
        tested.reduceRight((rest, text, i) => `${sel} == ${i} ? (${text}) : (${rest})`, last),
      ),
    ];
  },
};

/** Decoder and demultiplexer. */
export const decoder: Component = {
  doc: 'Bit `sel` of `out` is 1, the others 0; all 0 while `enable` is false.',
  params: { active: 'high (default) | low' },
  pins: { sel: 'number of the bit', out: 'one-hot output', enable: 'optional' },
  expand: (pins) => {
    const width = pins.width('out');
    const hot = `(${width}'d1 << ${pins.need('sel')})`;
    const enable = pins.maybe('enable');
    const value = enable === null ? hot : `(${enable}) ? ${hot} : ${width}'d0`;
    return [assign(pins.need('out'), pins.choice('active', ['high', 'low']) === 'high' ? value : `~(${value})`)];
  },
};

/** Demultiplexer. */
export const demux: Component = {
  doc: 'Part `sel` of `out` is `in`, the others 0. Each part is as wide as `in`.',
  params: {},
  pins: { sel: 'number of the part', in: 'input', out: 'parts side by side, part 0 least significant' },
  expand: (pins) => {
    const width = pins.width('in');
    const parts = Math.floor(pins.width('out') / width);
    const texts = Array.from(
      { length: parts },
      (_, i) => `(${pins.need('sel')} == ${i} ? ${pins.need('in')} : ${width}'d0)`,
    );
    return [assign(pins.need('out'), `{${texts.reverse().join(', ')}}`)];
  },
};

/** Priority encoder. */
export const priorityEncoder: Component = {
  doc: 'Number of the first bit of `in` that is 1, 0 where there is none.',
  params: { first: 'low (default: the least significant bit wins) | high' },
  pins: { in: 'requests', out: 'number', valid: 'optional: whether any bit is 1' },
  expand: (pins) => {
    const [input, count] = [pins.need('in'), pins.width('in')];
    const low = pins.choice('first', ['low', 'high']) === 'low';
    const order = Array.from({ length: count }, (_, i) => (low ? i : count - 1 - i));
    const width = pins.width('out');
    const chain = order.reduceRight(
      (rest, bit) => `trunc(${input} >> ${bit}, 1) ? ${width}'d${bit} : (${rest})`,
      `${width}'d0`,
    );
    return [assign(pins.need('out'), chain), ...assignIf(pins.maybe('valid'), `|(${input})`)];
  },
};

/** Plain encoder. */
export const encoder: Component = {
  doc: 'Number of the one bit of `in` that is 1: the OR of the numbers of all bits that are.',
  params: {},
  pins: { in: 'one-hot input', out: 'number', valid: 'optional: whether any bit is 1' },
  expand: (pins) => {
    const [input, width] = [pins.need('in'), pins.width('out')];
    const terms = Array.from(
      { length: pins.width('in') },
      (_, bit) => `(trunc(${input} >> ${bit}, 1) ? ${width}'d${bit} : ${width}'d0)`,
    );
    return [assign(pins.need('out'), terms.join(' | ')), ...assignIf(pins.maybe('valid'), `|(${input})`)];
  },
};
