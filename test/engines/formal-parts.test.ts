import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { planByRule } from '../../src/engines/rule/index.ts';
import { emitVerilog, lowerPlan } from '../../src/ir/index.ts';
import { readSpec } from '../../src/spec/index.ts';
import { type BooleanOracle, type Instance, karnaughMap, termList, truthTable } from '../generators/boolean.ts';
import { diagramFile, edgeList, type MachineOracle, stateTable } from '../generators/machine.ts';
import { random } from '../generators/random.ts';
import { describeWith } from '../tools/real-tools.ts';

const INSTANCES = 200;
const STEPS = 80;

/** Verilog of a spec, or why the engine abstained. */
function answer(
  text: string,
): { readonly verilog: string } | { readonly refused: string; readonly lines: readonly number[] } {
  const reading = readSpec({ path: 'spec.md', text });
  if (!reading.ok) {
    const lines = reading.error.flatMap((item) => (item.range === null ? [] : [item.range.line]));
    return { refused: reading.error.map((item) => item.message).join('; '), lines };
  }
  const plan = planByRule(reading.value.spec);
  if (!plan.ok) return { refused: plan.error.detail, lines: plan.error.quotes.map((quote) => quote.span.line) };
  const lowered = lowerPlan(plan.value);
  if (!lowered.ok) {
    return { refused: lowered.error.map((finding) => finding.message).join('; '), lines: [] };
  }
  return { verilog: emitVerilog(lowered.value.rtl) };
}

interface Built<Oracle> {
  readonly index: number;
  readonly instance: Instance<Oracle>;
  readonly verilog: string;
}

/** Builds every instance; each module gets a name of its own, so that all stand in one simulation. */
function build<Oracle>(make: (seed: number) => Instance<Oracle>): readonly Built<Oracle>[] {
  return Array.from({ length: INSTANCES }, (_, index) => {
    const instance = make(index + 1);
    const built = answer(instance.spec);
    if ('refused' in built) throw new Error(`seed ${index + 1} is refused: ${built.refused}\n${instance.spec}`);
    return { index, instance, verilog: built.verilog.replaceAll('unit_under_design', `unit_${index}`) };
  });
}

/** Runs one bench over all modules and returns its output lines. */
function simulate(verilog: readonly string[], bench: string): readonly string[] {
  const folder = mkdtempSync(join(tmpdir(), 'veriloom-parts-'));
  try {
    writeFileSync(join(folder, 'all.v'), `${verilog.join('\n')}\n${bench}`);
    execFileSync('iverilog', ['-g2005', '-s', 'bench', '-o', 'sim', 'all.v'], { cwd: folder });
    return execFileSync('vvp', ['-n', 'sim'], { cwd: folder, encoding: 'utf8', maxBuffer: 1 << 26 })
      .trim()
      .split('\n');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const ports = (names: readonly string[], prefix: string): string =>
  names.map((name) => `.${name}(${prefix}${name})`).join(', ');

function combinationalWrong(built: readonly Built<BooleanOracle>[]): readonly string[] {
  const blocks = built.map(({ index, instance: { oracle } }) => {
    const [ins, outs] = [oracle.inputs, oracle.outputs].map((names) => names.map((name) => `u${index}_${name}`));
    return `reg ${ins!.join(', ')}; wire ${outs!.join(', ')};
      unit_${index} d${index} (${ports([...oracle.inputs, ...oracle.outputs], `u${index}_`)});
      integer i${index};
      initial for (i${index} = 0; i${index} < ${2 ** ins!.length}; i${index} = i${index} + 1) begin
        {${ins!.join(', ')}} = i${index}; #1 $display("${index} %0d %b", i${index}, {${outs!.join(', ')}}); #1;
      end`;
  });
  const lines = simulate(
    built.map((one) => one.verilog),
    `module bench;\n${blocks.join('\n')}\nendmodule\n`,
  );
  expect(lines).toHaveLength(built.reduce((sum, one) => sum + 2 ** one.instance.oracle.inputs.length, 0));
  return lines.filter((line) => {
    const [index, code, bits] = line.split(' ');
    const { values } = built[Number(index)]!.instance.oracle;
    return values.some(
      (column, at) => column.charAt(Number(code)) !== '-' && column.charAt(Number(code)) !== bits!.charAt(at),
    );
  });
}

function machineWrong(built: readonly Built<MachineOracle>[]): readonly string[] {
  const rng = random(99);
  const stimulus = Array.from({ length: STEPS }, () => ({ inputs: rng.int(4), reset: rng.int(20) === 0 }));
  const blocks = built.map(({ index, instance: { oracle } }) => {
    const ins = oracle.inputs.map((name) => `u${index}_${name}`);
    const outs = oracle.outputs.map((name) => `u${index}_${name}`);
    return `reg u${index}_clk, u${index}_reset, ${ins.join(', ')}; wire ${outs.join(', ')};
      unit_${index} d${index} (${ports(['clk', 'reset', ...oracle.inputs, ...oracle.outputs], `u${index}_`)});
      integer i${index};
      initial begin
        u${index}_clk = 0; u${index}_reset = 1; {${ins.join(', ')}} = 0; #1 u${index}_clk = 1; #1 u${index}_clk = 0;
        for (i${index} = 0; i${index} < ${STEPS}; i${index} = i${index} + 1) begin
          {${ins.join(', ')}} = inputs[i${index}]; u${index}_reset = resets[i${index}];
          #1 $display("${index} %0d %b", i${index}, {${outs.join(', ')}});
          u${index}_clk = 1; #1 u${index}_clk = 0; #1;
        end
      end`;
  });
  const memory = `reg [1:0] inputs [0:${STEPS - 1}]; reg resets [0:${STEPS - 1}];
    initial begin ${stimulus.map((step, at) => `inputs[${at}] = ${step.inputs}; resets[${at}] = ${step.reset ? 1 : 0};`).join(' ')} end`;
  const lines = simulate(
    built.map((one) => one.verilog),
    `module bench;\n${memory}\n${blocks.join('\n')}\nendmodule\n`,
  );
  expect(lines).toHaveLength(built.length * STEPS);
  const state = built.map((one) => one.instance.oracle.initial);
  const wrong: string[] = [];
  const parsed = lines.map((line) => line.split(' ')).sort((a, b) => Number(a[1]) - Number(b[1]));
  for (const [index, at, bits] of parsed) {
    const { oracle } = built[Number(index)]!.instance;
    const step = stimulus[Number(at)]!;
    const row = oracle.states.indexOf(state[Number(index)]!);
    const input = step.inputs % 2 ** oracle.inputs.length;
    if (oracle.out[row]![input] !== bits) wrong.push(`${index} step ${at}: ${bits} for ${oracle.out[row]![input]}`);
    state[Number(index)] = step.reset ? oracle.initial : oracle.next[row]![input]!;
  }
  return wrong;
}

describeWith(['iverilog', 'vvp'], 'random formal parts, from text to simulated Verilog', () => {
  it.each([
    ['truth tables', truthTable],
    ['Karnaugh maps', karnaughMap],
    ['term lists', termList],
  ])(`${INSTANCES} %s do what they say at every code`, (_, make) => {
    expect(combinationalWrong(build(make))).toEqual([]);
  });

  it.each([
    ['edge lists', edgeList],
    ['state tables', stateTable],
    ['diagram files', diagramFile],
  ])(`${INSTANCES} %s walk as drawn`, (_, make) => {
    expect(machineWrong(build(make))).toEqual([]);
  });

  it('the comparison sees a single wrong cell', () => {
    const [first, ...rest] = build(truthTable);
    const cell = first!.instance.oracle.values[0]!.search(/[01]/);
    const values = first!.instance.oracle.values.map((column, at) =>
      at === 0 ? `${column.slice(0, cell)}${column[cell] === '1' ? '0' : '1'}${column.slice(cell + 1)}` : column,
    );
    const broken = { ...first!, instance: { ...first!.instance, oracle: { ...first!.instance.oracle, values } } };
    expect(combinationalWrong([broken, ...rest])).toHaveLength(1);
  });
});

const lines = (...text: string[]): string => `${text.join('\n')}\n`;
const machine = (...edges: string[]): string =>
  lines(
    'Design a module named gate with these ports.',
    '',
    '- input clk',
    '- input rst',
    '- input x',
    '- output z',
    '',
    'Implement this Moore state machine. The reset rst is synchronous, active high, to state A.',
    '',
    ...edges,
  );
const table = (...rows: string[]): string =>
  lines(
    'Design a module named gate with these ports.',
    '',
    '- input a',
    '- input b',
    '- output y',
    '',
    'Implement this truth table:',
    '',
    'a | b | y',
    ...rows,
  );

describe('twins that must be refused', () => {
  it('are accepted without their fault', () => {
    const right = [
      machine('A (0) --x=0--> A', 'A (0) --x=1--> B', 'B (1) --x=0--> A', 'B (1) --x=1--> B'),
      table('0 | 0 | 0', '0 | 1 | 1', '1 | 0 | 1', '1 | 1 | 0'),
    ];
    for (const text of right) expect(answer(text)).toHaveProperty('verilog');
  });

  it.each([
    [
      'overlapping guards',
      machine('A (0) --x=0--> A', 'A (0) --x=0--> B', 'A (0) --x=1--> B', 'B (1) --x=0--> A', 'B (1) --x=1--> B'),
      [11],
    ],
    ['a state with a missing edge', machine('A (0) --x=0--> A', 'B (1) --x=0--> A', 'B (1) --x=1--> B'), [10]],
    [
      'two outputs for one Moore state',
      machine('A (0) --x=0--> A', 'A (1) --x=1--> B', 'B (1) --x=0--> A', 'B (1) --x=1--> B'),
      [11],
    ],
    [
      'an unknown reset state',
      machine('C (0) --x=0--> C', 'C (0) --x=1--> D', 'D (1) --x=0--> C', 'D (1) --x=1--> D'),
      [8],
    ],
    ['contradictory rows', table('0 | 0 | 0', '0 | 1 | 1', '1 | 0 | 1', '1 | 1 | 0', '0 | 1 | 0'), [14]],
    ['a missing row without a rule', table('0 | 0 | 0', '0 | 1 | 1', '1 | 0 | 1'), [9]],
    [
      'an output column that is no port',
      table('0 | 0 | 0', '0 | 1 | 1', '1 | 0 | 1', '1 | 1 | 0').replace('- output y', '- output w'),
      [9],
    ],
  ] as const)('%s is refused with its line', (_, text, wanted) => {
    const built = answer(text);
    expect('refused' in built ? built.lines : 'accepted').toEqual(wanted);
  });
});
