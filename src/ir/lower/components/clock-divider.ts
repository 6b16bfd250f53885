import type { PlanNode } from '../../../contracts/plan.ts';
import { type Component, ComponentError, registerOn } from './component.ts';

/** Clock divider. */
export const clockDivider: Component = {
  doc: 'A register that changes every `by / 2` clocks, so that its period is `by` clocks with equal halves.',
  params: { by: 'even number of clocks a period' },
  pins: { q: 'divided clock' },
  expand: (pins) => {
    const half = pins.integer('by', 2) / 2;
    if (!Number.isInteger(half) || half < 1) throw new ComponentError('a clock is divided by an even number');
    const q = pins.need('q');
    if (half === 1) return [registerOn(pins, 'q', { next: `~${q}`, reset: 0 })];
    const count = pins.fresh('divide_count');
    const last = `${count} == ${half - 1}`;
    const counted: PlanNode = {
      kind: 'reg',
      name: count,
      type: { width: (half - 1).toString(2).length },
      domain: pins.domain(),
      reset: 0,
      next: `${last} ? 0 : ${count} + 1`,
    };
    return [counted, registerOn(pins, 'q', { next: [{ when: last, to: `~${q}` }], reset: 0 })];
  },
};
