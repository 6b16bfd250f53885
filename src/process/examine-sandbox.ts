import type { SandboxLayer } from '../contracts/tool.ts';
import { findProgram, type HostEnvironment } from './environment.ts';
import { chooseSandbox } from './sandbox-probe.ts';

/** What `doctor` says of the sandbox. */
export interface SandboxFinding {
  readonly layer: SandboxLayer;
  /** Whether the bubblewrap program is installed, working or not. */
  readonly bubblewrap: 'works' | 'refused' | 'missing';
  /** Whether memory, file-size and processor caps can be set (util-linux `prlimit`). */
  readonly limits: 'set' | 'not-set';
  /** What to do, as an imperative; null where protection is full. */
  readonly hint: string | null;
}

/** Probes the sandbox and explains what keeps it from working. `tmp` is an existing folder. */
export const examineSandbox = async ({
  host,
  tmp,
}: {
  readonly host: HostEnvironment;
  readonly tmp: string;
}): Promise<SandboxFinding> => {
  const { layer } = await chooseSandbox('auto', { host, cwd: tmp });
  const installed = (await findProgram('bwrap', host)) !== null;
  const bubblewrap = layer === 'bubblewrap' ? 'works' : installed ? 'refused' : 'missing';
  const limits = (await findProgram('prlimit', host)) === null ? 'not-set' : 'set';
  return { layer, bubblewrap, limits, hint: layer === 'sandbox-exec' ? null : HINTS[bubblewrap] };
};

const HINTS = {
  works: null,
  missing: 'Install bubblewrap: apt-get install bubblewrap (Debian, Ubuntu).',
  // Docker's default seccomp profile and Ubuntu 24.04's AppArmor policy both forbid user namespaces to ordinary programs.
  refused:
    'Allow user namespaces to bubblewrap: in Docker run with --security-opt seccomp=unconfined; on Ubuntu 24.04 add an AppArmor profile for /usr/bin/bwrap with the rule "userns," (or set kernel.apparmor_restrict_unprivileged_userns=0).',
} as const satisfies Readonly<Record<SandboxFinding['bubblewrap'], string | null>>;
