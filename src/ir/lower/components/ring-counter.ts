import { type Component, registerOn } from './component.ts';

/** Ring and Johnson counters. */
export const ringCounter: Component = {
  doc: 'One bit that circles towards the most significant end, from bit 0 at reset.',
  params: { reset: 'value on reset; default 1' },
  pins: { q: 'the register', enable: 'moves while true' },
  expand: (pins) => [
    registerOn(pins, 'q', {
      next: `rotl(${pins.need('q')}, 1)`,
      reset: pins.integer('reset', 1),
      enable: pins.maybe('enable'),
    }),
  ],
};

/** Twisted ring. */
export const johnsonCounter: Component = {
  doc: 'Twisted ring: shifts towards the least significant end and enters the complement of the bit that leaves.',
  params: { direction: 'right (default) | left', reset: 'value on reset; default 0' },
  pins: { q: 'the register', enable: 'moves while true' },
  expand: (pins) => {
    const q = pins.need('q');
    const width = pins.width('q');
    const right = pins.choice('direction', ['right', 'left']) === 'right';
    const entering = right
      ? `zext(~trunc(${q}, 1), ${width}) << ${width - 1}`
      : `zext(~trunc(${q} >> ${width - 1}, 1), ${width})`;
    const next = `(${q} ${right ? '>>' : '<<'} 1) | (${entering})`;
    return [registerOn(pins, 'q', { next, reset: pins.integer('reset', 0), enable: pins.maybe('enable') })];
  },
};
