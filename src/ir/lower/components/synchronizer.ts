import type { PlanNode } from '../../../contracts/plan.ts';
import { type Component, registerOn } from './component.ts';

/** Synchroniser. */
export const synchronizer: Component = {
  doc: 'Flip-flops in a row that bring `d` into the clock domain.',
  params: { stages: 'number of flip-flops; default 2', reset: 'value on reset; default 0' },
  pins: { d: 'from another domain', q: 'in this one' },
  expand: (pins) => {
    const reset = pins.integer('reset', 0);
    const count = Math.max(1, pins.integer('stages', 2) - 1);
    const names = Array.from({ length: count }, (_, i) => pins.fresh(`sync_${i + 1}`));
    const type = { width: pins.width('q') };
    const inner = names.map<PlanNode>((name, i) => ({
      kind: 'reg',
      name,
      type,
      domain: pins.domain(),
      reset,
      next: names[i - 1] ?? pins.need('d'),
    }));
    return [...inner, registerOn(pins, 'q', { next: names.at(-1) ?? pins.need('d'), reset })];
  },
};
