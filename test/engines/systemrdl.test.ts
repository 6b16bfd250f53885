import { describe, expect, test } from 'vitest';
import { readSpec } from '../../src/spec/index.ts';
import { planText } from './circuit.ts';

/** A strobed register block of 32 bits around the text of a map; the field LEVEL is shown by an output. */
const spec = (map: string, ports = ''): string =>
  [
    '# block',
    '',
    '- input clk',
    '- input rst',
    '- input we',
    '- input re',
    '- input addr (8 bits)',
    '- input wdata (32 bits)',
    '- output rdata (32 bits)',
    '- output level (8 bits)',
    ...(ports === '' ? [] : [ports]),
    '',
    'The reset rst is synchronous and active high.',
    '',
    '```systemrdl',
    map,
    '```',
    '',
  ].join('\n');
const FIELD = "reg { field { hw = r; } LEVEL[7:0] = 8'h11; } CTRL @ 0x0;";
const map = (...members: readonly string[]): string => `addrmap m {\n${members.join('\n')}\n};`;
const codes = (text: string): readonly string[] => {
  const reading = readSpec({ path: 'spec.txt', text });
  return reading.ok ? [] : reading.error.map((one) => one.code);
};
const assumed = (text: string): readonly string[] => {
  const planned = planText(text);
  if (!planned.ok) throw new Error(`${planned.refusal.detail}\n${text}`);
  return (planned.plan.assumptions ?? []).map((one) => one.text);
};

describe('SystemRDL', () => {
  test.each([
    'addressing = regalign;',
    'littleendian;',
    'littleendian = true;',
    'bigendian = false;',
    'lsb0;',
    'msb0 = false;',
    'default accesswidth = 32;',
  ])('%s changes nothing', (property) => {
    expect(planText(spec(map(property, FIELD))).ok).toBe(true);
  });

  test.each([
    'addressing = compact;',
    'addressing = fullalign;',
    'alignment = 8;',
    'default alignment = 8;',
    'littleendian = false;',
    'bigendian;',
    'bigendian = true;',
    'lsb0 = false;',
    'msb0;',
    'default accesswidth = 8;',
  ])('%s is refused', (property) => {
    expect(codes(spec(map(property, FIELD)))).toEqual(['SPEC-SYSTEMRDL']);
  });

  test.each([
    ['a range that rises', "reg { field {} LEVEL[0:7] = 8'h11; } CTRL;"],
    ['two effects', 'reg { field { onwrite = woclr; onread = rclr; } LEVEL[7:0] = 0; } CTRL;'],
    ['a field cleared by reading that software writes', 'reg { field { sw = rw; rclr; } LEVEL[7:0] = 0; } CTRL;'],
    ['a write effect on a field that software only reads', 'reg { field { sw = r; woset; } LEVEL[7:0] = 0; } CTRL;'],
  ])('%s is refused', (_, register) => {
    expect(codes(spec(map(register)))).toEqual(['SPEC-SYSTEMRDL']);
  });

  test.each([
    ['a field that hardware writes without an input', 'hw = w;', ''],
    ['an input for a field that hardware does not write', 'hw = na;', '- input busy'],
  ])('%s is refused', (_, hardware, port) => {
    const status = `reg { field { sw = r; ${hardware} } BUSY = 0; } STAT;`;
    expect(planText(spec(map(FIELD, status), port)).ok).toBe(false);
  });

  test('a second map behind the first is refused', () => {
    expect(codes(spec(`${map(FIELD)}\n${map(FIELD)}`))).toEqual(['SPEC-SYSTEMRDL']);
  });

  test('an effect that is false is none', () => {
    const text = "reg { field { hw = r; woset = false; } LEVEL[7:0] = 8'h11; } CTRL;";
    const planned = planText(spec(map(text)));
    if (!planned.ok) throw new Error(planned.refusal.detail);
    const circuit = planned.circuit();
    for (const [name, value] of Object.entries({ rst: 0, we: 1, re: 0, addr: 0, wdata: 0x81 }))
      circuit.set(name, value);
    circuit.tick();
    circuit.set('wdata', 0x02);
    circuit.tick();
    expect(circuit.get('level')).toBe(2);
  });

  test('that hardware does not write a field is assumed where the map does not say', () => {
    const words = 'hardware does not write the field LEVEL: no port is there for it';
    expect(assumed(spec(map(FIELD)))).not.toContain(words);
    expect(assumed(spec(map("reg { field {} LEVEL[7:0] = 8'h11; } CTRL;")))).toContain(words);
  });
});
