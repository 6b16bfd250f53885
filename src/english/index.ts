export { NUMBER_WORDS } from './lexicon.ts';
export { numbersIn, type WrittenNumber } from './numbers.ts';
export { claimsOf } from './rules/assertions.ts';
export { DANGER, isBehaviour } from './rules/danger.ts';
export { IDLE_LEVEL } from './rules/lasting.ts';
export { type EnglishScope, isWord, readSentence } from './sentence.ts';
export type {
  Action,
  Branch,
  Edge,
  Feature,
  GateRef,
  MachineBranch,
  ResetFacts,
  SentenceReading,
  Statement,
  Thing,
} from './statement.ts';
export { NO_RESET_FACTS, soleAction } from './statement.ts';
export { constantOf, isZero, literalOf, mapValue, namesOf, num, op, ref, type Value } from './value.ts';
