import type { RtlExpr, RtlItem, RtlStmt, RtlTarget } from '../../contracts/rtl.ts';

type Change = (expr: RtlExpr) => RtlExpr;

/** The same tree with each expression passed through `change`, leaves first. */
export const mapRtl = (expr: RtlExpr, change: Change): RtlExpr => {
  const go = (e: RtlExpr): RtlExpr => mapRtl(e, change);
  switch (expr.op) {
    case 'net':
    case 'const':
    case 'named':
    case 'highz':
      return change(expr);
    case 'mux':
      return change({ ...expr, sel: go(expr.sel), yes: go(expr.yes), no: go(expr.no) });
    case 'concat':
      return change({ ...expr, parts: expr.parts.map(go) });
    case 'word':
      return change({ ...expr, address: go(expr.address) });
    case 'part':
      return change({ ...expr, a: go(expr.a), at: go(expr.at) });
    default:
      if ('by' in expr) return change({ ...expr, a: go(expr.a), by: go(expr.by) });
      if ('b' in expr) return change({ ...expr, a: go(expr.a), b: go(expr.b) });
      return change({ ...expr, a: go(expr.a) });
  }
};

const mapTarget = (target: RtlTarget, change: Change): RtlTarget => {
  if (target.kind === 'part') return { ...target, at: mapRtl(target.at, change) };
  if (target.kind === 'word') return { ...target, address: mapRtl(target.address, change) };
  return target.kind === 'concat' ? { ...target, parts: target.parts.map((part) => mapTarget(part, change)) } : target;
};

/** The statements with every expression passed through `change`. */
export const mapBody = (body: readonly RtlStmt[], change: Change): readonly RtlStmt[] =>
  body.map((stmt) => {
    if (stmt.stmt === 'set')
      return { ...stmt, target: mapTarget(stmt.target, change), value: mapRtl(stmt.value, change) };
    if (stmt.stmt === 'if') {
      return { ...stmt, cond: mapRtl(stmt.cond, change), yes: mapBody(stmt.yes, change), no: mapBody(stmt.no, change) };
    }
    return {
      ...stmt,
      subject: mapRtl(stmt.subject, change),
      arms: stmt.arms.map((arm) => ({ ...arm, body: mapBody(arm.body, change) })),
      otherwise: stmt.otherwise === null ? null : mapBody(stmt.otherwise, change),
    };
  });

/** The item with every expression passed through `change`; case labels stay as they are. */
export const mapItem = (item: RtlItem, change: Change): RtlItem => {
  switch (item.item) {
    case 'assign':
      return { ...item, target: mapTarget(item.target, change), value: mapRtl(item.value, change) };
    case 'latch':
      return {
        ...item,
        gate: mapRtl(item.gate, change),
        target: mapTarget(item.target, change),
        value: mapRtl(item.value, change),
      };
    case 'comb':
      return { ...item, body: mapBody(item.body, change) };
    case 'clocked': {
      const reset = item.reset === null ? null : { ...item.reset, body: mapBody(item.reset.body, change) };
      return { ...item, reset, body: mapBody(item.body, change) };
    }
    case 'instance':
      return {
        ...item,
        connections: item.connections.map((c) => {
          if (c.kind === 'input') return { ...c, value: mapRtl(c.value, change) };
          return c.kind === 'output' ? { ...c, target: mapTarget(c.target, change) } : c;
        }),
      };
    default:
      return item;
  }
};
