import { join } from 'node:path';
import { ToolchainError } from '../../contracts/error.ts';
import { declaredModules, moduleDeclarations } from '../../verilog/modules.ts';
import { tokenizeVerilog } from '../../verilog/tokens.ts';
import type { BenchDataset, BenchTask } from '../task.ts';
import { digestOf } from './digest.ts';
import { readDataFile, walkFolder } from './read-folder.ts';

const DESCRIPTION = 'design_description.txt';
const BENCH = 'testbench.v';

/**
 * Reads an RTLLM clone, v1.1 (a flat list of design folders) or v2 (folders of categories, with spaces in their
 * names): a design is any folder with `design_description.txt` and `testbench.v`. The reference is its `verified_*`
 * or otherwise remaining Verilog file; makefiles (VCS only) are ignored, all other files go along as data.
 */
export async function readRtllm(dir: string): Promise<BenchDataset> {
  const paths = await walkFolder(dir);
  const folders = paths
    .filter((path) => path.endsWith(`/${DESCRIPTION}`))
    .map((path) => path.slice(0, -DESCRIPTION.length - 1));
  if (folders.length === 0) {
    throw new ToolchainError('input', `${dir} holds no folder with ${DESCRIPTION}`, {
      hint: 'Give the root of an RTLLM clone.',
    });
  }
  const parts: Record<string, Uint8Array> = {};
  const tasks: BenchTask[] = [];
  const skipped: { task: string; reason: string }[] = [];
  for (const folder of folders) {
    const files: Record<string, Uint8Array> = {};
    for (const path of paths.filter((candidate) => candidate.startsWith(`${folder}/`))) {
      files[path.slice(folder.length + 1)] = await readDataFile(join(dir, path));
    }
    for (const [name, bytes] of Object.entries(files)) parts[`${folder}/${name}`] = bytes;
    const task = taskOf(folder.split('/').at(-1) ?? folder, files);
    if (typeof task === 'string') skipped.push({ task: folder, reason: task });
    else tasks.push(task);
  }
  const flat = folders.every((folder) => !folder.includes('/'));
  return { id: 'rtllm', variant: flat ? 'v1' : 'v2', sha256: digestOf(parts), tasks, skipped };
}

const text = (bytes: Uint8Array | undefined): string => new TextDecoder().decode(bytes);

function taskOf(id: string, files: Readonly<Record<string, Uint8Array>>): BenchTask | string {
  if (files[BENCH] === undefined) return `no ${BENCH}`;
  const bench = text(files[BENCH]);
  const sources = Object.keys(files).filter((name) => /\.s?v$/.test(name) && name !== BENCH);
  const referenceFile = sources.find((name) => name.startsWith('verified_')) ?? sources[0];
  const instantiated = instantiatedIn(bench);
  const top = declaredModules(bench).find((name) => !instantiated.includes(name)) ?? 'testbench';
  const module = instantiated.find((name) => !declaredModules(bench).includes(name)) ?? id;
  const reference = referenceFile === undefined ? null : referenceAs(text(files[referenceFile]), module);
  const known = new Set([DESCRIPTION, BENCH, 'makefile', 'Makefile', ...sources]);
  return {
    public: { id, text: text(files[DESCRIPTION]), format: 'rtllm', module, header: null, form: 'module' },
    oracle: {
      taskId: id,
      reference: reference === null ? null : { top: module, files: [{ path: 'reference.v', text: reference }] },
      testbench: {
        top,
        files: [{ path: BENCH, text: bench }],
        data: Object.entries(files)
          .filter(([name]) => !known.has(name))
          .map(([path, bytes]) => ({ path, bytes })),
      },
    },
    official: 'rtllm',
    nextLine: null,
  };
}

// `name [#(…)] instance (`: the module types a bench instantiates, in order, without its own tasks and nets.
function instantiatedIn(bench: string): readonly string[] {
  const tokens = tokenizeVerilog(bench);
  const found: string[] = [];
  tokens.forEach((token, i) => {
    if (token.kind !== 'identifier' || NOT_A_TYPE.has(token.text)) return;
    const before = tokens[i - 1]?.text;
    if (before !== undefined && !STATEMENT_END.has(before)) return;
    const at = tokens[i + 1]?.text === '#' && tokens[i + 2]?.text === '(' ? afterGroup(tokens, i + 2) : i + 1;
    const instance = tokens[at];
    if (instance?.kind === 'identifier' && !NOT_A_TYPE.has(instance.text) && tokens[at + 1]?.text === '(')
      found.push(token.text);
  });
  return found;
}

const STATEMENT_END = new Set([';', 'end', 'endtask', 'endfunction', ')']);
const NOT_A_TYPE = new Set(
  'module initial always task function begin end if else for while repeat forever case reg wire integer real time assign parameter localparam input output inout or posedge negedge wait'.split(
    ' ',
  ),
);

function afterGroup(tokens: readonly { readonly text: string }[], open: number): number {
  let depth = 0;
  for (let i = open; i < tokens.length; i += 1) {
    if (tokens[i]?.text === '(') depth += 1;
    if (tokens[i]?.text === ')') depth -= 1;
    if (depth === 0) return i + 1;
  }
  return tokens.length;
}

/** The reference with its root module renamed to what the bench instantiates; its own name may differ. */
function referenceAs(source: string, module: string): string {
  const declared = declaredModules(source);
  if (declared.includes(module)) return source;
  const tokens = tokenizeVerilog(source);
  const mentioned = (name: string): boolean => tokens.filter((token) => token.text === name).length > 1;
  const root = moduleDeclarations(tokens).find(({ name }) => !mentioned(name.text)) ?? moduleDeclarations(tokens)[0];
  if (root === undefined) return source;
  return source.slice(0, root.name.start) + module + source.slice(root.name.end);
}
