import type { Random } from './random.ts';
import { binary, names, random, specText } from './random.ts';

/** A Boolean function of several outputs: `values[output][code]` is `0`, `1` or `-` (don't care), inputs most significant first. */
export interface BooleanOracle {
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly values: readonly string[];
}

/** A specification in words and symbols, and what it must mean. */
export interface Instance<Oracle> {
  readonly spec: string;
  readonly oracle: Oracle;
  readonly layout: string;
}

function oracleOf(
  rng: Random,
  size: { readonly inputs: number; readonly outputs: number; readonly dontcares: boolean },
): BooleanOracle {
  const symbols = size.dontcares ? ['0', '0', '1', '1', '-'] : ['0', '1'];
  const column = (): string => Array.from({ length: 2 ** size.inputs }, () => rng.pick(symbols)).join('');
  return {
    inputs: names(rng, size.inputs),
    outputs: ['f', 'g', 'h'].slice(0, size.outputs),
    values: Array.from({ length: size.outputs }, column),
  };
}

/** A truth table in one of its layouts, rows in any order. */
export function truthTable(seed: number): Instance<BooleanOracle> {
  const rng = random(seed);
  const oracle = oracleOf(rng, { inputs: 1 + rng.int(5), outputs: 1 + rng.int(3), dontcares: rng.flip() });
  const dontcare = rng.pick(['-', 'x', 'X', 'd']);
  const codes = Array.from({ length: 2 ** oracle.inputs.length }, (_, code) => code);
  const rows = (rng.flip() ? codes : rng.shuffle(codes)).map((code) => [
    ...binary(code, oracle.inputs.length),
    ...oracle.values.map((column) => column.charAt(code).replace('-', dontcare)),
  ]);
  const header = [...oracle.inputs, ...oracle.outputs];
  const layout = rng.pick(['pipe', 'outer', 'markdown', 'csv', 'tsv', 'space', 'split', 'double', 'fence']);
  const cut = oracle.inputs.length;
  const lines = [header, ...rows].map((cells) => tableLine(layout, cells, cut));
  if (layout === 'markdown') lines.splice(1, 0, `|${header.map(() => '---').join('|')}|`);
  const body = layout === 'fence' ? ['```csv', ...lines, '```'].join('\n') : lines.join('\n');
  return { spec: specText({ ...oracle, sentence: 'Implement this truth table:', body }), oracle, layout };
}

function tableLine(layout: string, cells: readonly string[], cut: number): string {
  switch (layout) {
    case 'pipe':
      return `  ${cells.join(' | ')}`;
    case 'outer':
    case 'markdown':
      return `| ${cells.join(' | ')} |`;
    case 'tsv':
      return cells.join('\t');
    case 'space':
      return `  ${cells.map((cell) => cell.padEnd(5)).join(' ')}`;
    case 'split':
      return `${cells.slice(0, cut).join(' ')} | ${cells.slice(cut).join(' ')}`;
    case 'double':
      return `${cells.slice(0, cut).join(' | ')} || ${cells.slice(cut).join(' | ')}`;
    default:
      return cells.join(layout === 'csv' && cut % 2 === 0 ? ', ' : ',');
  }
}

/** A Karnaugh map over 2 to 5 variables, any split, codes in any order, in one of its layouts. */
export function karnaughMap(seed: number): Instance<BooleanOracle> {
  const rng = random(seed);
  const pool = rng.pick([
    ['a', 'b', 'c', 'd', 'e'],
    ['x4', 'x3', 'x2', 'x1', 'x0'],
    ['p', 'q', 'r', 's', 't'],
  ]);
  const count = 2 + rng.int(4);
  const inputs = pool.slice(0, count);
  const values = Array.from({ length: 2 ** count }, () => rng.pick(['0', '1', '-'])).join('');
  const oracle: BooleanOracle = { inputs, outputs: ['y'], values: [values] };
  const rowCount = 1 + rng.int(count - 1);
  const [rowVars, columnVars] = [inputs.slice(0, rowCount), inputs.slice(rowCount)];
  const rowCodes = codesIn(rng, rowVars.length);
  const columnCodes = codesIn(rng, columnVars.length);
  const dontcare = rng.pick(['d', 'x', '-']);
  const cell = (row: string, column: string): string =>
    values.charAt(Number.parseInt(row + column, 2)).replace('-', dontcare);
  const layout = rng.pick(['two-line', 'two-line-bare', 'corner', 'markdown']);
  const lines = mapLines({
    layout,
    rowVars: rowVars.join(''),
    columnVars: columnVars.join(''),
    rowCodes,
    columnCodes,
    cell,
  });
  const body = lines.map((line) => ' '.repeat(layout === 'markdown' ? 0 : 3) + line).join('\n');
  return { spec: specText({ ...oracle, sentence: 'Implement the Karnaugh map below.', body }), oracle, layout };
}

function codesIn(rng: Random, bits: number): readonly string[] {
  const plain = Array.from({ length: 2 ** bits }, (_, value) => value);
  const order = rng.pick([plain.map((value) => value ^ (value >> 1)), plain, rng.shuffle(plain)]);
  return order.map((value) => binary(value, bits));
}

function mapLines(map: {
  layout: string;
  rowVars: string;
  columnVars: string;
  rowCodes: readonly string[];
  columnCodes: readonly string[];
  cell: (row: string, column: string) => string;
}): readonly string[] {
  const { layout, rowVars, columnVars, rowCodes, columnCodes, cell } = map;
  const values = (row: string): readonly string[] => columnCodes.map((column) => cell(row, column));
  if (layout === 'markdown')
    return [
      `| ${rowVars}\\${columnVars} | ${columnCodes.join(' | ')} |`,
      `|${'---|'.repeat(columnCodes.length + 1)}`,
      ...rowCodes.map((row) => `| ${row} | ${values(row).join(' | ')} |`),
    ];
  if (layout === 'corner')
    return [
      `${rowVars}\\${columnVars}  ${columnCodes.join(' ')}`,
      ...rowCodes.map((row) => `${row} | ${values(row).join(' | ')} |`),
    ];
  const bare = layout === 'two-line-bare';
  return [
    `      ${columnVars}`,
    ` ${rowVars}  ${columnCodes.join('  ')}`,
    ...rowCodes.map((row) => ` ${row} ${bare ? '' : '| '}${values(row).join(bare ? '  ' : ' | ')}${bare ? '' : ' |'}`),
  ];
}

/** A list of minterms or maxterms in one of its written forms. */
export function termList(seed: number): Instance<BooleanOracle> {
  const rng = random(seed);
  const oracle = oracleOf(rng, { inputs: 2 + rng.int(4), outputs: 1, dontcares: true });
  const [column = ''] = oracle.values;
  const at = (symbol: string): string =>
    [...column].flatMap((value, code) => (value === symbol ? [code] : [])).join(rng.pick([',', ', ']));
  const maxterms = rng.flip();
  const mark = maxterms
    ? rng.pick(['\u03A0M', '\u220F M', '\u03A0', 'M', 'product of maxterms '])
    : rng.pick(['\u03A3m', '\u2211', '\u03A3 m', 'sum of minterms ', 'm']);
  const care =
    at('-') === ''
      ? ''
      : `${maxterms ? rng.pick([' \u00B7 D', ' * D', ' + d']) : rng.pick([' + d', ' + \u03A3d', ' + dc'])}(${at('-')})`;
  const body = `f(${oracle.inputs.join(rng.pick([',', ', ']))}) = ${mark}(${at(maxterms ? '0' : '1')})${care}`;
  return {
    spec: specText({ ...oracle, sentence: 'The output is given by a list of terms.', body }),
    oracle,
    layout: mark,
  };
}

/** An espresso PLA of type fd: cubes whose outputs add up, `values` the function they mean (1 beats don't care). */
export function plaCover(seed: number): Instance<BooleanOracle> {
  const rng = random(seed);
  const inputs = names(rng, 2 + rng.int(4));
  const outputs = ['f', 'g'].slice(0, 1 + rng.int(2));
  const cubes = Array.from({ length: 1 + rng.int(8) }, () => ({
    in: inputs.map(() => rng.pick(['0', '1', '-'])).join(''),
    out: outputs.map(() => rng.pick(['0', '1', '1', '-'])).join(''),
  }));
  const covers = (cube: string, code: string): boolean =>
    [...cube].every((symbol, bit) => symbol === '-' || symbol === code.charAt(bit));
  const values = outputs.map((_, output) =>
    Array.from({ length: 2 ** inputs.length }, (_unused, code) => {
      const said = cubes
        .filter((cube) => covers(cube.in, binary(code, inputs.length)))
        .map((cube) => cube.out.charAt(output));
      return said.includes('1') ? '1' : said.includes('-') ? '-' : '0';
    }).join(''),
  );
  const lines = [
    `.i ${inputs.length}`,
    `.o ${outputs.length}`,
    `.ilb ${inputs.join(' ')}`,
    `.ob ${outputs.join(' ')}`,
    ...cubes.map((cube) => `${cube.in} ${cube.out}`),
    '.e',
  ];
  const fenced = rng.flip();
  const body = (fenced ? ['```pla', ...lines, '```'] : lines).join('\n');
  return {
    spec: specText({ inputs, outputs, sentence: 'Implement this cover.', body }),
    oracle: { inputs, outputs, values },
    layout: fenced ? 'fenced' : 'bare',
  };
}
