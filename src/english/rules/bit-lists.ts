import { addJoined, addRules, type Captures, type Grammar, type RuleLine } from '../grammar.ts';
import { num, op, type Value } from '../value.ts';
import { fact } from './captures.ts';
import { val, vals } from './values.ts';

const OWN: Value = { k: 'noun', noun: 'it' };

/** `bits 7, 5 and 0 of q`: each of them; a list of one is no plural. */
function bitsOf(c: Captures): readonly Value[] | null {
  const places = vals(c, 'k');
  const of = (c['v'] ?? OWN) as Value;
  const isEach = places.length > 1 && places.every((at) => at.k === 'num' && at.cube === undefined);
  const isTwice = new Set(places.map((at) => JSON.stringify(at))).size < places.length;
  return isEach && !isTwice ? places.map((at): Value => ({ k: 'index', of, at })) : null;
}

const LIST = 'bits [number | position | positions | numbered] k:<constant-series> [(of | in) v:<atom>]';

/** A condition on several bits tells `and` from `or`. */
const LISTS: readonly (readonly [string, string])[] = [
  ['value-list', '<constant-series>'],
  ['atoms-and', '<places-and>'],
  ['atoms-or', '<constants-or>'],
];

const AMOUNT = '[by n:<amount>]';
const amountOf = (c: Captures): Value => (c['n'] === undefined ? num(1) : val(c, 'n'));

const SHIFTED: readonly RuleLine[] = [
  ['shifted.right', `v:<atom> shifted [to] right ${AMOUNT}`, (c) => op('shr', val(c, 'v'), amountOf(c))],
  ['shifted.right-side', `v:<atom> shifted ${AMOUNT} to right`, (c) => op('shr', val(c, 'v'), amountOf(c))],
];

/** "The XOR of q and q shifted right by one": what is shifted is what stands beside it, not the result. */
function withOwnShift(c: Captures): Value | null {
  const shifted = val(c, 'r');
  const own = shifted.k === 'op' ? shifted.args[0] : undefined;
  const isOwn = own !== undefined && (JSON.stringify(own) === JSON.stringify(c['l']) || isItself(own));
  if (!isOwn || shifted.k !== 'op') return null;
  return op(String(c['g']), val(c, 'l'), { ...shifted, args: [val(c, 'l'), ...shifted.args.slice(1)] });
}

const isItself = (value: Value): boolean => value.k === 'noun' && value.noun === 'itself';

const PHRASES: readonly RuleLine[] = [
  ...SHIFTED,
  ['gate.own-shift', '[result of] [bitwise] g:<gate-word> of l:<atom> (and | with) r:<shifted>', withOwnShift],
];

/** What a shift that another sentence tells brings in, and the bit where it enters. */
const shiftedIn = (c: Captures) =>
  fact('shifted-in', [{ k: 'index', of: (c['t'] ?? OWN) as Value, at: num(c['i'] as number) }, val(c, 'v')]);

const GETS =
  '[<modal>] (is | becomes | be | gets | takes | receives | is loaded with | is set to | is fed with | is given by)';

/** Several bits of one vector by their numbers, and the bit that a shift brings in. */
export function addBitListRules(grammar: Grammar): void {
  addJoined(grammar, 'places-and', 'constant', 'and');
  for (const [list, series] of LISTS)
    addRules(grammar, list, [['bit-list', LIST.replace('<constant-series>', series), bitsOf]]);
  addRules(grammar, 'shifted', [
    ...SHIFTED,
    [
      'shifted.itself',
      `itself shifted [to] right ${AMOUNT}`,
      (c) => op('shr', { k: 'noun', noun: 'itself' }, amountOf(c)),
    ],
  ]);
  addRules(grammar, 'phrase', PHRASES);
  addRules(grammar, 'atom', [
    ['atom.old-signal', '(old | current | present | existing) v:<signal>', (c) => val(c, 'v')],
  ]);
  addRules(grammar, 'clause', [
    ['shifted-in.new', `new bit [number | position] i:<number> [of t:<target>] ${GETS} v:<value>`, shiftedIn],
    [
      'shifted-in.into',
      `v:<value> [<modal>] (is shifted | enters | moves | is moved | comes | is fed | goes) [in | into | in at | in as | at] [new] bit [number | position] i:<number>`,
      shiftedIn,
    ],
  ]);
}
