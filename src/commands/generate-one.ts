import { createHash } from 'node:crypto';
import { combine } from '../checks/combine.ts';
import { guessVerdicts } from '../checks/guess.ts';
import type { Context, ContextOf } from '../contracts/context.ts';
import { type CoverageLine, type GenerateDocument, type LoopDocument, wordsOf } from '../contracts/documents.ts';
import type { PlanRequest, Refusal } from '../contracts/engine.ts';
import type { Outcome } from '../contracts/outcome.ts';
import type { Diagnostic } from '../contracts/source.ts';
import type { Spec } from '../contracts/spec.ts';
import type { Verdict } from '../contracts/verdict.ts';
import { coverageOf, type Design } from '../pipeline/design.ts';
import { readSpec } from '../spec/index.ts';

/** A design and, where a model made it, what its loop saw. */
export interface Made {
  readonly design: Design;
  /** Verdicts of the loop that need not be asked for again; null where none were. */
  readonly verdicts: readonly Verdict[] | null;
}

/** How designs are come by: an engine alone, or a loop around a model. */
export interface Maker {
  readonly id: string;
  readonly make: (request: PlanRequest, signal: AbortSignal) => Promise<Outcome<Made, Refusal>>;
  /** What the loop did so far; null where there is none. */
  readonly loop: () => LoopDocument | null;
}

/** One spec on its way to a candidate. */
export interface GenerateJob {
  readonly path: string;
  readonly bytes: Uint8Array;
  readonly top: string | undefined;
  readonly maker: Maker;
  readonly seed: number;
  readonly strict: boolean;
  /** Whether a guess among circuits that all fit is wanted; it is recorded as an assumption. */
  readonly guess: boolean;
  /** Retrieved code for a spec. */
  readonly contextOf: ContextOf;
  /** The checks of a finished design; null where the user asked for none. */
  readonly checks: ((design: Design, spec: Spec) => Promise<readonly Verdict[]>) | null;
  readonly sandbox: string;
  readonly now: () => number;
  readonly signal: AbortSignal;
}

export interface GenerateOutcome {
  readonly document: GenerateDocument;
  /** Null where the engine abstained or the spec could not be read. */
  readonly design: Design | null;
}

/** Reads one spec, plans, lowers, emits and checks it. Bad input and abstention are results, not exceptions. */
export async function generateOne(job: GenerateJob): Promise<GenerateOutcome> {
  const startedAt = job.now();
  const read = readSpec({ path: job.path, bytes: job.bytes, ...(job.top === undefined ? {} : { top: job.top }) });
  const readAt = job.now();
  const blank = blankDocument(job, readAt - startedAt);
  if (!read.ok) {
    return { design: null, document: { ...blank, outcome: 'unreadable', diagnostics: read.error } };
  }
  const { spec, diagnostics } = read.value;
  const context = await job.contextOf(spec);
  const request = { spec, context, feedback: [], seed: job.seed, guess: job.guess };
  const designed = await job.maker.make(request, job.signal);
  const engineMs = job.now() - readAt;
  const loop = job.maker.loop();
  const known = {
    ...blank,
    spec: specFacts(job.path, spec),
    context: context === null ? null : contextFacts(context),
    wallMs: { ...blank.wallMs, engine: engineMs },
    ...(loop === null ? {} : { loop }),
  };
  if (!designed.ok) return { design: null, document: abstained(known, { refusal: designed.error, spec, diagnostics }) };
  const { design, verdicts: judged } = designed.value;
  const assumptions = assumptionsOf(design, spec);
  if (job.strict && assumptions.length > 0) {
    const refusal = strictRefusal(assumptions, design, spec);
    return { design: null, document: abstained(known, { refusal, spec, diagnostics }) };
  }
  const checked = job.checks === null ? [] : (judged ?? (await job.checks(design, spec)));
  const verdicts = [...guessVerdicts(design.plan, checked), ...checked];
  return {
    design,
    document: {
      ...known,
      outcome: 'done',
      status: combine(verdicts),
      candidate: {
        top: design.candidate.top,
        verilog: design.verilog,
        assurance: design.candidate.assurance,
        sha256: createHash('sha256').update(design.verilog).digest('hex'),
      },
      assumptions,
      coverage: coverageLines(coverageOf(design.plan, spec), spec),
      diagnostics: [...diagnostics, ...findingDiagnostics(design, job.path)],
      verdicts,
      wallMs: { ...known.wallMs, checks: job.now() - readAt - engineMs },
    },
  };
}

function blankDocument(job: GenerateJob, readMs: number): GenerateDocument {
  return {
    schema: 'generate@1',
    outcome: 'unreadable',
    status: 'unknown',
    spec: null,
    engine: job.maker.id,
    candidate: null,
    assumptions: [],
    coverage: [],
    refusal: null,
    diagnostics: [],
    verdicts: [],
    context: null,
    wallMs: { read: readMs, engine: 0, checks: 0 },
    sandbox: job.sandbox,
    run: null,
    output: null,
  };
}

/** Which passages were given, without their text: the index has it under the digest. */
const contextFacts = ({ indexDigest, tokens, passages }: Context): GenerateDocument['context'] => ({
  indexDigest,
  tokens,
  passages: passages.map(({ kind, range, lastLine, score, licence }) => ({
    kind,
    file: range.file,
    line: range.line,
    lastLine,
    score,
    licence,
  })),
});

const specFacts = (path: string, spec: Spec): GenerateDocument['spec'] => ({
  path,
  format: spec.source.format,
  sha256: spec.source.sha256,
  top: spec.top,
});

function abstained(
  known: GenerateDocument,
  of: { readonly refusal: Refusal; readonly spec: Spec; readonly diagnostics: readonly Diagnostic[] },
): GenerateDocument {
  return {
    ...known,
    outcome: 'abstained',
    refusal: {
      reason: of.refusal.reason,
      detail: of.refusal.detail,
      quotes: of.refusal.quotes.map(({ span, text, why }) => ({
        line: span.line,
        text: text.replace(/\s+/g, ' '),
        why,
      })),
    },
    assumptions: of.spec.assumptions,
    coverage: coverageLines(of.refusal.coverage, of.spec),
    diagnostics: of.diagnostics,
  };
}

/** The reader's assumptions and the plan's, each once. */
function assumptionsOf(design: Design, spec: Spec): GenerateDocument['assumptions'] {
  const planned = (design.plan?.assumptions ?? []).map((item) => ({
    text: item.text,
    severity: item.severity,
    rule: item.rule ?? 'plan',
    span: null,
  }));
  const seen = new Set<string>();
  return [...spec.assumptions, ...planned].filter((item) => !seen.has(item.text) && seen.add(item.text));
}

function strictRefusal(assumptions: GenerateDocument['assumptions'], design: Design, spec: Spec): Refusal {
  return {
    reason: 'incomplete',
    detail: `--strict forbids ${assumptions.length} assumptions: ${assumptions.map((item) => item.text).join('; ')}`,
    quotes: assumptions.flatMap((item) =>
      item.span === null ? [] : [{ span: item.span, text: wordsOf(spec.text, item.span), why: item.text }],
    ),
    coverage: coverageOf(design.plan, spec),
  };
}

const coverageLines = (coverage: Refusal['coverage'], spec: Spec): readonly CoverageLine[] =>
  coverage.map(({ span, status, rule }) => ({
    line: span.line,
    lastLine: span.lastLine,
    status,
    rule,
    text: wordsOf(spec.text, span),
  }));

const findingDiagnostics = (design: Design, path: string): readonly Diagnostic[] =>
  design.findings
    .filter((finding) => finding.severity === 'warning')
    .map((finding) => ({
      severity: 'warning',
      code: finding.rule,
      message: `${finding.module} ${finding.node}: ${finding.message}`,
      range: { file: path, line: 1, column: null },
      reportedBy: 'alignment',
    }));
