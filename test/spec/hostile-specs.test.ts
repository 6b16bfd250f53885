import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readSpec } from '../../src/spec/index.ts';
import { karnaughMap, plaCover, termList, truthTable } from '../generators/boolean.ts';
import { diagramFile, edgeList, stateTable } from '../generators/machine.ts';
import { waveDrom, waveformTable } from '../generators/trace.ts';

const GOOD = new URL('../fixtures/spec/good/', import.meta.url);
const seeds: readonly string[] = [
  ...readdirSync(GOOD).map((file) => readFileSync(new URL(file, GOOD), 'utf8')),
  ...[karnaughMap, plaCover, termList, truthTable, diagramFile, edgeList, stateTable, waveDrom, waveformTable].map(
    (one) => one(7).spec,
  ),
];

/** Whatever comes in, the answer is a spec whose spans lie in its text, or errors with a line of it. */
function answers(input: string | Uint8Array): void {
  const reading = readSpec(
    typeof input === 'string' ? { path: 'fuzz.txt', text: input } : { path: 'fuzz.txt', bytes: input },
  );
  if (!reading.ok) {
    expect(reading.error.some((one) => one.severity === 'error')).toBe(true);
    for (const one of reading.error) expect(one.range?.line ?? 0).toBeGreaterThan(0);
    return;
  }
  const { spec } = reading.value;
  expect(spec.ports.some((port) => port.direction !== 'input')).toBe(true);
  const astray = [...spec.body, ...spec.ports, ...spec.params].filter(
    ({ span }) => span.start > span.end || span.end > spec.text.length || span.line > span.lastLine,
  );
  expect(astray).toEqual([]);
}

const edit = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  cut: fc.nat(30),
  put: fc.oneof(
    fc.string({ maxLength: 12 }),
    fc.string({ unit: 'binary', maxLength: 6 }),
    fc.constantFrom(
      '|',
      '\n',
      '\n\n',
      '```',
      '```mermaid\n',
      '(',
      '[',
      '--x=1-->',
      '.i 2\n',
      'module m(',
      'time a\n',
      '{ signal: [',
      '\t',
      '\u00a0',
      "8'b1.",
      '---',
      '# ',
      '- input ',
    ),
  ),
});

test('a mutated specification is read or refused, never thrown at', () => {
  fc.assert(
    fc.property(fc.nat(seeds.length - 1), fc.array(edit, { minLength: 1, maxLength: 8 }), (index, edits) => {
      const mutated = edits.reduce((text, { at, cut, put }) => {
        const place = Math.floor(at * text.length);
        return text.slice(0, place) + put + text.slice(place + cut);
      }, seeds[index]!);
      answers(mutated);
    }),
    { numRuns: 2000, seed: 2025 },
  );
});

test('any bytes are read or refused', () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 400 }), answers), { numRuns: 500, seed: 11 });
  fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 300 }), answers), { numRuns: 500, seed: 12 });
});

const HEAD = '- input a\n- input b\n- output q\n\n';

/** Each would be slow for a reader that looks again at what it has seen. */
const SLOW: readonly (readonly [string, string])[] = [
  ['bars and rules', '--|--\n'],
  ['pipe rows', '0 | 1 | 0\n'],
  ['edges without end', 'A --x=1--> B C\n'],
  ['edges', 'A --x=1--> B\n'],
  ['open brackets', '((((((((((((((((((((((((((((((\n'],
  ['open braces', '{\n'],
  ['open modules', 'module m\n'],
  ['module headers', 'module m(\n'],
  ['fences', '```\n```\n'],
  ['list entries', '- input x y z (a word or two\n'],
  ['markers', '1. 2. 3. a) (b)\n'],
  ['dots', '. . . e.g. i.e. (a. b. c.\n'],
  ['stars', '*********** * * * * **\n'],
  ['hashes', '# # # # # # # # # # #x\n'],
  ['blanks', `${' '.repeat(300)}x\n`],
  ['variables', `${'aB1_'.repeat(40)}!\n`],
  ['time headers', 'time a b\n0ns 1 1\n'],
  ['map headers', 'ab\ncd 00 01 11 10\n'],
  ['term lists', 'f(a,b) = \u03a3m(1,\n'],
  ['comma words', 'a, b, c\n0, 1, 1\n'],
  ['dot commands', '.i 2\n'],
  ['labels', 'Input ports:\n  a: b\n'],
  ['equations', 'a = ((((((b & c\n'],
  ['letters', 'x'],
];

test.each(SLOW)('time grows in step with the text for %s', (_, unit) => {
  const timed = (bytes: number): number => {
    const line = unit.endsWith('\n') ? unit : `${unit.repeat(4000)}\n`;
    const text = HEAD + line.repeat(Math.min(45_000, Math.ceil(bytes / line.length)));
    // The best of two: the machine may be busy with something else.
    const tries = [1, 2].map(() => {
      const start = performance.now();
      readSpec({ path: 'slow.txt', text });
      return performance.now() - start;
    });
    return Math.min(...tries);
  };
  // 8 times the text in well under 8² times the time; the floor keeps small figures from deciding.
  const [small, large] = [Math.max(10, timed(50_000)), timed(400_000)];
  expect(large, `${small.toFixed(0)} ms for 50 kB`).toBeLessThan(40 * small);
  expect(large).toBeLessThan(4_000);
  answers(HEAD + unit.repeat(1000));
});
