import type { Clocking, Spec } from '../../contracts/spec.ts';
import { resetWords } from '../../engines/hybrid/reset-words.ts';
import { draftOf } from '../../engines/rule/draft.ts';
import { combinations, readProse } from '../../engines/rule/reading.ts';

/** What the text states of clock and reset; null where it states nothing, or two things. */
export interface StatedClocking {
  readonly clock: string | null;
  readonly edge: Clocking['edge'] | null;
  readonly reset: string | null;
  readonly kind: 'sync' | 'async' | null;
  readonly active: 'high' | 'low' | null;
}

/** Reads what a specification states of its clock and reset, from the sentences that rules can read and its words. */
export function statedClocking(spec: Spec): StatedClocking {
  const readable = readProse(spec).filter((sentence) => sentence.readings.length > 0);
  const [facts = []] = combinations(readable);
  const draft = draftOf(spec, facts);
  const { clock = null, reset = null, assumptions = [], clockFacts = [] } = draft.ok ? draft.value : {};
  const assumed = (rule: string): boolean => assumptions.some((one) => one.rule === rule);
  const words = resetWords(spec.text);
  return {
    clock: clock?.name ?? null,
    edge: clock === null ? null : clockFacts.length > 0 ? EDGES[clock.edge] : null,
    reset: reset?.signal ?? null,
    kind: reset === null ? null : assumed('reset.kind-by-convention') ? words.kind : reset.kind,
    active: reset === null ? null : assumed('reset.polarity-by-name') ? words.active : reset.active,
  };
}

const EDGES = { pos: 'posedge', neg: 'negedge', both: 'both' } as const;

/** Clock and resets of a candidate, as elaborated. */
export interface BuiltClocking {
  readonly clocks: readonly { readonly port: string; readonly edge: 'pos' | 'neg' | 'both' }[];
  readonly resets: readonly {
    readonly port: string;
    readonly active: 'high' | 'low';
    readonly kind: 'async' | 'sync';
  }[];
}

/** In what a candidate contradicts the text, as clauses; empty where it does not, or where nothing is stated. */
export function clockingContradictions(stated: StatedClocking, built: BuiltClocking): readonly string[] {
  const found: string[] = [];
  const clock = built.clocks.find((one) => one.port === stated.clock);
  if (clock !== undefined && stated.edge !== null && EDGES[clock.edge] !== stated.edge)
    found.push(`${clock.port} is used at ${EDGES[clock.edge]}, the spec says ${stated.edge}`);
  const reset = built.resets.find((one) => one.port === stated.reset);
  if (reset !== undefined && stated.kind !== null && reset.kind !== stated.kind)
    found.push(`${reset.port} is ${reset.kind}, the spec says ${stated.kind}`);
  if (reset !== undefined && stated.active !== null && reset.active !== stated.active)
    found.push(`${reset.port} is active ${reset.active}, the spec says ${stated.active}`);
  return found;
}
