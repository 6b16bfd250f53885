import type { PlanFinding } from '../../contracts/plan.ts';
import { netWidths, writtenBits } from '../rtl/usage.ts';
import { targetsOf } from '../rtl/walk.ts';
import { type AlignContext, type AlignRule, finding, loweringFindings } from './context.ts';

/** D1: no undeclared name, no name declared twice, and each bit has one driver; inputs have none. */
export const d1: AlignRule = (context) => [
  ...loweringFindings(context, 'D1'),
  ...doubleDrivers(context),
  ...undrivenNets(context),
];

const driverMasks = (context: AlignContext): readonly ReadonlyMap<string, bigint>[] => {
  const widths = netWidths(context.rtl);
  const widthOf = (name: string): number => widths.get(name) ?? 1;
  return context.rtl.items.map((item) => {
    const { continuous, procedural } = targetsOf(item);
    const masks = new Map<string, bigint>();
    for (const target of [...continuous, ...procedural]) {
      for (const [name, mask] of writtenBits(target, widthOf)) masks.set(name, (masks.get(name) ?? 0n) | mask);
    }
    if (item.item === 'verbatim') for (const name of item.drives) masks.set(name, (1n << BigInt(widthOf(name))) - 1n);
    return masks;
  });
};

const doubleDrivers = (context: AlignContext): readonly PlanFinding[] => {
  const error = (message: string): PlanFinding => finding(context, 'D1', { severity: 'error', message });
  const inputs = new Set(context.rtl.ports.filter((port) => port.direction === 'input').map((port) => port.name));
  const driven = new Map<string, bigint>();
  return driverMasks(context).flatMap((masks) =>
    [...masks].flatMap(([name, mask]) => {
      const before = driven.get(name) ?? 0n;
      driven.set(name, before | mask);
      if (inputs.has(name)) return [error(`input "${name}" is driven inside the module`)];
      return (before & mask) === 0n ? [] : [error(`"${name}" has two drivers in one bit`)];
    }),
  );
};

const undrivenNets = (context: AlignContext): readonly PlanFinding[] => {
  const driven = new Set(driverMasks(context).flatMap((masks) => [...masks.keys()]));
  return context.rtl.items.flatMap((item) =>
    item.item === 'decl' && !driven.has(item.name)
      ? [finding(context, 'D1', { severity: 'error', message: `net "${item.name}" has no driver` })]
      : [],
  );
};
