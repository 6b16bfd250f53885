// One benchmark run in a process of its own: `run-child.ts CWD OPTIONS-JSON`. Exits as the command line does.
import { runBenchRun } from '../../src/commands/bench-run.ts';
import { EXIT, exitOfError } from '../../src/commands/exit-codes.ts';
import { ToolchainError } from '../../src/contracts/error.ts';
import { testIo } from './harness.ts';

const [cwd = '', options = '{}'] = process.argv.slice(2);
try {
  const { exitCode } = await runBenchRun('suite', JSON.parse(options), await testIo({ cwd }));
  process.exitCode = exitCode;
} catch (error) {
  process.stderr.write(`${String(error)}\n`);
  process.exitCode = error instanceof ToolchainError ? exitOfError(error.kind) : EXIT.bug;
}
