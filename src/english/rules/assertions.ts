import { addRules, type Captures, type Grammar, type RuleLine } from '../grammar.ts';
import type { Action, Branch, Statement } from '../statement.ts';
import { op, type Value } from '../value.ts';

type Claim = Extract<Statement, { readonly s: 'claim' }>;

/** What an action that sets a signal leaves true; null for any other action. */
function equalityOf(action: Action): Value | null {
  return action.a !== 'set' || action.target === null ? null : op('same', action.target, action.value);
}

/** Branches as claims; a last branch without a condition holds where none of the others does. */
export function claimsOf(branches: readonly Branch[]): readonly Claim[] | null {
  const claims: Claim[] = [];
  const guards = branches.flatMap((one) => (one.guard === null ? [] : [one.guard]));
  const some = guards.length === 0 ? null : guards.reduce((left, right) => op('||', left, right));
  for (const branch of branches) {
    const when = branch.guard ?? (some === null ? null : op('u!', some));
    for (const action of branch.actions) {
      const holds = equalityOf(action);
      if (holds === null) return null;
      claims.push({ s: 'claim', when, holds });
    }
  }
  return claims;
}

const branchesAsClaims = (c: Captures): readonly Claim[] | null => claimsOf(c['b'] as readonly Branch[]);

const CLAIMS: readonly RuleLine[] = [
  ['claim.example', "(for (example | instance) | eg) [','] b:<branches>", branchesAsClaims],
  ['claim.example-bracket', "'(' (for (example | instance) | eg) [','] b:<branches> ')'", branchesAsClaims],
];

/** Facts that add nothing and must be true of what other sentences tell: what happens in an example. */
export function addAssertionRules(grammar: Grammar): void {
  addRules(grammar, 'clause', CLAIMS);
}
