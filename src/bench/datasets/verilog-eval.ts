import { join } from 'node:path';
import { ToolchainError } from '../../contracts/error.ts';
import { declaredModules, headerOf } from '../../verilog/modules.ts';
import type { BenchDataset, BenchTask } from '../task.ts';
import { digestOf } from './digest.ts';
import { listFolder, readDataFile, readDataText } from './read-folder.ts';

const PROMPT = '_prompt.txt';

/** Module names fixed by the file format: the design under test, the reference, the bench. */
const DUT = 'TopModule';
const REFERENCE = 'RefModule';
const BENCH = 'tb';

/**
 * Reads a folder in VerilogEval v2's file format: `NAME_prompt.txt`, `NAME_ref.sv`, `NAME_test.sv`, and
 * `NAME_ifc.txt` where the wording is code completion. Any other `NAME_*` file is a data file of the bench.
 * A prompt without reference or bench is listed as skipped. Serves `verilog-eval` v2 and `suite`.
 */
export async function readVerilogEvalFolder(dir: string, id: 'verilog-eval' | 'suite'): Promise<BenchDataset> {
  const names = (await listFolder(dir)).filter((entry) => !entry.folder).map((entry) => entry.name);
  const tasks = names.filter((name) => name.endsWith(PROMPT)).map((name) => name.slice(0, -PROMPT.length));
  if (tasks.length === 0) {
    throw new ToolchainError('input', `${dir} holds no NAME_prompt.txt`, {
      hint: 'Give the folder of one wording, for example …/dataset_spec-to-rtl.',
    });
  }
  const parts: Record<string, Uint8Array> = {};
  const read: BenchTask[] = [];
  const skipped: { task: string; reason: string }[] = [];
  for (const task of tasks) {
    const missing = ['_ref.sv', '_test.sv'].filter((suffix) => !names.includes(task + suffix));
    if (missing.length > 0) {
      skipped.push({ task, reason: `no ${missing.map((suffix) => task + suffix).join(', ')}` });
      continue;
    }
    const files = filesOf(task, tasks, names);
    for (const name of files) parts[name] = await readDataFile(join(dir, name));
    read.push(await readTask(dir, task, files));
  }
  const completion = names.some((name) => name.endsWith('_ifc.txt'));
  return { id, variant: completion ? 'code-complete' : 'spec-to-rtl', sha256: digestOf(parts), tasks: read, skipped };
}

// `a_b_x.dat` belongs to `a_b`, not to `a`: the longest task name that fits owns the file.
function filesOf(task: string, tasks: readonly string[], names: readonly string[]): readonly string[] {
  const longer = tasks.filter((other) => other !== task && other.startsWith(`${task}_`));
  return names.filter((name) => name.startsWith(`${task}_`) && !longer.some((other) => name.startsWith(`${other}_`)));
}

async function readTask(dir: string, task: string, files: readonly string[]): Promise<BenchTask> {
  const text = await readDataText(join(dir, task + PROMPT));
  const reference = await readDataText(join(dir, `${task}_ref.sv`));
  const bench = await readDataText(join(dir, `${task}_test.sv`));
  const known = new Set(['_prompt.txt', '_ref.sv', '_test.sv', '_ifc.txt'].map((suffix) => task + suffix));
  const data = await Promise.all(
    files
      .filter((name) => !known.has(name))
      .map(async (path) => ({ path, bytes: await readDataFile(join(dir, path)) })),
  );
  const declared = declaredModules(reference);
  return {
    public: { id: task, text, format: 'verilog-eval', module: DUT, header: headerOf(text, DUT), form: 'module' },
    oracle: {
      taskId: task,
      reference: {
        top: declared.includes(REFERENCE) ? REFERENCE : (declared[0] ?? REFERENCE),
        files: [{ path: `${task}_ref.sv`, text: reference }],
      },
      testbench: { top: BENCH, files: [{ path: `${task}_test.sv`, text: bench }], data },
    },
    official: 'verilog-eval-v2',
    nextLine: null,
  };
}
