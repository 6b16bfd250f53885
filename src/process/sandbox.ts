import { lstatSync, readlinkSync, realpathSync } from 'node:fs';
import { dirname } from 'node:path';
import type { SandboxLayer } from '../contracts/tool.ts';

/** A command line ready to be wrapped. */
export interface BareLine {
  readonly line: readonly [string, ...string[]];
  /** Absolute path of the tool itself; `line` may start with a limiter. */
  readonly program: string;
  readonly cwd: string;
  /** Absolute paths outside `cwd` that the tool reads. */
  readonly inputs: readonly string[];
}

/** Wraps a command line in one sandbox layer. */
export const wrapInSandbox = (layer: SandboxLayer, bare: BareLine): readonly [string, ...string[]] => {
  switch (layer) {
    case 'bubblewrap':
      return ['bwrap', ...bubblewrapArguments(bare), '--', ...bare.line];
    case 'unshare':
      return [
        'unshare',
        '--user',
        '--map-root-user',
        '--net',
        '--ipc',
        '--pid',
        '--fork',
        '--kill-child',
        ...bare.line,
      ];
    case 'sandbox-exec':
      return ['sandbox-exec', '-p', seatbeltProfile(bare.cwd), ...bare.line];
    case 'none':
      return bare.line;
  }
};

/**
 * No network, no processes of others, no capabilities, system folders read-only, the work folder the only writable
 * place on disk. `--die-with-parent` ends the process-id namespace with us even after kill -9, and a child that left
 * the process group with `setsid` dies with the namespace.
 */
const bubblewrapArguments = ({ program, cwd, inputs }: BareLine): readonly string[] => [
  ...FIXED_ARGUMENTS,
  ...systemFolders(),
  ...homeOfProgram(program),
  // A whole --dev costs 0.5 ms a start; programs of this field need these three nodes.
  ...['/dev/null', '/dev/zero', '/dev/urandom'].flatMap((node) => ['--dev-bind', node, node]),
  ...['--bind', cwd, cwd],
  ...inputs.flatMap((path) => ['--ro-bind', path, path]),
  ...['--remount-ro', '/', '--chdir', cwd],
];

const FIXED_ARGUMENTS = [
  '--unshare-all',
  '--die-with-parent',
  '--new-session',
  '--cap-drop',
  'ALL',
  // Yosys finds its own folder through /proc/self/exe.
  '--proc',
  '/proc',
] as const;

const TOP_FOLDERS = ['/bin', '/sbin', '/lib', '/lib32', '/lib64', '/libx32'] as const;
const READ_ONLY_PIECES = ['/etc/ld.so.cache', '/etc/alternatives', '/nix/store'] as const;

let cachedSystemFolders: readonly string[] | null = null;

/** Binds of the system's program folders. `/bin` and its like are links into /usr on merged systems. */
const systemFolders = (): readonly string[] => {
  cachedSystemFolders ??= [
    ...['--ro-bind', '/usr', '/usr'],
    ...TOP_FOLDERS.flatMap((folder) => bindTopFolder(folder)),
    ...READ_ONLY_PIECES.flatMap((piece) => ['--ro-bind-try', piece, piece]),
  ];
  return cachedSystemFolders;
};

const bindTopFolder = (folder: string): readonly string[] => {
  const stat = lstatSync(folder, { throwIfNoEntry: false });
  if (stat === undefined) return [];
  return stat.isSymbolicLink() ? ['--symlink', readlinkSync(folder), folder] : ['--ro-bind', folder, folder];
};

/** A tool suite unpacked outside the system folders (`/opt/suite/bin/yosys`) needs its own prefix. */
const homeOfProgram = (program: string): readonly string[] => {
  const prefixes = new Set([program, realpathSync(program)].map((path) => dirname(dirname(path))));
  return [...prefixes]
    .filter((prefix) => prefix !== '/' && !prefix.startsWith('/usr') && !prefix.startsWith('/nix/store'))
    .flatMap((prefix) => ['--ro-bind', prefix, prefix]);
};

const seatbeltProfile = (cwd: string): string => {
  const quoted = JSON.stringify(cwd);
  return `(version 1)(allow default)(deny network*)(deny file-write*)(allow file-write* (subpath ${quoted}) (literal "/dev/null"))`;
};
