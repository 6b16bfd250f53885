/** A result for failures the caller is expected to handle. Bugs and broken environments throw. */
export type Outcome<T, E> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: E };

/** Wraps a value as the good case of an {@link Outcome}. */
export const ok = <T>(value: T): { readonly ok: true; readonly value: T } => ({ ok: true, value });

/** Wraps a failure as the bad case of an {@link Outcome}. */
export const fail = <E>(error: E): { readonly ok: false; readonly error: E } => ({ ok: false, error });
