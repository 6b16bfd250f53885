import type { WaveformPart } from '../../contracts/spec-parts.ts';
import { shown } from '../names.ts';
import type { Line } from '../text.ts';
import type { PartInput, PartRead } from './reader.ts';
import { spanOfRun } from './reader.ts';
import type { RelaxedJson } from './relaxed-json.ts';
import { parseRelaxedJson } from './relaxed-json.ts';

interface Lane {
  readonly name: string;
  readonly wave: string;
  readonly data: readonly string[];
  readonly period: number;
}

const MAX_STEPS = 20_000;
const CLOCKS = 'pnPN';
/** What a brick's letter says; pull-ups and arrows are 1 and 0. */
const LEVELS: Readonly<Record<string, string>> = {
  '0': '0',
  '1': '1',
  h: '1',
  H: '1',
  u: '1',
  l: '0',
  L: '0',
  d: '0',
  x: 'x',
  X: 'x',
  z: 'z',
};

/**
 * WaveDrom WaveJSON: one row a brick; where a lane has clock bricks (`p`, `n`), two rows a brick, for its two halves.
 * `.` repeats, `=` and `2`..`9` take the next data label, `|` repeats and marks a gap. Faults: `SPEC-WAVEDROM`.
 */
export function readWaveDrom(lines: readonly Line[], input: PartInput): PartRead['parts'] {
  const error = (line: number | null, message: string): [] => {
    input.complaints.error(line, 'SPEC-WAVEDROM', message);
    return [];
  };
  const text = lines.map((line) => line.text).join('\n');
  const parsed = parseRelaxedJson(text);
  const [first] = lines;
  if (!('value' in parsed)) {
    const line = text.slice(0, parsed.at).split('\n').length - 1;
    return error(lines[line]?.number ?? null, `this is no WaveJSON: ${parsed.message}`);
  }
  const lanes = lanesOf(propertyOf(parsed.value, 'signal'));
  const unread = lanes.find((lane) => typeof lane === 'string');
  if (typeof unread === 'string') return error(first?.number ?? null, unread);
  const good = lanes.flatMap((lane) => (typeof lane === 'string' ? [] : [lane]));
  if (good.length === 0) return error(first?.number ?? null, 'there is no lane with a name and a wave under "signal"');
  const halves = good.some((lane) => [...lane.wave].some((brick) => CLOCKS.includes(brick))) ? 2 : 1;
  const columns = good.map((lane) => expand(lane, halves));
  const fault = columns.find((column) => column.fault !== null)?.fault;
  if (fault !== undefined && fault !== null) return error(first?.number ?? null, fault);
  return [tableOf(good, columns, lines)];
}

function tableOf(lanes: readonly Lane[], columns: readonly Column[], lines: readonly Line[]): WaveformPart {
  const steps = Math.max(...columns.map((column) => column.values.length));
  const rows = Array.from({ length: steps }, (_, step) => ({
    cells: [String(step), ...columns.map((column) => column.values[step] ?? 'x')],
    line: lines[0]?.number ?? 1,
  }));
  const gaps = [...new Set(columns.flatMap((column) => column.gaps))].sort((a, b) => a - b);
  const base = { kind: 'waveform', notation: 'wavedrom', timeUnit: null, span: spanOfRun(lines) } as const;
  const part = { ...base, columns: ['time', ...lanes.map((lane) => lane.name)], rows };
  return gaps.length === 0 ? part : { ...part, gaps };
}

const propertyOf = (value: RelaxedJson | undefined, key: string): RelaxedJson | undefined =>
  value !== null && typeof value === 'object' && !Array.isArray(value) && Object.hasOwn(value, key)
    ? (value as { readonly [key: string]: RelaxedJson })[key]
    : undefined;

/** Lanes of a signal list; groups (an array with a title) are flattened, spacers left out; a string is a fault. */
function lanesOf(value: RelaxedJson | undefined): readonly (Lane | string)[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((item): readonly (Lane | string)[] => {
    if (Array.isArray(item)) return lanesOf(item);
    const [name, wave] = [propertyOf(item, 'name'), propertyOf(item, 'wave')];
    if (typeof name !== 'string' || typeof wave !== 'string') return [];
    const phase = propertyOf(item, 'phase');
    const period = propertyOf(item, 'period') ?? 1;
    if (phase !== undefined && phase !== 0)
      return [`lane '${shown(name)}' is shifted by a phase, which has no meaning in steps`];
    if (typeof period !== 'number' || !Number.isInteger(period) || period < 1 || period > 64)
      return [`lane '${shown(name)}' has a period that is no whole number from 1 to 64`];
    if (wave.length * period > MAX_STEPS) return [`lane '${shown(name)}' has more than ${MAX_STEPS} steps`];
    return [{ name: name.replace(/\[\d+:\d+\]$/, '').trim(), wave, data: labelsOf(propertyOf(item, 'data')), period }];
  });
}

function labelsOf(data: RelaxedJson | undefined): readonly string[] {
  if (typeof data === 'string') return data.split(/\s+/).filter((word) => word !== '');
  return Array.isArray(data)
    ? data.map((label) => (typeof label === 'string' || typeof label === 'number' ? String(label) : ''))
    : [];
}

interface Column {
  readonly values: readonly string[];
  readonly gaps: readonly number[];
  readonly fault: string | null;
}

function expand(lane: Lane, halves: number): Column {
  const values: string[] = [];
  const gaps: number[] = [];
  const labels = [...lane.data];
  let brick: Brick = ['x', 'x'];
  let fault: string | null = null;
  for (const letter of lane.wave) {
    if (letter === '|') gaps.push(values.length);
    const read = letter === '.' || letter === '|' ? brick : brickOf(letter, labels);
    if (read === null) fault ??= `'${letter}' in the wave of '${shown(lane.name)}' is no brick`;
    brick = read ?? ['x', 'x'];
    values.push(...spread(brick, lane.period, halves));
  }
  return { values, gaps, fault };
}

/** The values of a brick's two halves. */
type Brick = readonly [string, string];

/** The brick of a letter, taking a data label where it needs one; null where there is no such letter. */
function brickOf(letter: string, labels: string[]): Brick | null {
  if (CLOCKS.includes(letter)) return letter.toLowerCase() === 'p' ? ['1', '0'] : ['0', '1'];
  const level = /[=2-9]/.test(letter) ? bareValue(labels.shift() ?? 'x') : LEVELS[letter];
  return level === undefined ? null : [level, level];
}

/** A brick over its steps: a clock with a longer period is high for the first half of it. */
function spread(brick: Brick, period: number, halves: number): readonly string[] {
  const steps = period * halves;
  return Array.from({ length: steps }, (_, step) => (step < steps / 2 ? brick[0] : brick[1]));
}

/** `8'hA5`, `0xA5` -> `A5`: traces hold hex digits without a prefix; other labels stay as they are. */
const bareValue = (label: string): string => label.replace(/^(?:\d*'[hH]|0[xX])/, '').replace(/_(?=\w)/g, '');
