import type { Passage } from '../../contracts/context.ts';
import { linesOf } from '../chunk/chunks.ts';
import type { UnitFact } from '../extract/facts.ts';
import type { RetrievalIndex } from '../index/load.ts';
import { estimateTokens } from './tokens.ts';

/** A stretch of a file of the index, before its text is read. */
export interface Stretch {
  readonly kind: Passage['kind'];
  readonly file: number;
  readonly firstLine: number;
  readonly lastLine: number;
  readonly score: number;
}

/** Lines of a package that are shown whole; of a longer one only the beginning. */
const longestPackage = 160;

const unitStretch = (file: number, unit: UnitFact, score: number): Stretch => {
  const near = unit.comments.filter(([from]) => from >= unit.line - 30);
  const firstLine = Math.min(unit.line, ...near.map(([from]) => from));
  const isPackage = unit.kind === 'package';
  const end = isPackage ? Math.min(unit.lastLine, unit.line + longestPackage) : unit.headerLast;
  return { kind: isPackage ? 'package' : 'signature', file, firstLine, lastLine: Math.max(firstLine, end), score };
};

/** What of a file another design needs to know of one of its units, or of all of them where no name is given. */
export const stretchesOf = (
  index: RetrievalIndex,
  file: number,
  of: { readonly name: string | null; readonly score: number },
): Stretch[] => {
  const facts = index.data.files[file]?.facts;
  if (!facts) return [];
  const units = of.name === null ? facts.units : facts.units.filter((u) => u.name === of.name);
  if (units.length > 0) return units.slice(0, 4).map((unit) => unitStretch(file, unit, of.score));
  const macros = facts.macrosDefined.filter((m) => of.name === null || m.name === of.name);
  if (of.name !== null && macros.length > 0)
    return macros
      .slice(0, 1)
      .map((m) => ({ kind: 'macro', file, firstLine: m.line, lastLine: m.lastLine, score: of.score }));
  return [
    {
      kind: macros.length > 0 ? 'macro' : 'body',
      file,
      firstLine: 1,
      lastLine: Math.min(facts.lines, 60),
      score: of.score,
    },
  ];
};

/** Reads the text of a stretch. The file's licence goes with it. */
export const passageOf = async (index: RetrievalIndex, stretch: Stretch): Promise<Passage> => {
  const file = index.data.files[stretch.file];
  const path = file?.path ?? '';
  const text = linesOf(await index.textOf(stretch.file))
    .slice(stretch.firstLine - 1, stretch.lastLine)
    .join('\n');
  return {
    chunkId: `${path}:${stretch.firstLine}-${stretch.lastLine}`,
    kind: stretch.kind,
    text,
    range: { file: path, line: stretch.firstLine, column: null },
    lastLine: stretch.lastLine,
    score: Number(stretch.score.toFixed(4)),
    licence: file?.licence ?? null,
  };
};

/** A passage as a model reads it: a comment line that says where it is from and under what licence, then the text. */
export const passageText = (passage: Passage): string =>
  `// ${passage.range.file}:${passage.range.line}-${passage.lastLine} (${passage.kind}, licence ${passage.licence ?? 'unknown'})\n${passage.text}\n`;

/** Cost of a passage in a prompt, with its comment line. */
export const passageTokens = (passage: Passage): number => estimateTokens(passageText(passage));
