import { ARITHMETIC_RULES } from './arithmetic.ts';
import type { CellRule } from './context.ts';
import { LOGIC_RULES } from './logic.ts';
import { SHIFT_RULES } from './shift.ts';

const RULES: Readonly<Record<string, CellRule>> = { ...LOGIC_RULES, ...ARITHMETIC_RULES, ...SHIFT_RULES };

/** The rule of a combinational cell type; null for one that is not modelled. */
export const cellRule = (type: string): CellRule | null => (Object.hasOwn(RULES, type) ? (RULES[type] ?? null) : null);

/** Every combinational cell type that the blaster models. */
export const COMBINATIONAL_TYPES: readonly string[] = Object.keys(RULES);
