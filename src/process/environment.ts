import { access, constants } from 'node:fs/promises';
import { delimiter, isAbsolute, join } from 'node:path';

/** What a tool may know of the machine it runs on. */
export interface HostEnvironment {
  /** Folders searched for programs, separated as on this system. */
  readonly path: string;
  readonly lang: string;
}

const FALLBACK_PATH = '/usr/local/bin:/usr/bin:/bin';

/** Takes the two variables a tool needs from a full environment; keys and tokens stay behind. */
export const hostEnvironmentOf = (variables: Readonly<Record<string, string | undefined>>): HostEnvironment => ({
  path: variables['PATH'] ?? FALLBACK_PATH,
  lang: 'C.UTF-8',
});

/**
 * The whole environment of a tool. An allow-list, so that no secret of the caller can reach a program:
 * home and temporary folders are the work folder, which is deleted afterwards.
 */
export const scrubbedEnvironment = (host: HostEnvironment, cwd: string): Readonly<Record<string, string>> => ({
  PATH: host.path,
  LANG: host.lang,
  LC_ALL: host.lang,
  HOME: cwd,
  TMPDIR: cwd,
  TMP: cwd,
});

/** Absolute path of a program, or null where no folder of `path` holds it. Relative folders of `path` are skipped. */
export const findProgram = async (name: string, host: HostEnvironment): Promise<string | null> => {
  if (name.includes('/')) return (await isExecutable(name)) ? name : null;
  for (const folder of host.path.split(delimiter)) {
    if (!isAbsolute(folder)) continue;
    const candidate = join(folder, name);
    if (await isExecutable(candidate)) return candidate;
  }
  return null;
};

const isExecutable = (path: string): Promise<boolean> =>
  access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
