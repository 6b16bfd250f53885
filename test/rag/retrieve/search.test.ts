import { describe, expect, it } from 'vitest';
import { assembleContext } from '../../../src/rag/context/assemble.ts';
import { completionPrompt, completionQuery } from '../../../src/rag/context/completion.ts';
import { passageTokens } from '../../../src/rag/context/passages.ts';
import { hashEmbedder } from '../../../src/rag/embed/hash.ts';
import { codeFingerprints } from '../../../src/rag/extract/fingerprint.ts';
import { openIndex } from '../../../src/rag/index/load.ts';
import { type Filter, noFilter } from '../../../src/rag/retrieve/filter.ts';
import { headerQuery } from '../../../src/rag/retrieve/header-query.ts';
import type { Query } from '../../../src/rag/retrieve/query.ts';
import { search } from '../../../src/rag/retrieve/search.ts';
import { build, soc, temporaryFolder, writeFiles } from '../repository.ts';

const embedder = hashEmbedder();
const indexOf = async (files: Readonly<Record<string, string>>) => {
  const out = temporaryFolder();
  await build(writeFiles(temporaryFolder(), files), out);
  return openIndex(out, embedder);
};
const index = await indexOf(soc);

const text = (words: string): Query => ({ form: 'text', text: words, path: null });
const pathsOf = async (query: Query, filter: Filter = noFilter, from = index) =>
  (await search(from, embedder, query, { limit: 20, filter })).hits.map((hit) => hit.path);

describe('a search', () => {
  it.each([
    ['queue of beats first in first out', 'rtl/beat_queue.sv'],
    ['token request grant', 'rtl/token_gate.sv'],
    ['blink a lamp', 'blink/blinker.v'],
    ['beat_queue', 'rtl/beat_queue.sv'],
    ['soc_pkg', 'rtl/soc_pkg.sv'],
  ])('for “%s” finds %s first', async (words, path) => {
    expect((await pathsOf(text(words)))[0]).toBe(path);
  });

  it('for a module to be written finds what its like instantiates, imports and includes', async () => {
    const header =
      'module middle_port (input clk, input rst_n, input middle_push, input [7:0] middle_wdata, output middle_grant);';
    const found = await pathsOf({
      form: 'header',
      text: `// Middle port: queues beats and gates requests.\n${header}`,
      path: 'rtl/middle_port.sv',
    });
    expect(found.slice(0, 6)).toEqual(
      expect.arrayContaining(['rtl/soc_pkg.sv', 'rtl/checks.svh', 'rtl/beat_queue.sv', 'rtl/token_gate.sv']),
    );
  });

  it('does not look at the asking file: another body of it changes neither scores nor order', async () => {
    const query = await headerQuery(index, 'left_port');
    expect(query?.path).toBe('rtl/left_port.sv');
    const emptied = (soc['rtl/left_port.sv'] ?? '')
      .replace(/^ {2}.*\n/gm, '')
      .replace('`include "checks.svh"', '')
      .replace(' import soc_pkg::*;', '');
    const other = await indexOf({
      ...soc,
      'rtl/left_port.sv': `${emptied}\nmodule extra; blinker u_b (); endmodule\n`,
    });
    const ask = async (from: typeof index) => {
      const { hits } = await search(from, embedder, query ?? text(''), { limit: 20, filter: noFilter });
      return hits.map((hit) => [hit.path, hit.score.toFixed(3)]);
    };
    const before = await ask(index);
    expect(before.map(([path]) => path)).not.toContain('rtl/left_port.sv');
    expect(await ask(other)).toEqual(before);
  });

  it('reports a copy of a file once, with the places of the others', async () => {
    const copied = await indexOf({ ...soc, 'vendor/blinker.v': soc['blink/blinker.v'] ?? '' });
    const { hits } = await search(copied, embedder, text('blink lamp'), { limit: 20, filter: noFilter });
    expect(hits[0]).toMatchObject({ path: 'blink/blinker.v', alsoAt: ['vendor/blinker.v'] });
    expect(hits.map((hit) => hit.path)).not.toContain('vendor/blinker.v');
  });

  it.each([
    ['paths', { paths: ['rtl/**'] }, (p: string) => p.startsWith('rtl/')],
    [
      'unwanted paths',
      { notPaths: ['tb/*', '*_port.sv'] },
      (p: string) => !p.startsWith('tb/') && !p.endsWith('_port.sv'),
    ],
    ['licences', { licences: ['cern-ohl-s-2.0'] }, (p: string) => p === 'rtl/soc_top.sv'],
  ])('keeps to a filter of %s', async (_, part, expected) => {
    const all = Object.keys(soc).filter((p) => p !== 'LICENSE');
    expect((await pathsOf(text('port'), { ...noFilter, ...part })).sort()).toEqual(all.filter(expected).sort());
  });

  it('never finds forbidden code, though its name, comments, layout and neighbours were changed', async () => {
    const disguised = `/* mine */ module other; endmodule ${(soc['blink/blinker.v'] ?? '').replaceAll('\n', '\r\n\r\n').replace('// Blinks a lamp.', '').replace('blinker', 'TopModule')}`;
    const forbidden = new Set(codeFingerprints(disguised));
    const filter = { ...noFilter, forbidden };
    expect(await pathsOf(text('blink lamp'), filter)).not.toContain('blink/blinker.v');
    const { context } = await assembleContext(index, embedder, text('blinker blink lamp'), {
      budget: 10_000,
      filter,
      limit: 20,
    });
    expect(context.passages.length).toBeGreaterThan(3);
    expect(context.passages.filter((p) => p.text.includes('lamp'))).toEqual([]);
  });

  it('of an empty index finds nothing', async () => {
    expect(await pathsOf(text('anything'), noFilter, await indexOf({}))).toEqual([]);
  });
});

describe('a context', () => {
  const place = { path: 'rtl/right_port.sv', line: 6, text: soc['rtl/right_port.sv'] ?? '' };
  const assemble = (budget: number) =>
    assembleContext(index, embedder, completionQuery(place), { budget, filter: noFilter, limit: 20 });

  it('begins with definitions of what the text names, packages first', async () => {
    const { context } = await assemble(4000);
    expect(context.passages.slice(0, 2).map((p) => [p.kind, p.range.file])).toEqual([
      ['package', 'rtl/soc_pkg.sv'],
      ['macro', 'rtl/checks.svh'],
    ]);
    const signatures = context.passages.filter((p) => p.kind === 'signature').map((p) => p.range.file);
    expect(signatures).toEqual(expect.arrayContaining(['rtl/beat_queue.sv', 'rtl/token_gate.sv']));
    const queue = context.passages.find((p) => p.range.file === 'rtl/beat_queue.sv');
    expect(queue).toMatchObject({ range: { line: 1 }, lastLine: 4, licence: 'MIT', chunkId: 'rtl/beat_queue.sv:1-4' });
    expect(context.indexDigest).toBe(index.digest);
  });

  it('never shows the file that asks', async () => {
    expect((await assemble(100_000)).context.passages.map((p) => p.range.file)).not.toContain('rtl/right_port.sv');
  });

  it.each([1, 40, 120, 400, 4000])('of %i tokens stays within them and counts what it left out', async (budget) => {
    const { context, omitted } = await assemble(budget);
    const cost = context.passages.reduce((n, p) => n + passageTokens(p), 0);
    expect(context.tokens).toBe(cost);
    expect(cost).toBeLessThanOrEqual(budget);
    expect(omitted > 0).toBe(budget < 4000);
  });

  it('shows no line twice', async () => {
    const seen = (await assemble(100_000)).context.passages.flatMap((p) =>
      Array.from({ length: p.lastLine - p.range.line + 1 }, (_, i) => `${p.range.file}:${p.range.line + i}`),
    );
    expect(new Set(seen).size).toBe(seen.length);
  });

  it('becomes a completion prompt that ends with the code before the line and holds nothing after it', async () => {
    const { context } = await assemble(1000);
    const prompt = completionPrompt(context, place, 1000);
    expect(prompt).toMatch(/\/\/ rtl\/right_port\.sv\n`include "checks\.svh"\n[\s\S]* {2}state_t state;\n$/);
    expect(prompt).not.toContain('right_push), .pop');
  });
});
