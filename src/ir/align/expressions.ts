import type { PlanNode } from '../../contracts/plan.ts';
import { childrenOf, type Expr } from '../../verilog/expr/ast.ts';
import { parseExpr } from '../../verilog/expr/parse.ts';
import { placeOfNode } from '../lower/module.ts';
import type { Place } from '../lower/scope.ts';
import type { AlignContext } from './context.ts';

/** Members of a node that hold expressions; the text of `d` and `data` too. */
const EXPRESSION_KEYS: ReadonlySet<string> = new Set([
  'rhs',
  'enable',
  'write_mask',
  'next',
  'when',
  'to',
  'gate',
  'd',
  'guard',
  'out',
  'default_out',
  'state_in',
  'addr',
  'en',
  'data',
  'mask',
  'inputs',
  'connect',
  'states',
  'vars',
  'trans',
  'ports',
]);

/** An expression of a module that is read for its value, and where it stands. */
export interface ReadExpression {
  readonly expr: Expr;
  readonly text: string;
  readonly place: Place;
}

/** Every expression of the module's nodes that is read for its value. Texts that do not parse are W1's concern. */
export const readExpressions = (context: AlignContext): readonly ReadExpression[] =>
  context.module.body.flatMap((node, index) =>
    textsOf(node).flatMap((text) => {
      const parsed = parseExpr(text);
      return parsed.ok ? [{ expr: parsed.value, text, place: placeOfNode(node, index) }] : [];
    }),
  );

const textsOf = (node: PlanNode): readonly string[] =>
  Object.entries(node).flatMap(([key, value]) => (EXPRESSION_KEYS.has(key) ? collect(value, key, node.kind) : []));

const collect = (value: unknown, key: string, kind: string): readonly string[] => {
  if (typeof value === 'string') return key === 'name' || (kind === 'fsm' && key === 'to') ? [] : [value];
  if (Array.isArray(value)) return value.flatMap((item) => collect(item, key, kind));
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([k, v]) => (ignored(k, kind) ? [] : collect(v, k, kind)));
};

const IGNORED: ReadonlySet<string> = new Set([
  'name',
  'kind',
  'domain',
  'from',
  'src',
  'type',
  'dir',
  'mode',
  'when_disabled',
  'read_during_write',
  'reset',
  'init',
]);
const ignored = (key: string, kind: string): boolean => IGNORED.has(key) && !(kind !== 'fsm' && key === 'from');

/** The expression and every one below it. */
export const everyExpr = (expr: Expr): readonly Expr[] => [expr, ...childrenOf(expr).flatMap(everyExpr)];
