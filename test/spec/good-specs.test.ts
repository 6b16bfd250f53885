import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readSpec } from '../../src/spec/index.ts';

const FOLDER = new URL('../fixtures/spec/good/', import.meta.url);

test.each(readdirSync(FOLDER))('%s reads as its golden file says', async (file) => {
  const reading = readSpec({ path: file, bytes: readFileSync(new URL(file, FOLDER)) });
  if (!reading.ok)
    throw new Error(reading.error.map((one) => `${one.range?.line} ${one.code} ${one.message}`).join('\n'));
  const { spec, diagnostics } = reading.value;
  const { text, ...rest } = spec;
  for (const block of spec.body)
    if (block.kind === 'sentence' || block.kind === 'item')
      expect(text.slice(block.span.start, block.span.end).replace(/\s+/g, ' ')).toBe(block.text);
  await expect(`${JSON.stringify({ ...rest, diagnostics }, null, 1)}\n`).toMatchFileSnapshot(
    `../fixtures/spec/golden/${file.replace(/\.\w+$/, '')}.json`,
  );
});
