import type { AuditTaskRow, BenchAuditDocument } from '../../contracts/bench.ts';
import { inLanes } from '../run/lanes.ts';
import { slotOf } from '../run/traces.ts';
import type { JudgePorts } from '../score/judge.ts';
import type { BenchDataset } from '../task.ts';
import { type AuditPorts, auditTask } from './audit-task.ts';

/** Audits a dataset with these tools. The document is the manifest that runs read. */
export async function runAudit(
  dataset: BenchDataset,
  {
    ports,
    audit,
    lanes,
    onTask,
  }: {
    readonly ports: JudgePorts;
    readonly audit: AuditPorts;
    readonly lanes: number;
    readonly onTask: (row: AuditTaskRow) => void;
  },
): Promise<BenchAuditDocument> {
  const rows = new Map<string, AuditTaskRow>();
  const tasks = dataset.tasks.filter((task) => task.public.form !== 'line');
  await inLanes(tasks, {
    lanes,
    signal: ports.tools.signal,
    work: async (task, lane) => {
      const row = await auditTask(ports, { task, slot: slotOf(ports, lane), audit });
      rows.set(row.task, row);
      onTask(row);
    },
  });
  const ordered = tasks.map((task) => rows.get(task.public.id)).filter((row) => row !== undefined);
  const skipped = dataset.skipped.map(
    ({ task, reason }): AuditTaskRow => ({
      task,
      defects: [{ defect: 'unreadable', severity: 'unscorable', evidence: reason }],
      samples: null,
      knownShare: null,
      mutants: { tried: 0, killed: 0, equivalent: 0, survived: [] },
      trials: [],
    }),
  );
  const all = [...ordered, ...skipped];
  const { id, variant, sha256 } = dataset;
  return {
    schema: 'bench-audit@1',
    dataset: { id, variant, sha256, tasks: dataset.tasks.length },
    tools: ports.versions,
    totals: totalsOf(all),
    tasks: all,
  };
}

function totalsOf(rows: readonly AuditTaskRow[]): BenchAuditDocument['totals'] {
  const cheats = rows.flatMap(({ trials }) => trials.filter(({ expect }) => expect === 'fail'));
  const sum = (of: (row: AuditTaskRow) => number): number => rows.reduce((total, row) => total + of(row), 0);
  const having = (severity: 'unscorable' | 'weak'): number =>
    rows.filter(({ defects }) => defects.some((defect) => defect.severity === severity)).length;
  return {
    cheatsTried: cheats.length,
    cheatsAccepted: cheats.filter(({ own }) => own === 'pass').length,
    cheatsAcceptedOfficially: cheats.filter(({ official }) => official).length,
    mutantsTried: sum(({ mutants }) => mutants.tried),
    mutantsKilled: sum(({ mutants }) => mutants.killed),
    mutantsEquivalent: sum(({ mutants }) => mutants.equivalent),
    unscorable: having('unscorable'),
    weak: having('weak'),
  };
}

/** Defects by task as a run reads them: those that make a task unsound, not mere notes. */
export function unsoundTasks(audit: BenchAuditDocument): ReadonlyMap<string, readonly string[]> {
  const found = audit.tasks.map(
    (row) => [row.task, row.defects.filter(({ severity }) => severity !== 'note').map(({ defect }) => defect)] as const,
  );
  return new Map(found.filter(([, defects]) => defects.length > 0));
}
