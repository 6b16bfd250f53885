import { addRules, addSeries, type Captures, type Grammar, type RuleLine } from '../grammar.ts';
import type { Action, Statement } from '../statement.ts';
import { num, type Value } from '../value.ts';
import { vals } from './values.ts';

const SUBJECT = '<machine-subject>';

/** A state in a list of states, with what the outputs are in it. */
const STATE_ITEMS: readonly RuleLine[] = [
  [
    'state-item.outputs',
    "f:<state-ref> '(' x:<actions> ')'",
    (c) => ({ state: c['f'], actions: c['x'] as readonly Action[] }),
  ],
  [
    'state-item.names',
    "f:<state-ref> '(' o:<port-names> [only:only] ')'",
    (c) => ({
      state: c['f'],
      actions: vals(c, 'o').map((target): Action => ({ a: 'set', target, value: num(1), stative: true })),
    }),
  ],
];

interface StateItem {
  readonly state: string;
  readonly actions: readonly Action[];
}

/** `states EAST (go_east is 1) and WEST (go_west is 1)`: where each output has which value. */
function stateItems(c: Captures): Statement | null {
  const items = c['x'] as readonly StateItem[];
  const [first, ...rest] = items;
  if (first === undefined || (c['n'] !== undefined && c['n'] !== items.length)) return null;
  return {
    s: 'outputs',
    states: [first.state],
    guard: null,
    actions: first.actions,
    only: false,
    otherwise: null,
    more: rest,
  } as Statement;
}

const LEVEL = '(is | are | be | is set to | are set to | is driven | equals | goes | is asserted | is held | are held)';

const outputs = (
  states: readonly string[],
  targets: readonly Value[],
  value: Value,
  more: {
    readonly only?: boolean;
    readonly rest?: true;
    readonly guard?: Value | null;
    readonly otherwise?: Value | null;
  } = {},
): Statement => ({
  s: 'outputs',
  states,
  guard: more.guard ?? null,
  actions: targets.map((target): Action => ({ a: 'set', target, value, stative: true })),
  only: more.only ?? false,
  otherwise: more.otherwise ?? null,
  ...(more.rest === true ? { rest: true as const } : {}),
});

const statesOf = (c: Captures): readonly string[] => (c['f'] ?? []) as readonly string[];
const levelIn = (c: Captures): Value => c['v'] as Value;

const ELSEWHERE =
  '(in (all | any | every) other (states | state) | in other states | everywhere else | elsewhere | in all remaining states)';

const OUTPUTS: readonly RuleLine[] = [
  [
    'states.outputs',
    `[${SUBJECT} | there are | it] [(has | have | with | can be in)] [one of] [n:<number>] [following] states [and <gloss>] [':' | ','] x:<state-items>`,
    stateItems,
  ],
  [
    'outputs.many-in',
    `[only:only] [both | outputs] o:<targets> ${LEVEL} [both] v:<constant> [only2:only] (in | while in | when in) f:<states>`,
    (c) => outputs(statesOf(c), vals(c, 'o'), levelIn(c), { only: c['only'] === true || c['only2'] === true }),
  ],
  [
    'outputs.exactly-in',
    `[output] o:<target> ${LEVEL} v:<constant> (exactly | precisely | only) (in | when in | while in) f:<states>`,
    (c) => outputs(statesOf(c), [c['o'] as Value], levelIn(c), { only: true }),
  ],
  [
    'outputs.and-in',
    `[output] o:<target> ${LEVEL} v:<constant> in f:<states> [','] (and | but) w:<constant> in g:<states>`,
    (c) => outputsApart(c),
  ],
  [
    'outputs.here-signal',
    `(in | while in | when in) f:<states> [','] [output] o:<target> ${LEVEL} v:<constant>`,
    (c) => outputs(statesOf(c), [c['o'] as Value], levelIn(c)),
  ],
  [
    'outputs.given',
    `<make> output o:<target> [','] (which | that) ${LEVEL} v:<constant> [only:only] (in | while in | when in) f:<states>`,
    (c) => outputs(statesOf(c), [c['o'] as Value], levelIn(c), { only: c['only'] === true }),
  ],
  [
    'outputs.rest',
    `[<in-machine>] [output] o:<target> ${LEVEL} v:<constant> ${ELSEWHERE}`,
    (c) => outputs([], [c['o'] as Value], levelIn(c), { rest: true }),
  ],
  [
    'outputs.rest-first',
    `<in-machine> ${ELSEWHERE} [','] [output] o:<target> ${LEVEL} v:<constant>`,
    (c) => outputs([], [c['o'] as Value], levelIn(c), { rest: true }),
  ],
  [
    'outputs.rest-many',
    `<in-machine> [both | outputs] o:<targets> ${LEVEL} [both | all] v:<constant> ${ELSEWHERE}`,
    (c) => outputs([], vals(c, 'o'), levelIn(c), { rest: true }),
  ],
  [
    'outputs.rest-all',
    `<in-machine> (both | all | all [of] other | they | (both | all) [of] [these]) [outputs] ${LEVEL} [all | both] v:<constant> ${ELSEWHERE}`,
    (c) => outputs([], [ALL], levelIn(c), { rest: true }),
  ],
  [
    'outputs.rest-all-first',
    `<in-machine> ${ELSEWHERE} [','] (both | all | they) [outputs] ${LEVEL} [all | both] v:<constant>`,
    (c) => outputs([], [ALL], levelIn(c), { rest: true }),
  ],
  [
    'outputs.all-in',
    `<in-machine> (both | all | they) [outputs] ${LEVEL} v:<constant> in f:<states>`,
    (c) => outputs(statesOf(c), [ALL], levelIn(c)),
  ],
  [
    'outputs.none-in',
    `<in-machine> (in | while in) f:<states> [','] (both | all) outputs ${LEVEL} v:<constant>`,
    (c) => outputs(statesOf(c), [ALL], levelIn(c)),
  ],
];

/** Every output of the machine. */
const ALL: Value = { k: 'noun', noun: 'outputs' };

/** One output with one value in some states and another in the others that are named. */
function outputsApart(c: Captures): Statement {
  const [high, low] = [statesOf(c), c['g'] as readonly string[]];
  const first = outputs(high, [c['o'] as Value], levelIn(c));
  return { ...first, second: { states: low, value: c['w'] as Value } } as Statement;
}

/** What the outputs are in the states of a machine. */
export function addMachineOutputRules(grammar: Grammar): void {
  addRules(grammar, 'state-item', STATE_ITEMS);
  addSeries(grammar, 'state-items', 'state-item', ['and', 'or']);
  addRules(grammar, 'clause', OUTPUTS);
}
