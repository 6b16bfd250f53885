import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createIo } from '../../src/commands/make-io.ts';
import { runSelect } from '../../src/commands/select.ts';
import type { SelectDocument } from '../../src/contracts/select.ts';
import { describeWith } from '../tools/real-tools.ts';

const io = createIo({ signal: new AbortController().signal, verbosity: 'quiet' });
const OPTIONS = { seed: '1', cycles: '200', rules: true };
const SPEC = 'It counts button presses, says Grandmother. The reset is synchronous and active high.';
const HEAD = 'module tally(input clk, input rst, input press, output reg [3:0] n);';
const HEADER = 'module tally (\n  input clk,\n  input rst,\n  input press,\n  output [3:0] n\n);\n';

let folder = '';
const write = (name: string, text: string): string => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'veriloom-select-'));
  mkdirSync(join(folder, 'all'));
  write('spec.md', `${SPEC}\n\n${HEADER}`);
  write('all/c10.v', `${HEAD} always @(posedge clk) if (rst) n <= 0; else n <= n + press; endmodule`);
  write(
    'all/c2.v',
    `Sure:\n\`\`\`verilog\n${HEAD} always @(posedge clk) n <= rst ? 0 : n + press; endmodule\n\`\`\`\n`,
  );
  write('all/c3.v', `${HEAD} always @(posedge clk) if (rst) n <= 0; else if (!press) n <= n + 1; endmodule`);
  write('all/c4.v', `${HEAD} initial $finish; endmodule`);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describeWith(['iverilog', 'yosys'], 'veriloom select', () => {
  it('picks from a folder what most do, writes it, and says what was left out and why', async () => {
    const output = join(folder, 'best.v');
    const given = { spec: join(folder, 'spec.md'), candidates: [join(folder, 'all')] };
    const result = await runSelect(given, { ...OPTIONS, output }, io);
    const document = result.document as SelectDocument;
    expect(result.exitCode).toBe(0);
    expect(document.selected).toMatchObject({ from: 'samples', path: join(folder, 'all/c2.v') });
    expect(readFileSync(output, 'utf8')).toMatch(/^module tally/);
    expect(document.groups.map((group) => group.candidates.length)).toEqual([2, 1]);
    expect(document.leftOut).toEqual([
      { path: join(folder, 'all/c4.v'), why: expect.stringMatching(/^Refused: \$finish/) },
    ]);
    expect(result.human).toMatch(/agreement, not proof/);
  });

  it('is inconclusive with one candidate, and names it all the same', async () => {
    const given = { spec: join(folder, 'spec.md'), candidates: [join(folder, 'all/c3.v')] };
    const result = await runSelect(given, OPTIONS, io);
    expect(result.exitCode).toBe(3);
    expect((result.document as SelectDocument).selected?.path).toBe(join(folder, 'all/c3.v'));
  });

  it.each([
    ['an empty folder', 'spec.md', 'empty', /0 candidates/],
    ['a missing file', 'spec.md', 'nowhere.v', /no such file/],
    ['a spec without a module', 'none.md', 'all', /./],
  ])('refuses %s', async (_, spec, candidate, message) => {
    mkdirSync(join(folder, 'empty'), { recursive: true });
    write('none.md', '');
    const given = { spec: join(folder, spec), candidates: [join(folder, candidate)] };
    await expect(runSelect(given, OPTIONS, io)).rejects.toThrow(message);
  });
});
