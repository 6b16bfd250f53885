import type { Spec } from '../../contracts/spec.ts';
import type { CodePart, FormalPart } from '../../contracts/spec-parts.ts';
import type { Fact } from './facts.ts';
import { isSentence } from './facts.ts';

/** Formal content by what it is for: to build from, or to hold the result against. */
export interface SortedParts {
  readonly parts: readonly FormalPart[];
  /** Traces and tables that show how the described design behaves. */
  readonly examples: readonly FormalPart[];
  /** Blocks of SystemVerilog assertions; the checks of the finished design judge them. */
  readonly properties: readonly CodePart[];
}

/** Statements that say of a circuit what it does. */
const TELLING: ReadonlySet<string> = new Set(['do', 'build', 'edges', 'outputs', 'net']);

/** Formal content that says by itself what outputs are. */
const WHOLE: ReadonlySet<string> = new Set([
  'truth-table',
  'karnaugh',
  'term-list',
  'state-table',
  'state-diagram',
  'equation',
]);

/** Sorts the formal parts of a spec. An example is one where the sentence before it says so, or a trace beside a description. */
export function sortParts(spec: Spec, facts: readonly Fact[]): SortedParts {
  const all = spec.body.flatMap((block) => (isSentence(block) ? [] : [block]));
  const isDescribed = facts.some(({ statement }) => TELLING.has(statement.s));
  const isDrawn = all.some(({ kind }) => WHOLE.has(kind));
  const isTheSpec = facts.some(
    ({ statement }) =>
      statement.s === 'part' && statement.nouns.some((noun) => noun === 'waveform' || noun === 'shown'),
  );
  const marked = markedExamples(spec, facts);
  const isExample = (part: FormalPart): boolean =>
    marked.has(part) || (part.kind === 'waveform' && (isDescribed || (isDrawn && !isTheSpec)));
  const properties = all.filter((part): part is CodePart => isProperties(part));
  const rest = all.filter((part) => !isProperties(part));
  return {
    parts: rest.filter((part) => !isExample(part)),
    examples: rest.filter((part) => isExample(part)),
    properties,
  };
}

/** A block of code that holds assertions and no module. */
export const isProperties = (part: FormalPart): boolean =>
  part.kind === 'code' &&
  /^(?:sva|systemverilog|sv|)$/.test(part.language) &&
  /\bassert\b|\bproperty\b/.test(part.text) &&
  !/\b(?:end)?module\b/.test(part.text);

/** Tables and traces behind a sentence that calls what follows an example, and those before one that says so of them. */
function markedExamples(spec: Spec, facts: readonly Fact[]): ReadonlySet<FormalPart> {
  const marks = new Set(
    facts.flatMap(({ statement, span }) =>
      statement.s === 'fact' && statement.fact === 'example-shown' ? [span.start] : [],
    ),
  );
  const found = new Set<FormalPart>();
  let isMarked = false;
  for (const block of spec.body) {
    if (isSentence(block)) isMarked = marks.has(block.span.start);
    else if (isMarked && (block.kind === 'waveform' || block.kind === 'truth-table')) found.add(block);
  }
  return found;
}
