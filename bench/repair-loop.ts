/**
 * What each kind of feedback earns, as a SIMULATION: `npx tsx bench/repair-loop.ts [--designs 10] [--rounds 5] [--repeats 10] [--menu 30] [--seed 1]`.
 * No language model is asked. A scripted author starts from a mutant of a reference (one wrong operator, constant,
 * condition or reset, or one broken line) and knows every one-place change of its text, the right one among them, but not
 * which is right. Each round it tries one it has not tried: on a line that the feedback names, else on a line with a
 * signal that it names, else anywhere. So the table shows how far the feedback narrows the search, not how well a model
 * reads. The golden is visible to the loop.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { uniform } from '../src/bench/statistics/random.ts';
import { environmentOf } from '../src/commands/check-environment.ts';
import { designChecks, type Judge } from '../src/commands/design-checks.ts';
import { ok } from '../src/contracts/outcome.ts';
import type { Spec } from '../src/contracts/spec.ts';
import type { Author, AuthorRequest } from '../src/engines/llm/index.ts';
import { NO_FACTS } from '../src/engines/llm/index.ts';
import { feedbackText } from '../src/engines/llm/prompt.ts';
import type { FeedbackKind } from '../src/feedback/compose.ts';
import { mutateSource } from '../src/mutate/source-mutants.ts';
import { selectBest } from '../src/pipeline/loop/select-best.ts';
import { makeDesign } from '../src/pipeline/make-design.ts';
import { readSpec } from '../src/spec/index.ts';
import { estimateTokens } from '../src/util/estimate-tokens.ts';
import { measureIo, openHalf } from './harness-setup.ts';

const { values } = parseArgs({
  options: {
    designs: { type: 'string', default: '10' },
    rounds: { type: 'string', default: '5' },
    repeats: { type: 'string', default: '10' },
    menu: { type: 'string', default: '30' },
    seed: { type: 'string', default: '1' },
  },
});

interface Subject {
  readonly spec: Spec;
  readonly golden: string;
}

/** The designs of the library, and references of the open half that are long enough to go wrong in. */
async function subjects(): Promise<readonly Subject[]> {
  const library = join(import.meta.dirname, '../designs');
  const own = readdirSync(library).flatMap((name): readonly Subject[] => {
    const read = readSpec({ path: name, text: readFileSync(join(library, name, 'spec.md'), 'utf8') });
    return read.ok ? [{ spec: read.value.spec, golden: readFileSync(join(library, name, 'golden.v'), 'utf8') }] : [];
  });
  const half = (await openHalf()).tasks.flatMap(({ public: task, oracle }): readonly Subject[] => {
    const read = readSpec({ path: task.id, text: task.text, top: task.module });
    const text = oracle.reference?.files[0]?.text ?? '';
    const golden = text.replace(/\bmodule\s+RefModule\b/, `module ${task.module}`);
    return read.ok && golden.split('\n').length > 35 ? [{ spec: read.value.spec, golden }] : [];
  });
  return [...own, ...half].slice(0, Number(values.designs));
}

interface Mistake extends Subject {
  readonly kind: 'behaviour' | 'syntax';
  readonly text: string;
}

const random = uniform(Number(values.seed));
const pick = <T>(of: readonly T[]): T | undefined => of[Math.floor(random() * of.length)];

/** One wrong place of behaviour, and one line that does not compile. */
function mistakesOf(subject: Subject): readonly Mistake[] {
  const files = [{ path: 'm.v', text: subject.golden }];
  const mutant = pick(mutateSource({ files, limit: 200 }))?.files[0]?.text;
  const lines = subject.golden.split('\n');
  const broken = pick(lines.flatMap((line, at) => (/^\s+\w.*[^;]*(?:<=|=).*;\s*$/.test(line) ? [at] : [])));
  const syntax =
    broken === undefined
      ? undefined
      : lines.map((line, at) => (at === broken ? line.replace(/;\s*$/, '') : line)).join('\n');
  return [
    ...(mutant === undefined ? [] : [{ ...subject, kind: 'behaviour' as const, text: mutant }]),
    ...(syntax === undefined ? [] : [{ ...subject, kind: 'syntax' as const, text: syntax }]),
  ];
}

interface Change {
  readonly line: number;
  readonly text: string;
}

/** Everything that differs from the mistake in one place; the golden is one of them. */
function menuOf(mistake: Mistake): readonly Change[] {
  const files = [{ path: 'm.v', text: mistake.text }];
  const others = mutateSource({ files, limit: Number(values.menu) }).map((mutant) => ({
    line: mutant.place?.line ?? 1,
    text: mutant.files[0]?.text ?? '',
  }));
  const lines = mistake.text.split('\n');
  const semicolons = lines.flatMap((line, at) =>
    /[^;\s]\s*$/.test(line)
      ? [{ line: at + 1, text: lines.map((l, i) => (i === at ? `${l.trimEnd()};` : l)).join('\n') }]
      : [],
  );
  const right = lines.findIndex((line, at) => line !== mistake.golden.split('\n')[at]);
  return [...others, ...semicolons, { line: right + 1, text: mistake.golden }].filter(
    ({ text }) => text !== mistake.text,
  );
}

/** A search that the feedback steers; see the head of the file. */
function searcher(mistake: Mistake, spent: { tokens: number }): Author {
  const menu = menuOf(mistake);
  const tried = new Set<string>([mistake.text]);
  const lines = mistake.text.split('\n');
  return {
    id: 'searcher',
    exact: () => null,
    facts: () => NO_FACTS,
    ideas: async () => ok([]),
    propose: async (request: AuthorRequest) => {
      const said = feedbackText(request.feedback);
      spent.tokens += estimateTokens(said);
      const open = menu.filter(({ text }) => !tried.has(text));
      const named = new Set([...said.matchAll(/^(?:- line )?(\d+): /gm)].map((match) => Number(match[1])));
      const near = open.filter(({ line }) => named.has(line) || named.has(line + 1));
      const words = (/- ([\w, ]+) (?:is|are) wrong/.exec(said)?.[1] ?? '').split(', ').filter((word) => word !== '');
      const about = open.filter(({ line }) => words.some((word) => lines[line - 1]?.includes(word)));
      const choice = pick(near.length > 0 ? near : about.length > 0 ? about : open);
      const text = choice?.text ?? mistake.text;
      tried.add(text);
      return ok({ kind: 'verilog', text, notes: [] });
    },
  };
}

interface Variant {
  readonly title: string;
  readonly kinds: readonly FeedbackKind[];
  readonly coneLines?: number;
}

const WITH_CONE: readonly FeedbackKind[] = ['summary', 'diagnostics', 'advice', 'mismatch', 'cone'];
const VARIANTS: readonly Variant[] = [
  { title: 'none', kinds: [] },
  { title: 'one sentence', kinds: ['summary'] },
  { title: 'diagnostics with source lines', kinds: ['summary', 'diagnostics', 'advice'] },
  { title: '+ mismatch table', kinds: ['summary', 'diagnostics', 'advice', 'mismatch'] },
  ...[2, 4, 12].map((coneLines) => ({ title: `+ ${coneLines} lines of the cone`, kinds: WITH_CONE, coneLines })),
];

const io = await measureIo(process.cwd(), 'off');
const environment = environmentOf(await io.tools(), io);
const never = new AbortController().signal;
const mistakes = (await subjects()).flatMap(mistakesOf);

interface Ending {
  readonly repaired: boolean;
  readonly rounds: number;
  readonly tokens: number;
}

/** The same text is judged once, so that repeats cost nothing but the first. */
const known = new Map<string, ReturnType<Judge>>();
const remembered =
  (mistake: Mistake, judge: Judge): Judge =>
  (design, spec) => {
    const key = `${mistake.golden}\0${design.verilog}`;
    const found = known.get(key) ?? judge(design, spec);
    known.set(key, found);
    return found;
  };

async function run(mistake: Mistake, { kinds, coneLines }: Variant): Promise<Ending | null> {
  const golden = { top: mistake.spec.top, files: [{ path: 'golden.v', text: mistake.golden }] };
  const judge = remembered(mistake, designChecks(environment, { golden, testbench: null, seed: 1, budgetMs: 3_000 }));
  const spent = { tokens: 0 };
  const author = searcher(mistake, spent);
  const ports = {
    author,
    judge,
    onAttempt: async () => {},
    visible: true,
    feedbackTokens: 900,
    feedbackKinds: kinds,
    ...(coneLines === undefined ? {} : { coneLines }),
    select: selectBest,
  };
  const made = await makeDesign(
    {
      spec: mistake.spec,
      context: null,
      seed: 1,
      strategy: 'repair',
      samples: Number(values.rounds) + 1,
      lanes: 1,
      ports,
      start: mistake.text,
    },
    never,
  );
  if (!made.ok) return null;
  const asked = made.value.attempts.filter(
    (attempt) => attempt.step === 'revised' || attempt.step === 'proposed',
  ).length;
  // A mutant that no check refutes is the same design, and rules may mend a broken line without any question.
  if (asked === 0) return null;
  return { repaired: made.value.attempt.status === 'pass', rounds: asked, tokens: spent.tokens };
}

console.log(
  `simulation: ${mistakes.length} mistakes in ${new Set(mistakes.map(({ spec }) => spec.id)).size} designs, at most ${values.rounds} rounds, seed ${values.seed}\n`,
);
console.log(
  '| mistakes | feedback | tried | repaired | mean rounds | mean feedback tokens |\n|---|---|---|---|---|---|',
);
for (const kind of ['behaviour', 'syntax'] as const) {
  for (const variant of VARIANTS) {
    const { title } = variant;
    const endings: Ending[] = [];
    for (let repeat = 0; repeat < Number(values.repeats); repeat += 1) {
      for (const mistake of mistakes.filter((one) => one.kind === kind)) {
        const ending = await run(mistake, variant);
        if (ending !== null) endings.push(ending);
      }
    }
    const mean = (of: (ending: Ending) => number): string =>
      (endings.reduce((sum, ending) => sum + of(ending), 0) / Math.max(1, endings.length)).toFixed(1);
    const repaired = endings.filter((ending) => ending.repaired).length;
    const share = ((100 * repaired) / Math.max(1, endings.length)).toFixed(0);
    console.log(
      `| ${kind} | ${title} | ${endings.length} | ${repaired} (${share}%) | ${mean(({ rounds }) => rounds)} | ${mean(({ tokens }) => tokens)} |`,
    );
  }
}
