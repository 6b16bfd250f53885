import type { PlanFinding } from '../../contracts/plan.ts';
import { namesIn } from '../../verilog/expr/ast.ts';
import { type AlignContext, type AlignRule, finding } from './context.ts';
import { readExpressions } from './expressions.ts';

/** C2: clocks and asynchronous resets are declared, one bit wide, and used as such only. */
export const c2: AlignRule = (context) => [...undeclared(context), ...asData(context)];

const undeclared = (context: AlignContext): readonly PlanFinding[] =>
  (context.module.domains ?? []).flatMap((domain) => {
    const signals = [
      domain.clock,
      ...(domain.reset === null || domain.reset === undefined ? [] : [domain.reset.signal]),
    ];
    return signals.flatMap((name) => {
      const binding = context.scope.env(name);
      if (binding?.kind === 'signal' && binding.width === 1) return [];
      const message = `"${name}" of domain "${domain.name}" is ${binding === undefined ? 'not declared' : 'not one bit wide'}`;
      return [finding(context, 'C2', { severity: 'error', message })];
    });
  });

const asData = (context: AlignContext): readonly PlanFinding[] => {
  const clocks = new Set((context.module.domains ?? []).map((domain) => domain.clock));
  const resets = new Set(
    (context.module.domains ?? []).flatMap((domain) => (domain.reset?.kind === 'async' ? [domain.reset.signal] : [])),
  );
  const passed = (kind: string): boolean => kind.includes(' instance ');
  return readExpressions(context).flatMap(({ expr, text, place }) =>
    namesIn(expr).flatMap((name) => {
      if (passed(place.node) && expr.kind === 'ref') return [];
      const role = clocks.has(name) ? 'clock' : resets.has(name) ? 'asynchronous reset' : null;
      return role === null
        ? []
        : [
            finding(context, 'C2', {
              severity: 'warning',
              message: `${role} "${name}" is used as data in "${text.slice(0, 80)}"`,
              place,
            }),
          ];
    }),
  );
};
