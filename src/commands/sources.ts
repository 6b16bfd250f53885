import { readdir } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import type { DesignText } from '../checks/check-environment.ts';
import type { TestbenchText } from '../checks/testbench.ts';
import { ToolchainError } from '../contracts/error.ts';
import { declaredModules, rootModules } from '../verilog/roots.ts';
import type { CommandIo } from './io.ts';
import { readInput, readSource } from './read-input.ts';

interface DesignRequest {
  readonly paths: readonly string[];
  readonly top: string | undefined;
  /** The flag that names the top, for the message. */
  readonly flag: string;
}

/**
 * Reads a design from files. The top is the one given, or the only module that nothing instantiates.
 * Throws {@link ToolchainError} `input` where there is no such module, or more than one.
 */
export async function readDesign({ paths, top, flag }: DesignRequest, io: CommandIo): Promise<DesignText> {
  const files = await readFiles(paths, io);
  const texts = files.map((file) => file.text);
  if (top !== undefined) {
    if (declaredModules(texts).includes(top)) return { top, files };
    throw new ToolchainError('input', `${paths.join(', ')}: no module "${top}"`, {
      hint: `Modules there: ${declaredModules(texts).slice(0, 10).join(', ') || 'none'}.`,
    });
  }
  const roots = rootModules(texts);
  const [only] = roots;
  if (only !== undefined && roots.length === 1) return { top: only, files };
  const what = roots.length === 0 ? 'no module' : `${roots.length} top modules (${roots.slice(0, 5).join(', ')})`;
  throw new ToolchainError('input', `${paths.join(', ')}: ${what}`, { hint: `Name the top with ${flag}.` });
}

/** Reads a testbench: its Verilog files, and data files that stand beside the first of them and are named in it. */
export async function readTestbench(
  { paths, top }: { readonly paths: readonly string[]; readonly top: string | undefined },
  io: CommandIo,
): Promise<TestbenchText> {
  const files = await readFiles(paths, io);
  const [first] = paths;
  const folder = resolve(io.cwd, dirname(first ?? '.'));
  const named = files.flatMap((file) =>
    [...file.text.matchAll(/"([\w./-]+\.(?:txt|hex|dat|mem|bin))"/g)].map((m) => m[1] ?? ''),
  );
  const present = new Set(await readdir(folder).catch(() => []));
  const wanted = [...new Set(named.map((name) => basename(name)))].filter((name) => present.has(name));
  const data = await Promise.all(
    wanted.map(async (path) => ({ path, bytes: await readInput(join(folder, path), io) })),
  );
  return { top: top ?? null, files, data };
}

const readFiles = (paths: readonly string[], io: CommandIo): Promise<DesignText['files']> =>
  Promise.all(
    paths.map(async (path, index) => ({
      // Two files of one name in different folders must not overwrite each other in a work folder.
      path:
        paths.findIndex((other) => basename(other) === basename(path)) === index
          ? basename(path)
          : `${index}-${basename(path)}`,
      text: await readSource(path, io),
    })),
  );

/** `data_i=data` pairs (candidate's name = golden's) as golden → candidate. Throws `usage` on anything else. */
export function readPortMap(pairs: readonly string[]): Readonly<Record<string, string>> {
  const entries = pairs
    .flatMap((text) => text.split(','))
    .map((pair): [string, string] => {
      const match = /^(\w+)=(\w+)$/.exec(pair.trim());
      if (match?.[1] === undefined || match[2] === undefined) {
        throw new ToolchainError('usage', `--map ${pair}: not candidate=golden`, { hint: 'Write --map data_i=data.' });
      }
      return [match[2], match[1]];
    });
  return Object.fromEntries(entries);
}
