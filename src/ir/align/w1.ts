import { type AlignRule, loweringFindings } from './context.ts';

/** W1: every expression has a width, and what only Verilog's rules would cut or extend is shown. */
export const w1: AlignRule = (context) => loweringFindings(context, 'W1');
