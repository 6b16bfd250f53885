import type { Outcome } from '../../../contracts/outcome.ts';
import { fail, ok } from '../../../contracts/outcome.ts';
import type { Draft, Fact, Port, Trouble } from '../facts.ts';
import { factsOf, troubleAt } from '../facts.ts';
import type { Explained, Explanation, Learnt } from './infer.ts';

/** Explanations without the points that the text says never occur, and the facts that say so. */
interface Excluded {
  readonly explained: Explained;
  readonly never: readonly Fact[];
}

/**
 * Takes values that storage is said never to have out of the open points of what a trace shows. A text that denies a
 * value which the trace shows, or which a shown step leads to, contradicts it.
 */
export function withoutNever(explained: Explained, draft: Draft): Outcome<Excluded, Trouble> {
  const told = factsOf(draft.facts, 'fact').filter(({ statement }) => statement.fact === 'never-value');
  const [first] = told;
  if (first === undefined) return ok({ explained, never: [] });
  let least = explained.least;
  let { larger } = explained;
  for (const { statement, span } of told) {
    const values = statement.values.map((value) => (value.k === 'num' ? BigInt(value.value) : -1n));
    const changed = least.map((one) => excluding(one, statement.text ?? null, values));
    if (changed.includes(null))
      return fail(troubleAt('contradiction', 'the trace shows a value that the text says never occurs', span));
    least = changed.flatMap((one) => (one === null ? [] : [one]));
    larger = larger === null ? null : excluding(larger, statement.text ?? null, values);
  }
  return ok({ explained: { least, larger }, never: told });
}

/** An explanation whose storage never has some values; null where it cannot be so. */
function excluding(found: Explanation, name: string | null, values: readonly bigint[]): Explanation | null {
  const port = name === null ? found.storage[0] : found.storage.find((one) => one.name === name);
  if (port === undefined || (name === null && found.storage.length !== 1)) return null;
  const next = found.next.get(port.name);
  if (next === undefined) return null;
  // What a denied state would lead to says nothing; all other steps must not lead to a denied value.
  const leads = [...next.rows].some(([code, to]) => values.includes(to) && !values.includes(valueIn(next, code, port)));
  if (leads) return null;
  const without = (all: ReadonlyMap<string, Learnt>): ReadonlyMap<string, Learnt> =>
    new Map(
      [...all].map(([key, learnt]) => [
        key,
        {
          ...learnt,
          open: learnt.open.filter((code) => !values.includes(valueIn(learnt, code, port))),
          free: [...(learnt.free ?? []), ...learnt.open.filter((code) => values.includes(valueIn(learnt, code, port)))],
        },
      ]),
    );
  return { ...found, next: without(found.next), now: without(found.now) };
}

/** The value of one input of a function in a code of all of them. */
function valueIn(learnt: Learnt, code: number, port: Port): bigint {
  let rest = code;
  for (const one of learnt.reads.toReversed()) {
    const size = 2 ** (one.width ?? 1);
    if (one.name === port.name) return BigInt(rest % size);
    rest = Math.floor(rest / size);
  }
  return -1n;
}
