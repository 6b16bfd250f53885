import { readBits } from '../rtl/usage.ts';
import { type AlignRule, finding } from './context.ts';

/** S3: every input is read. One that is not may be meant; it is shown, and the emitter lists it. */
export const s3: AlignRule = (context) => {
  const read = readBits(context.rtl.items);
  return context.rtl.ports
    .filter((port) => port.direction === 'input' && (read.get(port.name) ?? 0n) === 0n)
    .map((port) => finding(context, 'S3', { severity: 'warning', message: `input "${port.name}" is not read` }));
};
