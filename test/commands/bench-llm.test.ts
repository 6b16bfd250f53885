import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { estimateTokens } from '../../src/util/estimate-tokens.ts';
import { SUITE } from '../bench/harness.ts';
import { veriloom } from '../cli/spawn.ts';
import { type Behaviour, type ChatServer, chatServer, garbage, says, status } from '../llm/chat-server.ts';
import { describeWith } from '../tools/real-tools.ts';

const KEY = 'sk-bench-5f0c77a1d2';
const MEDIAN = plan([{ kind: 'assign', lhs: 'y', rhs: '(a & b) | (b & c) | (a & c)' }]);
const CLOCKED = { name: 'd', clock: 'clk', edge: 'pos', reset: { signal: 'rst', kind: 'sync', active: 'high' } };
const counter = (when: string): string =>
  plan(
    [{ kind: 'reg', name: 'level', type: { width: 3 }, domain: 'd', reset: 0, next: [{ when, to: "level + 3'd1" }] }],
    [CLOCKED],
  );
const RIGHT_COUNTER = counter("up & (level != 3'd6)");

function plan(body: readonly unknown[], domains: readonly unknown[] = []): string {
  return JSON.stringify({ modules: [{ name: 'TopModule', domains, body }] });
}

let folder = '';
let server: ChatServer | null = null;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'veriloom-bench-llm-'));
});
afterEach(async () => {
  await server?.close();
  server = null;
  await rm(folder, { recursive: true, force: true });
});

/** Answers by what is asked about, and lets everything else fail loudly. */
const about =
  (answers: Readonly<Record<string, Behaviour>>): Behaviour =>
  (response, received) => {
    const asked = received.body.messages.map(({ content }) => content).join('\n');
    const known = Object.keys(answers).find((word) => asked.includes(word));
    (known === undefined ? status(500) : answers[known])?.(response, received);
  };

const serve = async (behaviour: Behaviour): Promise<void> => {
  server = await chatServer([behaviour]);
};
const run = (...args: readonly string[]) =>
  veriloom(['bench', 'run', ...args, '--model', 'tiny', '--base-url', server?.baseUrl ?? '', '--json'], {
    cwd: folder,
    env: { OPENAI_API_KEY: KEY, OPENAI_BASE_URL: '', VERILOOM_MODEL: '' },
  });
const suite = (...args: readonly string[]) =>
  run('verilog-eval', '--dataset', SUITE, '--only', 'median', 'saturating', '-n', '1', '--engine', 'llm', ...args);

interface Report {
  readonly tasks: readonly { readonly task: string; readonly ownPass: number; readonly ownScored: number }[];
  readonly samples: readonly { readonly task: string; readonly own: { readonly outcome: string } }[];
}
const passed = (stdout: string): Readonly<Record<string, boolean>> =>
  Object.fromEntries(
    (JSON.parse(stdout) as Report).samples.map(({ task, own }) => [task, own.outcome === 'pass'] as const),
  );

async function everyFile(): Promise<ReadonlyMap<string, string>> {
  const names = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = names.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return new Map(await Promise.all(files.map(async (file) => [file, await readFile(file, 'latin1')] as const)));
}

describeWith(['iverilog', 'verilator', 'yosys'], 'bench run verilog-eval --engine llm', () => {
  it('scores what the model wrote: right plans pass, a wrong one fails, thresholds set the exit code', async () => {
    await serve(about({ 'at least two': says(MEDIAN), 'stop at 6': says(counter('up')) }));
    const done = await suite('--fail-under', 'pass@1=0.4');
    expect(done.code, done.stderr).toBe(0);
    expect(passed(done.stdout)).toEqual({ median_of_three: true, saturating_count: false });
    const missed = await suite('--fail-under', 'pass@1=0.9');
    expect(missed.code, missed.stderr).toBe(1);
  }, 120_000);

  it('goes on where it was broken off: answers that arrived are not asked for again', async () => {
    await serve(about({ 'at least two': says(MEDIAN), 'stop at 6': status(401) }));
    const broken = await suite();
    expect(broken.code, broken.stderr).toBe(4);
    const asked = server?.received.length ?? 0;
    const { baseUrl } = server ?? { baseUrl: '' };
    await server?.close();
    server = await chatServer([about({ 'stop at 6': says(RIGHT_COUNTER) })], Number(new URL(baseUrl).port));
    const resumed = await suite();
    expect(resumed.code, resumed.stderr).toBe(0);
    expect(passed(resumed.stdout)).toEqual({ median_of_three: true, saturating_count: true });
    expect(asked).toBe(2);
    expect(server.received).toHaveLength(1);
    const again = await suite('--replay');
    expect(again.code, again.stderr).toBe(0);
    expect(again.stdout).toBe(resumed.stdout);
    expect(server.received).toHaveLength(1);
  }, 120_000);

  it('a spent budget is inconclusive, and what was answered before is kept', async () => {
    await serve(about({ 'at least two': says(MEDIAN), 'stop at 6': says(RIGHT_COUNTER) }));
    const spent = await suite('--max-requests', '1');
    expect(spent.code, spent.stderr).toBe(3);
    expect(server?.received).toHaveLength(1);
    const enough = await suite('--max-requests', '1');
    expect(enough.code, enough.stderr).toBe(0);
    expect(server?.received).toHaveLength(2);
  }, 120_000);

  it('an answer that is no JSON ends as a task without a design, which stays in the denominator', async () => {
    await serve(about({ 'at least two': says(MEDIAN), 'stop at 6': garbage }));
    const done = await suite('--via', 'ir', '--fail-under', 'pass@1=0.5');
    expect(done.code, done.stderr).toBe(0);
    expect(passed(done.stdout)).toEqual({ median_of_three: true });
    const strict = await suite('--via', 'ir', '--fail-under', 'pass@1=0.51');
    expect(strict.code, strict.stderr).toBe(1);
  }, 120_000);

  it('keeps every question and attempt when asked to, and the key in no file', async () => {
    const echo: Behaviour = (response, received) =>
      says(`${MEDIAN} ${received.headers.authorization}`)(response, received);
    await serve(about({ 'at least two': echo, 'stop at 6': says(counter('upp')) }));
    const done = await suite('--attempts', 'kept', '--strategy', 'repair', '--report', 'report.html', 'report.json');
    expect(done.code, done.stderr).toBe(0);
    const files = await everyFile();
    const kept = [...files.keys()].map((file) => file.slice(folder.length + 1)).filter((file) => /^kept/.test(file));
    expect(kept.some((file) => /tasks\/median_of_three-s0\/a0\/TopModule\.v$/.test(file))).toBe(true);
    expect(kept.some((file) => /exchanges\/0000\.json$/.test(file))).toBe(true);
    const manifest = [...files].find(([file]) => file.endsWith('run.json'))?.[1] ?? '';
    expect(JSON.parse(manifest)).toMatchObject({ status: 'success', oracle: 'hidden' });
    expect([...files].filter(([, text]) => text.includes(KEY)).map(([file]) => file)).toEqual([]);
    expect(done.stdout + done.stderr).not.toContain(KEY);
  }, 120_000);
});

const ROWS = [
  {
    task_id: 'adder',
    context: [{ path: 'rtl/pkg.v', snippet: 'localparam WIDTH = 9;' }],
    cropped_code: 'module add(input [8:0] a, b, output [9:0] s);\n',
    next_line: '  assign s = a + b;',
  },
  {
    task_id: 'gate',
    context: '',
    cropped_code: 'module inv(input a, output y);\n',
    next_line: '  assign y = ~a;',
  },
];

describeWith(['iverilog'], 'bench run rtl-repo --engine llm', () => {
  const lines = async (...args: readonly string[]) => {
    await writeFile(join(folder, 'rows.jsonl'), ROWS.map((row) => JSON.stringify(row)).join('\n'));
    return run('rtl-repo', '--dataset', 'rows.jsonl', '-n', '1', '--engine', 'llm', ...args);
  };

  it('scores the next line, fences apart, and asks nothing twice', async () => {
    await serve(
      about({ 'module add': says('```verilog\n  assign s = a + b;\n```'), 'module inv': says('  assign y = a;') }),
    );
    const done = await lines();
    expect(done.code, done.stderr).toBe(0);
    expect(passed(done.stdout)).toEqual({ adder: true, gate: false });
    const again = await lines();
    expect(again.stdout).toBe(done.stdout);
    expect(server?.received).toHaveLength(2);
  }, 60_000);

  it('keeps the code nearest the place where a row is larger than the room', async () => {
    const far = Array.from({ length: 4_000 }, (_, at) => `wire far_${at};`).join('\n');
    await writeFile(join(folder, 'large.jsonl'), JSON.stringify({ ...ROWS[1], context: far }));
    await serve(says('  assign y = ~a;'));
    const large = () =>
      run('rtl-repo', '--dataset', 'large.jsonl', '-n', '1', '--engine', 'llm', '--context-tokens', '500');
    const done = await large();
    expect(passed(done.stdout), done.stderr).toEqual({ gate: true });
    const sent = server?.received[0]?.body.messages.at(-1)?.content ?? '';
    expect(sent).toContain('module inv');
    expect(sent).toContain('far_3999');
    expect(sent).not.toContain('far_100;');
    expect(estimateTokens(sent)).toBeLessThanOrEqual(500);
  }, 60_000);

  it('an endpoint that nobody reaches is exit 4, a spent budget exit 3', async () => {
    await serve(status(401));
    expect((await lines()).code).toBe(4);
    expect((await lines('--max-requests', '0')).code).toBe(3);
  }, 60_000);
});
