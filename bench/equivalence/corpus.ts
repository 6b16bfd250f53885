import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DesignText } from '../../src/checks/check-environment.ts';

/** One reference with the candidates to compare it with. */
export interface Problem {
  readonly name: string;
  readonly golden: DesignText;
  readonly candidates: readonly { readonly id: string; readonly design: DesignText }[];
}

const ROOT = join(import.meta.dirname, '../../../shared/data');
const RTLLM = join(ROOT, 'rtllm-v2-half');
const REFERENCES = join(ROOT, 'verilog-eval-v2-half/dataset_code-complete-iccad2023');

/** Whether the measured data is there. */
export const hasCorpus = (): boolean => existsSync(REFERENCES);

const reference = (name: string): DesignText => ({
  top: 'RefModule',
  files: [{ path: 'reference.sv', text: readFileSync(join(REFERENCES, `${name}_ref.sv`), 'utf8') }],
});

/** The references against the model-written mutants. */
export function mutantProblems(): Problem[] {
  const lines = readFileSync(join(ROOT, 'mutants/correctbench-mutants.jsonl'), 'utf8').split('\n').filter(Boolean);
  return lines.map((line) => {
    const { task_id: name, mutants } = JSON.parse(line) as { task_id: string; mutants: string[] };
    return { name, golden: reference(name), candidates: mutants.map((text, index) => candidate(`${index}`, text)) };
  });
}

/** Every reference against itself under another module name. */
export function selfProblems(): Problem[] {
  return readdirSync(REFERENCES)
    .filter((file) => file.endsWith('_ref.sv'))
    .map((file) => {
      const name = file.slice(0, -'_ref.sv'.length);
      const golden = reference(name);
      const text = (golden.files[0]?.text ?? '').replace(/\bRefModule\b/g, 'top_module');
      return { name, golden, candidates: [candidate('self', text)] };
    });
}

/** The references against recorded samples of three language models; equal texts once. */
export function sampleProblems(): Problem[] {
  const folder = join(ROOT, 'llm-samples');
  const byTask = new Map<string, Set<string>>();
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.jsonl'))) {
    for (const line of readFileSync(join(folder, file), 'utf8').split('\n').filter(Boolean)) {
      const { task_id: name, samples } = JSON.parse(line) as { task_id: string; samples: string[] };
      const texts = byTask.get(name) ?? new Set<string>();
      for (const text of samples) texts.add(text);
      byTask.set(name, texts);
    }
  }
  return [...byTask].map(([name, texts]) => ({
    name,
    golden: reference(name),
    candidates: [...texts].map((text, index) => candidate(`${index}`, text)),
  }));
}

/** Every published RTLLM reference against itself with all modules renamed. */
export function rtllmProblems(): Problem[] {
  return readdirSync(RTLLM, { recursive: true, encoding: 'utf8' })
    .filter((path) => /verified_[^/]*\.v$/.test(path))
    .map((path) => {
      const text = readFileSync(join(RTLLM, path), 'utf8');
      const modules = [...text.matchAll(/^\s*module\s+(\w+)/gm)].map((found) => found[1] ?? '');
      const top =
        modules.find((name) => (text.match(new RegExp(`\\b${name}\\b`, 'g')) ?? []).length === 1) ?? modules[0] ?? '';
      const renamed = modules.reduce(
        (all, name) => all.replace(new RegExp(`\\b${name}\\b`, 'g'), `${name}_again`),
        text,
      );
      const files = (content: string): DesignText['files'] => [{ path: 'design.v', text: content }];
      return {
        name: path,
        golden: { top, files: files(text) },
        candidates: [{ id: 'self', design: { top: `${top}_again`, files: files(renamed) } }],
      };
    });
}

const candidate = (id: string, text: string): { readonly id: string; readonly design: DesignText } => ({
  id,
  design: { top: 'top_module', files: [{ path: 'candidate.sv', text }] },
});
