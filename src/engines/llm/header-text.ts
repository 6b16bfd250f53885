import type { Spec, SpecPort } from '../../contracts/spec.ts';

/** The module header that a specification demands, as Verilog up to its semicolon. */
export function headerText(spec: Spec): string {
  const params = spec.params.map((param) => `parameter ${param.name} = ${param.value === '' ? 1 : param.value}`);
  const ports = spec.ports.map((port) => `  ${portText(port)}`);
  const head = params.length === 0 ? '' : ` #(${params.join(', ')})`;
  return `module ${spec.top}${head} (\n${ports.join(',\n')}\n);`;
}

/** `input signed [7:0] a`. */
export function portText(port: SpecPort): string {
  const sign = port.signed ? 'signed ' : '';
  return `${port.direction} ${sign}${rangeText(port)}${port.name}`;
}

function rangeText({ width, range }: SpecPort): string {
  if (range !== null) return `[${range[0]}:${range[1]}] `;
  if (width === 1) return '';
  return typeof width === 'number' ? `[${width - 1}:0] ` : `[(${width})-1:0] `;
}
