import type { Captures } from '../grammar.ts';
import type { Action, Edge, Statement } from '../statement.ts';
import type { Value } from '../value.ts';

/** A captured value that an optional part of the pattern may have left out. */
export const opt = (captures: Captures, name: string): Value | null => (captures[name] ?? null) as Value | null;

/** A named fact as a statement. */
export const fact = (
  name: string,
  values: readonly Value[] = [],
  extra: { readonly n?: number; readonly text?: string } = {},
): Statement => ({ s: 'fact', fact: name, values, ...extra });

/** The actions `a` where none of the conditions of the sentences before holds. */
export const otherwise = (captures: Captures): Statement => ({
  s: 'do',
  chain: true,
  edge: null,
  branches: [{ guard: null, actions: captures['a'] as readonly Action[] }],
});

/** A fact with the clock edge `a` that it happens at, where the sentence names one. */
export function withEdge(captures: Captures, told: Statement): readonly Statement[] {
  const at = captures['a'] as { readonly edge: Edge | null; readonly clock: Value | null } | undefined;
  return at?.edge == null ? [told] : [told, { s: 'clock', edge: at.edge, clock: at.clock }];
}

/** A captured list; empty where an optional part of the pattern left it out. */
export const list = <T>(captures: Captures, name: string): readonly T[] => (captures[name] ?? []) as readonly T[];

/** `t` gets the value `v`; without `t` the thing the sentence is about does. */
export const assigned = (captures: Captures): Action => ({
  a: 'set',
  target: opt(captures, 't'),
  value: captures['v'] as Value,
});
