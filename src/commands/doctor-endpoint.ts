import type { ChatFailure, ReplyFormat } from '../contracts/chat.ts';
import { openModel } from './chat-model.ts';
import type { CommandIo } from './io.ts';
import type { Settings } from './settings.ts';

/** What an endpoint turned out to be able to do. */
export interface EndpointFinding {
  readonly status: 'works' | 'answers' | 'unreachable';
  readonly model: string;
  /** Whether a plain question was answered. */
  readonly text: boolean;
  /** `enforced`: an answer in the form of a schema came back; `ignored`: an answer, but of another form. */
  readonly schema: 'enforced' | 'ignored' | 'refused' | 'not tried';
  /** Whether the answer says how many tokens it cost. */
  readonly usage: boolean;
  readonly wallMs: number;
  readonly detail: string;
}

// A form that no model would choose by itself, so that an answer in it shows that the schema was enforced.
const ODD_SCHEMA: ReplyFormat = {
  kind: 'json',
  name: 'probe',
  schema: {
    type: 'object',
    properties: { zygote: { type: 'string', enum: ['quartz'] } },
    required: ['zygote'],
    additionalProperties: false,
  },
};

/** Asks the endpoint two small questions: one in plain text, one in the form of a schema. Throws `usage`. */
export async function examineEndpoint(
  settings: Pick<Settings, 'model' | 'baseUrl'>,
  io: CommandIo,
): Promise<EndpointFinding> {
  const startedAt = io.now();
  const { model } = await openModel(settings, { cache: 'none', timeoutS: '60' }, io);
  const ask = (content: string, format: ReplyFormat) =>
    model.complete(
      {
        messages: [{ role: 'user', content }],
        format,
        maxTokens: 64,
        temperature: 0,
        seed: 1,
        sample: 0,
        promptVersion: 'doctor',
      },
      io.signal,
    );
  const base = { model: model.id, text: false, schema: 'not tried', usage: false } as const;
  const plain = await ask('Answer with the word: ready', { kind: 'text' });
  if (!plain.ok) return { ...base, status: 'unreachable', wallMs: io.now() - startedAt, detail: words(plain.error) };
  const formed = await ask('Say something about clocks.', ODD_SCHEMA);
  const schema = !formed.ok ? 'refused' : isOdd(formed.value.text) ? 'enforced' : 'ignored';
  return {
    model: model.id,
    status: formed.ok ? 'works' : 'answers',
    text: true,
    schema,
    usage: plain.value.usage.completionTokens > 0,
    wallMs: io.now() - startedAt,
    detail: formed.ok ? '' : words(formed.error),
  };
}

const words = ({ kind, detail }: ChatFailure): string => `${kind}: ${detail}`;

const isOdd = (text: string): boolean => /^\s*\{\s*"zygote"\s*:\s*"quartz"\s*\}\s*$/.test(text);

/** The finding for a reader. */
export function endpointLines(found: EndpointFinding): readonly string[] {
  if (found.status === 'unreachable') return [`missing  model ${found.model}: ${found.detail}`];
  const tokens = found.usage ? 'counts tokens' : 'does not count tokens, so --max-tokens sees only requests under way';
  return [`found    model ${found.model}: answers in ${found.wallMs} ms; schema ${found.schema}; ${tokens}`];
}
