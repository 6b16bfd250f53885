import { addRules, type Captures, type Grammar, type RuleLine } from '../grammar.ts';
import type { Edge, Statement } from '../statement.ts';
import type { Value } from '../value.ts';
import { opt } from './captures.ts';
import { storageFact } from './storage.ts';

interface At {
  readonly edge: Edge | null;
  readonly clock: Value | null;
  readonly reset?: unknown;
}

/** The edge that everything happens at; a place in time without an edge says nothing of the clock. */
function clockAt(c: Captures): Statement | null {
  const at = c['a'] as At;
  return at.edge === null || at.reset !== undefined ? null : { s: 'clock', edge: at.edge, clock: at.clock };
}

const clockOf = (c: Captures): Statement => ({ s: 'clock', edge: c['e'] as Edge, clock: opt(c, 'n') });

const EDGE_WORD = '(p:(positive | rising) | m:(negative | falling)) [one | edge]';

/** "The active edge is the rising one". */
const clockWord = (c: Captures): Statement => ({
  s: 'clock',
  edge: c['p'] === true ? 'pos' : 'neg',
  clock: opt(c, 'n'),
});

const CHANGES =
  '(changes | changes of state | state changes | actions | updates | steps | transitions | events | operations | activity | sampling | counting | shifting | all of this | all this | this | (one | single) step | register updates | register changes)';
const HAPPEN =
  '(happen | happens | take place | takes place | occur | occurs | is done | are done | is made | are made | are performed | is performed | are carried out | are synchronous | are synchronised | are synchronized)';
const THINGS =
  '(inputs | input signals | data inputs | registers | register | outputs | flip flops | flip flop | states | state | counter | contents | all signals | signals)';
const DONE =
  '(sampled | read | evaluated | examined | looked at | captured | taken in | checked | changed | updated | clocked)';

const CLOCKS: readonly RuleLine[] = [
  ['clock.changes', `[all [of] | its | any] [other] ${CHANGES} [only] ${HAPPEN} [only] a:<at-edge> [only]`, clockAt],
  ['clock.step-per', '(one | single) (step | change | update) per e:<edge> [of n:<clock-name>]', clockOf],
  [
    'clock.things-done',
    `[all [of] | its] ${THINGS} [<modal>] (is | are | be) [only | all] ${DONE} [only] a:<at-edge> [only]`,
    clockAt,
  ],
  [
    'clock.things-change',
    `[all [of] | its] ${THINGS} [only] (change | changes | update | updates | change state | changes state) [only] a:<at-edge> [only]`,
    clockAt,
  ],
  [
    'clock.registered',
    '[all [of] | both] [its] outputs (are | is) registered a:<at-edge>',
    (c) => {
      const clock = clockAt(c);
      return clock === null ? null : [clock, storageFact('register', [{ k: 'noun', noun: 'every-output' }])];
    },
  ],
  [
    'clock.used-with',
    'clock [input | signal] [n:<clock-name>] (is used | acts | works | is active) (with | on | at) its e:<edge>',
    clockOf,
  ],
  [
    'clock.is-used',
    'e:<edge> [of n:<clock-name>] is (used | active | active one | active edge | one that counts)',
    clockOf,
  ],
  [
    'clock.active-is',
    `active [clock] edge [of n:<clock-name>] is [e:<edge> | ${EDGE_WORD}]`,
    (c) => (c['e'] === undefined ? clockWord(c) : clockOf(c)),
  ],
  ['clock.name-active', 'n:<clock-name> is e:<edge> (active | triggered)', clockOf],
  ['clock.label', "n:<clock-name> ':' [active] e:<edge> [triggered | active]", clockOf],
  ['clock.triggered-bare', '(triggered | clocked | updated | sampled) a:<at-edge>', clockAt],
  [
    'clock.design',
    '(it | this | <circuit>) is e:<edge> [triggered] (design | circuit | device | module | flip flop | logic)',
    clockOf,
  ],
  [
    'clock.one',
    "(there is | it has | <circuit> has) (one | single) clock [',' | '('] n:<clock-name> [')'] [','] and (everything | all registers | all logic) (is | are) (triggered | clocked | driven) by its e:<edge>",
    clockOf,
  ],
  ['clock.clocking', '(use | assume) e:<edge> (clocking | triggering | logic)', clockOf],
  ['clock.is-edge', 'clock [input | signal] [n:<clock-name>] is e:<edge> [triggered]', clockOf],
];

/** The clock's edge in other words: what changes, is sampled or is done at it, and which edge is the active one. */
export function addClockWordRules(grammar: Grammar): void {
  addRules(grammar, 'clause', CLOCKS);
}
