import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runIndexBuild } from '../../src/commands/index-build.ts';
import type { CommandIo } from '../../src/commands/io.ts';
import { retrieveFor } from '../../src/commands/retrieve-for.ts';
import { codeFingerprints } from '../../src/rag/index.ts';
import { readSpec } from '../../src/spec/index.ts';

const REFERENCE = `// Saturating accumulator of signed samples.
module acc_ref(input wire clk, input wire [7:0] sample, output reg [15:0] total);
  always @(posedge clk) total <= total + {{8{sample[7]}}, sample};
endmodule
`;
/** The same code as a repository might hold it: other name, comments and layout. */
const COPY = `// Adds samples up.
module sample_accumulator ( input wire clk, input wire [7:0] sample,
   output reg [15:0] total );
  always @(posedge clk)
    total <= total + {{8{sample[7]}}, sample};   // grows
endmodule
`;
const SPEC =
  'Design a module named acc with these ports.\n\n - input clk\n - input sample (8 bits)\n - output total (16 bits)\n\nThe module is a sample accumulator: total adds up every sample.\n';

let folder: string;
let io: CommandIo;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'veriloom-withheld-'));
  await mkdir(join(folder, 'rtl'));
  await writeFile(join(folder, 'rtl', 'accumulator.v'), COPY);
  await writeFile(
    join(folder, 'rtl', 'other.v'),
    'module sample_gate(input wire a, output wire y); assign y = ~a; endmodule\n',
  );
  io = {
    cwd: folder,
    env: {},
    now: Date.now,
    say: () => {},
    colour: false,
    interactive: false,
    signal: new AbortController().signal,
    tools: () => Promise.reject(new Error('no tools are needed')),
  };
  await runIndexBuild('rtl', { out: 'index' }, io);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const filesFor = async (forbidden: ReadonlySet<string>): Promise<readonly string[]> => {
  const spec = readSpec({ path: 'acc.md', text: SPEC });
  if (!spec.ok) throw new Error('the spec of this test cannot be read');
  const contextOf = await retrieveFor(join(folder, 'index'), io, () => forbidden);
  return (await contextOf(spec.value.spec))?.passages.map((passage) => passage.range.file) ?? [];
};

test('a design like the spec is retrieved where nothing is withheld', async () => {
  expect((await filesFor(new Set())).join(' ')).toContain('accumulator.v');
});

test('a task’s own reference is never retrieved, under whatever name and layout the repository holds it', async () => {
  const files = await filesFor(new Set(codeFingerprints(REFERENCE)));
  expect(files.join(' ')).not.toContain('accumulator.v');
});
