import { addRules, type Captures, type Grammar, type RuleLine } from '../grammar.ts';
import type { Branch, Edge, Statement } from '../statement.ts';
import { namesOf, ref, type Value } from '../value.ts';
import { fact } from './captures.ts';
import { val, vals } from './values.ts';

const OF = '[<level-of>] (l:<names-listed>)';

/** What makes no difference: the names after "no matter what", "regardless of", "even if". */
const UNAFFECTED: readonly RuleLine[] = [
  [
    'regardless.matter',
    '(no matter | whatever | whether or not | no matter whether | no matter if) [what | which | how | value] [value [of] | state [of] | level [of]] l:<names-listed> [<be> | has | have | does | do | says | say] [<level-word> | set | value | level | state]',
    (c) => c['l'],
  ],
  ['regardless.whatever', `whatever (value | state | level) of l:<names-listed> [<be>]`, (c) => c['l']],
  [
    'regardless.of',
    `(regardless of | irrespective of | independent of | independently of | without regard to | disregarding | ignoring) ${OF}`,
    (c) => c['l'],
  ],
  [
    'regardless.whether',
    '(regardless of | irrespective of | no matter | independent of) (whether | if) v:<condition> [or not]',
    (c) => namesOf(val(c, 'v')).map((name) => ref(name)),
  ],
  [
    'regardless.even',
    'even (if | when | while | though) v:<condition>',
    (c) => namesOf(val(c, 'v')).map((name) => ref(name)),
  ],
  ['regardless.even-with', 'even with v:<settings>', (c) => namesOf(val(c, 'v')).map((name) => ref(name))],
];

/** The sentence with what it goes before; one without a condition does not depend on the signals at all. */
function beating(c: Captures): Statement | readonly Statement[] | null {
  const branches = c['b'] as readonly Branch[];
  const names = vals(c, 'u');
  if (names.length === 0 || names.some((one) => one.k !== 'name')) return null;
  const said: Statement = { s: 'do', chain: false, edge: null, branches, beats: names };
  const isOpen = branches.some(({ guard }) => guard === null);
  const text = (names as readonly Extract<Value, { readonly k: 'name' }>[]).map((one) => one.name);
  return isOpen ? [said, fact('independent', names, { text: text.join(' ') })] : said;
}

interface Moment {
  readonly edge: Edge | null;
  readonly clock: Value | null;
}

/** The behaviour among the statements, at a clock edge. */
const atEdge = (said: Statement | readonly Statement[] | null, { edge, clock }: Moment): readonly Statement[] | null =>
  said === null ? null : [said].flat().map((one) => (one.s === 'do' ? { ...one, edge, clock } : one));

const CLAUSES: readonly RuleLine[] = [
  ['regardless.last', "[<subject>] b:<branches> ([','] u:<unaffected> | '(' u:<unaffected> ')')", beating],
  [
    'regardless.at-edge',
    "g:<guard> [','] a:<at-edge> [','] x:<actions> [','] u:<unaffected>",
    (c) => atEdge(beating({ ...c, b: [{ guard: c['g'], actions: c['x'] }] }), c['a'] as Moment),
  ],
  ['regardless.first', "u:<unaffected> ',' [<subject>] b:<branches>", beating],
];

/** Sentences that say which signals make no difference to what they tell. */
export function addRegardlessRules(grammar: Grammar): void {
  addRules(grammar, 'level-of', [
    ['level-of', '(value | state | level | values | states | levels | setting) of', () => true],
  ]);
  addRules(grammar, 'unaffected', UNAFFECTED);
  addRules(grammar, 'clause', CLAUSES);
}
