import { assignIf, type Component, registerOn } from './component.ts';

/** Shift register. */
export const shiftRegister: Component = {
  doc: 'Shifts one place a clock. Priority: load, enable. Without `si` it rotates.',
  params: { direction: 'left (default: towards the most significant bit) | right', reset: 'value on reset; default 0' },
  pins: {
    q: 'the register',
    si: 'bit shifted in',
    enable: 'shifts while true',
    load: 'takes `d`',
    d: 'value loaded',
    so: 'bit about to leave',
  },
  expand: (pins) => {
    const q = pins.need('q');
    const top = pins.width('q') - 1;
    const left = pins.choice('direction', ['left', 'right']) === 'left';
    const leaving = left ? `(${q} >> ${top})` : q;
    const si = pins.maybe('si') ?? leaving;
    const moved = left
      ? `(${q} << 1) | zext(trunc(${si}, 1), ${top + 1})`
      : `(${q} >> 1) | (zext(trunc(${si}, 1), ${top + 1}) << ${top})`;
    const [load, enable] = [pins.maybe('load'), pins.maybe('enable')];
    const next = [
      ...(load === null ? [] : [{ when: load, to: pins.need('d') }]),
      enable === null ? { to: moved } : { when: enable, to: moved },
    ];
    return [
      registerOn(pins, 'q', { next, reset: pins.integer('reset', 0) }),
      ...assignIf(pins.maybe('so'), `trunc(${leaving}, 1)`),
    ];
  },
};
