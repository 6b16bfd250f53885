import type { PlanReg } from '../../contracts/plan.ts';
import { type AlignRule, finding, nodesOf } from './context.ts';

/** C5: a register that no reset touches states its power-up value; lowering gives it 0 otherwise, which is shown. */
export const c5: AlignRule = (context) => {
  const regs = [
    ...nodesOf(context, 'reg'),
    ...nodesOf(context, 'fsm').flatMap(({ node, place }) => (node.vars ?? []).map((reg) => ({ node: reg, place }))),
  ];
  return regs
    .filter(({ node }) => !isSet(node.init) && !(isSet(node.reset) && hasReset(node, context.module.domains ?? [])))
    .map(({ node, place }) =>
      finding(context, 'C5', {
        severity: 'note',
        message: `register "${node.name}" has no reset value and powers up as 0`,
        place,
      }),
    );
};

const isSet = (value: unknown): boolean => value !== undefined && value !== null;

const hasReset = (node: PlanReg, domains: readonly { readonly name: string; readonly reset?: unknown }[]): boolean =>
  isSet(domains.find((domain) => domain.name === node.domain)?.reset);
