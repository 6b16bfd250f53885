import { createHash } from 'node:crypto';
import type { BenchCandidate, BenchRunDocument, BenchTaskRow } from '../contracts/bench.ts';
import { BENCH_SCRIPT } from './bench-html-script.ts';
import { BENCH_STYLE } from './bench-html-style.ts';
import { passTable, withInterval } from './bench-text.ts';
import { waveformOf } from './waveform.ts';
import { svgOf } from './waveform-svg.ts';

/** What the letters of the official column mean; passed in, because they belong to the datasets. */
export interface BenchHtmlOptions {
  readonly letters: Readonly<Record<string, string>>;
}

/**
 * One page with everything: tables, every task's specification, every candidate with its messages in place, both
 * verdicts and the first mismatch as a picture. No file beside it, no network: its content policy forbids both.
 */
export function benchHtml(document: BenchRunDocument, { letters }: BenchHtmlOptions): string {
  const { manifest, totals } = document;
  const title = `${manifest.dataset.id} (${manifest.dataset.variant}), engine ${manifest.engine}`;
  const hash = createHash('sha256').update(BENCH_SCRIPT).digest('base64');
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:; script-src 'sha256-${hash}'">
<title>${html(title)}</title>
<style>${BENCH_STYLE}</style>
</head>
<body>
<main>
<h1>${html(title)}</h1>
<p class="sub">${manifest.dataset.tasks} tasks, ${totals.samples} samples, oracle ${manifest.oracle}${document.status === 'cancelled' ? ', <b>cancelled</b>' : ''}</p>
<div class="tiles">${tiles(document)}</div>
<h2>pass@k</h2>
<div class="wide">${plainTable(passTable(document))}</div>
<h2>Outcomes and disagreements</h2>
<div class="wide">${plainTable(countRows(document))}</div>
<h2>Tasks</h2>
<div class="bar">
<input id="search" type="search" placeholder="Filter by name or letter" aria-label="Filter tasks">
<select id="only" aria-label="Show only"><option value="">all tasks</option><option value="unsolved">unsolved</option><option value="partly">partly solved</option><option value="solved">always solved</option><option value="disagree">verdicts disagree</option><option value="unscorable">unscorable</option><option value="defects">with defects</option></select>
<span class="count" id="shown"></span>
</div>
<table class="tasks">
<thead><tr>${['task', 'own', 'official', 'compiles', 'distinct', 'letters', 'notes'].map((name) => `<th scope="col"><button type="button">${name}</button></th>`).join('')}</tr></thead>
<tbody>${document.tasks.map((row, index) => taskRow(row, { index, document })).join('\n')}</tbody>
</table>
<details><summary><h2 style="display:inline">Manifest</h2></summary><pre>${html(JSON.stringify(manifest, null, 2))}</pre></details>
</main>
<script type="application/json" id="data">${dataOf(document, letters)}</script>
<script>${BENCH_SCRIPT}</script>
</body>
</html>
`;
}

function tiles(document: BenchRunDocument): string {
  const rows = document.passAtK.filter(({ k, tasks, mean }) => k === 1 && tasks === 'all' && mean !== null);
  const disagreements = Object.values(document.totals.disagreements).reduce((sum, count) => sum + count, 0);
  const tile = (value: string, label: string): string =>
    `<div class="tile"><b>${html(value)}</b><span>${html(label)}</span></div>`;
  return [
    ...rows.map((row) => tile(withInterval(row).slice(0, 5), `${row.column} pass@1 ${withInterval(row).slice(6)}`)),
    tile(String(disagreements), 'samples on which the verdicts disagree'),
    tile(String(document.tasks.filter(({ unscorable }) => unscorable !== null).length), 'unscorable tasks'),
  ].join('');
}

const countRows = ({ totals }: BenchRunDocument): readonly (readonly string[])[] => [
  ['what', 'samples'],
  ...Object.entries({
    ...totals.outcomes,
    ...prefixed('disagreement: ', totals.disagreements),
    ...prefixed('own: ', totals.reasons),
  })
    .filter(([, count]) => count > 0)
    .map(([name, count]) => [name, String(count)]),
];

const prefixed = (prefix: string, counts: Readonly<Record<string, number>>): Readonly<Record<string, number>> =>
  Object.fromEntries(Object.entries(counts).map(([name, count]) => [prefix + name, count]));

function plainTable(rows: readonly (readonly string[])[]): string {
  const [head = [], ...body] = rows;
  const line = (cells: readonly string[], tag: 'th' | 'td'): string =>
    `<tr>${cells.map((text) => `<${tag}>${html(text)}</${tag}>`).join('')}</tr>`;
  return `<table><thead>${line(head, 'th')}</thead><tbody>${body.map((cells) => line(cells, 'td')).join('')}</tbody></table>`;
}

function taskRow(
  row: BenchTaskRow,
  { index, document }: { readonly index: number; readonly document: BenchRunDocument },
): string {
  const disagrees = document.samples.some(({ task, disagreement }) => task === row.task && disagreement !== null);
  const solved = row.ownPass === 0 ? 'unsolved' : row.ownPass < row.ownScored ? 'partly' : 'solved';
  const flags = [
    solved,
    disagrees ? 'disagree' : '',
    row.unscorable === null ? '' : 'unscorable',
    row.defects.length > 0 ? 'defects' : '',
  ].filter((flag) => flag !== '');
  const share = (name: string, [part, of]: readonly [number, number]): string =>
    `<td data-name="${name}" data-sort="${of === 0 ? -1 : (part / of).toFixed(4)}">${part}/${of}</td>`;
  const notes = [row.unscorable === null ? '' : 'unscorable', ...row.defects, disagrees ? 'verdicts disagree' : '']
    .filter((note) => note !== '')
    .join(', ');
  return [
    `<tr class="task" tabindex="0" aria-expanded="false" data-index="${index}" data-flags="${flags.join(' ')}" data-search="${html(`${row.task} ${row.letters}`.toLowerCase())}">`,
    `<td>${html(row.task)}</td>`,
    share('own', [row.ownPass, row.ownScored]),
    share('official', [row.officialPass, row.samples]),
    share('compiles', [row.syntaxPass, row.samples]),
    `<td data-name="distinct">${row.diversity.distinct}</td>`,
    `<td class="letters">${html(row.letters)}</td>`,
    `<td class="flag">${html(notes)}</td></tr>`,
  ].join('');
}

/** The data block. `<` is escaped, so that no text of a candidate can end the block. */
function dataOf(document: BenchRunDocument, letters: Readonly<Record<string, string>>): string {
  const candidates = Object.entries(document.candidates).map(
    ([digest, candidate]) =>
      [digest, { text: candidate.text, diagnostics: candidate.diagnostics, picture: pictureOf(candidate) }] as const,
  );
  const skin = candidates.map(([, { picture }]) => picture?.skin).find((text) => text !== undefined) ?? '';
  const slim = Object.fromEntries(
    candidates.map(([digest, { picture, ...rest }]) => [
      digest,
      { ...rest, picture: picture === null ? null : { open: picture.open, rest: picture.rest } },
    ]),
  );
  const data = { tasks: document.tasks, samples: document.samples, candidates: slim, skin, letters };
  return JSON.stringify(data)
    .replace(/</g, '\\u003c')
    .replace(/\u2028/g, '\\u2028')
    .replace(/\u2029/g, '\\u2029');
}

interface Picture {
  readonly open: string;
  readonly skin: string;
  readonly rest: string;
}

// The skin is four fifths of each picture and the same in all: it is kept once.
function pictureOf({ trace }: BenchCandidate): Picture | null {
  const last = trace?.at(-1);
  if (trace === null || last === undefined) return null;
  const signals = Object.keys(last.expected).filter((name) => last.expected[name] !== last.got[name]);
  const svg = svgOf(waveformOf({ title: `first mismatch at time ${last.step}`, trace, signals, internals: [] }));
  const start = svg.indexOf('<style');
  const end = svg.indexOf('</defs>') + '</defs>'.length;
  return { open: svg.slice(0, start), skin: svg.slice(start, end), rest: svg.slice(end) };
}

const html = (text: string): string =>
  text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
