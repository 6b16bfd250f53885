import { describe, expect, it } from 'vitest';
import { coneOf } from '../../src/stimulus/cone.ts';
import { cutBehind, minimiseSteps } from '../../src/stimulus/minimise.ts';
import type { NetlistView } from '../../src/stimulus/netlist-view.ts';
import { prefixModules } from '../../src/stimulus/rename.ts';
import { readComparison } from '../../src/stimulus/result-channel.ts';
import type { StimulusStep } from '../../src/stimulus/step.ts';
import { readWaveDump, valueBefore } from '../../src/stimulus/vcd.ts';

describe('a prefix before module names', () => {
  const prefixed = (text: string) => prefixModules([{ path: 'a.v', text }], 'x_')[0]?.text;

  it.each([
    ['module a; endmodule', 'module x_a; endmodule'],
    ['module a; endmodule : a', 'module x_a; endmodule : x_a'],
    ['module a; b u (); endmodule module b; endmodule', 'module x_a; x_b u (); endmodule module x_b; endmodule'],
    [
      'module a; b #(.W(2)) u (); endmodule module b; endmodule',
      'module x_a; x_b #(.W(2)) u (); endmodule module x_b; endmodule',
    ],
    [
      'module a; b u [3:0] (); endmodule module b; endmodule',
      'module x_a; x_b u [3:0] (); endmodule module x_b; endmodule',
    ],
  ])('reaches declarations and instances: %s', (text, expected) => {
    expect(prefixed(text)).toBe(expected);
  });

  it.each([
    ['module a(input a); endmodule', 'module x_a(input a); endmodule'],
    [
      'module a; reg b; c u (.b(b)); endmodule module b; endmodule',
      'module x_a; reg b; c u (.b(b)); endmodule module x_b; endmodule',
    ],
    ['module a; // a u ();\nendmodule', 'module x_a; // a u ();\nendmodule'],
  ])('leaves signals, ports, foreign modules and comments: %s', (text, expected) => {
    expect(prefixed(text)).toBe(expected);
  });
});

describe('the result channel', () => {
  it('counts nothing that does not carry the nonce of the run', () => {
    const forged = 'end 1000 0 1000\nother end 1000 0 1000\n end 9 0 9\n';
    expect(readComparison(forged, 'n1')).toMatchObject({ complete: false, compared: 0 });
  });

  it('believes the first end and reads points and coverage', () => {
    const text = 'n1 point 3 1 0101 1x 10\nn1 seen 110 011 9\nn1 end 40 1 38\nn1 end 40 0 40\n';
    expect(readComparison(text, 'n1')).toEqual({
      complete: true,
      compared: 40,
      mismatched: 1,
      known: 38,
      points: [{ step: 3, sub: 1, inputs: '0101', golden: '1x', candidate: '10' }],
      toggles: [{ zeros: '110', ones: '011', situations: 9 }],
    });
  });
});

describe('the search for the shortest trace', () => {
  const step = (data: number, repeat = 1): StimulusStep => ({ data: BigInt(data), toggle: 0, repeat });

  /** Differs once 7 was applied and then 9, at the fifth toggle after that or later. */
  const trial = async (steps: readonly StimulusStep[]) => {
    let armed = 0;
    for (const [at, { data, repeat }] of steps.entries()) {
      if (data === 7n && armed === 0) armed = 1;
      if (data === 9n && armed >= 1) {
        if (armed - 1 + repeat >= 5) return { step: at, sub: 5 - (armed - 1) };
        armed += repeat;
      }
    }
    return null;
  };

  it('keeps what is needed and no more', async () => {
    const steps = [
      ...Array.from({ length: 300 }, (_, i) => step(i % 6)),
      step(7),
      ...Array.from({ length: 50 }, () => step(2)),
      step(9, 40),
    ];
    const found = await minimiseSteps({ steps, inputMasks: [], trial, mayContinue: () => true });
    expect(found).toEqual([step(7), step(9, 5)]);
  });

  it('returns what it has when the time is up', async () => {
    const steps = [step(1), step(7), step(2), step(9, 9)];
    const found = await minimiseSteps({ steps, inputMasks: [], trial, mayContinue: (trials) => trials < 1 });
    expect(found).toEqual([step(1), step(7), step(2), step(9, 5)]);
  });

  it('holds an input that need not change', async () => {
    const noisy = (data: number) => step(data + 16 * (data % 3));
    const low = async (steps: readonly StimulusStep[]) =>
      trial(steps.map((each) => ({ ...each, data: each.data & 15n })));
    const steps = [7, 1, 9, 9, 2, 9, 9, 9].map(noisy);
    const found = await minimiseSteps({ steps, inputMasks: [15n, 48n], trial: low, mayContinue: () => true });
    expect(found.every((each) => each.data < 16n)).toBe(true);
  });

  it('cuts behind the point that differs', () => {
    expect(cutBehind([step(1), step(2, 8), step(3)], { step: 1, sub: 2 })).toEqual([step(1), step(2, 2)]);
    expect(cutBehind([step(1), step(2)], { step: 1, sub: 0 })).toEqual([step(1), { ...step(2), toggle: null }]);
  });
});

describe('a wave dump', () => {
  const dump = readWaveDump(
    [
      '$timescale 1ps $end',
      '$scope module tb $end',
      '$var wire 1 ! clk $end',
      '$scope module dut $end',
      '$var reg 8 " level [7:0] $end',
      '$upscope $end',
      '$upscope $end',
      '$enddefinitions $end',
      '#0',
      '0!',
      'bx "',
      '#100',
      '1!',
      'b101 "',
    ].join('\n'),
  );

  it.each([
    ['tb.clk', 100, '0'],
    ['tb.clk', 101, '1'],
    ['tb.dut.level', 100, 'xxxxxxxx'],
    ['tb.dut.level', 200, '00000101'],
    ['tb.dut.absent', 200, null],
  ])('gives %s before %i as %s', (signal, time, value) => {
    expect(valueBefore(dump, signal, time)).toBe(value);
  });
});

describe('the cone of an output', () => {
  const gate = (name: string, ports: Record<string, number[]>, src: string) => ({
    name,
    type: '$and',
    params: {},
    ports,
    src,
  });
  const netlist: NetlistView = {
    top: 'm',
    ports: [
      { name: 'a', direction: 'input', bits: [2] },
      { name: 'y', direction: 'output', bits: [9] },
      { name: 'z', direction: 'output', bits: [8] },
    ],
    cells: [
      gate('near', { A: [3], B: [2], Y: [9] }, 'm.v:4.1-4.9'),
      { name: 'ff', type: '$dff', params: {}, ports: { CLK: [5], D: [6], Q: [3] }, src: 'm.v:10.1-20.9' },
      gate('far', { A: [2], B: [2], Y: [6] }, 'm.v:12.3-13.4|m.v:0.0-0.0'),
      gate('other', { A: [2], B: [2], Y: [8] }, 'm.v:30.1-30.9'),
    ],
    names: [
      { name: 'a', bits: [2], hidden: false },
      { name: 'state', bits: [3], hidden: false },
      { name: '$made', bits: [6], hidden: true },
    ],
  };

  it('holds the lines that decide it, nearest first, through registers, and no others', () => {
    expect(coneOf(netlist, ['y']).lines.map((line) => `${line.line}/${line.distance}`)).toEqual([
      '4/0',
      '10/0',
      '12/1',
      '13/1',
    ]);
    expect(coneOf(netlist, ['z']).lines.map((line) => line.line)).toEqual([30]);
  });

  it('names the signals of the author', () => {
    expect(coneOf(netlist, ['y']).signals).toEqual(['a', 'state']);
  });
});
