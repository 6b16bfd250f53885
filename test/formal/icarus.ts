import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Compiles and runs Verilog text with top module `tb`, and returns the lines it prints. */
export function runIcarus(text: string): readonly string[] {
  const folder = mkdtempSync(join(tmpdir(), 'formal-test-'));
  try {
    writeFileSync(join(folder, 'tb.sv'), text);
    const compiled = spawnSync('iverilog', ['-g2012', '-s', 'tb', '-o', 'tb.vvp', 'tb.sv'], {
      cwd: folder,
      encoding: 'utf8',
    });
    if (compiled.status !== 0) throw new Error(`iverilog: ${compiled.stderr}`);
    const run = spawnSync('vvp', ['-n', 'tb.vvp'], { cwd: folder, encoding: 'utf8', maxBuffer: 64_000_000 });
    return run.stdout.split('\n').filter((line) => line !== '');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
