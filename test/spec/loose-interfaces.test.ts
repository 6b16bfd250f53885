import { describe, expect, it } from 'vitest';
import { readSpec } from '../../src/spec/index.ts';

/** The module's name, its ports as `i name:width`, and the prose and parts behind them; the codes of errors where it fails. */
function read(text: string): { readonly ports: string; readonly body: readonly string[] } | string {
  const reading = readSpec({ path: 'unit.md', text });
  if (!reading.ok) return reading.error.map((one) => one.code).join(' ');
  const { top, ports, body } = reading.value.spec;
  return {
    ports: `${top}: ${ports.map((port) => `${port.direction.charAt(0)} ${port.name}:${String(port.width)}`).join(', ')}`,
    body: body.map((block) => ('text' in block ? block.text : block.kind)),
  };
}

describe('ports that sentences list', () => {
  it.each([
    [
      'Build a mixer called unit_a. It has inputs clk, d (8 bits) and outputs q (8 bits).',
      'unit_a: i clk:1, i d:8, o q:8',
    ],
    ['Build a circuit called unit_b. Inputs: x, y and z. Output: f.', 'unit_b: i x:1, i y:1, i z:1, o f:1'],
    ['Build a circuit called unit_c.\nInputs: x, y Output: f\nf is x.', 'unit_c: i x:1, i y:1, o f:1'],
    [
      'The interface consists of an input clk, an 8-bit input d, and an 8-bit output q. Name the module unit_d.',
      'unit_d: i clk:1, i d:8, o q:8',
    ],
    ['Design an AND gate with inputs a and b and output y. Module name: unit_e.', 'unit_e: i a:1, i b:1, o y:1'],
    [
      'Write a module named unit_f. It takes two 8-bit inputs x and y and a 1-bit input sel, and has one 8-bit output z.',
      'unit_f: i x:8, i y:8, i sel:1, o z:8',
    ],
    ['Design unit_g. The inputs are x[3:0] and y[3:0]; the output is s (5 bits).', 'unit_g: i x:4, i y:4, o s:5'],
  ])('%s', (text, ports) => {
    expect(read(text)).toMatchObject({ ports });
  });

  it.each([
    'Build unit_h. The output is high when the input is low.',
    'Build unit_i. It has inputs x and y that are added, and output s that is registered.',
    'Build unit_j. Input data arrives late.',
  ])('a sentence that says more is no list: %s', (text) => {
    expect(read(text)).toBe('SPEC-NO-INTERFACE');
  });
});

describe('prose beside lists of ports', () => {
  const LIST =
    'Module name: unit_k\n\nInput ports:\n- clk: clock\n- d: 8-bit data in\nOutput ports:\n- q: 8-bit data out\n';

  it.each([
    'The register q takes d at every rising edge of clk: there is no reset.',
    'The module has two stages.',
    'On each edge: q takes d.',
  ])('a sentence below the last entry is no port: %s', (sentence) => {
    expect(read(LIST + sentence)).toEqual({ ports: 'unit_k: i clk:1, i d:8, o q:8', body: [sentence] });
  });

  it('a numbered entry about a port does not declare it again', () => {
    const text = `${LIST}\nImplementation:\n(1) q: output of the register that takes d.\n(2) clk: input of that register.`;
    expect(read(text)).toMatchObject({ ports: 'unit_k: i clk:1, i d:8, o q:8' });
  });

  it('an unmarked line below a marked list ends it, even where it begins with Output', () => {
    expect(read('Design a module named unit_l.\n\n- input clk\n- input d\n- output q\nOutput q takes d.')).toEqual({
      ports: 'unit_l: i clk:1, i d:1, o q:1',
      body: ['Design a module named unit_l.', 'Output q takes d.'],
    });
  });

  it('an unmarked line between two entries goes on with the description of the first', () => {
    const reading = readSpec({
      path: 'unit.md',
      text: 'Design a module named unit_m.\n\n- input d\n- output q (8 bits): the word, which keeps\nits value while d is low\n- output z\n',
    });
    expect(reading.ok && reading.value.spec.ports.map((port) => `${port.name} ${port.description}`)).toEqual([
      'd ',
      'q the word, which keeps its value while d is low',
      'z ',
    ]);
  });

  it('a sentence at the margin is not part of the finished entry above it', () => {
    const text = `${LIST}\n## Rules\n\n- q follows d.\nThe reset is synchronous.`;
    expect(read(text)).toMatchObject({ body: ['Rules', 'q follows d.', 'The reset is synchronous.'] });
  });
});

describe('marks around prose', () => {
  it('labels in bold are headings, of the interface too', () => {
    const text =
      '# unit_n\n\n**Parameters**\n\n- `W` (default 4): width\n\n**Ports**\n\n- `clk`: input\n- `g`: output, W bits\n\n**Behaviour**\n\n`g` counts.';
    expect(read(text)).toEqual({
      ports: 'unit_n: i clk:1, o g:W',
      body: ['unit_n', 'Ports', 'Behaviour', '`g` counts.'],
    });
  });

  it('comment marks before a header are no part of the text, and tables in comments are tables', () => {
    const text =
      "// A decoder:\n// it has two codes.\n//\n//  code | known\n//  8'h1D | 1\n//  8'h2B | 0\n//\n/* The rest\n * is free. */\nmodule unit_o(input [7:0] code, output known);\n";
    expect(read(text)).toEqual({
      ports: 'unit_o: i code:8, o known:1',
      body: ['A decoder: it has two codes.', 'truth-table', 'The rest is free.'],
    });
  });

  it('equations before a header are equations', () => {
    expect(read('f = a & b\ng = a | b\n\nmodule unit_p(input a, input b, output f, output g);')).toMatchObject({
      body: ['equation', 'equation'],
    });
  });

  it('code marks inside a cell stay where they are', () => {
    const reading = readSpec({
      path: 'unit.md',
      text: '# unit_q\n\n| Port | Dir | Description |\n|---|---|---|\n| `a` | in | first |\n| `lt` | out | `a` is less than `b` |\n',
    });
    expect(reading.ok && reading.value.spec.ports.at(-1)?.description).toBe('`a` is less than `b`');
  });
});

describe('tables by their columns', () => {
  const ports = 'Design a module named unit_r.\n\n- input s\n- input a\n- output y\n\n';
  it('a first column that is a port called s is an input', () => {
    expect(
      read(`${ports}| s | a | y |\n|---|---|---|\n| 0 | 0 | 0 |\n| 0 | 1 | 1 |\n| 1 | 0 | 1 |\n| 1 | 1 | 0 |\n`),
    ).toMatchObject({
      body: ['Design a module named unit_r.', 'truth-table'],
    });
  });
  it('a column of next states makes it a state table all the same', () => {
    expect(read(`${ports}| s | next s | y |\n|---|---|---|\n| A | B | 0 |\n| B | A | 1 |\n`)).toMatchObject({
      body: ['Design a module named unit_r.', 'state-table'],
    });
  });
  it('a column of words beside no output is a table of operations, not a faulty truth table', () => {
    expect(
      read(`${ports}| s | operation |\n|---|---|\n| 0 | \`y\` takes \`a\` |\n| 1 | y is held, as before |\n`),
    ).toMatchObject({
      body: ['Design a module named unit_r.', 'table'],
    });
  });
});
