import type { Grammar } from '../grammar.ts';
import { addAliasRules } from './aliases.ts';
import { addAssertionRules } from './assertions.ts';
import { addBitWordRules } from './bit-words.ts';
import { addChainRules } from './chains.ts';
import { addInterfaceRules } from './interfaces.ts';
import { addNumberPropertyRules } from './number-properties.ts';
import { addOutputClaimRules } from './output-claims.ts';
import { addPurposeRules } from './purposes.ts';
import { addSeriesRules } from './series.ts';

/** Sentences of combinational logic and vectors, in the files by subject. */
export function addCombinationalRules(grammar: Grammar): void {
  addInterfaceRules(grammar);
  addAssertionRules(grammar);
  addBitWordRules(grammar);
  addNumberPropertyRules(grammar);
  addChainRules(grammar);
  addOutputClaimRules(grammar);
  addSeriesRules(grammar);
  addAliasRules(grammar);
  addPurposeRules(grammar);
}
