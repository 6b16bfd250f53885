import { readFile } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import type { RunTool, ToolCommand } from '../../contracts/tool.ts';
import { DEFAULT_LIMITS } from '../../tools/limits.ts';
import { type ElaboratedModule, readElaborated } from './elaborated.ts';
import { type FileList, readFileList } from './file-list.ts';

export interface ElaborateOptions {
  /** Folder that is indexed. */
  readonly root: string;
  /** File list, absolute. */
  readonly list: string;
  readonly runTool: RunTool;
  /** Fresh private folder the tool may write to. */
  readonly workdir: string;
  readonly signal?: AbortSignal;
}

/** What Verilator could tell; `modules` is empty where it could not elaborate, and `note` says why. */
export interface Elaboration {
  readonly modules: readonly ElaboratedModule[];
  readonly note: string | null;
}

/** Lists that name lists are followed so far. */
const deepestList = 8;
const mostFiles = 5000;

/** All files of a list and of the lists it names, absolute. Paths that lead out of the root are left out. */
const gather = async (list: string, root: string, depth = 0): Promise<FileList> => {
  const text = await readFile(list, 'utf8').catch(() => '');
  const read = readFileList(list, text);
  const base = dirname(list);
  const inside = (path: string): string[] => {
    const absolute = resolve(base, path);
    return relative(root, absolute).startsWith('..') ? [] : [absolute];
  };
  const below =
    depth >= deepestList ? [] : await Promise.all(read.lists.flatMap(inside).map((l) => gather(l, root, depth + 1)));
  const all = <K extends 'files' | 'includeFolders'>(key: K): string[] => [
    ...read[key].flatMap(inside),
    ...below.flatMap((b) => b[key]),
  ];
  return {
    files: [...new Set(all('files'))].slice(0, mostFiles),
    includeFolders: [...new Set(all('includeFolders'))],
    defines: [...read.defines, ...below.flatMap((b) => b.defines)],
    lists: [],
    unread: [...read.unread, ...below.flatMap((b) => b.unread)],
  };
};

const define = /^[A-Za-z_]\w*(?:=[\w'.]*)?$/;

/** Command that elaborates the files of a list and writes the result as XML. Warnings are not asked for. */
export const elaborateCommand = (job: {
  readonly workdir: string;
  readonly root: string;
  readonly list: FileList;
}): ToolCommand => ({
  tool: 'verilator',
  argv: [
    'verilator_bin',
    '--xml-only',
    '-Wno-fatal',
    '-Wno-lint',
    '-Wno-style',
    '--bbox-sys',
    '--bbox-unsup',
    '--timing',
    ...['--xml-output', 'design.xml'],
    ...job.list.includeFolders.map((folder) => `+incdir+${folder}`),
    ...job.list.defines.filter((d) => define.test(d)).map((d) => `+define+${d}`),
    ...job.list.files,
  ],
  cwd: job.workdir,
  stdin: null,
  inputs: [job.root],
  limits: { ...DEFAULT_LIMITS, wallMs: 120_000, memoryMiB: 4096, fileMiB: 512 },
});

const relativeTo = (root: string, modules: readonly ElaboratedModule[]): ElaboratedModule[] => {
  const local = (file: string): string => relative(root, resolve(root, file)).replaceAll('\\', '/');
  return modules.map((m) => ({
    ...m,
    file: local(m.file),
    instances: m.instances.map((i) => ({ ...i, file: local(i.file) })),
  }));
};

/** Elaborates a file list with Verilator. A design that does not elaborate is no error: the scanner's facts stand. */
export const elaborate = async (options: ElaborateOptions): Promise<Elaboration> => {
  const { root, workdir } = options;
  const list = await gather(options.list, root);
  if (list.files.length === 0) return { modules: [], note: 'the file list names no file inside the repository' };
  const run = await options.runTool(elaborateCommand({ workdir, root, list }), options.signal);
  const xml = await readFile(join(workdir, 'design.xml'), 'utf8').catch(() => '');
  if (run.end === 'not-found') return { modules: [], note: 'Verilator is not installed' };
  if (xml === '')
    return {
      modules: [],
      note: `Verilator did not elaborate the file list: ${run.stderr.text.split('\n')[0] ?? run.end}`,
    };
  return { modules: relativeTo(root, readElaborated(xml)), note: null };
};
