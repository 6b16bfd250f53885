// Speed against the plain flow (iverilog + vvp a sample) on the same random samples, two processes each, side by side.
// Usage: npx tsx bench/harness-speed.ts [count] [seed]
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runBenchRun } from '../src/commands/bench-run.ts';
import type { BenchRunDocument } from '../src/contracts/bench.ts';
import { plainFlow } from './harness-flow.ts';
import { CODE_COMPLETE, drawSamples, measureIo } from './harness-setup.ts';

const count = Number(process.argv[2] ?? 1_000);
const seed = Number(process.argv[3] ?? 7);
const drawn = await drawSamples(count, seed);
const cwd = mkdtempSync(join(tmpdir(), 'harness-speed-'));
const samples = join(cwd, 'samples.jsonl');
writeFileSync(
  samples,
  drawn.map(({ task, source }) => JSON.stringify({ task_id: task.public.id, completion: source })).join('\n'),
);

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
  options: { readonly dedupe: boolean; readonly exact: boolean; readonly sandbox: 'off' | 'auto' },
): Promise<Line> {
  const io = await measureIo(cwd, options.sandbox);
  const [wall, cpu] = [performance.now(), cpuMs()];
  const { document } = await runBenchRun(
    'verilog-eval',
    {
      ...CODE_COMPLETE,
      samples,
      jobs: '2',
      store: 'none',
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

import { readFileSync } from 'node:fs';

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

const lines = [
  await plain(),
  await ours('no dedupe, early stop', { dedupe: false, exact: false, sandbox: 'off' }),
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
