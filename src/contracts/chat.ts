import type { Outcome } from './outcome.ts';

export interface ChatMessage {
  readonly role: 'system' | 'user' | 'assistant';
  readonly content: string;
}

/** What form the answer must have. A schema is JSON Schema; servers that cannot enforce it are asked in words. */
export type ReplyFormat =
  | { readonly kind: 'text' }
  | { readonly kind: 'json'; readonly name: string; readonly schema: Readonly<Record<string, unknown>> };

export interface ChatRequest {
  readonly messages: readonly ChatMessage[];
  readonly format: ReplyFormat;
  readonly maxTokens: number;
  /** 0 to 2. */
  readonly temperature: number;
  readonly seed: number;
  /** Which of several answers to the same request this is; part of the cache key. */
  readonly sample: number;
  /** Version of the prompt files, so that answers to older prompts are not reused. */
  readonly promptVersion: string;
}

export interface ChatUsage {
  readonly promptTokens: number;
  readonly completionTokens: number;
}

export interface ChatReply {
  readonly text: string;
  readonly finish: 'stop' | 'length' | 'refusal';
  readonly usage: ChatUsage;
  /** `cache` and `replay` cost nothing. */
  readonly from: 'endpoint' | 'cache' | 'replay' | 'script';
}

/** Why there is no answer; each is for the caller to handle. */
export interface ChatFailure {
  readonly kind:
    | 'unreachable'
    | 'rejected'
    | 'rate-limited'
    | 'timeout'
    | 'malformed'
    | 'budget'
    | 'no-recording'
    | 'cancelled';
  readonly detail: string;
}

/** The one way to ask a language model. */
export interface ChatModel {
  readonly id: string;
  /** Host of the endpoint, without credentials; part of the cache key. */
  readonly host: string;
  readonly complete: (request: ChatRequest, signal: AbortSignal) => Promise<Outcome<ChatReply, ChatFailure>>;
}
