import { addRules, type Captures, type Grammar, type RuleLine } from '../grammar.ts';
import type { Action, Branch, Edge, Statement } from '../statement.ts';
import { op, type Value } from '../value.ts';
import { fact, opt } from './captures.ts';
import { val } from './values.ts';

const CYCLES = '[clock] (cycle | cycles | clocks | periods | ticks)';
const EXACT = '[exactly | precisely | total of]';
const WHOLE = '[full | complete | consecutive | successive | whole]';

/** How long something lasts; `next`: the cycles begin with the one after the edge. */
interface Lasting {
  readonly cycles: number;
  readonly next: boolean;
}

const SPANS: readonly RuleLine[] = [
  [
    'lasting-span',
    `(for | during) ${EXACT} [f:(next | following | subsequent)] ${EXACT} n:<number> ${WHOLE} ${CYCLES}`,
    (c): Lasting | null => ((c['n'] as number) > 0 ? { cycles: c['n'] as number, next: c['f'] === true } : null),
  ],
  [
    'lasting-span.after',
    `(for | during) ${EXACT} n:<number> ${WHOLE} ${CYCLES} (after | following | behind) (that | this) [clock] edge`,
    (c): Lasting | null => ((c['n'] as number) > 0 ? { cycles: c['n'] as number, next: true } : null),
  ],
];

/** A level of a signal for some cycles, and the level that the words say it goes back to. */
interface Pulse {
  readonly action: Action;
  readonly lasting: Lasting;
  readonly back: Value | null;
}

const BACK =
  "[',' | ';'] [and | but] [then | after that | afterwards | after which | otherwise | at all other times] [it | w:<target>] [then] (returns | goes back | goes | becomes | falls | drops | is | return | go back | go) [back] [to] b:<lasting-level> [again | otherwise | at all other times | after that | afterwards]";

const PULSES: readonly RuleLine[] = [
  [
    'pulse',
    `x:<action> [and (stays | remains | is kept | is held | stay | remain) [there | s:<lasting-level>]] l:<lasting-span> [${BACK}]`,
    (c) => pulseOf(c, c['x'] as Action),
  ],
  [
    'pulse.rises',
    `t:<target> rises [and (stays | remains | is kept | is held) s:<lasting-level>] l:<lasting-span> [${BACK}]`,
    (c) => pulseOf(c, { a: 'set', target: opt(c, 't'), value: { k: 'fill', bit: 1 } }),
  ],
  [
    'pulse.held',
    `t:<target> (stays | remains | is kept | is held | is) s:<lasting-level> l:<lasting-span> [${BACK}]`,
    (c) => pulseOf(c, { a: 'set', target: opt(c, 't'), value: val(c, 's') }),
  ],
];

const bitOf = (value: Value): 0 | 1 | null =>
  value.k === 'fill'
    ? value.bit
    : value.k === 'num' && ['0', '1'].includes(value.value)
      ? (Number(value.value) as 0 | 1)
      : null;

/** The level of the action, the one it stays at, and the opposite that it goes back to. */
function pulseOf(c: Captures, action: Action): Pulse | null {
  if (action.a !== 'set' || action.target?.k !== 'name') return null;
  const level = bitOf(action.value);
  const [stays, back, again] = [opt(c, 's'), opt(c, 'b'), opt(c, 'w')];
  // "… and then z goes low" is said of another signal.
  if (again !== null && JSON.stringify(again) !== JSON.stringify(action.target)) return null;
  if (level === null || (stays !== null && bitOf(stays) !== level)) return null;
  return back !== null && bitOf(back) !== 1 - level ? null : { action, lasting: c['l'] as Lasting, back };
}

interface Moment {
  readonly edge: Edge | null;
  readonly clock: Value | null;
}

/** What starts it, and at which edge; without an edge only where the words put it into the next cycles. */
function started(c: Captures): Statement | null {
  const { action, lasting } = c['p'] as Pulse;
  const at = c['a'] as Moment | undefined;
  if (at === undefined && !lasting.next) return null;
  const branch: Branch = { guard: val(c, 'g'), actions: [action] };
  return {
    s: 'do',
    chain: false,
    edge: at?.edge ?? null,
    clock: at?.clock ?? null,
    branches: [branch],
    lasts: lasting.cycles,
  };
}

const STARTED: readonly RuleLine[] = [
  ['do.lasting', "g:<guard> [a:<at-edge>] [','] p:<pulse>", started],
  ['do.lasting-edge', "a:<at-edge> [',' | ':'] g:<guard> [','] p:<pulse>", started],
  [
    'do.lasting-where',
    "a:<cycles> (where | in which | at which | when | that sees | with) g:<moment-condition> [','] p:<pulse>",
    started,
  ],
  ['do.lasting-last', "p:<pulse> [','] g:<guard> [a:<at-edge>]", started],
  ['do.lasting-edge-first', "a:<at-edge> [','] p:<pulse> g:<guard>", started],
];

const AGAIN =
  '[further | new | another | any | any further | later | repeated | each | each new | every new | every | any new]';
const TRIGGER = `${AGAIN} (trigger | triggers | trigger pulse | pulse | pulses | start pulse | request | requests | event | events | ed:(edge | edges) | start) [(on | of | from | at) s:<signal>]`;
const WHO = `(${TRIGGER} | ${AGAIN} [on:(1 on)] s:<signal> [pulse | pulses | trigger | request] | further changes of s:<signal>)`;
const DURING = '(while | when | during | as long as | whenever)';
const IGNORES = '([<modal>] (is | are | be) (ignored | not looked at | disregarded) | (has | have) no effect)';
const RESTARTS =
  '([<modal>] ((restart | restarts) [time | count | period | interval | pulse | counting | duration | it] [again] | (start | starts | begin | begins) [time | count | period | interval | pulse | counting | duration | it] (again | over | anew | afresh) | (restart | restarts | start | starts | begin | begins) n:<number> [clock] cycles (again | over | anew | afresh)))';

const ANEW = '(restart | restarts | ((start | starts | begin | begins) (again | over | anew | afresh)))';

const MEANWHILE =
  '(during this time | in meantime | meanwhile | during that time | (during | within) [such] (pulse | period | interval))';

/** The level at which the second start is told, or that it is told as an edge. */
function againLevel(c: Captures): Value | null {
  if (c['ed'] === true) return { k: 'noun', noun: 'edge' };
  return c['on'] === true ? { k: 'fill', bit: 1 } : opt(c, 'l');
}

const busy =
  (text: string) =>
  (c: Captures): Statement =>
    fact('lasting-again', [op('list', ...[opt(c, 'g'), opt(c, 's'), againLevel(c)].map((one) => one ?? op('none')))], {
      text,
      ...(c['n'] === undefined ? {} : { n: c['n'] as number }),
    });

/** What a second start does while it lasts. */
const AGAINS: readonly RuleLine[] = [
  [
    'lasting.while-lasts',
    `(while (pulse | it | time) lasts | meanwhile | ${MEANWHILE}) [','] ${WHO} ${IGNORES}`,
    busy('ignored'),
  ],
  [
    'lasting.while-lasts-restarts',
    `(while (pulse | it | time) lasts | meanwhile | ${MEANWHILE}) [','] ${WHO} ${RESTARTS}`,
    busy('restart'),
  ],
  ['lasting.ignored', `${WHO} ${IGNORES} ${DURING} g:<condition>`, busy('ignored')],
  ['lasting.ignored-first', `${DURING} g:<condition> [','] ${WHO} ${IGNORES}`, busy('ignored')],
  ['lasting.ignored-meanwhile', `${WHO} ${MEANWHILE} ${IGNORES}`, busy('ignored')],
  ['lasting.ignored-meanwhile-last', `${WHO} ${IGNORES} ${MEANWHILE}`, busy('ignored')],
  ['lasting.restarts-meanwhile', `${WHO} [${MEANWHILE}] ${RESTARTS}`, busy('restart')],
  ['lasting.restarts', `${WHO} ${RESTARTS} ${DURING} g:<condition>`, busy('restart')],
  ['lasting.restarts-middle', `${WHO} ${DURING} g:<condition> ${RESTARTS}`, busy('restart')],
  ['lasting.ignored-middle', `${WHO} ${DURING} g:<condition> ${IGNORES}`, busy('ignored')],
  ['lasting.restarts-first', `${DURING} g:<condition> [','] ${WHO} ${RESTARTS}`, busy('restart')],
  [
    'lasting.restarts-again',
    `(if | when | whenever) s:<signal> is (l:<lasting-level> | asserted) again ${DURING} g:<condition> [','] ((time | count | period | interval | pulse) ${ANEW} | n:<number> [clock] cycles ${ANEW})`,
    busy('restart'),
  ],
  [
    'lasting.prolongs',
    '<describing-input> (starts or (prolongs | extends | restarts) | (prolongs | extends | restarts)) (pulse | period | interval)',
    busy('restart'),
  ],
  [
    'lasting.starts',
    '<describing-input> (starts | begins | triggers) (pulse | period | interval)',
    () => fact('lasting-starter'),
  ],
  ['lasting.retriggerable', '(pulse | it | one shot | <circuit> | timer) is retriggerable', busy('restart')],
  [
    'lasting.not-retriggerable',
    '(pulse | it | one shot | <circuit> | timer) is (not | non) retriggerable',
    busy('ignored'),
  ],
];

/** The level outside a pulse, whichever that is. */
export const IDLE_LEVEL = 'idle level';

const ENDS: readonly RuleLine[] = [
  [
    'says.ends',
    '(ends | stops | aborts | cancels | terminates) [any | running] (pulse | t:<signal>) [at once]',
    (c) => ({
      effect: { ...(c['t'] === undefined ? {} : { target: c['t'] as Value }), value: { k: 'noun', noun: IDLE_LEVEL } },
    }),
  ],
];

/** Levels that last for a number of cycles after what starts them. */
export function addLastingRules(grammar: Grammar): void {
  addRules(grammar, 'lasting-span', SPANS);
  addRules(grammar, 'lasting-level', [
    ['level.high', '(high | 1 | one)', () => ({ k: 'fill', bit: 1 }) satisfies Value],
    ['level.low', '(low | 0 | zero)', () => ({ k: 'fill', bit: 0 }) satisfies Value],
  ]);
  addRules(grammar, 'pulse', PULSES);
  addRules(grammar, 'clause', [...STARTED, ...AGAINS]);
  addRules(grammar, 'reset-says', ENDS);
}
