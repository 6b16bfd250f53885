import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { DifferenceDocument } from '../../src/contracts/documents.ts';
import { describeWith } from '../tools/real-tools.ts';
import { veriloom } from './spawn.ts';

const counter = (last: number, top = 'laps'): string => `module ${top}(
  input wire clk, input wire rst, input wire en, input wire load, input wire [3:0] d, output reg [3:0] q
);
  always @(posedge clk)
    if (rst) q <= 4'd0;
    else if (load) q <= d;
    else if (en) q <= (q == 4'd${last}) ? 4'd0 : q + 4'd1;
endmodule
`;

describeWith(['iverilog', 'vvp', 'verilator', 'yosys'], 'verify', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'veriloom-verify-'));
    await writeFile(join(folder, 'golden.v'), counter(11));
    await writeFile(join(folder, 'same.v'), counter(11).replace("4'd0 : q + 4'd1", "4'b0000 : 1'b1 + q"));
    await writeFile(join(folder, 'wrong.v'), counter(12));
    await writeFile(join(folder, 'loud.v'), counter(11).replace('endmodule', 'initial $display("pass");\nendmodule'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));
  const verify = (...args: string[]) => veriloom(['verify', ...args, '--no-run'], { cwd: folder });

  test('a restyled twin is proved, exit 0', async () => {
    const run = await verify('same.v', '--golden', 'golden.v', '--json');
    expect(run.code).toBe(0);
    expect(JSON.parse(run.stdout)).toMatchObject({
      schema: 'verify@1',
      status: 'pass',
      strongest: expect.stringMatching(/^proved equivalent/),
    });
  });

  test('a difference is exit 1, with a short trace, waves, a picture and the lines behind it', async () => {
    const run = await verify('wrong.v', '--golden', 'golden.v', '--json', '--svg', 'd.svg', '--vcd', 'd.vcd');
    expect(run.code).toBe(1);
    const { difference } = JSON.parse(run.stdout) as {
      difference: DifferenceDocument;
    };
    expect(difference.signals).toEqual(['q']);
    // One load and one more edge are enough: a search that does not shorten would show hundreds of points.
    expect(difference.trace.length).toBeLessThan(20);
    const last = difference.trace.at(-1);
    expect(last?.expected['q']).toMatch(/^[01]{4}$/);
    expect(last?.got['q']).not.toBe(last?.expected['q']);
    expect(difference.cone).toContainEqual(expect.objectContaining({ file: 'wrong.v' }));
    expect(await readFile(join(folder, 'd.svg'), 'utf8')).toMatch(/^<svg/);
    expect(await readFile(join(folder, 'd.vcd'), 'utf8')).toContain('$enddefinitions');
  });

  test('the expected status turns a fail into exit 0 and a pass into exit 1', async () => {
    expect((await verify('wrong.v', '--golden', 'golden.v', '--expect', 'fail')).code).toBe(0);
    expect((await verify('same.v', '--golden', 'golden.v', '--expect', 'fail')).code).toBe(1);
  });

  test('a design that prints is refused by the strict profile only', async () => {
    expect((await verify('loud.v', '--golden', 'golden.v')).code).toBe(1);
    expect((await verify('loud.v', '--golden', 'golden.v', '--profile', 'project')).code).toBe(0);
  });

  test('nothing to verify against is wrong use', async () => {
    const run = await verify('same.v');
    expect(run.code).toBe(2);
    expect(run.stderr).toMatch(/--golden REF/);
  });

  test('a machine without the tools ends with exit 4, never with a verdict on the design', async () => {
    const run = await veriloom(['verify', 'same.v', '--golden', 'golden.v', '--no-run', '--json', '--sandbox', 'off'], {
      cwd: folder,
      env: { PATH: '/nonexistent' },
    });
    expect(run.code).toBe(4);
    expect(JSON.parse(run.stdout)).toMatchObject({ status: 'error' });
  });
});
