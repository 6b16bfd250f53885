import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import type { CheckEnvironment } from '../../src/checks/check-environment.ts';
import { findIcarusCore } from '../../src/checks/icarus-core.ts';
import { hostEnvironmentOf } from '../../src/process/environment.ts';
import { createToolRunner } from '../../src/process/run-tool.ts';
import { createWithWorkdir } from '../../src/process/workdir.ts';

/** The environment of a measurement: real tools, in the sandbox that the program itself would use. */
export async function benchEnvironment(
  sandbox: 'auto' | 'off',
): Promise<CheckEnvironment & { readonly sandbox: string }> {
  const runner = await createToolRunner({ sandbox, host: hostEnvironmentOf(process.env), tmp: tmpdir() });
  const plain: CheckEnvironment = {
    runTool: runner.runTool,
    withWorkdir: createWithWorkdir(tmpdir()),
    now: () => performance.now(),
  };
  return { ...plain, icarus: await findIcarusCore(plain), sandbox: runner.sandbox };
}

/** CPU time of this process and of all children that have ended, in milliseconds (10 ms grain; Linux). */
export function cpuMs(): number {
  const fields = readFileSync('/proc/self/stat', 'utf8').split(') ')[1]?.split(' ') ?? [];
  return [11, 12, 13, 14].reduce((sum, index) => sum + Number(fields[index] ?? 0), 0) * 10;
}
