import type { FileFacts } from '../extract/facts.ts';
import type { ForwardIndex } from '../store/postings.ts';

export interface IndexedFile {
  /** Relative to the indexed folder, with `/`. */
  readonly path: string;
  readonly sha256: string;
  readonly bytes: number;
  /** Of the file itself, else of the nearest LICENSE file above it; null where neither says anything. */
  readonly licence: string | null;
  /** Digests of its modules' tokens; see `codeFingerprints`. */
  readonly fingerprints: readonly string[];
  readonly facts: FileFacts;
}

/** Chunks as columns; row c of every column, and of the vectors, is chunk c. Chunks of one file are adjacent. */
export interface ChunkTable {
  readonly file: Int32Array;
  /** 0 for a signature, 1 for a body. */
  readonly kind: Uint8Array;
  readonly unit: Int32Array;
  readonly firstLine: Int32Array;
  readonly lastLine: Int32Array;
}

/** All an index holds in memory but for the texts. */
export interface IndexData {
  readonly files: readonly IndexedFile[];
  readonly chunks: ChunkTable;
  /** Split words of each chunk's document. */
  readonly words: ForwardIndex;
  /** Whole identifiers of each file. */
  readonly identifiers: ForwardIndex;
  readonly dimension: number;
  /** chunks × dimension, row by row. */
  readonly vectors: Float32Array;
}
