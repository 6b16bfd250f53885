import { type Random, random } from '../generators/random.ts';
import { specOf } from './circuit.ts';
import { type Case, runs } from './families.ts';

interface Names {
  readonly put: string;
  readonly take: string;
  readonly din: string;
  readonly dout: string;
}

interface Words {
  readonly names: Names;
  readonly isStack: boolean;
  readonly what: string;
  readonly item: string;
  readonly items: string;
  readonly depth: number;
  readonly width: number;
  /** Whether the sentences that write and read say that there is room, or something to read. */
  readonly protect: boolean;
  /** A stack says what a push and a pop together do: each excludes the other, or a sentence of its own. */
  readonly exclusive: 'guards' | 'sentence' | 'none';
  readonly showsAhead: boolean;
}

function size({ what, items, item, depth, width, isStack }: Words, rng: Random): readonly string[] {
  return [
    rng.pick([
      `The ${what} holds up to ${String(depth)} ${String(width)}-bit ${items}.`,
      `The ${what} can store ${String(depth)} ${items}.`,
      `The ${what} has room for ${String(depth)} ${items}.`,
      `The depth of the ${what} is ${String(depth)}.`,
      `The ${what} has ${String(depth)} ${items} of ${String(width)} bits each.`,
    ]),
    isStack
      ? rng.pick([
          `The ${item} pushed last is popped first.`,
          `The last ${item} in is the first ${item} out.`,
          `The ${items} are read in reverse order.`,
        ])
      : rng.pick([
          `The ${item} written first is read first.`,
          `The ${items} are read in the order in which they were written.`,
          `The ${items} leave the ${what} in the order in which they arrived.`,
        ]),
  ];
}

function moves(words: Words, rng: Random): readonly string[] {
  const { what, item, isStack, protect, exclusive, showsAhead } = words;
  const { put, take, din, dout } = words.names;
  const [notFull, notEmpty] = rng.pick([
    ['full is 0', 'empty is 0'],
    [`the ${what} is not full`, `the ${what} is not empty`],
    [`there is room in the ${what}`, `at least one ${item} is stored`],
  ]) as readonly [string, string];
  const next = isStack
    ? rng.pick([`top ${item}`, `newest ${item}`])
    : rng.pick([`oldest ${item}`, `oldest stored ${item}`]);
  const edge = rng.pick(['On each rising edge of clk', 'At every positive edge of clk', 'At each rising edge of clk']);
  const guard = (own: string, other: string, state: string): string => {
    const parts = [`${own} is 1`, ...(exclusive === 'guards' ? [`${other} is 0`] : []), ...(protect ? [state] : [])];
    return parts.length > 1 ? `${parts.slice(0, -1).join(', ')} and ${parts.at(-1) ?? ''}` : `${own} is 1`;
  };
  const put1 = rng.pick([`${din} is pushed`, `${din} is written into the ${what}`, `${din} is stored in the ${what}`]);
  const gone = rng.pick([`the ${next} is removed`, `the ${next} is removed from the ${what}`]);
  const taken = showsAhead
    ? gone
    : rng.pick([`${gone} and appears on ${dout} after that edge`, `${dout} takes the ${next}, which is removed`]);
  return [
    `${edge}, if ${guard(put, take, notFull)}, ${put1}.`,
    `${edge}, if ${guard(take, put, notEmpty)}, ${taken}.`,
    exclusive === 'sentence'
      ? rng.pick([
          `If ${put} and ${take} are both 1, nothing happens.`,
          'Simultaneous push and pop requests are ignored.',
        ])
      : '',
    protect
      ? ''
      : rng.pick([
          `A write to the full ${what} and a read from the empty ${what} are ignored.`,
          'A write while full is 1 is ignored. A read while empty is 1 is ignored.',
          `${put} is ignored while full is 1. ${take} is ignored while the ${what} is empty.`,
          `If the ${what} is full, ${put} is ignored. If empty is 1, ${take} is ignored.`,
          `Pushing to a full ${what} has no effect. Popping from an empty ${what} has no effect.`,
        ]),
    showsAhead ? `${dout} is the ${next}. While the ${what} is empty, ${dout} is 0.` : '',
  ];
}

function shown({ what, item, items, depth }: Words, rng: Random): readonly string[] {
  return [
    rng.pick([
      `full is 1 when the ${what} is full. empty is 1 when the ${what} is empty.`,
      `full is 1 if and only if ${String(depth)} ${items} are stored. empty is 1 if and only if no ${item} is stored.`,
      `full is 1 when level is ${String(depth)}. empty is 1 when level is 0.`,
    ]),
    rng.pick([
      `level is the number of ${items} in the ${what}.`,
      `level shows how many ${items} are stored.`,
      `level tells how many ${items} the ${what} currently holds.`,
    ]),
  ];
}

const range = (count: number): string => (count === 1 ? '' : ` (${String(count)} bits)`);

/** A random queue or stack told in random words; the oracle is an array. */
export function toldQueue(seed: number): Case {
  const rng = random(seed + 11_000);
  const isStack = rng.flip();
  const names: Names = rng.pick([
    { put: 'push', take: 'pop', din: 'data_in', dout: 'data_out' },
    { put: 'wr_en', take: 'rd_en', din: 'wr_data', dout: 'rd_data' },
    { put: 'store', take: 'fetch', din: 'd', dout: 'q' },
  ]);
  const words: Words = {
    names,
    isStack,
    what: isStack ? rng.pick(['stack', 'LIFO']) : rng.pick(['FIFO', 'queue']),
    ...rng.pick([
      { item: 'value', items: 'values' },
      { item: 'word', items: 'words' },
      { item: 'entry', items: 'entries' },
    ]),
    depth: 2 + rng.int(9),
    width: 1 + rng.int(8),
    protect: rng.flip(),
    exclusive: isStack ? rng.pick(['guards', 'sentence'] as const) : 'none',
    showsAhead: rng.int(3) === 0,
  };
  const { what, items, depth, width, showsAhead } = words;
  const almost = rng.flip() ? 1 + rng.int(depth) : null;
  const reset = rng.pick([
    `rst is an active-high synchronous reset that empties the ${what}${showsAhead ? '' : ` and sets ${names.dout} to 0`}.`,
    `rst is an active-high synchronous reset. On reset, the ${what} is empty${showsAhead ? '' : ` and ${names.dout} is 0`}.`,
  ]);
  const busy = almost === null ? '' : `busy is 1 when the ${what} holds at least ${String(almost)} ${items}.`;
  const ports = [
    'input clk',
    'input rst',
    `input ${names.put}`,
    `input ${names.take}`,
    `input ${names.din}${range(width)}`,
    `output ${names.dout}${range(width)}`,
    'output full',
    'output empty',
    `output level${range(depth.toString(2).length)}`,
    ...(almost === null ? [] : ['output busy']),
  ];
  const texts = [...size(words, rng), reset, ...moves(words, rng), ...shown(words, rng), busy];
  return {
    spec: specOf(ports, texts.filter((text) => text !== '').join(' ')),
    check: oracle({ ...words, almost }, rng),
  };
}

function oracle(
  { names, isStack, depth, width, almost, showsAhead }: Words & { readonly almost: number | null },
  rng: Random,
): Case['check'] {
  const { put, take, din, dout } = names;
  const kept: number[] = [];
  let out = 0;
  const move = (at: Readonly<Record<string, number>>): void => {
    const [puts, takes] = [at[put] === 1 && kept.length < depth, at[take] === 1 && kept.length > 0];
    if (isStack && at[put] === 1 && at[take] === 1) return;
    if (takes) out = (isStack ? kept.pop() : kept.shift()) ?? 0;
    if (puts) kept.push(at[din] ?? 0);
  };
  const clear = (): void => {
    kept.length = 0;
    out = 0;
  };
  const next = (): number => (isStack ? kept.at(-1) : kept[0]) ?? 0;
  return (circuit) =>
    runs(
      circuit,
      {
        inputs: { rst: 2, [put]: 2, [take]: 2, [din]: 2 ** width },
        reset: 'rst',
        step: (at) => (at['rst'] === 1 ? clear() : move(at)),
        outputs: () => ({
          [dout]: showsAhead ? next() : out,
          full: Number(kept.length === depth),
          empty: Number(kept.length === 0),
          level: kept.length,
          ...(almost === null ? {} : { busy: Number(kept.length >= almost) }),
        }),
      },
      rng,
    );
}
