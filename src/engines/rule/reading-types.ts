import type { TextSpan } from '../../contracts/source.ts';
import type { SentenceReading } from '../../english/index.ts';

/** A sentence of the spec with every way it can be read; none where it is outside the language. */
export interface ReadSentence {
  readonly index: number;
  readonly text: string;
  readonly span: TextSpan;
  readonly about: string | null;
  readonly caseValue: string | null;
  readonly caseSignal: string | null;
  readonly readings: readonly SentenceReading[];
}
