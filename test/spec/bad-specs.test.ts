import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readSpec } from '../../src/spec/index.ts';

const FOLDER = new URL('../fixtures/spec/bad/', import.meta.url);

/** A file and the errors it must give: line and code. */
const FAULTS: readonly (readonly [string, ...(readonly [number, string])[]])[] = [
  ['no-width.md', [5, 'SPEC-PORT-WIDTH']],
  ['empty-parentheses.txt', [3, 'SPEC-PORT-WIDTH']],
  ['indexed-use.txt', [3, 'SPEC-PORT-WIDTH']],
  ['unknown-parameter.txt', [3, 'SPEC-PORT-WIDTH']],
  ['huge-width.txt', [3, 'SPEC-PORT-WIDTH']],
  ['no-output.txt', [3, 'SPEC-NO-OUTPUT']],
  ['duplicate-port.txt', [4, 'SPEC-DUPLICATE-PORT']],
  ['keyword-port.txt', [4, 'SPEC-NAME']],
  ['systemverilog-keyword.txt', [4, 'SPEC-PORT-ENTRY'], [5, 'SPEC-NAME']],
  ['injected-directive.md', [5, 'SPEC-NAME']],
  ['injected-task.txt', [4, 'SPEC-PORT-WIDTH'], [4, 'SPEC-ILLEGAL-EXPRESSION']],
  ['injected-in-header.txt', [4, 'SPEC-ILLEGAL-EXPRESSION']],
  ['no-interface.txt', [1, 'SPEC-NO-INTERFACE']],
  ['table-symbol.txt', [8, 'SPEC-TABLE-SYMBOL']],
  ['table-ragged.txt', [8, 'SPEC-TABLE-ROW']],
  ['table-contradiction.txt', [8, 'SPEC-TABLE-CONTRADICTION']],
  ['kmap-codes.txt', [8, 'SPEC-KMAP-CODES']],
  ['kmap-ragged.txt', [10, 'SPEC-KMAP-ROW']],
  ['kmap-symbol.txt', [10, 'SPEC-KMAP-CELL']],
  ['terms-beyond.txt', [7, 'SPEC-TERMS']],
  ['terms-both.txt', [7, 'SPEC-TERMS']],
  ['edge-unreadable.txt', [7, 'SPEC-EDGE']],
  ['state-row-short.txt', [8, 'SPEC-TABLE-ROW']],
  ['waveform-ragged.txt', [8, 'SPEC-WAVEFORM-ROW']],
  ['kiss-width.txt', [9, 'SPEC-KISS']],
  ['pla-width.txt', [9, 'SPEC-PLA']],
  ['mermaid-composite.md', [9, 'SPEC-MERMAID'], [10, 'SPEC-MERMAID']],
  ['wavedrom-broken.md', [8, 'SPEC-WAVEDROM']],
  ['systemrdl-array.md', [8, 'SPEC-SYSTEMRDL']],
  ['register-overlap.md', [9, 'SPEC-REGISTER']],
  ['list-begins-badly.txt', [4, 'SPEC-PORT-ENTRY']],
  ['module-keyword.txt', [1, 'SPEC-NAME']],
];

const errorsOf = (path: string, content: string | Uint8Array) => {
  const reading = readSpec(typeof content === 'string' ? { path, text: content } : { path, bytes: content });
  return reading.ok ? [] : reading.error.filter((one) => one.severity === 'error');
};

test.each(FAULTS.map(([file, ...faults]) => ({ file, faults })))(
  '$file is refused with its line and code',
  ({ file, faults }) => {
    const errors = errorsOf(file, readFileSync(new URL(file, FOLDER)));
    expect(errors.map((one) => [one.range?.line, one.code])).toEqual(faults);
    for (const error of errors) expect(error.range?.file).toBe(file);
  },
);

test('every bad fixture has its expectation', () => {
  expect(FAULTS.map((fault) => fault[0]).sort()).toEqual(readdirSync(FOLDER).sort());
});

const WHOLE_FILES: readonly (readonly [string, string | Uint8Array, string])[] = [
  ['an empty file', '', 'SPEC-EMPTY'],
  ['blanks and line ends alone', ' \r\n\t\n', 'SPEC-EMPTY'],
  ['a file with a NUL byte', new Uint8Array([32, 45, 0, 65]), 'SPEC-BINARY'],
  ['ten megabytes', new Uint8Array(10 * 1024 * 1024).fill(97), 'SPEC-TOO-LARGE'],
  ['a hundred thousand lines', 'a\n'.repeat(100_000), 'SPEC-TOO-MANY-LINES'],
  ['a line of a hundred thousand characters', `- input a\n${'x'.repeat(100_000)}`, 'SPEC-LINE-TOO-LONG'],
];

test.each(WHOLE_FILES)('%s is refused as a whole', (_, content, code) => {
  expect(errorsOf('whole.txt', content).map((one) => one.code)).toEqual([code]);
});

test('an unknown format is refused and the known ones are named', () => {
  const reading = readSpec({ path: 'a.txt', text: '- input a\n- output q\n', format: 'napkin' });
  expect(reading.ok ? [] : reading.error.map((one) => one.message)).toEqual([
    "there is no format 'napkin'; known are kiss2, pla, verilogeval-complete, sections, markdown, verilogeval-spec",
  ]);
});

test('a message never repeats control characters or endless names of the text', () => {
  const [error] = errorsOf(
    'a.txt',
    `- input a\n- output q\n\n| Port | Direction | Width |\n|---|---|---|\n`.replace(
      'a\n',
      `a[${'9'.repeat(3000)}:0]\n`,
    ),
  );
  expect(error?.message.length ?? 0).toBeLessThan(400);
});
