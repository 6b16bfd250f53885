/** The bits of each output, taken from all of them side by side, first output first; widths are in bits. */
export function splitOutputs(
  joined: string,
  outputs: readonly { readonly name: string; readonly width: number }[],
): Readonly<Record<string, string>> {
  let from = 0;
  return Object.fromEntries(
    outputs.map(({ name, width }) => {
      const part = joined.slice(from, from + width);
      from += width;
      return [name, part];
    }),
  );
}
