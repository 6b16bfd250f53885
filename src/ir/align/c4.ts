import type { PlanFinding } from '../../contracts/plan.ts';
import { type AlignRule, finding } from './context.ts';

const LOW_NAME = /(_n|_ni|_b|_l|n)$/i;
const RESET_WORD = /^(n|a|s|i_|sys_)?(rst|reset|clear|clr)/i;

/** C4: kind and polarity of a reset agree with its name (`rst_n` is active low, `areset` is asynchronous). */
export const c4: AlignRule = (context) =>
  (context.module.domains ?? []).flatMap((domain) => {
    const reset = domain.reset ?? null;
    if (reset === null || !RESET_WORD.test(reset.signal)) return [];
    const said: PlanFinding[] = [];
    const low = LOW_NAME.test(reset.signal) || /^n(rst|reset)/i.test(reset.signal);
    if (low && reset.active === 'high')
      said.push(
        finding(context, 'C4', {
          severity: 'warning',
          message: `reset "${reset.signal}" is active high in spite of its name`,
        }),
      );
    if (/^a(rst|reset)/i.test(reset.signal) && reset.kind === 'sync') {
      said.push(
        finding(context, 'C4', {
          severity: 'warning',
          message: `reset "${reset.signal}" is synchronous in spite of its name`,
        }),
      );
    }
    return said;
  });
