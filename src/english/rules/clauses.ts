import { addRepeat, addRules, addSeries, type Captures, type Grammar } from '../grammar.ts';
import type { Action, Branch, Edge, ResetFacts, Statement } from '../statement.ts';
import { NO_RESET_FACTS } from '../statement.ts';
import { num, type Value } from '../value.ts';
import { val } from './values.ts';

const list = <T>(captures: Captures, name: string): readonly T[] => (captures[name] ?? []) as readonly T[];
const opt = (captures: Captures, name: string): Value | null => (captures[name] ?? null) as Value | null;

/** Clock edges and the sentences that state them. */
export function addClockRules(grammar: Grammar): void {
  const edge = (value: Edge) => () => value;
  addRules(grammar, 'edge', [
    [
      'edge.pos',
      '(positive | rising) [clock] (edge | edges | transition) | posedge | positive going edge',
      edge('pos'),
    ],
    ['edge.neg', '(negative | falling) [clock] (edge | edges | transition) | negedge', edge('neg')],
    [
      'edge.both',
      'both [positive and negative | rising and falling] [clock] edges | (positive | rising) and (negative | falling) (edge | edges) | both (rising | positive) and (falling | negative) (edge | edges) | either edge | every edge',
      edge('both'),
    ],
  ]);
  addRules(grammar, 'clock-name', [
    [
      'clock.noun',
      "[input | system] clock [signal | input] ['(' n:<name> ')'] [n:<name>]",
      (c) =>
        (c['n'] === undefined ? { k: 'noun', noun: 'clock' } : { k: 'name', name: String(c['n']) }) satisfies Value,
    ],
    ['clock.name', 'n:<name> [clock | signal | input]', (c) => ({ k: 'name', name: String(c['n']) }) satisfies Value],
  ]);
  addRules(grammar, 'at-edge', [
    [
      'at-edge',
      '(on | at | by | to) [each | every] e:<edge> [of] [n:<clock-name>] [signal]',
      (c) => ({ edge: c['e'], clock: opt(c, 'n') }),
    ],
    [
      'at-edge.bare',
      '(on | at) (each | every) (clock cycle | clock edge | cycle | clock pulse | clock tick | clock)',
      () => ({ edge: null, clock: null }),
    ],
    ['at-edge.in', 'in (each | every) (clock cycle | cycle | clock)', () => ({ edge: null, clock: null })],
    ['at-edge.bare2', '(each | every) (clock cycle | cycle | clock edge)', () => ({ edge: null, clock: null })],
  ]);
  addRules(grammar, 'clause', [
    [
      'clock.triggered',
      '[assume] [all] [of] [sequential logic | logic | flip flops | dffs | registers | outputs | state changes | updates | <state-things> | operations | flip flop | everything | design | circuit | module | counter | register] (is | are | should be | must be | operates | operate | works | work | occur | occurs | happen | happens | acts | changes | change | update | updates) [triggered | clocked | updated | active | synchronous | sensitive | on | performed] a:<at-edge>',
      clockFact,
    ],
    [
      'clock.edge-triggered',
      '[all] (flip flops | dffs | registers | sequential logic | logic | flip flop) (is | are | should be | must be) e:<edge> triggered [by n:<clock-name>]',
      (c) => ({ s: 'clock', edge: c['e'] as Edge, clock: opt(c, 'n') }) satisfies Statement,
    ],
    [
      'clock.use-edge',
      'use e:<edge> of n:<clock-name>',
      (c) => ({ s: 'clock', edge: c['e'] as Edge, clock: opt(c, 'n') }) satisfies Statement,
    ],
  ]);
  addRules(grammar, 'state-things', [
    ['state-things', 'state (transitions | updates | machine) | fsm | all state | all registers', () => true],
  ]);
}

function clockFact(captures: Captures): Statement | null {
  const at = captures['a'] as { readonly edge: Edge | null; readonly clock: Value | null };
  return at.edge === null ? null : { s: 'clock', edge: at.edge, clock: at.clock };
}

/** Attributes of a reset: kind, polarity, edge. */
export function addResetRules(grammar: Grammar): void {
  const fact = (facts: Partial<ResetFacts>) => () => facts;
  addRules(grammar, 'reset-attr', [
    ['reset.high', "['('] (active high | high active) [')']", fact({ active: 'high' })],
    ['reset.low', "['('] (active low | low active) [')']", fact({ active: 'low' })],
    ['reset.sync', '(synchronous | synchronously)', fact({ kind: 'sync' })],
    ['reset.async', '(asynchronous | asynchronously | async)', fact({ kind: 'async' })],
    ['reset.edge', 'e:<edge> triggered', (c) => ({ edge: c['e'] })],
    ['reset.comma', "(',' | and)", fact({})],
    ['reset.empty', 'single', fact({})],
  ]);
  addRepeat(grammar, 'reset-attrs', 'reset-attr');
  addRules(grammar, 'reset-noun', [
    [
      'reset.signal',
      '[r:<name>] (reset | clear) [signal | input | port] [r:<name>] [named r:<name>]',
      (c) => ({ signal: c['r'] === undefined ? null : { k: 'name', name: String(c['r']) } }),
    ],
    [
      'reset.paren',
      "(reset | clear) [signal | input | port] '(' r:<name> ')'",
      (c) => ({ signal: { k: 'name', name: String(c['r']) } }),
    ],
    ['reset.named', 'r:<name> [signal | input | port]', (c) => ({ signal: { k: 'name', name: String(c['r']) } })],
  ]);
  addRules(grammar, 'reset-phrase', [
    ['reset.phrase', 'a:<reset-attrs> r:<reset-noun> [t:<reset-to>]', (c) => merge(c)],
    [
      'reset.phrase-setting',
      'a:<reset-attrs> r:<reset-noun> (that sets | setting | which sets | that resets | resetting | that clears | which resets) [g:<reset-target>] t:<reset-to>',
      (c) => merge(c),
    ],
    [
      'reset.phrase-paren',
      "a:<reset-attrs> r:<reset-noun> '(' [which] (reset | resets | sets) g:<reset-target> t:<reset-to> ')'",
      (c) => merge(c),
    ],
  ]);
  addRules(grammar, 'reset-target', [
    ['reset.target', '[all [of]] v:<target> [output | outputs | value | state | contents]', (c) => val(c, 'v')],
    ['reset.target-output', 'output (of | from) v:<target>', (c) => val(c, 'v')],
  ]);
  addRules(grammar, 'reset-to', [
    ['reset.to-state', '(to | into | in) [its] [initial | starting] [state] n:<state>', (c) => ({ state: c['n'] })],
    ['reset.to-value', '(to | to be | to value [of] | at) v:<constant>', (c) => ({ value: val(c, 'v') })],
    ['reset.to-bits', 'to state v:<operand>', (c) => ({ value: val(c, 'v') })],
  ]);
  resetClauses(grammar);
}

function merge(captures: Captures): ResetFacts {
  const attrs = list<Partial<ResetFacts>>(captures, 'a');
  const parts = [...attrs, captures['r'], captures['t']].filter(
    (part) => part !== undefined,
  ) as readonly Partial<ResetFacts>[];
  const base: ResetFacts = { ...NO_RESET_FACTS, target: opt(captures, 'g') };
  return parts.reduce<ResetFacts>((left, right) => ({ ...left, ...stated(right) }), base);
}

/** Only what a part states; an absent signal must not erase one stated before. */
function stated(part: Partial<ResetFacts>): Partial<ResetFacts> {
  return Object.fromEntries(Object.entries(part).filter(([, value]) => value !== null));
}

const resetStatement = (captures: Captures): Statement => ({ s: 'reset', reset: merge(captures) });

function resetClauses(grammar: Grammar): void {
  addRules(grammar, 'modal', [
    ['modal', '(should | must | will | shall | needs to | has to | can | is to | may)', () => true],
  ]);
  addRules(grammar, 'clause', [
    [
      'reset.is',
      'r:<reset-noun> [signal | input | port] [<modal>] (be | is) a:<reset-attrs> [reset] [input | signal] [t:<reset-to>]',
      (c) => nonEmpty(c),
    ],
    [
      'reset.is-and',
      "r:<reset-noun> [<modal>] (be | is) a:<reset-attrs> [reset] [','] (and | which | that) [it] [<modal>] (reset | resets | set | sets | clear | clears | initializes) [g:<reset-target>] [t:<reset-to>]",
      (c) => cleared(c),
    ],
    [
      'reset.does',
      'a:<reset-attrs> r:<reset-noun> [<modal>] (reset | resets | set | sets | clear | clears | initializes | initialize | force | forces) g:<reset-target> [t:<reset-to>]',
      (c) => cleared(c),
    ],
    ['reset.odd-order', 'r:<reset-noun> <modal> a:<reset-attrs> reset g:<reset-target> t:<reset-to>', resetStatement],
    ['reset.into', '[it | <circuit>] (resets | reset) t:<reset-to>', resetStatement],
    [
      'reset.there-is',
      '(there is | it has | [<circuit>] [<modal>] (has | have | includes | include | uses | use | requires | require | needs | need)) p:<reset-phrase>',
      (c) => ({ s: 'reset', reset: c['p'] as ResetFacts }) satisfies Statement,
    ],
    [
      'reset.none',
      '(there is | there are | it has | [<circuit>] (has | have)) no reset [signal | input]',
      () => ({ s: 'no-reset' }) satisfies Statement,
    ],
    [
      'reset.output-to',
      'g:<reset-target> [<modal>] (be | is | are) (reset | cleared | initialized | set) [asynchronously] t:<reset-to> [on reset]',
      resetStatement,
    ],
    [
      'reset.on',
      "(on | upon | during | after | at) [a:<reset-attrs>] reset [','] g:<reset-target> [<modal>] (be | is | are | becomes | goes) [reset | cleared | set | initialized] t2:<reset-value>",
      (c) => resetStatement({ ...c, t: c['t2'] }),
    ],
    [
      'reset.clears',
      "(on | upon | during | at) reset [','] g:<reset-target> [<modal>] (be | is | are) cleared",
      (c) => resetStatement({ ...c, t: { value: num(0) } }),
    ],
    ['reset.verb', '(reset | clear | initialize) g:<reset-target> [t:<reset-to>] [on reset]', (c) => cleared(c)],
    [
      'reset.phrase-alone',
      'p:<reset-phrase>',
      (c) =>
        (c['p'] as ResetFacts).kind === null ? null : ({ s: 'reset', reset: c['p'] as ResetFacts } satisfies Statement),
    ],
  ]);
  addRules(grammar, 'reset-value', [
    ['reset.value-to', 't:<reset-to>', (c) => c['t']],
    ['reset.value', 'v:<constant>', (c) => ({ value: val(c, 'v') })],
  ]);
}

function nonEmpty(captures: Captures): Statement | null {
  const reset = merge(captures);
  return reset.kind === null && reset.active === null && reset.edge === null ? null : { s: 'reset', reset };
}

/** `clears q` without a value is a reset to zero. */
function cleared(captures: Captures): Statement {
  const reset = merge(captures);
  return { s: 'reset', reset };
}

/** Actions on signals. */
export function addActionRules(grammar: Grammar): void {
  const set = (c: Captures): Action => ({ a: 'set', target: opt(c, 't'), value: val(c, 'v') });
  const bit =
    (level: 0 | 1) =>
    (c: Captures): Action => ({ a: 'set', target: opt(c, 't'), value: { k: 'fill', bit: level } });
  addRules(grammar, 'settable', [
    [
      'settable.is',
      '[<modal>] (be | is | are | become | becomes | equal | equals | go | goes | remain | have value | takes | take | output | outputs | shows | show | stays | equal to)',
      () => true,
    ],
    [
      'settable.set',
      '[<modal>] (be | is | are) (set | assigned | driven | connected | equal | loaded | updated | reset | forced | cleared | pulled | asserted) [to | with | by | value of | from]',
      () => true,
    ],
    [
      'settable.display',
      '[<modal>] (receive | receives | take | takes | gets | get | capture | captures | sample | samples | load | loads | store | stores | latch | latches | copies | copy) [on] [value of]',
      () => true,
    ],
  ]);
  addRules(grammar, 'action', [
    ['act.is', 't:<target> <settable> [to | with] v:<value>', set],
    ['act.equation', "t:<target> '=' v:<value>", set],
    ['act.nonblocking', "t:<target> '<=' v:<value>", set],
    [
      'act.set',
      '(set | assign | drive | force | reset | pull | clear | initialize) t:<target> (to | to be | with | to value of | to value | equal to) v:<value>',
      set,
    ],
    [
      'act.assign-to',
      '(assign | copy | write | store | load | put | place | output | move | send | pass | connect | route) v:<value> (to | into | in | on | onto) t:<target>',
      set,
    ],
    [
      'act.assigned-to',
      'v:<value> [<modal>] (be | is | are) (assigned | copied | written | stored | loaded | placed | put | connected | passed | output | sent | transferred | routed | driven | captured) (to | into | in | on | onto) t:<target>',
      set,
    ],
    ['act.load', '(load | loads) t:<target> with v:<value>', set],
    [
      'act.output',
      '[output | <circuit>] [<modal>] (output | outputs | report | reports | produce | produces | return | returns | display | displays) v:<value>',
      set,
    ],
    [
      'act.choose',
      '(choose | select | pick | chooses | selects | picks | pass | output | outputs | use) v:<value>',
      set,
    ],
    [
      'act.chosen',
      'v:<value> [<modal>] (be | is) (chosen | selected | output | passed | passed through | used)',
      (c) => ({ a: 'set', target: null, value: val(c, 'v') }) satisfies Action,
    ],
    ['act.turn-on', '(turn on | assert | raise | activate) t:<target>', bit(1)],
    ['act.turn-off', '(turn off | deassert | lower | deactivate | clear) t:<target>', bit(0)],
    [
      'act.asserted',
      't:<target> [<modal>] (be | is | are) (asserted | turned on | activated | raised) [to (logic 1 | 1 | high)]',
      bit(1),
    ],
    [
      'act.deasserted',
      't:<target> [<modal>] (be | is | are) (deasserted | turned off | cleared | deactivated) [to (0 | zero | low | logic 0)]',
      bit(0),
    ],
    ['act.goes', 't:<target> (goes | go | is driven | is pulled) high', bit(1)],
    ['act.goes-low', 't:<target> (goes | go | is driven | is pulled) low', bit(0)],
  ]);
  stepActions(grammar);
  shiftActions(grammar);
}

function stepActions(grammar: Grammar): void {
  const hold = (c: Captures): Action => ({ a: 'hold', target: opt(c, 't') });
  const step =
    (dir: 'up' | 'down' | 'any') =>
    (c: Captures): Action => ({ a: 'step', target: opt(c, 't'), dir, by: opt(c, 'n') ?? num(1) });
  addRules(grammar, 'action', [
    [
      'act.hold',
      't:<target> [<modal>] (hold | holds | keep | keeps | retain | retains | maintain | maintains | preserve | preserves) [its] [current | previous | old | present | last | existing] [value | state | contents | count | output]',
      hold,
    ],
    [
      'act.holds',
      't:<target> [<modal>] (remain | remains | stay | stays | is held | is kept | are unchanged | is | are | be) (unchanged | constant | same | stable | as is | as it is | at its (current | previous) value)',
      hold,
    ],
    ['act.no-change', 't:<target> (does | do | should | must | will) not change', hold],
    ['act.keep', '(hold | keep | retain | maintain) [current | previous] (value | state) [of t:<target>]', hold],
    [
      'act.up',
      't:<target> [<modal>] (increment | increments | incremented | count up | counts up | increases | increase | is increased | advances) [by n:<constant>]',
      step('up'),
    ],
    ['act.ups', 't:<target> [<modal>] (be | is | are) (incremented | increased) [by n:<constant>]', step('up')],
    ['act.up-it', '(increment | increase) t:<target> [by n:<constant>]', step('up')],
    [
      'act.down',
      't:<target> [<modal>] (decrement | decrements | count down | counts down | decreases | decrease) [by n:<constant>]',
      step('down'),
    ],
    [
      'act.downs',
      '[number currently in] t:<target> [<modal>] (be | is | are) (decremented | decreased) [by n:<constant>]',
      step('down'),
    ],
    ['act.down-it', '(decrement | decrease) t:<target> [by n:<constant>]', step('down')],
    ['act.up-bare', '(count up | increment | counts up | increments)', step('up')],
    ['act.down-bare', '(count down | decrement | counts down | decrements)', step('down')],
    ['act.counts', 't:<target> [<modal>] (count | counts | advance | advances)', step('any')],
    [
      'act.toggle',
      't:<target> [<modal>] (toggle | toggles | flip | flips | invert | inverts)',
      (c) => ({ a: 'toggle', target: opt(c, 't') }) satisfies Action,
    ],
    [
      'act.toggled',
      't:<target> [<modal>] (be | is | are) (toggled | flipped | inverted | complemented) [by inverting its current value]',
      (c) => ({ a: 'toggle', target: opt(c, 't') }) satisfies Action,
    ],
    [
      'act.toggle-it',
      '(toggle | flip | invert | complement) t:<target>',
      (c) => ({ a: 'toggle', target: opt(c, 't') }) satisfies Action,
    ],
  ]);
}

function shiftActions(grammar: Grammar): void {
  const shift = (c: Captures): Action => ({
    a: 'shift',
    target: opt(c, 't'),
    dir: (c['d'] ?? null) as 'left' | 'right' | null,
    by: opt(c, 'n'),
    fill: opt(c, 'f'),
    style: (c['s'] ?? null) as 'logical' | 'arithmetic' | 'rotate' | null,
  });
  const rotate = (c: Captures): Action => ({ ...shift(c), style: 'rotate' }) as Action;
  addRules(grammar, 'direction', [
    ['dir.left', '[to] left | towards (msb | most significant bit)', () => 'left'],
    ['dir.right', '[to] right | towards (lsb | least significant bit)', () => 'right'],
  ]);
  addRules(grammar, 'shift-style', [
    ['shift.logical', 'logical | logically', () => 'logical'],
    ['shift.arithmetic', 'arithmetic | arithmetically', () => 'arithmetic'],
  ]);
  addRules(grammar, 'action', [
    [
      'act.shift',
      '[s:<shift-style>] (shift | shifts) [t:<target>] [d:<direction>] [by n:<amount>] [f:<shift-fill>]',
      shift,
    ],
    [
      'act.shifts',
      't:<target> [<modal>] [s:<shift-style>] (shift | shifts) [d:<direction>] [by n:<amount>] [f:<shift-fill>]',
      shift,
    ],
    [
      'act.shifted',
      't:<target> [<modal>] (be | is | are) [s:<shift-style>] shifted [d:<direction>] [by n:<amount>] [f:<shift-fill>]',
      shift,
    ],
    ['act.shift-noun', '[s:<shift-style>] d:<direction> shift [by n:<amount>]', shift],
    ['act.rotate', '(rotate | rotates) [t:<target>] d:<direction> [by n:<amount>]', rotate],
    [
      'act.rotates',
      't:<target> [<modal>] (rotate | rotates | be rotated | is rotated) d:<direction> [by n:<amount>]',
      rotate,
    ],
  ]);
  addRules(grammar, 'shift-fill', [
    [
      'fill.with',
      "[','] (with | shifting | shifting in | inserting | filling with) f:<atom> [shifted] [in | into | as | at | to] [(msb | lsb | most significant bit | least significant bit | vacated (bit | position)) [position]]",
      (c) => val(c, 'f'),
    ],
  ]);
}

/** Sentences of behaviour: guards, branches, `otherwise`. */
export function addBehaviourRules(grammar: Grammar): void {
  addSeries(grammar, 'action-series', 'action');
  addRules(grammar, 'actions', [
    ['actions.one', 'x:<action>', (c) => [c['x']]],
    ['actions.many', 'x:<action-series>', (c) => c['x']],
  ]);
  const branch = (c: Captures, name = 'x', guard = 'g'): Branch => ({
    guard: opt(c, guard),
    actions: list<Action>(c, name),
  });
  addRules(grammar, 'branches', [
    ['do.if', "g:<guard> [','] x:<actions>", (c) => [branch(c)]],
    ['do.if-last', "x:<actions> [','] g:<guard>", (c) => [branch(c)]],
    [
      'do.if-else',
      "g:<guard> [','] x:<actions> [','|';'] [and|but] <else> [','] y:<actions>",
      (c) => [branch(c), { guard: null, actions: list<Action>(c, 'y') }],
    ],
    [
      'do.if-last-else',
      "x:<actions> [','] g:<guard> [','|';'] [and|but] <else> [','] y:<actions>",
      (c) => [branch(c), { guard: null, actions: list<Action>(c, 'y') }],
    ],
    [
      'do.if-elif',
      "g:<guard> [','] x:<actions> [','|';'] [and|but] <else> [','] b:<branches>",
      (c) => [branch(c), ...list<Branch>(c, 'b')],
    ],
    ['do.plain', 'x:<actions>', (c) => [{ guard: null, actions: list<Action>(c, 'x') }]],
  ]);
  addRules(grammar, 'else', [
    [
      'else',
      'otherwise | else | if not | in all other cases | in any other case | for all other (values | cases | inputs)',
      () => true,
    ],
  ]);
  const behaviour =
    (chain: boolean) =>
    (c: Captures): Statement => {
      const at = c['a'] as { readonly edge: Edge | null } | undefined;
      return { s: 'do', chain, edge: at?.edge ?? null, branches: list<Branch>(c, 'b') };
    };
  addRules(grammar, 'clause', [
    ['do', 'b:<branches>', behaviour(false)],
    ['do.otherwise', "<else> [','] b:<branches>", behaviour(true)],
    ['do.at-edge', "a:<at-edge> [','] b:<branches>", behaviour(false)],
    ['do.edge-last', "b:<branches> [','] a:<at-edge>", behaviour(false)],
  ]);
}
