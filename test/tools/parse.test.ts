import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseIcarusDiagnostics, parseIcarusImage } from '../../src/tools/iverilog/index.ts';
import { parseIcarusVersion } from '../../src/tools/iverilog/parse.ts';
import { parseBenchOutput } from '../../src/tools/testbench-output.ts';
import { parseVerilatorDiagnostics } from '../../src/tools/verilator/index.ts';
import { parseVerilatorVersion } from '../../src/tools/verilator/parse.ts';
import { parseYosysDiagnostics, parseYosysStatistics } from '../../src/tools/yosys/index.ts';
import { parseAbcVersion, parseYosysVersion } from '../../src/tools/yosys/parse.ts';

const fixtures = join(import.meta.dirname, '..', 'fixtures', 'tools');
const recorded = (tool: string, name: string): string => readFileSync(join(fixtures, tool, name), 'utf8');

const PARSERS = {
  iverilog: parseIcarusDiagnostics,
  verilator: parseVerilatorDiagnostics,
  yosys: parseYosysDiagnostics,
};
const SPECIAL = /version|image|statistics/;
const cases = (Object.keys(PARSERS) as (keyof typeof PARSERS)[]).flatMap((tool) =>
  readdirSync(join(fixtures, tool))
    .filter((name) => name.endsWith('.txt') && !SPECIAL.test(name))
    .map((name) => ({ tool, name })),
);

describe('what a tool really printed', () => {
  it.each(cases)('$tool $name reads as the recorded diagnostics', async ({ tool, name }) => {
    const items = PARSERS[tool](recorded(tool, name));
    expect(items.length).toBeGreaterThan(0);
    await expect(`${JSON.stringify(items, null, 2)}\n`).toMatchFileSnapshot(
      join(fixtures, tool, name.replace('.txt', '.diagnostics.json')),
    );
  });

  it.each([
    ['iverilog', 'version.txt', parseIcarusVersion, '11.0'],
    ['iverilog', 'vvp-version.txt', parseIcarusVersion, '11.0'],
    ['verilator', 'version.txt', parseVerilatorVersion, '5.006'],
    ['yosys', 'version.txt', parseYosysVersion, '0.23'],
    ['yosys', 'abc-version.txt', parseAbcVersion, '1.01'],
  ] as const)('%s %s holds a version', (tool, name, read, version) => {
    expect(read(recorded(tool, name))).toBe(version);
    expect(read('bash: command failed')).toBeNull();
  });

  it('an Icarus image holds scopes, ports, ranges, signs and drivers', () => {
    const image = parseIcarusImage(recorded('iverilog', 'image.vvp.txt'));
    expect(image).toMatchObject({ version: '11.0', forces: false });
    expect([...image.systemCalls]).toEqual(['$clog2']);
    const root = image.scopes.find((scope) => scope.type === 'adder');
    expect(root?.ports.map((port) => `${port.direction} ${port.name} ${port.width}`)).toEqual([
      'input clk 1',
      'input a 4',
      'input odd+name 2',
      'output s 4',
      'inout z 1',
      'output wide 8',
    ]);
    const net = (name: string) => root?.nets.find((candidate) => candidate.name === name);
    expect(net('a')).toMatchObject({ msb: 0, lsb: 3, signed: true, drivers: 0 });
    expect(net('m')).toMatchObject({ msb: 4, lsb: 1, signed: false, drivers: 1 });
    expect(net('s')).toMatchObject({ msb: 3, lsb: 0, drivers: null });
    expect(image.scopes.find((scope) => scope.type === 'leaf')).toMatchObject({ name: 'u', parent: root?.id });
  });

  it('Yosys statistics are counts by cell type', () => {
    const statistics = parseYosysStatistics(recorded('yosys', 'statistics.json.txt'));
    expect(statistics.ok && statistics.value.cells).toBeGreaterThanOrEqual(4);
    expect(statistics.ok && Object.keys(statistics.value.cellsByType)).toContain('$_NOT_');
    expect(parseYosysStatistics('{').ok).toBe(false);
    expect(parseYosysStatistics('{"design":{}}').ok).toBe(false);
  });
});

describe('what a testbench prints', () => {
  it.each([
    ['RESULT compared=40 mismatched=2', 40, 2],
    ['Mismatches: 3 in 100 samples', 100, 3],
    ['=== Test completed with   4 /100 failures ===', 100, 4],
    ['5 errors out of 60', 60, 5],
  ])('%j counts samples', (line, compared, mismatched) => {
    expect(parseBenchOutput(`noise\n${line}\n`).counts).toEqual([{ compared, mismatched, line }]);
  });

  it('success, failure, time-out and finish lines are told apart', () => {
    const text =
      'all tests passed\n0 errors\nTest failed: a = 1\nERROR\nTIMEOUT\ntb.v:3: $finish called at 1200 (1ps)\n';
    expect(parseBenchOutput(text)).toEqual({
      counts: [],
      passLines: ['all tests passed', '0 errors'],
      failLines: ['Test failed: a = 1', 'ERROR'],
      timedOut: true,
      finishedAt: '1200',
    });
  });
});

describe('hostile tool output', () => {
  const PIECES = [
    '%Error',
    '%Warning-X: ',
    'a.v:1: ',
    'error: ',
    ' : ',
    '\n',
    'S_0x1 .scope ',
    '"',
    ', ',
    ';',
    'v0x1_0 .net ',
    '\\',
    '$x',
    '0',
  ];
  const texts = fc
    .array(fc.oneof(fc.constantFrom(...PIECES), fc.string()), { maxLength: 60 })
    .map((parts) => parts.join(''));

  it('never makes a parser throw', () => {
    fc.assert(
      fc.property(texts, (text) => {
        for (const parse of [...Object.values(PARSERS), parseIcarusImage, parseBenchOutput]) parse(text);
      }),
      { seed: 7, numRuns: 500 },
    );
  });

  it.each([
    ['one long line', 'x'.repeat(4_000_000)],
    ['many colons', 'a:'.repeat(1_000_000)],
    ['many quotes', `S_0x1 .scope module, "${'\\"'.repeat(500_000)}`],
    ['many spaces', `a.v:1: error: ${' '.repeat(1_000_000)}`],
    ['many numbers', `v0x1_0 .net "a", ${'1 '.repeat(500_000)}`],
    ['many counts', '1 errors in '.repeat(200_000)],
  ])('is read in linear time: %s', (_, text) => {
    const startedAt = performance.now();
    for (const parse of [...Object.values(PARSERS), parseIcarusImage, parseBenchOutput]) parse(text);
    expect(performance.now() - startedAt).toBeLessThan(2_000);
  });
});
