import { addRules, type Grammar, type RuleLine } from '../grammar.ts';
import type { Statement } from '../statement.ts';

const judged = (): Statement => ({ s: 'part', nouns: ['property'], claims: [] });

const NOUN =
  '[formal | safety | concurrent | systemverilog | sva] (assertion | assertions | property | properties | sva | sva property | sva properties | systemverilog assertion | systemverilog assertions | invariant | invariants | check | checks)';

const CLAUSES: readonly RuleLine[] = [
  [
    'property.hold',
    `[all | both] [of] [following | these | this] ${NOUN} [given | listed | shown] [below | above] (must | shall | should | have to | has to | will) [always | all] (hold | be satisfied | be met | pass | be true) [for (<circuit> | implementation)]`,
    judged,
  ],
  [
    'property.satisfy',
    `(<circuit> | implementation) (must | shall | should | has to | will) (satisfy | meet | fulfil | fulfill | pass | obey | respect) [all | both] [of] [following | these | this] ${NOUN} [given | listed | shown] [below | above]`,
    judged,
  ],
  [
    'property.here',
    `(following | these) ${NOUN} (are | is) [to be] (checked | verified | proved | proven | used to check it)`,
    judged,
  ],
  [
    'property.check-with',
    `(check | verify) (it | <circuit>) (with | against | using) [following | these] ${NOUN}`,
    judged,
  ],
];

/** Sentences that hand assertions over as checks of the design. */
export function addPropertyRules(grammar: Grammar): void {
  addRules(grammar, 'clause', CLAUSES);
}
