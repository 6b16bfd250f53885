import { addRules, type Captures, type Grammar, type RuleLine } from '../grammar.ts';
import type { Statement, Thing } from '../statement.ts';
import { num, ref, type Value } from '../value.ts';
import { fact, opt, withEdge } from './captures.ts';
import { val } from './values.ts';

const CLIENT = '(client | requester | requestor | request | agent | master | input | line | bit)';
const CLIENTS = '(clients | requesters | requestors | requests | agents | masters | inputs | lines | bits)';
const NUMBER = '(number | index | position)';
const POINTER = '([priority] pointer | p:<pointer-name>)';

/** The pointer by the name that the text gives it. */
const pointed = (c: Captures): readonly Value[] => (c['p'] === undefined ? [] : [val(c, 'p')]);

const said = (name: string, text?: string) => (): Statement => fact(name, [], text === undefined ? {} : { text });

/** Which of several requests goes first: always the same, or the one behind the last that was granted. */
const POLICIES: readonly RuleLine[] = [
  [
    'arbiter.falls',
    `priority (falls | decreases | goes down) (with | towards) (rising | increasing | higher | growing) [${CLIENT}] (${NUMBER} | numbers) [[','] and [it] (wraps | goes round | wraps around) from h:<number> to 0]`,
    (c) => fact('arbiter-falls', [], c['h'] === undefined ? {} : { n: c['h'] as number }),
  ],
  [
    'arbiter.rises',
    `priority (rises | increases | grows | goes up) with (rising | increasing | higher | growing) [${CLIENT}] (${NUMBER} | numbers)`,
    said('arbiter-rises'),
  ],
  [
    'arbiter.lower-first',
    `(${CLIENTS} with lower (numbers | indices) | lower numbered ${CLIENTS} | ${CLIENT} with lower ${NUMBER}) (have | has) (higher priority | priority over (${CLIENTS} with higher (numbers | indices) | higher numbered ${CLIENTS}))`,
    said('arbiter-lower'),
  ],
  [
    'arbiter.higher-first',
    `(${CLIENTS} with higher (numbers | indices) | higher numbered ${CLIENTS} | ${CLIENT} with higher ${NUMBER}) (have | has) (higher priority | priority over (${CLIENTS} with lower (numbers | indices) | lower numbered ${CLIENTS}))`,
    said('arbiter-rises'),
  ],
  [
    'arbiter.ends',
    `${CLIENT} n:<number> has highest priority [[','] (and | ',') ${CLIENT} m:<number> [has] lowest [priority]]`,
    (c) => fact('arbiter-top', [num(c['n'] as number), ...(c['m'] === undefined ? [] : [num(c['m'] as number)])]),
  ],
  [
    'arbiter.first-is',
    `(after | on | upon) reset [','] ${CLIENT} n:<number> has highest priority`,
    (c) => fact('arbiter-first', [num(c['n'] as number)]),
  ],
  [
    'arbiter.first-is-last',
    `${CLIENT} n:<number> has highest priority (after | on | upon) reset`,
    (c) => fact('arbiter-first', [num(c['n'] as number)]),
  ],
  [
    'arbiter.pointer',
    `[w:<number> bit] ${POINTER} (holds | stores | keeps | is) ${NUMBER} of ${CLIENT} [(that has | which has | with)] highest priority`,
    (c) => fact('arbiter-pointer', pointed(c), c['w'] === undefined ? {} : { n: c['w'] as number }),
  ],
  [
    'arbiter.moves',
    `[a:<at-edge> [',']] (if | when) ${CLIENT} i is granted [','] ${POINTER} (is set to | becomes | takes [value]) i '+' 1 [modulo n:<number> | mod n:<number>]`,
    (c) => withEdge(c, fact('arbiter-moves', pointed(c), c['n'] === undefined ? {} : { n: c['n'] as number })),
  ],
  [
    'arbiter.moves-after',
    `[a:<at-edge> [',']] ${POINTER} (moves to | is set to | becomes | points to) ${CLIENT} (after | behind | that follows) one [that (is | was)] granted`,
    (c) => withEdge(c, fact('arbiter-moves', pointed(c))),
  ],
  [
    'arbiter.after-last',
    `(search | it | <circuit> | arbiter) [<modal>] [always] (starts | begins | looks) (with | at | from) ${CLIENT} (after | behind | following | next to) ((one | ${CLIENT}) [that was] granted last | last granted ${CLIENT} | last one granted) [and (goes | wraps) (round | around)]`,
    said('arbiter-after-last'),
  ],
  [
    'arbiter.stays',
    `(if | when | while) no ${CLIENT} is granted [','] ${POINTER} (holds its value | stays as it is | does not move | does not change | is unchanged | stays same)`,
    (c) => fact('arbiter-stays', pointed(c)),
  ],
];

const grant = (c: Captures): Statement | null =>
  c['o'] !== undefined && JSON.stringify(c['o']) !== JSON.stringify(c['g'])
    ? null
    : fact(
        'arbiter-grant',
        [opt(c, 'r'), opt(c, 'g')].map((one): Value => one ?? { k: 'noun', noun: 'none' }),
      );

const ITS_BIT = "its bit (of | in) g:<signal> is 1 [[','] and all other bits [of o:<signal>] are 0]";

/** What is granted, and what the output then is. */
const GRANTS: readonly RuleLine[] = [
  [
    'arbiter.grant-of',
    `of bits of r:<signal> that are 1 [','] one with highest priority is granted [(':' | ',' | ';') ${ITS_BIT}]`,
    grant,
  ],
  ['arbiter.its-bit', ITS_BIT, grant],
  [
    'arbiter.bit-is',
    `g:<signal> (is | has) 1 (at | in) position of ${CLIENT} [of r:<signal>] (that is granted | with highest priority) [[','] and 0 (elsewhere | everywhere else | at all other positions)]`,
    grant,
  ],
  [
    'arbiter.none',
    `(if | when | while) no ${CLIENT} is (active | pending | 1 | made) [','] (nothing | no ${CLIENT}) is granted`,
    said('arbiter-none'),
  ],
  [
    'arbiter.one-hot',
    `<describing-output> one hot [grant | grants | output] [[','] or 0 (if | when | while) there is no ${CLIENT}]`,
    said('arbiter-one-hot'),
  ],
  [
    'arbiter.requests-beside',
    `<describing-input> requests [(';' | ',' | ':') <name> '[' i ']' is request of ${CLIENT} i]`,
    said('arbiter-requests'),
  ],
  ['arbiter.request-beside', `<describing-input> <name> '[' i ']' is request of ${CLIENT} i`, said('arbiter-requests')],
  [
    'arbiter.table',
    `table shows t:<signal> for (few | some | several) ${CLIENTS}`,
    (c) => fact('arbiter-table', [val(c, 't')]),
  ],
];

const thing = (method: string, n: unknown): Thing => ({
  head: 'arbiter',
  features: [{ f: 'method', word: method }, ...(n === undefined ? [] : [{ f: 'inputs', n: n as number }])],
});

const titled =
  (method: string) =>
  (c: Captures): Statement => ({ s: 'build', thing: thing(method, c['n']), subject: null });

const SIZE = `[(n:<number> (way | input | client | requester | bit))]`;
const FOR = `[(for | with | between | among) n:<number> ${CLIENTS}]`;

const TITLES: readonly RuleLine[] = [
  ['arbiter.title-round', `[<make>] ${SIZE} round robin arbiter ${FOR}`, titled('round-robin')],
  [
    'arbiter.title-fixed',
    `[<make>] ${SIZE} (fixed priority | priority | static priority) arbiter ${FOR}`,
    titled('fixed'),
  ],
];

/** Arbiters: several requests, one grant, and who goes first. */
export function addArbiterRules(grammar: Grammar): void {
  addRules(grammar, 'clause', [...POLICIES, ...GRANTS, ...TITLES]);
  addRules(grammar, 'pointer-name', [
    ['pointer-name', 'n:<name>', (c) => (/pointer|ptr/i.test(String(c['n'])) ? ref(String(c['n'])) : null)],
  ]);
  addRules(grammar, 'reset-target', [
    ['reset.pointer', '[priority] pointer', () => ({ k: 'noun', noun: 'arbiter pointer' })],
  ]);
}
