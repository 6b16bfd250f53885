import type { ChatFailure } from '../contracts/chat.ts';
import { ToolchainError } from '../contracts/error.ts';

/** A failed call as the error that ends a command: a spent budget is inconclusive, everything else is the environment. */
export function modelError(failure: ChatFailure): ToolchainError {
  const isBudget = failure.kind === 'budget';
  return new ToolchainError(isBudget ? 'budget' : 'model', `the model gave no answer: ${failure.detail}`, {
    hint: isBudget
      ? 'Raise --max-requests, --max-tokens or --max-usd.'
      : 'Check --base-url, --model and the key; try doctor.',
  });
}
