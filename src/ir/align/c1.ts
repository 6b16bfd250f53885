import type { PlanFinding } from '../../contracts/plan.ts';
import { setsIn, targetNames } from '../rtl/walk.ts';
import { type AlignRule, finding, loweringFindings } from './context.ts';

/** C1: a register belongs to one clock domain, and that domain is declared. */
export const c1: AlignRule = (context) => {
  const clocks = new Map<string, Set<string>>();
  for (const item of context.rtl.items) {
    if (item.item !== 'clocked') continue;
    for (const name of setsIn([...(item.reset?.body ?? []), ...item.body]).flatMap((set) => targetNames(set.target))) {
      clocks.set(name, (clocks.get(name) ?? new Set()).add(`${item.edge}edge ${item.clock}`));
    }
  }
  const memories = new Set(context.rtl.items.flatMap((item) => (item.item === 'memory' ? [item.name] : [])));
  const split = [...clocks].filter(([name, edges]) => edges.size > 1 && !memories.has(name));
  return [
    ...loweringFindings(context, 'C1'),
    ...split.map<PlanFinding>(([name, edges]) =>
      finding(context, 'C1', {
        severity: 'error',
        message: `register "${name}" is clocked by ${[...edges].join(' and ')}`,
      }),
    ),
  ];
};
