import { z } from 'zod';
import { ToolchainError } from '../../contracts/error.ts';
import { headerOf } from '../../verilog/modules.ts';
import type { BenchDataset, BenchTask } from '../task.ts';
import { sha256 } from './digest.ts';
import { parseJsonl, readDataText } from './read-folder.ts';

const problem = z.object({
  task_id: z.string().min(1),
  prompt: z.string(),
  canonical_solution: z.string().optional(),
  test: z.string().min(1),
  /** Sentences that go with the header, from the separate descriptions file when the caller merged it in. */
  detail_description: z.string().optional(),
});

const DUT = 'top_module';

/**
 * Reads VerilogEval v1 (Human or Machine): one JSON object a line with `task_id`, `prompt` (the module header),
 * `canonical_solution` (the body) and `test` (reference module and bench `tb`). `descriptions` is the text of the
 * dataset's descriptions file (`task_id`, `detail_description`), null without one.
 */
export async function readVerilogEvalV1(path: string, descriptions: string | null): Promise<BenchDataset> {
  const text = await readDataText(path);
  const described = new Map<string, string>();
  for (const { value } of descriptions === null ? [] : parseJsonl(descriptions, 'descriptions')) {
    if (typeof value['task_id'] === 'string' && typeof value['detail_description'] === 'string') {
      described.set(value['task_id'], value['detail_description']);
    }
  }
  const tasks = parseJsonl(text, path).map(({ line, value }) => {
    const parsed = problem.safeParse(value);
    if (parsed.success) return taskOf(parsed.data, described.get(parsed.data.task_id));
    throw new ToolchainError('input', `${path}:${line} is not a VerilogEval v1 problem`, {
      hint: 'Each line needs task_id, prompt and test.',
      cause: parsed.error,
    });
  });
  return { id: 'verilog-eval', variant: 'v1', sha256: sha256(text + (descriptions ?? '')), tasks, skipped: [] };
}

function taskOf(value: z.infer<typeof problem>, described: string | undefined): BenchTask {
  const words = described ?? value.detail_description;
  const solution = value.canonical_solution;
  return {
    public: {
      id: value.task_id,
      text: words === undefined ? value.prompt : `${words}\n\n${value.prompt}`,
      format: 'verilog-eval',
      module: DUT,
      header: headerOf(value.prompt, DUT),
      form: 'body',
    },
    oracle: {
      taskId: value.task_id,
      reference:
        solution === undefined
          ? null
          : { top: DUT, files: [{ path: 'reference.sv', text: `${value.prompt}\n${solution}\n` }] },
      testbench: { top: 'tb', files: [{ path: 'test.sv', text: value.test }], data: [] },
    },
    official: 'verilog-eval-v1',
    nextLine: null,
  };
}
