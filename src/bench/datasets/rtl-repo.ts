import { z } from 'zod';
import { ToolchainError } from '../../contracts/error.ts';
import type { BenchDataset } from '../task.ts';
import { sha256 } from './digest.ts';
import { parseJsonl, readDataText } from './read-folder.ts';

const crossFile = z.union([
  z.string(),
  z.array(z.union([z.string(), z.object({ path: z.string().optional(), snippet: z.string().optional() }).loose()])),
]);
const row = z
  .object({
    task_id: z.union([z.string(), z.number()]).optional(),
    repo_name: z.string().optional(),
    file_name: z.string().optional(),
    /** Other files of the repository. */
    context: crossFile.optional(),
    /** The file up to the line that is asked for. */
    cropped_code: z.string().optional(),
    all_code: z.string().optional(),
    next_line: z.string(),
  })
  .loose();

/** Reads RTL-Repo: one JSON object a line with cross-file context, the file so far and the next line. */
export async function readRtlRepo(path: string): Promise<BenchDataset> {
  const text = await readDataText(path);
  const tasks = parseJsonl(text, path).map(({ line, value }) => {
    const parsed = row.safeParse(value);
    if (!parsed.success) {
      throw new ToolchainError('input', `${path}:${line} is not an RTL-Repo row`, {
        hint: 'Each line needs next_line.',
        cause: parsed.error,
      });
    }
    const data = parsed.data;
    const id = String(data.task_id ?? line - 1);
    const prompt = [...snippets(data.context), data.cropped_code ?? data.all_code ?? ''].join('\n');
    return {
      public: { id, text: prompt, format: 'next-line', module: '', header: null, form: 'line' },
      oracle: { taskId: id, reference: null, testbench: null },
      official: 'verilog-eval-v2',
      nextLine: data.next_line,
    } as const;
  });
  return { id: 'rtl-repo', variant: 'next-line', sha256: sha256(text), tasks, skipped: [] };
}

function snippets(context: z.infer<typeof crossFile> | undefined): readonly string[] {
  if (context === undefined) return [];
  if (typeof context === 'string') return [context];
  return context.map((part) => (typeof part === 'string' ? part : `// ${part.path ?? ''}\n${part.snippet ?? ''}`));
}
