import type { Feature } from '../../english/index.ts';
import { type Fact, factsOf } from './facts.ts';

type Built = ReturnType<typeof buildsOf>[number];

const buildsOf = (facts: readonly Fact[]) => factsOf(facts, 'build');

/**
 * "It has a count enable": features that a sentence gives the component that another sentence names. Where the text
 * names none, or several, the sentence stays as it is and is refused.
 */
export function withMergedThings(facts: readonly Fact[]): readonly Fact[] {
  const parts = buildsOf(facts).filter(isPart);
  const [whole, second] = buildsOf(facts).filter((fact) => !isPart(fact));
  if (parts.length === 0 || whole === undefined || second !== undefined) return facts;
  const features: readonly Feature[] = parts.flatMap((fact) => fact.statement.thing.features);
  const { statement } = whole;
  const thing = { ...statement.thing, features: [...statement.thing.features, ...features] };
  const merged: Fact = { ...whole, statement: { ...statement, thing } };
  return facts.filter((fact) => !parts.some((part) => part === fact)).map((fact) => (fact === whole ? merged : fact));
}

const isPart = ({ statement }: Built): boolean => statement.thing.head === 'it';
