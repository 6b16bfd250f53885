/** Terms of documents as columns of numbers: entries `offsets[d]` to `offsets[d + 1]` belong to document d. */
export interface ForwardIndex {
  readonly terms: readonly string[];
  readonly offsets: Int32Array;
  readonly termIds: Int32Array;
  readonly counts: Uint16Array;
}

/**
 * Collects documents in order. Terms get their number where they are first seen, so equal documents give equal bytes,
 * whether they were counted anew or copied from an index before.
 */
export class PostingsBuilder {
  private readonly idOf = new Map<string, number>();
  private readonly offsets: number[] = [0];
  private readonly termIds: number[] = [];
  private readonly counts: number[] = [];
  private readonly before: ForwardIndex | null;
  /** Number of each term of the index before in this one; -1 where it was not yet used. */
  private readonly renumbered: Int32Array;

  constructor(before: ForwardIndex | null) {
    this.before = before;
    this.renumbered = new Int32Array(before?.terms.length ?? 0).fill(-1);
  }

  /** Adds a document from its terms and their counts. */
  add(document: ReadonlyMap<string, number>): void {
    for (const [term, count] of document) {
      this.termIds.push(this.numberOf(term));
      this.counts.push(Math.min(count, 65_535));
    }
    this.offsets.push(this.termIds.length);
  }

  /** Adds a document of the index before. */
  copy(document: number): void {
    const { before } = this;
    if (before === null) throw new RangeError('there is no index to copy from');
    const to = before.offsets[document + 1] ?? 0;
    for (let i = before.offsets[document] ?? 0; i < to; i += 1) {
      const old = before.termIds[i] ?? 0;
      let id = this.renumbered[old] ?? -1;
      if (id < 0) {
        id = this.numberOf(before.terms[old] ?? '');
        this.renumbered[old] = id;
      }
      this.termIds.push(id);
      this.counts.push(before.counts[i] ?? 0);
    }
    this.offsets.push(this.termIds.length);
  }

  build(): ForwardIndex {
    return {
      terms: [...this.idOf.keys()],
      offsets: Int32Array.from(this.offsets),
      termIds: Int32Array.from(this.termIds),
      counts: Uint16Array.from(this.counts),
    };
  }

  private numberOf(term: string): number {
    let id = this.idOf.get(term);
    if (id === undefined) {
      id = this.idOf.size;
      this.idOf.set(term, id);
    }
    return id;
  }
}
