import type { CommandIo } from './io.ts';

interface IoOptions {
  readonly signal: AbortSignal;
  readonly verbosity: 'quiet' | 'normal' | 'verbose';
}

/** The real outside world: the process's clock, streams, environment and programs. */
export function createIo(options: IoOptions): CommandIo {
  const say = (line: string): void => {
    if (options.verbosity !== 'quiet') process.stderr.write(`${line}\n`);
  };
  return {
    cwd: process.cwd(),
    env: process.env,
    now: Date.now,
    say,
    colour: process.stdout.isTTY === true && (process.env['NO_COLOR'] ?? '') === '',
    interactive: process.stderr.isTTY === true && options.verbosity !== 'quiet',
    signal: options.signal,
    tools: async () => {
      throw new Error('not wired');
    },
  };
}
