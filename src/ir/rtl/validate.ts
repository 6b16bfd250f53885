import type { RtlDesign, RtlExpr, RtlItem, RtlModule, RtlTarget } from '../../contracts/rtl.ts';
import { netWidths } from './usage.ts';
import { exprsOfBody, operandsOf, setsIn, visit } from './walk.ts';

/**
 * What is wrong with a design of stage 2 as a structure: nets that are not declared, operands of other widths than their
 * operator asks, assignments whose sides differ. Empty for everything that lowering makes; each line names its module.
 */
export const validateRtl = (design: RtlDesign): readonly string[] =>
  design.modules.flatMap((module) => validateModule(module).map((message) => `${module.name}: ${message}`));

const validateModule = (module: RtlModule): readonly string[] => {
  const widths = netWidths(module);
  const memories = new Map(
    module.items.flatMap((item) => (item.item === 'memory' ? [[item.name, item.width] as const] : [])),
  );
  const said: string[] = [];
  const check = (expr: RtlExpr): void =>
    visit(expr, (e) => {
      said.push(...exprComplaints(e));
      if (e.op === 'net' && widths.get(e.name) !== e.width)
        said.push(`"${e.name}" is not declared with ${e.width} bits`);
      if (e.op === 'word' && memories.get(e.memory) !== e.width)
        said.push(`memory "${e.memory}" has no words of ${e.width} bits`);
    });
  for (const item of module.items) {
    for (const expr of exprsOf(item)) check(expr);
    for (const { target, value } of setsOf(item)) {
      if (target.width !== value.width) said.push(`${value.width} bits are assigned to ${target.width}`);
      said.push(...targetComplaints(target, widths));
    }
  }
  return said;
};

interface Pair {
  readonly target: RtlTarget;
  readonly value: RtlExpr;
}

const setsOf = (item: RtlItem): readonly Pair[] => {
  if (item.item === 'assign' || item.item === 'latch') return [item];
  if (item.item === 'comb') return setsIn(item.body);
  return item.item === 'clocked' ? setsIn([...(item.reset?.body ?? []), ...item.body]) : [];
};

const exprsOf = (item: RtlItem): readonly RtlExpr[] => {
  if (item.item === 'assign') return [item.value];
  if (item.item === 'latch') return [item.gate, item.value];
  if (item.item === 'comb') return exprsOfBody(item.body);
  if (item.item === 'clocked') return exprsOfBody([...(item.reset?.body ?? []), ...item.body]);
  return item.item === 'instance' ? item.connections.flatMap((c) => (c.kind === 'input' ? [c.value] : [])) : [];
};

const targetComplaints = (target: RtlTarget, widths: ReadonlyMap<string, number>): readonly string[] => {
  if (target.kind === 'concat') return target.parts.flatMap((part) => targetComplaints(part, widths));
  if (target.kind === 'word') return [];
  const width = widths.get(target.name);
  if (width === undefined) return [`"${target.name}" is driven and not declared`];
  const top = target.kind === 'slice' ? target.lo + target.width : target.width;
  if (target.kind === 'net' ? top !== width : top > width)
    return [`${target.width} bits of "${target.name}" are driven, it has ${width}`];
  return [];
};

const SAME: ReadonlySet<string> = new Set(['+', '-', '*', 'u/', 's/', 'u%', 's%', '&', '|', '^']);

const exprComplaints = (expr: RtlExpr): readonly string[] =>
  isSound(expr)
    ? []
    : [
        `"${expr.op}" of ${expr.width} bits has operands of ${operandsOf(expr)
          .map((e) => e.width)
          .join(', ')}`,
      ];

const isSound = (expr: RtlExpr): boolean => {
  switch (expr.op) {
    case 'const':
    case 'named':
      return expr.width > 0 && expr.value >= 0n && expr.value < 1n << BigInt(expr.width);
    case 'zext':
    case 'sext':
      return expr.a.width < expr.width;
    case 'trunc':
      return expr.a.width > expr.width;
    case '~':
    case 'neg':
      return expr.a.width === expr.width;
    case 'mux':
      return expr.sel.width === 1 && expr.yes.width === expr.width && expr.no.width === expr.width;
    case 'concat':
      return expr.parts.reduce((sum, part) => sum + part.width, 0) === expr.width;
    case 'repeat':
      return expr.a.width * expr.count === expr.width;
    case 'slice':
      return expr.lo >= 0 && expr.lo + expr.width <= expr.a.width;
    default:
      return operatorIsSound(expr);
  }
};

const operatorIsSound = (expr: RtlExpr): boolean => {
  if ('by' in expr) return expr.a.width === expr.width;
  if ('b' in expr) return expr.a.width === expr.b.width && (SAME.has(expr.op) ? expr.a.width : 1) === expr.width;
  return true;
};
