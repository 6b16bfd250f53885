import { addRules, addSeries, type Captures, type Grammar, type RuleLine } from '../grammar.ts';
import type { MachineBranch, Statement } from '../statement.ts';
import { op, type Value } from '../value.ts';
import { list } from './captures.ts';
import { addMachineOutputRules } from './machine-outputs.ts';
import { addMachineResetRules } from './machine-resets.ts';
import { edges } from './machines.ts';

const SUBJECT = '[<machine-subject>]';

const branch = (guard: unknown, to: unknown, after: unknown = null): MachineBranch => ({
  guard: (guard ?? null) as Value | null,
  to: String(to ?? ''),
  ...(typeof after === 'number' ? { after } : {}),
});

/** A level of a named signal said in passing: `on x`, `if x and not y`. */
const EVENTS: readonly RuleLine[] = [
  ['event.condition', 'v:<condition>', (c) => c['v']],
  ['event.name', 'v:<operand>', (c) => isSignal(c['v'] as Value, (value) => op('true', value))],
  [
    'event.not',
    '(not v:<operand> | v:<operand> is not)',
    (c) => isSignal(c['v'] as Value, (value) => op('false', value)),
  ],
];

const EVENT_LISTS: readonly RuleLine[] = [
  ['events.one', 'v:<event>', (c) => c['v']],
  ['events.and', '(v:<event-first>) and w:<event>', (c) => op('&&', c['v'] as Value, c['w'] as Value)],
  ['events.or', '(v:<event-first>) or w:<event>', (c) => op('||', c['v'] as Value, c['w'] as Value)],
];

const isSignal = (value: Value, made: (value: Value) => Value): Value | null =>
  value.k === 'name' || value.k === 'index' ? made(value) : null;

const DURATIONS: readonly RuleLine[] = [
  [
    'duration',
    '[for] [exactly | precisely | total of] n:<number> [full | complete | consecutive | successive] [clock] (cycle | cycles | clocks | periods | ticks)',
    (c) => ((c['n'] as number) > 0 ? c['n'] : null),
  ],
];

/** One state of a chain of states with durations. */
interface Step {
  readonly state: string;
  readonly cycles: number;
}

const STEPS: readonly RuleLine[] = [
  [
    'step',
    '[in | to | into | enters | goes to | moves to] f:<state-ref> [lasts | takes] n:<duration>',
    (c) => stepOf(c),
  ],
];

const stepOf = (c: Captures): Step => ({ state: String(c['f']), cycles: c['n'] as number });

/** "stays in A for 3 cycles, then in B for 2 cycles, and then returns to C": each step leads to the next. */
function chained(c: Captures): Statement | null {
  const steps = (c['many'] ?? [c['one']]) as readonly Step[];
  const last = String(c['t'] ?? '');
  const branches = steps.map(
    ({ state, cycles }, at): MachineBranch => ({
      guard: null,
      from: state,
      to: steps[at + 1]?.state ?? last,
      after: cycles,
    }),
  );
  return last === '' ? null : { s: 'edges', from: [], branches, scope: 'own' };
}

const FOLLOWED =
  '(is followed by t:<state-ref> | <machine-subject> t:<moves> | t:<moves> | t:<state-ref> [(follows | again | comes)] | after that t:<state-ref> | leads to t:<state-ref>)';

const NEXT_EDGES: readonly RuleLine[] = [
  [
    'edge.for',
    `[<machine-subject>] t2:<stays> n:<duration> [',' | ';'] [and] u:<next>`,
    (c) => [branch(null, c['u'], c['n'])],
  ],
  ['edge.after', "after n:<duration> [','] u:<next>", (c) => [branch(null, c['u'], c['n'])]],
  ['edge.after-last', 'u:<next> after n:<duration>', (c) => [branch(null, c['u'], c['n'])]],
  [
    'edge.lasts',
    `<in-machine> [it | this state] (lasts | takes | is active | is held) n:<duration> [','] [and] ${FOLLOWED}`,
    (c) => [branch(null, c['t'], c['n'])],
  ],
  ['edge.stays-while', 't:<stays> (as long as | while | if | when) v:<condition>', (c) => [branch(c['v'], c['t'])]],
  [
    'edge.stays-event',
    "[<machine-subject>] t:<stays> [','] (as long as | while) v:<events> [','|';'] [and|but] [(otherwise | when not)] u:<next>",
    (c) => [branch(c['v'], c['t']), branch(null, c['u'])],
  ],
  [
    'edge.event',
    "<in-machine> (if | when | on | once | whenever) v:<events> [','] t:<next>",
    (c) => [branch(c['v'], c['t'])],
  ],
  [
    'edge.event-last',
    '<in-machine> t:<next> (if | when | on | once | whenever) v:<events>',
    (c) => [branch(c['v'], c['t'])],
  ],
  [
    'edge.until-event',
    "<in-machine> [<machine-subject>] t:<stays> until v:<events> [','] [and | when | at which point | after which] u:<next>",
    (c) => [branch(c['v'], c['u']), branch(null, c['t'])],
  ],
  [
    'edge.waits-for',
    "<in-machine> [<machine-subject>] waits for v:<event> [','] [and | when | at which point | after which] u:<next>",
    (c) => [branch(c['v'], c['u']), branch(null, '')],
  ],
  [
    'edge.makes',
    '<in-machine> v:<condition> (makes it | makes <machine-subject> | causes it to | causes <machine-subject> to) [turn round | turn around | turn] [and] [(go | move | change | return | switch | transition)] [back] (to | into) t:<state-ref>',
    (c) => [branch(c['v'], c['t'])],
  ],
  [
    'edge.verb-ie',
    "<in-machine> v:<condition> <gloss> [','] <id-est> [','] t:<moves>",
    (c) => [branch(c['v'], c['t'])],
  ],
  [
    'edge.verb-ie-else',
    "<in-machine> l:<leads-edge> [','|';'] [and|but] <else> v:<condition> w:<else-way>",
    (c) => [...list<MachineBranch>(c, 'l'), branch(c['v'], c['w'])],
  ],
];

const CLAUSES: readonly RuleLine[] = [
  [
    'edges.arrow',
    "f:<states> ('->' | '=>') t:<state-ref> [(on | if | when | for | while | ':') v:<events>]",
    (c) => ({ ...edges('own')(c), branches: [branch(c['v'], c['t'])] }) as Statement,
  ],
  [
    'edges.arrow-paren',
    "f:<states> ('->' | '=>') t:<state-ref> '(' [on | if | when] v:<events> ')'",
    (c) => ({ ...edges('own')(c), branches: [branch(c['v'], c['t'])] }) as Statement,
  ],
  [
    'edges.chain',
    `${SUBJECT} (stays | remains | spends | is) (one:<step> | many:<step-series>) [','] [and] [finally] [<machine-subject>] (t:<moves> | t:<state-ref> [again])`,
    chained,
  ],
  ['edges.lasts', `(one:<lasting> | many:<lasting-series>) [','] [and] ${FOLLOWED}`, chained],
  [
    'edges.waits',
    `${SUBJECT} (waits | stays | remains) in f:<states> until v:<events> [[','] [and | when | at which point | after which] u:<next>]`,
    (c) =>
      ({
        ...edges('own')(c),
        branches:
          c['u'] === undefined ? [branch(op('u!', c['v'] as Value), '')] : [branch(c['v'], c['u']), branch(null, '')],
      }) as Statement,
  ],
  [
    'edges.from',
    "from f:<states> [','] [it | <machine-subject>] (t:<moves> | (changes | goes | switches) to t:<state-ref>) (if | when | on) v:<events>",
    (c) => ({ ...edges('own')(c), branches: [branch(c['v'], c['t'])] }) as Statement,
  ],
  [
    'edges.none-rest',
    `(if | when) (none of (these | conditions | these conditions) (holds | hold | apply | applies | is true | are true) | (no | nothing) (condition | of these) holds | none (holds | applies)) [','] ${SUBJECT} <stays>`,
    edges('rest'),
  ],
  [
    'edges.unless-told',
    `${SUBJECT} <stays> (otherwise | in all other cases | in every other case | in any other case)`,
    edges('rest'),
  ],
  [
    'edges.otherwise-rest',
    `in (every | any | all) other (case | cases) [','] ${SUBJECT} (<stays> | keeps its (state | direction))`,
    edges('rest'),
  ],
  ['edges.keep-direction', `<else> [','] ${SUBJECT} keeps its (direction | state)`, edges('rest')],
  ['edges.moving', `(while | when) f:<moving-state> [','] b:<edges>`, edges('own')],
  [
    'edges.ignored',
    '<in-machine> v:<operand> is (ignored | not looked at | not used | not examined | of no effect) (in f:<states> | x:(except in) f:<states> | in any other state than f:<states> | x:unless in f:<states>)',
    (c) =>
      ({
        s: 'fact',
        fact: c['x'] === true ? 'ignored-except' : 'ignored-in',
        values: [c['v'] as Value],
        text: (c['f'] as readonly string[]).join(','),
      }) satisfies Statement,
  ],
  [
    'edges.only-used',
    '<in-machine> v:<operand> is only (used | looked at | examined | sampled) in f:<states>',
    (c) =>
      ({
        s: 'fact',
        fact: 'ignored-except',
        values: [c['v'] as Value],
        text: (c['f'] as readonly string[]).join(','),
      }) satisfies Statement,
  ],
];

const LASTING: readonly RuleLine[] = [
  ['lasting', 'f:<state-ref> (lasts | takes | is held | is active | stays) n:<duration>', (c) => stepOf(c)],
  ['lasting.short', 'f:<state-ref> n:<duration>', (c) => stepOf(c)],
];

/** States of a machine as they are narrated: events by name, durations, what the outputs are, where reset leads. */
export function addNarrationRules(grammar: Grammar): void {
  grammar.natives.set('id-est', (tokens, at) => {
    const words = tokens.slice(at, at + 4).map((token) => token.lower);
    const length =
      words.join('') === 'i.e.' ? 4 : words[0] === 'ie' ? 1 : words[0] === 'that' && words[1] === 'is' ? 2 : 0;
    return length === 0 ? [] : [{ value: true, end: at + length, cost: 0, rules: [] }];
  });
  addRules(grammar, 'duration', DURATIONS);
  addRules(grammar, 'event', EVENTS);
  addRules(grammar, 'event-first', EVENTS);
  addRules(grammar, 'events', EVENT_LISTS);
  addRules(grammar, 'step', STEPS);
  addSeries(grammar, 'step-series', 'step', ['and']);
  addRules(grammar, 'lasting', LASTING);
  addSeries(grammar, 'lasting-series', 'lasting', ['and']);
  addRules(grammar, 'leads-edge', [
    ['leads-edge', 'v:<condition> leads [back] (to | into) t:<state-ref>', (c) => [branch(c['v'], c['t'])]],
  ]);
  addRules(grammar, 'else-way', [
    ['else-way.ie', "<gloss> [','] <id-est> [','] t:<moves>", (c) => c['t']],
    ['else-way.goes', 't:<moves>', (c) => c['t']],
    ['else-way.leads', 'leads [back] (to | into) t:<state-ref>', (c) => c['t']],
  ]);
  addRules(grammar, 'edges', NEXT_EDGES);
  addRules(grammar, 'stays', [
    ['stay.here', '<in-machine> (stays | remains | stay | remain | waits | wait) (here | in this state)', () => ''],
  ]);
  addRules(grammar, 'moving-state', [
    [
      'moving-state',
      '[<machine-subject> is] (moving | walking | going | facing | heading | driving | turning | running | travelling) f:<state-ref>',
      (c) => [c['f']],
    ],
  ]);
  addRules(grammar, 'clause', CLAUSES);
  addMachineOutputRules(grammar);
  addMachineResetRules(grammar);
}
