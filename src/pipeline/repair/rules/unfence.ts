import { headerText } from '../../../engines/llm/header-text.ts';
import { decodeReply } from '../../../verilog/decode-reply.ts';
import type { RepairRule } from './rule.ts';

/** Fences, prose around the code, a missing header or `endmodule`, a doubled module, another top name. */
export const unfence: RepairRule = {
  id: 'unfence',
  reason:
    'A reply is not a file: what stands around the module is no Verilog, and a module needs its first and last line.',
  apply: ({ text, spec }) => decodeReply(text, { module: spec.top, header: headerText(spec), form: 'module' }).source,
};
