import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { veriloom } from './spawn.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'veriloom-bad-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const list = (...lines: string[]): string =>
  ['Module name: `valve`', '', 'Ports:', ...lines, '', 'The output `open` is 1 when `a` is 1.', ''].join('\n');

const bad: readonly { readonly what: string; readonly text: string | Uint8Array; readonly says: RegExp }[] = [
  { what: 'an empty file', text: '', says: /empty/ },
  { what: 'a file of white space', text: ' \n\t\n', says: /empty|no (ports|interface)/i },
  { what: 'a binary file', text: new Uint8Array([0x7f, 0x45, 0x4c, 0x46, 0, 1, 2, 0]), says: /binary|NUL/ },
  { what: 'ten megabytes', text: `${'lorem ipsum dolor sit amet\n'.repeat(400_000)}`, says: /MiB|bytes|large|big/ },
  { what: 'no output', text: list('- input a', '- input b'), says: /output/ },
  {
    what: 'a port twice',
    text: list('- input a', '- input a', '- output open'),
    says: /spec\.md:\d+.*(twice|duplicate|already)/i,
  },
  {
    what: 'a keyword as a port',
    text: list('- input always', '- output open'),
    says: /spec\.md:\d+.*(keyword|reserved)/i,
  },
  { what: 'an include in a name', text: list('- input `include "/etc/passwd"', '- output open'), says: /spec\.md:\d+/ },
  { what: 'a system task in a name', text: list('- input $system("id")', '- output open'), says: /spec\.md:\d+/ },
  {
    what: 'a width that is no number',
    text: list('- input a (banana bits)', '- output open'),
    says: /spec\.md:\d+.*width/i,
  },
];

describe('generate on bad input', () => {
  test.each(bad)('$what is a clear error, exit 2, and nothing is written', async ({ text, says }) => {
    await writeFile(join(folder, 'spec.md'), text);
    const run = await veriloom(['generate', 'spec.md', '-o', 'out.v'], { cwd: folder });
    expect(run.stderr).toMatch(says);
    expect(run.stdout).toBe('');
    expect(run.code).toBe(2);
    expect(await readdir(folder)).toEqual(['spec.md']);
  });

  test('a file that is not there is named', async () => {
    const run = await veriloom(['generate', 'none.md', '--json'], { cwd: folder });
    expect(run.code).toBe(2);
    expect(JSON.parse(run.stdout)).toMatchObject({ schema: 'error@1', error: { kind: 'input' } });
  });

  test('CRLF, tabs and typographic punctuation read like plain text', async () => {
    const text =
      'Module name: `gate`\r\n\r\nPorts:\r\n\r\n\u2022\tinput\ta\r\n\u2022\tinput\tb\r\n\u2022\toutput\ty\r\n\r\nThe truth table:\r\n\r\na\u00a0| b | y\r\n0 | 0 | 1\r\n0 | 1 | 0\r\n1 | 0 | 0\r\n1 | 1 | 1\r\n';
    await writeFile(join(folder, 'spec.md'), text);
    const run = await veriloom(['generate', 'spec.md', '--no-checks', '--no-run'], { cwd: folder });
    expect(run.stderr).not.toMatch(/error/);
    expect(run.stdout).toContain('module gate');
    expect(run.code).toBe(0);
  });
});
