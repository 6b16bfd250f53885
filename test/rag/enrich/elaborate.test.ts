import { execFileSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { hostEnvironmentOf } from '../../../src/process/environment.ts';
import { createToolRunner } from '../../../src/process/run-tool.ts';
import { elaborate, elaborateCommand } from '../../../src/rag/enrich/elaborate.ts';
import { readElaborated } from '../../../src/rag/enrich/elaborated.ts';
import { enrichFacts } from '../../../src/rag/enrich/enrich.ts';
import { scanVerilog } from '../../../src/rag/extract/scan.ts';
import { temporaryFolder, writeFiles } from '../repository.ts';

const hasVerilator = (() => {
  try {
    return execFileSync('verilator_bin', ['--version'], { encoding: 'utf8' }).startsWith('Verilator 5.0');
  } catch {
    return false;
  }
})();
const { runTool } = await createToolRunner({ sandbox: 'auto', host: hostEnvironmentOf(process.env), tmp: tmpdir() });
const required = process.env['VERILOOM_REQUIRE_TOOLS'] === '1';

const design = {
  'project.f': 'pkg.sv\nrtl/leaf.sv\n-f more.f\n',
  'more.f': '+incdir+inc\nrtl/top.sv\n',
  'inc/place.svh': '`define PLACE(n) leaf #(.W(n)) u_``n (.d, .q);\n',
  'pkg.sv': 'package pkg; typedef struct packed { logic [3:0] a; logic b; } pair_t; endpackage\n',
  'rtl/leaf.sv':
    'module leaf #(parameter int W = 8) (input [15:0] d, output logic [W-1:0] q [2]);\n  assign q[0] = d[W-1:0];\nendmodule\n',
  'rtl/top.sv':
    '`include "place.svh"\nmodule top (input [15:0] d, input pkg::pair_t p, input pkg::pair_t [3:0] r);\n  logic [8:0] q [2];\n  `PLACE(9)\nendmodule\n',
};

describe.skipIf(!hasVerilator && !required)(
  'elaboration of a file list (skipped where Verilator 5 is not installed)',
  () => {
    const root = writeFiles(temporaryFolder(), design);
    const work = () =>
      elaborate({
        root,
        list: join(root, 'project.f'),
        runTool,
        workdir: temporaryFolder(),
      });

    it('gives exact widths, and instances that a macro writes', async () => {
      const { modules, note } = await work();
      expect(note).toBeNull();
      const facts = scanVerilog(design['rtl/top.sv']);
      expect(facts.instances).toEqual([]);
      const exact = enrichFacts(facts, 'rtl/top.sv', modules);
      expect(exact.units[0]?.ports.map((p) => [p.name, p.bits])).toEqual([
        ['d', 16],
        ['p', 5],
        ['r', 20],
      ]);
      expect(exact.instances).toMatchObject([
        { type: 'leaf', name: 'u_9', line: 4, parent: 'top', connections: ['d', 'q'] },
      ]);
      expect(modules.find((m) => m.name === 'leaf')?.params).toContainEqual({
        name: 'W',
        value: "32'sh9",
        local: false,
      });
    });

    it('of a design that does not elaborate changes nothing and says why', async () => {
      const broken = writeFiles(temporaryFolder(), { 'a.f': 'a.v', 'a.v': 'module a; nowhere u (); endmodule' });
      const result = await elaborate({
        root: broken,
        list: join(broken, 'a.f'),
        runTool,
        workdir: temporaryFolder(),
      });
      expect(result.modules).toEqual([]);
      expect(result.note).toContain('Verilator did not elaborate');
    });
  },
);

it('paths that lead out of the repository are not read', async () => {
  const root = writeFiles(temporaryFolder(), { 'a.f': '/etc/hosts.v\n../../x.v\n-f ../other.f\n' });
  const result = await elaborate({
    root,
    list: join(root, 'a.f'),
    runTool: () => Promise.reject(new Error('nothing is run')),
    workdir: root,
  });
  expect(result).toEqual({ modules: [], note: 'the file list names no file inside the repository' });
});

it('only plain definitions reach the command line', () => {
  const list = {
    files: ['/r/a.v'],
    includeFolders: ['/r'],
    defines: ['A=1', 'B', 'X -exec y', '=1'],
    lists: [],
    unread: [],
  };
  expect(elaborateCommand({ workdir: '/w', root: '/r', list }).argv.slice(-4)).toEqual([
    '+incdir+/r',
    '+define+A=1',
    '+define+B',
    '/r/a.v',
  ]);
});

it.each(['', 'no xml', '<netlist><module name="a"', `${'<a>'.repeat(6000)}`])(
  'broken XML %# gives no modules',
  (xml) => {
    expect(readElaborated(xml)).toEqual([]);
  },
);
