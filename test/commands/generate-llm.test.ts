import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type CliRun, veriloom } from '../cli/spawn.ts';
import {
  type Behaviour,
  type ChatServer,
  chatServer,
  cutShort,
  dribble,
  garbage,
  says,
  status,
} from '../llm/chat-server.ts';
import { describeWith } from '../tools/real-tools.ts';

const KEY = 'sk-secret-abcdef0123456789';

// Prose that no rule of the grammar reads, so that the model is needed.
const SPEC = `# Module

Module name: \`edgecount\`

| Port | Direction | Width | Description |
|------|-----------|-------|-------------|
| \`clk\` | input | 1 | clock |
| \`rst\` | input | 1 | synchronous reset |
| \`x\` | input | 1 | signal |
| \`n\` | output | 4 | count |

Whenever somebody pulls x up, n goes on by one at the following tick, forgetting what does not fit. Reset forgets all.
`;

const GOLDEN = `module edgecount(input clk, input rst, input x, output reg [3:0] n);
  reg p;
  always @(posedge clk) if (rst) begin p <= 0; n <= 0; end else begin p <= x; if (x & ~p) n <= n + 1; end
endmodule
`;

const planText = (guard: string): string =>
  JSON.stringify({
    modules: [
      {
        name: 'TOP',
        domains: [{ name: 'd', clock: 'clk', edge: 'pos', reset: { signal: 'rst', kind: 'sync', active: 'high' } }],
        body: [
          { kind: 'reg', name: 'p', type: { width: 1 }, domain: 'd', reset: 0, next: 'x' },
          {
            kind: 'reg',
            name: 'n',
            type: { width: 4 },
            domain: 'd',
            reset: 0,
            next: [{ when: guard, to: "n + 4'd1" }],
          },
        ],
      },
    ],
  });
const GOOD = planText('x & ~p');

let folder = '';
let server: ChatServer | null = null;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'generate-llm-'));
  await writeFile(join(folder, 'spec.md'), SPEC);
  await writeFile(join(folder, 'golden.v'), GOLDEN);
});
afterEach(async () => {
  await server?.close();
  server = null;
  await rm(folder, { recursive: true, force: true });
});

async function generate(script: readonly Behaviour[], ...flags: readonly string[]): Promise<CliRun> {
  server = await chatServer(script);
  return again(...flags);
}

const again = (...flags: readonly string[]): Promise<CliRun> =>
  veriloom(['generate', 'spec.md', '--json', '--model', 'tiny', '--base-url', server?.baseUrl ?? '', ...flags], {
    cwd: folder,
    env: { OPENAI_API_KEY: KEY },
  });

interface Document {
  readonly status: string;
  readonly outcome: string;
  readonly refusal: { readonly reason: string; readonly detail: string } | null;
  readonly candidate: { readonly verilog: string; readonly assurance: string } | null;
  readonly run: string;
  readonly loop: { readonly requests: number; readonly attempts: readonly { readonly step: string }[] };
}
const documentOf = (result: CliRun): Document => JSON.parse(result.stdout) as Document;

async function filesBelow(dir: string): Promise<readonly string[]> {
  const entries = await readdir(dir, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

describeWith(['iverilog', 'verilator', 'yosys'], 'generate with a model behind HTTP', () => {
  it('survives a rate limit, a 500, a cut connection and a plan that does not hold, and proves the result', async () => {
    const script = [
      status(429, { 'retry-after': '0.05' }),
      status(500),
      cutShort,
      says(`Here:\n\`\`\`json\n${planText('x & ~zz')}\n\`\`\``),
      says(GOOD),
    ];
    const result = await generate(script, '--golden', 'golden.v', '-o', 'out.v');
    expect(result.code, result.stderr).toBe(0);
    const document = documentOf(result);
    expect(document).toMatchObject({ status: 'pass', candidate: { assurance: 'structured' } });
    expect(await readFile(join(folder, 'out.v'), 'utf8')).toBe(document.candidate?.verilog);
    const correction = server?.received.at(-1)?.body.messages.at(-1)?.content ?? '';
    expect(correction).toContain('zz');
    // Every question and answer, every attempt and the result are in the run folder; the key is nowhere.
    const files = await filesBelow(folder);
    expect(files.some((file) => file.endsWith('exchanges/0001.json'))).toBe(true);
    expect(files.some((file) => file.endsWith('a0/attempt.json'))).toBe(true);
    for (const file of files) expect(await readFile(file, 'utf8'), file).not.toContain(KEY);
    expect(result.stdout + result.stderr).not.toContain(KEY);
  }, 60_000);

  it('a rerun costs no request', async () => {
    await generate([says(GOOD)]);
    const calls = server?.received.length;
    const second = await again();
    expect(server?.received.length).toBe(calls);
    expect(documentOf(second).loop.requests).toBe(0);
    const replayed = await again('--replay');
    expect(documentOf(replayed).candidate?.verilog).toBe(documentOf(second).candidate?.verilog);
    const missing = await again('--replay', '--seed', '99');
    expect(missing.code).toBe(4);
    expect(documentOf(missing).refusal?.detail).toContain('no-recording');
  }, 60_000);

  it('without a golden nothing examined the behaviour, and the end is 3, not 0', async () => {
    const result = await generate([says(GOOD)]);
    expect(result.code).toBe(3);
    expect(documentOf(result)).toMatchObject({ outcome: 'done', status: 'unknown' });
  }, 60_000);

  it('a wrong design is told from a right one by the golden, which the loop does not see', async () => {
    const result = await generate([says(planText('x'))], '--golden', 'golden.v', '-o', 'out.v');
    expect(result.code).toBe(1);
    expect(await readdir(folder)).not.toContain('out.v');
    expect(JSON.stringify(server?.received)).not.toContain('always @(posedge clk)');
  }, 60_000);

  it('a server that ignores the schema and answers with Verilog gives a design of lower assurance', async () => {
    const result = await generate(
      [says(`Sure!\n\`\`\`verilog\n${GOLDEN}\`\`\`\nHope it helps.`)],
      '--golden',
      'golden.v',
    );
    expect(result.code, result.stderr).toBe(0);
    expect(documentOf(result).candidate?.assurance).toBe('verbatim');
  }, 60_000);

  it('broken Verilog is mended by rule before anyone is asked again', async () => {
    const broken = GOLDEN.replace('output reg [3:0] n', 'output [3:0] n');
    const result = await generate([says(`\`\`\`verilog\n${broken}\`\`\``)], '--via', 'verilog', '--golden', 'golden.v');
    expect(result.code, result.stderr).toBe(0);
    expect(documentOf(result).loop.attempts.map(({ step }) => step)).toEqual(['proposed', 'mended']);
    expect(server?.received).toHaveLength(1);
  }, 60_000);

  it('with --visible the loop repairs a wrong design by its counterexample', async () => {
    const wrong = GOLDEN.replace('x & ~p', 'x');
    const edits = JSON.stringify({ edits: [{ find: 'if (x) n', replace: 'if (x & ~p) n' }] });
    const script = [says(`\`\`\`verilog\n${wrong}\`\`\``), says(edits)];
    const flags = ['--via', 'verilog', '--golden', 'golden.v', '--visible', '--strategy', 'repair', '-n', '4'];
    const result = await generate(script, ...flags);
    expect(result.code, result.stderr).toBe(0);
    expect(documentOf(result).loop.attempts.map(({ step }) => step)).toEqual(['proposed', 'revised']);
    expect(server?.received.at(-1)?.body.messages.at(-1)?.content).toContain('n (expected)');
    const manifest = JSON.parse(await readFile(join(documentOf(result).run, 'run.json'), 'utf8')) as { oracle: string };
    expect(manifest.oracle).toBe('visible');
  }, 60_000);

  it.each([
    ['an endpoint that always fails', [status(401)], [], 4, 'model-unreachable'],
    ['an endpoint too slow for the time limit', [dribble], ['--timeout-s', '0.3'], 4, 'model-unreachable'],
    ['answers that are never JSON', [garbage], [], 3, 'unparsable-reply'],
    ['answers without any design', [says('I would rather write a poem.')], [], 3, 'unparsable-reply'],
    ['a budget of no request', [says(GOOD)], ['--max-requests', '0'], 3, 'budget-spent'],
    ['a budget of few tokens', [says(GOOD)], ['--max-tokens', '100'], 3, 'budget-spent'],
  ] as const)(
    '%s ends with the run kept and its exit code',
    async (_, script, flags, exitCode, reason) => {
      const result = await generate(script, ...flags);
      expect(result.code, result.stderr).toBe(exitCode);
      expect(documentOf(result)).toMatchObject({ outcome: 'abstained', refusal: { reason } });
      expect(await readFile(join(documentOf(result).run, 'run.json'), 'utf8')).toContain('"status": "success"');
    },
    60_000,
  );

  it.each([
    ['no endpoint', ['--model', 'm'], 'no endpoint'],
    ['a key in the address', ['--model', 'm', '--base-url', 'http://me:secret@127.0.0.1/v1'], 'user name or password'],
    [
      'a cap in dollars without a price',
      ['--model', 'm', '--base-url', 'http://127.0.0.1:1/v1', '--max-usd', '1'],
      'price',
    ],
    ['no model', ['--engine', 'llm'], 'no model'],
  ])('%s is wrong use', async (_, flags, words) => {
    const result = await veriloom(['generate', 'spec.md', ...flags], {
      cwd: folder,
      env: { OPENAI_API_KEY: '', OPENAI_BASE_URL: '' },
    });
    expect(result.code).toBe(2);
    expect(result.stderr).toContain(words);
    expect(result.stderr).not.toContain('secret');
  });
});
