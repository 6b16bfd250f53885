import type { CheckEnvironment } from '../checks/check-environment.ts';
import type { CommandIo, ToolAccess } from './io.ts';

/** What checks take from outside, made of what commands have. */
export const environmentOf = (access: ToolAccess, io: CommandIo): CheckEnvironment => ({
  runTool: access.runTool,
  withWorkdir: access.withWorkdir,
  now: io.now,
  signal: io.signal,
});
