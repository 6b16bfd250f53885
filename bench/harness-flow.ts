import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BenchTask } from '../src/bench/task.ts';

/** One sample as a file for the plain flow. */
export interface PlainSample {
  readonly task: BenchTask;
  readonly sample: number;
  readonly source: string;
}

/** What the plain flow left: the log that the dataset's analysis reads, and whether a program was made. */
export interface PlainResult {
  readonly log: string;
  readonly compiled: boolean;
}

/**
 * The plain flow: for each sample `iverilog`, then the program under `timeout 30`, as VerilogEval's Makefile does it.
 * A shell script runs one sample and `xargs` two of them at a time, so nothing of ours is in the way.
 */
export async function plainFlow(
  samples: readonly PlainSample[],
  processes: number,
): Promise<{ readonly results: readonly PlainResult[]; readonly wallMs: number; readonly cpuMs: number }> {
  const root = mkdtempSync(join(tmpdir(), 'plain-flow-'));
  samples.forEach(({ task, source }, i) => {
    const dir = join(root, String(i));
    mkdirSync(dir);
    writeFileSync(join(dir, 'sample.sv'), source);
    for (const [name, files] of [
      ['test.sv', task.oracle.testbench?.files],
      ['ref.sv', task.oracle.reference?.files],
    ] as const) {
      writeFileSync(join(dir, name), files?.map(({ text }) => text).join('\n') ?? '');
    }
  });
  writeFileSync(join(root, 'one.sh'), ONE);
  writeFileSync(join(root, 'list'), samples.map((_, i) => i).join('\n'));
  const started = performance.now();
  const cpu = await run(['bash', '-c', `time (xargs -a list -P ${processes} -n 1 bash one.sh)`], root);
  const wallMs = performance.now() - started;
  const results = samples.map((_, i) => ({
    log: readFileSync(join(root, String(i), 'log'), 'utf8'),
    compiled: existsSync(join(root, String(i), 'sample')),
  }));
  rmSync(root, { recursive: true });
  return { results, wallMs, cpuMs: cpu };
}

const ONE = `cd "$1"
iverilog -Wall -Winfloop -Wno-timescale -g2012 -s tb -o sample sample.sv test.sv ref.sv > log 2>&1
timeout 30 ./sample >> log 2>&1
if [[ $? == 124 ]]; then echo TIMEOUT >> log; fi
`;

/** Runs a command line and returns the CPU time of all its children, as bash's \`time\` counts it, in milliseconds. */
function run([program = '', ...args]: readonly string[], cwd: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      cwd,
      stdio: ['ignore', 'ignore', 'pipe'],
      env: { ...process.env, TIMEFORMAT: '%U %S' },
    });
    let text = '';
    child.stderr.on('data', (chunk: Buffer) => {
      text += chunk.toString();
    });
    child.on('error', reject);
    child.on('close', () => {
      const [user = '0', system = '0'] = text.trim().split('\n').at(-1)?.split(' ') ?? [];
      resolve(1000 * (Number(user) + Number(system)));
    });
  });
}
