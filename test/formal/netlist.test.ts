import { expect, it } from 'vitest';
import type { Netlist } from '../../src/formal/index.ts';
import { analyseClocking, findResets, prepareDesign, readNetlist } from '../../src/formal/index.ts';

type Json = Record<string, unknown>;

const port = (direction: string, bits: readonly unknown[]): Json => ({ direction, bits });
const cell = (type: string, connections: Json, parameters: Json = {}): Json => ({
  type,
  connections,
  parameters,
  attributes: {},
});

function document(ports: Json, cells: Json, netnames: Json = {}): string {
  return JSON.stringify({ modules: { m: { ports, cells, netnames } } });
}

function netlist(ports: Json, cells: Json, netnames: Json = {}): Netlist {
  const read = readNetlist(document(ports, cells, netnames), 'm');
  if (!read.ok) throw new Error(read.error.detail);
  return read.value;
}

const CLOCK = { clk: port('input', [2]), d: port('input', [3]), q: port('output', [4]) };
const flipFlop = (clk: number, polarity = '1'): Json =>
  cell('$dff', { CLK: [clk], D: [3], Q: [4] }, { CLK_POLARITY: polarity });

for (const [title, json, kind] of [
  ['text that is no JSON', '{', 'malformed'],
  ['a document without the module', '{"modules":{}}', 'malformed'],
  ['a port without a direction', document({ a: { bits: [2] } }, {}), 'malformed'],
  ['a bit that is a fraction', document({ a: port('input', [2.5]) }, {}), 'malformed'],
  ['a bit that is a word', document({ a: port('input', ['zero']) }, {}), 'malformed'],
  ['a cell without a type', document({}, { u: { connections: {} } }), 'malformed'],
] as const) {
  it(`${title} is refused as ${kind}`, () => {
    const read = readNetlist(json, 'm');
    expect(read.ok ? null : read.error.kind).toBe(kind);
  });
}

it('a netlist beyond the limits is refused as too large', () => {
  const limits = { jsonBytes: 1e6, cells: 1, bits: 10 };
  const many = document(
    {
      a: port(
        'input',
        Array.from({ length: 11 }, (_, i) => i + 2),
      ),
    },
    {},
  );
  const read = readNetlist(many, 'm', limits);
  expect(read.ok ? null : read.error.kind).toBe('too-large');
  const cells = readNetlist(document({}, { a: cell('$not', {}), b: cell('$not', {}) }), 'm', limits);
  expect(cells.ok ? null : cells.error.kind).toBe('too-large');
});

it('one clock that is nothing else makes a synchronous pair', () => {
  const one = netlist(CLOCK, { u: flipFlop(2) });
  expect(analyseClocking([one, one])).toEqual({ mode: 'sync', clock: 'clk[0]', rising: true, tick: false });
});

it('another edge on either side, a clock that is data, or a derived clock makes events', () => {
  const rising = netlist(CLOCK, { u: flipFlop(2) });
  const falling = netlist(CLOCK, { u: flipFlop(2, '0') });
  expect(analyseClocking([rising, falling]).mode).toBe('event');
  const asData = netlist({ ...CLOCK, y: port('output', [2]) }, { u: flipFlop(2) });
  expect(analyseClocking([rising, asData]).mode).toBe('event');
  const derived = netlist(CLOCK, { u: flipFlop(9), n: cell('$not', { A: [2], Y: [9] }) });
  expect(analyseClocking([rising, derived])).toMatchObject({ mode: 'event', clocks: ['clk[0]'] });
});

it('a latch beside a clock makes events, latches alone are level-sensitive', () => {
  const latch = cell('$dlatch', { EN: [3], D: [2], Q: [7] }, { EN_POLARITY: '1' });
  expect(analyseClocking([netlist(CLOCK, { u: flipFlop(2), l: latch })]).mode).toBe('event');
  expect(analyseClocking([netlist({ a: port('input', [2]), en: port('input', [3]) }, { l: latch })]).mode).toBe(
    'level',
  );
});

it('an asynchronous control asks for a free tick', () => {
  const reset = cell(
    '$adff',
    { CLK: [2], D: [3], Q: [4], ARST: [5] },
    { CLK_POLARITY: '1', ARST_POLARITY: '1', ARST_VALUE: '0' },
  );
  expect(analyseClocking([netlist({ ...CLOCK, r: port('input', [5]) }, { u: reset })])).toMatchObject({ tick: true });
});

for (const [title, cells, kind] of [
  [
    'two cells that drive one net',
    { a: cell('$not', { A: [3], Y: [4] }), b: cell('$not', { A: [2], Y: [4] }) },
    'several-drivers',
  ],
  ['a cell that drives an input', { a: cell('$not', { A: [3], Y: [2] }) }, 'several-drivers'],
  [
    'gates in a ring',
    { a: cell('$not', { A: [5], Y: [4] }), b: cell('$not', { A: [4], Y: [5] }) },
    'combinational-loop',
  ],
  ['a cell type that is not modelled', { a: cell('$lut', { A: [3], Y: [4] }) }, 'unsupported'],
] as const) {
  it(`${title}: ${kind}`, () => {
    const read = netlist(CLOCK, cells, { inner: { bits: [4] } });
    const prepared = prepareDesign(read, analyseClocking([read]));
    expect(prepared.ok ? null : prepared.error.kind).toBe(kind);
  });
}

it('a loop through different bits of one word is none', () => {
  const shifted = cell('$and', { A: [3, 5], B: [2, 6], Y: [5, 6] }, { A_SIGNED: '0', B_SIGNED: '0' });
  const chain = netlist(CLOCK, {
    a: cell('$or', { A: [3, 8], B: [2, 2], Y: [8, 9] }, { A_SIGNED: '0', B_SIGNED: '0' }),
  });
  expect(prepareDesign(chain, analyseClocking([chain])).ok).toBe(true);
  const ring = netlist(CLOCK, { a: shifted });
  const prepared = prepareDesign(ring, analyseClocking([ring]));
  expect(prepared.ok ? null : prepared.error.kind).toBe('combinational-loop');
});

it('a reset is found by what it does, and stored data is none', () => {
  const ports = { ...CLOCK, strange_name: port('input', [5]) };
  const design = netlist(ports, {
    u: cell('$dff', { CLK: [2], D: [9], Q: [4] }, { CLK_POLARITY: '1' }),
    x: cell('$xor', { A: [3], B: [4], Y: [8] }),
    m: cell('$mux', { A: ['1'], B: [8], S: [5], Y: [9] }, {}),
  });
  const clocking = analyseClocking([design]);
  const prepared = prepareDesign(design, clocking);
  expect(prepared.ok && findResets(prepared.value, clocking)).toEqual([
    { port: 'strange_name', bit: 0, activeHigh: false },
  ]);
  const plain = netlist(CLOCK, { u: flipFlop(2) });
  const register = prepareDesign(plain, analyseClocking([plain]));
  expect(register.ok && findResets(register.value, analyseClocking([plain]))).toEqual([]);
});
