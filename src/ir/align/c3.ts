import type { PlanFinding } from '../../contracts/plan.ts';
import type { RtlItem } from '../../contracts/rtl.ts';
import { namesOfItem, setsIn } from '../rtl/walk.ts';
import { type AlignContext, type AlignRule, finding } from './context.ts';

/** C3: what one clock writes reaches a register of another clock only through a synchroniser: a flip-flop that copies it, and a second one behind. */
export const c3: AlignRule = (context) => {
  const written = clockOfRegisters(context);
  return context.rtl.items.flatMap((item) => {
    if (item.item !== 'clocked') return [];
    const crossing = [...sources(item, context)].filter((name) => {
      const clock = written.get(name);
      return clock !== undefined && clock !== item.clock;
    });
    if (crossing.length === 0 || isFirstStage(item, context)) return [];
    const into = namesOfItem(item).writes[0] ?? '';
    const message = `"${crossing.join('", "')}" cross${crossing.length === 1 ? 'es' : ''} into clock ${item.clock} at "${into}" without a synchroniser`;
    return [finding(context, 'C3', { severity: 'warning', message }) satisfies PlanFinding];
  });
};

type Clocked = Extract<RtlItem, { item: 'clocked' }>;

const clockOfRegisters = (context: AlignContext): ReadonlyMap<string, string> =>
  new Map(
    context.rtl.items.flatMap((item) =>
      item.item === 'clocked' ? namesOfItem(item).writes.map((name) => [name, item.clock] as const) : [],
    ),
  );

/** Registers and inputs that a process reads, through any combinational logic. */
const sources = (item: Clocked, context: AlignContext): ReadonlySet<string> => {
  const through = new Map<string, ReadonlySet<string>>();
  for (const other of context.rtl.items) {
    if (other.item !== 'assign' && other.item !== 'comb') continue;
    const { reads, writes } = namesOfItem(other);
    for (const name of writes) through.set(name, new Set([...(through.get(name) ?? []), ...reads]));
  }
  const seen = new Set<string>();
  const stack = [...namesOfItem(item).reads];
  for (let name = stack.pop(); name !== undefined; name = stack.pop()) {
    if (seen.has(name)) continue;
    seen.add(name);
    stack.push(...(through.get(name) ?? []));
  }
  return seen;
};

// A copy of one net, reset apart, that only flip-flops of the same clock read.
const isFirstStage = (item: Clocked, context: AlignContext): boolean => {
  const [only, ...more] = setsIn(item.body).filter((set) => set.value.op !== 'const');
  if (only === undefined || more.length > 0 || only.value.op !== 'net' || only.target.kind !== 'net') return false;
  const { name } = only.target;
  const readers = context.rtl.items.filter((other) => namesOfItem(other).reads.has(name));
  return readers.length > 0 && readers.every((other) => other.item === 'clocked' && other.clock === item.clock);
};
