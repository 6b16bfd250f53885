/** Kinds of source mutations. */
export type MutationOperator =
  | 'operator'
  | 'constant'
  | 'off-by-one'
  | 'condition'
  | 'reset'
  | 'assignment'
  | 'edge'
  | 'state-target'
  | 'width'
  | 'port-swap';

/** One replacement, or several that belong together, in one text. */
export interface Mutation {
  readonly operator: MutationOperator;
  /** What changes, in words: `+ becomes -`. */
  readonly description: string;
  /** 1-based. */
  readonly line: number;
  /** In order and without overlap; offsets as in the tokens. */
  readonly edits: readonly { readonly start: number; readonly end: number; readonly text: string }[];
}

/** The text with a mutation applied. */
export function applyMutation(text: string, mutation: Mutation): string {
  const parts: string[] = [];
  let at = 0;
  for (const edit of mutation.edits) {
    parts.push(text.slice(at, edit.start), edit.text);
    at = edit.end;
  }
  parts.push(text.slice(at));
  return parts.join('');
}
