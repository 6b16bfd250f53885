import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Diagnostic } from '../contracts/source.ts';
import { isPlainRelativePath } from '../util/relative-path.ts';
import type { DesignFile } from './check-environment.ts';

/** Files of one party (`dut`, `bench`) under the names they have in a work folder. */
export interface NamedFiles {
  /** Paths of all files relative to the work folder, in order. */
  readonly names: readonly string[];
  /** Paths of the source files; headers are left out. */
  readonly sources: readonly string[];
  /** Turns file names of the work folder back into the design's own. */
  readonly named: (items: readonly Diagnostic[]) => readonly Diagnostic[];
}

const SOURCE = /\.(?:v|sv)$/;
const HEADER = /\.(?:vh|svh)$/;

/** Whether a file is only there to be included by others. */
export const isHeader = (path: string): boolean => HEADER.test(path);

/** Names files below `<party>/` so that no tool takes one for an option, a library or C++ code. */
export const nameFiles = ({
  party,
  files,
}: {
  readonly party: string;
  readonly files: readonly DesignFile[];
}): NamedFiles => {
  const names = files.map((file, index) => `${party}/${safeName(file.path, index)}`);
  const original = new Map(names.map((name, index) => [name, files[index]?.path ?? name]));
  return {
    names,
    sources: names.filter((name) => !HEADER.test(name)),
    named: (items) => items.map((item) => renamed(item, original)),
  };
};

/** Writes the files of one party into a work folder. */
export const writeFiles = async (
  folder: string,
  { party, files }: { readonly party: string; readonly files: readonly DesignFile[] },
): Promise<NamedFiles> => {
  const written = nameFiles({ party, files });
  const folders = new Set(written.names.map((name) => join(folder, dirname(name))));
  for (const path of folders) await mkdir(path, { recursive: true });
  await Promise.all(files.map((file, index) => writeFile(join(folder, written.names[index] ?? ''), file.text)));
  return written;
};

// Verilator compiles *.cpp and links *.so that stand among its sources, so every name ends as Verilog.
const safeName = (path: string, index: number): string => {
  if (!isPlainRelativePath(path)) return `file${index}.v`;
  return SOURCE.test(path) || HEADER.test(path) ? path : `${path}.v`;
};

const renamed = (item: Diagnostic, original: ReadonlyMap<string, string>): Diagnostic => {
  const file = item.range === null ? undefined : original.get(item.range.file);
  return item.range === null || file === undefined ? item : { ...item, range: { ...item.range, file } };
};
