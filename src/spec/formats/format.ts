import type { InterfaceSource } from '../interface/model.ts';
import type { SourceText } from '../text.ts';

/** A dialect of specification: where the interface stands, and which sentences only frame it. */
export interface SpecFormat {
  /** True where the text shows the marks of this dialect. */
  readonly matches: (source: SourceText) => boolean;
  /** Where to look for the interface, most telling first. */
  readonly interfaces: readonly InterfaceSource[];
  /** Sentences that say nothing of the hardware beyond the reader's own conventions; matched against the whole sentence. */
  readonly framing: readonly RegExp[];
}
