import type { ChatFailure, ChatModel, ChatReply, ChatRequest } from '../contracts/chat.ts';
import type { Outcome } from '../contracts/outcome.ts';

/** One question and what came of it. */
export interface Exchange {
  readonly request: ChatRequest;
  readonly answer: Outcome<ChatReply, ChatFailure>;
}

/** A model that tells of every exchange before its caller sees the answer, so that a crash loses none. */
export const withRecord = (model: ChatModel, tell: (exchange: Exchange) => Promise<void>): ChatModel => ({
  id: model.id,
  host: model.host,
  complete: async (request, signal) => {
    const answer = await model.complete(request, signal);
    await tell({ request, answer });
    return answer;
  },
});
