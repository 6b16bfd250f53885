import type { ChatModel } from '../../contracts/chat.ts';
import type { Refusal } from '../../contracts/engine.ts';
import { fail, type Outcome, ok } from '../../contracts/outcome.ts';
import { decodeReply } from '../../verilog/decode-reply.ts';
import { askPart, askPlan } from './ask-plan.ts';
import { type Author, type AuthorRequest, NO_FACTS, type Proposal, type SolvedFacts, type Via } from './author.ts';
import { applyEdits, decodeEdits } from './edits.ts';
import { headerText } from './header-text.ts';
import { decodeIdeas } from './ideas.ts';
import { EDITS_SCHEMA } from './prompts/edits.ts';
import { IDEAS_SCHEMA } from './prompts/ideas.ts';
import { askRounds, type Call, jsonFormat, misfit, unreadable, type Wrong } from './rounds.ts';

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

/**
 * A language model as author. A plan is read, aligned and lowered before anyone sees it; what is wrong goes back as
 * orders, within the rounds. With `auto` there are two more rungs, each recorded as lower assurance: a plan that could be
 * read but not built may say the rest in raw nodes, and a model that cannot hold the plan's form is asked for Verilog.
 */
export function modelAuthor(options: ModelAuthorOptions): Author {
  const facts = options.facts ?? (() => NO_FACTS);
  const callOf = (request: AuthorRequest, signal: AbortSignal): Call => ({
    options,
    request,
    signal,
    facts: facts(request.spec).lines,
  });
  return {
    id: options.id ?? 'llm',
    exact: options.exact ?? (() => null),
    facts,
    propose: (request, signal) => {
      const call = callOf(request, signal);
      if (request.previous?.kind === 'verilog') return reviseVerilog(call);
      return options.via === 'verilog' ? askVerilog(call, []) : askLadder(call, options.via);
    },
    ideas: (request, count, signal) => askIdeas(callOf(request, signal), count),
    part: (request, part, signal) => askPart(callOf(request, signal), part),
  };
}

/** Refusals after which a lower rung may still succeed. */
const FORM_TROUBLE: ReadonlySet<Refusal['reason']> = new Set(['unparsable-reply', 'incomplete', 'unsupported']);

/** Questions of the rung with raw nodes: the first and one correction. */
const RAW_ROUNDS = 2;

async function askLadder(call: Call, via: 'auto' | 'ir'): Promise<Outcome<Proposal, Refusal>> {
  const isAuto = via === 'auto';
  const otherwise = isAuto ? (reply: string) => verilogInstead(reply, call.request) : () => null;
  const planned = await askPlan(call, { kind: 'plan', trouble: '', takesRaw: isAuto, otherwise });
  if (planned.ok || !isAuto || !FORM_TROUBLE.has(planned.error.reason)) return planned;
  const { reason, detail } = planned.error;
  // Who cannot write the form at all will not write it with one more kind of node.
  if (reason !== 'unparsable-reply') {
    const short = { ...call, options: { ...call.options, rounds: Math.min(RAW_ROUNDS, call.options.rounds) } };
    const raw = await askPlan(short, { kind: 'raw', trouble: detail, takesRaw: true, otherwise });
    if (raw.ok) return ok({ ...raw.value, notes: [`no plan without raw nodes: ${detail}`, ...raw.value.notes] });
    if (!FORM_TROUBLE.has(raw.error.reason)) return raw;
  }
  return askVerilog(call, [`no plan: ${detail}`]);
}

/** Some models answer every question with Verilog; with `auto` that is taken as it is. */
function verilogInstead(reply: string, request: AuthorRequest): Outcome<Proposal, Wrong> | null {
  if (!/\bmodule\b[\s\S]*\bendmodule\b/.test(reply)) return null;
  const read = readVerilog(reply, request);
  return read.ok ? read : null;
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
    return fail(unreadable({ kind: 'no-code', detail: 'there is no module in it' }));
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
      if (!edits.ok) return fail(unreadable(edits.error));
      const applied = applyEdits(text, edits.value);
      if (!applied.ok) return fail(misfit(`Copy "find" exactly from the module: ${applied.error}.`));
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
      return decoded.ok ? decoded : fail(unreadable(decoded.error));
    },
  });
  return ideas.ok ? ok(ideas.value.slice(0, count)) : ideas;
}
