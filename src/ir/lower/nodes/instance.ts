import type { PlanInstance, PlanModule } from '../../../contracts/plan.ts';
import type { RtlItem, RtlParam } from '../../../contracts/rtl.ts';
import { type Place, readConstant, readExpr, readTarget, type Scope } from '../scope.ts';
import { portWidths } from './port-widths.ts';
import { sourced } from './sourced.ts';

type Connection = Extract<RtlItem, { item: 'instance' }>['connections'][number];

/** An instance of another module of the plan, connected by name in the order of that module's ports. */
export const lowerInstance = (node: PlanInstance, scope: Scope, place: Place): readonly RtlItem[] => {
  const module = scope.plan.modules.find((m) => m.name === node.of);
  if (module === undefined) {
    scope.report('I1', 'error', { message: `module "${node.of}" is not part of the plan`, place });
    return [];
  }
  const params = Object.entries(node.params ?? {}).map<RtlParam>(([name, value]) => ({
    name,
    value: BigInt.asIntN(32, readConstant(scope, value, { width: 32, place })),
  }));
  const widths = portWidths(module, new Map(params.map((param) => [param.name, param.value])));
  const connections = module.ports.map((port) =>
    connect(node, port, { scope, place, width: widths.get(port.name) ?? 1 }),
  );
  return [sourced({ item: 'instance', name: node.name, of: node.of, params, connections }, node)];
};

interface Context {
  readonly scope: Scope;
  readonly place: Place;
  readonly width: number;
}

const connect = (
  node: PlanInstance,
  port: PlanModule['ports'][number],
  { scope, place, width }: Context,
): Connection => {
  const text = node.connect[port.name];
  if (text === undefined || text.trim() === '') {
    if (port.dir !== 'output') {
      scope.report('I1', 'error', { message: `input "${port.name}" of "${node.name}" is not connected`, place });
    }
    return { port: port.name, kind: 'open' };
  }
  if (port.dir === 'input') return { port: port.name, kind: 'input', value: readExpr(scope, text, width, { place }) };
  const target = readTarget(scope, text, place);
  if (target === null) return { port: port.name, kind: 'open' };
  if (target.width !== width) {
    const message = `"${text}" has ${target.width} bits, port "${port.name}" of "${node.of}" has ${width}`;
    scope.report('I1', 'error', { message, place });
  }
  return { port: port.name, kind: 'output', target };
};
