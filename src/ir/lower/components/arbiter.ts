import type { PlanNode } from '../../../contracts/plan.ts';
import { assign, type Component } from './component.ts';

/** Arbiter. */
export const arbiter: Component = {
  doc: 'Grants one request at a time, combinationally. Round robin begins above the bit granted last.',
  params: { policy: 'fixed (default: the least significant request wins) | round_robin' },
  pins: { req: 'requests', grant: 'one-hot grant' },
  expand: (pins) => {
    const [req, grant, width] = [pins.need('req'), pins.need('grant'), pins.width('req')];
    if (pins.choice('policy', ['fixed', 'round_robin']) === 'fixed') return [assign(grant, `(${req}) & -(${req})`)];
    const [above, ahead] = [pins.fresh('above_last'), pins.fresh('ahead')];
    // `above_last` has ones above the bit granted last: requests there go first.
    const remember: PlanNode = {
      kind: 'reg',
      name: above,
      type: { width },
      domain: pins.domain(),
      reset: 0,
      next: [{ when: `|(${grant})`, to: `~(${grant} | (${grant} - ${width}'d1))` }],
    };
    return [
      { kind: 'net', name: ahead, type: { width } },
      assign(ahead, `(${req}) & ${above}`),
      assign(grant, `(|${ahead}) ? (${ahead} & -${ahead}) : ((${req}) & -(${req}))`),
      remember,
    ];
  },
};
