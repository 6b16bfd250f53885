import { open, readFile, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { ToolchainError } from '../contracts/error.ts';
import type { CommandIo } from './io.ts';

/** Inputs above this size are refused before they are read. */
export const MAX_INPUT_BYTES = 64 << 20;

/** Reads a file given on the command line. Throws {@link ToolchainError} `input` that names it. */
export async function readInput(path: string, io: Pick<CommandIo, 'cwd'>): Promise<Uint8Array> {
  const file = resolve(io.cwd, path);
  const info = await stat(file).catch(() => null);
  if (info === null) {
    throw new ToolchainError('input', `${path}: no such file`, { hint: 'Check the path.' });
  }
  if (!info.isFile()) {
    throw new ToolchainError('input', `${path} is not a file`, { hint: 'Give a file, not a folder or device.' });
  }
  if (info.size > MAX_INPUT_BYTES) {
    throw new ToolchainError('input', `${path} has ${info.size} bytes, more than ${MAX_INPUT_BYTES}`, {
      hint: 'Give a smaller file.',
    });
  }
  return readFile(file).catch((cause: unknown) => {
    throw new ToolchainError('input', `${path} cannot be read`, { hint: 'Check its permissions.', cause });
  });
}

/** Reads a Verilog source as text; a NUL byte means that it is no text. */
export async function readSource(path: string, io: Pick<CommandIo, 'cwd'>): Promise<string> {
  const bytes = await readInput(path, io);
  if (bytes.includes(0)) {
    throw new ToolchainError('input', `${path} is binary`, { hint: 'Give a Verilog source file.' });
  }
  return new TextDecoder('utf-8').decode(bytes);
}

/** Whether a file can be created at `path`; makes nothing. Used before long work, so that a typo costs nothing. */
export async function assertWritable(path: string, io: Pick<CommandIo, 'cwd'>): Promise<void> {
  const folder = await stat(resolve(io.cwd, path, '..')).catch(() => null);
  if (folder === null || !folder.isDirectory()) {
    throw new ToolchainError('usage', `the folder of ${path} does not exist`, { hint: 'Create it first.' });
  }
  const existing = await open(resolve(io.cwd, path), 'r+').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw new ToolchainError('usage', `${path} cannot be written: ${error.code}`, { hint: 'Choose another path.' });
  });
  await existing?.close();
}

/** Reads an option that must be a whole number of at least `least`. Throws {@link ToolchainError} `usage`. */
export function wholeNumber(text: string, option: { readonly flag: string; readonly least: number }): number {
  const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (Number.isSafeInteger(value) && value >= option.least) return value;
  throw new ToolchainError('usage', `${option.flag} ${text}: not a whole number of at least ${option.least}`, {
    hint: `Give ${option.flag} a number.`,
  });
}

/** Reads a time in seconds as milliseconds. Throws {@link ToolchainError} `usage`. */
export function secondsToMs(text: string, flag: string): number {
  const value = /^\d+(\.\d+)?$/.test(text) ? Number(text) : Number.NaN;
  if (Number.isFinite(value) && value > 0) return Math.round(value * 1000);
  throw new ToolchainError('usage', `${flag} ${text}: not a time in seconds`, {
    hint: `Give ${flag} a positive number.`,
  });
}
