import { describe, expect, test } from 'vitest';
import type { Random } from '../generators/random.ts';
import { random } from '../generators/random.ts';
import type { RegisterInstance, TestBus, TestField } from '../generators/registers.ts';
import { registerMap } from '../generators/registers.ts';
import type { Circuit } from './circuit.ts';
import { planText, specOf } from './circuit.ts';

describe('register maps', () => {
  test.each<[TestBus, number]>([
    ['strobe', 200],
    ['apb', 60],
    ['axi4-lite', 60],
  ])('on a %s bus, %i random maps answer like an independent model', (bus, count) => {
    for (let seed = 0; seed < count; seed += 1) checkMap(registerMap(bus, seed), seed);
  });
});

/** The model: values of the fields after each clock cycle, by access kind; sets of hardware win. */
function step(fields: readonly TestField[], values: Map<string, number>, cycle: Cycle): void {
  for (const { name, access, register, lsb, width } of fields) {
    const old = values.get(name) ?? 0;
    const all = 2 ** width - 1;
    const mask = Number((BigInt(cycle.mask) >> BigInt(lsb)) & BigInt(all));
    const data = Number((BigInt(cycle.data) >> BigInt(lsb)) & BigInt(all)) & mask;
    const written = cycle.write === register;
    const hit = { RW: (old & ~mask) | data, WO: (old & ~mask) | data, W1C: old & ~data, RC: old, RO: old }[access];
    let next = written ? hit : old;
    if (access === 'RC' && cycle.read === register) next = 0;
    if (access === 'RC' || access === 'W1C') next |= cycle.hardware.get(name) ?? 0;
    if (access === 'RO') next = cycle.hardware.get(name) ?? 0;
    values.set(name, next & all);
  }
}

interface Cycle {
  readonly write: number | null;
  readonly read: number | null;
  readonly data: number;
  readonly mask: number;
  readonly hardware: ReadonlyMap<string, number>;
}

const wordOf = (fields: readonly TestField[], values: ReadonlyMap<string, number>, register: number): number =>
  fields
    .filter((field) => field.register === register && field.access !== 'WO')
    .reduce((sum, field) => sum + (values.get(field.name) ?? 0) * 2 ** field.lsb, 0);

const maskOf = (strobes: number): number =>
  [0, 1, 2, 3].reduce((sum, byte) => sum + ((strobes >> byte) & 1) * 255 * 2 ** (8 * byte), 0);

interface Bench {
  readonly instance: RegisterInstance;
  readonly circuit: Circuit;
  readonly values: Map<string, number>;
  readonly rng: Random;
  readonly note: string;
}

function checkMap(instance: RegisterInstance, seed: number): void {
  const planned = planText(instance.spec);
  const note = `seed ${String(seed)}\n${instance.spec}`;
  if (!planned.ok) throw new Error(`${planned.refusal.detail}: ${JSON.stringify(planned.refusal.quotes)}\n${note}`);
  const circuit = planned.circuit();
  const bench: Bench = { instance, circuit, values: new Map(), rng: random(seed + 99), note };
  circuit.set('rst', 1);
  circuit.tick();
  circuit.set('rst', 0);
  for (const field of instance.fields) bench.values.set(field.name, field.reset);
  for (let access = 0; access < 16; access += 1) {
    const register = bench.rng.int(instance.registers + 2);
    const data = bench.rng.int(2 ** 32);
    const strobes = instance.strobes ? bench.rng.int(16) : 15;
    const how = { isWrite: bench.rng.flip(), register, data, strobes };
    ACCESSES[instance.bus](bench, how);
  }
}

interface How {
  readonly isWrite: boolean;
  readonly register: number;
  readonly data: number;
  readonly strobes: number;
}

/** Random hardware inputs for the coming cycle. */
function drive({ instance, circuit, values, rng }: Bench): ReadonlyMap<string, number> {
  const hardware = new Map<string, number>();
  for (const { name, access, width } of instance.fields) {
    if (access === 'RW' || access === 'WO') continue;
    const value = access === 'RO' || rng.int(3) === 0 ? rng.int(2 ** width) : 0;
    hardware.set(name, value);
    circuit.set(`${name.toLowerCase()}${access === 'RO' ? '' : '_set'}`, value);
    if (access === 'RO') values.set(name, value);
  }
  return hardware;
}

/** One clock edge of circuit and model, then all outputs are compared. */
function clock(bench: Bench, cycle: Cycle): void {
  bench.circuit.tick();
  step(bench.instance.fields, bench.values, cycle);
  for (const { name, access } of bench.instance.fields)
    if (access !== 'RO')
      expect(bench.circuit.get(name.toLowerCase()), `${name}, ${bench.note}`).toBe(bench.values.get(name));
}

const idle = (hardware: ReadonlyMap<string, number>): Cycle => ({
  write: null,
  read: null,
  data: 0,
  mask: 0,
  hardware,
});
const active = (how: How, hardware: ReadonlyMap<string, number>): Cycle => ({
  write: how.isWrite ? how.register : null,
  read: how.isWrite ? null : how.register,
  data: how.data,
  mask: maskOf(how.strobes),
  hardware,
});

const ACCESSES: Readonly<Record<TestBus, (bench: Bench, how: How) => void>> = {
  strobe: (bench, how) => {
    const { circuit, instance, values } = bench;
    const hardware = drive(bench);
    const pins = { addr: how.register * 4, wdata: how.data, we: Number(how.isWrite), re: Number(!how.isWrite) };
    for (const [name, value] of Object.entries(pins)) circuit.set(name, value);
    const word = how.isWrite ? 0 : wordOf(instance.fields, values, how.register);
    expect(circuit.get('rdata'), bench.note).toBe(word);
    clock(bench, active(how, hardware));
  },
  apb: (bench, how) => {
    const { circuit, instance, values } = bench;
    const isMapped = how.register < instance.registers;
    const pins = { paddr: how.register * 4, pwdata: how.data, pwrite: Number(how.isWrite), psel: 1, penable: 0 };
    for (const [name, value] of Object.entries(pins)) circuit.set(name, value);
    if (instance.strobes) circuit.set('pstrb', how.strobes);
    clock(bench, idle(drive(bench)));
    circuit.set('penable', 1);
    const hardware = drive(bench);
    expect([circuit.get('pready'), circuit.get('pslverr')], bench.note).toEqual([
      1,
      Number(instance.errors && !isMapped),
    ]);
    if (!how.isWrite) expect(circuit.get('prdata'), bench.note).toBe(wordOf(instance.fields, values, how.register));
    clock(bench, active(how, hardware));
    circuit.set('psel', 0);
    circuit.set('penable', 0);
    clock(bench, idle(drive(bench)));
  },
  'axi4-lite': (bench, how) => {
    const { circuit, instance, values, rng } = bench;
    const response = instance.errors && how.register >= instance.registers ? 2 : 0;
    const [address, ready, valid, taken, says] = how.isWrite
      ? (['aw', 'awready', 'bvalid', 'bready', 'bresp'] as const)
      : (['ar', 'arready', 'rvalid', 'rready', 'rresp'] as const);
    circuit.set(`${address}addr`, how.register * 4);
    circuit.set('wdata', how.data);
    circuit.set('wstrb', how.strobes);
    circuit.set(`${address}valid`, 1);
    if (how.isWrite && rng.flip()) {
      expect([circuit.get('awready'), circuit.get('bvalid')], 'the address waits for its data').toEqual([0, 0]);
      clock(bench, idle(drive(bench)));
    }
    circuit.set('wvalid', Number(how.isWrite));
    const hardware = drive(bench);
    const word = wordOf(instance.fields, values, how.register);
    expect(circuit.get(ready), bench.note).toBe(1);
    clock(bench, active(how, hardware));
    circuit.set(`${address}valid`, 0);
    circuit.set('wvalid', 0);
    for (let wait = rng.int(3); wait >= 0; wait -= 1) {
      expect([circuit.get(valid), circuit.get(says)], bench.note).toEqual([1, response]);
      if (!how.isWrite) expect(circuit.get('rdata'), bench.note).toBe(word);
      circuit.set(taken, Number(wait === 0));
      clock(bench, idle(drive(bench)));
    }
    circuit.set(taken, 0);
    expect(circuit.get(valid), bench.note).toBe(0);
  },
};

const STROBE = [
  'input clk',
  'input rst',
  'input addr (4 bits)',
  'input we',
  'input wdata (8 bits)',
  'output rdata (8 bits)',
];
const RESET = 'The input rst is an active-high synchronous reset.';
const table = (row: string): string =>
  `| Offset | Register | Bits | Field | Access | Reset | Description |\n|---|---|---|---|---|---|---|\n${row}\n`;

describe('a register map is refused where', () => {
  test.each<[string, readonly string[], string, RegExp]>([
    ['nothing sets a W1C field', ['output f'], '| 0 | S | 0 | F | W1C | 0 | |', /nothing sets/],
    ['a write-only field has no output', [], '| 0 | S | 0 | F | WO | 0 | |', /no output/],
    ['a read-only field has neither input nor value', [], '| 0 | S | 0 | F | RO | - | |', /no input shows/],
    ['reading clears and no port says when', ['input f_set'], '| 0 | S | 0 | F | RC | 0 | |', /no port says when/],
    ['an address is out of reach', ['output f'], '| 0x10 | S | 0 | F | RW | 0 | |', /address/],
    ['a field is beyond the data lines', ['output f'], '| 0 | S | 8 | F | RW | 0 | |', /wider/],
    ['a port has another width', ['output f (2 bits)'], '| 0 | S | 0 | F | RW | 0 | |', /does not have/],
    ['a description adds behaviour', ['output f'], '| 0 | S | 0 | F | RW | 0 | self-clearing start bit |', /says more/],
    ['an output belongs to no field', ['output f', 'output irq'], '| 0 | S | 0 | F | RW | 0 | |', /irq/],
    ['an input belongs to no field', ['output f', 'input f_load'], '| 0 | S | 0 | F | RW | 0 | |', /f_load/],
  ])('%s', (_why, ports, row, detail) => {
    const planned = planText(specOf([...STROBE, ...ports], `${RESET}\n\n${table(row)}`));
    expect(planned.ok ? 'accepted' : planned.refusal.detail).toMatch(detail);
  });

  test('the text resets to 0 what the map resets to 1', () => {
    const prose = `The input rst is an active-high synchronous reset that sets f to 0.\n\n${table('| 0 | S | 0 | F | RW | 1 | |')}`;
    expect(planText(specOf([...STROBE, 'output f'], prose)).ok).toBe(false);
  });

  test('hardware writes a SystemRDL field that software writes', () => {
    const map = '```systemrdl\naddrmap m {\n  reg { field { sw = rw; hw = rw; } F[0:0] = 0; } S @ 0x0;\n};\n```';
    expect(() => planText(specOf([...STROBE, 'output f'], `${RESET}\n\n${map}`))).toThrow(/hardware writes/);
  });

  test('a sentence says more than is read', () => {
    const prose = `${RESET}\n\nThe registers are accessed over a simple strobe bus with parity.\n\n${table('| 0 | S | 0 | F | RW | 0 | |')}`;
    expect(planText(specOf([...STROBE, 'output f'], prose)).ok).toBe(false);
  });
});
