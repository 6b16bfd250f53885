import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DesignText } from '../../src/checks/check-environment.ts';
import { withGolden } from '../../src/checks/equivalence.ts';
import { findIcarusCore } from '../../src/checks/icarus-core.ts';
import { ruleEngine } from '../../src/engines/rule/index.ts';
import { emitVerilog, lowerPlan } from '../../src/ir/index.ts';
import { readSpec } from '../../src/spec/index.ts';
import { realEnvironment } from '../tools/real-tools.ts';

/** A wording of a design and what it means; a null golden means that the text must be refused. */
export interface WordingRecord {
  readonly id: string;
  /** `paraphrase`: one design in other words; `near-miss`: other words that change the design. */
  readonly kind: 'paraphrase' | 'near-miss';
  /** What distinguishes a near-miss from its base; empty for a paraphrase. */
  readonly change: string;
  readonly spec: string;
  readonly golden: string | null;
}

/** What the rule engine made of a wording. */
export interface Judged {
  readonly record: WordingRecord;
  /** `undecided`: the check itself ended without an answer. */
  readonly result: 'abstained' | 'right' | 'wrong' | 'undecided';
  readonly why: string;
  /** Text that the engine named as the reason of an abstention. */
  readonly quotes: readonly string[];
  readonly verilog: string | null;
}

const FOLDER = new URL('../fixtures/wording/', import.meta.url).pathname;

/** Every record, in the order of the files. */
export const wordingRecords = (): readonly WordingRecord[] =>
  readdirSync(FOLDER)
    .filter((name) => name.endsWith('.jsonl'))
    .sort()
    .flatMap((name) => recordsOf(join(FOLDER, name)));

/** The records of one file, one JSON object a line. */
export const recordsOf = (path: string): readonly WordingRecord[] =>
  readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as WordingRecord);

/** The engine's answer alone, without any tool. */
export async function answerOf(record: WordingRecord): Promise<Pick<Judged, 'verilog' | 'why' | 'quotes'>> {
  const reading = readSpec({ path: `${record.id}.md`, text: record.spec });
  if (!reading.ok) return { verilog: null, why: `spec: ${reading.error[0]?.message ?? ''}`, quotes: [] };
  const request = { spec: reading.value.spec, context: null, feedback: [], seed: 1 };
  const plan = await ruleEngine.plan(request, new AbortController().signal);
  if (!plan.ok) {
    const quotes = plan.error.quotes.map((quote) => quote.text.replaceAll(/\s+/g, ' '));
    return { verilog: null, why: `${plan.error.reason}: ${plan.error.detail}`, quotes };
  }
  const lowered = lowerPlan(plan.value);
  if (!lowered.ok) return { verilog: null, why: `lowering: ${JSON.stringify(lowered.error[0])}`, quotes: [] };
  return { verilog: emitVerilog(lowered.value.rtl), why: '', quotes: [] };
}

const topOf = (text: string): string => /\bmodule\s+(\w+)/.exec(text)?.[1] ?? '';
const designOf = (text: string): DesignText => ({ top: topOf(text), files: [{ path: 'design.v', text }] });

/** Judges every record; only accepted ones reach the equivalence check, goldens that several share are opened once. */
export async function judgeAll(records: readonly WordingRecord[]): Promise<readonly Judged[]> {
  const judged: Judged[] = [];
  const accepted = new Map<string, { record: WordingRecord; verilog: string }[]>();
  for (const record of records) {
    const { verilog, why, quotes } = await answerOf(record);
    if (verilog === null) judged.push({ record, result: 'abstained', why, quotes, verilog });
    else if (record.golden === null)
      judged.push({ record, result: 'wrong', why: 'accepted a text that has no meaning', quotes, verilog });
    else accepted.set(record.golden, [...(accepted.get(record.golden) ?? []), { record, verilog }]);
  }
  const plain = await realEnvironment();
  const env = { ...plain, icarus: await findIcarusCore(plain) };
  await inPairs([...accepted], async ([golden, answers]) => {
    const verdicts = new Map<string, { status: string; summary: string }>();
    await withGolden(env, { golden: designOf(golden), seed: 1 }, async (ask) => {
      for (const { record, verilog } of answers) {
        if (!verdicts.has(verilog))
          verdicts.set(verilog, (await ask({ candidate: designOf(verilog), budgetMs: 60_000 })).verdict);
        const { status, summary } = verdicts.get(verilog) ?? { status: 'error', summary: 'not asked' };
        judged.push({
          record,
          result: status === 'pass' ? 'right' : 'wrong',
          why: `${status}: ${summary}`,
          quotes: [],
          verilog,
        });
      }
    });
  });
  return judged;
}

/** Two at a time: the smallest machine we support has two cores. */
async function inPairs<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const left = [...items].reverse();
  const worker = async (): Promise<void> => {
    for (let item = left.pop(); item !== undefined; item = left.pop()) await work(item);
  };
  await Promise.all([worker(), worker()]);
}
