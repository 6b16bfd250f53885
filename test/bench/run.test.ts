import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { type BenchRunOptions, runBenchRun } from '../../src/commands/bench-run.ts';
import type { BenchRunDocument, BenchSampleRow } from '../../src/contracts/bench.ts';
import { CHEATS, COUNT } from './designs.ts';
import { freshFolder, SUITE, type TestIo, testIo } from './harness.ts';
import { missingTools } from './tools.ts';

const MEDIAN =
  'module TopModule(input a, input b, input c, output y);\n  assign y = a ? (b | c) : (b & c);\nendmodule\n';

function samplesFile(byTask: Readonly<Record<string, readonly string[]>>): string {
  const path = join(freshFolder(), 'samples.jsonl');
  writeFileSync(
    path,
    Object.entries(byTask)
      .map(([task_id, samples]) => JSON.stringify({ task_id, samples }))
      .join('\n'),
  );
  return path;
}

const ALL = Object.values(COUNT);
const SAMPLES = {
  saturating_count: [...ALL, ...Object.values(CHEATS)],
  median_of_three: [MEDIAN, MEDIAN],
  broken_bench: ['module TopModule(input a, output y); assign y = ~a; endmodule'],
};

async function run(io: TestIo, options: Partial<BenchRunOptions> = {}): Promise<BenchRunDocument> {
  const { document } = await runBenchRun(
    'suite',
    {
      dataset: SUITE,
      samples: samplesFile(SAMPLES),
      timeoutS: '5',
      k: '1',
      formal: false,
      verilator: false,
      ...options,
    },
    io,
  );
  return document as BenchRunDocument;
}

const rowsOf = (document: BenchRunDocument, task: string): readonly BenchSampleRow[] =>
  document.samples.filter((row) => row.task === task);

describe.skipIf(missingTools('iverilog') !== null)('a benchmark run', () => {
  let document: BenchRunDocument;
  let io: TestIo;
  beforeAll(async () => {
    io = await testIo();
    document = await run(io);
  });

  it.each([
    ['good', 'pass simulated'],
    ['goodAgain', 'pass simulated'],
    ['wraps', 'fail mismatch'],
    ['syntax', 'fail syntax'],
    ['undeclared', 'fail elaboration'],
    ['hang', 'timeout hang'],
  ] as const)('says of the design %s: %s', (name, verdict) => {
    const { own } = rowsOf(document, 'saturating_count')[Object.keys(COUNT).indexOf(name)] as BenchSampleRow;
    expect(`${own.outcome} ${own.reason}`).toBe(verdict);
  });

  it.each(Object.keys(CHEATS))('lets no design pass that %s', (cheat) => {
    const { own } = rowsOf(document, 'saturating_count')[
      ALL.length + Object.keys(CHEATS).indexOf(cheat)
    ] as BenchSampleRow;
    expect(own.outcome).not.toBe('pass');
  });

  it('shows that the official script is fooled, and says by what', () => {
    const fooled = rowsOf(document, 'saturating_count').filter(
      ({ official, own }) => official?.pass === true && own.outcome !== 'pass',
    );
    expect(fooled.length).toBeGreaterThanOrEqual(4);
    for (const { disagreement } of fooled) expect(disagreement).toMatch(/^official-accepts:/);
  });

  it('counts a task with a broken bench as unscorable, in no denominator of ours', () => {
    expect(rowsOf(document, 'broken_bench')[0]?.own.outcome).toBe('unscorable');
    const own = document.passAtK.find(({ column, tasks, k }) => column === 'own' && tasks === 'all' && k === 1);
    expect(own?.counted).toBe(2);
  });

  it('does the same work once for designs that differ in comments only', () => {
    const [good, again] = rowsOf(document, 'saturating_count');
    expect(good?.source).not.toBe(again?.source);
    expect(again?.own).toEqual(good?.own);
  });

  it('records the first mismatch as a trace that ends in a difference', () => {
    const wrong = rowsOf(document, 'saturating_count')[2] as BenchSampleRow;
    const last = document.candidates[wrong.source ?? '']?.trace?.at(-1);
    expect(last?.expected['level']).toBe('110');
    expect(last?.got['level']).toBe('111');
    expect(last?.inputs).toHaveProperty('up');
  });

  it('starts no simulation a second time and gives the same document', async () => {
    const second = await testIo({ cwd: io.cwd });
    const again = await run(second, { traces: false });
    const first = await run(second, { traces: false });
    expect(again).toEqual(first);
    expect(again.samples).toEqual(document.samples);
    // The one start of each run tells which compiler is installed.
    expect(second.started).toEqual(['iverilog', 'iverilog']);
  });

  it('starts nothing for traces that an earlier run recorded', async () => {
    const second = await testIo({ cwd: io.cwd });
    expect((await run(second)).candidates).toEqual(document.candidates);
    expect(second.started).toEqual(['iverilog']);
  });

  it('scores the same without early stop, without deduplication and on one lane', async () => {
    const exact = await run(await testIo(), { exact: true, dedupe: false, jobs: '1', traces: false });
    const verdicts = (of: BenchRunDocument): unknown =>
      of.samples.map(({ task, sample, own, official }) => [task, sample, own.outcome, official?.pass]);
    expect(verdicts(exact)).toEqual(verdicts(document));
    expect(exact.tasks.map(({ letters }) => letters)).toEqual(document.tasks.map(({ letters }) => letters));
  });
});

describe.skipIf(missingTools('iverilog') !== null)('an interrupted run', () => {
  it('says cancelled, exits 130, and its continuation repeats nothing and ends like an undisturbed run', async () => {
    const cwd = freshFolder();
    const samples = samplesFile({
      saturating_count: [COUNT.good, COUNT.wraps, COUNT.syntax],
      median_of_three: [MEDIAN],
    });
    const options = {
      dataset: SUITE,
      samples,
      k: '1',
      formal: false,
      verilator: false,
      jobs: '1',
      traces: false,
      timeoutS: '5',
    };
    const stop = new AbortController();
    let runs = 0;
    const around =
      (inner: Parameters<NonNullable<Parameters<typeof testIo>[0]>['around'] & object>[0]): typeof inner =>
      async (command, signal) => {
        if (command.argv[0] === 'vvp') runs += 1;
        if (runs > 4) stop.abort();
        return inner(command, signal);
      };
    const cut = await runBenchRun('suite', options, await testIo({ cwd, signal: stop.signal, around }));
    expect(cut.exitCode).toBe(130);
    expect((cut.document as BenchRunDocument).status).toBe('cancelled');
    const io = await testIo({ cwd });
    const resumed = await runBenchRun('suite', options, io);
    const undisturbed = await runBenchRun('suite', options, await testIo());
    expect(resumed.document).toEqual(undisturbed.document);
    expect(io.started.filter((program) => program === 'vvp').length).toBeLessThan(5);
  });

  it('two runs at once on one store give the same document', async () => {
    const cwd = freshFolder();
    const samples = samplesFile(SAMPLES);
    const both = await Promise.all(
      [0, 1].map(async () => run(await testIo({ cwd }), { samples, jobs: '1', traces: false })),
    );
    expect(both[0]).toEqual(both[1]);
  });
});

describe.skipIf(missingTools('iverilog') !== null)('a next-line run', () => {
  it('reports exact match and edit similarity as the dataset defines them', async () => {
    const io = await testIo();
    const lines = [
      { task_id: 'a', next_line: 'assign y = a;' },
      { task_id: 'b', next_line: 'abcd' },
    ];
    writeFileSync(join(io.cwd, 'rows.jsonl'), lines.map((line) => JSON.stringify(line)).join('\n'));
    const samples = samplesFile({ a: ['assign  y = a;\nassign z = b;'], b: ['abxd'] });
    const { document, human } = await runBenchRun('rtl-repo', { dataset: 'rows.jsonl', samples, k: '1' }, io);
    // Similarities 96 and 75, one of two lines exact after splitting at white space.
    expect((document as BenchRunDocument).totals.nextLine).toEqual({ lines: 2, exactMatch: 50, editSimilarity: 85.5 });
    expect(human).toContain('exact match 50.00%, edit similarity 85.50 over 2 lines');
  });
});

describe('a run in trouble', () => {
  it('without Icarus is an error of the environment, never a fail', async () => {
    const io = await testIo({
      around: () => async (command) => ({
        command,
        end: 'not-found',
        exitCode: null,
        signal: null,
        durationMs: 0,
        stdout: EMPTY,
        stderr: EMPTY,
        sandbox: 'none',
      }),
    });
    await expect(run(io)).rejects.toMatchObject({ kind: 'tool-missing' });
  });
  it.skipIf(missingTools('iverilog') !== null)(
    'with a full disk under the simulator stores nothing and is an error of kind disk',
    async () => {
      const io = await testIo({
        around: (inner) => async (command, signal) => {
          const done = await inner(command, signal);
          return command.argv[0] === 'vvp'
            ? { ...done, exitCode: 1, stderr: { ...EMPTY, text: 'write error: No space left on device' } }
            : done;
        },
      });
      await expect(run(io, { only: ['median'] })).rejects.toMatchObject({ kind: 'disk' });
      expect(existsSync(join(io.cwd, '.runs/bench-store'))).toBe(false);
    },
  );
});

const EMPTY = { text: '', bytes: 0, truncated: false };

describe.skipIf(missingTools('iverilog') !== null)('gates and reports', () => {
  it('a missed threshold and a regression exit 1, met ones 0', async () => {
    const io = await testIo();
    const good = {
      dataset: SUITE,
      k: '1',
      formal: false,
      verilator: false,
      traces: false,
      timeoutS: '5',
      only: ['saturating'],
    };
    const better = samplesFile({ saturating_count: [COUNT.good, COUNT.good] });
    const worse = samplesFile({ saturating_count: [COUNT.good, COUNT.wraps] });
    const first = await runBenchRun(
      'suite',
      {
        ...good,
        samples: better,
        failUnder: ['pass@1=1'],
        report: ['a/run.json', 'a/run.html', 'a/run.xml', 'a/run.sarif', 'a/run.md'],
      },
      io,
    );
    expect(first.exitCode).toBe(0);
    for (const name of ['run.json', 'run.html', 'run.xml', 'run.sarif', 'run.md'])
      expect(readFileSync(join(io.cwd, 'a', name), 'utf8').length).toBeGreaterThan(100);
    const under = await runBenchRun('suite', { ...good, samples: worse, failUnder: ['pass@1=0.6'] }, io);
    expect(under.exitCode).toBe(1);
    expect(under.human).toContain('MISSED');
    const regressed = await runBenchRun(
      'suite',
      { ...good, samples: worse, baseline: 'a/run.json', maxRegressions: '0' },
      io,
    );
    expect(regressed.exitCode).toBe(1);
    const allowed = await runBenchRun(
      'suite',
      { ...good, samples: worse, baseline: 'a/run.json', maxRegressions: '1' },
      io,
    );
    expect(allowed.exitCode).toBe(0);
  });
  it('wrong flags are wrong use', async () => {
    const io = await testIo();
    for (const options of [
      { failUnder: ['pass=1'] },
      { report: ['x.docx'] },
      { engine: 'unheard-of' },
      { n: '0' },
      { jobs: '-1' },
      { only: ['nothing'] },
    ]) {
      await expect(run(io, options)).rejects.toMatchObject({ kind: 'usage' });
    }
  });
  it('a report that cannot be written is an error of kind disk', async () => {
    const io = await testIo();
    writeFileSync(join(io.cwd, 'file'), '');
    const report = ['file/run.json'];
    await expect(run(io, { report, only: ['median'] })).rejects.toMatchObject({ kind: 'disk' });
  });
});
