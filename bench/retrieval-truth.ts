import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { defaultChunkOptions, linesOf } from '../src/rag/chunk/chunks.ts';
import type { Embedder } from '../src/rag/embed/embedder.ts';
import { buildIndex, defaultMaxFileBytes } from '../src/rag/index/build.ts';
import { openIndex, type RetrievalIndex } from '../src/rag/index/load.ts';
import { noFilter } from '../src/rag/retrieve/filter.ts';
import type { Query } from '../src/rag/retrieve/query.ts';
import type { Weights } from '../src/rag/retrieve/ranking.ts';
import { evidenceOf, rankPlaces, type SearchResult } from '../src/rag/retrieve/search.ts';

/** A truth file and the checkouts it speaks of, made into indexes and questions. */

const lines = z.tuple([z.number().int(), z.number().int()]);
const truthSchema = z.object({
  id: z.string(),
  type: z.enum(['A', 'B']),
  kind: z.enum(['inst', 'pkg', 'macro']).optional(),
  repo: z.string(),
  file: z.string(),
  commentLines: z.array(lines).optional(),
  headerLines: lines.optional(),
  line: z.number().int().optional(),
  window: z.number().int().optional(),
  relevant: z.array(z.object({ kind: z.string(), files: z.array(z.string()), visible: z.boolean() })),
});

type Truth = z.infer<typeof truthSchema>;

export type QueryType = 'A' | 'B-inst' | 'B-pkg' | 'B-macro';
export const queryTypes: readonly QueryType[] = ['A', 'B-inst', 'B-pkg', 'B-macro'];

/** One question with its evidence: everything the ranking needs, so that it can be weighed many times. */
export interface Case {
  readonly repo: string;
  readonly type: QueryType;
  readonly index: RetrievalIndex;
  readonly found: Omit<SearchResult, 'hits'>;
  /** File numbers of each hidden group; a group is hit when any of its files is found. */
  readonly groups: readonly (readonly number[])[];
}

const queryOf = (truth: Truth, text: string): Query => {
  const all = linesOf(text);
  const cut = ([from, to]: readonly [number, number]): string => all.slice(from - 1, to).join('\n');
  if (truth.type === 'A') {
    const parts = [...(truth.commentLines ?? []), ...(truth.headerLines ? [truth.headerLines] : [])];
    return { form: 'header', text: parts.map(cut).join('\n'), path: truth.file };
  }
  const line = truth.line ?? 1;
  return { form: 'completion', text: cut([Math.max(1, line - (truth.window ?? 40)), line - 1]), path: truth.file };
};

const folderOf = (root: string, repo: string): string => {
  const names = [repo.replace('/', '__'), repo, repo.replace('/', '+'), repo.split('/')[1] ?? repo];
  const found = names.map((name) => join(root, name)).find((path) => existsSync(path));
  if (!found) throw new Error(`no checkout of ${repo} in ${root}: looked for ${names.join(', ')}`);
  return found;
};

export const readTruth = (path: string): Truth[] =>
  readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => truthSchema.parse(JSON.parse(line)));

export interface RepositoryIndex {
  readonly repo: string;
  readonly index: RetrievalIndex;
  readonly buildMs: number;
}

/** Indexes one checkout into a folder that is deleted when the process ends. */
const indexRepository = async (root: string, repo: string, embedder: Embedder): Promise<RepositoryIndex> => {
  const out = mkdtempSync(join(tmpdir(), 'veriloom-bench-'));
  process.on('exit', () => rmSync(out, { recursive: true, force: true }));
  const start = performance.now();
  await buildIndex({
    root: folderOf(root, repo),
    out,
    embedder,
    chunks: defaultChunkOptions,
    maxFileBytes: defaultMaxFileBytes,
    exclude: () => false,
  });
  return { repo, index: await openIndex(out, embedder), buildMs: performance.now() - start };
};

/** Builds every index and gathers the evidence for every question that has a hidden dependency. */
export const casesOf = async (
  from: { readonly truth: string; readonly repos: string },
  embedder: Embedder,
): Promise<{ readonly cases: Case[]; readonly indexes: RepositoryIndex[]; readonly missing: number }> => {
  const truth = readTruth(from.truth);
  const cases: Case[] = [];
  const indexes: RepositoryIndex[] = [];
  let missing = 0;
  for (const repo of [...new Set(truth.map((t) => t.repo))]) {
    const built = await indexRepository(from.repos, repo, embedder);
    indexes.push(built);
    const { index } = built;
    for (const t of truth.filter((q) => q.repo === repo)) {
      const hidden = t.relevant.filter((g) => !g.visible);
      if (hidden.length === 0) continue;
      const f = index.corpus.fileOf.get(t.file);
      if (f === undefined) missing += 1;
      const text = readFileSync(join(folderOf(from.repos, repo), t.file), 'utf8');
      const found = await evidenceOf(index, embedder, queryOf(t, text));
      const groups = hidden.map((g) => g.files.map((p) => index.corpus.fileOf.get(p) ?? -1));
      cases.push({ repo, type: t.type === 'A' ? 'A' : (`B-${t.kind}` as QueryType), index, found, groups });
    }
  }
  return { cases, indexes, missing };
};

export interface Score {
  readonly at5: number;
  readonly at10: number;
  readonly reciprocal: number;
}

/** Recall at 5 and 10 over the hidden groups, and the reciprocal rank of the first one found. */
export const scoreCase = (c: Case, weights: Weights): Score => {
  const places = rankPlaces(c.index, c.found, { weights, filter: noFilter, limit: Number.MAX_SAFE_INTEGER });
  const rank = new Map(places.map((place, i) => [place.file, i + 1]));
  const ranks = c.groups.map((files) => Math.min(...files.map((f) => rank.get(f) ?? Number.POSITIVE_INFINITY)));
  const share = (k: number): number => ranks.filter((r) => r <= k).length / ranks.length;
  return { at5: share(5), at10: share(10), reciprocal: 1 / Math.min(...ranks) };
};
