import { random } from '../generators/random.ts';
import { specOf } from './circuit.ts';
import { type Case, runs } from './families.ts';

/** A random memory told in random words; the oracle is an array. */
export function toldMemory(seed: number): Case {
  const rng = random(seed + 7_000);
  const bits = 1 + rng.int(4);
  const width = 1 + rng.int(8);
  const words = 2 ** bits;
  const sync = rng.flip();
  const bypass = rng.int(4) === 0;
  const zero = rng.int(4) === 0 ? rng.int(words) : null;
  const level = rng.int(5) === 0 ? 0 : 1;
  const [we, wa, wd, ra, q] = [
    rng.pick(['we', 'wen', 'store']),
    rng.pick(['waddr', 'wa', 'where']),
    rng.pick(['din', 'wd', 'fresh']),
    rng.pick(['raddr', 'ra', 'which']),
    rng.pick(['dout', 'q', 'seen']),
  ];
  const at = (address: string): string =>
    rng.pick([
      `the word at address ${address}`,
      `the entry at index ${address}`,
      `the location addressed by ${address}`,
      `mem[${address}]`,
      `entry ${address}`,
    ]);
  const on = rng.pick([`${we} is ${String(level)}`, `${we} is ${level === 1 ? 'high' : 'low'}`]);
  const edge = rng.pick(['On the rising edge of clk', 'At each positive edge of clk', 'On every rising edge of clk']);
  const write = rng.pick([
    `${edge}, if ${on}, ${wd} is written to ${at(wa)}.`,
    `${edge}, when ${on}, write ${wd} into ${at(wa)}.`,
    `If ${on} at the rising edge of clk, ${wd} is stored in ${at(wa)}.`,
  ]);
  const read = sync
    ? rng.pick([`${edge}, ${q} is loaded with ${at(ra)}.`, `${edge}, ${q} becomes ${at(ra)}.`])
    : rng.pick([`${q} is ${at(ra)}, combinationally.`, `${q} shows ${at(ra)} combinationally.`]);
  const order = bypass
    ? 'A read in the same cycle as a write to the same address sees the new data.'
    : rng.pick(['', 'A read in the same cycle as a write sees the old contents.', 'There is no bypass.']);
  const title = rng.pick([
    '',
    `Build a memory with ${String(words)} words of ${String(width)} bits.`,
    `Implement a ${String(words)}x${String(width)} RAM.`,
    `Design a register file with ${String(words)} entries of ${String(width)} bits.`,
  ]);
  const none = zero === null ? '' : `Entry ${String(zero)} always reads as zero.`;
  const range = (size: number): string => (size === 1 ? '' : ` (${String(size)} bits)`);
  const ports = [
    'input clk',
    `input ${we}`,
    `input ${wa}${range(bits)}`,
    `input ${wd}${range(width)}`,
    `input ${ra}${range(bits)}`,
    `output ${q}${range(width)}`,
  ];
  const spec = specOf(ports, [title, write, read, none, order].filter((text) => text !== '').join(' '));
  return {
    spec,
    check: (circuit) => {
      const cells = new Array<number>(words).fill(0);
      let seen = 0;
      const step = (input: Readonly<Record<string, number>>): void => {
        const at = (name: string): number => input[name] ?? 0;
        const old = cells[at(ra)] ?? 0;
        const isWrite = at(we) === level;
        if (isWrite) cells[at(wa)] = at(wd);
        // A combinational read is looked at behind the edge, where the write has happened.
        const isNew = !sync || bypass;
        seen = at(ra) === zero ? 0 : isNew ? (cells[at(ra)] ?? 0) : old;
      };
      const inputs = { [we]: 2, [wa]: words, [wd]: 2 ** width, [ra]: words };
      return runs(circuit, { inputs, step, outputs: () => ({ [q]: seen }) }, rng);
    },
  };
}

/** A random register file with two read ports and a reset of all words; the oracle is an array. */
export function toldRegisterFile(seed: number): Case {
  const rng = random(seed + 8_000);
  const bits = 1 + rng.int(4);
  const width = 1 + rng.int(8);
  const words = 2 ** bits;
  const low = rng.flip();
  const kind = rng.pick(['synchronous', 'asynchronous']);
  const rst = low ? 'rst_n' : 'rst';
  const cells = rng.pick(['registers', 'words', 'entries']);
  const file = rng.pick(['register file', 'memory']);
  const zero = rng.flip();
  const at = (address: string): string =>
    rng.pick([
      `the word at address ${address}`,
      `the register with number ${address}`,
      `the entry at index ${address}`,
      `the location addressed by ${address}`,
    ]);
  const title = rng.pick([
    `The ${file} has ${String(words)} ${cells} of ${String(width)} bits.`,
    `Build a register file with ${String(words)} entries of ${String(width)} bits.`,
    '',
  ]);
  const reset = rng.pick([
    `${rst} is an active-${low ? 'low' : 'high'} ${kind} reset that clears all ${cells} of the ${file}.`,
    `The ${kind} active-${low ? 'low' : 'high'} reset ${rst} sets all ${cells} of the ${file} to 0.`,
    `${rst} is an active-${low ? 'low' : 'high'} ${kind} reset. On reset, all ${cells} of the ${file} are cleared.`,
  ]);
  const write = rng.pick([
    `On each rising edge of clk, if we is 1, wd is written to ${at('wa')}.`,
    `At every rising edge of clk with we equal to 1, ${at('wa')} takes wd.`,
  ]);
  const read = rng.pick([
    `qa is ${at('ra')}. qb is ${at('rb')}. Both reads are combinational.`,
    `Both read ports are combinational: qa is ${at('ra')}, and qb is ${at('rb')}.`,
    `Both reads are combinational. qa is the word at address ra, and qb that at rb.`,
  ]);
  const none = zero
    ? rng.pick(['Register 0 always reads as 0.', 'Entry 0 always reads as zero; writes to it are ignored.'])
    : '';
  const range = (size: number): string => (size === 1 ? '' : ` (${String(size)} bits)`);
  const ports = [
    'input clk',
    `input ${rst}`,
    'input we',
    ...['wa', 'ra', 'rb'].map((name) => `input ${name}${range(bits)}`),
    `input wd${range(width)}`,
    ...['qa', 'qb'].map((name) => `output ${name}${range(width)}`),
  ];
  const cellsOf = new Array<number>(words).fill(0);
  const active = low ? 0 : 1;
  let seen = { qa: 0, qb: 0 };
  return {
    spec: specOf(ports, [title, reset, write, read, none].filter((text) => text !== '').join(' ')),
    check: (circuit) =>
      runs(
        circuit,
        {
          reset: rst,
          resetLow: low,
          inputs: { [rst]: 2, we: 2, wa: words, wd: 2 ** width, ra: words, rb: words },
          step: (input) => {
            const of = (name: string): number => input[name] ?? 0;
            if (of(rst) === active) cellsOf.fill(0);
            else if (of('we') === 1) cellsOf[of('wa')] = of('wd');
            const shown = (address: number): number => (zero && address === 0 ? 0 : (cellsOf[address] ?? 0));
            seen = { qa: shown(of('ra')), qb: shown(of('rb')) };
          },
          outputs: () => seen,
        },
        rng,
      ),
  };
}
