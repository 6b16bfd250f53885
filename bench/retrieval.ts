import { parseArgs } from 'node:util';
import { offlineSettings } from '../src/rag/embed/embedder.ts';
import { embedderNamed } from '../src/rag/embed/registry.ts';
import { type FeatureGroup, type FeatureName, featureGroups, featureNames } from '../src/rag/retrieve/features.ts';
import type { Weights } from '../src/rag/retrieve/ranking.ts';
import { shippedWeights } from '../src/rag/retrieve/weights.ts';
import { fitWeights } from './retrieval-fit.ts';
import { type Case, casesOf, type QueryType, queryTypes, type Score, scoreCase } from './retrieval-truth.ts';

// Measures retrieval: npx tsx bench/retrieval.ts --truth FILE --repos FOLDER [--ablate] [--fit] [--embedder NAME]
// The truth file's format is that of the README beside it; FOLDER holds one checkout a repository (owner__name).
const { values: flags } = parseArgs({
  options: {
    truth: { type: 'string' },
    repos: { type: 'string' },
    ablate: { type: 'boolean', default: false },
    fit: { type: 'boolean', default: false },
    embedder: { type: 'string', default: 'hash' },
    penalty: { type: 'string', default: '0.03' },
  },
});

const penalty = Number(flags.penalty);
const formOf = (type: QueryType): 'header' | 'completion' => (type === 'A' ? 'header' : 'completion');

type Scored = { readonly c: Case; readonly score: Score };

const mean = (xs: readonly number[]): number => xs.reduce((a, b) => a + b, 0) / Math.max(1, xs.length);

/** Half width of the 95% interval of a mean, by the normal approximation. */
const halfWidth = (xs: readonly number[]): number => {
  const m = mean(xs);
  const variance = xs.reduce((s, x) => s + (x - m) ** 2, 0) / Math.max(1, xs.length - 1);
  return 1.96 * Math.sqrt(variance / Math.max(1, xs.length));
};

const cell = (xs: readonly number[]): string => `${mean(xs).toFixed(3)} ±${halfWidth(xs).toFixed(3)}`;

const line = (label: string, scored: readonly Scored[]): string => {
  const pick = (of: (s: Score) => number): string => cell(scored.map((x) => of(x.score))).padEnd(15);
  return `${label.padEnd(44)} ${String(scored.length).padStart(4)}  ${pick((s) => s.at5)} ${pick((s) => s.at10)} ${pick((s) => s.reciprocal)}`;
};

const table = (title: string, scored: readonly Scored[]): void => {
  console.log(`\n${title}\n${''.padEnd(44)}    n  recall@5        recall@10       MRR`);
  for (const type of queryTypes) {
    const all = scored.filter((x) => x.c.type === type);
    if (all.length === 0) continue;
    console.log(line(type, all));
    for (const repo of [...new Set(all.map((x) => x.c.repo))])
      console.log(
        line(
          `    ${repo}`,
          all.filter((x) => x.c.repo === repo),
        ),
      );
  }
};

/** Scores every case with weights fitted on the other repositories only. */
const leaveOneOut = (cases: readonly Case[], features: readonly FeatureName[]): Scored[] =>
  (['header', 'completion'] as const).flatMap((form) => {
    const ofForm = cases.filter((c) => formOf(c.type) === form);
    return [...new Set(ofForm.map((c) => c.repo))].flatMap((repo) => {
      const weights = fitWeights(
        ofForm.filter((c) => c.repo !== repo),
        { features, penalty },
      );
      return ofForm.filter((c) => c.repo === repo).map((c) => ({ c, score: scoreCase(c, weights) }));
    });
  });

const withWeights = (cases: readonly Case[], weightsOf: (c: Case) => Weights): Scored[] =>
  cases.map((c) => ({ c, score: scoreCase(c, weightsOf(c)) }));

const shortLine = (label: string, scored: readonly Scored[]): string =>
  [
    label.padEnd(26),
    ...(['A', 'B-inst', 'B-pkg', 'B-macro'] as const).map((type) => {
      const of = scored.filter((x) => x.c.type === type).map((x) => x.score);
      return [mean(of.map((s) => s.at5)), mean(of.map((s) => s.at10)), mean(of.map((s) => s.reciprocal))]
        .map((x) => x.toFixed(3))
        .join(' ')
        .padEnd(20);
    }),
  ].join(' ');

const ablation = (cases: readonly Case[]): void => {
  console.log(`\nParts, weights fitted leave-one-repository-out (r@5 r@10 MRR)`);
  console.log(['part'.padEnd(26), ...queryTypes.map((t) => t.padEnd(20))].join(' '));
  console.log(shortLine('all', leaveOneOut(cases, featureNames)));
  const groups = Object.keys(featureGroups) as FeatureGroup[];
  for (const group of groups) {
    const own: readonly FeatureName[] = featureGroups[group];
    console.log(shortLine(`only ${group}`, leaveOneOut(cases, own)));
    console.log(
      shortLine(
        `without ${group}`,
        leaveOneOut(
          cases,
          featureNames.filter((n) => !own.includes(n)),
        ),
      ),
    );
  }
  for (const name of featureNames)
    console.log(
      shortLine(
        `  ${name} alone`,
        withWeights(cases, () => ({ [name]: 1 })),
      ),
    );
};

const main = async (): Promise<void> => {
  if (!flags.truth || !flags.repos) throw new Error('give --truth FILE and --repos FOLDER');
  const embedder = await embedderNamed(flags.embedder, offlineSettings);
  const { cases, indexes, missing } = await casesOf({ truth: flags.truth, repos: flags.repos }, embedder);
  for (const { repo, index, buildMs } of indexes) {
    const { files, chunks, bytes } = index.manifest.counts;
    console.log(
      `${repo.padEnd(32)} ${files} files, ${chunks} chunks, ${(bytes / 1e6).toFixed(2)} MB, indexed in ${buildMs.toFixed(0)} ms`,
    );
  }
  console.log(`${cases.length} queries with a hidden dependency; ${missing} query files not in the index`);
  table(
    'Weights as shipped (src/rag/retrieve/weights.ts)',
    withWeights(cases, (c) => shippedWeights[formOf(c.type)]),
  );
  if (indexes.length > 1) table('Weights fitted leave-one-repository-out', leaveOneOut(cases, featureNames));
  if (flags.ablate) ablation(cases);
  if (flags.fit) {
    for (const form of ['header', 'completion'] as const) {
      const own = cases.filter((c) => formOf(c.type) === form);
      console.log(
        `\nconst ${form}: Weights = ${JSON.stringify(fitWeights(own, { features: featureNames, penalty }), null, 2)};`,
      );
    }
  }
};

await main();
