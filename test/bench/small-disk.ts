import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';

const root = (program: string, args: readonly string[]): void => {
  execFileSync(program, args, { stdio: 'ignore' });
};

/** A file system of a few kilobytes. */
export interface SmallDisk {
  readonly grow: (size: string) => void;
  readonly remove: () => void;
}

/** Mounts a memory file system of this size on a folder; null where the machine does not let us. */
export function mountSmallDisk(folder: string, size: string): SmallDisk | null {
  mkdirSync(folder, { recursive: true });
  try {
    root('mount', ['-t', 'tmpfs', '-o', `size=${size}`, 'tmpfs', folder]);
  } catch {
    // Mounting needs rights that a developer's machine rarely gives; the tests say that they were skipped.
    return null;
  }
  return {
    grow: (larger) => root('mount', ['-o', `remount,size=${larger}`, folder]),
    remove: () => root('umount', [folder]),
  };
}
