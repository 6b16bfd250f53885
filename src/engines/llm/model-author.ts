import type { ChatFailure, ChatMessage, ChatModel, ReplyFormat } from '../../contracts/chat.ts';
import type { Refusal } from '../../contracts/engine.ts';
import { fail, type Outcome, ok } from '../../contracts/outcome.ts';
import type { DesignPlan } from '../../contracts/plan.ts';
import { alignPlan, lowerPlan } from '../../ir/index.ts';
import { decodeReply } from '../../verilog/decode-reply.ts';
import { type Author, type AuthorRequest, NO_FACTS, type Proposal, type SolvedFacts, type Via } from './author.ts';
import { decodePlan } from './decode-plan.ts';
import { applyEdits, decodeEdits } from './edits.ts';
import { headerText } from './header-text.ts';
import { alignmentHints, unreadableHint } from './hints.ts';
import { decodeIdeas } from './ideas.ts';
import { type PromptKind, promptMessages } from './prompt.ts';
import { EDITS_SCHEMA } from './prompts/edits.ts';
import { IDEAS_SCHEMA } from './prompts/ideas.ts';
import { planReplySchema } from './prompts/plan-schema.ts';
import { PROMPT_VERSION } from './prompts/version.ts';

export interface ModelAuthorOptions {
  readonly model: ChatModel;
  readonly via: Via;
  /** Longest answer in tokens. */
  readonly maxTokens: number;
  /** Questions for one proposal: the first and those that carry what was wrong with the answer. */
  readonly rounds: number;
  readonly facts?: (spec: AuthorRequest['spec']) => SolvedFacts;
  readonly exact?: Author['exact'];
  readonly id?: string;
}

/** What is wrong with an answer, to be said to the model. */
interface Wrong {
  readonly hints: readonly string[];
  readonly reason: Refusal['reason'];
}

/**
 * A language model as author. A plan is read, aligned and lowered before anyone sees it; what is wrong goes back as
 * orders, within the rounds. With `auto` a model that cannot hold the plan's form is asked for Verilog instead.
 */
export function modelAuthor(options: ModelAuthorOptions): Author {
  const facts = options.facts ?? (() => NO_FACTS);
  return {
    id: options.id ?? 'llm',
    exact: options.exact ?? (() => null),
    facts,
    propose: async (request, signal) => {
      const call = { options, request, signal, facts: facts(request.spec).lines };
      if (request.previous?.kind === 'verilog') return reviseVerilog(call);
      if (options.via === 'verilog') return askVerilog(call, []);
      const planned = await askPlan(call);
      if (planned.ok || options.via === 'ir' || !FORM_TROUBLE.has(planned.error.reason)) return planned;
      return askVerilog(call, [`no plan: ${planned.error.detail}`]);
    },
    ideas: (request, count, signal) => askIdeas({ options, request, signal, facts: facts(request.spec).lines }, count),
  };
}

/** Refusals after which plain Verilog may still succeed. */
const FORM_TROUBLE: ReadonlySet<Refusal['reason']> = new Set(['unparsable-reply', 'incomplete', 'unsupported']);

interface Call {
  readonly options: ModelAuthorOptions;
  readonly request: AuthorRequest;
  readonly signal: AbortSignal;
  readonly facts: readonly string[];
}

interface Question<T> {
  readonly kind: PromptKind;
  readonly format: ReplyFormat;
  readonly read: (reply: string) => Outcome<T, Wrong>;
}

/** Asks, and asks again with what was wrong, at most `rounds` times. Each round sees only the last answer. */
async function askRounds<T>(call: Call, question: Question<T>): Promise<Outcome<T, Refusal>> {
  const { options, request, facts } = call;
  const first = promptMessages(question.kind, { ...request, facts });
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

const jsonFormat = (name: string, schema: Readonly<Record<string, unknown>>): ReplyFormat => ({
  kind: 'json',
  name,
  schema,
});

async function askPlan(call: Call): Promise<Outcome<Proposal, Refusal>> {
  const { spec } = call.request;
  const planned = await askRounds<Proposal>(call, {
    kind: 'plan',
    format: jsonFormat('design_plan', planReplySchema()),
    read: (reply) => {
      const decoded = decodePlan(reply, spec);
      if (!decoded.ok) return verilogInstead(reply, call) ?? fail(unreadable(unreadableHint(decoded.error)));
      const wrong = whatIsWrong(decoded.value, call);
      return wrong === null ? ok({ kind: 'plan', plan: decoded.value, notes: [] }) : fail(wrong);
    },
  });
  return planned;
}

const unreadable = (hint: string): Wrong => ({ hints: [hint], reason: 'unparsable-reply' });

/** Some models answer every question with Verilog; with `auto` that is taken as it is. */
function verilogInstead(reply: string, call: Call): Outcome<Proposal, Wrong> | null {
  if (call.options.via !== 'auto' || !/\bmodule\b[\s\S]*\bendmodule\b/.test(reply)) return null;
  const read = readVerilog(reply, call.request);
  return read.ok ? read : null;
}

const MAX_HINTS = 6;

function whatIsWrong(plan: DesignPlan, { request }: Call): Wrong | null {
  const aligned = alignPlan(plan, { ports: request.spec.ports });
  const hints = alignmentHints(aligned, MAX_HINTS);
  if (hints.length > 0) return { hints, reason: 'incomplete' };
  const lowered = lowerPlan(plan);
  return lowered.ok ? null : { hints: alignmentHints(lowered.error, MAX_HINTS), reason: 'incomplete' };
}

function askVerilog(call: Call, notes: readonly string[]): Promise<Outcome<Proposal, Refusal>> {
  return askRounds<Proposal>(call, {
    kind: 'verilog',
    format: { kind: 'text' },
    read: (reply) => {
      const read = readVerilog(reply, call.request);
      return read.ok ? ok({ ...read.value, notes: [...notes, ...read.value.notes] }) : read;
    },
  });
}

function readVerilog(reply: string, { spec }: AuthorRequest): Outcome<Proposal, Wrong> {
  const { source, notes } = decodeReply(reply, { module: spec.top, header: headerText(spec), form: 'module' });
  if (source === null || !CODE_WORD.test(reply))
    return fail(unreadable(unreadableHint({ kind: 'no-code', detail: 'there is no module in it' })));
  return ok({ kind: 'verilog', text: source, notes });
}

/** Prose alone, put behind a header, would look like a module. */
const CODE_WORD = /\b(?:module|assign|always\w*)\b/;

/** Exact edits of a Verilog text; where they do not fit, the whole module is asked for. */
async function reviseVerilog(call: Call): Promise<Outcome<Proposal, Refusal>> {
  const text = call.request.previous?.text ?? '';
  const edited = await askRounds<Proposal>(call, {
    kind: 'edits',
    format: jsonFormat('edits', EDITS_SCHEMA),
    read: (reply) => {
      const edits = decodeEdits(reply);
      if (!edits.ok) return fail(unreadable(unreadableHint(edits.error)));
      const applied = applyEdits(text, edits.value);
      if (!applied.ok) return fail(unreadable(`Copy "find" exactly from the module: ${applied.error}.`));
      return ok({ kind: 'verilog', text: applied.value, notes: [`${edits.value.length} edits`] });
    },
  });
  if (edited.ok || edited.error.reason !== 'unparsable-reply') return edited;
  return askVerilog(call, [`no edits: ${edited.error.detail}`]);
}

async function askIdeas(call: Call, count: number): Promise<Outcome<readonly string[], Refusal>> {
  const ideas = await askRounds(call, {
    kind: 'ideas',
    format: jsonFormat('ideas', IDEAS_SCHEMA),
    read: (reply) => {
      const decoded = decodeIdeas(reply);
      return decoded.ok ? decoded : fail(unreadable(unreadableHint(decoded.error)));
    },
  });
  return ideas.ok ? ok(ideas.value.slice(0, count)) : ideas;
}

/** A failed call as a refusal; the exit code of the command follows from the reason. */
function failedCall(failure: ChatFailure): Refusal {
  const reason = failure.kind === 'budget' ? 'budget-spent' : 'model-unreachable';
  return refusal(reason, `${failure.kind}: ${failure.detail}`);
}

const refusal = (reason: Refusal['reason'], detail: string): Refusal => ({ reason, detail, quotes: [], coverage: [] });
