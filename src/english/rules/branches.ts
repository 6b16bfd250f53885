import { addRules, addSeries, type Captures, type Grammar, type RuleLine } from '../grammar.ts';
import type { Action, Branch, Edge, ResetFacts, Statement } from '../statement.ts';
import { namesOf, op, type Value } from '../value.ts';
import { list, opt } from './captures.ts';
import { PARTICIPLES } from './participles.ts';
import { val } from './values.ts';

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

/** "q takes d and r is inverted when r is 0": a condition on the last signal alone may be said of that one alone. */
function ifLast(c: Captures): readonly Branch[] | null {
  const branch = branchOf(c);
  const [last, ...others] = [...branch.actions].reverse();
  const ofLast = last?.target === null || last?.target === undefined ? [] : namesOf(last.target);
  const elsewhere = JSON.stringify(others);
  const own = branch.guard === null ? [] : namesOf(branch.guard).filter((name) => ofLast.includes(name));
  const isOpen = others.length > 0 && own.some((name) => !elsewhere.includes(`"${name}"`));
  return isOpen ? null : [branch];
}

/** "q is incremented only if …" says when it happens; "y is 1 only if …" does not say that y is 1 whenever it holds. */
function onlyEvents(c: Captures): readonly Branch[] | null {
  const branch = branchOf(c);
  return branch.actions.some((action) => action.a === 'set' && action.stative === true) ? null : [branch];
}

const ADD_BEHAVIOUR_RULES_2: readonly RuleLine[] = [
  ['do.if', "g:<guard> [','] x:<actions>", (c) => [branchOf(c)]],
  ['do.if-last', "x:<last-actions> [','] g:<guard>", ifLast],
  ['do.only', 'x:<actions> only g:<guard>', onlyEvents],
  [
    'do.if-else',
    "g:<guard> [','] x:<actions> [','|';'] [and|but] e:<else> [','] y:<actions>",
    (c) => [branchOf(c), { guard: null, actions: list<Action>(c, 'y'), ...restOf(c) }],
  ],
  [
    'do.if-last-else',
    "x:<actions> [','] g:<guard> [','|';'] [and|but] e:<else> [','] y:<actions>",
    (c) => [branchOf(c), { guard: null, actions: list<Action>(c, 'y'), ...restOf(c) }],
  ],
  [
    'do.if-elif',
    "g:<guard> [','] x:<actions> [','|';'] [and|but] <else> [','] b:<branches>",
    (c) => [branchOf(c), ...list<Branch>(c, 'b')],
  ],
  ['do.two-values', "g:<guard> [','] x:<action> [',' | ';'] [and | but] h:<guard> [','] v:<value>", twoValues],
  ['do.cases', "t:<target> x:<vp> g:<guard> [',' | ';'] [and | but] r:<cases>", casesOf],
  ['do.within', "g:<guard> [','] t:<target> x:<vp> h:<guard> [',' | ';'] [and | but] r:<cases>", casesWithin],
  ['do.plain', 'x:<actions>', (c) => [{ guard: null, actions: list<Action>(c, 'x') }]],
];

/** "With sub = 0 it forms a + b, with sub = 1 a - b": the verb of the first case is that of the second. */
function twoValues(c: Captures): readonly Branch[] | null {
  const action = c['x'] as Action;
  if (action.a !== 'set') return null;
  const second: Branch = { guard: val(c, 'h'), actions: [{ ...action, value: val(c, 'v') }], apart: true };
  return [{ guard: val(c, 'g'), actions: [action] }, second];
}

/** What an `else` is said of: `for every other value of sel`. */
const restOf = (c: Captures): Pick<Branch, 'restOf'> => {
  const of = (c['e'] as { readonly of: Value | null } | undefined)?.of ?? null;
  return of === null ? {} : { restOf: of };
};

const elseOf = (c: Captures): { readonly of: Value | null } => ({ of: opt(c, 'o') });

const ADD_BEHAVIOUR_RULES_3: readonly RuleLine[] = [
  ['else', 'otherwise | else | if not | when not', elseOf],
  [
    'else.other',
    '(in | for | with) (all other | any other | every other | all remaining | other) (values | value | cases | case | inputs | input | combinations | combination | codes | code | settings) [of o:<signal>]',
    elseOf,
  ],
  ['else.signal', '(for | with) (any other | every other) o:<signal>', elseOf],
];

/** One of several things said of one subject: a guard (null for the last, `otherwise`) and what then happens. */
interface Case {
  readonly guard: Value | null;
  readonly action: Action | null;
  readonly value: Value | null;
  readonly of: Value | null;
}

const caseOf = (c: Captures): Case => ({
  guard: opt(c, 'g'),
  action: (c['x'] ?? null) as Action | null,
  value: opt(c, 'v'),
  of: (c['e'] as { readonly of: Value | null } | undefined)?.of ?? null,
});

const CASE_RULES: readonly RuleLine[] = [
  ['case.participle', 'x:<participle> g:<guard>', caseOf],
  ['case.verb', 'x:<vp> g:<guard>', caseOf],
  ['case.value', '[to] v:<value> g:<guard>', caseOf],
  ['case.guard-verb', "g:<guard> [','] x:<vp>", caseOf],
];

const CASES_RULES: readonly RuleLine[] = [
  ['cases.last', 'x:<case>', (c) => [c['x']]],
  ['cases.more', "x:<case> [',' | ';'] [and | but] r:<cases>", (c) => [c['x'], ...list<Case>(c, 'r')]],
  ['cases.else', "e:<else> [','] (x:<vp> | [to] v:<value>)", (c) => [caseOf(c)]],
  ['cases.else-participle', "(<else> [','] x:<participle> | x:<participle> <else>)", (c) => [caseOf(c)]],
  ['cases.else-last', '(x:<vp> | [to] v:<value>) e:<else>', (c) => [caseOf(c)]],
];

/** "X is V when C, and W when D, and U otherwise": each case stands for itself, the last for all the rest. */
export function casesOf(c: Captures): readonly Branch[] | null {
  const target = opt(c, 't');
  const first: Case = { guard: opt(c, 'g'), action: c['x'] as Action, value: null, of: null };
  const all = [first, ...list<Case>(c, 'r')];
  const branches = all.map((one): Branch | null => {
    const action = actionOf(one, first);
    if (action === null) return null;
    const own = { guard: one.guard, actions: [{ ...action, target }] };
    if (one.guard !== null) return one === first ? own : { ...own, apart: true };
    return { ...own, ...(all.length > 2 ? { rest: true } : {}), ...(one.of === null ? {} : { restOf: one.of }) };
  });
  const found = branches.filter((branch) => branch !== null);
  return found.length === all.length ? found : null;
}

/** "With clr low, y is a when s is high and b when s is low": every case holds under the condition in front. */
function casesWithin(c: Captures): readonly Branch[] | null {
  const outer = val(c, 'g');
  const inner = casesOf({ ...c, g: c['h'] });
  const restAt = inner?.findIndex((branch) => branch.guard === null) ?? -1;
  if (inner === null || (restAt >= 0 && inner.length > 2)) return null;
  return inner.map((branch) => ({
    ...branch,
    guard: branch.guard === null ? outer : op('&&', outer, branch.guard),
  }));
}

/** A case without a verb of its own has that of the first: another value for it. */
function actionOf(one: Case, first: Case): Action | null {
  if (one.action !== null) return one.action;
  return first.action?.a === 'set' && one.value !== null ? { ...first.action, value: one.value } : null;
}

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

/** `otherwise …`: the first branch is what holds where the sentences before do not apply. */
function otherwiseOf(c: Captures): Statement {
  const said = behaviourOf(true)(c);
  const [first, ...more] = said.branches;
  return first === undefined ? said : { ...said, branches: [{ ...first, ...restOf(c) }, ...more] };
}

const ADD_BEHAVIOUR_RULES_4: readonly RuleLine[] = [
  ['do', '[<subject>] b:<branches>', behaviourOf(false)],
  ['do.otherwise', "e:<else> [',' | ':'] [<subject>] b:<branches>", otherwiseOf],
  [
    'do.other-edges',
    "(at | on) (all | any) other e:<edge> [of n:<clock-name>] [','] [<subject>] x:<actions>",
    (c) => ({
      ...behaviourOf(true)({ b: [{ guard: null, actions: list<Action>(c, 'x') }] }),
      edge: c['e'] as Edge,
      clock: opt(c, 'n'),
    }),
  ],
  ['do.at-edge', "a:<at-edge> [',' | ':'] [and] [<subject>] b:<branches>", behaviourOf(false)],
  ['do.at-edge-otherwise', "a:<at-edge> [',' | ':'] e:<else> [','] [<subject>] b:<branches>", otherwiseOf],
  ['do.case', "g:<condition> ':' x:<actions>", (c) => behaviourOf(false)({ ...c, b: [branchOf(c)] })],
  [
    'do.guard-edge',
    "g:<guard> [','] a:<at-edge> [','] x:<actions> [[',' | ';'] [and | but] <else> [','] b:<branches>]",
    (c) => behaviourOf(false)({ ...c, b: [branchOf(c), ...list<Branch>(c, 'b')] }),
  ],
  [
    'do.guard-edge-last',
    "x:<actions> g:<guard> a:<at-edge> [[',' | ';'] [and | but] <else> [','] b:<branches>]",
    (c) => behaviourOf(false)({ ...c, b: [branchOf(c), ...list<Branch>(c, 'b')] }),
  ],
  [
    'do.cases-edge',
    "[<subject>] t:<target> x:<vp> a:<at-edge> [','] g:<guard> [',' | ';'] [and | but] r:<cases>",
    (c) => {
      const branches = casesOf(c);
      return branches === null ? null : behaviourOf(false)({ ...c, b: branches });
    },
  ],
  [
    'do.as-logic',
    "t:<target> '=' v:<value> [','] (as | with | using | by) combinational logic",
    (c) => ({
      ...behaviourOf(false)({ b: [{ guard: null, actions: [{ a: 'set', target: val(c, 't'), value: val(c, 'v') }] }] }),
      wire: true,
    }),
  ],
  ['do.updated', "a:<at-edge> [','] <target> (is | are) (updated | evaluated)", behaviourOf(false)],
  [
    'do.edge-middle',
    "[<subject>] x:<actions> a:<at-edge> [','] g:<guard>",
    (c) => ({ ...behaviourOf(false)({ ...c, b: [branchOf(c)] }) }),
  ],
  ['do.edge-last', "[<subject>] b:<branches> [','] a:<at-edge>", behaviourOf(false)],
  [
    'do.instead',
    '[<subject>] b:<branches> (instead of | rather than) <nameless-words>',
    (c) => ({ ...behaviourOf(false)(c), over: true }) satisfies Statement,
  ],
  [
    'do.instead-last',
    "g:<guard> a:<at-edge> [','] x:<actions> instead",
    (c) => ({ ...behaviourOf(false)({ ...c, b: [branchOf(c)] }), over: true }) satisfies Statement,
  ],
  [
    'do.combinationally',
    "[<subject>] b:<branches> [','] [read] (combinationally | combinatorially | without clock)",
    (c) => ({ ...behaviourOf(false)(c), wire: true }) satisfies Statement,
  ],
];

/** Sentences of behaviour: guards, branches, `otherwise`. */
export function addBehaviourRules(grammar: Grammar): void {
  addSeries(grammar, 'action-series', 'action', ['and']);
  addRules(grammar, 'actions', ADD_BEHAVIOUR_RULES_1);
  // "x is 1, y is 0 when g" without an `and`: of all of them, or of the last alone; neither reading is the cheaper.
  grammar.natives.set('last-actions', (tokens, at, read) =>
    read('actions', at).map((one) => {
      const count = Array.isArray(one.value) ? one.value.length : 1;
      const isClosed = tokens.slice(at, one.end).some(({ lower }) => lower === 'and' || lower === 'respectively');
      return isClosed || count < 2 ? one : { ...one, cost: one.cost + (count - 1) / 2 };
    }),
  );
  addRules(grammar, 'branches', ADD_BEHAVIOUR_RULES_2);
  addRules(grammar, 'else', ADD_BEHAVIOUR_RULES_3);
  addRules(grammar, 'participle', PARTICIPLES);
  addRules(grammar, 'case', CASE_RULES);
  addRules(grammar, 'cases', CASES_RULES);
  addRules(grammar, 'clause', ADD_BEHAVIOUR_RULES_4);
}
