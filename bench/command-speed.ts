// Whole-command times: start-up of --help, and generate with default checks on every design the rule engine covers.
// Usage: npx tsx bench/command-speed.ts [runs]
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const cli = join(root, 'dist', 'cli.js');
const runs = Number(process.argv[2] ?? 5);

function timeMs(args: readonly string[]): { readonly ms: number; readonly code: number | null } {
  const started = performance.now();
  const { status } = spawnSync(process.execPath, [cli, ...args], { cwd: root, stdio: 'ignore' });
  return { ms: performance.now() - started, code: status };
}

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;

function row(name: string, args: readonly string[]): { readonly median: number; readonly code: number | null } {
  timeMs(args);
  const results = Array.from({ length: runs }, () => timeMs(args));
  const all = results.map((result) => result.ms);
  const code = results[0]?.code ?? null;
  const cells = [Math.min(...all), median(all), Math.max(...all)].map((ms) => `${ms.toFixed(0)} ms`.padStart(9));
  console.log(`${name.padEnd(34)} exit ${code}  min ${cells[0]}  median ${cells[1]}  max ${cells[2]}`);
  return { median: median(all), code };
}

row('veriloom --help', ['--help']);
const designs = readdirSync(join(root, 'designs')).filter((name) => existsSync(join(root, 'designs', name, 'spec.md')));
const medians = designs.flatMap((name) => {
  const result = row(`generate ${name}`, ['generate', `designs/${name}/spec.md`, '--no-run', '--quiet']);
  return result.code === 0 ? [result.median] : [];
});
console.log(
  `\ngenerate with default checks, ${medians.length} designs the engine covers: median ${median(medians).toFixed(0)} ms`,
);
