import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { EXIT, exitOfError, exitOfStatus, worstExit } from '../../src/commands/exit-codes.ts';
import { resolveSettings } from '../../src/commands/settings.ts';

let cwd: string;
beforeEach(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'veriloom-settings-'));
});
afterEach(() => rm(cwd, { recursive: true, force: true }));

test('a flag beats the environment, which beats the file, which beats the default', async () => {
  await writeFile(join(cwd, 'veriloom.config.json'), '{"engine":"file","jobs":3,"runsDir":"kept"}');
  const env = { VERILOOM_ENGINE: 'env', VERILOOM_JOBS: '5' };
  expect(await resolveSettings({ engine: 'flag' }, { cwd, env })).toMatchObject({
    engine: { value: 'flag', origin: 'flag' },
    jobs: { value: '5', origin: 'environment' },
    runsDir: { value: 'kept', origin: 'config' },
    sandbox: { value: 'auto', origin: 'default' },
  });
});

test.each([
  ['{"engin":"rule"}', /unknown setting "engin"/],
  ['{"jobs":[1]}', /"jobs" must be/],
  ['[]', /one JSON object/],
  ['{', /not valid JSON/],
])('the file %s is a configuration error', async (text, says) => {
  await writeFile(join(cwd, 'veriloom.config.json'), text);
  await expect(resolveSettings({}, { cwd, env: {} })).rejects.toMatchObject({ kind: 'config', message: says });
});

test('every status and every kind of error has its exit code', () => {
  expect([exitOfStatus('pass'), exitOfStatus('fail'), exitOfStatus('unknown'), exitOfStatus('timeout')]).toEqual([
    0, 1, 3, 3,
  ]);
  expect([exitOfStatus('skipped'), exitOfStatus('error')]).toEqual([3, 4]);
  expect([exitOfError('usage'), exitOfError('spec'), exitOfError('tool-missing'), exitOfError('budget')]).toEqual([
    2, 2, 4, 3,
  ]);
  expect(worstExit([EXIT.done, EXIT.inconclusive, EXIT.failed])).toBe(EXIT.failed);
  expect(worstExit([])).toBe(EXIT.done);
});
