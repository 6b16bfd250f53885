import { addRules, addSeries, type Captures, type Grammar, type RuleLine } from '../grammar.ts';
import type { Action, Branch, Edge, ResetFacts, Statement } from '../statement.ts';
import type { Value } from '../value.ts';
import { val } from './values.ts';

const list = <T>(captures: Captures, name: string): readonly T[] => (captures[name] ?? []) as readonly T[];
const opt = (captures: Captures, name: string): Value | null => (captures[name] ?? null) as Value | null;

/** One assignment a pair; the lists must be equally long. */
function paired(targets: readonly Value[], values: readonly Value[]): readonly Action[] | null {
  if (targets.length !== values.length) return null;
  return targets.flatMap((target, index): readonly Action[] => {
    const value = values[index];
    return value === undefined ? [] : [{ a: 'set', target, value }];
  });
}

const ADD_BEHAVIOUR_RULES_1: readonly RuleLine[] = [
  ['actions.one', 'x:<action>', (c) => [c['x']]],
  ['actions.many', 'x:<action-series>', (c) => c['x']],
  [
    'actions.respectively',
    "t:<targets> <settable> [to] v:<values> [','] respectively",
    (c) => paired(list<Value>(c, 't'), list<Value>(c, 'v')),
  ],
  [
    'actions.respectively-from',
    "(~assign | ~connect | ~copy | ~output) v:<values> to t:<targets> [','] respectively",
    (c) => paired(list<Value>(c, 't'), list<Value>(c, 'v')),
  ],
  [
    'actions.same',
    't:<targets> <settable> [both | all] [to] v:<value>',
    (c) => list<Value>(c, 't').map((target): Action => ({ a: 'set', target, value: val(c, 'v') })),
  ],
];

const branchOf = (c: Captures, name = 'x', guard = 'g'): Branch => ({
  guard: opt(c, guard),
  actions: list<Action>(c, name),
});

const ADD_BEHAVIOUR_RULES_2: readonly RuleLine[] = [
  ['do.if', "g:<guard> [','] x:<actions>", (c) => [branchOf(c)]],
  ['do.if-last', "x:<actions> [','] g:<guard>", (c) => [branchOf(c)]],
  [
    'do.if-else',
    "g:<guard> [','] x:<actions> [','|';'] [and|but] <else> [','] y:<actions>",
    (c) => [branchOf(c), { guard: null, actions: list<Action>(c, 'y') }],
  ],
  [
    'do.if-last-else',
    "x:<actions> [','] g:<guard> [','|';'] [and|but] <else> [','] y:<actions>",
    (c) => [branchOf(c), { guard: null, actions: list<Action>(c, 'y') }],
  ],
  [
    'do.if-elif',
    "g:<guard> [','] x:<actions> [','|';'] [and|but] <else> [','] b:<branches>",
    (c) => [branchOf(c), ...list<Branch>(c, 'b')],
  ],
  [
    'do.else-value',
    "t:<target> <settable> [to] v:<value> g:<guard> [','] [and] <else> [to] w:<value>",
    (c) => [
      { guard: opt(c, 'g'), actions: [{ a: 'set', target: opt(c, 't'), value: val(c, 'v') }] },
      { guard: null, actions: [{ a: 'set', target: opt(c, 't'), value: val(c, 'w') }] },
    ],
  ],
  ['do.plain', 'x:<actions>', (c) => [{ guard: null, actions: list<Action>(c, 'x') }]],
];

const ADD_BEHAVIOUR_RULES_3: readonly RuleLine[] = [
  [
    'else',
    'otherwise | else | if not | in all other cases | in any other case | for all other (values | cases | inputs)',
    () => true,
  ],
];

const behaviourOf =
  (chain: boolean) =>
  (c: Captures): Extract<Statement, { readonly s: 'do' }> => {
    const at = c['a'] as
      | { readonly edge: Edge | null; readonly clock: Value | null; readonly reset?: ResetFacts }
      | undefined;
    return {
      s: 'do',
      chain,
      edge: at?.edge ?? null,
      clock: at?.clock ?? null,
      ...(at?.reset === undefined ? {} : { sensitivity: at.reset }),
      branches: list<Branch>(c, 'b'),
    };
  };

const ADD_BEHAVIOUR_RULES_4: readonly RuleLine[] = [
  ['do', '[<subject>] b:<branches>', behaviourOf(false)],
  ['do.otherwise', "<else> [','] [<subject>] b:<branches>", behaviourOf(true)],
  ['do.at-edge', "a:<at-edge> [','] [<subject>] b:<branches>", behaviourOf(false)],
  ['do.updated', "a:<at-edge> [','] <target> (is | are) (updated | evaluated)", behaviourOf(false)],
  [
    'do.edge-middle',
    "[<subject>] x:<actions> a:<at-edge> [','] g:<guard>",
    (c) => ({ ...behaviourOf(false)({ ...c, b: [branchOf(c)] }) }),
  ],
  ['do.edge-last', "[<subject>] b:<branches> [','] a:<at-edge>", behaviourOf(false)],
  [
    'do.instead',
    '[<subject>] b:<branches> (instead of | rather than) <words>',
    (c) => ({ ...behaviourOf(false)(c), over: true }) satisfies Statement,
  ],
  [
    'do.combinationally',
    '[<subject>] b:<branches> (combinationally | combinatorially | without clock)',
    (c) => ({ ...behaviourOf(false)(c), wire: true }) satisfies Statement,
  ],
];

/** Sentences of behaviour: guards, branches, `otherwise`. */
export function addBehaviourRules(grammar: Grammar): void {
  addSeries(grammar, 'action-series', 'action', ['and']);
  addRules(grammar, 'actions', ADD_BEHAVIOUR_RULES_1);
  addRules(grammar, 'branches', ADD_BEHAVIOUR_RULES_2);
  addRules(grammar, 'else', ADD_BEHAVIOUR_RULES_3);
  addRules(grammar, 'clause', ADD_BEHAVIOUR_RULES_4);
}
