import type { BenchAuditDocument, BenchCompareDocument, BenchRunDocument, PassAtKRow } from '../contracts/bench.ts';

const three = (value: number): string => value.toFixed(3);

/** `0.642 [0.549, 0.740]`, or `n/a` where there is no estimate. */
export const withInterval = ({ mean, low, high }: Pick<PassAtKRow, 'mean' | 'low' | 'high'>): string =>
  mean === null || low === null || high === null ? 'n/a' : `${three(mean)} [${three(low)}, ${three(high)}]`;

/** Columns of a table padded to equal width, two spaces apart. */
export function alignColumns(rows: readonly (readonly string[])[]): readonly string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}

const COLUMN_NAMES = { own: 'own rules', official: 'official script', syntax: 'compiles' } as const;

/**
 * The pass@k table as cells, header first: one line a column and set of tasks, one cell a k. Sets without any task
 * are left out, and so are the attempted or sound tasks where they are all tasks. A cell over fewer tasks says how many.
 */
export function passTable(document: BenchRunDocument): readonly (readonly string[])[] {
  const ks = [...new Set(document.passAtK.map(({ k }) => k))];
  const faulted = document.tasks.some(({ defects, unscorable }) => defects.length > 0 || unscorable !== null);
  const abstained = document.tasks.some(({ samples, notAttempted }) => samples === 0 && notAttempted > 0);
  const sets = ['all', ...(abstained ? ['attempted'] : []), ...(faulted ? ['sound'] : [])];
  const lines = (['own', 'official', 'syntax'] as const).flatMap((column) =>
    sets.map((tasks) => document.passAtK.filter((row) => row.column === column && row.tasks === tasks)),
  );
  const shown = lines.filter((rows) => rows.some(({ counted }) => counted > 0));
  return [
    ['column', 'tasks', ...ks.map((k) => `pass@${k} [95%]`)],
    ...shown.map((rows) => {
      const most = Math.max(...rows.map(({ counted }) => counted));
      const cells = ks
        .map((k) => rows.find((row) => row.k === k))
        .map((row) => (row === undefined ? '' : cellOf(row, most)));
      return [COLUMN_NAMES[rows[0]?.column ?? 'own'], `${rows[0]?.tasks ?? 'all'} ${most}`, ...cells];
    }),
  ];
}

const cellOf = (row: PassAtKRow, most: number): string => {
  return row.counted === most || row.counted === 0 ? withInterval(row) : `${withInterval(row)} of ${row.counted}`;
};

const pairsOf = (counts: Readonly<Record<string, number>>): string =>
  Object.entries(counts)
    .filter(([, count]) => count > 0)
    .map(([name, count]) => `${name} ${count}`)
    .join(', ') || 'none';

/** What a person is told of a benchmark run. */
export function benchRunText(document: BenchRunDocument): string {
  const { manifest, totals, tasks } = document;
  const unscorable = tasks.filter((row) => row.unscorable !== null);
  return [
    `${manifest.dataset.id} (${manifest.dataset.variant}), ${manifest.dataset.tasks} tasks, engine ${manifest.engine}, ${totals.samples} samples${document.status === 'cancelled' ? ' (cancelled; run again to resume)' : ''}`,
    ...alignColumns(passTable(document)),
    ...(totals.nextLine === null
      ? []
      : [
          `next line: exact match ${totals.nextLine.exactMatch.toFixed(2)}%, edit similarity ${totals.nextLine.editSimilarity.toFixed(2)} over ${totals.nextLine.lines} lines`,
        ]),
    `outcomes: ${pairsOf(totals.outcomes)}`,
    `reasons: ${pairsOf(totals.reasons)}`,
    `official letters: ${pairsOf(totals.letters)}`,
    `disagreements: ${pairsOf(totals.disagreements)}`,
    ...unscorable.map((row) => `unscorable: ${row.task}: ${row.unscorable}`),
    ...document.gates.map(({ gate, value, met }) => `gate ${gate}: ${met ? 'met' : 'MISSED'} (${three(value)})`),
  ].join('\n');
}

/** What a person is told of an audit. */
export function benchAuditText(document: BenchAuditDocument): string {
  const { totals } = document;
  const judged = totals.mutantsTried - totals.mutantsEquivalent;
  const found = document.tasks.flatMap(({ task, defects }) => defects.map((defect) => ({ task, ...defect })));
  const notes = new Map<string, string[]>();
  for (const { task, evidence } of found.filter(({ severity }) => severity === 'note'))
    notes.set(evidence, [...(notes.get(evidence) ?? []), task]);
  return [
    `${document.dataset.id} (${document.dataset.variant}), ${document.dataset.tasks} tasks: ${totals.unscorable} unscorable, ${totals.weak} weak`,
    `cheats tried ${totals.cheatsTried}, accepted ${totals.cheatsAccepted}, accepted by the official script ${totals.cheatsAcceptedOfficially}`,
    `mutants tried ${totals.mutantsTried}, equivalent ${totals.mutantsEquivalent}, killed ${totals.mutantsKilled} of ${judged}`,
    ...found
      .filter(({ severity }) => severity !== 'note')
      .map(({ task, severity, defect, evidence }) => `${task}: ${severity}: ${defect}: ${evidence}`),
    ...[...notes].map(
      ([evidence, tasks]) =>
        `note on ${tasks.length} tasks (${tasks.slice(0, 3).join(', ')}${tasks.length > 3 ? ', …' : ''}): ${evidence}`,
    ),
  ].join('\n');
}

/** What a person is told of a comparison. */
export function benchCompareText(document: BenchCompareDocument): string {
  const { mcnemar, paired } = document;
  const signed = (value: number): string => `${value >= 0 ? '+' : ''}${three(value)}`;
  return [
    `${document.a} → ${document.b}, ${document.column} column, ${paired.tasks} tasks and ${paired.samples} samples in both`,
    ...alignColumns([
      ['k', 'A', 'B', 'difference [95%]', 'tasks'],
      ...document.passAtK.map((row) => [
        String(row.k),
        ...(row.counted === 0
          ? ['n/a', 'n/a', 'n/a']
          : [three(row.a), three(row.b), `${signed(row.difference)} [${signed(row.low)}, ${signed(row.high)}]`]),
        String(row.counted),
      ]),
    ]),
    `only A passes ${mcnemar.onlyA}, only B passes ${mcnemar.onlyB}, McNemar p = ${mcnemar.p.toPrecision(3)}`,
    ...document.regressions.map(({ task, a, b }) => `worse: ${task}: ${a} → ${b}`),
    ...document.improvements.map(({ task, a, b }) => `better: ${task}: ${a} → ${b}`),
    ...document.gates.map(({ gate, value, met }) => `gate ${gate}: ${met ? 'met' : 'MISSED'} (${value})`),
  ].join('\n');
}
