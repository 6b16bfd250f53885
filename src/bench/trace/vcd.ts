/** A value change dump (IEEE 1364-2005 §18.2) as rows: the value of every variable at each time that has a change. */
export interface VcdRows {
  readonly names: readonly string[];
  readonly rows: readonly { readonly time: number; readonly values: readonly string[] }[];
}

/**
 * Reads a VCD text. Values are binary digits without prefix, most significant first, padded to the variable's width;
 * reals are left out. Keeps the last `keep` rows before `until` first holds, that row included. Linear in the text.
 */
export function readVcd(
  text: string,
  { keep, until }: { readonly keep: number; readonly until: (row: ReadonlyMap<string, string>) => boolean },
): VcdRows {
  const { names, widths, codes, body } = readDeclarations(text);
  const current = new Map<string, string>(names.map((name) => [name, 'x'.repeat(widths.get(name) ?? 1)]));
  const rows: { time: number; values: readonly string[] }[] = [];
  let time: number | null = null;
  const close = (): boolean => {
    if (time === null) return false;
    rows.push({ time, values: names.map((name) => current.get(name) ?? 'x') });
    if (rows.length > keep) rows.shift();
    return until(current);
  };
  for (const line of text.slice(body).split('\n')) {
    if (line.startsWith('#')) {
      if (close()) return { names, rows };
      time = Number(line.slice(1));
      continue;
    }
    const change = /^(?:b([01xzXZ]+) |([01xzXZ]))(\S+)$/.exec(line.trimEnd());
    for (const name of codes.get(change?.[3] ?? '') ?? []) {
      current.set(name, extend((change?.[1] ?? change?.[2] ?? 'x').toLowerCase(), widths.get(name) ?? 1));
    }
  }
  close();
  return { names, rows };
}

interface Declarations {
  readonly names: readonly string[];
  readonly widths: ReadonlyMap<string, number>;
  readonly codes: ReadonlyMap<string, readonly string[]>;
  readonly body: number;
}

function readDeclarations(text: string): Declarations {
  const end = text.indexOf('$enddefinitions');
  const head = end === -1 ? '' : text.slice(0, end);
  const widths = new Map<string, number>();
  const codes = new Map<string, string[]>();
  for (const [, width = '1', code = '', name = ''] of head.matchAll(/\$var\s+\w+\s+(\d+)\s+(\S+)\s+(\S+)[^$]*\$end/g)) {
    // The same net is dumped once more in an inner scope: the first name is the bench's own.
    if (widths.has(name)) continue;
    widths.set(name, Number(width));
    codes.set(code, [...(codes.get(code) ?? []), name]);
  }
  return { names: [...widths.keys()], widths, codes, body: end === -1 ? text.length : end };
}

// §18.2.1: a shorter value is extended with 0 after a 0 or 1, else with its leading x or z.
function extend(value: string, width: number): string {
  const lead = value.charAt(0);
  return value.padStart(width, lead === 'x' || lead === 'z' ? lead : '0');
}
