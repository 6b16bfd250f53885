import { appendFileSync, cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { defaultChunkOptions } from '../src/rag/chunk/chunks.ts';
import { hashEmbedder } from '../src/rag/embed/hash.ts';
import { scanVerilog } from '../src/rag/extract/scan.ts';
import { buildIndex, defaultMaxFileBytes } from '../src/rag/index/build.ts';
import { openIndex } from '../src/rag/index/load.ts';
import { noFilter } from '../src/rag/retrieve/filter.ts';
import { headerQuery } from '../src/rag/retrieve/header-query.ts';
import { search } from '../src/rag/retrieve/search.ts';

// Speed and size on one repository: npx tsx bench/retrieval-speed.ts --repo FOLDER
const { values: flags } = parseArgs({ options: { repo: { type: 'string' } } });
if (!flags.repo) throw new Error('give --repo FOLDER');

const work = mkdtempSync(join(tmpdir(), 'veriloom-speed-'));
process.on('exit', () => rmSync(work, { recursive: true, force: true }));
const root = join(work, 'repo');
const out = join(work, 'index');
cpSync(flags.repo, root, { recursive: true });

const embedder = hashEmbedder();
const build = () =>
  buildIndex({
    root,
    out,
    embedder,
    chunks: defaultChunkOptions,
    maxFileBytes: defaultMaxFileBytes,
    exclude: () => false,
  });

/** Wall and CPU time of a piece of work: the machine may be shared. */
const timed = async <T>(
  job: () => Promise<T> | T,
): Promise<{ readonly value: T; readonly wallMs: number; readonly cpuMs: number }> => {
  const cpu = process.cpuUsage();
  const start = performance.now();
  const value = await job();
  const used = process.cpuUsage(cpu);
  return { value, wallMs: performance.now() - start, cpuMs: (used.user + used.system) / 1000 };
};

const report = (what: string, of: { readonly wallMs: number; readonly cpuMs: number }, more = ''): void =>
  console.log(
    `${what.padEnd(34)} ${of.wallMs.toFixed(0).padStart(7)} ms wall ${of.cpuMs.toFixed(0).padStart(7)} ms CPU  ${more}`,
  );

const cold = await timed(build);
const { counts } = cold.value.manifest;
const mb = counts.bytes / 1e6;
console.log(`${counts.files} files, ${mb.toFixed(2)} MB, ${counts.units} units, ${counts.chunks} chunks`);
report(
  'cold build',
  cold,
  `${(mb / (cold.cpuMs / 1000)).toFixed(1)} MB/s, ${(counts.files / (cold.cpuMs / 1000)).toFixed(0)} files/s of CPU`,
);
report('unchanged', await timed(build));
const index = await openIndex(out, embedder);
const texts = await Promise.all(index.data.files.map((_, f) => index.textOf(f)));
for (let run = 0; run < 3; run += 1) {
  const scan = await timed(() => texts.reduce((n, text) => n + scanVerilog(text).units.length, 0));
  report(`scanner alone, run ${run + 1}`, scan, `${(mb / (scan.cpuMs / 1000)).toFixed(1)} MB/s of CPU`);
}
appendFileSync(join(root, index.data.files[0]?.path ?? ''), '\n// changed\n');
const one = await timed(build);
report('one file changed', one, `${one.value.fresh} read, ${one.value.kept} kept`);
report('open', await timed(() => openIndex(out, embedder)));

const modules = index.data.files.flatMap((file) =>
  file.facts.units.filter((u) => u.kind === 'module').map((u) => u.name),
);
const times: number[] = [];
for (let i = 0; i < 300; i += 1) {
  const query = (await headerQuery(index, modules[(i * 7919) % modules.length] ?? '')) ?? {
    form: 'text' as const,
    text: 'fifo',
    path: null,
  };
  const { wallMs } = await timed(() => search(index, embedder, query, { limit: 10, filter: noFilter }));
  if (i >= 20) times.push(wallMs);
}
times.sort((a, b) => a - b);
const at = (q: number): string => (times[Math.floor(q * (times.length - 1))] ?? 0).toFixed(1);
console.log(`query, warm, ${times.length} of them          p50 ${at(0.5)} ms, p95 ${at(0.95)} ms, max ${at(1)} ms`);
const disk = readdirSync(out).reduce((n, name) => n + statSync(join(out, name)).size, 0);
const peak = /VmHWM:\s+(\d+) kB/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1];
console.log(
  `index on disk ${(disk / 1e6).toFixed(1)} MB; peak memory of this process ${(Number(peak ?? 0) / 1024).toFixed(0)} MB`,
);
