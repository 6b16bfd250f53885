import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { ToolchainError } from '../../contracts/error.ts';
import type { BenchDataset, DatasetId } from '../task.ts';
import { readDataText } from './read-folder.ts';
import { readRtlRepo } from './rtl-repo.ts';
import { readRtllm } from './rtllm.ts';
import { readVerilogEvalFolder } from './verilog-eval.ts';
import { readVerilogEvalV1 } from './verilog-eval-v1.ts';

/** What to read: the user's clone or folder, and which wording of it. */
export interface DatasetRequest {
  readonly path: string;
  /** `spec-to-rtl` or `code-complete-iccad2023` below a VerilogEval v2 clone; null picks the path itself. */
  readonly task: string | null;
  /** Descriptions file of VerilogEval v1; null without one. */
  readonly descriptions: string | null;
}

/** Every dataset there is, and its reader. */
export const DATASETS = {
  'verilog-eval': readVerilogEval,
  rtllm: ({ path }) => readRtllm(path),
  'rtl-repo': ({ path }) => readRtlRepo(path),
  suite: ({ path }) => readVerilogEvalFolder(path, 'suite'),
} as const satisfies Record<DatasetId, (request: DatasetRequest) => Promise<BenchDataset>>;

/** Reads a dataset by name. Throws `usage` for an unknown name, `input` for what cannot be read. */
export async function readDataset(id: string, request: DatasetRequest): Promise<BenchDataset> {
  if (!Object.hasOwn(DATASETS, id)) {
    throw new ToolchainError('usage', `unknown dataset "${id}"`, {
      hint: `Choose one of: ${Object.keys(DATASETS).join(', ')}.`,
    });
  }
  return DATASETS[id as DatasetId](request);
}

async function readVerilogEval({ path, task, descriptions }: DatasetRequest): Promise<BenchDataset> {
  const info = await stat(path).catch(() => null);
  if (info?.isFile() === true) {
    return readVerilogEvalV1(path, descriptions === null ? null : await readDataText(descriptions));
  }
  const names = await readdir(path).catch(() => []);
  if (names.some((name) => name.endsWith('_prompt.txt'))) return readVerilogEvalFolder(path, 'verilog-eval');
  return readVerilogEvalFolder(join(path, `dataset_${task ?? 'spec-to-rtl'}`), 'verilog-eval');
}
