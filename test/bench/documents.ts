import { tablesOf } from '../../src/bench/run/summarise.ts';
import type { BenchRunDocument, BenchSampleRow, BenchTaskRow } from '../../src/contracts/bench.ts';

/** A run made of letters: one text a task, `.` for a pass and anything else for a fail. */
export function runOf(tasks: readonly string[], change: Partial<BenchRunDocument> = {}): BenchRunDocument {
  const rows: readonly BenchTaskRow[] = tasks.map((letters, i) => {
    const passed = [...letters].filter((letter) => letter === '.').length;
    return {
      task: `task${i}`,
      samples: letters.length,
      ownPass: passed,
      ownScored: letters.length,
      officialPass: passed,
      syntaxPass: letters.length,
      notAttempted: 0,
      errors: 0,
      unscorable: null,
      letters,
      diversity: { distinct: letters.length, giniSimpson: 0 },
      defects: [],
      spec: `Specification ${i}`,
    };
  });
  const samples = tasks.flatMap((letters, i) =>
    [...letters].map((letter, sample): BenchSampleRow => {
      const pass = letter === '.';
      return {
        task: `task${i}`,
        sample: sample + 1,
        file: null,
        source: `${i}-${sample}`,
        own: {
          outcome: pass ? 'pass' : 'fail',
          reason: pass ? 'simulated' : 'mismatch',
          summary: pass ? 'Fine.' : 'It differs.',
          samples: null,
          formal: null,
        },
        official: { pass, syntax: true, letter: pass ? '.' : 'R', mismatches: pass ? 0 : 3 },
        disagreement: null,
        notes: [],
      };
    }),
  );
  const passed = samples.filter(({ own }) => own.outcome === 'pass').length;
  return {
    schema: 'bench-run@1',
    manifest: {
      dataset: { id: 'suite', variant: 'spec-to-rtl', tasks: tasks.length, sha256: '00' },
      engine: 'samples',
      samples: { count: samples.length, sha256: '00' },
      tools: { iverilog: '11.0' },
      flags: { until: 'first-mismatch' },
      oracle: 'hidden',
      audit: null,
      version: '0.1.0',
    },
    status: 'complete',
    totals: {
      samples: samples.length,
      outcomes: {
        pass: passed,
        fail: samples.length - passed,
        timeout: 0,
        unknown: 0,
        error: 0,
        unscorable: 0,
        'not-attempted': 0,
      },
      officialPass: passed,
      letters: { '.': passed },
      disagreements: {},
      reasons: { simulated: passed },
      nextLine: null,
    },
    passAtK: tablesOf(rows, { ks: [1, 2], seed: 1 }),
    tasks: rows,
    samples,
    candidates: Object.fromEntries(
      samples.map(({ source, task }) => [
        source ?? '',
        { text: `module ${task}; endmodule\n`, diagnostics: [], trace: null },
      ]),
    ),
    gates: [],
    ...change,
  };
}
