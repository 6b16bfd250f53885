/**
 * Adaptive limit on requests under way: additive increase after a run of successes, halved on a rate limit
 * (the rule of TCP congestion avoidance, RFC 5681), so that a small local server is not flooded.
 */
export class AdaptiveLimit {
  #limit: number;
  readonly #most: number;
  #running = 0;
  #successes = 0;
  readonly #waiting: (() => void)[] = [];

  constructor(start: number, most: number) {
    this.#limit = Math.max(1, start);
    this.#most = Math.max(1, most);
  }

  /** Requests allowed at once now. */
  get limit(): number {
    return this.#limit;
  }

  async run<T>(work: () => Promise<T>): Promise<T> {
    while (this.#running >= this.#limit) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    this.#running += 1;
    try {
      return await work();
    } finally {
      this.#running -= 1;
      this.#wake();
    }
  }

  succeeded(): void {
    this.#successes += 1;
    if (this.#successes < this.#limit || this.#limit >= this.#most) return;
    this.#successes = 0;
    this.#limit += 1;
    this.#wake();
  }

  limited(): void {
    this.#successes = 0;
    this.#limit = Math.max(1, Math.floor(this.#limit / 2));
  }

  #wake(): void {
    const free = this.#limit - this.#running;
    for (const resolve of this.#waiting.splice(0, Math.max(0, free))) resolve();
  }
}
