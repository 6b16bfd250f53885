import type { Outcome } from '../../../contracts/outcome.ts';
import { fail, ok } from '../../../contracts/outcome.ts';
import type { PlanFinding, PlanFor, PlanModule, PlanNode } from '../../../contracts/plan.ts';
import type { Expr } from '../../../verilog/expr/ast.ts';
import { decimal, mapExpr } from '../../../verilog/expr/ast.ts';
import { parseExpr } from '../../../verilog/expr/parse.ts';
import { printExpr } from '../../../verilog/expr/print.ts';
import { ExprTypeError, evalConstant } from '../../../verilog/expr/types.ts';

/** Most copies of a loop body. */
const MAX_COPIES = 4096;

/**
 * Replaces each `for` by its copies, the loop variable replaced by its value. A selection whose index then leaves the
 * loop's own range follows the edge rule: it wraps, reads 0, or stays and is an error later.
 */
export const unrollLoops = (module: PlanModule): Outcome<PlanModule, readonly PlanFinding[]> => {
  const body: PlanNode[] = [];
  for (const [index, node] of module.body.entries()) {
    if (node.kind !== 'for') {
      body.push(node);
      continue;
    }
    if (node.to < node.from || node.to - node.from >= MAX_COPIES) {
      const message = `a loop from ${node.from} to ${node.to} has no copies or more than ${MAX_COPIES}`;
      return fail([
        {
          rule: 'LOWER',
          severity: 'error',
          message,
          module: module.name,
          node: `body[${index}] for ${node.var}`,
          src: null,
        },
      ]);
    }
    for (let value = node.from; value <= node.to; value += 1) {
      body.push(...node.body.map((inner) => copyOf(inner, { loop: node, value })));
    }
  }
  return ok({ ...module, body });
};

interface Copy {
  readonly loop: PlanFor;
  readonly value: number;
}

/** Texts of a node that are expressions are all its strings but these. */
const NAMES: ReadonlySet<string> = new Set([
  'kind',
  'domain',
  'of',
  'lib',
  'origin',
  'missing',
  'style',
  'dir',
  'mode',
  'verilog',
]);

const copyOf = (node: PlanFor['body'][number], copy: Copy): PlanNode => {
  const named = 'name' in node && node.kind !== 'reg' ? { name: `${node.name}_${copy.value}` } : {};
  return { ...(substitute(node, '', copy) as PlanNode), ...named };
};

const substitute = (value: unknown, key: string, copy: Copy): unknown => {
  if (typeof value === 'string') return NAMES.has(key) ? value : substituteText(value, copy);
  if (Array.isArray(value)) return value.map((item) => substitute(item, key, copy));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, substitute(v, k, copy)]));
};

const substituteText = (text: string, copy: Copy): string => {
  if (!new RegExp(`\\b${copy.loop.var}\\b`).test(text)) return text;
  const parsed = parseExpr(text);
  return parsed.ok ? printExpr(fold(parsed.value, copy)) : text;
};

const fold = (expr: Expr, copy: Copy): Expr =>
  mapExpr(expr, (node) => {
    if (node.kind === 'ref' && node.name === copy.loop.var) return decimal(copy.value);
    if (node.kind === 'index') return atEdge(node, copy);
    return node;
  });

const atEdge = (node: Extract<Expr, { kind: 'index' }>, { loop }: Copy): Expr => {
  const index = constantOf(node.index);
  if (index === null) return node;
  const size = loop.to - loop.from + 1;
  if (index >= loop.from && index <= loop.to) return { ...node, index: decimal(index) };
  if (loop.edge === 'zero') return { kind: 'literal', bits: '0', width: 1, sized: true, signed: false, base: 'b' };
  if (loop.edge !== 'wrap') return { ...node, index: index < 0 ? node.index : decimal(index) };
  return { ...node, index: decimal(loop.from + ((((index - loop.from) % size) + size) % size)) };
};

const constantOf = (expr: Expr): number | null => {
  try {
    return Number(evalConstant(expr, () => undefined));
  } catch (cause) {
    // An index that is not constant stays as it is.
    if (cause instanceof ExprTypeError) return null;
    throw cause;
  }
};
