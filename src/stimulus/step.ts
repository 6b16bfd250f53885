/**
 * One step: the data inputs take `data`, everything settles and is compared; then input bit `toggle` alone changes,
 * everything settles and is compared again; the toggle is done `repeat` times in all.
 */
export interface StimulusStep {
  /** Values of all inputs packed as {@link InputLayout} says; bits of clocks are ignored. */
  readonly data: bigint;
  /** Packed position of the clock or gate bit that changes; null for none. */
  readonly toggle: number | null;
  /** At least 1. */
  readonly repeat: number;
}
