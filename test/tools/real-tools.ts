import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { describe } from 'vitest';
import type { CheckEnvironment } from '../../src/checks/check-environment.ts';
import { hostEnvironmentOf } from '../../src/process/environment.ts';
import { createToolRunner, type ToolRunner } from '../../src/process/run-tool.ts';
import type { SandboxMode } from '../../src/process/sandbox-probe.ts';
import { createWithWorkdir } from '../../src/process/workdir.ts';

export const host = hostEnvironmentOf(process.env);
export const withWorkdir = createWithWorkdir(tmpdir());

export const runner = (sandbox: SandboxMode = 'auto'): Promise<ToolRunner> =>
  createToolRunner({ sandbox, host, tmp: tmpdir() });

/** A check environment over the real tools of this machine. */
export const realEnvironment = async (options: Partial<CheckEnvironment> = {}): Promise<CheckEnvironment> => ({
  runTool: (await runner()).runTool,
  withWorkdir,
  now: () => performance.now(),
  ...options,
});

const isInstalled = (program: string): boolean => spawnSync(program, ['--version']).error === undefined;

/** `describe` for tests that need programs: skipped with the reason where one is missing, unless tools are required. */
export const describeWith = (programs: readonly string[], title: string, body: () => void): void => {
  const missing = programs.filter((program) => !isInstalled(program));
  if (missing.length === 0 || process.env['VERILOOM_REQUIRE_TOOLS'] === '1') describe(title, body);
  else describe.skip(`${title} (skipped: ${missing.join(', ')} not installed)`, body);
};
