import type { RtlExpr, RtlItem, RtlModule } from '../../../contracts/rtl.ts';
import { mapItem } from '../../rtl/map.ts';

/**
 * Verilog selects bits of names only: where bits of another expression are taken (or its sign is copied), the
 * expression gets a wire of its own.
 */
export const hoistSelects = (module: RtlModule): RtlModule => {
  const taken = new Set([...module.ports.map((port) => port.name), ...module.items.flatMap(namesOf)]);
  const hoisted = new Map<string, { readonly name: string; readonly width: number; readonly value: RtlExpr }>();
  const wire = (value: RtlExpr): RtlExpr => {
    const key = JSON.stringify(value, (_, v) => (typeof v === 'bigint' ? `${v}n` : v));
    const known = hoisted.get(key);
    if (known !== undefined) return { op: 'net', name: known.name, width: value.width };
    let n = hoisted.size + 1;
    while (taken.has(`part_${n}`)) n += 1;
    const name = `part_${n}`;
    taken.add(name);
    hoisted.set(key, { name, width: value.width, value });
    return { op: 'net', name, width: value.width };
  };
  const items = module.items.map((item) => mapItem(item, (expr) => hoist(expr, wire)));
  const wires = [...hoisted.values()];
  return {
    ...module,
    items: [
      ...wires.map<RtlItem>(({ name, width }) => ({ item: 'decl', name, width, range: null, signed: false })),
      ...wires.map<RtlItem>(({ name, width, value }) => ({
        item: 'assign',
        target: { kind: 'net', name, width },
        value,
      })),
      ...items,
    ],
  };
};

const hoist = (expr: RtlExpr, wire: (value: RtlExpr) => RtlExpr): RtlExpr => {
  if (expr.op === 'trunc' || expr.op === 'slice' || expr.op === 'part') {
    return expr.a.op === 'net' ? expr : { ...expr, a: wire(expr.a) };
  }
  if (expr.op !== 'sext') return expr;
  const simple = expr.a.op === 'net' || expr.a.width === 1 || (expr.a.op === 'slice' && expr.a.a.op === 'net');
  return simple ? expr : { ...expr, a: wire(expr.a) };
};

const namesOf = (item: RtlItem): readonly string[] => ('name' in item ? [item.name] : []);
