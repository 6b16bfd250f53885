import { type Cursor, splitAtCommas } from './cursor.ts';
import type { InstanceFact } from './facts.ts';

interface Found {
  readonly instances: InstanceFact[];
  /** Index after the statement's `;`. */
  readonly next: number;
}

interface Place {
  readonly parent: string;
  readonly bindsTo: string;
}

/** Ports connected in the list whose bracket opens at `open`. */
const connectionsOf = (c: Cursor, open: number): { readonly connections: string[]; readonly isOpen: boolean } => {
  const connections: string[] = [];
  let isOpen = false;
  const last = c.after(open) - 1;
  for (const [from, to] of splitAtCommas(c, open + 1, last)) {
    if (c.is(from, '.') && c.isIdentifier(from + 1)) connections.push(c.word(from + 1));
    else if (from < to) isOpen = true;
  }
  return { connections, isOpen };
};

/** Index after `#(…)` or `#n`; `at` where there is no parameter list; -1 where what follows `#` is neither. */
const afterParameters = (c: Cursor, at: number): number => {
  if (!c.is(at, '#')) return at;
  if (c.is(at + 1, '(')) return c.table.match[at + 1] === -1 ? -1 : c.after(at + 1);
  return c.kind(at + 1) === 0 ? -1 : at + 2;
};

const afterRanges = (c: Cursor, at: number): number => {
  let i = at;
  while (c.is(i, '[') && c.after(i) > i + 1) i = c.after(i);
  return i;
};

/**
 * Instances of the statement that begins at token `at` with a type: `T #(…) a (…), b [3:0] (…);`. Null where the
 * statement is something else. IEEE 1364-2005, 12.1.2; user-defined primitives with a name have the same form.
 */
export const readInstances = (c: Cursor, at: number, place: Place): Found | null => {
  const instances: InstanceFact[] = [];
  let i = afterParameters(c, at + 1);
  if (i < 0) return null;
  for (;;) {
    if (!c.isIdentifier(i)) return null;
    const open = afterRanges(c, i + 1);
    if (!c.is(open, '(') || c.table.match[open] === -1) return null;
    const next = c.after(open);
    const { connections, isOpen } = connectionsOf(c, open);
    instances.push({
      type: c.word(at),
      name: c.word(i),
      line: c.line(at),
      lastLine: c.line(next - 1),
      ...place,
      guard: c.guard(at),
      connections,
      open: isOpen,
    });
    if (c.is(next, ';')) return { instances, next: next + 1 };
    if (!c.is(next, ',')) return null;
    i = next + 1;
  }
};
