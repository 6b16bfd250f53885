import type { Spec } from '../../contracts/spec.ts';
import { isSentence } from './facts.ts';

const EACH =
  /\bfor\s+(?:each|every|all|any)\s+(?:(?:bit|bits|index|position|line|lane|channel)\s+)?(?:number\s+)?[`*(]?([a-z])[`*)]?(?![\w'])/gi;

/**
 * The letter that stands for any bit number ("for each bit i, y[i] is …"): announced by the text, used as an index, and
 * no name of its own. Null where there is none, or more than one.
 */
export function indexVariable(spec: Spec): string | null {
  const own = new Set([...spec.ports.map(({ name }) => name), ...spec.params.map(({ name }) => name)]);
  const texts = spec.body.filter(isSentence).map(({ text }) => text);
  const said = new Set(texts.flatMap((text) => [...text.matchAll(EACH)].map((hit) => hit[1] ?? '')));
  const found = [...said].filter((name) => !own.has(name) && texts.some((text) => text.includes(`[${name}]`)));
  const [only, more] = found;
  return only !== undefined && more === undefined ? only : null;
}
