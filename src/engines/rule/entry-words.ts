import { type EnglishScope, readSentence, type SentenceReading } from '../../english/index.ts';

/** Entries of a list or table of operations that name the operation alone, as the sentence they are short for. */
const SHORT: readonly (readonly [RegExp, (match: RegExpExecArray) => string])[] = [
  [
    /^(?:hold|keep|retain|no change|no operation|no action|nop|idle|nothing|do nothing|nothing changes|unchanged)$/i,
    () => 'the output keeps its value',
  ],
  [
    /^(?:parallel |synchronous )?load(?:ing)?(?: of| with| from)? (.+)$/i,
    ([, value = '']) => `the output is loaded with ${value}`,
  ],
  [/^(?:synchronous )?clear(?: to (?:0|zero))?$/i, () => 'the output is set to 0'],
  [/^(?:synchronous )?clear (.+)$/i, ([, target = '']) => `${target} is set to 0`],
  [/^(?:toggle|toggling)$/i, () => 'the output toggles'],
  [/^(?:invert|complement)$/i, () => 'the output is inverted'],
];

/** What happens in the case that an entry stands for; nothing that is said of resets, which no case decides. */
export function readEntryAction(text: string, scope: EnglishScope): readonly SentenceReading[] {
  const found = acting(readSentence(text, scope));
  if (found.length > 0) return found;
  const plain = text
    .replaceAll('`', '')
    .replace(/[.;,]\s*$/, '')
    .trim();
  for (const [pattern, sentence] of SHORT) {
    const match = pattern.exec(plain);
    if (match !== null) return acting(readSentence(sentence(match), scope));
  }
  return [];
}

const acting = (readings: readonly SentenceReading[]): readonly SentenceReading[] =>
  readings.filter(({ statements }) => statements.every(({ s }) => s !== 'reset'));
