import type { BenchRunDocument } from '../contracts/bench.ts';
import { passTable } from './bench-text.ts';

/** Characters that would end a cell or open markup are escaped. */
const cell = (text: string): string => text.replace(/[\\`*_{}[\]<>|#]/g, '\\$&').replace(/\r?\n/g, ' ');

const table = (rows: readonly (readonly string[])[]): readonly string[] => {
  const [head = [], ...body] = rows.map((row) => row.map(cell));
  return [head, head.map(() => '---'), ...body].map((row) => `| ${row.join(' | ')} |`);
};

/** A summary for a pull request or a CI page. */
export function benchMarkdown(document: BenchRunDocument): string {
  const { manifest, totals, tasks } = document;
  const notable = tasks.filter((row) => row.unscorable !== null || row.defects.length > 0);
  return [
    `## ${cell(manifest.dataset.id)} (${cell(manifest.dataset.variant)}), engine ${cell(manifest.engine)}`,
    '',
    `${manifest.dataset.tasks} tasks, ${totals.samples} samples${document.status === 'cancelled' ? ', **cancelled**' : ''}.`,
    '',
    ...table(passTable(document)),
    '',
    ...section('Outcomes', totals.outcomes),
    ...section('Where our rules and the official script disagree', totals.disagreements),
    ...(notable.length === 0
      ? []
      : [
          '### Tasks to mistrust',
          '',
          ...table([
            ['task', 'why'],
            ...notable.map((row) => [
              row.task,
              [row.unscorable ?? '', ...row.defects].filter((text) => text !== '').join('; '),
            ]),
          ]),
          '',
        ]),
    ...(document.gates.length === 0
      ? []
      : [
          '### Gates',
          '',
          ...table([
            ['gate', 'value', 'met'],
            ...document.gates.map(({ gate, value, met }) => [gate, value.toFixed(3), met ? 'yes' : 'no']),
          ]),
          '',
        ]),
  ].join('\n');
}

function section(title: string, counts: Readonly<Record<string, number>>): readonly string[] {
  const entries = Object.entries(counts).filter(([, count]) => count > 0);
  if (entries.length === 0) return [];
  return [
    `### ${title}`,
    '',
    ...table([['what', 'samples'], ...entries.map(([name, count]) => [name, String(count)])]),
    '',
  ];
}
