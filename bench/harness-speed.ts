// Speed against the plain flow (iverilog + vvp a sample) on the same random samples, two processes each, side by side.
// Then the floor: the same two ways over a bench that does next to nothing, as a share of each total.
// Usage: npx tsx bench/harness-speed.ts [count] [seed]
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readDataset } from '../src/bench/datasets/registry.ts';
import { runBenchRun } from '../src/commands/bench-run.ts';
import type { BenchRunDocument } from '../src/contracts/bench.ts';
import { plainFlow } from './harness-flow.ts';
import { CODE_COMPLETE, drawSamples, measureIo } from './harness-setup.ts';

const count = Number(process.argv[2] ?? 1_000);
const seed = Number(process.argv[3] ?? 7);
const drawn = await drawSamples(count, seed);
const cwd = mkdtempSync(join(tmpdir(), 'harness-speed-'));
const recorded = (name: string, of: typeof drawn): string => {
  const path = join(cwd, name);
  writeFileSync(
    path,
    of.map(({ task, source }) => JSON.stringify({ task_id: task.public.id, completion: source })).join('\n'),
  );
  return path;
};
const samples = recorded('samples.jsonl', drawn);

interface Line {
  readonly what: string;
  readonly wallMs: number;
  readonly cpuMs: number;
  readonly passed: number;
}

const cpuMs = (): number => {
  // Children that were waited for are counted by the system, not by Node: read them where Linux shows them.
  const { userCPUTime, systemCPUTime } = process.resourceUsage();
  return (userCPUTime + systemCPUTime) / 1000 + childCpuMs();
};

async function ours(
  what: string,
  options: {
    readonly dedupe: boolean;
    readonly exact: boolean;
    readonly sandbox: 'off' | 'auto';
    /** A store in which other samples have left the measured references. */
    readonly store?: string;
    readonly samples?: string;
  },
): Promise<Line> {
  const io = await measureIo(cwd, options.sandbox);
  const [wall, cpu] = [performance.now(), cpuMs()];
  const { document } = await runBenchRun(
    'verilog-eval',
    {
      ...CODE_COMPLETE,
      samples: options.samples ?? samples,
      jobs: '2',
      store: options.store ?? 'none',
      formal: false,
      traces: false,
      k: '1',
      dedupe: options.dedupe,
      exact: options.exact,
      n: '1000',
    },
    io,
  );
  return {
    what,
    wallMs: performance.now() - wall,
    cpuMs: cpuMs() - cpu,
    passed: (document as BenchRunDocument).totals.officialPass,
  };
}

/** CPU time of ended children in milliseconds: fields 16 and 17 of /proc/self/stat, in hundredths of a second. */
function childCpuMs(): number {
  const fields = readFileSync('/proc/self/stat', 'utf8').split(') ')[1]?.split(' ') ?? [];
  return 10 * (Number(fields[13]) + Number(fields[14]));
}

async function plain(): Promise<Line> {
  const { wallMs, cpuMs: cpu, results } = await plainFlow(drawn, 2);
  return {
    what: 'plain flow',
    wallMs,
    cpuMs: cpu,
    passed: results.filter(({ log }) => /^Mismatches: 0 in/m.test(log) && !log.includes('TIMEOUT')).length,
  };
}

/** CPU milliseconds a sample where bench, reference and candidate do nothing, by the plain flow and by ours. */
async function floors(): Promise<{ readonly plain: number; readonly ours: number }> {
  const suite = join(cwd, 'floor');
  mkdirSync(suite);
  const bench = [
    'module tb;',
    '  reg a = 0; wire y, z;',
    '  RefModule good1 (.a(a), .y(y));',
    '  TopModule top_module1 (.a(a), .y(z));',
    '  initial begin #1 $display("Mismatches: 0 in 1 samples"); $finish; end',
    'endmodule\n',
  ].join('\n');
  writeFileSync(join(suite, 'nothing_prompt.txt'), ' - input  a\n - output y\n\nThe output y is a.\n');
  writeFileSync(join(suite, 'nothing_test.sv'), bench);
  writeFileSync(join(suite, 'nothing_ref.sv'), 'module RefModule(input a, output y);\n  assign y = a;\nendmodule\n');
  const sources = Array.from(
    { length: FLOOR_SAMPLES },
    (_, i) => `module TopModule(input a, output y);\n  wire n${i} = a;\n  assign y = n${i};\nendmodule\n`,
  );
  const { tasks } = await readDataset('suite', { path: suite, task: null, descriptions: null });
  const [task] = tasks;
  if (task === undefined) throw new Error('the empty suite was not read');
  const { cpuMs: plainMs } = await plainFlow(
    sources.map((source, i) => ({ task, sample: i + 1, source })),
    2,
  );
  const file = join(cwd, 'floor.jsonl');
  writeFileSync(file, JSON.stringify({ task_id: 'nothing', samples: sources }));
  const io = await measureIo(cwd, 'off');
  const before = cpuMs();
  const fixed = { dataset: suite, samples: file, jobs: '2', store: 'none', formal: false, traces: false, k: '1' };
  await runBenchRun('suite', { ...fixed, dedupe: false, n: '1000' }, io);
  return { plain: plainMs / FLOOR_SAMPLES, ours: (cpuMs() - before) / FLOOR_SAMPLES };
}

const FLOOR_SAMPLES = 200;

const store = join(cwd, 'store');
const warm = recorded('warm.jsonl', await drawSamples(400, seed + 1));
await ours('', { dedupe: true, exact: false, sandbox: 'off', store, samples: warm });
const lines = [
  await plain(),
  await ours('no dedupe, early stop', { dedupe: false, exact: false, sandbox: 'off' }),
  await ours('the same, references kept', { dedupe: false, exact: false, sandbox: 'off', store }),
  await ours('no dedupe, exact', { dedupe: false, exact: true, sandbox: 'off' }),
  await ours('dedupe, early stop', { dedupe: true, exact: false, sandbox: 'off' }),
  await ours('no dedupe, early stop, sandbox', { dedupe: false, exact: false, sandbox: 'auto' }),
  await plain(),
];
const base = {
  wall: ((lines[0]?.wallMs ?? 0) + (lines.at(-1)?.wallMs ?? 0)) / 2,
  cpu: ((lines[0]?.cpuMs ?? 0) + (lines.at(-1)?.cpuMs ?? 0)) / 2,
};
console.log(`${count} samples, two at a time`);
for (const { what, wallMs, cpuMs: cpu, passed } of lines) {
  const rate = (1000 * count) / wallMs;
  console.log(
    `${what.padEnd(32)} ${(wallMs / 1000).toFixed(1).padStart(6)} s wall ${(cpu / 1000).toFixed(1).padStart(6)} s CPU ${rate.toFixed(0).padStart(5)}/s  x${(base.wall / wallMs).toFixed(2)} wall  x${(base.cpu / cpu).toFixed(2)} CPU  official passes ${passed}`,
  );
}
const floor = await floors();
const share = (ms: number, line: Line | undefined): string =>
  `${((100 * count * ms) / (line?.cpuMs ?? 1)).toFixed(0)}%`;
console.log(
  `process floor: plain ${floor.plain.toFixed(1)} ms CPU a sample, ${share(floor.plain, lines[0])} of its total; ours ${floor.ours.toFixed(1)} ms, ${share(floor.ours, lines[1])}`,
);
