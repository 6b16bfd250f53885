import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { ChatFailure, ChatModel, ChatReply, ChatRequest } from '../contracts/chat.ts';
import { fail, type Outcome, ok } from '../contracts/outcome.ts';
import { writeAtomically } from '../disk/atomic-write.ts';
import { jsonOrNull } from '../util/json.ts';

const recordSchema = z.object({
  schema: z.literal('chat-answer@1'),
  key: z.string(),
  text: z.string(),
  finish: z.enum(['stop', 'length', 'refusal']),
  usage: z.object({ promptTokens: z.number(), completionTokens: z.number() }),
});

/** Name of a request's answer: request, model, endpoint host, sample index and prompt version decide it. */
export function requestKey(request: ChatRequest, model: { readonly id: string; readonly host: string }): string {
  return createHash('sha256')
    .update(JSON.stringify([model.id, model.host, request]))
    .digest('hex');
}

const fileOf = (dir: string, key: string): string => join(dir, key.slice(0, 2), `${key}.json`);

async function recall(dir: string, key: string): Promise<ChatReply | null> {
  const text = await readFile(fileOf(dir, key), 'utf8').catch(() => null);
  if (text === null) return null;
  // A damaged entry is a miss: the answer is asked for again and the entry replaced.
  const parsed = recordSchema.safeParse(jsonOrNull(text));
  if (!parsed.success || parsed.data.key !== key) return null;
  const { finish, usage } = parsed.data;
  return { text: parsed.data.text, finish, usage, from: 'cache' };
}

function remember(dir: string, key: string, reply: ChatReply): Promise<void> {
  const { text, finish, usage } = reply;
  return writeAtomically(fileOf(dir, key), JSON.stringify({ schema: 'chat-answer@1', key, text, finish, usage }));
}

/** A model whose answers are kept on disk, so that a rerun costs nothing. Failures are not kept. */
export function withCache(model: ChatModel, dir: string): ChatModel {
  return {
    id: model.id,
    host: model.host,
    complete: async (request, signal) => {
      const key = requestKey(request, model);
      const known = await recall(dir, key);
      if (known !== null) return ok(known);
      const answer = await model.complete(request, signal);
      if (answer.ok) await remember(dir, key, answer.value);
      return answer;
    },
  };
}

/** Recorded answers only: a request without one is a failure, never a call. */
export function replayModel(identity: { readonly id: string; readonly host: string }, dir: string): ChatModel {
  return {
    ...identity,
    complete: async (request): Promise<Outcome<ChatReply, ChatFailure>> => {
      const known = await recall(dir, requestKey(request, identity));
      if (known !== null) return ok({ ...known, from: 'replay' });
      return fail({ kind: 'no-recording', detail: `no recorded answer for this request in ${dir}` });
    },
  };
}
