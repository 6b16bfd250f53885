import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readDataset } from '../../src/bench/datasets/registry.ts';
import { readSamples } from '../../src/bench/samples/read-samples.ts';
import { freshFolder, SHARED, SUITE } from './harness.ts';

const read = (id: string, path: string, task: string | null = null) =>
  readDataset(id, { path, task, descriptions: null });

function write(root: string, files: Readonly<Record<string, string>>): string {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(root, path, '..'), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return root;
}

describe('a suite', () => {
  it('is read in the order of its names, with a digest of all bytes', async () => {
    const suite = await read('suite', SUITE);
    expect(suite.tasks.map((task) => task.public.id)).toEqual(['broken_bench', 'median_of_three', 'saturating_count']);
    expect(suite.tasks[2]?.public.module).toBe('TopModule');
    expect(suite.tasks[2]?.oracle.testbench?.top).toBe('tb');
    expect(suite.sha256).toBe((await read('suite', SUITE)).sha256);
  });
  it('takes data files along, by the longest task name that fits, and lists half tasks as skipped', async () => {
    const file = {
      'a_prompt.txt': 'p',
      'a_ref.sv': 'module RefModule; endmodule',
      'a_test.sv': 'module tb; endmodule',
    };
    const other = {
      'a_b_prompt.txt': 'p',
      'a_b_ref.sv': 'module RefModule; endmodule',
      'a_b_test.sv': 'module tb; endmodule',
    };
    const root = write(freshFolder(), {
      ...file,
      ...other,
      'a_b_mem.hex': '00',
      'a_mem.hex': '01',
      'c_prompt.txt': 'p',
    });
    const suite = await read('suite', root);
    expect(suite.tasks.map((task) => task.oracle.testbench?.data.map(({ path }) => path))).toEqual([
      ['a_b_mem.hex'],
      ['a_mem.hex'],
    ]);
    expect(suite.skipped).toEqual([{ task: 'c', reason: 'no c_ref.sv, c_test.sv' }]);
  });
  it('finds the header in a code-completion prompt', async () => {
    const root = write(freshFolder(), {
      'a_prompt.txt': 'Invert.\n\nmodule TopModule (\n  input a,\n  output y\n);\n',
      'a_ifc.txt': '',
      'a_ref.sv': 'module RefModule; endmodule',
      'a_test.sv': 'module tb; endmodule',
    });
    const suite = await read('suite', root);
    expect(suite.variant).toBe('code-complete');
    expect(suite.tasks[0]?.public.header).toBe('module TopModule (\n  input a,\n  output y\n);');
  });
  it('that is empty or missing is an error that says what to give', async () => {
    await expect(read('suite', freshFolder())).rejects.toMatchObject({ kind: 'input' });
    await expect(read('suite', '/nowhere/at/all')).rejects.toMatchObject({ kind: 'input' });
    await expect(read('unheard-of', SUITE)).rejects.toMatchObject({
      kind: 'usage',
      hint: expect.stringContaining('suite'),
    });
  });
});

describe('VerilogEval v1', () => {
  const line = {
    task_id: 'inv',
    prompt: 'module top_module (\n  input a,\n  output y\n);',
    canonical_solution: '  assign y = ~a;\nendmodule',
    test: 'module tb; endmodule',
  };
  it('is read from JSON lines; the body is asked for', async () => {
    const root = write(freshFolder(), { 'v1.jsonl': `${JSON.stringify(line)}\n\n` });
    const { tasks, variant } = await read('verilog-eval', join(root, 'v1.jsonl'));
    expect(variant).toBe('v1');
    expect(tasks[0]?.public).toMatchObject({ id: 'inv', form: 'body', module: 'top_module' });
    expect(tasks[0]?.oracle.reference?.files[0]?.text).toContain('assign y = ~a;');
  });
  it('names the line that is wrong', async () => {
    const root = write(freshFolder(), { 'v1.jsonl': `${JSON.stringify(line)}\n{"task_id": "x"}\n` });
    await expect(read('verilog-eval', join(root, 'v1.jsonl'))).rejects.toThrow(/v1\.jsonl:2/);
  });
});

describe('RTLLM', () => {
  const bench =
    'module bench;\n  reg a; wire y;\n  gate #(.W(1)) dut (.a(a), .y(y));\n  initial begin #1 $display("Passed"); $finish; end\nendmodule\n';
  it('is read through folders with spaces; the reference gets the name that the bench uses', async () => {
    const root = write(freshFolder(), {
      'Some Kind/gate/design_description.txt': 'Module name:\n  gate',
      'Some Kind/gate/testbench.v': bench,
      'Some Kind/gate/verified_gate.v':
        'module part(input i, output o); assign o = i; endmodule\nmodule verified_gate(input a, output y); part p(a, y); endmodule\n',
      'Some Kind/gate/reference.dat': '1010',
      'Some Kind/gate/makefile': 'vcs:',
      'Some Kind/half/design_description.txt': 'no bench',
    });
    const { tasks, skipped, variant } = await read('rtllm', root);
    expect(variant).toBe('v2');
    expect(tasks).toHaveLength(1);
    expect(tasks[0]?.public.module).toBe('gate');
    expect(tasks[0]?.oracle.testbench?.top).toBe('bench');
    expect(tasks[0]?.oracle.reference?.files[0]?.text).toContain('module gate(input a');
    expect(tasks[0]?.oracle.testbench?.data.map(({ path }) => path)).toEqual(['reference.dat']);
    expect(skipped).toEqual([{ task: 'Some Kind/half', reason: 'no testbench.v' }]);
  });
});

describe('RTL-Repo', () => {
  it('is read from JSON lines with cross-file context', async () => {
    const row = {
      context: [{ path: 'a.v', snippet: 'module a;' }],
      cropped_code: 'module b;\n',
      next_line: '  wire w;',
    };
    const root = write(freshFolder(), { 'rows.jsonl': JSON.stringify(row) });
    const { tasks } = await read('rtl-repo', join(root, 'rows.jsonl'));
    expect(tasks[0]).toMatchObject({ nextLine: '  wire w;', public: { form: 'line', id: '0' } });
    expect(tasks[0]?.public.text).toContain('module a;');
    expect(tasks[0]?.public.text).not.toContain('wire w');
  });
});

describe('recorded samples', () => {
  it.each([
    ['lines with samples', 's.jsonl', '{"task_id":"t","samples":["one","two"]}\n{"task_id":"u","samples":["three"]}'],
    [
      'lines with a completion each',
      's.jsonl',
      '{"task_id":"t","completion":"one"}\n{"task_id":"t","completion":"two"}\n{"task_id":"u","completion":"three"}',
    ],
    [
      'a list of objects',
      's.json',
      '[{"task":"t","responses":[{"code":"one"},{"code":"two"}]},{"problem":"u","response":"three"}]',
    ],
    ['a map', 's.json', '{"t":["one","two"],"u":"three"}'],
  ])('are read from %s', async (_, name, text) => {
    const root = write(freshFolder(), { [name]: text });
    expect([...(await readSamples(join(root, name))).byTask]).toEqual([
      ['t', ['one', 'two']],
      ['u', ['three']],
    ]);
  });
  it.each([
    ['TASK/sampleNN.sv', ['t/sample02.sv', 't/sample10.sv', 'u/sample01.sv']],
    ['tN/TASK.v', ['t2/t.v', 't10/t.v', 't1/u.v']],
    ['TASK/TASK_sampleNN.sv', ['t/t_sample02.sv', 't/t_sample10.sv', 'u/u_sample01.sv']],
  ])('are read from a tree %s in the order of their numbers', async (_, paths) => {
    const root = write(
      freshFolder(),
      Object.fromEntries(paths.map((path, i) => [path, ['first', 'second', 'only'][i] ?? ''])),
    );
    const { byTask } = await readSamples(root);
    expect(byTask.get('t')).toEqual(['first', 'second']);
    expect(byTask.get('u')).toEqual(['only']);
  });
  it('without task or text are an error with the place', async () => {
    const root = write(freshFolder(), { 's.jsonl': '{"task_id":"t","samples":["a"]}\n{"samples":["b"]}' });
    await expect(readSamples(join(root, 's.jsonl'))).rejects.toThrow(/s\.jsonl:2/);
    await expect(readSamples(join(root, 'missing'))).rejects.toMatchObject({ kind: 'input' });
  });
});

describe.skipIf(!existsSync(SHARED))('the published halves', () => {
  it.each([
    ['verilog-eval', 'verilog-eval-v2-half', 'spec-to-rtl', 78],
    ['verilog-eval', 'verilog-eval-v2-half', 'code-complete-iccad2023', 78],
    ['rtllm', 'rtllm-v2-half', null, 25],
  ])('of %s in %s (%s) are read whole', async (id, folder, task, count) => {
    const dataset = await read(id, join(SHARED, folder), task);
    expect(dataset.tasks).toHaveLength(count);
    expect(dataset.skipped).toEqual([]);
    for (const { oracle } of dataset.tasks) expect(oracle.reference?.files[0]?.text).toContain('module');
  });
});
