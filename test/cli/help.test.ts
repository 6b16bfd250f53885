import { describe, expect, test } from 'vitest';
import { veriloom } from './spawn.ts';

const COMMANDS = ['generate', 'verify', 'explain', 'doctor'] as const;

describe('the command line', () => {
  test('help lists every command, an example and the exit codes, on stdout with exit 0', async () => {
    const run = await veriloom(['--help']);
    expect(run.code).toBe(0);
    for (const command of COMMANDS) expect(run.stdout).toContain(command);
    expect(run.stdout).toMatch(/Example: veriloom generate/);
    expect(run.stdout).toMatch(/130 +interrupted/);
    expect(run.stderr).toBe('');
  });

  test.each(COMMANDS)('help of %s begins with an example', async (command) => {
    const run = await veriloom([command, '--help']);
    expect(run.code).toBe(0);
    expect(run.stdout).toMatch(/^Example: veriloom /);
  });

  test('no command prints the help on stderr with exit 2', async () => {
    const run = await veriloom([]);
    expect(run.code).toBe(2);
    expect(run.stderr).toContain('Usage: veriloom');
  });

  test('an unknown flag is wrong use, also as JSON', async () => {
    const run = await veriloom(['verify', 'a.v', '--frobnicate', '--json']);
    expect(run.code).toBe(2);
    expect(JSON.parse(run.stdout)).toMatchObject({ schema: 'error@1', error: { kind: 'usage' } });
  });

  test('the version is that of package.json', async () => {
    const run = await veriloom(['--version']);
    expect(run.stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  });

  test('help is printed without loading a command body', async () => {
    const started = performance.now();
    await veriloom(['--help']);
    // The target is 150 ms (bench/startup.ts measures it); this bound only catches an eager import of everything.
    expect(performance.now() - started).toBeLessThan(2000);
  });
});
