import { execa } from 'execa';
import { ToolchainError } from '../contracts/error.ts';
import type { SandboxLayer } from '../contracts/tool.ts';
import { findProgram, type HostEnvironment, scrubbedEnvironment } from './environment.ts';
import { wrapInSandbox } from './sandbox.ts';

/** `auto`: the best layer that works here; `require`: bubblewrap (on macOS sandbox-exec) or an error; `off`: none. */
export type SandboxMode = 'auto' | 'require' | 'off';

export interface SandboxChoice {
  readonly layer: SandboxLayer;
  /** One sentence for the user where protection is less than full; null otherwise. */
  readonly warning: string | null;
}

/** Where the probe runs; `cwd` is an existing folder. */
export interface ProbePlace {
  readonly host: HostEnvironment;
  readonly cwd: string;
}

const PROBE_MS = 5_000;
const FULL_LAYERS: ReadonlySet<SandboxLayer> = new Set(['bubblewrap', 'sandbox-exec']);

const found = new Map<string, Promise<SandboxLayer>>();

/**
 * Finds the layer to use by really starting a program in it: bubblewrap is often installed where the kernel or a
 * container forbids user namespaces. The probe runs once a process.
 *
 * @throws ToolchainError `tool-missing` for `require` where no full sandbox works.
 */
export const chooseSandbox = async (mode: SandboxMode, { host, cwd }: ProbePlace): Promise<SandboxChoice> => {
  if (mode === 'off') return { layer: 'none', warning: null };
  const probe = found.get(host.path) ?? probeLayers({ host, cwd });
  found.set(host.path, probe);
  const layer = await probe;
  if (FULL_LAYERS.has(layer)) return { layer, warning: null };
  if (mode === 'require') {
    throw new ToolchainError('tool-missing', 'no sandbox works on this machine, and --sandbox require was given', {
      hint: 'Install bubblewrap and allow unprivileged user namespaces (`veriloom doctor` says how), or use --sandbox auto.',
    });
  }
  return { layer, warning: warningFor(layer) };
};

const warningFor = (layer: SandboxLayer): string =>
  layer === 'unshare'
    ? 'sandbox: unshare (no network, own processes; the file system is not shielded). Install bubblewrap for full protection.'
    : 'sandbox: none. Tools run with your rights on generated code; install bubblewrap, or see `veriloom doctor`.';

const probeLayers = async (place: ProbePlace): Promise<SandboxLayer> => {
  const layers: readonly SandboxLayer[] = process.platform === 'darwin' ? ['sandbox-exec'] : ['bubblewrap', 'unshare'];
  const program = await findProgram('true', place.host);
  if (program === null) return 'none';
  for (const layer of layers) {
    if (await layerWorks(layer, program, place)) return layer;
  }
  return 'none';
};

const layerWorks = async (layer: SandboxLayer, program: string, { host, cwd }: ProbePlace): Promise<boolean> => {
  const [wrapper, ...args] = wrapInSandbox(layer, { line: [program], program, cwd, inputs: [] });
  const result = await execa(wrapper, args, {
    cwd,
    env: scrubbedEnvironment(host, cwd),
    extendEnv: false,
    reject: false,
    timeout: PROBE_MS,
    stdin: 'ignore',
  });
  return result.exitCode === 0;
};
