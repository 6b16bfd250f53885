/** A port of a module instance as elaborated by Icarus. */
export interface ImagePort {
  readonly name: string;
  readonly direction: 'input' | 'output' | 'inout';
  /** Bits; an unpacked or real port counts as Icarus counts it. */
  readonly width: number;
}

/** A net or variable of an instance. */
export interface ImageNet {
  readonly name: string;
  /** Declared bounds `[msb:lsb]` as elaborated; several packed dimensions are one. */
  readonly msb: number;
  readonly lsb: number;
  readonly signed: boolean;
  readonly real: boolean;
  /** Number of drivers; null for a variable, which has none. */
  readonly drivers: number | null;
}

/** One scope of the elaborated design. */
export interface ImageScope {
  readonly id: string;
  readonly kind: string;
  /** Instance name. */
  readonly name: string;
  /** Module name (for other scopes: their own name). */
  readonly type: string;
  readonly parent: string | null;
  readonly ports: readonly ImagePort[];
  readonly nets: readonly ImageNet[];
}

/** What the compiled image says of the elaborated design. */
export interface IcarusImage {
  readonly version: string | null;
  readonly scopes: readonly ImageScope[];
  /** Every system task and function that elaborated code calls, `$` included. */
  readonly systemCalls: ReadonlySet<string>;
  /** Whether elaborated code forces a net (`force`), which reaches through ports. */
  readonly forces: boolean;
}

interface ScopeDraft extends ImageScope {
  readonly ports: ImagePort[];
  readonly nets: ImageNet[];
}

const SCOPE = /^(S_0x[0-9a-f]+) \.scope (\w+), "((?:[^"\\]|\\.)*)" "((?:[^"\\]|\\.)*)" .*?(?:, (S_0x[0-9a-f]+))?;$/;
const PORT = /^ +\.port_info \d+ \/(INPUT|OUTPUT|INOUT) (\d+) "((?:[^"\\]|\\.)*)"/;
const NET =
  /^v0x[0-9a-f]+_\d+ \.(net8|net|var|array|array\/\w+|net\/\w+|net8\/\w+|var\/\w+)(?: \*|) ?"((?:[^"\\]|\\.)*)", (-?\d+) (-?\d+)(?:, [^;]*)?;(?:.*?(\d+) drivers)?/;
const SYSTEM_CALL = /(?:%vpi_(?:call|func)\S*(?: \d+ \d+)?|\.sfunc.*?) "(\$[^"]+)"/;

/** Reads a compiled Icarus image (the input file of `vvp`). Lines it does not know are left out; it never fails. */
export const parseIcarusImage = (text: string): IcarusImage => {
  const draft: ImageDraft = { scopes: [], systemCalls: new Set(), forces: false, version: null };
  for (const line of text.split('\n')) readLine(draft, line);
  return draft;
};

interface ImageDraft {
  readonly scopes: ScopeDraft[];
  readonly systemCalls: Set<string>;
  forces: boolean;
  version: string | null;
}

const readLine = (draft: ImageDraft, line: string): void => {
  if (line.startsWith('S_')) addScope(draft.scopes, line);
  else if (line.startsWith('v0x')) addNet(draft.scopes.at(-1), line);
  else if (line.startsWith('    .port_info')) addPort(draft.scopes.at(-1), line);
  else if (line.startsWith('    %force')) draft.forces = true;
  else if (line.startsWith(':ivl_version')) draft.version = /"([^" ]+)/.exec(line)?.[1] ?? null;
  else if (line.includes('"$')) addSystemCall(draft.systemCalls, line);
};

const addSystemCall = (calls: Set<string>, line: string): void => {
  const call = SYSTEM_CALL.exec(line)?.[1];
  if (call !== undefined) calls.add(call);
};

const addScope = (scopes: ScopeDraft[], line: string): void => {
  const [, id, kind, name, type, parent] = SCOPE.exec(line) ?? [];
  if (id === undefined || kind === undefined || name === undefined || type === undefined) return;
  scopes.push({ id, kind, name, type, parent: parent ?? null, ports: [], nets: [] });
};

const DIRECTIONS = { INPUT: 'input', OUTPUT: 'output', INOUT: 'inout' } as const;

const addPort = (scope: ScopeDraft | undefined, line: string): void => {
  const [, direction, width, name] = PORT.exec(line) ?? [];
  if (name === undefined || !isDirection(direction)) return;
  scope?.ports.push({ name, direction: DIRECTIONS[direction], width: Number(width) });
};

const isDirection = (word: string | undefined): word is keyof typeof DIRECTIONS =>
  word !== undefined && Object.hasOwn(DIRECTIONS, word);

const addNet = (scope: ScopeDraft | undefined, line: string): void => {
  const [, kind, name, msb, lsb, drivers] = NET.exec(line) ?? [];
  if (kind === undefined || name === undefined) return;
  scope?.nets.push({
    name,
    msb: Number(msb),
    lsb: Number(lsb),
    signed: /\/(?:2?s)/.test(kind),
    real: kind.endsWith('/real'),
    drivers: drivers === undefined ? null : Number(drivers),
  });
};
