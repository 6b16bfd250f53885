/** A port of the reference, as elaborated. */
export interface AuditPort {
  readonly name: string;
  readonly direction: 'input' | 'output' | 'inout';
  /** Bits. */
  readonly width: number;
  /** Declared `[msb:lsb]`; null means `[width-1:0]`. */
  readonly range: readonly [number, number] | null;
}

/** A module with these ports and this body. */
export function moduleText({
  name,
  ports,
  body,
}: {
  readonly name: string;
  readonly ports: readonly AuditPort[];
  readonly body: string;
}): string {
  const list = ports.map((port) => `  ${port.direction} ${rangeOf(port)}${port.name}`).join(',\n');
  return `module ${name} (\n${list}\n);\n${body}endmodule\n`;
}

const rangeOf = ({ width, range }: AuditPort): string => {
  const [msb, lsb] = range ?? [width - 1, 0];
  return width === 1 && (range === null || (msb === 0 && lsb === 0)) ? '' : `[${msb}:${lsb}] `;
};

/** Where two port lists differ, in words; empty where they agree on names, directions and widths. */
export function portDifferences(
  { a, b }: { readonly a: readonly AuditPort[]; readonly b: readonly AuditPort[] },
  { nameA, nameB }: { readonly nameA: string; readonly nameB: string },
): readonly string[] {
  const found: string[] = [];
  for (const port of a) {
    const other = b.find(({ name }) => name === port.name);
    if (other === undefined) found.push(`${port.direction} ${port.name} of the ${nameA} is not in the ${nameB}`);
    else if (other.direction !== port.direction)
      found.push(`${port.name} is an ${port.direction} in the ${nameA} and an ${other.direction} in the ${nameB}`);
    else if (other.width !== port.width)
      found.push(`${port.name} has ${port.width} bits in the ${nameA} and ${other.width} in the ${nameB}`);
  }
  const missing = b.filter((port) => !a.some(({ name }) => name === port.name));
  return [...found, ...missing.map((port) => `${port.direction} ${port.name} of the ${nameB} is not in the ${nameA}`)];
}
