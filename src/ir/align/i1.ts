import type { PlanFinding } from '../../contracts/plan.ts';
import { type AlignContext, type AlignRule, finding, loweringFindings, nodesOf } from './context.ts';

/** I1: instances name modules, ports and parameters that exist, connect every input at its width, and nest without cycles. */
export const i1: AlignRule = (context) => [
  ...loweringFindings(context, 'I1'),
  ...unknownPins(context),
  ...cycle(context),
  ...namedTwice(context),
];

const unknownPins = (context: AlignContext): readonly PlanFinding[] =>
  nodesOf(context, 'instance').flatMap(({ node, place }) => {
    const module = context.plan.modules.find((m) => m.name === node.of);
    if (module === undefined) return [];
    const ports = new Set(module.ports.map((port) => port.name));
    const params = new Set((module.params ?? []).map((param) => param.name));
    const error = (message: string): PlanFinding => finding(context, 'I1', { severity: 'error', message, place });
    return [
      ...Object.keys(node.connect)
        .filter((name) => !ports.has(name))
        .map((name) => error(`module "${node.of}" has no port "${name}"`)),
      ...Object.keys(node.params ?? {})
        .filter((name) => !params.has(name))
        .map((name) => error(`module "${node.of}" has no parameter "${name}"`)),
    ];
  });

const cycle = (context: AlignContext): readonly PlanFinding[] => {
  const below = new Set<string>();
  const visit = (name: string): void => {
    const module = context.plan.modules.find((m) => m.name === name);
    for (const node of module?.body ?? []) {
      if (node.kind !== 'instance' || below.has(node.of)) continue;
      below.add(node.of);
      visit(node.of);
    }
  };
  visit(context.module.name);
  if (!below.has(context.module.name)) return [];
  return [
    finding(context, 'I1', { severity: 'error', message: `module "${context.module.name}" instantiates itself` }),
  ];
};

const namedTwice = (context: AlignContext): readonly PlanFinding[] => {
  const names = context.plan.modules.map((module) => module.name);
  const twice = names.indexOf(context.module.name) !== names.lastIndexOf(context.module.name);
  return twice
    ? [finding(context, 'I1', { severity: 'error', message: `two modules are named "${context.module.name}"` })]
    : [];
};
