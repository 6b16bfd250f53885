import { printPlan } from '../ir/index.ts';
import type { Exchange } from '../llm/record.ts';
import type { Attempt } from '../pipeline/loop/attempt.ts';
import type { RunFolder } from '../runs/run-folder.ts';

/** Keeps every question and its answer, numbered; requests hold no key. */
export function exchangeKeeper(run: RunFolder): (exchange: Exchange) => Promise<void> {
  let count = 0;
  return async ({ request, answer }) => {
    const name = `exchanges/${String(count++).padStart(4, '0')}.json`;
    await run.keep(name, `${JSON.stringify({ request, answer }, null, 2)}\n`);
    const from = answer.ok ? answer.value.from : answer.error.kind;
    await run.event('model', { exchange: name, from });
  };
}

/** Keeps every attempt of one spec: its text, plan, verdicts and what its author was told. */
export function attemptKeeper(run: RunFolder, task: string): (attempt: Attempt) => Promise<void> {
  const folder = `tasks/${task.replace(/[^\w.-]/g, '_')}`;
  return async (attempt) => {
    const { design, ...rest } = attempt;
    const home = `${folder}/a${attempt.id}`;
    if (design !== null) await run.keep(`${home}/${design.candidate.top}.v`, design.verilog);
    if (design?.plan != null) await run.keep(`${home}/plan.json`, printPlan(design.plan));
    const assurance = design?.candidate.assurance ?? null;
    await run.keep(`${home}/attempt.json`, `${JSON.stringify({ ...rest, assurance }, null, 2)}\n`);
    const { id, parent, step, status, score } = attempt;
    await run.event('attempt', { task, id, parent, step, status, score, assurance });
  };
}
