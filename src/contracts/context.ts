import type { SourceRange } from './source.ts';

/** One retrieved stretch of a repository. */
export interface Passage {
  readonly chunkId: string;
  readonly kind: 'package' | 'signature' | 'body' | 'macro' | 'look-alike';
  readonly text: string;
  readonly range: SourceRange;
  readonly lastLine: number;
  readonly score: number;
  readonly licence: string | null;
}

/** What retrieval hands to an engine. */
export interface Context {
  readonly query: string;
  /** Digest of the index manifest, so that a run names the exact index it read. */
  readonly indexDigest: string;
  readonly passages: readonly Passage[];
  readonly tokens: number;
}

/** What is retrieved for a text: a specification, or the sentence on one module of a plan. Null without an index. */
export type ContextOf = (about: { readonly text: string }) => Promise<Context | null>;
