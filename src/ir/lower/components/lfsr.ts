import { type Component, ComponentError, registerOn } from './component.ts';

/** Linear feedback shift register. */
export const lfsr: Component = {
  doc: 'Fibonacci: shifts left, the new bit 0 is the exclusive or of the taps. Galois: shifts right, bit 0 returns to the top and into the taps.',
  params: {
    taps: 'positions counted from 1 at the least significant bit, as "5,3"',
    form: 'fibonacci (default) | galois',
    feedback: 'xor (default) | xnor',
    reset: 'value on reset; default 1',
  },
  pins: { q: 'the register', enable: 'shifts while true' },
  expand: (pins) => {
    const [q, width] = [pins.need('q'), pins.width('q')];
    const taps = (pins.text('taps') ?? '').split(',').map((tap) => Number.parseInt(tap, 10));
    if (taps.some((tap) => Number.isNaN(tap) || tap < 1 || tap > width))
      throw new ComponentError(`taps "${pins.text('taps')}" are not positions from 1 to ${width}`);
    const mask = taps.reduce((all, tap) => all | (1n << BigInt(tap - 1)), 0n);
    const invert = pins.choice('feedback', ['xor', 'xnor']) === 'xnor' ? '~' : '';
    const maskText = `${width}'h${mask.toString(16)}`;
    const next =
      pins.choice('form', ['fibonacci', 'galois']) === 'fibonacci'
        ? `(${q} << 1) | zext(${invert}(^(${q} & ${maskText})), ${width})`
        : `(${q} >> 1) ^ (trunc(${q}, 1) == 1'b${invert === '' ? 1 : 0} ? ${maskText} : ${width}'d0)`;
    return [registerOn(pins, 'q', { next, reset: pins.integer('reset', 1), enable: pins.maybe('enable') })];
  },
};
