/** Values of signals over time, as read from a value change dump (IEEE 1364-2005 §18). */
export interface WaveDump {
  /** Hierarchical names, dots between scopes. */
  readonly signals: ReadonlyMap<string, { readonly width: number; readonly id: string }>;
  /** Changes of each signal in order of time; values are binary digits, most significant first. */
  readonly changes: ReadonlyMap<string, readonly { readonly time: number; readonly value: string }[]>;
}

/** Reads a dump. Lines it does not know are passed over; real values are not kept. */
export function readWaveDump(text: string): WaveDump {
  const draft: Draft = { signals: new Map(), changes: new Map(), scopes: [], time: 0 };
  for (const line of text.split('\n')) readLine(draft, line.trim().split(/\s+/));
  return draft;
}

interface Draft {
  readonly signals: Map<string, { readonly width: number; readonly id: string }>;
  readonly changes: Map<string, { readonly time: number; readonly value: string }[]>;
  readonly scopes: string[];
  time: number;
}

function readLine(draft: Draft, [first = '', second = '', third = '', id = '', name = '']: readonly string[]): void {
  // `$scope module tb $end`, `$var reg 8 ! data $end`: the last word before a range is the name.
  if (first === '$scope') draft.scopes.push(third);
  else if (first === '$upscope') draft.scopes.pop();
  else if (first === '$var') draft.signals.set([...draft.scopes, name].join('.'), { width: Number(third), id });
  else readChange(draft, first, second);
}

function readChange(draft: Draft, first: string, second: string): void {
  if (first.startsWith('#')) draft.time = Number(first.slice(1));
  else if (first.startsWith('b')) addChange(draft.changes, second, { time: draft.time, value: first.slice(1) });
  else if (/^[01xz]./.test(first))
    addChange(draft.changes, first.slice(1), { time: draft.time, value: first.charAt(0) });
}

function addChange(
  changes: Map<string, { time: number; value: string }[]>,
  id: string,
  change: { readonly time: number; readonly value: string },
): void {
  const list = changes.get(id);
  if (list === undefined) changes.set(id, [change]);
  else list.push(change);
}

/** Value of a signal just before a time, extended to its width; null for a signal that is not in the dump. */
export function valueBefore(dump: WaveDump, signal: string, time: number): string | null {
  const found = dump.signals.get(signal);
  if (found === undefined) return null;
  const value = dump.changes.get(found.id)?.findLast((change) => change.time < time)?.value ?? 'x';
  // Leading digits that repeat are left out in a dump: x and z extend themselves, anything else is extended by 0.
  const fill = value[0] === 'x' || value[0] === 'z' ? value[0] : '0';
  return value.padStart(found.width, fill);
}
