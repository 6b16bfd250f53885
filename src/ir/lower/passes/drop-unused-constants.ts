import type { RtlItem, RtlModule, RtlStmt } from '../../../contracts/rtl.ts';
import { mapItem } from '../../rtl/map.ts';

/** Removes localparams that nothing names (states that are never compared or entered). */
export const dropUnusedConstants = (module: RtlModule): RtlModule => {
  const used = new Set<string>();
  for (const item of module.items) {
    mapItem(item, (expr) => {
      if (expr.op === 'named') used.add(expr.name);
      return expr;
    });
    for (const name of labelNames(item)) used.add(name);
  }
  return { ...module, items: module.items.filter((item) => item.item !== 'localparam' || used.has(item.name)) };
};

const labelNames = (item: RtlItem): readonly string[] => {
  if (item.item === 'comb') return namesInBody(item.body);
  return item.item === 'clocked' ? namesInBody([...(item.reset?.body ?? []), ...item.body]) : [];
};

const namesInBody = (body: readonly RtlStmt[]): readonly string[] =>
  body.flatMap((stmt) => {
    if (stmt.stmt === 'set') return [];
    if (stmt.stmt === 'if') return [...namesInBody(stmt.yes), ...namesInBody(stmt.no)];
    const labels = stmt.arms.flatMap((arm) =>
      arm.labels.flatMap((label) => ('op' in label && label.op === 'named' ? [label.name] : [])),
    );
    return [...labels, ...stmt.arms.flatMap((arm) => namesInBody(arm.body)), ...namesInBody(stmt.otherwise ?? [])];
  });
