import type { ChatFailure } from '../contracts/chat.ts';
import { fail, type Outcome } from '../contracts/outcome.ts';

/** A failed try: whether another one may help, and how long the server asked us to wait. */
export interface TryFailure {
  readonly failure: ChatFailure;
  readonly retryable: boolean;
  readonly retryAfterMs: number | null;
}

export interface RetryPolicy {
  readonly tries: number;
  readonly firstDelayMs: number;
  /** A server that asks for a longer wait is not asked again. */
  readonly longestDelayMs: number;
  /** Waits, or rejects when the signal aborts. */
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
}

/** Tries again on the listed kinds only, doubling the wait, or as long as `Retry-After` says. */
export async function withRetries<T>(
  attempt: () => Promise<Outcome<T, TryFailure>>,
  policy: RetryPolicy,
  signal: AbortSignal,
): Promise<Outcome<T, ChatFailure>> {
  for (let tried = 1; ; tried++) {
    const result = await attempt();
    if (result.ok) return result;
    const { failure, retryable, retryAfterMs } = result.error;
    if (!retryable || tried >= policy.tries) return fail(failure);
    if (retryAfterMs !== null && retryAfterMs > policy.longestDelayMs) return fail(failure);
    const backoff = Math.min(policy.firstDelayMs * 2 ** (tried - 1), policy.longestDelayMs);
    const slept = await policy.sleep(retryAfterMs ?? backoff, signal).then(
      () => true,
      () => false,
    );
    if (!slept) return fail({ kind: 'cancelled', detail: 'cancelled while waiting to try again' });
  }
}

/** Reads a `Retry-After` header: seconds, or an HTTP date (RFC 9110 §10.2.3). */
export function retryAfterMs(header: string | null, nowMs: number): number | null {
  if (header === null) return null;
  if (/^\d+(\.\d+)?$/.test(header.trim())) return Number(header) * 1000;
  const date = Date.parse(header);
  return Number.isNaN(date) ? null : Math.max(0, date - nowMs);
}
