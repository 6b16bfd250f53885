import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '..', '..');
const names = readdirSync(join(root, 'designs'), { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && existsSync(join(root, 'designs', entry.name, 'golden.v')))
  .map((entry) => entry.name)
  .sort();
const golden = (name: string) => join(root, 'designs', name, 'golden.v');
const broken = (name: string) => join(root, 'testbenches', name, 'broken.v');
const bench = (name: string) => join(root, 'testbenches', name, 'tb.v');

const has = (tool: string, flag: string) => spawnSync(tool, [flag]).error === undefined;
const required = process.env['VERILOOM_REQUIRE_TOOLS'] === '1';
const icarus = required || has('iverilog', '-V');
const verilator = required || has('verilator', '--version');

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'veriloom-designs-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Counts {
  readonly compared: number;
  readonly mismatched: number;
}

/** The one result line of a bench of ours (testbenches/README.md), of which there must be exactly one. */
function counts(output: string): Counts {
  const found = [...output.matchAll(/^RESULT compared=(\d+) mismatched=(\d+)$/gm)];
  expect(found, output).toHaveLength(1);
  return { compared: Number(found[0]?.[1]), mismatched: Number(found[0]?.[2]) };
}

function runInIcarus(name: string, design: string): Counts {
  const image = join(folder, `${name}.vvp`);
  execFileSync('iverilog', ['-g2005', '-s', 'tb', '-o', image, bench(name), design]);
  return counts(execFileSync('vvp', ['-n', image], { encoding: 'utf8', timeout: 20_000 }));
}

const lines = (file: string) => readFileSync(file, 'utf8').split('\n');

describe.skipIf(!icarus)('in Icarus (skipped where iverilog is not installed)', () => {
  it.each(names)('%s: the golden design passes its testbench, with samples', (name) => {
    const result = runInIcarus(name, golden(name));
    expect(result.compared).toBeGreaterThan(100);
    expect(result.mismatched).toBe(0);
  });

  it.each(names)('%s: the testbench catches the broken twin', (name) => {
    const result = runInIcarus(name, broken(name));
    expect(result.mismatched).toBeGreaterThan(0);
    expect(result.compared).toBe(runInIcarus(name, golden(name)).compared);
  });

  it.each(names)('%s: golden and twin compile as Verilog-2005 without a warning', (name) => {
    for (const file of [golden(name), broken(name)]) {
      const run = spawnSync('iverilog', ['-g2005', '-Wall', '-t', 'null', file], { encoding: 'utf8' });
      expect({ status: run.status, says: run.stderr }).toEqual({ status: 0, says: '' });
    }
  });
});

describe.skipIf(!verilator)('in Verilator (skipped where it is not installed)', () => {
  it.each(names)('%s: golden and twin are lint clean with every warning on', (name) => {
    for (const file of [golden(name), broken(name)]) {
      // A library of files named golden.v cannot satisfy the rule that a file is named after its module.
      const run = spawnSync('verilator', ['--lint-only', '-Wall', '-Wno-DECLFILENAME', file], { encoding: 'utf8' });
      expect({ status: run.status, says: run.stderr }).toEqual({ status: 0, says: '' });
    }
  });

  // All of them with VERILOOM_SLOW=1; else every fourth, since the C++ compiler takes most of the time.
  const built = names.filter((_, index) => process.env['VERILOOM_SLOW'] === '1' || index % 4 === 0);

  it('the benches pass their golden and catch their twin, in one build', { timeout: 180_000 }, () => {
    // One build of everything takes a fifth of the time of a build each. Modules get a suffix, and only the end of the
    // simulation is left to the top.
    const texts: string[] = [];
    const tops: string[] = [];
    built.forEach((name, index) => {
      for (const [tag, design] of [
        ['g', golden(name)],
        ['b', broken(name)],
      ] as const) {
        const suffix = `_${tag}${index}`;
        const modules = [...lines(design), 'module tb;'].flatMap((line) => /^module (\w+)/.exec(line)?.[1] ?? []);
        // A module's name stands at the start of a line, as a header or an instance.
        const rename = new RegExp(`^(\\s*(?:module )?)(${modules.join('|')})\\b(?=\\s*[#(;]|\\s+\\w+\\s*\\()`, 'gm');
        const text = [...lines(design), ...lines(bench(name))].join('\n').replace(rename, `$1$2${suffix}`);
        texts.push(text.replace(/\$finish;/g, '').replace(/"(RESULT|MISMATCH) /g, `"$1${suffix} `));
        tops.push(`tb${suffix} run${suffix} ();`);
      }
    });
    texts.push(`module all_benches;\n  ${tops.join('\n  ')}\n  initial #1000000 $finish;\nendmodule\n`);
    const source = join(folder, 'all.v');
    writeFileSync(source, texts.join('\n'));
    const flags = [
      '--binary',
      '--timing',
      '-Wno-MULTITOP',
      '-Wno-WIDTH',
      '-CFLAGS',
      '-O0',
      '--top-module',
      'all_benches',
    ];
    execFileSync('verilator', [...flags, '--Mdir', join(folder, 'vl'), source], { stdio: 'pipe' });
    const output = execFileSync(join(folder, 'vl', 'Vall_benches'), { encoding: 'utf8', timeout: 60_000 });
    built.forEach((_, index) => {
      const of = (tag: string) => {
        const mine = output.split('\n').filter((line) => line.startsWith(`RESULT_${tag}${index} `));
        return counts(mine.map((line) => line.replace(/^RESULT_\w+/, 'RESULT')).join('\n'));
      };
      expect(of('g')).toMatchObject({ mismatched: 0 });
      expect(of('g').compared).toBeGreaterThan(100);
      expect(of('b').mismatched).toBeGreaterThan(0);
    });
  });
});

it('every design has a specification that names its top module and a bench with a twin', () => {
  for (const name of names) {
    const spec = readFileSync(join(root, 'designs', name, 'spec.md'), 'utf8');
    const top = /^Module name: `(\w+)`$/m.exec(spec)?.[1];
    expect(top, name).toBeDefined();
    expect(readFileSync(golden(name), 'utf8')).toMatch(new RegExp(`^module ${top}\\b`, 'm'));
    expect(existsSync(bench(name)) && existsSync(broken(name)), name).toBe(true);
  }
});
