import type { Spec } from '../../contracts/spec.ts';
import { isWord, num, op, type Value } from '../../english/index.ts';
import { isSentence } from './facts.ts';

const BRACKET = /([A-Za-z-]+)(?:\s+([A-Za-z-]+))?\s+\((?:input\s+|with\s+)?([A-Za-z_]\w*)\s*={1,2}\s*(?:1'b)?([01])\)/g;

/** Words before a kind of condition that do not name it. */
const KINDS = /^(?:mode|state|setting|position|operation)$/i;

/**
 * Words that a bracket ties to the level of a one-bit input: "heating (mode = 1)", "quiet mode (quiet = 1)". A word that
 * two brackets tie to different levels, a word of the language and the name of a signal are none.
 */
export function aliasesOf(spec: Spec): ReadonlyMap<string, Value> {
  const inputs = new Set(
    spec.ports.filter((port) => port.direction === 'input' && port.width === 1).map(({ name }) => name),
  );
  const found = new Map<string, string>();
  for (const sentence of spec.body.filter(isSentence)) {
    for (const [, first = '', second = '', name = '', level = ''] of sentence.text.matchAll(BRACKET)) {
      const word = (KINDS.test(second) || second === '' ? first : second).toLowerCase();
      if (!inputs.has(name) || isTaken(word, spec)) continue;
      const known = found.get(word);
      found.set(word, known === undefined || known === `${name}=${level}` ? `${name}=${level}` : '');
    }
  }
  return new Map(
    [...found].flatMap(([word, text]) => {
      const [name = '', level = ''] = text.split('=');
      return text === '' ? [] : [[word, op('==', { k: 'name', name }, num(level))] as const];
    }),
  );
}

const isTaken = (word: string, spec: Spec): boolean =>
  word === '' ||
  (isWord(word) && !spec.ports.some((port) => port.name === word)) ||
  /^(?:on|off|not|it|is|be|one)$/.test(word);
