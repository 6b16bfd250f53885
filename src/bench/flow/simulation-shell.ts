import { randomBytes } from 'node:crypto';
import type { OpenSession, SessionAnswer, ToolCommand, ToolLimits, ToolSession } from '../../contracts/tool.ts';
import { NAMES } from './commands.ts';
import type { StepText, Transcript } from './transcript.ts';

/**
 * Constant text; what varies comes as arguments, and of a job the shell reads only that there is one. Compiles what
 * lies in its folder, says how that went, and runs the image where there is one. A folder without the two files is
 * not the one that we filled.
 */
const SERVICE = `while read -r go; do
if [ -e "$3" ] && [ -e "$4" ]; then "$1" "-C$3" "-C$2" -- "$4"; s=$?; else s=126; fi
echo "$6 $s"; echo "$6 $s" >&2
if [ -e "$5" ]; then vvp -n "$5" -none; s=$?; else s=none; fi
echo "$6 $s"; echo "$6 $s" >&2
echo "$6"; echo "$6" >&2
done`;

/** The shell that compiles and simulates in `cwd`, as often as it is asked. */
export const serviceCommand = (
  base: string,
  { cwd, limits, mark }: { readonly cwd: string; readonly limits: ToolLimits; readonly mark: string },
): ToolCommand => ({
  tool: 'iverilog',
  argv: [
    ...(['sh', '-c', SERVICE, 'sh', `${base}/ivl`, `${base}/vvp.conf`] as const),
    ...[NAMES.config, NAMES.candidate, NAMES.image, mark],
  ],
  cwd,
  stdin: null,
  inputs: [],
  limits,
});

/** Open shells by folder: one start and one sandbox for many candidates. */
export interface SimulationShells {
  /**
   * Compiles and simulates what lies in `cwd`. Null where the shell has nothing reliable to say (a program crashed, a
   * cap was crossed, the shell could not start): the caller then starts the programs one by one.
   */
  readonly compileAndRun: (
    base: string,
    job: { readonly cwd: string; readonly wallMs: number },
  ) => Promise<Pick<Transcript, 'compile' | 'run'> | null>;
  readonly close: () => Promise<void>;
}

/** Shells that are opened when first asked for a folder, and anew after one was lost. */
export function simulationShells(
  open: OpenSession,
  { limits, signal }: { readonly limits: ToolLimits; readonly signal: AbortSignal },
): SimulationShells {
  const known = new Map<string, { readonly session: ToolSession; readonly mark: string }>();
  const shellIn = async (base: string, cwd: string): Promise<{ session: ToolSession; mark: string } | null> => {
    const running = known.get(cwd);
    if (running !== undefined) return running;
    const mark = randomBytes(16).toString('hex');
    const session = await open(serviceCommand(base, { cwd, limits, mark }), signal);
    if (session === null) return null;
    const started = { session, mark };
    known.set(cwd, started);
    return started;
  };
  return {
    compileAndRun: async (base, { cwd, wallMs }) => {
      const shell = await shellIn(base, cwd);
      if (shell === null) return null;
      const answer = await shell.session.ask({ line: 'go', mark: shell.mark, wallMs });
      const said = readAnswer(answer, shell.mark);
      if (said === null || answer.end !== 'answered') {
        known.delete(cwd);
        await shell.session.close();
      }
      return said;
    },
    close: async () => {
      await Promise.all([...known.values()].map(({ session }) => session.close()));
    },
  };
}

/** Takes an answer apart; null for everything that the two programs do not do when all is well. */
export function readAnswer(answer: SessionAnswer, mark: string): Pick<Transcript, 'compile' | 'run'> | null {
  const out = partsOf(answer.stdout, mark);
  const err = partsOf(answer.stderr, mark);
  if (out.compile === null || out.compile > HIGHEST_STATUS) return null;
  const compile = exited(out.compile, { stdout: out.compiled, stderr: err.compiled });
  if (answer.end === 'timed-out' && out.run === null && out.compile === 0) {
    const run = { ...exited(0, { stdout: out.ran, stderr: err.ran }), end: 'timed-out', exitCode: null } as const;
    return { compile: { ...compile, produced: true }, run };
  }
  if (answer.end !== 'answered' || out.run === null) return null;
  if (out.run === 'none') return { compile: { ...compile, produced: false }, run: null };
  if (out.run > HIGHEST_STATUS) return null;
  return { compile: { ...compile, produced: true }, run: exited(out.run, { stdout: out.ran, stderr: err.ran }) };
}

/** A shell says 126 and 127 for a program it cannot start, and more for one that a signal ended. */
const HIGHEST_STATUS = 125;

const exited = (exitCode: number, text: Pick<StepText, 'stdout' | 'stderr'>): StepText => ({
  end: 'exited',
  exitCode,
  ...text,
});

interface Parts {
  readonly compiled: string;
  readonly compile: number | null;
  readonly ran: string;
  readonly run: number | 'none' | null;
}

// `TEXT mark STATUS newline TEXT mark STATUS newline mark newline`, cut off anywhere where a cap was crossed.
function partsOf(stream: string, mark: string): Parts {
  const [compiled = '', middle = '', last = ''] = stream.split(mark);
  const line = middle.indexOf('\n');
  return {
    compiled,
    compile: statusOf(middle.slice(0, Math.max(0, line))),
    ran: middle.slice(line + 1),
    run: last.trim() === 'none' ? 'none' : statusOf(last),
  };
}

const statusOf = (text: string): number | null => (/^ \d+\s*$/.test(text) ? Number(text) : null);
