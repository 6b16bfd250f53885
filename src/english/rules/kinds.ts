import { addRules, type Captures, type Grammar, type RuleLine } from '../grammar.ts';
import type { Action, Branch, Statement } from '../statement.ts';
import { namesOf, type Value } from '../value.ts';
import { casesOf } from './branches.ts';
import { opt } from './captures.ts';
import { storageFact } from './storage.ts';
import { val } from './values.ts';

const WIRED =
  "[purely] (combinational | combinatorial) [output | signal | flag] ['(' not registered ')' | ',' not registered]";
const STORED = '(registered (output | signal | flag) | registered | register | flip flop)';

const kindOf = (c: Captures, kind: 'register' | 'wire'): Statement => storageFact(kind, [val(c, 't')]);

/** What is said of "it" behind the words that say what kind of signal it is. */
const ofIt = (branches: readonly Branch[], target: Value): readonly Branch[] =>
  branches.map((branch) => ({
    ...branch,
    actions: branch.actions.map((action) => (isIt(action.target) ? { ...action, target } : action)),
  }));

const isIt = (target: Value | null): boolean => target === null || (target.k === 'noun' && target.noun === 'it');

const kindAnd =
  (kind: 'register' | 'wire') =>
  (c: Captures): readonly Statement[] => [
    kindOf(c, kind),
    {
      s: 'do',
      chain: false,
      edge: null,
      branches: ofIt(c['b'] as readonly Branch[], val(c, 't')),
      ...(kind === 'wire' ? { wire: true } : {}),
    },
  ];

/** The value an output has when, in one breath with its being combinational. */
function wiredCases(c: Captures): readonly Statement[] | null {
  const branches = c['r'] === undefined ? [plainCase(c)] : casesOf(c);
  return branches === null
    ? null
    : [kindOf(c, 'wire'), { s: 'do', chain: false, edge: null, branches: [...branches], wire: true }];
}

const plainCase = (c: Captures): Branch => ({
  guard: opt(c, 'g'),
  actions: [{ ...(c['x'] as Action), target: val(c, 't') }],
});

/** "g is derived combinationally from b: g = …": the names it is said to come from are in what it is. */
function derived(c: Captures): readonly Statement[] | null {
  const actions = c['x'] as readonly Action[];
  const used = new Set(actions.flatMap((action) => (action.a === 'set' ? namesOf(action.value) : [])));
  const from = c['v'] === undefined ? [] : namesOf(val(c, 'v'));
  if (from.some((name) => !used.has(name))) return null;
  return [
    kindOf(c, 'wire'),
    { s: 'do', chain: false, edge: null, branches: ofIt([{ guard: null, actions }], val(c, 't')), wire: true },
  ];
}

const KINDS: readonly RuleLine[] = [
  [
    'kind.wired-it',
    `[output | signal | flag] t:<target> [<modal>] (be | is) ${WIRED} (',' | ';' | ':' | and | [','] and) b:<branches>`,
    kindAnd('wire'),
  ],
  [
    'kind.registered-it',
    `[output | signal | flag] t:<target> [<modal>] (be | is) ${STORED} (',' | ';' | ':' | and | [','] and) b:<branches>`,
    kindAnd('register'),
  ],
  [
    'kind.derived',
    "[output] t:<target> [<modal>] (be | is) (derived | computed | calculated | generated | formed | obtained) combinationally [from (v:<atom> | [binary | current] (count | counter | value))] [',' | ':' | as] x:<actions>",
    derived,
  ],
  [
    'kind.wired-is',
    `[output | signal | flag] t:<target> [<modal>] (be | is) ${WIRED} [',' | ';'] (and | that | which) x:<vp> [g:<guard>]`,
    wiredCases,
  ],
  [
    'kind.wired-cases',
    `[output | signal | flag] t:<target> [<modal>] (be | is) ${WIRED} [',' | ';' | ':'] [and | that | which] [it | this | that] x:<vp> g:<guard> [',' | ';'] [and | but] r:<cases>`,
    wiredCases,
  ],
];

/** "If it is, …" and "if it does not, …" after "it checks whether …". */
const checks = (c: Captures): Statement => ({
  s: 'do',
  chain: false,
  edge: null,
  branches: [{ guard: val(c, 'v'), actions: [] }],
});

const again =
  (isNot: boolean) =>
  (c: Captures): Statement =>
    isNot
      ? { s: 'do', chain: true, edge: null, branches: c['b'] as readonly Branch[] }
      : { s: 'do', chain: false, edge: null, branches: c['b'] as readonly Branch[], again: 'that' };

const CHECKS: readonly RuleLine[] = [
  [
    'check.whether',
    '(it | <circuit> | counter | logic | <target>) (checks | tests | compares | examines) (if | whether) v:<condition>',
    checks,
  ],
  [
    'check.so',
    "(if | when) (it (is | does) | this is case | that is case | so | they are | yes) [','] [<subject>] b:<branches>",
    again(false),
  ],
  ['check.not', "(if | when) (it (is | does) not | not) ',' [<subject>] b:<branches>", again(true)],
];

const HOLDS: readonly RuleLine[] = [
  ['hold.nothing', "g:<guard> [','] nothing (changes | happens | is changed | moves)", (c) => frozen(val(c, 'g'))],
  ['hold.nothing-last', 'nothing (changes | happens | is changed | moves) g:<guard>', (c) => frozen(val(c, 'g'))],
  [
    'hold.both',
    "g:<guard> [','] (both | all | all registers | all values | everything) (keep | hold | retain | maintain | keeps | holds) [their | its] [current | old | present] [value | values | state | contents]",
    (c) => frozen(val(c, 'g')),
  ],
];

/** Every register keeps its value while the condition holds. */
const frozen = (guard: Value): Statement => ({
  s: 'do',
  chain: false,
  edge: null,
  branches: [{ guard, actions: [{ a: 'hold', target: { k: 'noun', noun: 'every-register' } }] }],
});

const INSTEAD: readonly RuleLine[] = [
  [
    'do.instead-bare',
    "g:<guard> [','] x:<actions> instead",
    (c) => ({
      s: 'do',
      chain: false,
      edge: null,
      instead: true,
      branches: [{ guard: val(c, 'g'), actions: c['x'] as readonly Action[] }],
    }),
  ],
];

/** What kind of signal an output is, checks spoken of before their branches, and what happens to everything at once. */
export function addKindRules(grammar: Grammar): void {
  addRules(grammar, 'clause', [...KINDS, ...CHECKS, ...HOLDS, ...INSTEAD]);
}
