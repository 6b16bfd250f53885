import type { RtlItem, RtlModule, RtlStmt, RtlTarget } from '../../../contracts/rtl.ts';
import { net } from '../../rtl/build.ts';
import { targetNames, targetsOf } from '../../rtl/walk.ts';

/**
 * Verilog does not let a process and a continuous assignment (or an instance) drive bits of one net. Where a plan does,
 * each part that a process writes gets a register of its own, joined by an assignment.
 */
export const separateDrivers = (module: RtlModule): RtlModule => {
  const mixed = mixedNets(module.items);
  if (mixed.size === 0) return module;
  const taken = new Set([
    ...module.ports.map((port) => port.name),
    ...module.items.flatMap((item) => ('name' in item ? [item.name] : [])),
  ]);
  const parts = new Map<string, { readonly name: string; readonly target: Extract<RtlTarget, { kind: 'slice' }> }>();
  const redirect = (target: RtlTarget): RtlTarget => {
    if (target.kind !== 'slice' || !mixed.has(target.name)) return target;
    const key = `${target.name}_${target.lo}_${target.width}`;
    const known = parts.get(key) ?? { name: freshName(`${target.name}_${target.lo}`, taken), target };
    parts.set(key, known);
    return { kind: 'net', name: known.name, width: target.width };
  };
  const items = module.items.map((item) => redirectItem(item, redirect));
  const joined = [...parts.values()].flatMap<RtlItem>(({ name, target }) => [
    { item: 'decl', name, width: target.width, range: null, signed: false },
    { item: 'assign', target, value: net(name, target.width) },
  ]);
  return { ...module, items: [...items, ...joined] };
};

const freshName = (wish: string, taken: Set<string>): string => {
  let name = wish;
  for (let n = 1; taken.has(name); n += 1) name = `${wish}_${n}`;
  taken.add(name);
  return name;
};

const mixedNets = (items: readonly RtlItem[]): ReadonlySet<string> => {
  const targets = items.map(targetsOf);
  const continuous = new Set(targets.flatMap((t) => t.continuous).flatMap(targetNames));
  const procedural = targets.flatMap((t) => t.procedural).flatMap(targetNames);
  return new Set(procedural.filter((name) => continuous.has(name)));
};

const redirectItem = (item: RtlItem, redirect: (target: RtlTarget) => RtlTarget): RtlItem => {
  if (item.item === 'latch') return { ...item, target: redirect(item.target) };
  if (item.item === 'comb') return { ...item, body: redirectBody(item.body, redirect) };
  if (item.item !== 'clocked') return item;
  const reset = item.reset === null ? null : { ...item.reset, body: redirectBody(item.reset.body, redirect) };
  return { ...item, reset, body: redirectBody(item.body, redirect) };
};

const redirectBody = (body: readonly RtlStmt[], redirect: (target: RtlTarget) => RtlTarget): readonly RtlStmt[] =>
  body.map((stmt) => {
    if (stmt.stmt === 'set') return { ...stmt, target: redirect(stmt.target) };
    if (stmt.stmt === 'if')
      return { ...stmt, yes: redirectBody(stmt.yes, redirect), no: redirectBody(stmt.no, redirect) };
    return {
      ...stmt,
      arms: stmt.arms.map((arm) => ({ ...arm, body: redirectBody(arm.body, redirect) })),
      otherwise: stmt.otherwise === null ? null : redirectBody(stmt.otherwise, redirect),
    };
  });
