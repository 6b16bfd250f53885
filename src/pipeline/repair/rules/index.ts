import type { RepairRule } from './rule.ts';
import { unfence } from './unfence.ts';

/** Every deterministic repair, in the order they are tried. */
export const REPAIR_RULES: readonly RepairRule[] = [unfence];
