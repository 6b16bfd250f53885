import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Netlist } from '../../formal/index.ts';
import { parseIcarusImage } from '../../tools/iverilog/index.ts';
import type { VerilogToken } from '../../verilog/tokens.ts';
import { tokenizeVerilog } from '../../verilog/tokens.ts';
import type { DesignFile } from '../check-environment.ts';
import type { SimulatedDesign } from './simulated.ts';
import { benchName } from './testbench.ts';

/**
 * A name of the design with more than one driver, or null. Yosys merges nets that are assigned to each other and drops a
 * driver that meets a constant, mostly without a word, so its netlist cannot be asked: nets are counted in the image
 * that Icarus elaborated, variables in the text.
 */
export async function severalDrivers(
  simulated: SimulatedDesign,
  design: { readonly files: readonly DesignFile[]; readonly netlist: Netlist },
): Promise<string | null> {
  const image = parseIcarusImage(await readFile(join(simulated.folder, simulated.image), 'utf8'));
  const bench = benchName(simulated.nonce);
  const nets = image.scopes.filter((scope) => scope.type !== bench).flatMap((scope) => scope.nets);
  const net = nets.find(({ drivers }) => drivers !== null && drivers > 1);
  if (net !== undefined) return `net ${net.name} has ${net.drivers} drivers`;
  const variable = variableOfTwoBlocks(design.files, design.netlist);
  return variable === null ? null : `variable ${variable} is assigned in two always blocks`;
}

/**
 * A variable that two always blocks assign and that is partly constant in the netlist: one block gives it a constant,
 * and the other was dropped. Where neither is constant, the netlist shows both drivers.
 */
export function variableOfTwoBlocks(files: readonly DesignFile[], netlist: Netlist): string | null {
  const shared = new Set(files.flatMap((file) => assignedTwice(tokenizeVerilog(file.text))));
  if (shared.size === 0) return null;
  const found = netlist.names.find(({ name, bits }) => shared.has(lastPart(name)) && bits.some((bit) => bit < 0));
  return found === undefined ? null : lastPart(found.name);
}

/** Name of a net without the instances that flattening put before it. */
const lastPart = (name: string): string => name.slice(name.lastIndexOf('.') + 1);

const BLOCK_START = new Set(['always', 'always_ff', 'always_comb', 'always_latch']);
const BLOCK_END = new Set(['assign', 'initial', 'endmodule', 'module', 'endgenerate', 'function', 'task', 'final']);
/** A statement begins after one of these. */
const BEFORE_STATEMENT = new Set([';', 'begin', 'end', 'else', ')', ':', '*']);

interface Assignment {
  readonly name: string;
  /** Plain number in brackets behind the name; null for the whole variable or any other selection. */
  readonly bit: string | null;
  readonly block: number;
}

/** Names of which two always blocks assign the same part, or parts that only elaboration could tell. */
function assignedTwice(tokens: readonly VerilogToken[]): string[] {
  const twice: string[] = [];
  const seen = new Map<string, Assignment[]>();
  for (const one of assignments(tokens)) {
    const others = seen.get(one.name) ?? [];
    const meets = (other: Assignment): boolean =>
      other.block !== one.block && (other.bit === null || one.bit === null || other.bit === one.bit);
    if (others.some(meets)) twice.push(one.name);
    // More than a few say nothing new, and keep this linear on a hostile text.
    if (others.length < 64) seen.set(one.name, [...others, one]);
  }
  return twice;
}

/** Assignments inside always blocks. */
const assignments = (tokens: readonly VerilogToken[]): readonly Assignment[] =>
  alwaysBlocks(tokens).flatMap((block, number) => {
    const nesting = parentheses(block);
    return block.flatMap((token, index) => {
      // Inside parentheses stand the headers of loops, whose variables several blocks may share.
      const target = token.kind === 'identifier' && nesting[index] === 0 ? targetAt(block, index) : null;
      return target === null ? [] : [{ name: token.text, bit: target.bit, block: number }];
    });
  });

/** The part of a variable that is assigned at the start of a statement; null where `index` is no such place. */
function targetAt(block: readonly VerilogToken[], index: number): Pick<Assignment, 'bit'> | null {
  if (!BEFORE_STATEMENT.has(block[index - 1]?.text ?? '')) return null;
  const after = afterSelections(block, index + 1);
  const operator = block[after]?.text;
  if (operator !== '=' && operator !== '<=') return null;
  const selected = after === index + 4 ? block[index + 2] : undefined;
  return { bit: selected?.kind === 'number' ? selected.text : null };
}

function alwaysBlocks(tokens: readonly VerilogToken[]): readonly (readonly VerilogToken[])[] {
  const borders = tokens.flatMap(({ text }, index) => (BLOCK_START.has(text) || BLOCK_END.has(text) ? [index] : []));
  return borders
    .map((from, index) => tokens.slice(from, borders[index + 1] ?? tokens.length))
    .filter((block) => BLOCK_START.has(block[0]?.text ?? ''));
}

/** How many parentheses are open at each token. */
function parentheses(tokens: readonly VerilogToken[]): readonly number[] {
  let depth = 0;
  return tokens.map(({ text }) => {
    depth += text === '(' ? 1 : text === ')' ? -1 : 0;
    return depth;
  });
}

/** Longest selection that is looked through, in tokens. */
const LONGEST_SELECTION = 200;

/** Where the brackets that begin at `from` end. */
function afterSelections(tokens: readonly VerilogToken[], from: number): number {
  let depth = 0;
  for (let at = from; at < from + LONGEST_SELECTION; at++) {
    const text = tokens[at]?.text;
    if (text === '[') depth++;
    else if (text === ']') depth--;
    else if (depth === 0) return at;
  }
  return from;
}
