import { expect, test } from 'vitest';
import { readVerilogEvalFolder } from '../../src/bench/datasets/verilog-eval.ts';
import { workListOf } from '../../src/bench/run/work-list.ts';
import { SUITE } from './harness.ts';

test.each([
  [undefined, 1],
  [2, 2],
  [8, 3],
])(
  'an engine that allows %s at once is asked that many tasks side by side, and the list keeps their order',
  async (atOnce, most) => {
    const { tasks } = await readVerilogEvalFolder(SUITE, 'suite');
    let [open, seen] = [0, 0];
    const list = await workListOf(tasks, {
      engine: {
        id: 'slow',
        digest: '',
        ...(atOnce === undefined ? {} : { atOnce }),
        answer: async ({ id }) => {
          open += 1;
          seen = Math.max(seen, open);
          await new Promise((resolve) => setTimeout(resolve, id.startsWith('broken') ? 30 : 5));
          open -= 1;
          return { kind: 'replies', replies: [`module TopModule; wire ${id}; endmodule`] };
        },
      },
      perTask: 1,
      dedupe: 'off',
    });
    expect(seen).toBe(most);
    expect(list.samples.map(({ task }) => task.public.id)).toEqual(tasks.map((task) => task.public.id));
  },
);
