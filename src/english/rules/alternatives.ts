import { addRules, type Captures, type Grammar, type RuleLine } from '../grammar.ts';
import type { Action, Branch, Statement } from '../statement.ts';
import type { Value } from '../value.ts';
import { op } from '../value.ts';
import { val } from './values.ts';

const actions = (c: Captures, name: string): readonly Action[] => c[name] as readonly Action[];

const noSignal = (): { readonly of: Value | null } => ({ of: null });

/** Ways to say `otherwise`. */
const ELSE: readonly RuleLine[] = [
  ['else.failing', 'failing that | or else | elsewhere | in default of that | by default otherwise', noSignal],
  ['else.times', '(at | during) (all other times | other times | any other time | every other time)', noSignal],
  [
    'else.cases',
    '(in | for | under) (every other case | remaining cases | all remaining cases | other case | opposite case | all other (conditions | circumstances | situations) | any other (condition | situation) | any case other than these)',
    noSignal,
  ],
  [
    'else.none',
    '(if | when | while) (none of (these | them | above | those | these conditions | conditions above | above conditions | these cases) | neither [condition | of them | of these | of two] | nothing of this) (is case | is true | holds | hold | applies | apply | is met | are met | is satisfied | are satisfied | is fulfilled)',
    noSignal,
  ],
  ['else.not-so', '(if | when) (this | that | it) is not (case | so | true)', noSignal],
];

/** "y is a unless s is 1, in which case y is b": two branches, the second of which is the condition's own. */
const exceptional = (c: Captures): readonly Branch[] => [
  { guard: val(c, 'g'), actions: actions(c, 'y') },
  { guard: null, actions: actions(c, 'x') },
];

const BRANCHES: readonly RuleLine[] = [
  [
    'do.unless-then',
    "x:<actions> [','] (unless | except (when | if | while)) g:<condition> [','] (in which case | when | and then | where) y:<actions>",
    exceptional,
  ],
  [
    'do.if-then-unless',
    "(unless | except (when | if | while)) g:<condition> [','] x:<actions> [','] in which case y:<actions>",
    exceptional,
  ],
];

const again =
  (which: 'that' | 'either') =>
  (c: Captures): Statement => ({
    s: 'do',
    chain: false,
    edge: null,
    branches: c['b'] as readonly Branch[],
    again: which,
  });

const CLAUSES: readonly RuleLine[] = [
  ['do.that-case', "(in (that | this | such | which) case | if so) [','] [<subject>] b:<branches>", again('that')],
  ['do.that-case-last', '[<subject>] b:<branches> in (that | this | such) case', again('that')],
  [
    'do.either-case',
    "in (both | either | both of these | each of these | either of these) (cases | case) [','] [<subject>] b:<branches>",
    again('either'),
  ],
  ['do.either-case-last', '[<subject>] b:<branches> in (both | either) (cases | case)', again('either')],
];

/** Other words for `otherwise`, exceptions with what holds in them, and references to the case just spoken of. */
export function addAlternativeRules(grammar: Grammar): void {
  addRules(grammar, 'else', ELSE);
  addRules(grammar, 'branches', BRANCHES);
  addRules(grammar, 'clause', CLAUSES);
  addRules(grammar, 'guard', [
    ['guard.except', '(except | save) (when | if | while | where) v:<condition>', (c) => op('u!', val(c, 'v'))],
    ['guard.just', '(just | precisely | only and exactly) (when | if | while) v:<condition>', (c) => val(c, 'v')],
  ]);
}
