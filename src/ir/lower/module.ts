import type { DesignPlan, PlanModule, PlanNode } from '../../contracts/plan.ts';
import type { RtlItem, RtlModule, RtlPort, RtlRange } from '../../contracts/rtl.ts';
import { lowerFsm } from './fsm/index.ts';
import { lowerAssign, lowerLatch } from './nodes/assign.ts';
import { lowerInstance } from './nodes/instance.ts';
import { lowerMem } from './nodes/mem.ts';
import { lowerReg } from './nodes/reg.ts';
import { lowerTable } from './nodes/table.ts';
import { type Place, readConstant, readSize, readType, Scope } from './scope.ts';

/** Where node `index` of a module's body stands, for findings. */
export const placeOfNode = (node: PlanNode, index: number): Place => {
  const word = 'name' in node ? node.name : 'lhs' in node ? node.lhs : 'lib' in node ? node.lib : '';
  return { node: `body[${index}] ${node.kind} ${word}`.trim(), src: ('src' in node ? node.src : undefined) ?? null };
};

const WHOLE: Place = { node: '', src: null };

/** The scope of a module with every declaration of its header and body in it. */
export const openScope = (plan: DesignPlan, module: PlanModule): Scope => {
  const scope = new Scope(plan, module);
  for (const param of module.params ?? []) {
    const value = readConstant(scope, param.default, { width: 32, place: WHOLE });
    scope.declare(param.name, { kind: 'constant', value: BigInt.asIntN(32, value), width: 32, signed: true }, WHOLE);
  }
  for (const port of module.ports) {
    const place = { node: `port ${port.name}`, src: port.src ?? null };
    scope.declare(port.name, readType(scope, port.type, place), place);
  }
  for (const [index, node] of module.body.entries()) declareNode(scope, node, placeOfNode(node, index));
  return scope;
};

const declareNode = (scope: Scope, node: PlanNode, place: Place): void => {
  if (node.kind === 'net') scope.declare(node.name, readType(scope, node.type, place), place);
  if (node.kind === 'reg' || node.kind === 'latch') declareStorage(scope, node, place);
  if (node.kind === 'fsm') for (const reg of node.vars ?? []) declareStorage(scope, reg, place);
  if (node.kind === 'instance') scope.reserve(node.name);
  if (node.kind === 'mem') {
    const width = readSize(scope, node.width, place);
    scope.declare(node.name, { kind: 'memory', width, depth: readSize(scope, node.depth, place) }, place);
  }
};

type Storage = Extract<PlanNode, { kind: 'reg' | 'latch' }>;

/** A register or latch may be a port or net of the same name, declared already; then the widths must agree. */
const declareStorage = (scope: Scope, node: Storage, place: Place): void => {
  const type = readType(scope, node.type, place);
  const known = scope.env(node.name);
  if (known === undefined) {
    scope.declare(node.name, type, place);
    return;
  }
  if (known.kind === 'signal' && known.width === type.width) return;
  const message = `"${node.name}" is declared with another width than its ${node.kind} node gives it`;
  scope.report('W1', 'error', { message, place });
};

/** Ports, declarations and items of one module. Findings gather in the scope. */
export const lowerModule = (
  plan: DesignPlan,
  module: PlanModule,
): { readonly module: RtlModule; readonly scope: Scope } => {
  const scope = openScope(plan, module);
  const declared = new Set(module.ports.map((port) => port.name));
  const declarations = module.body.flatMap((node, index) =>
    declarationsOf(node, { scope, declared, place: placeOfNode(node, index) }),
  );
  const items = module.body.flatMap((node, index) => lowerNode(node, scope, placeOfNode(node, index)));
  return {
    scope,
    module: {
      name: module.name,
      params: (module.params ?? []).map((param) => ({ name: param.name, value: constantOf(scope, param.name) })),
      ports: module.ports.map((port) => lowerPort(scope, port)),
      items: [...declarations, ...items],
      doc: module.doc ?? '',
      unused: [],
    },
  };
};

const constantOf = (scope: Scope, name: string): bigint => {
  const binding = scope.env(name);
  return binding?.kind === 'constant' ? binding.value : 0n;
};

const rangeOf = (
  scope: Scope,
  name: string,
): { readonly width: number; readonly range: RtlRange | null; readonly signed: boolean } => {
  const binding = scope.env(name);
  if (binding?.kind !== 'signal') return { width: 1, range: null, signed: false };
  const { width, msb, lsb, signed } = binding;
  return { width, signed, range: lsb === 0 && msb === width - 1 ? null : { msb, lsb } };
};

const lowerPort = (scope: Scope, port: PlanModule['ports'][number]): RtlPort => ({
  name: port.name,
  direction: port.dir,
  ...rangeOf(scope, port.name),
});

interface DeclarationContext {
  readonly scope: Scope;
  readonly declared: Set<string>;
  readonly place: Place;
}

const declarationsOf = (node: PlanNode, context: DeclarationContext): readonly RtlItem[] => {
  const { scope, declared, place } = context;
  if (node.kind === 'mem') {
    const binding = scope.env(node.name);
    return binding?.kind === 'memory'
      ? [{ item: 'memory', name: node.name, width: binding.width, depth: binding.depth }]
      : [];
  }
  const names = node.kind === 'fsm' ? (node.vars ?? []).map((reg) => reg.name) : declaredBy(node);
  return names.flatMap((name) => {
    if (declared.has(name)) return [];
    declared.add(name);
    const item: RtlItem = { item: 'decl', name, ...rangeOf(scope, name) };
    return [place.src === null ? item : { ...item, src: place.src }];
  });
};

const declaredBy = (node: PlanNode): readonly string[] =>
  node.kind === 'net' || node.kind === 'reg' || node.kind === 'latch' ? [node.name] : [];

const lowerNode = (node: PlanNode, scope: Scope, place: Place): readonly RtlItem[] => {
  switch (node.kind) {
    case 'net':
      return [];
    case 'assign':
      return lowerAssign(node, scope, place);
    case 'reg':
      return lowerReg(node, scope, { place });
    case 'latch':
      return lowerLatch(node, scope, place);
    case 'table':
      return lowerTable(node, scope, place);
    case 'fsm':
      return lowerFsm(node, scope, place);
    case 'mem':
      return lowerMem(node, scope, place);
    case 'instance':
      return lowerInstance(node, scope, place);
    case 'raw':
      return [{ item: 'verbatim', verilog: node.verilog, drives: node.drives, reads: node.reads }];
    case 'for':
    case 'component':
      scope.report('LOWER', 'error', { message: `a ${node.kind} node was not expanded`, place });
      return [];
  }
};
