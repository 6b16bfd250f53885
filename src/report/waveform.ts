import type { TraceStep } from '../contracts/verdict.ts';

/** A signal of a WaveJSON document (https://wavedrom.com/tutorial.html). */
export interface WaveSignal {
  readonly name: string;
  readonly wave: string;
  readonly data?: readonly string[];
}

/** A WaveJSON document, which WaveDrom and its editors draw. */
export interface WaveJson {
  readonly signal: readonly (readonly [string, ...WaveSignal[]] | Record<string, never>)[];
  /** `tick` is text, because wavedrom 3.7.0 throws on a number where two points are drawn. */
  readonly head: { readonly text: string; readonly tick: string };
  readonly foot: { readonly text: string };
  readonly config: { readonly hscale: number };
}

export interface WaveformOptions {
  readonly title: string;
  readonly trace: readonly TraceStep[];
  /** Outputs that differ at the last point. */
  readonly signals: readonly string[];
  /** More signals of the candidate, with one value a row of the trace. */
  readonly internals: readonly { readonly name: string; readonly values: readonly string[] }[];
}

/** Points shown; the last ones are the ones that matter. */
const MAX_POINTS = 48;

/**
 * A counterexample as WaveJSON: inputs, what was expected and what came of each output that differs, the other
 * outputs, and signals behind them. Time runs in settled points; the first one shown is the tick of the head.
 */
export function waveformOf({ title, trace, signals, internals }: WaveformOptions): WaveJson {
  const first = Math.max(0, trace.length - MAX_POINTS);
  const shown = trace.slice(first);
  const column = (name: string, values: readonly string[]): WaveSignal => waveSignal(name, values);
  const inputs = Object.keys(trace[0]?.inputs ?? {}).map((name) =>
    column(
      name,
      shown.map((row) => row.inputs[name] ?? 'x'),
    ),
  );
  const pairs = signals.flatMap((name) => [
    column(
      `${name} expected`,
      shown.map((row) => row.expected[name] ?? 'x'),
    ),
    column(
      `${name} got`,
      shown.map((row) => row.got[name] ?? 'x'),
    ),
  ]);
  const others = Object.keys(trace[0]?.expected ?? {}).filter((name) => !signals.includes(name));
  const groups = [
    ['inputs', ...inputs],
    ['differ', ...pairs],
    [
      'agree',
      ...others.map((name) =>
        column(
          name,
          shown.map((row) => row.got[name] ?? 'x'),
        ),
      ),
    ],
    ['inside', ...internals.map(({ name, values }) => column(name, values.slice(first)))],
  ] as const;
  return {
    signal: groups.filter((group) => group.length > 1).flatMap((group) => [group, {}]),
    head: { text: title, tick: String(first) },
    foot: { text: `difference at point ${trace.length - 1}` },
    config: { hscale: 1 },
  };
}

/** One bit is drawn as a level, a word as boxes with its value in hexadecimal. A repeated value is a dot. */
function waveSignal(name: string, values: readonly string[]): WaveSignal {
  const isWord = values.some((value) => value.length > 1);
  const isRepeat = (at: number): boolean => at > 0 && values[at] === values[at - 1];
  const symbols = values.map((value, at) => (isRepeat(at) ? '.' : isWord ? (isUnknown(value) ? 'x' : '=') : value));
  if (!isWord) return { name, wave: symbols.join('') };
  const data = values.filter((value, at) => !isRepeat(at) && !isUnknown(value)).map(wordText);
  return { name, wave: symbols.join(''), data };
}

const isUnknown = (value: string): boolean => /^x+$/.test(value);

/** Binary digits as hexadecimal; in binary where some bits are unknown. */
export const wordText = (bits: string): string => (/^[01]+$/.test(bits) ? BigInt(`0b${bits}`).toString(16) : bits);
