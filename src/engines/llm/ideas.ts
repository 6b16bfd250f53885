import { z } from 'zod';
import { fail, type Outcome, ok } from '../../contracts/outcome.ts';
import { jsonOf, type UnreadableReply } from './json-reply.ts';

const ideasSchema = z.object({ ideas: z.array(z.string().min(1)).min(1) });

/** Longest idea that goes into a prompt. */
const MAX_IDEA_CHARACTERS = 600;

/** A reply to the prompt for ideas; repeated ones are dropped. */
export function decodeIdeas(reply: string): Outcome<readonly string[], UnreadableReply> {
  const json = jsonOf(reply);
  if (!json.ok) return json;
  const parsed = ideasSchema.safeParse(json.value);
  if (!parsed.success) return fail({ kind: 'schema', detail: 'expected {"ideas":["…"]}' });
  return ok([...new Set(parsed.data.ideas.map((idea) => idea.trim().slice(0, MAX_IDEA_CHARACTERS)))]);
}
