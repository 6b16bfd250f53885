import type { ChatModel, ChatRequest } from '../contracts/chat.ts';
import { fail, ok } from '../contracts/outcome.ts';

/** A model made of a function; for tests and simulations. A null answer is an unreachable endpoint. */
export function scriptedModel(id: string, answer: (request: ChatRequest, call: number) => string | null): ChatModel {
  let calls = 0;
  return {
    id,
    host: 'script',
    complete: async (request) => {
      const text = answer(request, calls++);
      if (text === null) return fail({ kind: 'unreachable', detail: 'the script has no answer' });
      const promptTokens = Math.ceil(request.messages.reduce((sum, message) => sum + message.content.length, 0) / 4);
      return ok({
        text,
        finish: 'stop',
        usage: { promptTokens, completionTokens: Math.ceil(text.length / 4) },
        from: 'script',
      });
    },
  };
}
