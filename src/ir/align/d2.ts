import type { RtlExpr, RtlItem, RtlModule, RtlStmt, RtlTarget } from '../../contracts/rtl.ts';
import { operandsOf } from '../rtl/walk.ts';
import { type BitName, bitDependencies, bitsOfTarget } from './bit-graph.ts';
import { type AlignContext, type AlignRule, finding } from './context.ts';

/** D2: no combinational loop, bit by bit: a carry that ripples through one net is none. */
export const d2: AlignRule = (context) => {
  const loop = findLoop(combinationalGraph(context.rtl, context.lowered, new Set()));
  if (loop === null) return [];
  const shown = loop.map((bit) => bit.replace(/\/(\d+)$/, '[$1]')).join(' -> ');
  return [finding(context, 'D2', { severity: 'error', message: `combinational loop ${shown}` })];
};

/** From each driven bit to the bits it depends on within the same instant. */
export type Graph = ReadonlyMap<BitName, ReadonlySet<BitName>>;

/** The graph of a module; instances are followed through the modules of the plan. */
export const combinationalGraph = (
  module: RtlModule,
  lowered: AlignContext['lowered'],
  above: ReadonlySet<string>,
): Graph => {
  const graph = new Map<BitName, Set<BitName>>();
  const add = (target: BitName, sources: Iterable<BitName>): void => {
    const known = graph.get(target) ?? new Set();
    for (const source of sources) known.add(source);
    graph.set(target, known);
  };
  for (const item of module.items) addItem(item, { add, lowered, above: new Set([...above, module.name]) });
  return graph;
};

interface Building {
  readonly add: (target: BitName, sources: Iterable<BitName>) => void;
  readonly lowered: AlignContext['lowered'];
  readonly above: ReadonlySet<string>;
}

const addItem = (item: RtlItem, building: Building): void => {
  if (item.item === 'assign') addSet(item.target, item.value, [], building);
  if (item.item === 'comb') addBody(item.body, [], building);
  if (item.item === 'instance') addInstance(item, building);
};

const allBits = (expr: RtlExpr): readonly BitName[] => {
  if (expr.op === 'net') return Array.from({ length: expr.width }, (_, bit): BitName => `${expr.name}/${bit}`);
  if (expr.op === 'slice' && expr.a.op === 'net') {
    const { name } = expr.a;
    return Array.from({ length: expr.width }, (_, bit): BitName => `${name}/${expr.lo + bit}`);
  }
  return operandsOf(expr).flatMap(allBits);
};

const addSet = (target: RtlTarget, value: RtlExpr, conditions: readonly BitName[], { add }: Building): void => {
  for (const [bit, name] of bitsOfTarget(target).entries()) {
    if (name !== null) add(name, [...conditions, ...bitDependencies(value, bit)]);
  }
};

const addBody = (body: readonly RtlStmt[], conditions: readonly BitName[], building: Building): void => {
  for (const stmt of body) {
    if (stmt.stmt === 'set') addSet(stmt.target, stmt.value, conditions, building);
    else if (stmt.stmt === 'if') {
      const inner = [...conditions, ...allBits(stmt.cond)];
      addBody([...stmt.yes, ...stmt.no], inner, building);
    } else {
      const inner = [...conditions, ...allBits(stmt.subject)];
      addBody([...stmt.arms.flatMap((arm) => arm.body), ...(stmt.otherwise ?? [])], inner, building);
    }
  }
};

// An output of an instance depends on the inputs that reach it inside the instantiated module.
const addInstance = (item: Extract<RtlItem, { item: 'instance' }>, building: Building): void => {
  const module = building.lowered.get(item.of);
  if (module === undefined || building.above.has(item.of)) return;
  const graph = combinationalGraph(module, building.lowered, building.above);
  const outer = new Map(item.connections.flatMap((c) => (c.kind === 'input' ? [[c.port, c.value] as const] : [])));
  const outputs = item.connections.flatMap((c) =>
    c.kind === 'output'
      ? bitsOfTarget(c.target).map((name, bit) => ({ name, inner: `${c.port}/${bit}` as const }))
      : [],
  );
  for (const { name, inner } of outputs) {
    if (name !== null) building.add(name, outerBits(reachable(graph, inner), outer));
  }
};

const outerBits = (inner: ReadonlySet<BitName>, outer: ReadonlyMap<string, RtlExpr>): readonly BitName[] =>
  [...inner].flatMap((bit) => {
    const [port = '', offset = '0'] = bit.split('/');
    const value = outer.get(port);
    return value === undefined ? [] : [...bitDependencies(value, Number(offset))];
  });

const reachable = (graph: Graph, from: BitName): ReadonlySet<BitName> => {
  const seen = new Set<BitName>([from]);
  const stack: BitName[] = [from];
  for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
    for (const next of graph.get(at) ?? []) {
      if (seen.has(next)) continue;
      seen.add(next);
      stack.push(next);
    }
  }
  return seen;
};

/** A cycle of the graph, or null. Iterative, so that a long chain cannot exhaust the stack. */
const findLoop = (graph: Graph): readonly BitName[] | null => {
  const done = new Set<BitName>();
  for (const start of graph.keys()) {
    const path: { readonly bit: BitName; readonly rest: BitName[] }[] = [];
    const onPath = new Set<BitName>();
    const enter = (bit: BitName): void => {
      path.push({ bit, rest: [...(graph.get(bit) ?? [])] });
      onPath.add(bit);
    };
    if (!done.has(start)) enter(start);
    for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
      const next = top.rest.pop();
      if (next === undefined) {
        done.add(top.bit);
        onPath.delete(top.bit);
        path.pop();
      } else if (onPath.has(next)) {
        const bits = path.map((step) => step.bit);
        return [...bits.slice(bits.indexOf(next)), next];
      } else if (!done.has(next)) enter(next);
    }
  }
  return null;
};
