import { ToolchainError } from '../contracts/error.ts';

const PLAIN_PATH = /^[A-Za-z0-9_][A-Za-z0-9_.-]*(?:\/[A-Za-z0-9_][A-Za-z0-9_.-]*)*$/;

/** A path below the work folder made of harmless characters: no dots upward, no option dash, nothing a script reads. */
export const isPlainRelativePath = (path: string): boolean => PLAIN_PATH.test(path);

/**
 * Returns `path` where it is plain.
 *
 * @throws ToolchainError `input` otherwise.
 */
export const plainRelativePath = (path: string): string => {
  if (isPlainRelativePath(path)) return path;
  throw new ToolchainError('input', `${JSON.stringify(path)} cannot be used as a file name in a work folder`, {
    hint: 'Use letters, digits, dots, dashes and underscores, with no leading dot or dash.',
  });
};
