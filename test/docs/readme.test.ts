import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ROOT, veriloom } from '../cli/spawn.ts';
import { describeWith } from '../tools/real-tools.ts';

const README = await readFile(join(ROOT, 'README.md'), 'utf8');

/** Command lines of README's shell blocks that start with the program's name, comments cut off. */
const commands = [...README.matchAll(/^```sh\n([\s\S]*?)^```/gm)]
  .flatMap((block) => (block[1] ?? '').split('\n'))
  .filter((line) => line.startsWith('veriloom '))
  .map((line) =>
    line
      .replace(/\s+#.*$/, '')
      .split(/\s+/)
      .slice(1),
  );

const specOf = (): string => /^````\n([\s\S]*?)^````/m.exec(README)?.[1] ?? '';

const BENCH = `module tb;
  reg a, b; wire f; integer errors, i;
  interlock dut(.a(a), .b(b), .f(f));
  initial begin
    errors = 0;
    for (i = 0; i < 4; i = i + 1) begin
      {a, b} = i; #1;
      if (f !== ~(a ^ b)) errors = errors + 1;
    end
    $display("Mismatches: %0d in %0d samples", errors, i);
    $finish;
  end
endmodule
`;

describeWith(['iverilog', 'vvp', 'verilator', 'yosys'], 'README', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'veriloom-readme-'));
    await writeFile(join(folder, 'spec.md'), specOf());
    await writeFile(
      join(folder, 'golden.v'),
      'module interlock(input a, input b, output f); assign f = a ~^ b; endmodule\n',
    );
    await writeFile(
      join(folder, 'design.v'),
      'module interlock(input a, input b, output f); assign f = a == b; endmodule\n',
    );
    await writeFile(join(folder, 'tb.v'), BENCH);
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  test('its commands are found', () => {
    expect(commands.length).toBeGreaterThanOrEqual(6);
  });

  test.each(commands.map((args) => ({ line: args.join(' '), args })))('veriloom $line ends well', async ({ args }) => {
    const run = await veriloom(args, { cwd: folder });
    expect(run.code, run.stderr).toBe(0);
  });
});

describe('README', () => {
  test('gives the two commands that package.json has', async () => {
    const { scripts } = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8')) as {
      scripts: Record<string, string>;
    };
    expect(README).toMatch(/^npm run demo/m);
    expect(README).toMatch(/^npm test/m);
    expect(Object.keys(scripts)).toEqual(expect.arrayContaining(['demo', 'test']));
  });
});
