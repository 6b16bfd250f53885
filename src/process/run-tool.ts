import type { OpenSession, RunTool, SandboxLayer, ToolCommand, ToolRun } from '../contracts/tool.ts';
import { findProgram, type HostEnvironment, scrubbedEnvironment } from './environment.ts';
import { limitArguments } from './limits.ts';
import { openSession } from './open-session.ts';
import { wrapInSandbox } from './sandbox.ts';
import { chooseSandbox, type SandboxMode } from './sandbox-probe.ts';
import { supervise } from './supervise.ts';
import { unwrapEnd } from './wrapped-exit.ts';

export interface ToolRunner {
  readonly runTool: RunTool;
  readonly openSession: OpenSession;
  readonly sandbox: SandboxLayer;
  /** To be shown once to the user; null where protection is full or was switched off by the user. */
  readonly warning: string | null;
}

export interface ToolRunnerOptions {
  readonly sandbox: SandboxMode;
  readonly host: HostEnvironment;
  /** An existing folder for the probe, usually the system's temporary one. */
  readonly tmp: string;
}

/**
 * Builds the one function that starts programs. It answers every failure of the tool with a `ToolRun`.
 *
 * @throws ToolchainError `tool-missing` where `sandbox: 'require'` cannot be met.
 */
export const createToolRunner = async ({ sandbox, host, tmp }: ToolRunnerOptions): Promise<ToolRunner> => {
  const { layer, warning } = await chooseSandbox(sandbox, { host, cwd: tmp });
  const locate = programLocator(host);
  const prlimit = process.platform === 'linux' ? await locate('prlimit') : null;
  const runTool: RunTool = async (command, signal) => {
    const startedAt = performance.now();
    const program = await locate(command.argv[0]);
    if (program === null) return nothingRan(command, layer, 'not-found');
    if (signal?.aborted === true) return nothingRan(command, layer, 'cancelled');
    const ended = await supervise({
      line: commandLine({ command, program, layer, prlimit }),
      cwd: command.cwd,
      env: scrubbedEnvironment(host, command.cwd),
      stdin: command.stdin,
      wallMs: command.limits.wallMs,
      outputBytes: command.limits.outputBytes,
      signal: signal ?? null,
    });
    return { command, ...unwrapEnd(ended, layer), durationMs: performance.now() - startedAt, sandbox: layer };
  };
  const open: OpenSession = async (command, signal) => {
    const program = await locate(command.argv[0]);
    if (program === null || signal?.aborted === true) return null;
    return openSession({
      line: commandLine({ command, program, layer, prlimit }),
      cwd: command.cwd,
      env: scrubbedEnvironment(host, command.cwd),
      outputBytes: command.limits.outputBytes,
      signal: signal ?? null,
    });
  };
  return { runTool, openSession: open, sandbox: layer, warning };
};

/** Looks each program up once: a machine does not gain or lose tools during a run. */
const programLocator = (host: HostEnvironment): ((name: string) => Promise<string | null>) => {
  const known = new Map<string, Promise<string | null>>();
  return (name) => {
    const path = known.get(name) ?? findProgram(name, host);
    known.set(name, path);
    return path;
  };
};

interface LineParts {
  readonly command: ToolCommand;
  readonly program: string;
  readonly layer: SandboxLayer;
  readonly prlimit: string | null;
}

/** Limits are set inside the sandbox: a process cap set outside would count the user's other processes. */
const commandLine = ({ command, program, layer, prlimit }: LineParts): readonly [string, ...string[]] => {
  const plain: readonly [string, ...string[]] = [program, ...command.argv.slice(1)];
  const inNamespace = layer === 'bubblewrap' || layer === 'unshare';
  const limited: readonly [string, ...string[]] =
    prlimit === null ? plain : [prlimit, ...limitArguments(command.limits, { countProcesses: inNamespace }), ...plain];
  return wrapInSandbox(layer, { line: limited, program, cwd: command.cwd, inputs: command.inputs });
};

const nothingRan = (command: ToolCommand, sandbox: SandboxLayer, end: 'not-found' | 'cancelled'): ToolRun => ({
  command,
  end,
  exitCode: null,
  signal: null,
  durationMs: 0,
  stdout: { text: '', bytes: 0, truncated: false },
  stderr: { text: '', bytes: 0, truncated: false },
  sandbox,
});
