import { resolve } from 'node:path';
import type { CommandIo } from '../../src/commands/io.ts';

/** A command's world without clock, terminal or tools. */
export const commandIo = (more: Partial<CommandIo> = {}): CommandIo => ({
  cwd: resolve(import.meta.dirname, '../..'),
  env: {},
  now: () => 0,
  say: () => {},
  colour: false,
  interactive: false,
  signal: new AbortController().signal,
  tools: () => Promise.reject(new Error('no command of retrieval starts a tool')),
  ...more,
});
