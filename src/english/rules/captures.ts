import type { Captures } from '../grammar.ts';
import type { Action, Statement } from '../statement.ts';
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
