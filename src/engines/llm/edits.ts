import { z } from 'zod';
import { fail, type Outcome, ok } from '../../contracts/outcome.ts';
import { jsonOf, type UnreadableReply } from './json-reply.ts';

const editsSchema = z.object({
  edits: z
    .array(z.object({ find: z.string().min(1), replace: z.string() }))
    .min(1)
    .max(50),
});

export type Edit = z.infer<typeof editsSchema>['edits'][number];

/** A reply to the prompt for edits. */
export function decodeEdits(reply: string): Outcome<readonly Edit[], UnreadableReply> {
  const json = jsonOf(reply);
  if (!json.ok) return json;
  const parsed = editsSchema.safeParse(json.value);
  return parsed.success
    ? ok(parsed.data.edits)
    : fail({ kind: 'schema', detail: 'expected {"edits":[{"find":"…","replace":"…"}]}' });
}

/**
 * Applies edits in order. Each must match exactly once (white space at line ends apart); the first that does not refuses
 * them all, because half an edit is worse than none.
 */
export function applyEdits(text: string, edits: readonly Edit[]): Outcome<string, string> {
  let current = trimmedLines(text);
  for (const { find, replace } of edits) {
    const wanted = trimmedLines(find);
    const first = current.indexOf(wanted);
    if (first === -1) return fail(`"${short(find)}" does not occur in the module`);
    if (current.indexOf(wanted, first + 1) !== -1) return fail(`"${short(find)}" occurs more than once in the module`);
    current = current.slice(0, first) + replace + current.slice(first + wanted.length);
  }
  return ok(current);
}

const trimmedLines = (text: string): string =>
  text
    .replace(/\r\n?/g, '\n')
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n');

const short = (text: string): string => {
  const line = text.trim().split('\n')[0] ?? '';
  return line.length > 60 ? `${line.slice(0, 60)}…` : line;
};
