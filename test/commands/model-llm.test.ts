import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { veriloom } from '../cli/spawn.ts';
import { type Behaviour, type ChatServer, chatServer, says, status } from '../llm/chat-server.ts';
import { describeWith } from '../tools/real-tools.ts';

const SPEC = `Module name: twist

| Port | Direction | Width |
|------|-----------|-------|
| a | input | 4 |
| y | output | 4 |

Turn a round its middle and call it y.
`;
const GOLDEN = 'module twist(input [3:0] a, output [3:0] y);\n  assign y = {a[0], a[1], a[2], a[3]};\nendmodule\n';
const UNDRIVABLE = GOLDEN.replace('assign y', 'always @(*) y');
const WRONG = GOLDEN.replace('a[0], a[1]', 'a[1], a[0]');

let folder = '';
let server: ChatServer | null = null;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'model-llm-'));
  await writeFile(join(folder, 'spec.md'), SPEC);
  await writeFile(join(folder, 'golden.v'), GOLDEN);
});
afterEach(async () => {
  await server?.close();
  server = null;
  await rm(folder, { recursive: true, force: true });
});

const serve = async (...script: readonly Behaviour[]): Promise<readonly string[]> => {
  server = await chatServer(script);
  return ['--model', 'tiny', '--base-url', server.baseUrl];
};
const run = (...args: readonly string[]) =>
  veriloom(args, { cwd: folder, env: { OPENAI_API_KEY: 'sk-none-012345', OPENAI_BASE_URL: '', VERILOOM_MODEL: '' } });

describeWith(['iverilog', 'verilator', 'yosys'], 'repair', () => {
  it('mends a raw reply by rule, without a model', async () => {
    await writeFile(join(folder, 'reply.txt'), `Sure!\n\`\`\`verilog\n${UNDRIVABLE}`);
    const done = await run('repair', 'reply.txt', '--spec', 'spec.md', '--golden', 'golden.v', '-o', 'out.v');
    expect(done.code, done.stderr).toBe(0);
    expect(await readFile(join(folder, 'out.v'), 'utf8')).toContain('output reg [3:0] y');
  }, 60_000);

  it('goes on with a model that sees the counterexample, and keeps every attempt', async () => {
    await writeFile(join(folder, 'wrong.v'), WRONG);
    const edits = JSON.stringify({ edits: [{ find: 'a[1], a[0]', replace: 'a[0], a[1]' }] });
    const flags = await serve(says('{"edits":[{"find":"not there","replace":""}]}'), says(edits));
    const done = await run('repair', 'wrong.v', '--spec', 'spec.md', '--golden', 'golden.v', '--json', ...flags);
    expect(done.code, done.stderr).toBe(0);
    const document = JSON.parse(done.stdout) as { oracle: string; run: string; attempts: readonly { step: string }[] };
    expect(document.oracle).toBe('visible');
    expect(document.attempts.map(({ step }) => step)).toEqual(['given', 'revised']);
    expect(await readFile(join(document.run, 'tasks/repair/a1/twist.v'), 'utf8')).toContain('{a[0], a[1], a[2], a[3]}');
    expect(server?.received[0]?.body.messages.at(-1)?.content).toContain('y (expected)');
  }, 60_000);

  it('without a model a wrong design stays wrong, and the exit code says so', async () => {
    await writeFile(join(folder, 'wrong.v'), WRONG);
    const done = await run('repair', 'wrong.v', '--spec', 'spec.md', '--golden', 'golden.v');
    expect(done.code, done.stderr).toBe(1);
  }, 60_000);

  it('a model that nobody reaches is exit 4', async () => {
    await writeFile(join(folder, 'wrong.v'), WRONG);
    const flags = await serve(status(401));
    const done = await run('repair', 'wrong.v', '--spec', 'spec.md', '--golden', 'golden.v', ...flags);
    expect(done.code, done.stderr).toBe(4);
  }, 60_000);
});

describeWith(['iverilog', 'verilator', 'yosys'], 'the endpoint in doctor', () => {
  it('tells a server that enforces a schema from one that ignores it, and from one that is not there', async () => {
    const odd: Behaviour = (response, received) =>
      says(received.body.response_format === undefined ? 'ready' : '{"zygote":"quartz"}')(response, received);
    const enforced = await run('doctor', '--json', ...(await serve(odd)));
    expect(JSON.parse(enforced.stdout)).toMatchObject({
      endpoint: { status: 'works', schema: 'enforced', usage: true },
    });
    await server?.close();
    const ignored = await run('doctor', '--json', ...(await serve(says('ready'))));
    expect(JSON.parse(ignored.stdout)).toMatchObject({ endpoint: { schema: 'ignored' } });
    await server?.close();
    const gone = await run('doctor', '--json', ...(await serve(status(401))));
    expect(gone.code).toBe(4);
    expect(JSON.parse(gone.stdout)).toMatchObject({ endpoint: { status: 'unreachable' } });
  }, 60_000);
});

it('complete writes the next line of a file, and ends with 4 where no model answers', async () => {
  await writeFile(join(folder, 'twist.v'), `${GOLDEN.split('\n')[0]}\n`);
  const flags = await serve(says('```verilog\n  assign y = ~a;\nendmodule\n```'));
  const done = await run('complete', '--file', 'twist.v', '--line', '2', ...flags);
  expect(done.code, done.stderr).toBe(0);
  expect(done.stdout).toBe('  assign y = ~a;\n');
  expect(server?.received[0]?.body.messages.at(-1)?.content).toContain('module twist');
  await server?.close();
  const failed = await run(
    'complete',
    '--file',
    'twist.v',
    '--line',
    '2',
    '--cache',
    'none',
    ...(await serve(status(401))),
  );
  expect(failed.code).toBe(4);
}, 60_000);
