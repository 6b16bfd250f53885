import type { Grammar } from '../grammar.ts';
import { addActionRules } from './actions.ts';
import { addAlternativeRules } from './alternatives.ts';
import { addArbiterRules } from './arbiters.ts';
import { addArithmeticRules } from './arithmetic.ts';
import { addBasedNumberRules } from './based-numbers.ts';
import { addBitListRules } from './bit-lists.ts';
import { addBitRules } from './bits.ts';
import { addBehaviourRules } from './branches.ts';
import { addCausedActionRules } from './caused-actions.ts';
import { addCheckingRules } from './checking.ts';
import { addChosenSignRules } from './chosen-signs.ts';
import { addCircuitRules } from './circuits.ts';
import { addClaimRules } from './claims.ts';
import { addClockWordRules } from './clock-words.ts';
import { addClockedWordRules } from './clocked-words.ts';
import { addClockRules } from './clocks.ts';
import { addCodingRules } from './codings.ts';
import { addCombinationalRules } from './combinational.ts';
import { addComparativeRules } from './comparatives.ts';
import { addConditionRules } from './conditions.ts';
import { addConnectingRules } from './connecting.ts';
import { addCounterNounRules } from './counter-nouns.ts';
import { addCountingRules } from './counting.ts';
import { addDecimalSumRules } from './decimal-sums.ts';
import { addDecimalRules } from './decimals.ts';
import { addDescriptionRules } from './descriptions.ts';
import { addDocumentRules } from './documents.ts';
import { addEachIndexRules } from './each-index.ts';
import { addElidedRules } from './elided.ts';
import { addEncodingRules } from './encodings.ts';
import { addEventVectorRules } from './event-vectors.ts';
import { addExampleRules } from './examples.ts';
import { addFormatRules } from './formats.ts';
import { addFramingRules } from './framing.ts';
import { addHistoryRules } from './histories.ts';
import { addHoldingRules } from './holding.ts';
import { addInternalRules } from './internals.ts';
import { addKindRules } from './kinds.ts';
import { addLastingRules } from './lasting.ts';
import { addLimitRules } from './limits.ts';
import { addMachineTitleRules } from './machine-titles.ts';
import { addMachineRules } from './machines.ts';
import { addMapAxisRules } from './map-axes.ts';
import { addMemoryRules } from './memories.ts';
import { addModeListRules } from './mode-lists.ts';
import { addMomentRules } from './moments.ts';
import { addMuxLegRules } from './mux-legs.ts';
import { addNarrationRules } from './narrations.ts';
import { addNetlistRules } from './netlists.ts';
import { addNumberClaimRules } from './number-claims.ts';
import { addOperandRoleRules } from './operand-roles.ts';
import { addOptionRules } from './options.ts';
import { addOverflowRules } from './overflow.ts';
import { addParityRules } from './parities.ts';
import { addProductRules } from './partial-products.ts';
import { addPartRules } from './parts.ts';
import { addPhraseHeadRules } from './phrase-heads.ts';
import { addPickedBitRules } from './picked-bits.ts';
import { addPortListRules } from './port-lists.ts';
import { addPriorityListRules } from './priority-lists.ts';
import { addPropertyRules } from './properties.ts';
import { addQueueWords } from './queue-words.ts';
import { addQueueRules } from './queues.ts';
import { addRangeRules } from './ranges.ts';
import { addReceiverRules } from './receivers.ts';
import { addRegardlessRules } from './regardless.ts';
import { addRegisterWordRules } from './register-words.ts';
import { addRemarkRules } from './remarks.ts';
import { addResetEventRules } from './reset-events.ts';
import { addResetPredicateRules } from './reset-predicates.ts';
import { addResetRules } from './resets.ts';
import { addResultPlaceRules } from './result-places.ts';
import { addSerialNumberRules } from './serial-numbers.ts';
import { addSettingRules } from './settings.ts';
import { addShiftRules } from './shift-actions.ts';
import { addShiftFillRules } from './shift-fills.ts';
import { addSignRules } from './signs.ts';
import { addStorageRules } from './storage.ts';
import { addSubmoduleRules } from './submodules.ts';
import { addTaskFrameRules } from './task-frames.ts';
import { addThingRules } from './things.ts';
import { addTitleRules } from './titles.ts';
import { addTraceRules } from './traces.ts';
import { addTurnRules } from './turns.ts';
import { addValueRules } from './values.ts';
import { addVectorPartRules } from './vector-parts.ts';
import { addWaveRules } from './waves.ts';
import { addWiringRules } from './wiring.ts';
import { addWrapRules } from './wraps.ts';

/** Every subject of the grammar. Values and conditions come first only for the reader: the order of rules decides nothing. */
const SUBJECTS: readonly ((grammar: Grammar) => void)[] = [
  addValueRules,
  addVectorPartRules,
  addBitRules,
  addSignRules,
  addRangeRules,
  addConditionRules,
  addClockRules,
  addClockWordRules,
  addBasedNumberRules,
  addResetRules,
  addActionRules,
  addShiftRules,
  addBehaviourRules,
  addThingRules,
  addMapAxisRules,
  addMemoryRules,
  addFramingRules,
  addDocumentRules,
  addPartRules,
  addRemarkRules,
  addDescriptionRules,
  addCircuitRules,
  addNetlistRules,
  addEncodingRules,
  addWiringRules,
  addInternalRules,
  addMachineRules,
  addMachineTitleRules,
  addNarrationRules,
  addHistoryRules,
  addHoldingRules,
  addSerialNumberRules,
  addClaimRules,
  addWrapRules,
  addArithmeticRules,
  addOverflowRules,
  addLimitRules,
  addPriorityListRules,
  addNumberClaimRules,
  addDecimalSumRules,
  addProductRules,
  addResultPlaceRules,
  addOperandRoleRules,
  addCountingRules,
  addKindRules,
  addTitleRules,
  addComparativeRules,
  addSettingRules,
  addMomentRules,
  addAlternativeRules,
  addRegardlessRules,
  addConnectingRules,
  addRegisterWordRules,
  addExampleRules,
  addTraceRules,
  addSubmoduleRules,
  addFormatRules,
  addMuxLegRules,
  addPropertyRules,
  addCombinationalRules,
  addPortListRules,
  addStorageRules,
  addTaskFrameRules,
  addTurnRules,
  addPickedBitRules,
  addBitListRules,
  addElidedRules,
  addCodingRules,
  addEachIndexRules,
  addShiftFillRules,
  addChosenSignRules,
  addDecimalRules,
  addWaveRules,
  addPhraseHeadRules,
  addCausedActionRules,
  addOptionRules,
  addResetEventRules,
  addResetPredicateRules,
  addLastingRules,
  addCheckingRules,
  addEventVectorRules,
  addClockedWordRules,
  addCounterNounRules,
  addModeListRules,
  addQueueWords,
  addQueueRules,
  addReceiverRules,
  addArbiterRules,
  addParityRules,
];

/** Adds the rules of every subject. */
export function addAllRules(grammar: Grammar): void {
  for (const add of SUBJECTS) add(grammar);
}
