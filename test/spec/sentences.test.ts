import { expect, test } from 'vitest';
import { cutSentences } from '../../src/spec/prose/sentences.ts';

const CASES: readonly (readonly [string, readonly string[]])[] = [
  ['One ends. Another begins.', ['One ends.', 'Another begins.']],
  ['Set it, i.e. drive it, e.g. to 1. Then stop.', ['Set it, i.e. drive it, e.g. to 1.', 'Then stop.']],
  ['It selects a, b, etc. Unused codes hold.', ['It selects a, b, etc.', 'Unused codes hold.']],
  ['It selects a, b, etc. for all codes.', ['It selects a, b, etc. for all codes.']],
  ['The divisor is 2.5 or 3.0. It is fixed.', ['The divisor is 2.5 or 3.0.', 'It is fixed.']],
  ["Reset to 8'b1. Count up.", ["Reset to 8'b1.", 'Count up.']],
  ["The input is 'en.' It is high.", ["The input is 'en.'", 'It is high.']],
  ['It rises (see fig. 2. or 3.) and falls. Done.', ['It rises (see fig. 2. or 3.) and falls.', 'Done.']],
  ['States A, B, ..., F follow. Next.', ['States A, B, ..., F follow.', 'Next.']],
  ['It waits... Then it goes on.', ['It waits...', 'Then it goes on.']],
  ['It was at 12:00 a.m. on that day.', ['It was at 12:00 a.m. on that day.']],
  ['Is it full? Yes! Stop.', ['Is it full?', 'Yes!', 'Stop.']],
  ['The name is u_core.data. It ends there.', ['The name is u_core.data.', 'It ends there.']],
  ['an open (bracket that never closes. Still two.', ['an open (bracket that never closes.', 'Still two.']],
  ['Add no. 3 to it. done is set. ready too', ['Add no. 3 to it.', 'done is set.', 'ready too']],
  ['no end', ['no end']],
  ['', []],
];

test.each(CASES)('%j is cut at its ends', (text, sentences) => {
  expect(cutSentences(text).map(({ start, end }) => text.slice(start, end))).toEqual(sentences);
});
