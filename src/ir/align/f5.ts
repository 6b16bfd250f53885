import { type AlignRule, loweringFindings } from './context.ts';

/** F5: every output of a machine has a value in every state, given or by default. */
export const f5: AlignRule = (context) => loweringFindings(context, 'F5');
