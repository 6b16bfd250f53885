import { assign, type Component, registerOn } from './component.ts';

/** Edge detector. */
export const edgeDetect: Component = {
  doc: 'Bitwise: 1 where `in` changed since the last clock in the direction asked for.',
  params: {
    edge: 'rise (default) | fall | any',
    output: 'registered (default: one clock later, for a whole clock) | direct',
    reset: 'remembered input on reset; default 0',
  },
  pins: { in: 'watched', out: 'detected' },
  expand: (pins) => {
    const [input, width] = [pins.need('in'), pins.width('in')];
    const before = pins.fresh('previous');
    const edge = pins.choice('edge', ['rise', 'fall', 'any']);
    const value =
      edge === 'rise'
        ? `(${input}) & ~${before}`
        : edge === 'fall'
          ? `~(${input}) & ${before}`
          : `(${input}) ^ ${before}`;
    const memory = {
      kind: 'reg',
      name: before,
      type: { width },
      domain: pins.domain(),
      reset: pins.integer('reset', 0),
      next: input,
    } as const;
    const direct = pins.choice('output', ['registered', 'direct']) === 'direct';
    return [memory, direct ? assign(pins.need('out'), value) : registerOn(pins, 'out', { next: value, reset: 0 })];
  },
};
