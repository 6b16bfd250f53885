import { type Component, ComponentError, registerOn } from './component.ts';

/** Elementary cellular automaton (Wolfram 1983). */
export const cellularAutomaton: Component = {
  doc: 'Each bit becomes bit {left, self, right} of the rule number, where left is the next higher bit.',
  params: { rule: '0 to 255', boundary: 'zero (default) | wrap', reset: 'value on reset; default 0' },
  pins: { q: 'the cells', load: 'takes `d`', d: 'value loaded', enable: 'steps while true' },
  expand: (pins) => {
    const [q, width, rule] = [pins.need('q'), pins.width('q'), pins.integer('rule', -1)];
    if (rule < 0 || rule > 255) throw new ComponentError(`rule ${rule} is not from 0 to 255`);
    const wrap = pins.choice('boundary', ['zero', 'wrap']) === 'wrap';
    const [left, right] = wrap ? [`rotr(${q}, 1)`, `rotl(${q}, 1)`] : [`(${q} >> 1)`, `(${q} << 1)`];
    const terms = [0, 1, 2, 3, 4, 5, 6, 7]
      .filter((code) => ((rule >> code) & 1) === 1)
      .map((code) => {
        const literal = (text: string, bit: number): string => `${((code >> bit) & 1) === 1 ? '' : '~'}${text}`;
        return `(${literal(left, 2)} & ${literal(q, 1)} & ${literal(right, 0)})`;
      });
    const step = terms.length === 0 ? `${width}'d0` : terms.join(' | ');
    const [load, enable] = [pins.maybe('load'), pins.maybe('enable')];
    const next = [
      ...(load === null ? [] : [{ when: load, to: pins.need('d') }]),
      enable === null ? { to: step } : { when: enable, to: step },
    ];
    return [registerOn(pins, 'q', { next, reset: pins.integer('reset', 0) })];
  },
};
