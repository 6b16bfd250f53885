import { assignIf, type Component, ComponentError, registerOn } from './component.ts';

/** Counter over a range of values. */
export const counter: Component = {
  doc: 'Counts from `from` to `to` and wraps (or stays there with `overflow: saturate`). Priority: clear, load, enable.',
  params: {
    from: 'first value; default 0',
    to: 'last value; default modulus - 1, or all ones',
    modulus: 'number of values from 0; alternative to `to`',
    direction: 'up (default) | down | both (pin `up` decides)',
    overflow: 'wrap (default) | saturate',
    reset: 'value on reset; default `from` (`to` when counting down)',
  },
  pins: {
    q: 'the count (a net or port)',
    enable: 'counts while true',
    clear: 'synchronous return to the reset value',
    load: 'takes `d`',
    d: 'value loaded',
    up: 'direction `both`: 1 counts up',
    last: 'true at the last value in the direction of counting',
  },
  expand: (pins) => {
    const q = pins.need('q');
    const from = pins.integer('from', 0);
    const full = 2 ** pins.width('q') - 1;
    const to = pins.integer('to', pins.integer('modulus', full + 1) - 1);
    if (from < 0 || to > full || from >= to)
      throw new ComponentError(`a counter from ${from} to ${to} does not fit "${q}"`);
    const direction = pins.choice('direction', ['up', 'down', 'both']);
    const saturate = pins.choice('overflow', ['wrap', 'saturate']) === 'saturate';
    const reset = pins.integer('reset', direction === 'down' ? to : from);
    const up = `${q} == ${to} ? ${saturate ? q : from} : ${q} + 1`;
    const down = `${q} == ${from} ? ${saturate ? q : to} : ${q} - 1`;
    const step = direction === 'up' ? up : direction === 'down' ? down : `${pins.need('up')} ? (${up}) : (${down})`;
    const atLast =
      direction === 'both'
        ? `${pins.need('up')} ? ${q} == ${to} : ${q} == ${from}`
        : `${q} == ${direction === 'up' ? to : from}`;
    const [clear, load, enable] = [pins.maybe('clear'), pins.maybe('load'), pins.maybe('enable')];
    const next = [
      ...(clear === null ? [] : [{ when: clear, to: `${reset}` }]),
      ...(load === null ? [] : [{ when: load, to: pins.need('d') }]),
      enable === null ? { to: step } : { when: enable, to: step },
    ];
    return [registerOn(pins, 'q', { next, reset }), ...assignIf(pins.maybe('last'), atLast)];
  },
};
