import { ToolchainError } from '../contracts/error.ts';

const PLAIN_IDENTIFIER = /^[A-Za-z_][A-Za-z0-9_$]*$/;

/** A simple Verilog identifier (IEEE 1364-2005 §3.7), the only form that may reach a tool's command line or script. */
export const isPlainIdentifier = (name: string): boolean => PLAIN_IDENTIFIER.test(name);

/**
 * Returns `name` where it is a plain identifier.
 *
 * @throws ToolchainError `input` otherwise: a name with white space or a newline would become part of a script.
 */
export const plainIdentifier = (name: string): string => {
  if (isPlainIdentifier(name)) return name;
  throw new ToolchainError('input', `${JSON.stringify(name)} is not a plain Verilog identifier`, {
    hint: 'Rename it to letters, digits, underscores and dollar signs, not beginning with a digit.',
  });
};
