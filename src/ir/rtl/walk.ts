import type { RtlExpr, RtlItem, RtlLabel, RtlStmt, RtlTarget } from '../../contracts/rtl.ts';

/** The direct operands of an expression. */
export const operandsOf = (expr: RtlExpr): readonly RtlExpr[] => {
  switch (expr.op) {
    case 'net':
    case 'const':
    case 'named':
    case 'highz':
      return [];
    case 'mux':
      return [expr.sel, expr.yes, expr.no];
    case 'concat':
      return expr.parts;
    case 'word':
      return [expr.address];
    case 'part':
      return [expr.a, expr.at];
    default:
      return 'by' in expr ? [expr.a, expr.by] : 'b' in expr ? [expr.a, expr.b] : [expr.a];
  }
};

/** Names of the nets that an expression reads; memories are named too. */
export const netsIn = (expr: RtlExpr): ReadonlySet<string> => {
  const names = new Set<string>();
  visit(expr, (e) => {
    if (e.op === 'net') names.add(e.name);
    if (e.op === 'word') names.add(e.memory);
  });
  return names;
};

/** Calls `see` with the expression and every one below it. */
export const visit = (expr: RtlExpr, see: (expr: RtlExpr) => void): void => {
  see(expr);
  for (const operand of operandsOf(expr)) visit(operand, see);
};

/** Expressions inside a target (variable offsets and addresses). */
export const targetExprs = (target: RtlTarget): readonly RtlExpr[] => {
  if (target.kind === 'part') return [target.at];
  if (target.kind === 'word') return [target.address];
  return target.kind === 'concat' ? target.parts.flatMap(targetExprs) : [];
};

/** Nets and memories that a target writes. */
export const targetNames = (target: RtlTarget): readonly string[] => {
  if (target.kind === 'concat') return target.parts.flatMap(targetNames);
  return [target.kind === 'word' ? target.memory : target.name];
};

const labelExprs = (labels: readonly RtlLabel[]): readonly RtlExpr[] =>
  labels.flatMap((label) => ('cube' in label ? [] : [label]));

/** Every `set` below the statements. */
export const setsIn = (body: readonly RtlStmt[]): readonly Extract<RtlStmt, { stmt: 'set' }>[] =>
  body.flatMap((stmt) => {
    if (stmt.stmt === 'set') return [stmt];
    if (stmt.stmt === 'if') return [...setsIn(stmt.yes), ...setsIn(stmt.no)];
    return [...stmt.arms.flatMap((arm) => setsIn(arm.body)), ...setsIn(stmt.otherwise ?? [])];
  });

/** Every expression that the statements read, top level only (use {@link visit} to go below). */
export const exprsOfBody = (body: readonly RtlStmt[]): readonly RtlExpr[] =>
  body.flatMap((stmt) => {
    if (stmt.stmt === 'set') return [...targetExprs(stmt.target), stmt.value];
    if (stmt.stmt === 'if') return [stmt.cond, ...exprsOfBody(stmt.yes), ...exprsOfBody(stmt.no)];
    const arms = stmt.arms.flatMap((arm) => [...labelExprs(arm.labels), ...exprsOfBody(arm.body)]);
    return [stmt.subject, ...arms, ...exprsOfBody(stmt.otherwise ?? [])];
  });

/** What an item reads and writes by name. Clocks and asynchronous resets are reads. */
export interface ItemNames {
  readonly reads: ReadonlySet<string>;
  readonly writes: readonly string[];
}

const fromExprs = (exprs: readonly RtlExpr[]): Set<string> => new Set(exprs.flatMap((expr) => [...netsIn(expr)]));

const ofBody = (body: readonly RtlStmt[]): ItemNames => ({
  reads: fromExprs(exprsOfBody(body)),
  writes: setsIn(body).flatMap((stmt) => targetNames(stmt.target)),
});

/** Reads and writes of one item. Initial values are neither. */
export const namesOfItem = (item: RtlItem): ItemNames => {
  switch (item.item) {
    case 'assign':
      return { reads: fromExprs([...targetExprs(item.target), item.value]), writes: targetNames(item.target) };
    case 'latch':
      return {
        reads: fromExprs([item.gate, item.value, ...targetExprs(item.target)]),
        writes: targetNames(item.target),
      };
    case 'comb':
      return ofBody(item.body);
    case 'clocked': {
      const body = ofBody([...(item.reset?.body ?? []), ...item.body]);
      const edges = item.reset === null ? [item.clock] : [item.clock, item.reset.signal];
      return { reads: new Set([...edges, ...body.reads]), writes: body.writes };
    }
    case 'instance':
      return instanceNames(item);
    case 'verbatim':
      return { reads: new Set(item.reads), writes: item.drives };
    default:
      return { reads: new Set(), writes: [] };
  }
};

const instanceNames = (item: Extract<RtlItem, { item: 'instance' }>): ItemNames => ({
  reads: fromExprs(
    item.connections.flatMap((c) =>
      c.kind === 'input' ? [c.value] : c.kind === 'output' ? targetExprs(c.target) : [],
    ),
  ),
  writes: item.connections.flatMap((c) => (c.kind === 'output' ? targetNames(c.target) : [])),
});

/** Targets that an item writes continuously (assignments, instance outputs) and by a process (always blocks). */
export interface ItemTargets {
  readonly continuous: readonly RtlTarget[];
  readonly procedural: readonly RtlTarget[];
}

/** What one item writes, apart by the way it writes. */
export const targetsOf = (item: RtlItem): ItemTargets => {
  switch (item.item) {
    case 'assign':
      return { continuous: [item.target], procedural: [] };
    case 'instance':
      return { continuous: item.connections.flatMap((c) => (c.kind === 'output' ? [c.target] : [])), procedural: [] };
    case 'latch':
      return { continuous: [], procedural: [item.target] };
    case 'comb':
      return { continuous: [], procedural: setsIn(item.body).map((set) => set.target) };
    case 'clocked':
      return {
        continuous: [],
        procedural: setsIn([...(item.reset?.body ?? []), ...item.body]).map((set) => set.target),
      };
    default:
      return { continuous: [], procedural: [] };
  }
};
