import { type Random, random } from '../generators/random.ts';
import { specOf } from './circuit.ts';
import { type Case, runs } from './families.ts';

const NUMBERS = ['', '', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];
const ORDINALS = ['', '', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth', 'ninth', 'tenth'];

interface Words {
  readonly size: number;
  readonly unit: number;
  readonly isHigh: boolean;
  readonly gated: boolean;
  readonly isLow: boolean;
  readonly rst: string;
  readonly valid: string;
  readonly data: string;
  readonly word: string;
  readonly ready: string;
  readonly part: string;
  readonly parts: string;
}

function wordsOf(rng: Random): Words {
  const unit = rng.flip() ? 1 : rng.int(6) === 0 ? 8 : 1 + rng.int(5);
  const isLow = rng.flip();
  const [part, parts] = (
    unit === 1 ? ['bit', 'bits'] : unit === 8 ? ['byte', 'bytes'] : ['value', 'values']
  ) as readonly [string, string];
  return {
    size: 2 + rng.int(9),
    unit,
    isHigh: rng.flip(),
    gated: rng.int(4) > 0,
    isLow,
    rst: isLow ? 'rst_n' : 'rst',
    valid: rng.pick(['valid_in', 'shift_en', 'take']),
    data: rng.pick(['bit_in', 'sin', 'd']),
    word: rng.pick(['word', 'dout', 'q']),
    ready: rng.pick(['valid_out', 'ready', 'done']),
    part,
    parts,
  };
}

function coming({ gated, valid, part, data }: Words, rng: Random): readonly string[] {
  const edge = rng.pick(['At each rising edge of clk', 'On every positive edge of clk']);
  if (!gated) return [`${edge}, one ${part} is received from ${data}.`];
  return [
    rng.pick([
      `${edge} with ${valid} equal to 1, one ${part} is received from ${data}.`,
      `${edge}, if ${valid} is 1, one ${part} is received from ${data}.`,
      `If ${valid} is 1 at a rising edge of clk, one ${part} is received from ${data}.`,
    ]),
    rng.pick(['', `While ${valid} is 0, nothing is received.`]),
  ];
}

function making({ size, unit, isHigh, part, parts }: Words, rng: Random): readonly string[] {
  const count = rng.flip() ? String(size) : (NUMBERS[size] ?? String(size));
  const end = isHigh ? 'most' : 'least';
  const where = unit === 1 ? `${end} significant bit` : `${end} significant part`;
  return [
    rng.pick([
      `${count.charAt(0).toUpperCase()}${count.slice(1)} received ${parts} make a word.`,
      `A word consists of ${count} ${parts}.`,
      `Every ${count} ${parts} form a ${String(size * unit)}-bit word.`,
    ]),
    rng.pick([
      `The first ${part} is its ${where}.`,
      `The first ${part} received is the ${where} of the word.`,
      ...(unit === 1 ? [`The ${end} significant bit is received first.`] : []),
    ]),
  ];
}

function ending({ size, part, word, ready }: Words, rng: Random): readonly string[] {
  const moment = rng.pick([
    `With the rising edge of clk that receives the ${ORDINALS[size] ?? ''} ${part}, `,
    `When the ${ORDINALS[size] ?? ''} ${part} is received, `,
    'When a word is complete, ',
    `When the last ${part} of a word is received, `,
  ]);
  const whole = rng.pick(['takes the complete word', 'is set to the received word']);
  return [
    `${moment}${word} ${whole}, and ${ready} is 1 for one clock cycle.`,
    rng.pick(['', `In all other cycles ${ready} is 0.`]),
    rng.pick(['', `${word} holds its value until the next word is complete.`]),
  ];
}

const range = (bits: number): string => (bits === 1 ? '' : ` (${String(bits)} bits)`);

/** Words that come in parts, told in random words; the oracle is an array of the parts. */
export function toldReceiver(seed: number): Case {
  const rng = random(seed + 21_000);
  const words = wordsOf(rng);
  const { size, unit, gated, isLow, rst, valid, data, word, ready, part } = words;
  const kind = rng.pick(['synchronous', 'asynchronous']);
  const level = isLow ? 'low' : 'high';
  const reset = rng.pick([
    `${rst} is an active-${level} ${kind} reset that sets all registers to 0.`,
    `${rst} is an active-${level} ${kind} reset that clears ${word} and ${ready}, and the next ${part} is the first of a word.`,
  ]);
  const ports = [
    'input clk',
    `input ${rst}`,
    ...(gated ? [`input ${valid}`] : []),
    `input ${data}${range(unit)}`,
    `output ${word}${range(size * unit)}`,
    `output ${ready}`,
  ];
  const texts = [reset, ...coming(words, rng), ...making(words, rng), ...ending(words, rng)];
  return {
    spec: specOf(ports, texts.filter((text) => text !== '').join(' ')),
    check: oracle(words, rng),
  };
}

function oracle(
  { size, unit, isHigh, gated, isLow, rst, valid, data, word, ready }: Words,
  rng: Random,
): Case['check'] {
  let kept: number[] = [];
  let seen = { [word]: 0, [ready]: 0 };
  const joined = (): number => {
    const ordered = isHigh ? kept : [...kept].reverse();
    return Number(ordered.reduce((whole, one) => whole * 2n ** BigInt(unit) + BigInt(one), 0n));
  };
  const take = (at: Readonly<Record<string, number>>): void => {
    if (!gated || at[valid] === 1) kept.push(at[data] ?? 0);
    const isWhole = kept.length === size;
    seen = { [word]: isWhole ? joined() : (seen[word] ?? 0), [ready]: isWhole ? 1 : 0 };
    if (isWhole) kept = [];
  };
  const clear = (): void => {
    kept = [];
    seen = { [word]: 0, [ready]: 0 };
  };
  const inputs = { [rst]: 2, ...(gated ? { [valid]: 2 } : {}), [data]: 2 ** unit };
  const step = (at: Readonly<Record<string, number>>): void => (at[rst] === (isLow ? 0 : 1) ? clear() : take(at));
  return (circuit) => runs(circuit, { inputs, step, outputs: () => seen, reset: rst, resetLow: isLow }, rng);
}
