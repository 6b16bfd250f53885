import { expect, it } from 'vitest';
import { compareRows } from '../../src/checks/equivalence/compare.ts';
import type { Clocking, Netlist } from '../../src/formal/index.ts';
import { analyseClocking } from '../../src/formal/index.ts';
import { REGISTER_TYPES } from '../../src/formal/netlist/registers.ts';
import { describeWith } from '../tools/real-tools.ts';
import { modelAndIcarus } from './model-run.ts';
import { REGISTER_KINDS, type RegisterKind, registerCell } from './register-kinds.ts';

const STEPS = 300;

function netlistOf(kind: RegisterKind): Netlist {
  const { cell, nets } = registerCell(kind);
  const ports = Object.entries(nets).map(([port, bits]) => ({
    name: port.toLowerCase(),
    direction: port === 'Q' ? ('output' as const) : ('input' as const),
    bits,
  }));
  return {
    top: 'dut',
    ports,
    cells: [cell],
    names: ports.map(({ name, bits }) => ({ name, bits, hidden: false, init: null })),
  };
}

function verilogOf(kind: RegisterKind): string {
  const netlist = netlistOf(kind);
  const ports = netlist.ports.map(
    (port) => `${port.direction} ${port.name === 'q' ? 'reg ' : ''}[${port.bits.length - 1}:0] ${port.name}`,
  );
  const memory = kind.body.includes('last') ? 'reg last = 0; always @(clk) last <= clk;' : '';
  return `module dut(${ports.join(', ')});\n${memory}\n${kind.body}\nendmodule\n`;
}

describeWith(['iverilog'], 'each register cell behaves as in Icarus', () => {
  it('every modelled register type has a case, and no other type is read as a register', () => {
    expect([...new Set(REGISTER_KINDS.map((kind) => kind.type))].sort()).toEqual([...REGISTER_TYPES].sort());
  });

  for (const kind of REGISTER_KINDS) {
    const name = `${kind.type} ${JSON.stringify(kind.params)}`;
    const own = analyseClocking([netlistOf(kind)]);
    const models: Clocking[] = [own];
    if (own.mode === 'sync') models.push({ mode: 'event', clocks: [own.clock], approximate: false });
    for (const clocking of models) {
      it(`${name} in ${clocking.mode} mode`, () => {
        const { model, icarus } = modelAndIcarus({
          netlist: netlistOf(kind),
          clocking,
          verilog: verilogOf(kind),
          steps: STEPS,
        });
        const compared = compareRows(model, icarus);
        expect(compared.knownRows).toBeGreaterThan(STEPS / 4);
        expect({
          row: compared.firstRow,
          model: model[compared.firstRow ?? 0],
          icarus: icarus[compared.firstRow ?? 0],
        }).toEqual({
          row: null,
          model: model[0],
          icarus: icarus[0],
        });
      });
    }
  }
});
