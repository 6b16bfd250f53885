import type { Value } from '../../english/index.ts';
import type { Draft, Fact, Piece, Trouble } from './facts.ts';
import { factsOf, troubleAt } from './facts.ts';
import { withSubject } from './map-facts.ts';

/** What a signal is: a register, or a function of the present values of others. */
export type Storage = 'register' | 'wire';

/** A sentence that says what kind of signals some are. */
export type StorageFact = Fact & { readonly statement: Extract<Fact['statement'], { readonly s: 'fact' }> };

/** The sentences and descriptions that say of signals whether they are registers. */
export const storageFacts = (facts: readonly Fact[]): readonly StorageFact[] =>
  factsOf(facts, 'fact').filter(({ statement }) => statement.fact === 'storage');

/** What kind the sentence says its signals are of. */
export const kindSaid = ({ statement }: StorageFact): Storage => (statement.text === 'wire' ? 'wire' : 'register');

/**
 * The signals that such a sentence is about: those it names, the port it stands beside, all outputs. A word for a
 * signal is looked up by `noun`; null where that finds none.
 */
export function storedNames(
  fact: StorageFact,
  draft: Draft,
  noun: (word: string) => string | null,
): readonly string[] | null {
  const { values } = fact.statement;
  if (values.length === 0) return fact.about === null ? null : [fact.about];
  const names = values.flatMap((value) => namesOfOne(value, draft, noun));
  return names.includes(null) ? null : names.flatMap((name) => (name === null ? [] : [name]));
}

function namesOfOne(value: Value, draft: Draft, noun: (word: string) => string | null): readonly (string | null)[] {
  if (value.k === 'name') return [value.name];
  if (value.k !== 'noun') return [null];
  return value.noun === 'every-output' ? draft.outputs.map((port) => port.name) : [noun(value.noun)];
}

/** Whether what a sentence says of the kind of signals is true of what was built. */
export function storageHolds(fact: StorageFact, draft: Draft, whole: Piece): boolean {
  const names = storedNames(fact, draft, () => null);
  const kind = kindSaid(fact) === 'register' ? 'reg' : 'assign';
  const isBuilt = (name: string): boolean =>
    !isBoth(fact, name) && whole.nodes.some((node) => node.kind === kind && drivenBy(node) === name);
  return names?.every(isBuilt) ?? false;
}

/** "The register q is combinational." */
const isBoth = (fact: StorageFact, name: string): boolean =>
  kindSaid(fact) === 'wire' && new RegExp(`\\b(?:registers?|flip-?flops?)\\s+\x60?${name}\\b`, 'i').test(fact.text);

const drivenBy = (node: Piece['nodes'][number]): string | null =>
  node.kind === 'reg' ? node.name : node.kind === 'assign' ? node.lhs : null;

/** What a text says that signals are, with the sentences that say it. */
export interface Told {
  readonly kinds: ReadonlyMap<string, Storage>;
  /** The sentences that call a signal by a word, with the signals meant: nothing but this reading knows which. */
  readonly byWord: ReadonlyMap<Fact, readonly string[]>;
}

/** Everything the text says of what kind signals are; a trouble where it is unclear of which, or says both of one. */
export function toldKinds(
  facts: readonly Fact[],
  draft: Draft,
  noun: (word: string, fact: Fact) => string | null,
): Told | Trouble {
  const kinds = new Map<string, Storage>();
  const byWord = new Map<Fact, readonly string[]>();
  for (const fact of storageFacts(facts)) {
    const names = storedNames(fact, draft, (word) => noun(word, fact));
    if (names === null) return troubleAt('ambiguous', 'it is not clear which output this is said of', fact.span);
    const kind = kindSaid(fact);
    const both = names.find((name) => (kinds.get(name) ?? kind) !== kind || isBoth(fact, name));
    if (both !== undefined)
      return troubleAt('contradiction', `the text calls ${both} both a register and combinational`, fact.span);
    for (const name of names) kinds.set(name, kind);
    if (storedNames(fact, draft, () => null) === null) byWord.set(fact, names);
  }
  return { kinds, byWord };
}

/** "valid is a register. It becomes 1 when …": in such a sentence, and in the next, "it" is the signal it begins with. */
export function withKindSubjects(facts: readonly Fact[]): readonly Fact[] {
  const heads = storageFacts(facts);
  return facts.map((fact): Fact => {
    if (fact.statement.s !== 'do') return fact;
    const head =
      heads.find((one) => one.sentence === fact.sentence) ??
      heads.find((one) => one.sentence === fact.sentence - 1 && /^it\b/i.test(fact.text) && isAlone(one, facts));
    const [subject, more] = head?.statement.values ?? [];
    if (subject === undefined || more !== undefined) return fact;
    return withSubject(fact, subject);
  });
}

/** The sentence says nothing of behaviour beside what kind its signal is of. */
const isAlone = (head: StorageFact, facts: readonly Fact[]): boolean =>
  facts.every((fact) => fact.sentence !== head.sentence || fact === head || fact.statement.s === 'context');
