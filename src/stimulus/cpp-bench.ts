import type { VectorTable } from './vectors.ts';
import { outputPositions } from './vectors.ts';

/** Words of C++ that Verilator renames when they are ports. */
const RESERVED = new Set(
  'auto bool break case catch char class const continue default delete do double else enum explicit export extern false float for friend goto if inline int long mutable namespace new operator private protected public register return short signed sizeof static struct switch template this throw true try typedef typename union unsigned using virtual void volatile while and or not xor'.split(
    ' ',
  ),
);

/** The name of a port in Verilator's C++ model (AstNode::encodeName of 5.006, for plain identifiers). */
const memberOf = (name: string): string => {
  const encoded = name.replaceAll('__', '___05F').replaceAll('$', '__024');
  return RESERVED.has(name) ? `__SYM__${encoded}` : encoded;
};

const WORD = 32;
const wordsOf = (width: number): number => Math.ceil(width / WORD);

/**
 * The same bench as C++ for a model made by `verilator --cc --exe --build`: no Verilog of a bench to translate, and
 * the fastest to run. Prints the same lines; the exit code is 0 when nothing differs.
 */
export function cppBench(table: VectorTable): string {
  const outputs = outputPositions(table).map(({ port, at }) => ({ name: port.name, width: port.width, at }));
  const columns = [...columnsOf(table.inputs), ...columnsOf(outputs), ...columnsOf(outputs)];
  const offsets = columns.map((_, index) => columns.slice(0, index).reduce((sum, c) => sum + wordsOf(c.width), 0));
  const total = columns.reduce((sum, column) => sum + wordsOf(column.width), 0);
  const drive = table.inputs.map((field, index) => `    ${setter(field.name, field.width, offsets[index] ?? 0)}`);
  const [first] = table.vectors;
  const initial = first === undefined ? [] : [{ ...first, inputs: table.initial, care: 0n }];
  const compare = outputs.map((output, index) => {
    const at = offsets[table.inputs.length + index] ?? 0;
    const care = offsets[table.inputs.length + outputs.length + index] ?? 0;
    return `    ${comparison(output, { at, care })}`;
  });
  return `// Self-checking testbench of ${table.top}: ${table.vectors.length} points, seed ${table.seed}.
// verilator --cc --exe --build --top-module ${table.top} DESIGN.v tb.cpp && obj_dir/V${table.top}
#include <cstdint>
#include <cstdio>
#include <memory>
#include "V${table.top}.h"
#include "verilated.h"

static const uint32_t kPoints[][${total}] = {
${[...initial, ...table.vectors].map((vector) => `  {${rowOf(vector, { table, outputs })}},`).join('\n')}
};

int main(int argc, char** argv) {
  auto context = std::make_unique<VerilatedContext>();
  context->commandArgs(argc, argv);
  auto dut = std::make_unique<V${table.top}>(context.get());
  unsigned long compared = 0, mismatched = 0;
  for (const auto& row : kPoints) {
    const bool isStart = &row == &kPoints[0];
${drive.join('\n')}
    dut->eval();
    bool differs = false;
${compare.join('\n')}
    // The first row is the state before the first point.
    if (isStart) continue;
    if (differs && ++mismatched <= 5) std::printf("MISMATCH point=%lu\\n", compared);
    ++compared;
  }
  dut->final();
  std::printf("RESULT compared=%lu mismatched=%lu\\n", compared, mismatched);
  return mismatched == 0 ? 0 : 1;
}
`;
}

interface Column {
  readonly width: number;
}

const columnsOf = (fields: readonly Column[]): readonly Column[] => fields.map(({ width }) => ({ width }));

const wide = (at: number): string => `(static_cast<uint64_t>(row[${at + 1}]) << 32 | row[${at}])`;

function setter(name: string, width: number, at: number): string {
  const member = `dut->${memberOf(name)}`;
  if (width <= WORD) return `${member} = row[${at}];`;
  if (width <= 2 * WORD) return `${member} = ${wide(at)};`;
  return `for (int i = 0; i < ${wordsOf(width)}; ++i) ${member}[i] = row[${at} + i];`;
}

function comparison(
  { name, width }: { readonly name: string; readonly width: number },
  { at, care }: { readonly at: number; readonly care: number },
): string {
  const member = `dut->${memberOf(name)}`;
  if (width <= WORD) return `differs |= ((${member} ^ row[${at}]) & row[${care}]) != 0;`;
  if (width <= 2 * WORD) return `differs |= ((${member} ^ ${wide(at)}) & ${wide(care)}) != 0;`;
  return `for (int i = 0; i < ${wordsOf(width)}; ++i) differs |= ((${member}[i] ^ row[${at} + i]) & row[${care} + i]) != 0;`;
}

interface RowContext {
  readonly table: VectorTable;
  readonly outputs: readonly { readonly at: number; readonly width: number }[];
}

function rowOf(vector: VectorTable['vectors'][number], { table, outputs }: RowContext): string {
  const cut = (value: bigint, fields: readonly { readonly at: number; readonly width: number }[]): readonly string[] =>
    fields.flatMap(({ at, width }) => {
      const field = BigInt.asUintN(width, value >> BigInt(at));
      return Array.from({ length: wordsOf(width) }, (_, word) => {
        const bits = BigInt.asUintN(WORD, field >> BigInt(word * WORD));
        return bits < 10n ? bits.toString() : `0x${bits.toString(16)}u`;
      });
    });
  return [...cut(vector.inputs, table.inputs), ...cut(vector.expected, outputs), ...cut(vector.care, outputs)].join(
    ',',
  );
}
