import { addRules, type Captures, type Grammar, type RuleLine } from '../grammar.ts';
import type { Action, Branch, Statement } from '../statement.ts';
import { num, op, type Value } from '../value.ts';
import { fact, opt } from './captures.ts';
import { val } from './values.ts';
import { addActions } from './verb-phrases.ts';

/** What a shift brings in, bit by bit. */
interface MovedIn {
  readonly value: Value;
  readonly end: 'left' | 'right' | null;
}

const MOVE =
  '[being] (move | moving | moved | shifted | come | coming | enter | entering | fill | filling | filled | are shifted | are moved | are inserted | inserted | fed | appear | is shifted | moves | comes | enters) [in]';
const SIDE = '[(from | on | at) (r:right | l:left) [end | side]]';

const end = (c: Captures): 'left' | 'right' | null => (c['r'] === true ? 'right' : c['l'] === true ? 'left' : null);

const MOVED_IN: readonly RuleLine[] = [
  [
    'moved-in.zeros',
    `(zeros | zeroes | 0 [s] | 0s | zero bits) ${MOVE} ${SIDE}`,
    (c) => ({ value: { k: 'fill', bit: 0 }, end: end(c) }) satisfies MovedIn,
  ],
  [
    'moved-in.filled',
    '[(vacated | free | empty | new) (bits | places | positions) [being]] filled with (zeros | zeroes | 0 [s] | 0s)',
    () => ({ value: { k: 'fill', bit: 0 }, end: null }) satisfies MovedIn,
  ],
  [
    'moved-in.copies',
    `copies of v:<top-bit> ${MOVE} ${SIDE}`,
    (c) => ({ value: op('copies', val(c, 'v')), end: end(c) }) satisfies MovedIn,
  ],
  [
    'moved-in.repeated',
    `v:<top-bit> is (repeated | copied | replicated | copied into vacated (bits | places | positions))`,
    (c) => ({ value: op('copies', val(c, 'v')), end: null }) satisfies MovedIn,
  ],
];

const TOP: readonly RuleLine[] = [
  ['top-bit.sign', '[its] sign [bit] [of <signal>]', () => ({ k: 'noun', noun: 'sign bit' })],
  ['top-bit.msb', '[its] [old | original] (msb | most significant bit)', () => ({ k: 'noun', noun: 'sign bit' })],
  ['top-bit.part', 'v:<part>', (c) => val(c, 'v')],
  ['top-bit.index', 'v:<operand>', (c) => (val(c, 'v').k === 'index' ? val(c, 'v') : null)],
];

/** A left shift takes bits in on the right, a right shift on the left. */
const fits = ({ end: side }: MovedIn, dir: unknown): boolean => side === null || side !== dir;

const isCopies = (value: Value): boolean => value.k === 'op' && value.op === 'copies';

/** The shifted vector: bits that leave are lost. A sign that is not said to be another's is its own. */
function shiftedValue(c: Captures): Value | null {
  const moved = c['m'] as MovedIn;
  const amount = (c['n'] ?? num(1)) as Value;
  if (!fits(moved, c['d'])) return null;
  if (!isCopies(moved.value)) return op(c['d'] === 'left' ? '<<' : '>>', val(c, 'v'), amount);
  const [bit] = moved.value.k === 'op' ? moved.value.args : [];
  if (c['d'] !== 'right' || bit === undefined) return null;
  const own: Value = bit.k === 'noun' ? { k: 'part', part: 'msb', of: val(c, 'v') } : bit;
  return op('asr', val(c, 'v'), amount, own);
}

const BEHIND = "[','] [with | and | while] m:<moved-in>";

const PHRASES: readonly RuleLine[] = [
  ['shifted.moved-in', `v:<atom> (shifted | moved) d:<direction> [by n:<amount>] ${BEHIND}`, shiftedValue],
  ['shifted.moved-in-side', `v:<atom> (shifted | moved) by n:<amount> d:<direction> ${BEHIND}`, shiftedValue],
];

type Shift = Extract<Action, { readonly a: 'shift' }>;

const shift = (c: Captures, style: Shift['style'] = null): Shift => ({
  a: 'shift',
  target: opt(c, 't'),
  dir: (c['d'] ?? null) as Shift['dir'],
  by: opt(c, 'n'),
  fill: null,
  style,
});

function shiftWithFill(c: Captures): Shift | null {
  const moved = c['m'] as MovedIn;
  return fits(moved, c['d']) ? { ...shift(c), fill: moved.value } : null;
}

const ACTIONS: readonly RuleLine[] = [
  ['act.shift-moved-in', `(shift | shifts) [t:<target>] d:<direction> [by n:<amount>] ${BEHIND}`, shiftWithFill],
  [
    'act.shifted-moved-in',
    `t:<target> [<modal>] (be | is | are) (shifted | moved) d:<direction> [by n:<amount>] ${BEHIND}`,
    shiftWithFill,
  ],
  [
    'act.shifted-or-rotated',
    't:<target> [<modal>] (be | is | are) (shifted or rotated | rotated or shifted | moved) [by n:<amount>]',
    (c) => shift(c),
  ],
  ['act.rotated-by', 't:<target> [<modal>] (be | is | are) rotated by n:<amount>', (c) => shift(c, 'rotate')],
];

const SAYS = '(says | selects | tells | determines | specifies | chooses | gives | indicates | requests)';

/** "To the left if dir is 0, to the right if dir is 1": ways of the shift that the words before speak of. */
function ways(c: Captures): Statement {
  const branch = (dir: unknown, guard: Value | null): Branch => ({
    guard,
    actions: [{ ...shift({}), dir: dir as Shift['dir'] }],
  });
  const first = branch(c['d'], val(c, 'g'));
  const second = c['h'] === undefined ? branch(c['e'], null) : { ...branch(c['e'], val(c, 'h')), apart: true as const };
  return { s: 'do', chain: false, edge: null, branches: [first, second] };
}

/** What shifts bring in, and shifts that other words complete. */
export function addShiftFillRules(grammar: Grammar): void {
  addRules(grammar, 'kind-noun', [['kind-noun.operand', 'operand | byte | nibble | digit', () => true]]);
  addRules(grammar, 'top-bit', TOP);
  addRules(grammar, 'moved-in', MOVED_IN);
  addRules(grammar, 'phrase', PHRASES);
  addActions(grammar, ACTIONS);
  addRules(grammar, 'clause', [
    ['keyed.as', `as v:<signal> ${SAYS}`, (c) => fact('keyed-by', [val(c, 'v')])],
    [
      'keyed.depends',
      '(operation | function | kind of (shift | movement | operation)) [performed] (depends on | is selected by | is chosen by | is given by) v:<signal>',
      (c) => fact('keyed-by', [val(c, 'v')]),
    ],
    ['shift.ways', "d:<direction> g:<guard> [',' | ';'] [and | but] e:<direction> (h:<guard> | otherwise)", ways],
  ]);
}
