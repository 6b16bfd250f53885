import { stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { ToolchainError } from '../../contracts/error.ts';
import { jsonOrNull } from '../../util/json.ts';
import { digestOf } from '../datasets/digest.ts';
import { parseJsonl, readDataText, walkFolder } from '../datasets/read-folder.ts';

/** Recorded replies by task, in order, and a digest of everything read. */
export interface RecordedSamples {
  readonly byTask: ReadonlyMap<string, readonly string[]>;
  /** Paths of the samples of a task below the folder they were read from; empty for other forms. */
  readonly files: ReadonlyMap<string, readonly string[]>;
  readonly count: number;
  readonly sha256: string;
}

/**
 * Reads recorded completions: a JSONL file (`{task_id, samples[]}` or one `{task_id, completion}` a line), a JSON
 * list or map as public harnesses save them, or a folder tree `TASK/…sampleNN.sv`, `tN/TASK.v` or flat `TASK_sampleNN.sv`.
 * Throws `input` for a file in none of these forms.
 */
export async function readSamples(path: string): Promise<RecordedSamples> {
  const info = await stat(path).catch((cause: unknown) => {
    throw new ToolchainError('input', `cannot read the samples ${path}`, {
      hint: 'Give a file or folder with --samples.',
      cause,
    });
  });
  const parts: Record<string, string> = {};
  const found = info.isDirectory() ? await readTree(path, parts) : readText(await readDataText(path), { path, parts });
  const byTask = new Map<string, string[]>();
  const files = new Map<string, string[]>();
  for (const { task, reply, file } of found) {
    byTask.set(task, [...(byTask.get(task) ?? []), reply]);
    if (file !== null) files.set(task, [...(files.get(task) ?? []), file]);
  }
  return { byTask, files, count: found.length, sha256: digestOf(parts) };
}

interface Sample {
  readonly file: string | null;
  readonly task: string;
  readonly reply: string;
}

function readText(
  text: string,
  { path, parts }: { readonly path: string; readonly parts: Record<string, string> },
): readonly Sample[] {
  parts['samples'] = text;
  // More than one JSON value is read as JSONL, which reports bad lines by number.
  const whole = jsonOrNull(text);
  const rows =
    whole === null
      ? parseJsonl(text, path).map(({ line, value }) => ({ where: `${path}:${line}`, value }))
      : rowsOf(whole, path);
  return rows.flatMap(({ where, value }) => samplesOf(value, where));
}

interface Row {
  readonly where: string;
  readonly value: Record<string, unknown>;
}

// A list of objects, or a map from task to a reply, a list of replies or an object.
function rowsOf(whole: unknown, path: string): readonly Row[] {
  if (Array.isArray(whole)) return whole.map((value, i) => ({ where: `${path}[${i}]`, value: asObject(value) }));
  const object = asObject(whole);
  if (Object.hasOwn(object, 'task_id')) return [{ where: path, value: object }];
  return Object.entries(object).map(([task, value]) => ({
    where: `${path}.${task}`,
    value:
      typeof value === 'object' && value !== null && !Array.isArray(value)
        ? { task_id: task, ...value }
        : { task_id: task, samples: value },
  }));
}

const asObject = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};

const ID_FIELDS = ['task_id', 'task', 'problem', 'problem_id', 'design', 'name'] as const;
const REPLY_FIELDS = [
  'samples',
  'completions',
  'completion',
  'responses',
  'response',
  'generated',
  'code',
  'solution',
  'output',
] as const;

function samplesOf(value: Record<string, unknown>, where: string): readonly Sample[] {
  const id = ID_FIELDS.map((field) => value[field]).find(
    (field) => typeof field === 'string' || typeof field === 'number',
  );
  const replies = REPLY_FIELDS.map((field) => value[field]).find((field) => field !== undefined);
  if (id === undefined || replies === undefined) {
    throw new ToolchainError('input', `${where}: no task id or no completion`, {
      hint: 'Each entry needs task_id and one of: samples, completion, completions, response, code.',
    });
  }
  const list: readonly unknown[] = Array.isArray(replies) ? replies : [replies];
  return list.map((reply) => ({
    file: null,
    task: String(id),
    reply: typeof reply === 'string' ? reply : replyOf(asObject(reply), where),
  }));
}

function replyOf(value: Record<string, unknown>, where: string): string {
  const text = REPLY_FIELDS.map((field) => value[field]).find((field) => typeof field === 'string');
  if (typeof text === 'string') return text;
  throw new ToolchainError('input', `${where}: a sample is not a text`, { hint: 'Samples must be strings.' });
}

async function readTree(dir: string, parts: Record<string, string>): Promise<readonly Sample[]> {
  const files = (await walkFolder(dir)).filter((path) => /\.(?:sv|v)$/.test(path));
  if (files.length === 0)
    throw new ToolchainError('input', `${dir} holds no .sv or .v file`, { hint: 'Expected TASK/sampleNN.sv.' });
  const samples: Sample[] = [];
  for (const path of [...files].sort(byNumber)) {
    const reply = await readDataText(join(dir, path));
    parts[path] = reply;
    samples.push({ file: path, task: taskOfPath(path), reply });
  }
  return samples;
}

// `t10` after `t9`: numbers in paths compare as numbers.
const byNumber = (a: string, b: string): number => a.localeCompare(b, 'en', { numeric: true });

function taskOfPath(path: string): string {
  const stem = basename(path).replace(/\.(?:sv|v)$/, '');
  const flat = /^(.+)_sample\d+$/.exec(stem)?.[1];
  if (flat !== undefined) return flat;
  const folder = path.split('/').at(-2);
  return /^(?:sample|s)?_?\d+$/.test(stem) && folder !== undefined ? folder : stem;
}
