import type { Draft, Fact, OpenWork } from '../facts.ts';
import { type Context, nounOfPorts } from '../speech.ts';
import type { Told } from '../storage.ts';
import type { NounReader, Step } from './steps.ts';
import type { RegisterThing } from './things.ts';

/** The steps of one target (or of all), with what they are planned from. */
export interface Job {
  readonly draft: Draft;
  readonly open: OpenWork;
  readonly things: readonly RegisterThing[];
  readonly steps: readonly Step[];
  readonly facts: readonly Fact[];
  /** Steps of every signal; `steps` are those of the one that is planned. */
  readonly all: readonly Step[];
  readonly nouns: NounReader;
  /** Outputs that the text calls registered or combinational. */
  readonly told: Told;
}

/** What words mean in the sentences of a design. */
export const contextOf = (draft: Draft): Context => ({ draft, noun: nounOfPorts(draft) });
