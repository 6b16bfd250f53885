import type {
  BenchCandidate,
  BenchOutcome,
  BenchRunDocument,
  BenchSampleRow,
  BenchTaskRow,
  PassAtKRow,
} from '../../contracts/bench.ts';
import { digestOf } from '../datasets/digest.ts';
import type { ReadyTask } from '../score/judge.ts';
import { diversityOf } from '../statistics/diversity.ts';
import { passAtKOver, type TaskCount } from '../statistics/pass-at-k.ts';
import type { BenchRequest } from './request.ts';

/** Rows and what belongs to them. */
export interface RunResults {
  readonly request: BenchRequest;
  readonly rows: readonly BenchSampleRow[];
  readonly candidates: Readonly<Record<string, BenchCandidate>>;
  readonly ready: ReadonlyMap<string, ReadyTask>;
  readonly abstained: ReadonlyMap<string, string>;
  readonly cancelled: boolean;
}

/** Makes the report's document from the rows: counts per task first, each table divided once. */
export function documentOf({ request, rows, candidates, ready, abstained, cancelled }: RunResults): BenchRunDocument {
  const byTask = new Map<string, BenchSampleRow[]>();
  for (const row of rows) byTask.set(row.task, [...(byTask.get(row.task) ?? []), row]);
  const tasks = request.dataset.tasks.map((task) =>
    taskRow(byTask.get(task.public.id) ?? [], {
      task: task.public.id,
      spec: task.public.text,
      unscorable: ready.get(task.public.id)?.golden.broken ?? null,
      defects: request.defects.get(task.public.id) ?? [],
      abstained: abstained.has(task.public.id),
    }),
  );
  const { id, variant, sha256 } = request.dataset;
  return {
    schema: 'bench-run@1',
    manifest: {
      ...request.manifest,
      dataset: { id, variant, sha256, tasks: tasks.length },
      engine: request.engine.id,
      samples: { count: rows.length, sha256: digestOf({ engine: request.engine.digest }) },
    },
    status: cancelled ? 'cancelled' : 'complete',
    totals: totalsOf(rows, abstained.size),
    passAtK: tablesOf(tasks, request),
    tasks,
    samples: rows,
    candidates,
    gates: [],
  };
}

interface TaskFacts {
  readonly task: string;
  readonly spec: string;
  readonly unscorable: string | null;
  readonly defects: readonly string[];
  readonly abstained: boolean;
}

function taskRow(
  rows: readonly BenchSampleRow[],
  { task, spec, unscorable, defects, abstained }: TaskFacts,
): BenchTaskRow {
  const count = (fits: (row: BenchSampleRow) => boolean): number => rows.filter(fits).length;
  const errors = count(({ own }) => own.outcome === 'error');
  const notAttempted = count(({ own }) => own.outcome === 'not-attempted') + (abstained ? 1 : 0);
  const outcomes = rows.map(({ own, official }) =>
    official?.letter === 'R' ? `R${official.mismatches ?? ''}` : (official?.letter ?? own.outcome),
  );
  return {
    task,
    samples: rows.length,
    ownPass: count(({ own }) => own.outcome === 'pass'),
    // A task that nothing can pass is in no denominator of ours; it is named in the report instead.
    ownScored: unscorable === null ? rows.length - errors : 0,
    officialPass: count(({ official }) => official?.pass === true),
    syntaxPass: count(({ official }) => official?.syntax === true),
    notAttempted,
    errors,
    unscorable,
    letters: rows.map(({ official, own }) => official?.letter ?? (own.outcome === 'pass' ? '.' : '?')).join(''),
    diversity: diversityOf(
      rows.map((row) => row.source ?? ''),
      outcomes,
    ),
    defects,
    spec,
  };
}

const OUTCOMES: readonly BenchOutcome[] = [
  'pass',
  'fail',
  'timeout',
  'unknown',
  'error',
  'unscorable',
  'not-attempted',
];

function totalsOf(rows: readonly BenchSampleRow[], abstained: number): BenchRunDocument['totals'] {
  const outcomes = Object.fromEntries(
    OUTCOMES.map((outcome) => [outcome, rows.filter(({ own }) => own.outcome === outcome).length]),
  );
  return {
    samples: rows.length,
    outcomes: {
      ...(outcomes as Record<BenchOutcome, number>),
      'not-attempted': (outcomes['not-attempted'] ?? 0) + abstained,
    },
    officialPass: rows.filter(({ official }) => official?.pass === true).length,
    letters: tally(rows.map(({ official }) => official?.letter ?? null)),
    disagreements: tally(rows.map(({ disagreement }) => disagreement)),
    reasons: tally(rows.map(({ own }) => own.reason)),
    nextLine: nextLineOf(rows),
  };
}

function nextLineOf(rows: readonly BenchSampleRow[]): BenchRunDocument['totals']['nextLine'] {
  const lines = rows.flatMap(({ own }) => (own.editSimilarity === undefined ? [] : [own.editSimilarity]));
  if (lines.length === 0) return null;
  const exact = rows.filter(({ own }) => own.reason === 'exact').length;
  const sum = lines.reduce((total, similarity) => total + similarity, 0);
  return { lines: lines.length, exactMatch: (100 * exact) / lines.length, editSimilarity: sum / lines.length };
}

function tally(values: readonly (string | null)[]): Readonly<Record<string, number>> {
  const counts = new Map<string, number>();
  for (const value of values) if (value !== null) counts.set(value, (counts.get(value) ?? 0) + 1);
  return Object.fromEntries([...counts].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** The three columns over all tasks, and over those that the audit did not fault. */
export function tablesOf(
  tasks: readonly BenchTaskRow[],
  { ks, seed }: { readonly ks: readonly number[]; readonly seed: number },
): readonly PassAtKRow[] {
  const asked = tasks.filter((task) => task.samples > 0 || task.notAttempted > 0);
  const sets = [
    ['all', asked],
    ['attempted', asked.filter(({ samples }) => samples > 0)],
    ['sound', asked.filter((task) => task.defects.length === 0 && task.unscorable === null)],
  ] as const;
  return (['own', 'official', 'syntax'] as const).flatMap((column) =>
    sets.flatMap(([name, tasksOfSet]) => {
      const rows = tasksOfSet.filter((row) => column !== 'own' || row.unscorable === null);
      const most = Math.max(1, ...rows.map((row) => scoredIn(row, column)));
      return ks.map((k): PassAtKRow => {
        const counts = rows.map((row) => countOf(row, { column, most }));
        return { column, tasks: name, k, ...passAtKOver(counts, k, seed) };
      });
    }),
  );
}

const scoredIn = (row: BenchTaskRow, column: PassAtKRow['column']): number =>
  column === 'own' ? row.ownScored : row.samples - row.errors;

// A task from which the engine abstained stays in the denominator: as many failures as others have scored samples.
function countOf(
  row: BenchTaskRow,
  { column, most }: { readonly column: PassAtKRow['column']; readonly most: number },
): TaskCount {
  if (row.samples === 0) return { scored: most, passed: 0 };
  const passed = { own: row.ownPass, official: row.officialPass, syntax: row.syntaxPass }[column];
  return { scored: scoredIn(row, column), passed };
}
