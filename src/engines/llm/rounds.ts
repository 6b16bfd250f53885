import type { ChatFailure, ChatMessage, ChatModel, ReplyFormat } from '../../contracts/chat.ts';
import type { Refusal } from '../../contracts/engine.ts';
import { fail, type Outcome } from '../../contracts/outcome.ts';
import type { AuthorRequest } from './author.ts';
import { unreadableHint } from './hints.ts';
import type { UnreadableReply } from './json-reply.ts';
import { type PromptKind, type PromptParts, promptMessages } from './prompt.ts';
import { PROMPT_VERSION } from './prompts/version.ts';

/** What is wrong with an answer, to be said to the model. */
export interface Wrong {
  readonly hints: readonly string[];
  readonly reason: Refusal['reason'];
}

/** One proposal under way. */
export interface Call {
  readonly options: {
    readonly model: ChatModel;
    /** Longest answer in tokens. */
    readonly maxTokens: number;
    /** Questions for one proposal: the first and those that carry what was wrong with the answer. */
    readonly rounds: number;
  };
  readonly request: AuthorRequest;
  readonly signal: AbortSignal;
  readonly facts: readonly string[];
}

export interface Question<T> {
  readonly kind: PromptKind;
  readonly format: ReplyFormat;
  readonly read: (reply: string) => Outcome<T, Wrong>;
  /** What this kind of question shows beside the request. */
  readonly parts?: Partial<PromptParts>;
}

/** Asks, and asks again with what was wrong, at most `rounds` times. Each round sees only the last answer. */
export async function askRounds<T>(call: Call, question: Question<T>): Promise<Outcome<T, Refusal>> {
  const { options, request, facts } = call;
  const first = promptMessages(question.kind, { ...request, facts, ...question.parts });
  let messages = first;
  let last: Wrong = { hints: ['there was no answer'], reason: 'unparsable-reply' };
  for (let round = 0; round < options.rounds; round += 1) {
    const answer = await options.model.complete(
      {
        messages,
        format: question.format,
        maxTokens: options.maxTokens,
        temperature: request.temperature,
        seed: request.seed,
        sample: request.sample,
        promptVersion: PROMPT_VERSION,
      },
      call.signal,
    );
    if (!answer.ok && answer.error.kind !== 'malformed') return fail(failedCall(answer.error));
    const { text, finish } = answer.ok ? answer.value : { text: '', finish: 'stop' as const };
    if (finish === 'refusal') return fail(refusal('model-refused', text.slice(0, 300)));
    const read = question.read(text);
    if (read.ok) return read;
    last = read.error;
    messages = [...first, ...correction(text, last.hints)];
  }
  return fail(refusal(last.reason, last.hints.join(' ')));
}

const correction = (reply: string, hints: readonly string[]): readonly ChatMessage[] => [
  { role: 'assistant', content: reply.slice(0, MAX_ECHO_CHARACTERS) },
  {
    role: 'user',
    content: `That answer cannot be used:\n${hints.map((hint) => `- ${hint}`).join('\n')}\nAnswer again, whole.`,
  },
];

/** What of a wrong answer is shown back; a runaway answer must not fill the next prompt. */
const MAX_ECHO_CHARACTERS = 6_000;

export const jsonFormat = (name: string, schema: Readonly<Record<string, unknown>>): ReplyFormat => ({
  kind: 'json',
  name,
  schema,
});

/** A reply that holds nothing that can be read, as what is said of it. */
export const unreadable = (reply: UnreadableReply): Wrong => misfit(unreadableHint(reply));

/** A reply of the right form that does not fit. */
export const misfit = (hint: string): Wrong => ({ hints: [hint], reason: 'unparsable-reply' });

/** A failed call as a refusal; the exit code of the command follows from the reason. */
function failedCall(failure: ChatFailure): Refusal {
  const reason = failure.kind === 'budget' ? 'budget-spent' : 'model-unreachable';
  return refusal(reason, `${failure.kind}: ${failure.detail}`);
}

const refusal = (reason: Refusal['reason'], detail: string): Refusal => ({ reason, detail, quotes: [], coverage: [] });
