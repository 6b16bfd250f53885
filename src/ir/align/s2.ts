import type { SpecPort } from '../../contracts/spec.ts';
import { HDL_KEYWORDS } from '../../verilog/expr/keywords.ts';
import { netWidths, writtenBits } from '../rtl/usage.ts';
import { targetsOf } from '../rtl/walk.ts';
import { type AlignContext, type AlignRule, finding } from './context.ts';

/** S2: names are legal, the ports are those of the spec in its order, there is an output, and every output bit is driven. */
export const s2: AlignRule = (context) => [
  ...keywordNames(context),
  ...(context.module.ports.some((port) => port.dir !== 'input')
    ? []
    : [finding(context, 'S2', { severity: 'error', message: 'the module has no output' })]),
  ...undrivenOutputs(context),
  ...(context.module.name === context.plan.top && context.ports !== null
    ? interfaceFindings(context, context.ports)
    : []),
  ...(context.plan.modules.some((m) => m.name === context.plan.top)
    ? []
    : [finding(context, 'S2', { severity: 'error', message: `top module "${context.plan.top}" is not in the plan` })]),
];

const keywordNames = (context: AlignContext) =>
  [context.module.name, ...netWidths(context.rtl).keys()]
    .filter((name) => HDL_KEYWORDS.has(name))
    .map((name) => finding(context, 'S2', { severity: 'error', message: `"${name}" is a reserved word` }));

const undrivenOutputs = (context: AlignContext) => {
  const driven = new Map<string, bigint>();
  const widths = netWidths(context.rtl);
  for (const item of context.rtl.items) {
    const { continuous, procedural } = targetsOf(item);
    for (const target of [...continuous, ...procedural]) {
      for (const [name, mask] of writtenBits(target, (n) => widths.get(n) ?? 1))
        driven.set(name, (driven.get(name) ?? 0n) | mask);
    }
    if (item.item === 'verbatim')
      for (const name of item.drives) driven.set(name, (1n << BigInt(widths.get(name) ?? 1)) - 1n);
  }
  return context.rtl.ports
    .filter((port) => port.direction === 'output' && (driven.get(port.name) ?? 0n) !== (1n << BigInt(port.width)) - 1n)
    .map((port) =>
      finding(context, 'S2', { severity: 'error', message: `output "${port.name}" is not driven in every bit` }),
    );
};

const interfaceFindings = (context: AlignContext, ports: readonly SpecPort[]) => {
  const error = (message: string) => finding(context, 'S2', { severity: 'error', message });
  const own = context.module.ports;
  const names = (list: readonly { readonly name: string }[]): string => list.map((port) => port.name).join(', ');
  if (names(own) !== names(ports)) return [error(`ports are (${names(own)}), the spec has (${names(ports)})`)];
  return ports.flatMap((port, index) => {
    const mine = own[index];
    if (mine === undefined) return [];
    const direction =
      mine.dir === port.direction ? [] : [error(`"${port.name}" is an ${mine.dir}, the spec has an ${port.direction}`)];
    const width = context.rtl.ports[index]?.width;
    const wide =
      typeof port.width === 'number' && port.width !== width
        ? [error(`"${port.name}" has ${width} bits, the spec has ${port.width}`)]
        : [];
    const range =
      port.range === null || String(mine.type.range ?? port.range) === String(port.range)
        ? []
        : [error(`"${port.name}" has range [${mine.type.range?.join(':')}], the spec has [${port.range.join(':')}]`)];
    return [...direction, ...wide, ...range];
  });
};
