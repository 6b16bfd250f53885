/** Why a command cannot go on; each kind has one exit code (see `commands/exit-codes.ts`). */
export type ErrorKind =
  | 'usage' //       wrong flags or arguments
  | 'config' //      unreadable or contradictory configuration
  | 'spec' //        a specification that cannot be read
  | 'input' //       another input file that cannot be read or is malformed
  | 'tool-missing' // an external program is not installed
  | 'tool-crashed' // an external program failed in a way that says nothing of the design
  | 'model' //       the language model's endpoint is unreachable or refuses
  | 'disk' //        no space, no permission
  | 'budget' //      a budget the user set is spent
  | 'index'; //      a retrieval index is corrupted, foreign or built with another model

/** The user or the machine must change something. The message names the thing, the hint is an imperative. */
export class ToolchainError extends Error {
  readonly kind: ErrorKind;
  readonly hint: string;

  constructor(kind: ErrorKind, message: string, options: { readonly hint: string; readonly cause?: unknown }) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'ToolchainError';
    this.kind = kind;
    this.hint = options.hint;
  }
}
