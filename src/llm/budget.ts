import type { ChatUsage } from '../contracts/chat.ts';

/** Caps the user set; null means none. */
export interface BudgetLimits {
  readonly requests: number | null;
  readonly tokens: number | null;
  readonly usd: number | null;
  /** US dollars for a million prompt and completion tokens; needed for a cap in dollars. */
  readonly price: { readonly prompt: number; readonly completion: number } | null;
}

export interface BudgetState {
  readonly requests: number;
  readonly promptTokens: number;
  readonly completionTokens: number;
  readonly usd: number;
}

/** Counts what model calls cost and says when to stop. Requests under way are reserved, so that none overshoots by many. */
export class ModelBudget {
  readonly #limits: BudgetLimits;
  #requests = 0;
  #usage: ChatUsage = { promptTokens: 0, completionTokens: 0 };

  constructor(limits: BudgetLimits) {
    this.#limits = limits;
  }

  /** Reserves one request; a sentence saying which cap is reached where there is no room. */
  reserve(): string | null {
    const { requests, tokens, usd } = this.#limits;
    const spent = this.state();
    if (requests !== null && spent.requests >= requests) return `${requests} requests are used`;
    if (tokens !== null && spent.promptTokens + spent.completionTokens >= tokens) return `${tokens} tokens are used`;
    if (usd !== null && spent.usd >= usd) return `${usd} US dollars are used`;
    this.#requests += 1;
    return null;
  }

  /** Books what an answered request used. */
  book(usage: ChatUsage): void {
    this.#usage = {
      promptTokens: this.#usage.promptTokens + usage.promptTokens,
      completionTokens: this.#usage.completionTokens + usage.completionTokens,
    };
  }

  state(): BudgetState {
    const price = this.#limits.price ?? { prompt: 0, completion: 0 };
    const { promptTokens, completionTokens } = this.#usage;
    const usd = (promptTokens * price.prompt + completionTokens * price.completion) / 1e6;
    return { requests: this.#requests, promptTokens, completionTokens, usd };
  }
}
