import type { Value } from './value.ts';

/** Something that happens to one signal. A null target means the thing the sentence is about. */
export type Action =
  | {
      readonly a: 'set';
      readonly target: Value | null;
      readonly value: Value;
      /** Said as a state (`is 1`), not as an event (`is set to 1`, `becomes 1`). */
      readonly stative?: true;
    }
  | { readonly a: 'hold'; readonly target: Value | null }
  | {
      readonly a: 'step';
      readonly target: Value | null;
      readonly dir: 'up' | 'down' | 'any';
      readonly by: Value;
      /** First and last value that the sentence gives the count ("counts from 0 to 6"). */
      readonly range?: readonly [number, number];
      /** From the last value of its range it goes on with the first. */
      readonly wraps?: true;
      /** Said of how it counts in general; a sentence that says when it steps takes its place. */
      readonly habit?: true;
    }
  | { readonly a: 'toggle'; readonly target: Value | null }
  | {
      readonly a: 'shift';
      readonly target: Value | null;
      readonly dir: 'left' | 'right' | null;
      readonly by: Value | null;
      readonly fill: Value | null;
      readonly style: 'logical' | 'arithmetic' | 'rotate' | null;
      /** The bit that the sentence says the new one enters at; it must be the one the direction makes free. */
      readonly at?: Value;
    };

/** Edge of a clock. */
export type Edge = 'pos' | 'neg' | 'both';

/** What a text says of a reset, in whatever order. */
export interface ResetFacts {
  readonly signal: Value | null;
  readonly kind: 'sync' | 'async' | null;
  readonly active: 'high' | 'low' | null;
  /** The edge a sentence calls the reset triggered by; `neg` means active low. */
  readonly edge: Edge | null;
  readonly target: Value | null;
  readonly value: Value | null;
  /** Name of the state that reset leads to. */
  readonly state: string | null;
}

/** A feature of a component: a modifier, a size, an option. Patterns must use every one or refuse. */
export interface Feature {
  readonly f: string;
  readonly word?: string;
  readonly n?: number;
  readonly m?: number;
  readonly values?: readonly Value[];
  readonly reset?: ResetFacts;
  readonly edge?: Edge;
  readonly bits?: string;
}

/** A component as a noun phrase: its head and everything said around it. */
export interface Thing {
  readonly head: string;
  readonly features: readonly Feature[];
}

/** A guarded branch of a behaviour sentence. A null guard is the unconditional or `otherwise` branch. */
export interface Branch {
  readonly guard: Value | null;
  readonly actions: readonly Action[];
  /** Not an `else` of the branch before: both could apply, and then they must not differ. */
  readonly apart?: true;
  /** What holds where none of the other sentences and branches about the signal applies. */
  readonly rest?: true;
  /** `for every other value of sel`: the signal whose values the branches before must be about. */
  readonly restOf?: Value;
}

/** One way on from a state: where to, and when. The empty name is the state itself. */
export interface MachineBranch {
  readonly guard: Value | null;
  readonly to: string;
  /** Beside the branches before it, not after them: "… and to B when y is 1". */
  readonly apart?: true;
  /** Clock cycles that the machine has been in the state when it leaves it this way. */
  readonly after?: number;
  /** The state it leaves, where a sentence goes on from state to state. */
  readonly from?: string;
}

/** A gate of a netlist in words: which kind, how many inputs it is said to have, and which of several. */
export interface GateRef {
  readonly kind: string;
  readonly inputs: number | null;
  readonly which: number | null;
}

/** One fact that a sentence states. */
export type Statement =
  /** Says nothing of the circuit; `mentions` are the numbers it names, of something else than this circuit. */
  | { readonly s: 'context'; readonly mentions?: string }
  /** The sentence points at formal content: which kinds it names, and what it claims about them. */
  | { readonly s: 'part'; readonly nouns: readonly string[]; readonly claims: readonly Feature[] }
  | { readonly s: 'build'; readonly thing: Thing; readonly subject: Value | null; readonly also?: Thing }
  | { readonly s: 'clock'; readonly edge: Edge; readonly clock: Value | null; readonly sensitivity?: ResetFacts }
  | { readonly s: 'reset'; readonly reset: ResetFacts }
  | { readonly s: 'no-reset' }
  /** A gate, some of what goes into it, the output it drives, or the gate it drives. */
  | {
      readonly s: 'net';
      readonly gate: GateRef;
      readonly inputs: readonly Value[];
      readonly to: Value | null;
      readonly into: GateRef | null;
    }
  /** `chain`: this is the `otherwise` (or `else if`) of the sentence before. */
  | {
      readonly s: 'do';
      readonly chain: boolean;
      readonly edge: Edge | null;
      /** The clock whose edge it is, where the sentence names it. */
      readonly clock?: Value | null;
      readonly branches: readonly Branch[];
      /** "instead of …": it goes before what the component does by itself. */
      readonly over?: true;
      /** "… instead": it takes the place of what was said of its signals before. */
      readonly instead?: true;
      /** A reset named in the same breath as the clock edge (`or the falling edge of rst_n`). */
      readonly sensitivity?: ResetFacts;
      /** The text says that it happens without a clock. */
      readonly wire?: true;
      /** What it sets lasts for so many clock cycles after the edge, and is then over. */
      readonly lasts?: number;
      /** It says again what was said before ("that is, …"): both must agree. */
      readonly restates?: true;
      /** It happens whatever these signals are: no sentence about them goes before it. */
      readonly beats?: readonly Value[];
      /** "In that case …": under the condition of what was said before; `either` of the last two conditions. */
      readonly again?: 'that' | 'either';
      /** "always", "tied to": nothing else may be said of the signal. */
      readonly firm?: true;
    }
  /** Ways on from states; `chain` goes on with the sentence before, `rest` is for whatever no other sentence covers. */
  | {
      readonly s: 'edges';
      /** Empty: the state that the list entry is about. */
      readonly from: readonly string[];
      readonly branches: readonly MachineBranch[];
      readonly scope: 'own' | 'chain' | 'rest';
    }
  /** Values of outputs in states; `only`: in no other, `otherwise`: the value there. */
  | {
      readonly s: 'outputs';
      readonly states: readonly string[];
      readonly guard: Value | null;
      readonly actions: readonly Action[];
      readonly only: boolean;
      readonly otherwise: Value | null;
      /** Said of all states that no other sentence gives the output a value in. */
      readonly rest?: true;
      /** The same output in other states. */
      readonly second?: { readonly states: readonly string[]; readonly value: Value };
      /** The states that the same list goes on with, and what the outputs are there. */
      readonly more?: readonly { readonly state: string; readonly actions: readonly Action[] }[];
    }
  /** A sentence that frames what others tell: the design must have what it names. */
  | {
      readonly s: 'purpose';
      readonly claims: readonly string[];
      readonly widths: readonly number[];
      readonly names: readonly string[];
    }
  | { readonly s: 'priority'; readonly first: Value; readonly over: readonly Value[] }
  | {
      readonly s: 'fact';
      readonly fact: string;
      readonly values: readonly Value[];
      readonly n?: number;
      readonly text?: string;
    }
  /** Something true of the finished circuit at any time, or whenever `when` holds: it builds nothing and is tried out. */
  | { readonly s: 'claim'; readonly when: Value | null; readonly holds: Value }
  | { readonly s: 'example'; readonly when: readonly Value[]; readonly gives: readonly Action[] };

/** One reading of a whole sentence: the facts it states, and the rules that read it. */
export interface SentenceReading {
  readonly statements: readonly Statement[];
  readonly rules: readonly string[];
  readonly cost: number;
}

/** An empty set of reset facts to fill. */
export const NO_RESET_FACTS: ResetFacts = {
  signal: null,
  kind: null,
  active: null,
  edge: null,
  target: null,
  value: null,
  state: null,
};

/** What a behaviour sentence says, where it is one action in one case; null for any other statement. */
export function soleAction(statement: Statement): { readonly guard: Value | null; readonly action: Action } | null {
  const [branch, more] = statement.s === 'do' ? statement.branches : [];
  const [action, other] = branch?.actions ?? [];
  return branch === undefined || more !== undefined || action === undefined || other !== undefined
    ? null
    : { guard: branch.guard, action };
}
