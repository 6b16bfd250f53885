/**
 * Tokens of each kind of prompt on the open half: `npx tsx bench/prompt-size.ts`.
 * Estimated on the high side (`util/estimate-tokens`), without a model. The schema travels in `response_format` and is no
 * part of the prompt on servers that compile it to a grammar; its size is shown apart.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Spec } from '../src/contracts/spec.ts';
import { solvedFacts } from '../src/engines/hybrid/solved-facts.ts';
import { headerText } from '../src/engines/llm/header-text.ts';
import { PROMPT_TOKENS, type PromptKind, type PromptParts, promptMessages } from '../src/engines/llm/prompt.ts';
import { planReplySchema } from '../src/engines/llm/prompts/plan-schema.ts';
import { composeFeedback } from '../src/feedback/compose.ts';
import { assembleContext, embedderNamed, noFilter, openIndex, readManifest } from '../src/rag/index.ts';
import { readSpec } from '../src/spec/index.ts';
import { estimateTokens } from '../src/util/estimate-tokens.ts';
import { openHalf, SHARED } from './harness-setup.ts';

const root = join(import.meta.dirname, '..');
const dataset = await openHalf();
const specs = dataset.tasks.flatMap(({ public: { id, text, module } }): readonly Spec[] => {
  const read = readSpec({ path: id, text, top: module });
  return read.ok ? [read.value.spec] : [];
});

const folder = join(root, 'rag-index/designs');
const settings = { baseUrl: null, apiKey: null, allowRemote: false, signal: new AbortController().signal };
const embedder = await embedderNamed((await readManifest(folder)).embedder.id, settings);
const index = await openIndex(folder, embedder);

const BUDGET = 900;

/** Feedback as full as its budget allows: a long counterexample and many diagnostics. */
function fullFeedback(spec: Spec) {
  const reference = join(SHARED, 'verilog-eval-v2-half/dataset_code-complete-iccad2023', `${spec.source.path}_ref.sv`);
  const text = readFileSync(reference, 'utf8');
  const items = text.split('\n').map((_, i) => ({
    severity: 'error' as const,
    code: 'IVL-SYNTAX',
    message: `syntax error ${i}`,
    range: { file: 'm.v', line: i + 1, column: null },
    reportedBy: 'iverilog',
  }));
  const verdict = {
    check: 'compile',
    status: 'fail',
    summary: '',
    evidence: [{ kind: 'diagnostics', items }],
    wallMs: 0,
  } as const;
  const coneOf = () => ({ signals: [], lines: [] });
  const files = [{ path: 'm.v', text }];
  return {
    text,
    feedback: composeFeedback({ candidate: '0', verdicts: [verdict], files, coneOf, visible: true, budget: BUDGET }),
  };
}

const cost = (kind: PromptKind, parts: PromptParts): number =>
  promptMessages(kind, parts).reduce((sum, message) => sum + estimateTokens(message.content) + 8, 0);

const table: { readonly title: string; readonly tokens: number[] }[] = [];
const add = (title: string, tokens: number): void => {
  const row = table.find((one) => one.title === title);
  if (row === undefined) table.push({ title, tokens: [tokens] });
  else row.tokens.push(tokens);
};

for (const spec of specs) {
  const bare: PromptParts = { spec, context: null, feedback: [], idea: null, previous: null, facts: [] };
  const { context } = await assembleContext(
    index,
    embedder,
    { form: 'text', text: spec.text.slice(0, 4_000), path: null },
    { budget: 1_500, filter: noFilter, limit: 8 },
  );
  const facts = solvedFacts(spec).lines;
  const { text, feedback } = fullFeedback(spec);
  add('plan', cost('plan', bare));
  add('plan + solved facts', cost('plan', { ...bare, facts }));
  add('plan + facts + retrieval', cost('plan', { ...bare, facts, context }));
  add(
    'plan, revised (+ feedback at its budget)',
    cost('plan', { ...bare, facts, previous: { kind: 'plan', text }, feedback: [feedback] }),
  );
  add('verilog', cost('verilog', bare));
  add('verilog + retrieval', cost('verilog', { ...bare, context }));
  add(
    'edits (module + feedback at its budget)',
    cost('edits', {
      ...bare,
      previous: { kind: 'verilog', text: `${headerText(spec)}\n${text}` },
      feedback: [feedback],
    }),
  );
  add('ideas', cost('ideas', bare));
}

const median = (of: readonly number[]): number => [...of].sort((a, b) => a - b)[Math.floor(of.length / 2)] ?? 0;
console.log(
  `specs ${specs.length} of ${dataset.tasks.length}; room for a prompt ${PROMPT_TOKENS} of 8192, the rest is the answer's`,
);
console.log(`schema of a plan, not in the prompt: ${estimateTokens(JSON.stringify(planReplySchema()))} tokens\n`);
console.log('| prompt | median | max |\n|---|---|---|');
for (const { title, tokens } of table) console.log(`| ${title} | ${median(tokens)} | ${Math.max(...tokens)} |`);
