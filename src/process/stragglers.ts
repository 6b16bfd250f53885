import { readdir, readFile } from 'node:fs/promises';

/** A name that every process of one run inherits in its environment, whatever group or session it moves to. */
export interface StragglerMark {
  readonly variables: Readonly<Record<string, string>>;
  readonly needle: string;
}

let runs = 0;

export const stragglerMark = (): StragglerMark => {
  runs += 1;
  const value = `${process.pid}-${runs}`;
  return { variables: { VERILOOM_RUN: value }, needle: `VERILOOM_RUN=${value}` };
};

/**
 * Kills what left its process group with `setsid` where no process-id namespace holds it. Linux only: elsewhere
 * there is no way to read another process's environment, and the run's `sandbox: none` says so.
 * Returns the number of processes found.
 */
export const killStragglers = async (mark: StragglerMark): Promise<number> => {
  if (process.platform !== 'linux') return 0;
  const ids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const hits = await Promise.all(ids.map((id) => carriesMark(id, mark.needle)));
  const stragglers = ids.filter((_, i) => hits[i] === true).map(Number);
  for (const id of stragglers) killOne(id);
  return stragglers.length;
};

const carriesMark = async (id: string, needle: string): Promise<boolean> => {
  try {
    const environment = await readFile(`/proc/${id}/environ`, 'latin1');
    return environment.split('\0').includes(needle);
  } catch {
    // The process ended, or belongs to another user: in both cases it is not ours.
    return false;
  }
};

const killOne = (id: number): void => {
  try {
    process.kill(id, 'SIGKILL');
  } catch {
    // ESRCH: it ended by itself since it was listed.
  }
};
