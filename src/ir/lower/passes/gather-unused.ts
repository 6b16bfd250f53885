import type { RtlExpr, RtlModule } from '../../../contracts/rtl.ts';
import { net, slice } from '../../rtl/build.ts';
import { netWidths, readBits, runsOf } from '../../rtl/usage.ts';

/**
 * Lists the bits of inputs and inner nets that nothing reads. A spec may force them (an input that an output does not
 * depend on, the low half of a sum), and lint must be able to tell them from an oversight: alignment rule S3 reports
 * inputs that are not read at all.
 */
export const gatherUnused = (module: RtlModule): RtlModule => {
  const read = readBits(module.items);
  const outputs = new Set(module.ports.flatMap((port) => (port.direction === 'input' ? [] : [port.name])));
  const unused: RtlExpr[] = [];
  for (const [name, width] of netWidths(module)) {
    if (outputs.has(name)) continue;
    const missing = ((1n << BigInt(width)) - 1n) & ~(read.get(name) ?? 0n);
    for (const run of runsOf(missing, width).toReversed()) unused.push(slice(net(name, width), run.lo, run.width));
  }
  return { ...module, unused };
};
