import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { FlowTools } from '../bench/flow/icarus-direct.ts';
import { findIcarus } from '../bench/flow/prepared-task.ts';
import { simulationShells } from '../bench/flow/simulation-shell.ts';
import type { DesignText, JudgePorts } from '../bench/score/judge.ts';
import { folderStore, memoryStore } from '../bench/store/result-store.ts';
import type { CheckEnvironment } from '../checks/check-environment.ts';
import { screenDesign } from '../checks/screen/index.ts';
import { ToolchainError } from '../contracts/error.ts';
import type { ToolLimits } from '../contracts/tool.ts';
import { asDiskError } from '../disk/atomic-write.ts';
import { RESULT_STORE } from '../runs/read-runs.ts';
import { parseIcarusDiagnostics } from '../tools/iverilog/index.ts';
import { parseVerilatorDiagnostics } from '../tools/verilator/index.ts';
import { equivalenceSessions } from './bench-equivalence.ts';
import type { CommandIo, SandboxMode } from './io.ts';

/** Flags that every benchmark command shares. */
export interface BenchToolOptions {
  readonly sandbox?: string;
  readonly jobs?: string;
  /** Folder of kept results; `none` keeps nothing. */
  readonly store?: string;
  readonly exact?: boolean;
  readonly timeoutS?: string;
  /** False leaves out the equivalence check of candidates that a bench accepts. */
  readonly formal?: boolean;
  /** False leaves tasks unscorable whose bench or reference Icarus cannot compile. */
  readonly verilator?: boolean;
}

/** Calls `use` with ports wired to the machine, and removes the scratch folder afterwards. */
export async function withBenchPorts<T>(
  options: BenchToolOptions,
  io: CommandIo,
  use: (ports: JudgePorts, lanes: number) => Promise<T>,
): Promise<T> {
  const { runTool, openSession } = await io.tools(sandboxMode(options.sandbox));
  const scratch = await mkdtemp(join(tmpdir(), 'veriloom-bench-')).catch((error: unknown) => {
    throw asDiskError(error, tmpdir());
  });
  try {
    const once = { limits: LIMITS, signal: io.signal };
    const shells = openSession === undefined ? null : simulationShells(openSession, once);
    const tools: FlowTools = { runTool, ...once, ...(shells === null ? {} : { shells }) };
    const install = await findIcarus(tools, scratch);
    if (install === null)
      throw new ToolchainError('tool-missing', 'Icarus Verilog is not installed', {
        hint: 'Install the package iverilog; veriloom doctor says how.',
      });
    const environment: CheckEnvironment = { runTool, withWorkdir: workdirIn(scratch), now: io.now, signal: io.signal };
    const formal = options.formal !== false ? equivalenceSessions(environment) : null;
    const ports: JudgePorts = {
      tools,
      install,
      scratch,
      store:
        options.store === 'none'
          ? memoryStore()
          : folderStore(resolve(io.cwd, options.store ?? `.runs/${RESULT_STORE}`)),
      versions: {
        iverilog: install.version,
        harness: HARNESS_VERSION,
        ...(formal === null ? {} : { formal: FORMAL_VERSION }),
      },
      parseDiagnostics: parseDiagnostics,
      verilator: options.verilator !== false,
      screen: (design) => screened(environment, design),
      equivalence: formal?.check ?? null,
      until: options.exact === true ? 'end' : 'first-mismatch',
      wallMs: secondsOf(options.timeoutS) * 1_000,
      now: io.now,
    };
    try {
      return await use(ports, lanesOf(options.jobs));
    } finally {
      await shells?.close();
      await formal?.close();
    }
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

const parseDiagnostics: JudgePorts['parseDiagnostics'] = (text) => {
  const icarus = parseIcarusDiagnostics(text);
  return icarus.length > 0 ? icarus : parseVerilatorDiagnostics(text);
};

/** Changes whenever the meaning of a kept result changes. */
const HARNESS_VERSION = '2';
const FORMAL_VERSION = '2';

/** Memory and files ample for a benchmark's design; time is set apart, by the dataset's own limit. */
const LIMITS: ToolLimits = { wallMs: 30_000, outputBytes: 8_388_608, memoryMiB: 2_048, fileMiB: 64 };

const screened = async (environment: CheckEnvironment, design: DesignText): ReturnType<JudgePorts['screen']> => {
  const found = await screenDesign(environment, { design, profile: 'candidate' });
  return { note: { status: found.screen.status, summary: found.screen.summary }, design: found.design };
};

/** What the checks need, from the ports of the harness. */
export const checkEnvironmentOf = ({ tools, scratch, now }: JudgePorts): CheckEnvironment => ({
  runTool: tools.runTool,
  withWorkdir: workdirIn(scratch),
  now,
  signal: tools.signal,
});

let workdirs = 0;
const workdirIn =
  (scratch: string): CheckEnvironment['withWorkdir'] =>
  async (use) => {
    workdirs += 1;
    const folder = join(scratch, `check-${workdirs}`);
    await mkdir(folder, { mode: 0o700 });
    try {
      return await use(folder);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  };

function sandboxMode(text: string | undefined): SandboxMode | undefined {
  if (text === undefined || text === 'auto' || text === 'require' || text === 'off') return text;
  throw new ToolchainError('usage', `unknown sandbox mode "${text}"`, { hint: 'Use auto, require or off.' });
}

/** A whole number of a flag, or an error that names it. */
export function wholeNumber(text: string, { flag, least }: { readonly flag: string; readonly least: number }): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= least) return value;
  throw new ToolchainError('usage', `${flag} must be a whole number of at least ${least}, not "${text}"`, {
    hint: `Give ${flag} ${Math.max(least, 1)}.`,
  });
}

const secondsOf = (text: string | undefined): number => wholeNumber(text ?? '30', { flag: '--timeout-s', least: 1 });

const lanesOf = (text: string | undefined): number => {
  const asked = wholeNumber(text ?? '0', { flag: '--jobs', least: 0 });
  return asked === 0 ? availableParallelism() : asked;
};
