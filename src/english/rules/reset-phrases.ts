import { addRules, type Captures, type Grammar, type RuleLine } from '../grammar.ts';
import type { Edge, ResetFacts, Statement } from '../statement.ts';
import { NO_RESET_FACTS } from '../statement.ts';
import { num, op, type Value } from '../value.ts';
import { opt } from './captures.ts';

/** All that the reset touches; a rule that builds null would be rejected. */
const ALL = { k: 'op', op: 'everything', args: [] } as const satisfies Value;

/** What parts of a sentence state of the reset, later parts winning; absent facts erase nothing. */
function mergedReset(c: Captures): ResetFacts {
  const attrs = [c['a'], c['b']].flatMap((list) => (list ?? []) as readonly Partial<ResetFacts>[]);
  const parts = [...attrs, c['r'], c['t']].filter((part) => part !== undefined) as readonly Partial<ResetFacts>[];
  const zero: Value | null = c['z'] === true && c['t'] === undefined ? num(0) : null;
  const stated = parts.map((part) => Object.fromEntries(Object.entries(part).filter(([, value]) => value !== null)));
  const target = opt(c, 'g');
  const isAll = target?.k === 'op' && target.op === ALL.op;
  return Object.assign({}, NO_RESET_FACTS, { target: isAll ? null : target, value: zero }, ...stated) as ResetFacts;
}

const resetOf = (c: Captures): Statement => ({ s: 'reset', reset: mergedReset(c) });

/** A value said of the reset that no word calls one is not a fact about resets. */
const toldReset = (c: Captures): Statement | null => {
  const reset = mergedReset(c);
  return reset.kind === null && reset.active === null ? null : { s: 'reset', reset };
};

/** The clock and the reset of all registers in one sentence. */
function clockedAndReset(c: Captures): readonly Statement[] | null {
  const at = c['at'] as { readonly edge: Edge | null; readonly clock: Value | null; readonly reset?: ResetFacts };
  if (at.edge === null || at.reset !== undefined) return null;
  return [{ s: 'clock', edge: at.edge, clock: at.clock }, resetOf(c)];
}

const CLEARS = 'z:(clears | clear | zeroes | zeros | empties)';
const SETS =
  '(sets | set | resets | reset | initializes | initialize | initialises | initialise | presets | forces | puts | returns | brings)';
const LOADS = '(loads | load | initializes | initialises | presets | preloads | fills)';

/** The reset goes before everything else in every design that is built, so this is always borne out. */
const FIRST =
  "[[','] (and | which) [it] (overrides | has (priority | precedence) over | takes (priority | precedence) over) (<signal> | everything else | all other (inputs | signals | operations)) ]";

const SUBJECTS: readonly RuleLine[] = [
  ['reset-who', 'a:<reset-attrs> r:<reset-noun>', mergedReset],
  ['reset-who.paren', "a:<reset-attrs> r:<reset-noun> '(' b:<reset-attrs> ')'", mergedReset],
  [
    'reset-who.paren-name',
    "a:<reset-attrs> (reset | clear) [signal | input] '(' b:<reset-attrs> n:<name> ')'",
    (c) => ({ ...mergedReset(c), signal: { k: 'name', name: String(c['n']) } }),
  ],
  [
    'reset-who.apposed',
    "a:<reset-attrs> (reset | clear) [signal | input] ',' n:<name> ','",
    (c) => ({ ...mergedReset(c), signal: { k: 'name', name: String(c['n']) } }),
  ],
  [
    'reset-who.name-apposed',
    "n:<name> ',' [which is | that is] a:<reset-attrs> (reset | clear) [signal | input] [',']",
    (c) => ({ ...mergedReset(c), signal: { k: 'name', name: String(c['n']) } }),
  ],
  [
    'reset-who.name-which',
    "n:<name> ',' which is a:<reset-attrs> [',']",
    (c) => ({ ...mergedReset(c), signal: { k: 'name', name: String(c['n']) } }),
  ],
];

const EVERYTHING: readonly RuleLine[] = [
  ['everything', 'everything', () => ALL],
  [
    'everything.counted',
    '(b:both | all n:<number>) [of] [its | of its | internal | these] (registers | flip flops | stages | dffs)',
    (c) => op('every', num(c['b'] === true ? 2 : (c['n'] as number))),
  ],
  [
    'everything.stages',
    'n:<number> (stages | flip flops | registers | dffs)',
    (c) => op('every', num(c['n'] as number)),
  ],
  [
    'everything.all',
    '(all | every) [of] [its | of its | internal | these] (registers | register | flip flops | flip flop | stages | stage | bits | bit | dffs | state | storage | storage elements | contents)',
    () => ALL,
  ],
  ['everything.whole', '(whole | entire) (circuit | module | design | register | state)', () => ALL],
];

const CLAUSES: readonly RuleLine[] = [
  [
    'reset.is-then-value',
    "r:<reset-noun> [<modal>] (be | is) a:<reset-attrs> [',' | ';'] and (g:<reset-target> <settable> [to] v:<constant> (after | on | upon | during | following) reset | (after | on | upon | during | following) reset [','] g:<reset-target> <settable> [to] v:<constant>)",
    (c) => toldReset({ ...c, t: { value: c['v'] } }),
  ],
  [
    'reset.who-loads',
    `r:<reset-who> [<modal>] ${LOADS} [[g:<reset-target>] with] [value] t:<reset-value> ${FIRST}`,
    resetOf,
  ],
  [
    'reset.who-loads-into',
    `r:<reset-who> [<modal>] ${LOADS} [value] t:<reset-value> (into | in) g:<reset-target> ${FIRST}`,
    resetOf,
  ],
  [
    'reset.who-sets',
    `r:<reset-who> [<modal>] ${SETS} [g:<reset-target> | g:<everything>] t:<reset-to> ${FIRST}`,
    toldReset,
  ],
  ['reset.who-clears', `r:<reset-who> [<modal>] ${CLEARS} [g:<reset-target> | g:<everything>] ${FIRST}`, resetOf],
  [
    'reset.is-it',
    `r:<reset-noun> [<modal>] (be | is) a:<reset-attrs> [reset] [input | signal] (';' | ':' | ',' | and) [it | which | that] [<modal>] (${CLEARS} (g:<reset-target> | g:<everything>) | ${SETS} (g:<reset-target> | g:<everything>) t:<reset-to>)`,
    resetOf,
  ],
  [
    'reset.is-that',
    `r:<reset-noun> [<modal>] (be | is) a:<reset-attrs> reset [input | signal] (that | which) (${LOADS} [g:<reset-target>] with [value] t:<reset-value> | ${SETS} [g:<reset-target> | g:<everything>] t:<reset-to> | ${CLEARS} [g:<reset-target> | g:<everything>]) ${FIRST}`,
    resetOf,
  ],
  [
    'reset.is-to',
    `r:<reset-noun> [<modal>] (be | is) a:<reset-attrs> reset [input | signal] t:<reset-to> [','] and [it] (overrides | has (priority | precedence) over | takes (priority | precedence) over) (<signal> | everything else)`,
    toldReset,
  ],
  [
    'reset.is-clearing',
    'r:<reset-noun> [<modal>] (be | is) a:<reset-attrs> reset [input | signal] b:<reset-attrs> (z:(clearing | zeroing | emptying) (g:<reset-target> | g:<everything>) | (setting | initializing | initialising | forcing | resetting) (g:<reset-target> | g:<everything>) t:<reset-to>)',
    resetOf,
  ],
  [
    'reset.clocked-cleared',
    'all [of] [its | internal | these] (registers | flip flops | outputs) [<modal>] (be | are) (clocked | triggered | updated) at:<at-edge> and (be | are) (z:(cleared | zeroed) | reset t:<reset-to> | set t:<reset-to>) by r:<reset-who>',
    clockedAndReset,
  ],
  [
    'reset.by',
    '(g:<reset-target> | g:<everything>) [<modal>] (be | is | are) [all | both] z:(cleared | zeroed) (by | on | with | through) r:<reset-who>',
    resetOf,
  ],
  [
    'reset.set-by',
    '(g:<reset-target> | g:<everything>) [<modal>] (be | is | are) [all | both] (set | reset | initialized | initialised | forced) t:<reset-to> (by | on | with | through) r:<reset-who>',
    resetOf,
  ],
  [
    'reset.reset-by',
    '(g:<reset-target> | g:<everything>) [<modal>] (be | is | are) [all | both] reset (by | through) r:<reset-who>',
    toldReset,
  ],
  [
    'reset.bare-clears',
    `reset [<modal>] (${CLEARS} (g:<reset-target> | g:<everything>) | ${SETS} (g:<reset-target> | g:<everything>) t:<reset-to>)`,
    resetOf,
  ],
  [
    'reset.none-provided',
    'no reset [signal | input] [is (provided | used | needed | required | present | available | implemented)]',
    () => ({ s: 'no-reset' }) satisfies Statement,
  ],
  [
    'reset.not-provided',
    '([there is] no reset | reset is not (provided | used | needed | required | present | available) | (<circuit> | it) (does not have | has no | uses no) reset) [signal | input]',
    () => ({ s: 'no-reset' }) satisfies Statement,
  ],
];

/** What resets do, in the words of data sheets: "loads", "clears all stages", "is cleared by rst, which is …". */
export function addResetPhraseRules(grammar: Grammar): void {
  addRules(grammar, 'reset-who', SUBJECTS);
  addRules(grammar, 'everything', EVERYTHING);
  addRules(grammar, 'clause', CLAUSES);
}
