import type { Grammar } from '../grammar.ts';
import { addBitEdgeRules } from './bit-edges.ts';
import { addByteLaneRules } from './byte-lanes.ts';
import { addPastRules } from './past.ts';
import { addRegisterTitleRules } from './register-titles.ts';
import { addResetPhraseRules } from './reset-phrases.ts';
import { addStageRules } from './stages.ts';
import { addStorageWordRules } from './storage-words.ts';

/** Sentences about registers: what reset does, stages, delays, edges, byte lanes, titles. */
export function addRegisterWordRules(grammar: Grammar): void {
  addResetPhraseRules(grammar);
  addByteLaneRules(grammar);
  addStorageWordRules(grammar);
  addRegisterTitleRules(grammar);
  addBitEdgeRules(grammar);
  addPastRules(grammar);
  addStageRules(grammar);
}
