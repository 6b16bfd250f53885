import type { Design } from '../blast/design.ts';
import type { Graph } from '../graph.ts';
import type { Clocking } from '../netlist/clocking.ts';
import type { Trit } from '../trit.ts';

/** Two designs with the same ports under one time model. */
export interface DesignPair {
  readonly golden: Design;
  readonly candidate: Design;
  readonly clocking: Clocking;
}

/** What an input of the product stands for. */
export type ProductInput =
  | { readonly kind: 'port'; readonly literal: number; readonly port: string; readonly bit: number }
  /** Sync mode with asynchronous controls: the clock edge comes in this step. */
  | { readonly kind: 'tick'; readonly literal: number }
  /** Event mode: 1 lets the clocks change, 0 the other inputs. */
  | { readonly kind: 'turn'; readonly literal: number }
  /** A choice of the adversary: a power-up value or an x of the candidate. */
  | { readonly kind: 'free'; readonly literal: number };

/** A register of the product; every latch starts at 0. */
export interface ProductLatch {
  readonly literal: number;
  readonly next: number;
}

/** One output bit on both sides. */
export interface ProductOutput {
  readonly port: string;
  readonly bit: number;
  readonly golden: Trit;
  readonly candidate: number;
}

/** Both designs side by side as one transition system; `bad` holds where the golden is known and differs. */
export interface Product {
  readonly graph: Graph;
  readonly inputs: readonly ProductInput[];
  readonly latches: readonly ProductLatch[];
  /** Value that each input port bit has in the step (event mode holds some back). */
  readonly effective: readonly { readonly port: string; readonly bit: number; readonly literal: number }[];
  readonly outputs: readonly ProductOutput[];
  readonly bad: number;
  /** Whether the clock edge of sync mode comes in the step. */
  readonly tick: number;
  /** Literal that holds where the next values of a shared pair disagree. */
  readonly pairMismatch: readonly { readonly pair: SharedPair; readonly literal: number }[];
  /** Golden state bits whose next value is known by structure. */
  readonly goldenNextKnown: readonly boolean[];
  /** The clocking that the steps follow. */
  readonly clocking: Clocking;
}

/** A golden and a candidate state bit (indices into `Design.state`) that hold the same value. */
export interface SharedPair {
  readonly golden: number;
  readonly candidate: number;
}

/** How the state of both sides is represented and where it starts. */
export interface ProductPlan {
  readonly shared: readonly SharedPair[];
  /** Golden state bits in dual rail (indices); the others are known values. */
  readonly dual: ReadonlySet<number>;
  /** Start of each golden bit; a pair of names takes the candidate's start (`same`). */
  readonly goldenStart: readonly GoldenStart[];
  readonly candidateStart: readonly CandidateStart[];
  /**
   * `rails`: a dual golden bit is kept as (may be 1, may be 0). `tracked`: every golden bit is kept as a value under
   * chosen starts, which may be shared with the candidate, and a flag that says whether it is unknown. Both are exact;
   * solvers find invariants such as "known, hence equal" in the second.
   */
  readonly encoding: 'rails' | 'tracked';
}

export type GoldenStart = '0' | '1' | 'x' | { readonly same: number };
export type CandidateStart = '0' | '1' | 'free';
