import { moduleDeclarations } from '../../verilog/modules.ts';
import { tokenizeVerilog, type VerilogToken } from '../../verilog/tokens.ts';
import type { BenchTask } from '../task.ts';
import type { SimulationFacts } from './facts.ts';

/** The reference as a candidate: its root module under the name that the bench gives the design under test. */
export function goldenCandidate(task: BenchTask): string | null {
  const reference = task.oracle.reference;
  if (reference === null) return null;
  const text = reference.files.map((file) => file.text).join('\n');
  // In the dataset's flow the reference stands beside the candidate: no module of the copy may keep its name.
  const beside = task.official === 'verilog-eval-v2';
  return renameModules(text, (name) => {
    if (name === reference.top) return task.public.module;
    return beside ? `${name}_copy` : name;
  });
}

/** Renames every module that a text declares, at its declaration and where it is instantiated. */
export function renameModules(text: string, newName: (name: string) => string): string {
  const tokens = tokenizeVerilog(text);
  const declared = new Set(moduleDeclarations(tokens).map(({ name }) => name.text));
  const places = tokens.filter((token, i) => declared.has(token.text) && isModuleName(tokens, i));
  return places.reduceRight(
    (kept, { start, end, text: name }) => kept.slice(0, start) + newName(name) + kept.slice(end),
    text,
  );
}

// After `module` or an end label, or as the type of an instance.
function isModuleName(tokens: readonly VerilogToken[], at: number): boolean {
  const before = tokens[at - 1]?.text;
  if (before === 'module' || before === 'macromodule' || (before === ':' && tokens[at - 2]?.text === 'endmodule'))
    return true;
  const next = tokens[at + 1];
  return next?.text === '#' || (next?.kind === 'identifier' && ['(', '['].includes(tokens[at + 2]?.text ?? ''));
}

/** Why no candidate can be scored when the reference itself does not pass; null where it does. */
export function whyBroken(task: BenchTask, facts: SimulationFacts): string | null {
  if (task.oracle.testbench === null) return 'The task has no bench.';
  if (!facts.compiled) {
    const first = facts.diagnostics.find(({ severity }) => severity === 'error');
    return `Bench and reference do not compile: ${first?.message ?? 'no message'}`;
  }
  if (facts.end === 'timed-out') return 'The bench does not end with its own reference.';
  if (facts.counts !== null) {
    if (facts.counts.compared === 0) return 'The bench compares no sample.';
    return facts.counts.mismatched > 0
      ? `The reference fails its own bench in ${facts.counts.mismatched} of ${facts.counts.compared} samples.`
      : null;
  }
  if (task.official === 'rtllm')
    return facts.official.pass ? null : `The reference fails its own bench: ${facts.lines.at(-1) ?? 'no output'}`;
  return 'The bench reports no sample count.';
}
