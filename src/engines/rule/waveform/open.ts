import { literalCount, minimise } from '../../../ir/lower/table/minimise.ts';
import type { Explanation, Learnt } from './infer.ts';

/** Open points named in a refusal; the rest are counted. */
const MOST_NAMED = 4;

interface OpenPoint {
  readonly name: string;
  readonly at: string;
}

/** How many combinations of inputs and state a trace leaves open, over all functions, and the first few in words. */
export interface OpenPoints {
  readonly count: number;
  readonly words: string;
  /** Two circuits that both give the trace, in words; null where nothing is open. */
  readonly rivals: string | null;
}

/** What a trace leaves open of the functions that it shows. */
export function openPoints(found: Explanation): OpenPoints {
  const all = [
    ...[...found.next].map((one) => ['next ', one] as const),
    ...[...found.now].map((one) => ['', one] as const),
  ];
  const count = all.reduce((sum, [, [, learnt]]) => sum + learnt.open.length, 0);
  const points = all.flatMap(([prefix, [name, learnt]]): readonly OpenPoint[] =>
    learnt.open.slice(0, MOST_NAMED).map((code) => ({ name: `${prefix}${name}`, at: caseOf(learnt, code) })),
  );
  const named = points.slice(0, MOST_NAMED);
  const more = count > named.length ? `, and ${String(count - named.length)} more` : '';
  const [first] = named;
  return {
    count,
    words: `${named.map(({ name, at }) => `${name} for ${at}`).join('; ')}${more}`,
    rivals:
      first === undefined
        ? null
        : `one circuit with ${first.name} 0 there and one with 1, for ${first.at}, both give it`,
  };
}

function caseOf(learnt: Learnt, code: number): string {
  let rest = code;
  const values = learnt.reads.toReversed().map((port) => {
    const size = 2 ** (port.width ?? 1);
    const text = `${port.name}=${String(rest % size)}`;
    rest = Math.floor(rest / size);
    return text;
  });
  return values.toReversed().join(', ');
}

/** Products and literals of the minimal two-level forms of every function, open points free. */
export function sizeOf(found: Explanation): number {
  return [...found.next, ...found.now].reduce((sum, [, learnt]) => sum + functionSize(learnt), 0);
}

function functionSize(learnt: Learnt): number {
  const inputs = learnt.reads.reduce((sum, port) => sum + (port.width ?? 1), 0);
  const values = [...learnt.rows];
  const width = values.reduce((most, [, value]) => Math.max(most, value.toString(2).length), 1);
  let size = 0;
  for (let bit = 0n; bit < BigInt(width); bit += 1n) {
    const on = values.flatMap(([code, value]) => (((value >> bit) & 1n) === 1n ? [code] : []));
    const cubes = minimise({ inputs, on, free: learnt.open });
    size += literalCount(cubes, inputs);
  }
  return size;
}
