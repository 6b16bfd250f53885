import { randomBytes } from 'node:crypto';
import type { CheckEnvironment } from '../checks/check-environment.ts';
import type { ChatModel } from '../contracts/chat.ts';
import { ToolchainError } from '../contracts/error.ts';
import { hybridAuthor } from '../engines/hybrid/index.ts';
import { type Author, modelAuthor, type Via } from '../engines/llm/index.ts';
import type { Select } from '../pipeline/loop/attempt.ts';
import { selectBest } from '../pipeline/loop/select-best.ts';
import { selectAmong } from '../pipeline/selection/among-attempts.ts';
import { STRATEGIES, type StrategyId } from '../pipeline/strategies/index.ts';

/** Engines of the command line: `rule` needs no model. */
export const ENGINE_NAMES = ['rule', 'llm', 'hybrid'] as const;
export type EngineName = (typeof ENGINE_NAMES)[number];

/** Longest answer asked for, in tokens; with the prompt it fits a context of 8k. */
const ANSWER_TOKENS = 2_800;
/** Questions for one proposal: the first and two corrections. */
const ROUNDS = 3;

/** A model as the author of an engine. */
export function authorOf(engine: Exclude<EngineName, 'rule'>, model: ChatModel, via: Via): Author {
  const options = { model, via, maxTokens: ANSWER_TOKENS, rounds: ROUNDS };
  return engine === 'hybrid' ? hybridAuthor(options) : modelAuthor(options);
}

/** Selection by behaviour where there are tools, else by checks and equal texts. */
export const selectionWith = (environment: CheckEnvironment | null): Select =>
  environment === null ? selectBest : selectAmong({ environment, nonce: () => `vl${randomBytes(8).toString('hex')}` });

/** Reads `--via`. Throws `usage`. */
export function viaNamed(text: string): Via {
  if (text === 'auto' || text === 'ir' || text === 'verilog') return text;
  throw new ToolchainError('usage', `--via ${text}: no such form`, { hint: 'Use auto, ir or verilog.' });
}

/** Reads `--strategy`; by default `sample` for several samples and `single` for one. Throws `usage`. */
export function strategyNamed(text: string | undefined, samples: number): StrategyId {
  if (text === undefined) return samples > 1 ? 'sample' : 'single';
  if (Object.hasOwn(STRATEGIES, text)) return text as StrategyId;
  const known = Object.keys(STRATEGIES).join(', ');
  throw new ToolchainError('usage', `--strategy ${text}: no such strategy`, { hint: `Use one of ${known}.` });
}
