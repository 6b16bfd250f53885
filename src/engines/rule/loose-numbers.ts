import { numbersIn, type WrittenNumber } from '../../english/index.ts';
import { PLACES } from './asides.ts';
import { type Draft, type Fact, type Trouble, troubleAt } from './facts.ts';

/**
 * A number that a sentence writes and that nothing made of it holds: the rule that read the sentence passed over it. It
 * must at least be a number of the interface or of another sentence, or the text says something that is not built. 0
 * and 1 are levels that words stand for everywhere.
 */
export function looseNumber(facts: readonly Fact[], draft: Draft): Trouble | null {
  const scope = {
    names: [...draft.ports.map((port) => port.name), ...draft.spec.params.map((param) => param.name)],
    states: [draft.spec.top],
  };
  const sentences = bySentence(facts).map((mine) => ({ mine, held: heldBy(mine) }));
  const known = {
    widths: widthsOf(draft),
    counts: countsOf(draft),
    others: othersOf(draft),
    elsewhere: new Set(sentences.flatMap(({ held }) => [...held.numbers])),
  };
  for (const { mine, held } of sentences) {
    const [first] = mine;
    const isContext = mine.every((fact) => saysNothingNew(fact));
    if (first !== undefined && isContext && isPlaceOfBit(first, draft)) continue;
    const loose = numbersIn((first?.text ?? '').replaceAll(PLACES, ''), scope).find(
      (one) => !isHeld(one, held) && !isKnown(one, known, isContext),
    );
    if (loose !== undefined && first !== undefined)
      return troubleAt('unsupported', `nothing in the design accounts for the number ${loose.text} here`, first.span);
  }
  return null;
}

/** `bit 2` beside a one-bit input: its place among the inputs, counted from either end. */
function isPlaceOfBit({ text, about }: Fact, { inputs }: Draft): boolean {
  const said = /^bit (\d+)$/i.exec(text.trim())?.[1];
  const at = inputs.findIndex((port) => port.name === about && port.width === 1);
  return said !== undefined && at >= 0 && [at, inputs.length - 1 - at].includes(Number(said));
}

/** Context, or a remark on what other sentences say. */
const saysNothingNew = ({ statement }: Fact): boolean =>
  statement.s === 'context' || (statement.s === 'fact' && statement.values.length === 0 && statement.n === undefined);

/** Facts by the sentence they come from. */
export function bySentence(facts: readonly Fact[]): readonly (readonly Fact[])[] {
  const groups = new Map<number, Fact[]>();
  for (const fact of facts) groups.set(fact.sentence, [...(groups.get(fact.sentence) ?? []), fact]);
  return [...groups.values()];
}

type Numbers = ReadonlySet<bigint>;

/** What the statements of a sentence hold: numbers, and the first and last of counts. */
interface Held {
  readonly numbers: Numbers;
  readonly ranges: readonly (readonly [bigint, bigint])[];
}

/** 0 and 1 need no statement; a list of every value that a count takes is held by its first and last. */
const isHeld = ({ values, isWidth }: WrittenNumber, { numbers, ranges }: Held): boolean =>
  values.some(
    (value) =>
      value < 2n || numbers.has(value) || (!isWidth && ranges.some(([low, high]) => value >= low && value <= high)),
  );

/** Every number that statements hold, in digits or in bits. */
function heldBy(facts: readonly Fact[]): Held {
  const text = facts.map((fact) => `${JSON.stringify(fact.statement)} ${fact.caseValue ?? ''}`).join(' ');
  const digits = [...text.matchAll(/\d+/g)].map(([all]) => all);
  const numbers = digits.flatMap((all) => (/^[01]+$/.test(all) ? [BigInt(all), BigInt(`0b${all}`)] : [BigInt(all)]));
  const spans = [...text.matchAll(/"range":\[(\d+),(\d+)\]|"f":"range","n":(\d+),"m":(\d+)/g)];
  const ranges = spans.map(([, first, last, from, to]) => {
    const [one, other] = [BigInt(first ?? from ?? 0), BigInt(last ?? to ?? 0)];
    return one < other ? ([one, other] as const) : ([other, one] as const);
  });
  return { numbers: new Set(numbers), ranges };
}

function isKnown(
  { values, isWidth, mayCount, isModulus }: WrittenNumber,
  known: { readonly widths: Numbers; readonly counts: Numbers; readonly others: Numbers; readonly elsewhere: Numbers },
  isContext: boolean,
): boolean {
  return values.some(
    (value) =>
      known.widths.has(value) ||
      (!isWidth && known.others.has(value)) ||
      (mayCount && known.counts.has(value)) ||
      // What is only introduced must be told somewhere.
      (isContext && (known.elsewhere.has(value) || (isModulus && known.elsewhere.has(value - 1n)))),
  );
}

const widthsOf = (draft: Draft): Numbers =>
  new Set([
    ...draft.ports.flatMap((port) => (port.width === null ? [] : [BigInt(port.width)])),
    ...draft.internals.flatMap((one) => (one.width === null ? [] : [BigInt(one.width)])),
  ]);

/** Longest vector whose number of values a text may name. */
const MAX_BITS = 64;

/** How many ports there are, of either direction and in all. */
const countsOf = (draft: Draft): Numbers =>
  new Set([draft.inputs.length, draft.outputs.length, draft.spec.ports.length].map((count) => BigInt(count)));

/** Numbers of the interface beside widths: indices, how many values a vector has and the largest of them, parameters. */
function othersOf(draft: Draft): Numbers {
  const indices = draft.ports.flatMap(({ msb, lsb }) => [msb, lsb]);
  const spans = draft.ports.flatMap(({ width }) =>
    width === null || width < 2 || width > MAX_BITS ? [] : [1n << BigInt(width), (1n << BigInt(width)) - 1n],
  );
  const parameters = draft.spec.params.flatMap((param) =>
    /^\d+$/.test(String(param.value)) ? [BigInt(param.value)] : [],
  );
  const plain = indices.flatMap((one) => (one === null ? [] : [BigInt(Math.max(0, one))]));
  return new Set([...plain, ...spans, ...parameters]);
}
