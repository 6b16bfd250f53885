import { addRules, addSeries, type Captures, type Grammar, type RuleLine } from '../grammar.ts';
import type { Action, Branch, Edge, Statement } from '../statement.ts';
import { num, op, type Value } from '../value.ts';
import { val } from './values.ts';

interface Moment {
  readonly edge: Edge | null;
  readonly clock: Value | null;
}

/** One of several values of a mode, and what happens then. */
interface Mode {
  readonly at: Value;
  /** The value in bits, where it is written in ones and zeros. */
  readonly bits: string | null;
  readonly action: Action;
}

const modeOf = (c: Captures, action: Action): Mode => ({
  at: (c['k'] ?? num(Number.parseInt(String(c['b']), 2))) as Value,
  bits: c['b'] === undefined ? null : String(c['b']),
  action,
});

const MODES: readonly RuleLine[] = [
  [
    'mode.entry',
    "[(with | for | when it is | if it is | value | code)] (k:<constant> | b:<bits>) [':' | means | is | '-' | ','] (x:<caused> | x:<action>)",
    (c): Mode => modeOf(c, c['x'] as Action),
  ],
  [
    'mode.loads',
    "[(with | for | value | code)] (k:<constant> | b:<bits>) [':' | means] (loads | load | takes in | captures) [value of] v:<atom>",
    (c): Mode => modeOf(c, { a: 'set', target: null, value: val(c, 'v') }),
  ],
];

const WHAT =
  '(what (happens | is done | register does | it does | circuit does) | operation | mode | function | action | mode of operation | next (action | operation)) [performed | carried out | done | that is (performed | carried out)]';

/** "op selects what happens on an edge: 00 loads d, 01 shifts q left, …": no value may be told twice. */
function selected(c: Captures): Statement | null {
  const { edge, clock } = (c['a'] ?? { edge: null, clock: null }) as Moment;
  const modes = c['m'] as readonly Mode[];
  // Codes are all of one length, one of them with a zero in front; other numbers are decimal, all of them.
  const isCoded = modes.every(({ bits }) => bits !== null && bits.length === modes[0]?.bits?.length);
  const hasZero = modes.some(({ bits }) => bits !== null && bits.length > 1 && bits.startsWith('0'));
  if (hasZero ? !isCoded : modes.some(({ bits }) => bits !== null)) return null;
  const values = new Set(modes.map(({ at }) => (at.k === 'num' ? at.value : JSON.stringify(at))));
  if (values.size !== modes.length) return null;
  const branches = modes.map(({ at, action }): Branch => ({ guard: op('==', val(c, 's'), at), actions: [action] }));
  return { s: 'do', chain: false, edge, clock, branches };
}

/** What an input selects, listed in a sentence: each of its values and what happens then. */
export function addModeListRules(grammar: Grammar): void {
  addRules(grammar, 'mode', MODES);
  addSeries(grammar, 'modes', 'mode', ['and']);
  addRules(grammar, 'clause', [
    [
      'do.selects',
      `s:<atom> (selects | chooses | determines | decides | sets | controls) ${WHAT} [a:<at-edge>] ':' m:<modes>`,
      selected,
    ],
  ]);
}
