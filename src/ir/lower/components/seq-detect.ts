import { type Component, ComponentError } from './component.ts';

/** Serial pattern detector. */
export const seqDetect: Component = {
  doc: 'Watches `in` for a bit pattern, first bit first. The machine is that of Knuth, Morris and Pratt (1977).',
  params: {
    pattern: 'bits, first received first',
    style: 'mealy (default: in the clock of the last bit) | moore (one clock later)',
    overlap: 'yes (default: the end of a match may begin the next) | no',
  },
  pins: { in: 'one bit a clock', out: 'pattern seen' },
  expand: (pins) => {
    const pattern = pins.text('pattern') ?? '';
    if (!/^[01]{1,64}$/.test(pattern)) throw new ComponentError(`"${pattern}" is no pattern of 1 to 64 bits`);
    const moore = pins.choice('style', ['mealy', 'moore']) === 'moore';
    const overlap = pins.choice('overlap', ['yes', 'no']) === 'yes';
    const [input, out] = [pins.need('in'), pins.need('out')];
    const count = moore ? pattern.length + 1 : pattern.length;
    const trans = Array.from({ length: count }, (_, seen) =>
      ['0', '1'].map((bit) => {
        const matched = reached(pattern, { seen, bit, overlap });
        const done = matched === pattern.length;
        const to = done && !moore ? (overlap ? border(pattern) : 0) : matched;
        return {
          from: `SEEN${seen}`,
          guard: `(${input}) == ${bit}`,
          to: `SEEN${to}`,
          ...(moore ? {} : { out: { [out]: done ? "1'b1" : "1'b0" } }),
        };
      }),
    ).flat();
    const states = Array.from({ length: count }, (_, seen) => ({
      name: `SEEN${seen}`,
      ...(moore ? { out: { [out]: seen === pattern.length ? "1'b1" : "1'b0" } } : {}),
    }));
    const realise = { domain: pins.domain(), reset_state: 'SEEN0' };
    return [
      {
        kind: 'fsm',
        name: pins.fresh('detector'),
        style: moore ? 'moore' : 'mealy',
        realise,
        encoding: { scheme: 'binary' },
        states,
        trans,
      },
    ];
  },
};

/** Longest prefix of the pattern that ends what was received. After a full match without overlap, only the new bit counts. */
const reached = (
  pattern: string,
  at: { readonly seen: number; readonly bit: string; readonly overlap: boolean },
): number => {
  const kept = at.seen === pattern.length && !at.overlap ? '' : pattern.slice(0, at.seen);
  const received = kept + at.bit;
  for (let length = Math.min(received.length, pattern.length); length > 0; length -= 1) {
    if (received.endsWith(pattern.slice(0, length))) return length;
  }
  return 0;
};

/** Longest proper prefix of the pattern that is also its end. */
const border = (pattern: string): number => {
  for (let length = pattern.length - 1; length > 0; length -= 1)
    if (pattern.endsWith(pattern.slice(0, length))) return length;
  return 0;
};
