import { addRepeat, addRules, type Captures, type Grammar, type RuleLine } from '../grammar.ts';
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

const both = (left: Value | null, right: Value | null): Value | null =>
  left === null || right === null ? (left ?? right) : op('&&', left, right);

/** What a bracket behind a sentence repeats holds under the condition of that sentence; null where that is not clear. */
export function underCondition(
  statements: readonly Statement[],
  claims: readonly Statement[],
): readonly Claim[] | null {
  const last = statements.at(-1);
  if (last?.s !== 'do' || last.edge !== null || last.chain) return null;
  const [only, more] = last.branches;
  if (only === undefined || more !== undefined) return null;
  return claims.flatMap((claim) => (claim.s === 'claim' ? [{ ...claim, when: both(only.guard, claim.when) }] : []));
}

const CLAIMS: readonly RuleLine[] = [
  ['claim.example', "(for (example | instance) | eg) [','] b:<branches>", branchesAsClaims],
  ['claim.example-bracket', "'(' (for (example | instance) | eg) [','] b:<branches> ')'", branchesAsClaims],
];

/** Facts that add nothing and must be true of what other sentences tell: what happens in an example. */
export function addAssertionRules(grammar: Grammar): void {
  addRules(grammar, 'clause', CLAIMS);
  addRules(grammar, 'claim-part', [
    ['claim.part', "[',' | ';'] [and] b:<branches>", branchesAsClaims],
    ['claim.etc', "[',' | ';'] [and] (etc | so on | so forth) ['.']", () => []],
  ]);
  addRepeat(grammar, 'claim-parts', 'claim-part');
  addRules(grammar, 'bracketed-claims', [
    [
      'claim.bracketed',
      "'(' [ie [',']] p:<claim-parts> ')'",
      (c) => {
        const parts = (c['p'] as readonly (readonly Claim[])[]).flat();
        return parts.length > 0 ? parts : null;
      },
    ],
  ]);
}
