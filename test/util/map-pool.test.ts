import { expect, test } from 'vitest';
import { mapPool } from '../../src/util/map-pool.ts';

test('results keep the order of the items and no more than the limit run at once', async () => {
  let running = 0;
  let most = 0;
  const results = await mapPool([30, 1, 20, 2, 10], 2, async (ms, index) => {
    running += 1;
    most = Math.max(most, running);
    await new Promise((resolve) => setTimeout(resolve, ms));
    running -= 1;
    return index;
  });
  expect(results).toEqual([0, 1, 2, 3, 4]);
  expect(most).toBe(2);
});

test('a rejection starts no further item and rejects the whole', async () => {
  const started: number[] = [];
  const work = mapPool([0, 1, 2, 3, 4, 5], 1, async (item) => {
    started.push(item);
    if (item === 2) throw new Error('third');
  });
  await expect(work).rejects.toThrow('third');
  expect(started).toEqual([0, 1, 2]);
});

test('no items give no results', async () => {
  expect(await mapPool([], 4, async () => 1)).toEqual([]);
});
