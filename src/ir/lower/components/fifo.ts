import type { PlanNode } from '../../../contracts/plan.ts';
import { assign, assignIf, type Component, ComponentError } from './component.ts';

/** First in, first out, one clock. */
export const fifo: Component = {
  doc: 'Queue in a memory. A push while full and a pop while empty do nothing. `dout` shows the oldest word at once.',
  params: { depth: 'words, a power of two' },
  pins: {
    push: 'writes `din`',
    din: 'word in',
    pop: 'removes the oldest word',
    dout: 'oldest word',
    full: 'optional',
    empty: 'optional',
    count: 'optional: words held',
  },
  expand: (pins) => {
    const depth = pins.integer('depth', 0);
    const bits = depth.toString(2).length - 1;
    if (depth < 2 || depth !== 2 ** bits) throw new ComponentError(`a depth of ${depth} is no power of two`);
    const [words, head, tail, held, doPush, doPop] = ['words', 'head', 'tail', 'held', 'do_push', 'do_pop'].map(
      pins.fresh,
    );
    if (
      words === undefined ||
      head === undefined ||
      tail === undefined ||
      held === undefined ||
      doPush === undefined ||
      doPop === undefined
    )
      return [];
    const reg = (name: string, width: number, next: { when: string; to: string }[]): PlanNode => ({
      kind: 'reg',
      name,
      type: { width },
      domain: pins.domain(),
      reset: 0,
      next,
    });
    return [
      { kind: 'net', name: doPush, type: { width: 1 } },
      { kind: 'net', name: doPop, type: { width: 1 } },
      assign(doPush, `(${pins.need('push')}) && ${held} != ${depth}`),
      assign(doPop, `(${pins.need('pop')}) && ${held} != 0`),
      reg(tail, bits, [{ when: doPush, to: `${tail} + 1` }]),
      reg(head, bits, [{ when: doPop, to: `${head} + 1` }]),
      reg(held, bits + 1, [
        { when: `${doPush} && !${doPop}`, to: `${held} + 1` },
        { when: `${doPop} && !${doPush}`, to: `${held} - 1` },
      ]),
      {
        kind: 'mem',
        name: words,
        depth,
        width: pins.width('din'),
        ports: [
          { dir: 'write', mode: 'sync', domain: pins.domain(), addr: tail, en: doPush, data: pins.need('din') },
          { dir: 'read', mode: 'comb', addr: head, data: pins.need('dout') },
        ],
      },
      ...assignIf(pins.maybe('full'), `${held} == ${depth}`),
      ...assignIf(pins.maybe('empty'), `${held} == 0`),
      ...assignIf(pins.maybe('count'), held),
    ];
  },
};
