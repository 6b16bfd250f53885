import type { Cube } from './cube.ts';

/** Comparisons of columns before branch and bound takes the best cover so far: a fraction of a second. */
const MAX_WORK = 2_000_000;

interface Column {
  readonly cube: Cube;
  readonly rows: ReadonlySet<number>;
  readonly literals: number;
}

/**
 * A cheapest set of the cubes that covers every code: fewest cubes, then fewest literals. Essential cubes and dominated
 * columns and rows are settled first; the rest by branch and bound, which starts from a greedy cover and gives up its
 * claim to the minimum when its budget is spent.
 */
export const cover = (codes: readonly number[], cubes: readonly Cube[]): readonly Cube[] => {
  const columns = cubes.flatMap((cube) => {
    const rows = new Set(codes.filter((code) => (code & cube.care) === cube.value));
    return rows.size === 0 ? [] : [{ cube, rows, literals: ones(cube.care) }];
  });
  const search: Search = { best: greedy(new Set(codes), columns), work: 0 };
  branch({ rows: new Set(codes), columns, chosen: [] }, search);
  return search.best.map((column) => column.cube);
};

interface Search {
  best: readonly Column[];
  work: number;
}

interface Problem {
  readonly rows: ReadonlySet<number>;
  readonly columns: readonly Column[];
  readonly chosen: readonly Column[];
}

const ones = (value: number): number => value.toString(2).replaceAll('0', '').length;

const cost = (columns: readonly Column[]): number => columns.reduce((sum, column) => sum + 1000 + column.literals, 0);

const branch = (problem: Problem, search: Search): void => {
  search.work += 1 + problem.columns.length ** 2;
  if (search.work > MAX_WORK) return;
  const reduced = reduceProblem(problem);
  if (reduced.rows.size === 0) {
    if (cost(reduced.chosen) < cost(search.best)) search.best = reduced.chosen;
    return;
  }
  if (lowerBound(reduced) >= cost(search.best)) return;
  for (const column of hardestRow(reduced)) branch(choose(reduced, column), search);
};

const choose = ({ rows, columns, chosen }: Problem, column: Column): Problem => {
  const left = new Set([...rows].filter((row) => !column.rows.has(row)));
  const rest = columns.flatMap((other) => {
    const kept = new Set([...other.rows].filter((row) => left.has(row)));
    return kept.size === 0 ? [] : [{ ...other, rows: kept }];
  });
  return { rows: left, columns: rest, chosen: [...chosen, column] };
};

/** Takes essential columns and drops dominated ones until neither is left. */
const reduceProblem = (start: Problem): Problem => {
  let problem = start;
  for (;;) {
    const kept = undominated(problem.columns);
    const essential = essentialColumn(problem.rows, kept);
    if (essential === null) {
      return { ...problem, columns: kept };
    }
    problem = choose({ ...problem, columns: kept }, essential);
  }
};

const undominated = (columns: readonly Column[]): readonly Column[] => {
  // Quadratic: above this size the bound of the search does the work instead.
  if (columns.length > 600) return columns;
  const sorted = columns.toSorted((a, b) => b.rows.size - a.rows.size || a.literals - b.literals);
  const kept: Column[] = [];
  for (const column of sorted) {
    if (!kept.some((other) => other.literals <= column.literals && isSubset(column.rows, other.rows)))
      kept.push(column);
  }
  return kept;
};

const isSubset = (small: ReadonlySet<number>, large: ReadonlySet<number>): boolean => {
  if (small.size > large.size) return false;
  for (const row of small) if (!large.has(row)) return false;
  return true;
};

const essentialColumn = (rows: ReadonlySet<number>, columns: readonly Column[]): Column | null => {
  const seen = new Map<number, Column | null>();
  for (const column of columns) for (const row of column.rows) seen.set(row, seen.has(row) ? null : column);
  for (const row of rows) {
    const only = seen.get(row);
    if (only !== undefined && only !== null) return only;
  }
  return null;
};

/** Columns that cover the row with the fewest choices, largest first. */
const hardestRow = ({ rows, columns }: Problem): readonly Column[] => {
  const counts = new Map<number, number>();
  for (const column of columns) for (const row of column.rows) counts.set(row, (counts.get(row) ?? 0) + 1);
  let hardest = -1;
  for (const row of rows) if (hardest === -1 || (counts.get(row) ?? 0) < (counts.get(hardest) ?? 0)) hardest = row;
  return columns.filter((column) => column.rows.has(hardest)).toSorted((a, b) => b.rows.size - a.rows.size);
};

/** Rows of which no column covers two each need a column of their own. */
const lowerBound = ({ rows, columns, chosen }: Problem): number => {
  const blocked = new Set<number>();
  let bound = cost(chosen);
  for (const row of rows) {
    if (blocked.has(row)) continue;
    const covering = columns.filter((column) => column.rows.has(row));
    bound += 1000 + Math.min(...covering.map((column) => column.literals));
    for (const column of covering) for (const other of column.rows) blocked.add(other);
  }
  return bound;
};

const greedy = (codes: ReadonlySet<number>, columns: readonly Column[]): readonly Column[] => {
  let problem: Problem = { rows: codes, columns, chosen: [] };
  while (problem.rows.size > 0) {
    const best = problem.columns.reduce<Column | null>((a, b) => (a === null || better(b, a) ? b : a), null);
    if (best === null) break;
    problem = choose(problem, best);
  }
  return problem.chosen;
};

const better = (a: Column, b: Column): boolean =>
  a.rows.size > b.rows.size || (a.rows.size === b.rows.size && a.literals < b.literals);
