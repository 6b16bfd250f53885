import { describe, expect, it } from 'vitest';
import type { DesignPlan, PlanModule } from '../../src/contracts/plan.ts';
import { alignPlan, emitVerilog, lowerPlan } from '../../src/ir/index.ts';
import { Random } from './random.ts';
import { type Instance, lint, needs, simulate } from './simulate.ts';

const input = (name: string, width: number | string = 1) => ({ name, dir: 'input' as const, type: { width } });
const output = (name: string, width: number | string = 1) => ({ name, dir: 'output' as const, type: { width } });
const DOMAIN = {
  name: 'd',
  clock: 'clk',
  edge: 'pos' as const,
  reset: { signal: 'rst', kind: 'sync' as const, active: 'high' as const },
};

const TALLY: PlanModule = {
  name: 'tally',
  params: [
    { name: 'WIDTH', default: 8 },
    { name: 'LAST', default: 11 },
  ],
  ports: [
    input('clk'),
    input('rst'),
    input('step', 'WIDTH'),
    output('sum', 'WIDTH'),
    output('wide', 'WIDTH + 2'),
    output('carry'),
    output('top'),
  ],
  domains: [DOMAIN],
  body: [
    {
      kind: 'reg',
      name: 'sum',
      type: { width: 'WIDTH' },
      domain: 'd',
      reset: 0,
      next: [{ when: 'sum == LAST', to: '0' }, { to: 'sum + step' }],
    },
    { kind: 'assign', lhs: 'wide', rhs: "sum + {step, 2'b01}" },
    { kind: 'net', name: 'low', type: { width: 'WIDTH' } },
    { kind: 'assign', lhs: '{carry, low}', rhs: 'sum + step + 3' },
    { kind: 'assign', lhs: 'top', rhs: "sum[WIDTH-1] ^ (sum == ~step) ^ (low > 2'd2)" },
  ],
};

const plan = (modules: PlanModule[], top: string): DesignPlan => ({ ir: 'veriloom/plan@1', top, modules });

const verilogOf = (p: DesignPlan): string => {
  const lowered = lowerPlan(p);
  if (!lowered.ok) throw new Error(lowered.error.map((f) => f.message).join());
  return emitVerilog(lowered.value.rtl);
};

describe.skipIf(!needs('iverilog', 'verilator'))('parameters (needs iverilog and verilator)', () => {
  it('stand in the text where a width depends on them', async () => {
    await expect(verilogOf(plan([TALLY], 'tally'))).toMatchFileSnapshot('golden/tally.v');
  });

  it('given other values, make the circuit that a plan at those values makes', () => {
    const values: readonly [number, number][] = [
      [8, 11],
      [5, 11],
      [12, 300],
      [6, 0],
    ];
    const text = verilogOf(plan([TALLY], 'tally'));
    const random = new Random(64);
    const instances = values.flatMap(([width, last], i): Instance[] => {
      const fixed: PlanModule = {
        ...TALLY,
        name: `fixed_${i}`,
        params: [
          { name: 'WIDTH', default: width },
          { name: 'LAST', default: last },
        ],
      };
      const ports = [
        ['clk', 1],
        ['rst', 1],
        ['step', width],
      ].map(([name, w]) => ({ name: name as string, width: w as number }));
      const outputs = [
        { name: 'sum', width },
        { name: 'wide', width: width + 2 },
        { name: 'carry', width: 1 },
        { name: 'top', width: 1 },
      ];
      const steps = Array.from({ length: 60 }, (_, k) => ({
        rst: BigInt(k < 2),
        step: random.chance(40) ? 1n : random.bits(width),
      }));
      const shared = { inputs: ports, outputs, clock: 'clk', steps };
      return [
        { ...shared, module: `tally #(.WIDTH(${width}), .LAST(${last}))`, verilog: i === 0 ? text : '' },
        { ...shared, module: `fixed_${i}`, verilog: verilogOf(plan([fixed], fixed.name)) },
      ];
    });
    const shown = simulate(instances);
    for (const [i, value] of values.entries()) {
      expect(JSON.stringify(shown[2 * i]!.slice(6)), `${value}`).toBe(JSON.stringify(shown[2 * i + 1]!.slice(6)));
      expect(JSON.stringify(shown[2 * i]!.slice(6))).not.toContain('x');
    }
  });

  it('are overridden by instances', () => {
    const box: PlanModule = {
      name: 'box',
      ports: [input('clk'), input('rst'), input('a', 4), output('s', 4), output('w', 6), output('c'), output('t')],
      body: [
        {
          kind: 'instance',
          name: 'u',
          of: 'tally',
          params: { WIDTH: 4, LAST: 9 },
          connect: { clk: 'clk', rst: 'rst', step: 'a', sum: 's', wide: 'w', carry: 'c', top: 't' },
        },
      ],
    };
    const both = plan([box, TALLY], 'box');
    expect(alignPlan(both).filter((f) => f.severity === 'error')).toEqual([]);
    expect(verilogOf(both)).toContain('tally #(.WIDTH(4), .LAST(9)) u (');
    expect(lint(verilogOf(both))).toBe('');
    expect(lint(verilogOf(plan([TALLY], 'tally')))).toBe('');
  });
});

describe('a parameter that changes more than widths', () => {
  const refused = (change: Partial<PlanModule>): string => {
    const lowered = lowerPlan(plan([{ ...TALLY, ...change }], 'tally'));
    return lowered.ok ? 'lowered' : lowered.error.map((f) => f.message).join();
  };

  it('is refused by name', () => {
    expect(refused({})).toBe('lowered');
    expect(
      refused({
        ports: [...TALLY.ports, output('bits', '$clog2(WIDTH)')],
        body: [...TALLY.body, { kind: 'assign', lhs: 'bits', rhs: 'sum' }],
      }),
    ).toMatch(/parameter "WIDTH" changes more than widths/);
    expect(
      refused({
        ports: [...TALLY.ports, output('many')],
        body: [...TALLY.body, { kind: 'assign', lhs: 'many', rhs: 'popcount(sum) > 2' }],
      }),
    ).toMatch(/parameter "WIDTH" changes more/);
  });
});
