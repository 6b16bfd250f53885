import type { ChatMessage } from '../../contracts/chat.ts';
import type { Context } from '../../contracts/context.ts';
import type { Feedback } from '../../contracts/feedback.ts';
import type { Spec } from '../../contracts/spec.ts';
import { estimateTokens } from '../../util/estimate-tokens.ts';
import type { AuthorRequest, Previous } from './author.ts';
import { portText } from './header-text.ts';
import { EDITS_SYSTEM } from './prompts/edits.ts';
import { IDEAS_SYSTEM } from './prompts/ideas.ts';
import { PLAN_SYSTEM, RAW_PLAN_SYSTEM } from './prompts/plan.ts';
import { VERILOG_SYSTEM } from './prompts/verilog.ts';

/** What is asked for. */
export type PromptKind = 'plan' | 'raw' | 'part' | 'verilog' | 'edits' | 'ideas';

const SYSTEMS: Readonly<Record<PromptKind, string>> = {
  plan: PLAN_SYSTEM,
  raw: RAW_PLAN_SYSTEM,
  part: PLAN_SYSTEM,
  verilog: VERILOG_SYSTEM,
  edits: EDITS_SYSTEM,
  ideas: IDEAS_SYSTEM,
};

export interface PromptParts extends Pick<AuthorRequest, 'spec' | 'context' | 'feedback' | 'idea' | 'previous'> {
  readonly facts: readonly string[];
  /** Why an earlier way to ask came to nothing. */
  readonly trouble?: string;
  /** The one module that is asked for, and what is wrong with it. */
  readonly part?: { readonly module: string; readonly hints: readonly string[] };
}

/** Room of a prompt in tokens; a 7B model with 8k context keeps the rest for its answer. */
export const PROMPT_TOKENS = 5_000;

/**
 * The messages of one question. The specification and what is wrong are always there in full; retrieved code fills what
 * room is left, and what did not fit is counted in the text.
 */
export function promptMessages(kind: PromptKind, parts: PromptParts, room = PROMPT_TOKENS): readonly ChatMessage[] {
  const system = SYSTEMS[kind];
  const fixed = [
    section('SPECIFICATION', parts.spec.text.trim()),
    section(`INTERFACE OF ${parts.spec.top}`, interfaceText(parts.spec)),
    section('FACTS, solved exactly; build on them', parts.facts.map((fact) => `- ${fact}`).join('\n')),
    section('READ IT LIKE THIS', parts.idea ?? ''),
    parts.previous === null ? '' : section(PREVIOUS[parts.previous.kind], parts.previous.text.trim()),
    section('WHAT IS WRONG WITH IT', feedbackText(parts.feedback)),
    section('WHY A PLAN COULD NOT BE BUILT', parts.trouble ?? ''),
    partText(parts.part),
  ].filter((text) => text !== '');
  const used = estimateTokens(system) + fixed.reduce((sum, text) => sum + estimateTokens(text), 0);
  const retrieved = kind === 'edits' ? '' : contextText(parts.context, room - used);
  const ask = kind === 'part' ? askForPart(parts.part?.module ?? '') : ASKS[kind];
  return [
    { role: 'system', content: system },
    { role: 'user', content: [retrieved, ...fixed, ask].filter((text) => text !== '').join('\n\n') },
  ];
}

const partText = (part: PromptParts['part']): string =>
  part === undefined
    ? ''
    : section(`WHAT IS WRONG WITH MODULE ${part.module}`, part.hints.map((hint) => `- ${hint}`).join('\n'));

const PREVIOUS: Readonly<Record<Previous['kind'], string>> = {
  plan: 'YOUR EARLIER PLAN',
  verilog: 'THE MODULE',
};

const askForPart = (module: string): string =>
  `Answer with {"modules":[...]} that holds only module ${module}, whole and with the same ports. The others stay as they are.`;

const ASKS: Readonly<Record<Exclude<PromptKind, 'part'>, string>> = {
  plan: 'Answer with the JSON plan.',
  raw: 'Answer with the JSON plan.',
  verilog: 'Answer with the module in a ```verilog block.',
  edits: 'Answer with the JSON edits.',
  ideas: 'Answer with the JSON ideas.',
};

const section = (title: string, text: string): string => (text === '' ? '' : `## ${title}\n${text}`);

const interfaceText = (spec: Spec): string =>
  [
    ...spec.params.map((param) => `parameter ${param.name} = ${param.value === '' ? 1 : param.value}`),
    ...spec.ports.map(portText),
  ].join('\n');

/** Feedback as a list; what was left out is said. */
export function feedbackText(feedback: readonly Feedback[]): string {
  return feedback
    .flatMap(({ items, omitted }) => [
      ...items.map(({ say, range }) => `- ${range === null ? '' : `line ${range.line}: `}${say}`),
      ...(omitted === 0 ? [] : [`- and ${omitted} more that are not shown`]),
    ])
    .join('\n');
}

function contextText(context: Context | null, room: number): string {
  if (context === null || context.passages.length === 0) return '';
  const kept: string[] = [];
  let left = room;
  for (const passage of context.passages) {
    const text = `// ${passage.range.file}:${passage.range.line}\n${passage.text}`;
    const cost = estimateTokens(text);
    if (cost > left) continue;
    left -= cost;
    kept.push(text);
  }
  const omitted = context.passages.length - kept.length;
  const note = omitted === 0 ? '' : `\n// ${omitted} more passages did not fit`;
  return kept.length === 0
    ? ''
    : section('CODE FROM THE REPOSITORY, for names and style', `${kept.join('\n\n')}${note}`);
}
