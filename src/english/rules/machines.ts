import { addRules, addSeries, type Captures, type Grammar, type RuleLine } from '../grammar.ts';
import { type Action, type MachineBranch, NO_RESET_FACTS, type ResetFacts, type Statement } from '../statement.ts';
import type { Value } from '../value.ts';
import { fact, list } from './captures.ts';
import { val } from './values.ts';

const SUBJECT =
  '(it | <circuit> | [state] (machine | fsm | controller | system | detector | unit | device | arbiter | lock | door | light) | finite state machine | control unit)';

/** Leads to another state; the capture is its name. */
const MOVES: readonly RuleLine[] = [
  [
    'move.to',
    '[<modal>] (go | goes | move | moves | transition | transitions | change | changes | advance | advances | switch | switches | proceed | proceeds | return | returns | jump | jumps | progress | progresses) [back] [directly] (to | into) t:<state-ref>',
    (c) => String(c['t']),
  ],
  ['move.enter', '[<modal>] (enter | enters) t:<state-ref>', (c) => String(c['t'])],
];

/** The next state said as a value. */
const NEXTS: readonly RuleLine[] = [
  [
    'next.is',
    '(next state | state) [<modal>] (be | is | becomes | become | changes to) t:<state-ref>',
    (c) => String(c['t']),
  ],
  ['next.moves', `[${SUBJECT}] t:<moves>`, (c) => String(c['t'])],
  ['next.stays', `[${SUBJECT}] t:<stays>`, (c) => c['t']],
];

/** `btn=1 leads to OPEN`: the condition is the subject. */
const LEADS =
  '<in-machine> v:<condition> (leads | takes it | brings it | moves it | sends it | takes machine | brings machine) [back] (to | into) t:<state-ref>';

const SAME = '';

const STAYS: readonly RuleLine[] = [
  [
    'stay',
    '<in-machine> [<modal>] (stay | stays | remain | remains | is held | wait | waits) [there | in (its | same | that | this | current | present) state | where it is | unchanged | in place]',
    () => SAME,
  ],
  ['stay.in', '[<modal>] (stay | stays | remain | remains | wait | waits) in t:<state-ref>', (c) => String(c['t'])],
  [
    'stay.keeps',
    '<in-machine> (keeps | holds | retains) (its | current | same) state | state (does not change | is unchanged | is held | is kept | stays same)',
    () => SAME,
  ],
];

const branch = (guard: unknown, to: unknown): MachineBranch => ({
  guard: (guard ?? null) as Value | null,
  to: String(to ?? SAME),
});

/** One way on that names the states it leaves. */
const fromTo = (c: Captures): Statement => ({
  s: 'edges',
  from: c['f'] as readonly string[],
  branches: [branch(c['g'], c['t'])],
  scope: 'own',
});

const BRANCHES: readonly RuleLine[] = [
  ['edge.leads', LEADS, (c) => [branch(c['v'], c['t'])]],
  [
    'edge.starts',
    '<in-machine> v:<condition> (starts | selects | causes) t:<state-ref>',
    (c) => [branch(c['v'], c['t'])],
  ],
  [
    'edge.leads-else',
    `${LEADS} [','|';'] [and|but] <else> [','] b:<edge-rest>`,
    (c) => [branch(c['v'], c['t']), ...list<MachineBranch>(c, 'b')],
  ],
  ['edge.cond-goes', '<in-machine> v:<condition> t:<moves>', (c) => [branch(c['v'], c['t'])]],
  ['edge.if', "g:<guard> [','] t:<next>", (c) => [branch(c['g'], c['t'])]],
  ['edge.if-last', "t:<next> [','] g:<guard>", (c) => [branch(c['g'], c['t'])]],
  [
    'edge.always',
    't:<next> [(immediately | unconditionally | in (every | each | any) case | always)]',
    (c) => [branch(null, c['t'])],
  ],
  [
    'edge.clock',
    't:<next> (on | at | in | after) [next] (next | every | each | following) (clock cycle | clock | cycle | clock edge | rising edge)',
    (c) => [branch(null, c['t'])],
  ],
  [
    'edge.if-else',
    "g:<guard> [','] t:<next> [','|';'] [and|but] <else> [','] b:<edge-rest>",
    (c) => [branch(c['g'], c['t']), ...list<MachineBranch>(c, 'b')],
  ],
  [
    'edge.if-last-else',
    "t:<next> [','] g:<guard> [','|';'] [and|but] <else> [','] b:<edge-rest>",
    (c) => [branch(c['g'], c['t']), ...list<MachineBranch>(c, 'b')],
  ],
  [
    'edge.and-if',
    "g:<guard> [','] t:<next> [','|';'] [and|but] b:<edge-and>",
    (c) => [branch(c['g'], c['t']), ...list<MachineBranch>(c, 'b').map((one) => ({ ...one, apart: true as const }))],
  ],
  [
    'edge.last-and-if',
    "t:<next> [','] g:<guard> [','|';'] [and|but] b:<edge-and>",
    (c) => [branch(c['g'], c['t']), ...list<MachineBranch>(c, 'b').map((one) => ({ ...one, apart: true as const }))],
  ],
  [
    'edge.until',
    "t:<stays> until v:<condition> [','] [and | then | when | at which point | after which] [then] u:<next>",
    (c) => [branch(c['v'], c['u']), branch(null, c['t'])],
  ],
];

const REST: readonly RuleLine[] = [
  ['rest.branches', 'b:<edges>', (c) => c['b']],
  ['rest.state', 't:<state-ref>', (c) => [branch(null, c['t'])]],
];

/** A second condition of the same state, said to go with it: `and to B when y is 1`. */
const ANDS: readonly RuleLine[] = [
  ['and.to', '(to | into) t:<state-ref> [","] g:<guard>'.replaceAll('","', "','"), (c) => [branch(c['g'], c['t'])]],
  ['and.full', "t:<next> [','] g:<guard>", (c) => [branch(c['g'], c['t'])]],
  ['and.guard', "g:<guard> [','] t:<next>", (c) => [branch(c['g'], c['t'])]],
];

/** Ways on from states, in one sentence. */
export const edges =
  (scope: 'own' | 'rest' | 'chain') =>
  (c: Captures): Statement => ({
    s: 'edges',
    from: (c['f'] ?? []) as readonly string[],
    branches: list<MachineBranch>(c, 'b'),
    scope,
  });

const PLACE = `((in | from | while in | when in | being in) f:<states> | (when | while | if | whenever) ${SUBJECT} is in f:<states> | (if | when | while) [current | present] state is f:<states>)`;

/** Which states, which output and value, and whether it is said of them alone. */
function outputIn(c: Captures): Statement | null {
  const isOnly = c['only'] === true || c['only2'] === true;
  return {
    s: 'outputs',
    states: (c['f'] ?? []) as readonly string[],
    guard: (c['g'] ?? null) as Value | null,
    actions: [{ a: 'set', target: val(c, 'o'), value: val(c, 'v'), stative: true }],
    only: isOnly,
    otherwise: (c['w'] ?? null) as Value | null,
  };
}

/** Outputs said in a state: constants, as states of affairs. */
function outputsHere(c: Captures): Statement | null {
  const actions = c['x'] as readonly Action[];
  return actions.every((action) => action.a === 'set' && action.value.k !== 'noun')
    ? {
        s: 'outputs',
        states: c['f'] as readonly string[],
        guard: (c['g'] ?? null) as Value | null,
        actions,
        only: false,
        otherwise: null,
      }
    : null;
}

const LEVEL = '(is | are | be | is set to | is driven | equals | goes | is asserted | is held) ';

const CLAUSES: readonly RuleLine[] = [
  ['edges.in', `${PLACE} [','] b:<edges>`, edges('own')],
  ['edges.otherwise', "(otherwise | else | if not | when not) [','] b:<rest-branches>", edges('chain')],
  [
    'edges.otherwise-moves',
    "<else> [','] b:<rest-branches>",
    (c) => (list<MachineBranch>(c, 'b').some((one) => one.to === SAME) ? null : edges('chain')(c)),
  ],
  ['edges.own', 'b:<edges>', edges('own')],
  [
    'edges.rest',
    `(in all other cases | in any other case | in every other case) [','] [${SUBJECT}] <stays>`,
    edges('rest'),
  ],
  [
    'edges.from-to',
    `[${SUBJECT}] (goes | moves | changes | switches | transitions | advances) from f:<states> (to | into) t:<state-ref> [','] [g:<guard>]`,
    fromTo,
  ],
  [
    'edges.if-from-to',
    `g:<guard> [','] [${SUBJECT}] (goes | moves | changes | switches | transitions | advances) from f:<states> (to | into) t:<state-ref>`,
    fromTo,
  ],
  [
    'edges.transition',
    '(there is transition | transition) from f:<states> (to | into) t:<state-ref> [(occurs | happens | takes place)] [g:<guard>]',
    fromTo,
  ],
  [
    'outputs.in',
    `[only:only] [output] o:<target> ${LEVEL} v:<constant> [only:only] (in | while in | when in) f:<states> [only2:only] [g:<guard>] [','] [[and | but] w:<constant> (otherwise | in all other states | in all other cases | elsewhere | everywhere else | in other states)]`,
    outputIn,
  ],
  ['outputs.here', `(in | while in | when in) f:<states> [','] x:<actions>`, outputsHere],
  ['outputs.here-if', `(in | while in | when in) f:<states> [','] x:<actions> g:<guard>`, outputsHere],
  [
    'states.are',
    `(<circuit> | it | <machine-subject> | there are | <make> <machine-subject> with | there are) [<modal>] [has | have | uses] [following] [n:<number>] states [':' | ',' | named | called | namely] v:<states>`,
    (c) => statesAre(c),
  ],
  ['states.list', "[following] [n:<number>] states [are] [':'] v:<states>", (c) => statesAre(c)],
  [
    'machine.starts',
    `[${SUBJECT}] (starts | begins | is initialized | initializes) (in | to | at | from) n:<state-ref> [(after | on | upon | at) a:<reset-attrs> (reset | power up)]`,
    startsIn,
  ],
  ['machine.initial', '(initial | reset | starting) state is n:<state-ref>', startsIn],
  ['machine.initial-last', 'n:<state-ref> is (initial | reset | starting) state', startsIn],
  [
    'machine.reset-returns',
    `a:<reset-attrs> r:<reset-noun> (returns | brings | puts | takes | sends | forces | moves | resets | initializes) (it | ${SUBJECT}) (to | into | in) n:<state-ref>`,
    startsIn,
  ],
];

function statesAre(c: Captures): Statement | null {
  const all = c['v'] as readonly string[];
  if (c['n'] !== undefined && c['n'] !== all.length) return null;
  return fact('states', [], { text: all.join(',') });
}

function startsIn(c: Captures): Statement {
  const parts = [...((c['a'] ?? []) as readonly Partial<ResetFacts>[]), (c['r'] ?? {}) as Partial<ResetFacts>];
  const stated = parts.flatMap((part) => Object.entries(part).filter(([, value]) => value !== null));
  return { s: 'reset', reset: { ...NO_RESET_FACTS, ...Object.fromEntries(stated), state: String(c['n']) } };
}

/** State machines in sentences. */
export function addMachineRules(grammar: Grammar): void {
  addRules(grammar, 'state-ref', [['state-ref', '[in] [state] s:<state> [state]', (c) => c['s']]]);
  addSeries(grammar, 'state-series', 'state-ref', ['and', 'or']);
  addRules(grammar, 'states', [
    ['states.one', '[state | either] s:<state-ref>', (c) => [c['s']]],
    ['states.many', '[states | state | both | either] s:<state-series>', (c) => c['s']],
  ]);
  addRules(grammar, 'machine-subject', [
    ['machine-subject', `${SUBJECT} | [<machine-kind>] (machine | fsm | state machine)`, () => true],
  ]);
  addRules(grammar, 'moves', MOVES);
  addRules(grammar, 'stays', STAYS);
  addRules(grammar, 'next', NEXTS);
  addRules(grammar, 'edges', BRANCHES);
  addRules(grammar, 'edge-rest', REST);
  addRules(grammar, 'rest-branches', REST);
  addRules(grammar, 'edge-and', ANDS);
  addRules(grammar, 'clause', CLAUSES);
  addRules(grammar, 'doc-post', [['doc.states', "[named | called | ':' | ','] <states>", () => []]]);
}
