import { expect, it } from 'vitest';
import { icarusCompileCommand, icarusPreprocessCommand, vvpCommand } from '../../src/tools/iverilog/index.ts';
import {
  verilatedRunCommand,
  verilatorBuildCommand,
  verilatorLintCommand,
  verilatorXmlCommand,
} from '../../src/tools/verilator/index.ts';
import { abcCommand, netlistScript, statisticsScript, yosysCommand } from '../../src/tools/yosys/index.ts';

const cwd = '/work-folder';

it.each([
  [
    icarusCompileCommand({
      cwd,
      sources: ['tb.v', 'dut/a.v'],
      tops: ['tb'],
      generation: '2005',
      warnings: 'all',
      output: 'a.vvp',
      includeFolders: ['dut'],
    }),
    'iverilog -g2005 -Wall -Winfloop -Wno-timescale -s tb -Idut -o a.vvp tb.v dut/a.v',
  ],
  [
    icarusCompileCommand({ cwd, sources: ['a.v'], tops: [], generation: '2012', warnings: 'none', output: null }),
    'iverilog -g2012 -tnull a.v',
  ],
  [
    icarusPreprocessCommand({ cwd, sources: ['a.v'], generation: '2012', output: 'b.v' }),
    'iverilog -g2012 -E -o b.v a.v',
  ],
  [vvpCommand({ cwd, image: 'a.vvp', waves: 'drop', plusArguments: ['seed=1'] }), 'vvp -n a.vvp -none +seed=1'],
  [vvpCommand({ cwd, image: 'a.vvp', waves: 'keep' }), 'vvp -n a.vvp'],
  [
    verilatorLintCommand({ cwd, sources: ['a.v'], top: 'a', warnings: 'all', waivers: ['DECLFILENAME'] }),
    'verilator_bin --lint-only -Wno-fatal -Wall -Wno-DECLFILENAME --top-module a a.v',
  ],
  [
    verilatorXmlCommand({ cwd, sources: ['a.v'], top: 'a', output: 'a.xml' }),
    'verilator_bin --xml-only -Wno-fatal --xml-output a.xml --top-module a a.v',
  ],
  [
    verilatorBuildCommand({ cwd, sources: ['a.v'], cppSources: ['main.cpp'], top: 'a', buildFolder: 'obj', jobs: 2 }),
    'verilator_bin --cc --exe --build -Wno-fatal --top-module a --Mdir obj -j 2 a.v main.cpp',
  ],
  [
    verilatorBuildCommand({ cwd, sources: ['a.v'], cppSources: [], top: 'a', buildFolder: 'obj', jobs: 1 }),
    'verilator_bin --binary -Wno-fatal --top-module a --Mdir obj -j 1 a.v',
  ],
  [verilatedRunCommand({ cwd, program: 'obj/Va', plusArguments: ['x'] }), '/work-folder/obj/Va +x'],
  [yosysCommand({ cwd, script: ['help', 'log'], log: 'quiet' }), 'yosys -Q -T -q -p help\nlog'],
  [abcCommand({ cwd, script: ['read a.aig', 'pdr'] }), 'yosys-abc -s -c read a.aig; pdr'],
])('a job becomes its command line: $argv', (command, line) => {
  expect(command.argv.join(' ')).toBe(line);
  expect(command).toMatchObject({ cwd, stdin: null, inputs: [] });
});

it('several netlists are written in one Yosys process', () => {
  const job = (name: string) => ({ sources: [`${name}.v`], top: name, output: `${name}.json` });
  const script = netlistScript([job('a'), job('b')]);
  expect(script.filter((line) => line === 'design -reset')).toHaveLength(1);
  expect(script.filter((line) => line.startsWith('write_json'))).toEqual(['write_json a.json', 'write_json b.json']);
  expect(statisticsScript(job('a')).at(-1)).toBe('tee -q -o a.json stat -json');
});

it.each(['-x.v', '../a.v', '/a.v', 'a b.v', '.hidden', 'a//b', ''])('the file name %j is refused', (name) => {
  const job = { cwd, sources: [name], tops: ['a'], generation: '2012', warnings: 'all', output: null } as const;
  expect(() => icarusCompileCommand(job)).toThrow(/file name/);
});

it.each(['a\nout:x', 'a b', '1a', '-s', '\\a '])('the module name %j is refused', (name) => {
  const job = { cwd, sources: ['a.v'], tops: [name], generation: '2012', warnings: 'all', output: null } as const;
  expect(() => icarusCompileCommand(job)).toThrow(/plain Verilog identifier/);
});
