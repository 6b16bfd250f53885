import { breakToDisable, caseItemBlocks, fullSensitivity, missingEnd } from './blocks.ts';
import {
  assignedInputs,
  demandedHeader,
  netsToVariables,
  reservedWords,
  secondDeclarations,
  variablesToNets,
} from './declarations.ts';
import { enumsToConstants } from './enums.ts';
import { bareHexDigits, dontCareDigits } from './literals.ts';
import { balancedParentheses, blockBraces, differenceMarks, trailingComma } from './marks.ts';
import type { RepairRule } from './rule.ts';
import { unfence } from './unfence.ts';

/** Every deterministic repair, in the order they are tried: what makes text readable first. */
export const REPAIR_RULES: readonly RepairRule[] = [
  unfence,
  differenceMarks,
  blockBraces,
  trailingComma,
  dontCareDigits,
  caseItemBlocks,
  balancedParentheses,
  missingEnd,
  reservedWords,
  enumsToConstants,
  netsToVariables,
  assignedInputs,
  variablesToNets,
  secondDeclarations,
  bareHexDigits,
  breakToDisable,
  demandedHeader,
  fullSensitivity,
];
