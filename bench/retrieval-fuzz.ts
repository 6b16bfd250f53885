import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { chunksOf, defaultChunkOptions } from '../src/rag/chunk/chunks.ts';
import { scanVerilog } from '../src/rag/extract/scan.ts';

// Scanner on mutated real files: npx tsx bench/retrieval-fuzz.ts --repos FOLDER [--files 10000] [--seed 1]
const { values: flags } = parseArgs({
  options: {
    repos: { type: 'string' },
    files: { type: 'string', default: '10000' },
    seed: { type: 'string', default: '1' },
  },
});
if (!flags.repos) throw new Error('give --repos FOLDER');
let state = Number(flags.seed) >>> 0;
const random = (): number => {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
  return state / 2 ** 32;
};
const pick = (n: number): number => Math.floor(random() * n);

const sources = readdirSync(flags.repos, { recursive: true, withFileTypes: true })
  .filter((e) => e.isFile() && /\.(v|sv|svh|vh)$/.test(e.name))
  .map((e) => readFileSync(join(e.parentPath, e.name), 'latin1'))
  .filter((text) => text.length < 200_000);

const scraps = [
  '(',
  ')',
  '[',
  '{',
  '}',
  '"',
  '/*',
  '*/',
  '//',
  '`ifdef A\n',
  '`else\n',
  '`endif\n',
  '`define X \\\n',
  'begin ',
  'end ',
  'endmodule\n',
  'module ',
  'function ',
  '#(',
  ';',
  '\\',
  '\u0000',
  '\u2028',
  '::',
  'interface ',
];

const mutate = (text: string): string => {
  let out = text;
  for (let n = 1 + pick(12); n > 0; n -= 1) {
    const at = pick(out.length + 1);
    const length = pick(200);
    const kind = pick(6);
    if (kind === 0) out = out.slice(0, at) + out.slice(at + length);
    else if (kind === 1) out = out.slice(0, at) + (scraps[pick(scraps.length)] ?? '') + out.slice(at);
    else if (kind === 2) out = out.slice(0, at) + out.slice(at, at + length).repeat(1 + pick(8)) + out.slice(at);
    else if (kind === 3) out = out.slice(0, at);
    else if (kind === 4) out = out.slice(0, at) + String.fromCharCode(pick(65536)) + out.slice(at + 1);
    else {
      const other = sources[pick(sources.length)] ?? '';
      const from = pick(other.length + 1);
      out = out.slice(0, at) + other.slice(from, from + length * 5) + out.slice(at);
    }
  }
  return out;
};

/** Facts that any text must satisfy. */
const check = (text: string): void => {
  const facts = scanVerilog(text);
  const lines = text.split('\n').length;
  if (facts.lines !== lines) throw new Error(`counted ${facts.lines} lines of ${lines}`);
  const places = [
    ...facts.units.flatMap((u) => [[u.line, u.lastLine], [u.line, u.headerLast], ...u.comments]),
    ...facts.instances.map((i) => [i.line, i.lastLine]),
    ...facts.macrosUsed.map((m) => [m.line, m.line]),
  ];
  for (const [from, to] of places) {
    if (!(from! >= 1 && to! >= from! && to! <= lines)) throw new Error(`lines ${from}-${to} of ${lines}`);
  }
  for (const c of chunksOf(facts, defaultChunkOptions)) {
    if (!(c.firstLine >= 1 && c.lastLine >= c.firstLine && c.lastLine <= lines))
      throw new Error(`chunk ${c.firstLine}-${c.lastLine} of ${lines}`);
  }
};

const total = Number(flags.files);
let bytes = 0;
let slowest = 0;
const failures: string[] = [];
const start = process.cpuUsage();
for (let i = 0; i < total; i += 1) {
  const text = mutate(sources[pick(sources.length)] ?? '');
  const before = process.cpuUsage();
  try {
    check(text);
  } catch (error) {
    failures.push(`file ${i}: ${error instanceof Error ? error.message : String(error)}`);
  }
  const used = process.cpuUsage(before);
  bytes += text.length;
  slowest = Math.max(slowest, ((used.user + used.system) / 1000 / Math.max(1000, text.length)) * 1000);
}
const { user } = process.cpuUsage(start);
console.log(`${total} mutated files, ${(bytes / 1e6).toFixed(1)} MB: ${failures.length} failures`);
console.log(`${(bytes / user).toFixed(1)} MB/s of CPU with mutation; slowest file ${slowest.toFixed(2)} ms per kB`);
for (const failure of failures.slice(0, 10)) console.log(failure);
console.log('\ntime against size, one file repeated:');
const base = sources.reduce((a, b) => (b.length > a.length ? b : a), '').slice(0, 100_000);
for (const times of [1, 4, 16, 64]) {
  const text = base.repeat(times);
  const before = process.cpuUsage();
  scanVerilog(text);
  const ms = process.cpuUsage(before).user / 1000;
  console.log(
    `${(text.length / 1e6).toFixed(1).padStart(6)} MB ${ms.toFixed(0).padStart(6)} ms ${(text.length / 1000 / ms).toFixed(1).padStart(6)} MB/s`,
  );
}
if (failures.length > 0) process.exitCode = 1;
