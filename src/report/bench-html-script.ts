/**
 * Behaviour of the benchmark page: sorting, filtering, and the drill-down of a task, built from the data block when
 * it is opened. Every text of a candidate goes through `textContent`; pictures are shown as images, where no script
 * of theirs can run.
 */
export const BENCH_SCRIPT = `
'use strict';
const data = JSON.parse(document.getElementById('data').textContent);
const body = document.querySelector('table.tasks tbody');
const rows = [...body.querySelectorAll('tr.task')];
const make = (tag, attributes = {}, ...children) => {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  node.append(...children);
  return node;
};
const outcomeClass = (outcome) => (outcome === 'error' ? 'error-outcome' : outcome);
function closeDetail(row) {
  row.setAttribute('aria-expanded', 'false');
  const next = row.nextElementSibling;
  if (next !== null && next.classList.contains('detail')) next.remove();
}
function openDetail(row, wanted) {
  const task = data.tasks[Number(row.dataset.index)];
  const samples = data.samples.filter((sample) => sample.task === task.task);
  const cell = make('td', { colspan: '7' });
  const left = make('div', {}, make('h3', {}, 'Specification'), make('pre', { class: 'spec' }, task.spec));
  const chips = make('div', { class: 'chips' });
  const view = make('div', { class: 'view' });
  const show = (sample) => {
    for (const chip of chips.children) chip.setAttribute('aria-pressed', String(chip.dataset.sample === String(sample.sample)));
    view.replaceChildren(...candidateView(sample));
    history.replaceState(null, '', '#task=' + encodeURIComponent(task.task) + '&sample=' + sample.sample);
  };
  for (const sample of samples) {
    const letter = sample.official === null ? '?' : sample.official.letter;
    const chip = make('button', { class: 'chip ' + outcomeClass(sample.own.outcome), 'data-sample': sample.sample, title: sample.own.outcome + ', official ' + letter }, make('span', {}, sample.sample + letter));
    chip.addEventListener('click', () => show(sample));
    chips.append(chip);
  }
  const right = make('div', {}, make('h3', {}, 'Samples'), chips, view);
  if (task.unscorable !== null) left.prepend(make('p', { class: 'flag' }, task.unscorable));
  cell.append(make('div', { class: 'columns' }, left, right));
  row.after(make('tr', { class: 'detail' }, cell));
  row.setAttribute('aria-expanded', 'true');
  const first = samples.find((sample) => sample.sample === wanted) ?? samples.find((sample) => data.candidates[sample.source]?.picture) ?? samples[0];
  if (first !== undefined) show(first);
  else view.append(make('p', { class: 'sub' }, 'The engine abstained.'));
}
function candidateView(sample) {
  const candidate = data.candidates[sample.source];
  const list = make('dl');
  const pair = (name, value) => list.append(make('dt', {}, name), make('dd', {}, value));
  pair('own', make('span', { class: outcomeClass(sample.own.outcome) }, sample.own.outcome + ' (' + sample.own.reason + ')'));
  pair('because', sample.own.summary);
  if (sample.own.formal !== null) pair('formal', sample.own.formal);
  if (sample.official !== null) pair('official', (sample.official.pass ? 'pass' : 'fail') + ' ' + sample.official.letter + ': ' + (data.letters[sample.official.letter] ?? ''));
  if (sample.disagreement !== null) pair('disagreement', sample.disagreement);
  if (sample.notes.length > 0) pair('decoder', sample.notes.join(', '));
  const parts = [list];
  if (candidate === undefined) return parts;
  parts.push(make('h3', {}, 'Candidate'), codeView(candidate));
  if (candidate.picture) parts.push(make('h3', {}, 'First mismatch'), make('div', { class: 'wave' }, picture(candidate.picture)));
  return parts;
}
function codeView({ text, diagnostics }) {
  const code = make('pre', { class: 'code' });
  text.split('\\n').forEach((line, i) => {
    const here = diagnostics.filter((diagnostic) => diagnostic.range !== null && diagnostic.range.line === i + 1);
    code.append(make('div', here.length === 0 ? {} : { class: here[0].severity }, make('i', {}, String(i + 1)), line));
    for (const diagnostic of here) code.append(make('p', { class: diagnostic.severity }, diagnostic.code + ': ' + diagnostic.message));
  });
  for (const diagnostic of diagnostics.filter(({ range }) => range === null)) code.append(make('p', { class: diagnostic.severity }, diagnostic.message));
  return code;
}
function picture({ open, rest }) {
  return make('img', { alt: 'Waveform up to the first mismatch', src: 'data:image/svg+xml;charset=utf-8,' + encodeURIComponent(open + data.skin + rest) });
}
function toggle(row, sample) {
  if (row.getAttribute('aria-expanded') === 'true') closeDetail(row);
  else openDetail(row, sample);
}
for (const row of rows) {
  row.addEventListener('click', () => toggle(row));
  row.addEventListener('keydown', (event) => { if (event.key === 'Enter' || event.key === ' ') { event.preventDefault(); toggle(row); } });
}
const search = document.getElementById('search');
const only = document.getElementById('only');
function filter() {
  const words = search.value.toLowerCase();
  let shown = 0;
  for (const row of rows) {
    const fits = row.dataset.search.includes(words) && (only.value === '' || row.dataset.flags.split(' ').includes(only.value));
    if (!fits) closeDetail(row);
    row.hidden = !fits;
    if (fits) shown += 1;
  }
  document.getElementById('shown').textContent = shown + ' of ' + rows.length + ' tasks';
}
search.addEventListener('input', filter);
only.addEventListener('change', filter);
document.querySelectorAll('table.tasks th button').forEach((button, column) => {
  button.addEventListener('click', () => {
    const head = button.parentElement;
    const descending = head.getAttribute('aria-sort') === 'ascending';
    document.querySelectorAll('table.tasks th').forEach((other) => other.removeAttribute('aria-sort'));
    head.setAttribute('aria-sort', descending ? 'descending' : 'ascending');
    const keyOf = (row) => row.cells[column].dataset.sort ?? row.cells[column].textContent;
    rows.forEach(closeDetail);
    rows.sort((a, b) => keyOf(a).localeCompare(keyOf(b), 'en', { numeric: true }) * (descending ? -1 : 1));
    body.append(...rows);
  });
});
filter();
const wanted = new URLSearchParams(location.hash.slice(1));
const target = rows.find((row) => data.tasks[Number(row.dataset.index)].task === wanted.get('task'));
if (target !== undefined) { openDetail(target, Number(wanted.get('sample'))); target.scrollIntoView(); }
`;
