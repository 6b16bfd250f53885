import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { ROOT } from './spawn.ts';

const run = promisify(execFile);

test('the packed package runs from a folder of its own', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'veriloom-pack-'));
  try {
    const packed = await run('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', folder], {
      cwd: ROOT,
    });
    const [report] = JSON.parse(packed.stdout) as { filename: string; files: { path: string }[] }[];
    const paths = report!.files.map((file) => file.path);
    expect(paths).toContain('dist/cli.js');
    expect(paths.filter((path) => /^(src|test|bench|\.runs)\//.test(path))).toEqual([]);
    await run('tar', ['xzf', join(folder, report!.filename), '-C', folder]);
    // Dependencies are what `npm install` would put there; linking them keeps the test off the network.
    await symlink(join(ROOT, 'node_modules'), join(folder, 'package', 'node_modules'));
    await mkdir(join(folder, 'work'));
    const cli = join(folder, 'package', 'dist', 'cli.js');
    const { stdout } = await run(
      process.execPath,
      [cli, 'explain', join(folder, 'package/designs/kmap-interlock/spec.md')],
      {
        cwd: join(folder, 'work'),
      },
    );
    expect(stdout).toContain('read whole');
    const library = `import { readSpec } from ${JSON.stringify(join(folder, 'package/dist/index.js'))}; console.log(typeof readSpec)`;
    const face = await run(process.execPath, ['--input-type=module', '-e', library]);
    expect(face.stdout).toBe('function\n');
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
