import { expect, test } from 'vitest';
import type { SpecReading } from '../../src/spec/index.ts';
import { readSpec } from '../../src/spec/index.ts';

function read(text: string, options: { readonly top?: string; readonly format?: string } = {}): SpecReading {
  const reading = readSpec({ path: 'dir/my_block_prompt.txt', text, ...options });
  if (!reading.ok)
    throw new Error(reading.error.map((one) => `${one.range?.line} ${one.code} ${one.message}`).join('\n'));
  return reading.value;
}

const ports = (reading: SpecReading): readonly string[] =>
  reading.spec.ports.map((port) => `${port.direction} ${port.name} ${port.width}`);
const rules = (reading: SpecReading): readonly string[] =>
  reading.spec.assumptions.map((one) => `${one.severity} ${one.rule}`);

test('a storage element without an output gets its one candidate, as a recorded repair', () => {
  const reading = read(
    'Make a register named keep.\n\n - input clk\n - input d\n - input q\n\nIt is a D flip-flop.\n',
    { top: 'keep' },
  );
  expect(ports(reading)).toEqual(['input clk 1', 'input d 1', 'output q 1']);
  expect(rules(reading)).toEqual(['repair spec-missing-output']);
  expect(reading.diagnostics.map((one) => [one.severity, one.range?.line, one.code])).toEqual([
    ['warning', 5, 'SPEC-NO-OUTPUT'],
  ]);
});

test('two candidates for a missing output are an error, not a guess', () => {
  const reading = readSpec({ path: 'a.txt', text: ' - input clk\n - input q\n - input dout\n' });
  expect(reading.ok ? [] : reading.error.map((one) => one.code)).toEqual(['SPEC-NO-OUTPUT']);
});

test('a header that contradicts the list is reported, and the list counts', () => {
  const list = 'Design a module named m.\n\n - input a (4 bits)\n - input b\n - output q\n\n';
  const same = read(`${list}module m (\n  input [3:0] a,\n  input b,\n  output q\n);\n`, {
    format: 'verilogeval-spec',
  });
  expect([rules(same), same.spec.body.length]).toEqual([[], 1]);
  const other = read(`${list}module m (\n  input [7:0] a,\n  output q,\n  output r\n);\n`, {
    format: 'verilogeval-spec',
  });
  expect(ports(other)).toEqual(['input a 4', 'input b 1', 'output q 1']);
  expect(other.spec.assumptions.map((one) => one.text)).toEqual([
    "port 'a' is listed as input of 4 bits, but the module header says input of 8 bits",
    "port 'b' is listed but not in the module header",
    "port 'r' is in the module header but not listed",
  ]);
  expect(other.diagnostics.every((one) => one.code === 'SPEC-HEADER-DISAGREES' && one.severity === 'warning')).toBe(
    true,
  );
});

test('the caller names the module, else the text, else the file, which is recorded', () => {
  const text = 'Design a module named adder4.\n\n - input a\n - output q\n';
  expect(read(text).spec.top).toBe('adder4');
  expect(read(text, { top: 'TopModule' }).spec.top).toBe('TopModule');
  const labelled = read('Module name: `half`\n\n - input a\n - output q\n').spec;
  expect([labelled.top, labelled.body]).toEqual(['half', []]);
  const unnamed = read(' - input a\n - output q\n');
  expect([unnamed.spec.id, unnamed.spec.top, rules(unnamed)]).toEqual([
    'my_block',
    'my_block',
    ['convention spec-module-name'],
  ]);
});

test('of several headers the wanted one is the interface', () => {
  const text = 'Two parts.\n\nmodule one (\n  input a,\n  output b\n);\n\nmodule two (\n  input c,\n  output d\n);\n';
  expect(ports(read(text))).toEqual(['input c 1', 'output d 1']);
  expect(ports(read(text, { top: 'one' }))).toEqual(['input a 1', 'output b 1']);
});

test('a parameter without a value is kept as one, and sizes its ports', () => {
  const { spec } = read(
    'Module name:\n  m\nInput parameters:\n  N: number of bits\nInput ports:\n  a [N-1:0]: operand\nOutput ports:\n  q: result\n',
  );
  expect(spec.params.map(({ name, value, stated }) => [name, value, stated])).toEqual([['N', '', false]]);
  expect(spec.ports[0]?.width).toBe('N');
});

test('a section of names without values that size nothing is no list of parameters', () => {
  const { spec } = read(
    'Module name:\n  m\nInputs:\n  a: operand\nOutputs:\n  q: result\nParameters:\n  idle, busy: the states\n',
  );
  expect(spec.params).toEqual([]);
  expect(spec.body.map((block) => ('text' in block ? block.text : block.kind))).toEqual([
    'Parameters',
    'idle, busy: the states',
  ]);
});

test('sentences know their section, marker, depth and lines', () => {
  const { spec } = read(
    '# m\n\n- input a\n- output q\n\n## Reset\n\nIt is\nsynchronous.\n\n1. First. More.\n   a) Inner.\n2. Last.\n',
  );
  const rows = spec.body.map((block) =>
    'marker' in block
      ? `${block.kind} ${block.section} ${block.marker} ${block.depth} ${block.span.line}-${block.span.lastLine} ${block.text}`
      : block.kind,
  );
  expect(rows).toEqual([
    'heading m null 0 1-1 m',
    'heading reset null 0 6-6 Reset',
    'sentence reset null 0 8-9 It is synchronous.',
    'item reset 1. 0 11-11 First.',
    'sentence reset 1. 0 11-11 More.',
    'item reset a) 1 12-12 Inner.',
    'item reset 2. 0 13-13 Last.',
  ]);
});

test('a number at the start of a wrapped line goes on with the sentence', () => {
  const { spec } = read(' - input a\n - output q\n\nIt counts from 0 to\n9. Then it stops.\n');
  expect(spec.body.map((block) => ('text' in block ? block.text : ''))).toEqual([
    'It counts from 0 to 9.',
    'Then it stops.',
  ]);
});

test('a later table that lists the same ports again belongs to another module and stays in the text', () => {
  const table = (port: string) =>
    `| Port | Direction | Width |\n|---|---|---|\n| clk | input | 1 |\n| ${port} | output | 2 |\n`;
  const reading = read(`# m\n\n${table('q')}\n## Submodule part\n\n${table('r')}`);
  expect(ports(reading)).toEqual(['input clk 1', 'output q 2']);
  expect(reading.spec.body.map((block) => block.kind)).toEqual(['heading', 'heading', 'table']);
});
