import type { BenchRunDocument, BenchSampleRow } from '../contracts/bench.ts';

/** A JUnit report: one suite a task, one case a sample; unscorable and not attempted samples are skipped cases. */
export function benchJunit(document: BenchRunDocument): string {
  const byTask = new Map<string, BenchSampleRow[]>();
  for (const row of document.samples) byTask.set(row.task, [...(byTask.get(row.task) ?? []), row]);
  const suites = document.tasks.map(({ task }) => suiteOf(task, byTask.get(task) ?? []));
  const { totals } = document;
  const failures = totals.outcomes.fail + totals.outcomes.timeout + totals.outcomes.unknown;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="${xml(`${document.manifest.dataset.id} ${document.manifest.dataset.variant}`)}" tests="${totals.samples}" failures="${failures}" errors="${totals.outcomes.error}">`,
    ...suites,
    '</testsuites>',
    '',
  ].join('\n');
}

const FAILED = new Set(['fail', 'timeout', 'unknown']);
const SKIPPED = new Set(['unscorable', 'not-attempted']);

function suiteOf(task: string, rows: readonly BenchSampleRow[]): string {
  const count = (outcomes: ReadonlySet<string>): number => rows.filter(({ own }) => outcomes.has(own.outcome)).length;
  return [
    `  <testsuite name="${xml(task)}" tests="${rows.length}" failures="${count(FAILED)}" errors="${count(new Set(['error']))}" skipped="${count(SKIPPED)}">`,
    ...rows.map((row) => caseOf(row)),
    '  </testsuite>',
  ].join('\n');
}

function caseOf({ task, sample, own }: BenchSampleRow): string {
  const name = `classname="${xml(task)}" name="sample ${sample}"`;
  if (own.outcome === 'pass') return `    <testcase ${name}/>`;
  const element = own.outcome === 'error' ? 'error' : SKIPPED.has(own.outcome) ? 'skipped' : 'failure';
  const type = element === 'skipped' ? '' : ` type="${xml(own.reason)}"`;
  return `    <testcase ${name}><${element}${type} message="${xml(own.summary)}"/></testcase>`;
}

/** Text for an attribute; characters that XML 1.0 cannot hold become U+FFFD. */
const xml = (text: string): string =>
  text
    // biome-ignore lint/suspicious/noControlCharactersInRegex: exactly these are forbidden in XML 1.0 §2.2.
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '\ufffd')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;')
    .replace(/[\r\n]+/g, '&#10;');
