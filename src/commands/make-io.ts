import { tmpdir } from 'node:os';
import type { RunTool, ToolCommand } from '../contracts/tool.ts';
import type { CommandIo, SandboxMode, ToolAccess } from './io.ts';

interface IoOptions {
  readonly signal: AbortSignal;
  readonly verbosity: 'quiet' | 'normal' | 'verbose';
}

/** The real outside world: the process's clock, streams, environment and programs. */
export function createIo(options: IoOptions): CommandIo {
  const say = (line: string): void => {
    if (options.verbosity !== 'quiet') process.stderr.write(`${line}\n`);
  };
  const known = new Map<SandboxMode, Promise<ToolAccess>>();
  const tools = (mode: SandboxMode = 'auto'): Promise<ToolAccess> => {
    const access = known.get(mode) ?? openTools(mode, { ...options, say });
    known.set(mode, access);
    return access;
  };
  return {
    cwd: process.cwd(),
    env: process.env,
    now: Date.now,
    say,
    colour: process.stdout.isTTY === true && (process.env['NO_COLOR'] ?? '') === '',
    interactive: process.stderr.isTTY === true && options.verbosity !== 'quiet',
    signal: options.signal,
    tools,
  };
}

async function openTools(
  mode: SandboxMode,
  options: IoOptions & { readonly say: (line: string) => void },
): Promise<ToolAccess> {
  const { createToolRunner } = await import('../process/run-tool.ts');
  const { createWithWorkdir } = await import('../process/workdir.ts');
  const { hostEnvironmentOf } = await import('../process/environment.ts');
  const runner = await createToolRunner({ sandbox: mode, host: hostEnvironmentOf(process.env), tmp: tmpdir() });
  if (runner.warning !== null) options.say(`warning: ${runner.warning}`);
  const runTool: RunTool = (command, signal = options.signal) => {
    if (options.verbosity === 'verbose') options.say(pasteable(command));
    return runner.runTool(command, signal);
  };
  const { openSession } = runner;
  return { runTool, openSession, sandbox: runner.sandbox, withWorkdir: createWithWorkdir(tmpdir()) };
}

/** The command as a line for a shell; arguments that need it are quoted. */
function pasteable(command: ToolCommand): string {
  const quote = (text: string): string => (/^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`);
  return `$ (cd ${quote(command.cwd)} && ${command.argv.map(quote).join(' ')})`;
}
