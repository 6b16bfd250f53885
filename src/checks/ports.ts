import type { IcarusImage } from '../tools/iverilog/index.ts';

/** A port as elaborated: parameters are numbers and macros are gone. */
export interface PortFact {
  readonly name: string;
  readonly direction: 'input' | 'output' | 'inout';
  /** Bits. */
  readonly width: number;
  /** Declared `[msb:lsb]`; null where several packed dimensions or a real type leave no single range. */
  readonly range: readonly [number, number] | null;
  readonly signed: boolean;
}

/** Ports of the root module `top` in declaration order; null where the image has no such root. */
export const portsOfImage = (image: IcarusImage, top: string): readonly PortFact[] | null => {
  const root = image.scopes.find((scope) => scope.parent === null && scope.kind === 'module' && scope.type === top);
  if (root === undefined) return null;
  return root.ports.map((port): PortFact => {
    const net = root.nets.find((candidate) => candidate.name === port.name);
    const covers = net !== undefined && !net.real && Math.abs(net.msb - net.lsb) + 1 === port.width;
    return {
      name: port.name,
      direction: port.direction,
      width: port.width,
      range: covers ? [net.msb, net.lsb] : null,
      signed: net?.signed ?? false,
    };
  });
};
