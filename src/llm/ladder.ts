import type { ChatMessage, ReplyFormat } from '../contracts/chat.ts';

/** Ways to ask for JSON, most enforcing first. */
export type FormatRung = 'json_schema' | 'json_object' | 'fenced';

export const RUNGS: readonly FormatRung[] = ['json_schema', 'json_object', 'fenced'];

/** Remembers, for one endpoint, the highest rung it has not refused. */
export interface Ladder {
  rung: FormatRung;
}

export const nextRung = (rung: FormatRung): FormatRung | null => RUNGS[RUNGS.indexOf(rung) + 1] ?? null;

/** The `response_format` of a request, in the words of the OpenAI protocol; absent for text. */
export function responseFormat(format: ReplyFormat, rung: FormatRung): Readonly<Record<string, unknown>> {
  if (format.kind === 'text' || rung === 'fenced') return {};
  if (rung === 'json_object') return { response_format: { type: 'json_object' } };
  return { response_format: { type: 'json_schema', json_schema: { name: format.name, schema: format.schema } } };
}

/** Below the schema rung the server knows nothing of the schema, so the request says in words what is wanted. */
export function withFormatWords(
  messages: readonly ChatMessage[],
  format: ReplyFormat,
  rung: FormatRung,
): readonly ChatMessage[] {
  if (format.kind === 'text' || rung === 'json_schema') return messages;
  const how = rung === 'fenced' ? 'in one ```json fenced block' : 'and nothing else';
  return [...messages, { role: 'user', content: `Answer with one JSON object ${how}.` }];
}
