/** Vectors row by row. */
export interface VectorRows {
  readonly vectors: Float32Array;
  readonly dimension: number;
}

/** Dot products of a query with every row; for unit vectors, the cosines. The oracle of the approximate store too. */
export const dotProducts = (rows: VectorRows, query: Float32Array): Float32Array => {
  const { vectors, dimension } = rows;
  const count = dimension === 0 ? 0 : Math.floor(vectors.length / dimension);
  const out = new Float32Array(count);
  for (let row = 0, at = 0; row < count; row += 1, at += dimension) {
    let a = 0;
    let b = 0;
    let c = 0;
    let d = 0;
    let i = 0;
    // Four sums at once: the engine keeps them in registers, which makes this loop two to three times faster.
    for (; i + 3 < dimension; i += 4) {
      a += (vectors[at + i] as number) * (query[i] as number);
      b += (vectors[at + i + 1] as number) * (query[i + 1] as number);
      c += (vectors[at + i + 2] as number) * (query[i + 2] as number);
      d += (vectors[at + i + 3] as number) * (query[i + 3] as number);
    }
    for (; i < dimension; i += 1) a += (vectors[at + i] as number) * (query[i] as number);
    out[row] = a + b + c + d;
  }
  return out;
};

/** Dot products of two queries at once: reading the rows costs more than multiplying them. */
export const dotProductsOfTwo = (
  rows: VectorRows,
  first: Float32Array,
  second: Float32Array,
): readonly [Float32Array, Float32Array] => {
  const { vectors, dimension } = rows;
  const count = dimension === 0 ? 0 : Math.floor(vectors.length / dimension);
  const out = [new Float32Array(count), new Float32Array(count)] as const;
  for (let row = 0, at = 0; row < count; row += 1, at += dimension) {
    let a = 0;
    let b = 0;
    let c = 0;
    let d = 0;
    let i = 0;
    for (; i + 1 < dimension; i += 2) {
      const x = vectors[at + i] as number;
      const y = vectors[at + i + 1] as number;
      a += x * (first[i] as number);
      b += y * (first[i + 1] as number);
      c += x * (second[i] as number);
      d += y * (second[i + 1] as number);
    }
    for (; i < dimension; i += 1) {
      a += (vectors[at + i] as number) * (first[i] as number);
      c += (vectors[at + i] as number) * (second[i] as number);
    }
    out[0][row] = a + b;
    out[1][row] = c + d;
  }
  return out;
};

/** Rows with the highest scores, best first; equal scores by row number. */
export const topRows = (scores: Float32Array, count: number): number[] => {
  const best: number[] = [];
  for (let row = 0; row < scores.length; row += 1) {
    const score = scores[row] ?? 0;
    if (best.length === count && score <= (scores[best[count - 1] ?? 0] ?? 0)) continue;
    let at = best.length;
    while (at > 0 && (scores[best[at - 1] ?? 0] ?? 0) < score) at -= 1;
    best.splice(at, 0, row);
    if (best.length > count) best.pop();
  }
  return best;
};
