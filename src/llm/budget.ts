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

/** Room held for one request under way. Must be settled once, with what was used, or with null where nothing was. */
export interface Reservation {
  readonly settle: (usage: ChatUsage | null) => void;
}

const NOTHING: ChatUsage = { promptTokens: 0, completionTokens: 0 };

const sum = (a: ChatUsage, b: ChatUsage, sign: 1 | -1): ChatUsage => ({
  promptTokens: a.promptTokens + sign * b.promptTokens,
  completionTokens: a.completionTokens + sign * b.completionTokens,
});

/**
 * Counts what model calls cost and says when to stop. A request holds room for the most it may use until it is
 * answered, so that requests under way together cannot cross a cap.
 */
export class ModelBudget {
  readonly #limits: BudgetLimits;
  #requests = 0;
  #used: ChatUsage = NOTHING;
  #held: ChatUsage = NOTHING;

  constructor(limits: BudgetLimits) {
    this.#limits = limits;
  }

  /** Reserves one request of at most this size; a sentence saying which cap is in the way where there is no room. */
  reserve(most: ChatUsage): Reservation | string {
    const { requests, tokens, usd } = this.#limits;
    const ahead = sum(sum(this.#used, this.#held, 1), most, 1);
    if (requests !== null && this.#requests >= requests) return `${requests} requests are used`;
    if (tokens !== null && ahead.promptTokens + ahead.completionTokens > tokens) {
      return `another request could exceed ${tokens} tokens`;
    }
    if (usd !== null && this.#usdOf(ahead) > usd) return `another request could cost more than ${usd} US dollars`;
    this.#requests += 1;
    this.#held = sum(this.#held, most, 1);
    let isOpen = true;
    return {
      settle: (usage) => {
        if (!isOpen) return;
        isOpen = false;
        this.#held = sum(this.#held, most, -1);
        this.#used = sum(this.#used, usage ?? NOTHING, 1);
      },
    };
  }

  state(): BudgetState {
    return { requests: this.#requests, ...this.#used, usd: this.#usdOf(this.#used) };
  }

  #usdOf({ promptTokens, completionTokens }: ChatUsage): number {
    const price = this.#limits.price ?? { prompt: 0, completion: 0 };
    return (promptTokens * price.prompt + completionTokens * price.completion) / 1e6;
  }
}
