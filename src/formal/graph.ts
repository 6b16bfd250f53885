/**
 * An and-inverter graph with structural hashing. A literal is `2 * node + inverted`; node 0 is the constant false.
 * Two-level rules fold contradiction, absorption and substitution (Brummayer and Biere, "Local two-level
 * and-inverter graph minimization without blowup", MEMICS 2006).
 */
export interface Graph {
  /** Number of nodes, the constant included. */
  readonly size: () => number;
  /** First fan-in of each node; -1 for an input and for the constant. */
  readonly left: () => Int32Array;
  readonly right: () => Int32Array;
  /** A fresh input; returns its positive literal. */
  readonly input: () => number;
  readonly and: (a: number, b: number) => number;
  readonly or: (a: number, b: number) => number;
  readonly xor: (a: number, b: number) => number;
  /** `select ? whenOne : whenZero`. */
  readonly mux: (select: number, whenZero: number, whenOne: number) => number;
  /** True once the node limit was reached; every result since then is meaningless. */
  readonly overflowed: () => boolean;
}

export const FALSE = 0;
export const TRUE = 1;

/** Inverts a literal. */
export const not = (literal: number): number => literal ^ 1;

interface Store {
  left: Int32Array;
  right: Int32Array;
  table: Int32Array;
  count: number;
  full: boolean;
}

/** Starts an empty graph that holds at most `nodeLimit` nodes. */
export function createGraph(nodeLimit = 4_000_000): Graph {
  const store: Store = {
    left: new Int32Array(1024).fill(-1),
    right: new Int32Array(1024).fill(-1),
    table: new Int32Array(4096),
    count: 1,
    full: false,
  };
  const and = (a: number, b: number): number => andOf(store, nodeLimit, { a, b });
  const or = (a: number, b: number): number => and(a ^ 1, b ^ 1) ^ 1;
  const xor = (a: number, b: number): number => {
    const flip = (a & 1) ^ (b & 1);
    const x = a & ~1;
    const y = b & ~1;
    return and(and(x, y) ^ 1, and(x ^ 1, y ^ 1) ^ 1) ^ flip;
  };
  const mux = (select: number, whenZero: number, whenOne: number): number => {
    if (whenZero === whenOne) return whenZero;
    if (whenZero === (whenOne ^ 1)) return xor(select, whenZero);
    const s = select & ~1;
    const [zero, one] = (select & 1) === 1 ? [whenOne, whenZero] : [whenZero, whenOne];
    return and(and(s, one) ^ 1, and(s ^ 1, zero) ^ 1) ^ 1;
  };
  return {
    size: () => store.count,
    left: () => store.left,
    right: () => store.right,
    input: () => addNode(store, nodeLimit, { a: -1, b: -1 }) * 2,
    and,
    or,
    xor,
    mux,
    overflowed: () => store.full,
  };
}

interface Pair {
  readonly a: number;
  readonly b: number;
}

function addNode(store: Store, nodeLimit: number, { a, b }: Pair): number {
  if (store.count >= nodeLimit) {
    store.full = true;
    return 0;
  }
  if (store.count === store.left.length) grow(store);
  const node = store.count++;
  store.left[node] = a;
  store.right[node] = b;
  return node;
}

function grow(store: Store): void {
  const left = new Int32Array(store.left.length * 2).fill(-1);
  const right = new Int32Array(store.right.length * 2).fill(-1);
  left.set(store.left);
  right.set(store.right);
  store.left = left;
  store.right = right;
  store.table = new Int32Array(left.length * 4);
  const mask = store.table.length - 1;
  for (let node = 1; node < store.count; node++) {
    const a = left[node] ?? -1;
    if (a < 0) continue;
    let slot = hash(a, right[node] ?? 0) & mask;
    while (store.table[slot] !== 0) slot = (slot + 1) & mask;
    store.table[slot] = node;
  }
}

const hash = (a: number, b: number): number => {
  const h = Math.imul(a, 0x9e3779b1) ^ Math.imul(b, 0x85ebca77);
  return (h ^ (h >>> 15)) >>> 0;
};

function andOf(store: Store, nodeLimit: number, pair: Pair): number {
  const a = Math.min(pair.a, pair.b);
  const b = Math.max(pair.a, pair.b);
  if (a === FALSE || a === (b ^ 1)) return FALSE;
  if (a === TRUE || a === b) return b;
  const folded = twoLevel(store, nodeLimit, { a, b });
  if (folded >= 0) return folded;
  const mask = store.table.length - 1;
  let slot = hash(a, b) & mask;
  for (;;) {
    const node = store.table[slot] ?? 0;
    if (node === 0) break;
    if (store.left[node] === a && store.right[node] === b) return node * 2;
    slot = (slot + 1) & mask;
  }
  const tableBefore = store.table;
  const node = addNode(store, nodeLimit, { a, b });
  if (node === 0) return FALSE;
  if (store.table === tableBefore) store.table[slot] = node;
  else insert(store, node);
  return node * 2;
}

function insert(store: Store, node: number): void {
  const mask = store.table.length - 1;
  let slot = hash(store.left[node] ?? 0, store.right[node] ?? 0) & mask;
  while (store.table[slot] !== 0) slot = (slot + 1) & mask;
  store.table[slot] = node;
}

/** The literal that `a and b` folds to by looking one level down, or -1. */
function twoLevel(store: Store, nodeLimit: number, { a, b }: Pair): number {
  const first = oneSided(store, nodeLimit, { a, b });
  if (first >= 0) return first;
  const second = oneSided(store, nodeLimit, { a: b, b: a });
  if (second >= 0) return second;
  const al = store.left[a >> 1] ?? -1;
  const bl = store.left[b >> 1] ?? -1;
  if (al < 0 || bl < 0 || (a & 1) === 1 || (b & 1) === 1) return -1;
  const ar = store.right[a >> 1] ?? -1;
  const br = store.right[b >> 1] ?? -1;
  return al === (bl ^ 1) || al === (br ^ 1) || ar === (bl ^ 1) || ar === (br ^ 1) ? FALSE : -1;
}

/** Looks into `b` only: contradiction, absorption, and substitution of `a` into an inverted pair. */
function oneSided(store: Store, nodeLimit: number, { a, b }: Pair): number {
  const l = store.left[b >> 1] ?? -1;
  if (l < 0) return -1;
  const r = store.right[b >> 1] ?? -1;
  if ((b & 1) === 0) {
    if (a === (l ^ 1) || a === (r ^ 1)) return FALSE;
    return a === l || a === r ? b : -1;
  }
  if (a === (l ^ 1) || a === (r ^ 1)) return a;
  if (a === l) return andOf(store, nodeLimit, { a, b: r ^ 1 });
  return a === r ? andOf(store, nodeLimit, { a, b: l ^ 1 }) : -1;
}
