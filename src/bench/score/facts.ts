import type { OfficialScore } from '../../contracts/bench.ts';
import type { Diagnostic } from '../../contracts/source.ts';
import { countsOf, logOf, type Transcript } from '../flow/transcript.ts';
import { scoreRtllm } from '../official/rtllm.ts';
import { scoreVerilogEvalV1 } from '../official/verilog-eval-v1.ts';
import { scoreVerilogEvalV2 } from '../official/verilog-eval-v2.ts';
import type { OfficialFlow } from '../task.ts';

/** What one simulation showed, small enough to keep, and the same for all sources that differ in comments only. */
export interface SimulationFacts {
  readonly compiled: boolean;
  /** How the simulation ended; null where there was none. */
  readonly end: 'exited' | 'signalled' | 'timed-out' | 'output-limit' | null;
  readonly compileEnd: 'exited' | 'signalled' | 'timed-out' | 'output-limit';
  readonly stoppedEarly: boolean;
  readonly counts: { readonly compared: number; readonly mismatched: number } | null;
  /** The official score, taken with an empty source; `refineLetter` adds what the script reads from the source. */
  readonly official: OfficialScore;
  /** Lines of the simulation that carry a bench's verdict, without notes of the simulator; at most 200. */
  readonly lines: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
}

/** What the golden reference showed in the same bench. */
export interface GoldenFacts extends SimulationFacts {
  readonly wallMs: number;
  /** Why no candidate can be scored with this task, these tools; null where it works. */
  readonly broken: string | null;
  /** Which simulator can run this bench; Verilator only where Icarus cannot compile bench or reference. */
  readonly simulator: 'icarus' | 'verilator';
  /** The bench prints a line TIMEOUT even for its own reference. */
  readonly printsTimeout: boolean;
}

/** Reads a transcript. `parse` reads the compiler's messages. */
export function factsOf(
  transcript: Transcript,
  {
    flow,
    parse,
    assumeTimeout,
  }: {
    readonly flow: OfficialFlow;
    readonly parse: (text: string) => readonly Diagnostic[];
    readonly assumeTimeout: boolean;
  },
): SimulationFacts {
  const { compile, run } = transcript;
  const counts = run === null ? null : countsOf(run.stdout);
  const cut = transcript.stoppedEarly && (counts?.mismatched ?? 0) > 0;
  return {
    compiled: compile.produced,
    end: run === null ? null : endOf(run.end),
    compileEnd: endOf(compile.end),
    stoppedEarly: cut,
    counts,
    official: officialOf(transcript, { flow, assumeTimeout: assumeTimeout && cut }),
    lines: run === null ? [] : verdictLines(run.stdout),
    diagnostics: parse(`${compile.stdout}\n${compile.stderr}`).slice(0, MOST_DIAGNOSTICS),
  };
}

const MOST_DIAGNOSTICS = 40;
const MOST_LINES = 200;

type KnownEnd = 'exited' | 'signalled' | 'timed-out' | 'output-limit';
// `not-found` and `cancelled` are failures of the environment and never come this far.
const endOf = (end: Transcript['compile']['end']): KnownEnd =>
  end === 'not-found' || end === 'cancelled' ? 'signalled' : end;

function officialOf(
  transcript: Transcript,
  { flow, assumeTimeout }: { readonly flow: OfficialFlow; readonly assumeTimeout: boolean },
): OfficialScore {
  const { compile, run } = transcript;
  const timedOut = run?.end === 'timed-out' || run?.end === 'output-limit';
  if (flow === 'rtllm') return scoreRtllm({ compiled: compile.produced, stdout: run?.stdout ?? '', timedOut });
  if (flow === 'verilog-eval-v1') {
    return scoreVerilogEvalV1({ stdout: run?.stdout ?? '', stderr: compile.stderr + (run?.stderr ?? ''), timedOut });
  }
  const log = `${logOf(transcript)}${assumeTimeout ? '\nTIMEOUT\n' : ''}`;
  return scoreVerilogEvalV2({ log, source: '', compiled: compile.produced });
}

const verdictLines = (stdout: string): readonly string[] =>
  stdout
    .split('\n')
    .map((line) => line.trimEnd())
    .filter((line) => line !== '' && !/^VCD (?:info|warning)/.test(line) && !/\$finish called at/.test(line))
    .slice(0, MOST_LINES);

/** The letter `R` becomes `r` where the script sees an asynchronous reset in the source text. */
export function refineLetter(official: OfficialScore, source: string): OfficialScore {
  if (official.letter !== 'R') return official;
  const { letter } = scoreVerilogEvalV2({ log: '', source, compiled: official.syntax });
  return { ...official, letter };
}
