import type { Instance } from './boolean.ts';
import { random, specText } from './random.ts';

/** A trace: `rows[step][signal]`, hex digits, `x` or `z`. */
export interface TraceOracle {
  readonly signals: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** A waveform table of time steps. */
export function waveformTable(seed: number): Instance<TraceOracle> {
  const rng = random(seed);
  const signals = ['clk', ...['d', 'en', 'ld'].slice(0, 1 + rng.int(3)), 'q'];
  const step = rng.pick([5, 10, 1]);
  const unit = rng.pick(['ns', 'ps', 'us', '']);
  const rows = Array.from({ length: 4 + rng.int(30) }, (_, at) =>
    signals.map((name) => (name === 'clk' ? String(at % 2) : rng.pick(['0', '1', 'x', 'a5', 'f']))),
  );
  const layout = rng.pick(['space', 'pipe', 'markdown', 'csv']);
  const line = (cells: readonly string[]): string => {
    if (layout === 'space') return `  ${cells.map((cell) => cell.padEnd(6)).join(' ')}`.trimEnd();
    return layout === 'csv' ? cells.join(',') : layout === 'pipe' ? cells.join(' | ') : `| ${cells.join(' | ')} |`;
  };
  const lines = [line(['time', ...signals]), ...rows.map((row, at) => line([`${at * step}${unit}`, ...row]))];
  if (layout === 'markdown') lines.splice(1, 0, `|${'---|'.repeat(signals.length + 1)}`);
  const spec = specText({
    inputs: signals.slice(0, -1),
    outputs: ['q'],
    sentence: 'This trace describes the circuit:',
    body: lines.join('\n'),
  });
  return { spec, oracle: { signals, rows }, layout };
}

/** WaveDrom JSON with a clock lane, levels, repeats and data labels; two rows a brick. */
export function waveDrom(seed: number): Instance<TraceOracle> {
  const rng = random(seed);
  const length = 3 + rng.int(12);
  const edge = rng.pick(['p', 'n']);
  const lanes = ['d', 'ld', 'q'].map((name) => laneOf(rng, name, length));
  const clock = Array.from({ length }, () => (edge === 'p' ? ['1', '0'] : ['0', '1'])).flat();
  const rows = clock.map((level, at) => [level, ...lanes.map((lane) => lane.values[at >> 1]!)]);
  const quote = rng.pick(['"', "'"]);
  const key = (name: string): string => (rng.flip() ? name : `${quote}${name}${quote}`);
  const text = (value: string): string => `${quote}${value}${quote}`;
  const laneText = (lane: { name: string; wave: string; labels: readonly string[] }): string =>
    `  { ${key('name')}: ${text(lane.name)}, ${key('wave')}: ${text(lane.wave)}${lane.labels.length > 0 ? `, data: [${lane.labels.map(text).join(', ')}]` : ''} },`;
  const body = [
    '```wavedrom',
    '{ signal: [',
    laneText({ name: 'clk', wave: edge + '.'.repeat(length - 1), labels: [] }),
    ...lanes.map(laneText),
    ']}',
    '```',
  ].join('\n');
  const spec = specText({
    inputs: ['clk', 'd', 'ld'],
    outputs: ['q'],
    sentence: 'This trace describes the circuit:',
    body,
  });
  return { spec, oracle: { signals: ['clk', 'd', 'ld', 'q'], rows }, layout: edge };
}

function laneOf(rng: ReturnType<typeof random>, name: string, length: number) {
  const values: string[] = [];
  const labels: string[] = [];
  let wave = '';
  for (let at = 0; at < length; at += 1) {
    const brick = at === 0 ? rng.pick(['0', '1', 'x', '=']) : rng.pick(['.', '.', '0', '1', 'x', 'z', '3']);
    wave += brick;
    if (brick === '.') values.push(values.at(-1)!);
    else if (/[=3]/.test(brick)) {
      labels.push(rng.pick(['a5', '0', '7f']));
      values.push(labels.at(-1)!);
    } else values.push(brick);
  }
  return { name, wave, labels, values };
}
