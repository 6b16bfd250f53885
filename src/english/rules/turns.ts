import { addRules, type Captures, type Grammar, type RuleLine } from '../grammar.ts';
import type { Action, Statement } from '../statement.ts';
import { num, type Value } from '../value.ts';
import { opt } from './captures.ts';
import { val } from './values.ts';
import { addActions } from './verb-phrases.ts';

/** The last value of a count and the one that follows it. */
interface Turn {
  readonly last: number;
  readonly first: number;
  /** What the words call the counter a second time; null where they do not. */
  readonly who: Value | null;
}

const GOES =
  '(wraps | wraps around | rolls over | rolls around | returns | goes back | goes | jumps back | jumps | falls back | restarts | starts again | starts over | continues | starts anew)';
const AGAIN = '[back] [around] [again] [over]';
const TO = '(to | at | with | from)';
const WHO = '(w:<target> | counting | number)';

const turnOf = (c: Captures): Turn | null => {
  const [last, first] = [c['h'] as number, c['l'] as number];
  return last === first ? null : { last, first, who: opt(c, 'w') };
};

/** Where a count goes on after its last value. */
const TURNS: readonly RuleLine[] = [
  ['turn.from', `(from | after | at) h:<number> [','] [${WHO}] ${GOES} ${AGAIN} ${TO} l:<number> [again]`, turnOf],
  ['turn.verb', `${GOES} ${AGAIN} (from | after) h:<number> [back] to l:<number>`, turnOf],
  ['turn.verb-to', `${GOES} ${AGAIN} to l:<number> (from | after) h:<number>`, turnOf],
  ['turn.followed', 'h:<number> is followed by l:<number> [again]', turnOf],
  ['turn.follows', 'l:<number> (follows | comes after) h:<number>', turnOf],
  [
    'turn.next',
    '(value | number | count | one) [that | which] (following | follows | after | comes after | next after) h:<number> is l:<number> [again]',
    turnOf,
  ],
];

const UP =
  '(increments | increment | counts up | count up | increases | is incremented | is increased | goes up | advances | rises | is counted up)';
const DOWN =
  '(decrements | decrement | counts down | count down | decreases | is decremented | is decreased | goes down | falls | is counted down)';

/** The step must lead away from the value that follows the last one. */
const turning =
  (dir: 'up' | 'down') =>
  (c: Captures): Action | null => {
    const { last, first, who } = c['r'] as Turn;
    const target = opt(c, 't');
    // A name in the second half must be that of the first; a noun may be any word for it.
    const isOther = who?.k === 'name' && JSON.stringify(who) !== JSON.stringify(target);
    if (first < last !== (dir === 'up') || isOther) return null;
    return { a: 'step', target, dir, by: num(1), range: [first, last], wraps: true };
  };

const BY_ONE = '[by (1 | one)]';
const JOINT = "[',' | ';'] [and | but | where]";

const STEPS: readonly RuleLine[] = [
  ['act.up-turning', `t:<target> [<modal>] ${UP} ${BY_ONE} ${JOINT} r:<turn>`, turning('up')],
  ['act.down-turning', `t:<target> [<modal>] ${DOWN} ${BY_ONE} ${JOINT} r:<turn>`, turning('down')],
];

/** A turn in a sentence of its own is how the counter counts, whenever other sentences say that it does. */
function habitual(c: Captures): Statement {
  const { last, first } = c['r'] as Turn;
  const target = (c['t'] ?? { k: 'noun', noun: 'it' }) as Value;
  const dir = first < last ? 'up' : 'down';
  const action: Action = { a: 'step', target, dir, by: num(1), range: [first, last], wraps: true, habit: true };
  return { s: 'do', chain: false, edge: null, branches: [{ guard: null, actions: [action] }] };
}

/** "The digit d goes from 0 to 9": the values it takes, whichever sentence says when. */
function ranging(c: Captures): Statement {
  const [first, last] = [c['l'] as number, c['h'] as number];
  const dir = first < last ? 'up' : 'down';
  const action: Action = { a: 'step', target: val(c, 't'), dir, by: num(1), range: [first, last], habit: true };
  return { s: 'do', chain: false, edge: null, branches: [{ guard: null, actions: [action] }] };
}

const CLAUSES: readonly RuleLine[] = [
  ['turn.range', 't:<target> (goes | runs | ranges) from l:<number> (to | through | up to) h:<number>', ranging],
  [
    'turn.habit',
    `(from | after) h:<number> [','] t:<target> ${GOES} ${AGAIN} ${TO} l:<number> [again]`,
    (c) => habit(c),
  ],
  ['turn.habit-verb', `t:<target> ${GOES} ${AGAIN} (from | after) h:<number> [back] to l:<number>`, (c) => habit(c)],
  [
    'turn.habit-next',
    '(value | number | count) [that | which] (following | follows | after | comes after) h:<number> is l:<number> [again]',
    (c) => habit({ ...c, t: { k: 'noun', noun: 'count' } }),
  ],
];

const habit = (c: Captures): Statement | null => {
  const turn = turnOf(c);
  return turn === null ? null : habitual({ r: turn, t: val(c, 't') });
};

/** Where a count goes on after its last value: beside the step, or in a sentence of its own. */
export function addTurnRules(grammar: Grammar): void {
  addRules(grammar, 'turn', TURNS);
  addActions(grammar, STEPS);
  addRules(grammar, 'clause', CLAUSES);
}
