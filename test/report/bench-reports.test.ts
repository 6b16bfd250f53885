import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { describe, expect, it } from 'vitest';
import type { BenchRunDocument } from '../../src/contracts/bench.ts';
import { benchHtml } from '../../src/report/bench-html.ts';
import { benchJunit } from '../../src/report/bench-junit.ts';
import { benchMarkdown } from '../../src/report/bench-markdown.ts';
import { benchSarif } from '../../src/report/bench-sarif.ts';
import { benchRunText } from '../../src/report/bench-text.ts';
import { runOf } from '../bench/documents.ts';

const HOSTILE = '</script><script>alert(1)</script><img src=x onerror=alert(1)>"\'&\u2028\u0001|`';

/** A run whose every text is hostile. */
function hostileRun(): BenchRunDocument {
  const run = runOf(['.x']);
  const [task] = run.tasks;
  return {
    ...run,
    manifest: { ...run.manifest, engine: HOSTILE },
    tasks: [{ ...task!, spec: HOSTILE, unscorable: HOSTILE, defects: [HOSTILE] }],
    samples: run.samples.map((sample) => ({ ...sample, own: { ...sample.own, summary: HOSTILE }, notes: [HOSTILE] })),
    candidates: {
      '0-0': {
        text: `${HOSTILE}\n${HOSTILE}`,
        diagnostics: [
          {
            severity: 'error',
            code: 'X',
            message: HOSTILE,
            range: { file: 'candidate.sv', line: 2, column: null },
            reportedBy: 'iverilog',
          },
        ],
        trace: null,
      },
      '0-1': {
        text: 'module m; endmodule',
        diagnostics: [],
        trace: [
          { step: 0, inputs: { [HOSTILE]: '0' }, expected: { q: '00' }, got: { q: '00' } },
          { step: 5, inputs: { [HOSTILE]: '1' }, expected: { q: '01' }, got: { q: '10' } },
        ],
      },
    },
  };
}

describe('the JUnit report', () => {
  it('is well-formed XML with one case a sample, hostile texts included', () => {
    const text = benchJunit(hostileRun());
    expect(XMLValidator.validate(text)).toBe(true);
    const { testsuites } = new XMLParser({ ignoreAttributes: false }).parse(text);
    expect(testsuites).toMatchObject({ '@_tests': '2', '@_failures': '1' });
    expect(testsuites.testsuite.testcase).toHaveLength(2);
    expect(testsuites.testsuite.testcase[1].failure['@_type']).toBe('mismatch');
  });
  it('calls what nobody scored skipped', () => {
    const run = runOf(['x']);
    const samples = run.samples.map((row) => ({ ...row, own: { ...row.own, outcome: 'unscorable' as const } }));
    expect(benchJunit({ ...run, samples })).toContain('<skipped');
  });
});

describe('the SARIF report', () => {
  it('has every result under a declared rule, with a place', () => {
    const log = JSON.parse(benchSarif(hostileRun()));
    expect(log.version).toBe('2.1.0');
    const [run] = log.runs;
    const rules = run.tool.driver.rules.map(({ id }: { id: string }) => id);
    expect(run.results).toHaveLength(2);
    for (const result of run.results) {
      expect(rules).toContain(result.ruleId);
      expect(result.locations[0].physicalLocation.region.startLine).toBeGreaterThan(0);
      expect(result.locations[0].physicalLocation.artifactLocation.uri).toMatch(/^task0\/sample0[12]\.sv$/);
    }
  });
});

describe('the markdown report', () => {
  it('keeps hostile texts inside their cells', () => {
    const blocks = benchMarkdown(hostileRun()).split('\n\n');
    for (const block of blocks.filter((text) => text.startsWith('|'))) {
      const bars = block
        .trim()
        .split('\n')
        .map((line) => line.match(/(?<!\\)\|/g)?.length);
      expect(new Set(bars).size).toBe(1);
    }
    expect(benchMarkdown(hostileRun())).not.toMatch(/(?<!\\)</);
  });
  it('shows each k once, with its interval', () => {
    expect(benchMarkdown(runOf(['..', 'xx']))).toContain(
      '| own rules | all 2 | 0.500 \\[0.000, 1.000\\] | 0.500 \\[0.000, 1.000\\] |',
    );
  });
});

describe('the text report', () => {
  it('says when a gate was missed and when a run was cancelled', () => {
    const text = benchRunText(
      runOf(['.x'], { status: 'cancelled', gates: [{ gate: 'fail-under pass@1=0.9', value: 0.5, met: false }] }),
    );
    expect(text).toContain('cancelled; run again to resume');
    expect(text).toContain('gate fail-under pass@1=0.9: MISSED (0.500)');
  });
});

describe('the page', () => {
  const page = benchHtml(hostileRun(), { letters: { R: 'mismatch' } });
  it('names no other file and no network, and forbids both', () => {
    expect(page).toContain("default-src 'none'");
    // SVG name spaces and the WaveDrom skin name addresses that nothing fetches; in the page itself there is none.
    const own = page.replace(/<script type="application\/json"[\s\S]*?<\/script>/, '');
    expect(own).not.toMatch(/https?:\/\//);
    expect(own).not.toMatch(/<(?:link|iframe|script src)/);
  });
  it('lets no text of a candidate end the data block or open an element', () => {
    expect(page.match(/<script/g)).toHaveLength(2);
    expect(page).not.toContain('<img');
    const data = /<script type="application\/json" id="data">([\s\S]*?)<\/script>/.exec(page)?.[1] ?? '';
    expect(JSON.parse(data).candidates['0-0'].text).toContain(HOSTILE);
  });
});

const CHROMIUM = ['/usr/bin/chromium', '/usr/bin/chromium-browser'].find((path) => existsSync(path));

describe.skipIf(CHROMIUM === undefined)('the page in Chromium', () => {
  const render = (run: BenchRunDocument, hash = ''): string => {
    const file = join(mkdtempSync(join(tmpdir(), 'veriloom-page-')), 'page.html');
    writeFileSync(file, benchHtml(run, { letters: {} }));
    const flags = [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--virtual-time-budget=2000',
      '--host-resolver-rules=MAP * ~NOTFOUND',
      '--dump-dom',
    ];
    return execFileSync(CHROMIUM ?? '', [...flags, `file://${file}${hash}`], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
  };
  it('opens the sample that its address names, as text, with message and picture in place', () => {
    const failed = render(hostileRun(), '#task=task0&sample=2');
    expect(failed).toContain('class="detail"');
    expect(failed).toContain('alt="Waveform up to the first mismatch"');
    const first = render(hostileRun(), '#task=task0&sample=1');
    expect(first).toContain('&lt;/script&gt;&lt;script&gt;alert(1)');
    expect(first).toMatch(/<p class="error">X: /);
    expect(first.match(/<script/g)).toHaveLength(2);
  });
  it('counts the tasks that its filter shows', () => {
    expect(render(runOf(['..', 'xx']))).toContain('2 of 2 tasks');
  });
});
