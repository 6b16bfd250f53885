import { addRules, type Captures, type Grammar, type RuleLine } from '../grammar.ts';
import type { Edge, ResetFacts, Statement } from '../statement.ts';
import { NO_RESET_FACTS } from '../statement.ts';
import type { Value } from '../value.ts';
import { opt } from './captures.ts';

const edgeIs = (value: Edge) => () => value;

const ADD_CLOCK_RULES_1: readonly RuleLine[] = [
  [
    'edge.pos',
    '(positive | rising) [clock] (edge | edges | transition) | posedge | positive going edge',
    edgeIs('pos'),
  ],
  ['edge.neg', '(negative | falling) [clock] (edge | edges | transition) | negedge', edgeIs('neg')],
  [
    'edge.both',
    'both [positive and negative | rising and falling] [clock] edges | (positive | rising) and (negative | falling) (edge | edges) | both (rising | positive) and (falling | negative) (edge | edges) | either edge | every edge',
    edgeIs('both'),
  ],
];

const ADD_CLOCK_RULES_2: readonly RuleLine[] = [
  [
    'clock.noun',
    "[input | system] clock [signal | input] ['(' n:<name> ')'] [n:<name>]",
    (c) => (c['n'] === undefined ? { k: 'noun', noun: 'clock' } : { k: 'name', name: String(c['n']) }) satisfies Value,
  ],
  ['clock.name', 'n:<name> [clock | signal | input]', (c) => ({ k: 'name', name: String(c['n']) }) satisfies Value],
];

const ADD_CLOCK_RULES_3: readonly RuleLine[] = [
  [
    'at-edge',
    '(on | at | by | to | upon | with) [each | every] e:<edge> [of] [n:<clock-name>] [signal]',
    (c) => ({ edge: c['e'], clock: opt(c, 'n') }),
  ],
  [
    'at-edge.reset',
    '(on | at | by | to) [each | every] e:<edge> [of] n:<clock-name> [signal] or [on | at | when | with] [each | every] f:<edge> [of] r:<reset-noun>',
    (c) => sensitive(c, c['f'] as Edge),
  ],
  [
    'at-edge.reset-level',
    '(on | at | by | to) [each | every] e:<edge> [of] n:<clock-name> [signal] or (when | whenever) r:<reset-noun> (goes | becomes) f:<level>',
    (c) => sensitive(c, c['f'] as Edge),
  ],
  [
    'at-edge.reset-same',
    '(on | at | by | to) [each | every] e:<edge> [of] n:<clock-name> [signal] or r:<reset-noun>',
    (c) => sensitive(c, c['e'] as Edge),
  ],
  [
    'at-edge.bare',
    '(on | at) (each | every) (clock cycle | clock edge | cycle | clock pulse | clock tick | clock)',
    () => ({ edge: null, clock: null }),
  ],
  ['at-edge.in', 'in (each | every) (clock cycle | cycle | clock)', () => ({ edge: null, clock: null })],
  ['at-edge.bare2', '(each | every) (clock cycle | cycle | clock edge)', () => ({ edge: null, clock: null })],
];

/** A clock edge with the edge of a reset beside it: the reset is asynchronous. */
function sensitive(c: Captures, edge: Edge): unknown {
  const clock = opt(c, 'n');
  const { signal = null } = c['r'] as Partial<ResetFacts>;
  const isSame = clock?.k === 'name' && signal?.k === 'name' && clock.name === signal.name;
  return isSame || edge === 'both'
    ? null
    : { edge: c['e'], clock, reset: { ...NO_RESET_FACTS, signal, edge, kind: 'async' } satisfies ResetFacts };
}

const ADD_CLOCK_RULES_4: readonly RuleLine[] = [
  [
    'clock.process',
    '[<subject>] (uses | use) [single] (synchronous process | process | always block) triggered a:<at-edge>',
    clockFact,
  ],
  [
    'clock.triggered',
    '[assume [that]] [all] [of] [it | <circuit> | controller | sequential logic | logic | flip flops | dffs | registers | outputs | state changes | updates | <state-things> | operations | flip flop | everything | design | circuit | module | counter | register] (is | are | should be | must be | operates | operate | works | work | occur | occurs | happen | happens | acts | changes | change | update | updates) [triggered | clocked | updated | active | synchronous | sensitive | on | performed] a:<at-edge>',
    clockFact,
  ],
  [
    'clock.edge-triggered',
    '[all] (flip flops | dffs | registers | sequential logic | logic | flip flop) (is | are | should be | must be) e:<edge> triggered [by n:<clock-name>]',
    (c) => ({ s: 'clock', edge: c['e'] as Edge, clock: opt(c, 'n') }) satisfies Statement,
  ],
  [
    'clock.verb',
    '[all] [of] <clocked-things> (trigger | triggers | switch | switches | react | reacts | change state | changes state | fire | clock) a:<at-edge>',
    clockFact,
  ],
  ['clock.use-edge', '[all] [it | <clocked-things>] (use | uses) e:<edge> [of n:<clock-name>]', edgeFact],
  ['clock.updates', "a:<at-edge> [','] <circuit> (updates | evaluates) <target>", clockFact],
  ['clock.all-on', '(all | everything) a:<at-edge>', clockFact],
  [
    'clock.edge-bare',
    "[clock [signal | input] (':' | ',')] [active] e:<edge> [triggered] [of n:<clock-name>]",
    edgeFact,
  ],
  ['clock.edge-is', '[active] clock edge is [e:<edge> | p:(positive | rising) | m:(negative | falling)]', edgeWord],
  ['clock.is', "clock [signal | input] is n:<clock-name> [','] [active] [on | at | with] e:<edge>", edgeFact],
  [
    'clock.signal-is',
    "n:<clock-name> is [e:<edge> [triggered]] clock [signal | input] [[',' ] [active] [on | at | with] e:<edge> [triggered]]",
    (c) => (c['e'] === undefined ? null : edgeFact(c)),
  ],
  ['clock.described', 'e:<edge> [triggered] clock [signal | input]', edgeFact],
];

const ADD_CLOCK_RULES_5: readonly RuleLine[] = [
  [
    'clocked-things',
    'flip flops | dffs | registers | register | counter | flip flop | <circuit> | sequential logic | everything | <state-things>',
    () => true,
  ],
  ['state-things', 'state (transitions | updates | machine) | fsm | all state | all registers', () => true],
];

/** Clock edges and the sentences that state them. */
export function addClockRules(grammar: Grammar): void {
  addRules(grammar, 'edge', ADD_CLOCK_RULES_1);
  addRules(grammar, 'clock-name', ADD_CLOCK_RULES_2);
  addRules(grammar, 'level', [
    ['level.high', 'high | active high', edgeIs('pos')],
    ['level.low', 'low | active low', edgeIs('neg')],
  ]);
  addRules(grammar, 'at-edge', ADD_CLOCK_RULES_3);
  addRules(grammar, 'clause', ADD_CLOCK_RULES_4);
  for (const line of ADD_CLOCK_RULES_5) addRules(grammar, line[0], [line]);
}

function edgeFact(captures: Captures): Statement {
  return { s: 'clock', edge: captures['e'] as Edge, clock: opt(captures, 'n') };
}

/** `the clock edge is positive`. */
function edgeWord(captures: Captures): Statement | null {
  const word = captures['p'] === true ? 'pos' : captures['m'] === true ? 'neg' : null;
  const edge = (captures['e'] as Edge | undefined) ?? word;
  return edge === null ? null : { s: 'clock', edge, clock: null };
}

function clockFact(captures: Captures): Statement | null {
  const at = captures['a'] as { readonly edge: Edge | null; readonly clock: Value | null; readonly reset?: ResetFacts };
  if (at.edge === null) return null;
  return {
    s: 'clock',
    edge: at.edge,
    clock: at.clock,
    ...(at.reset === undefined ? {} : { sensitivity: at.reset }),
  };
}
