import { addRules, type Captures, type Grammar, type RuleLine } from '../grammar.ts';
import { num, op, type Value } from '../value.ts';
import { fact } from './captures.ts';
import { applied, type Predicate } from './conditions.ts';
import { val } from './values.ts';

const CYCLES =
  '(cycle | cycles | clock cycle | clock cycles | clocks | clock | clock period | clock periods | clock edge | clock edges)';
const LAST = '(most recent | last | previous | preceding | latest)';
const EDGE =
  '(((rising | positive) [clock] edge | posedge) [of <clock-name>] | clock edge | edge | clock cycle | cycle | clock)';

const delayed =
  (n: (c: Captures) => number) =>
  (c: Captures): Value =>
    op('delay', val(c, 'v'), num(n(c)));
const had =
  (n: (c: Captures) => number) =>
  (c: Captures): Value =>
    op('past', val(c, 'v'), num(n(c)));
const one = had(() => 1);
const many = delayed((c) => c['n'] as number);

/** Values that a signal had some edges ago. */
const PHRASES: readonly RuleLine[] = [
  ['delay.by', `v:<atom> delayed by n:<number> ${CYCLES}`, many],
  ['delay.version', `(delayed (version | copy) of v:<atom>) [','] (by n:<number> ${CYCLES})`, many],
  ['delay.noun', `(version | copy | value) of v:<atom> [that is | which is] delayed by n:<number> ${CYCLES}`, many],
  ['delay.counted', `v:<atom> (from | of) n:<number> ${CYCLES} (ago | earlier | before)`, many],
  ['delay.value-had', `value [that | which] v:<atom> had (at | on | in | during) ${LAST} ${EDGE}`, one],
  [
    'delay.value-had-ago',
    `value [that | which] v:<atom> had n:<number> ${CYCLES} (ago | earlier | before)`,
    had((c) => c['n'] as number),
  ],
  ['delay.value-at', `value of v:<atom> (at | on | in | from | during) ${LAST} ${EDGE}`, one],
  [
    'delay.its',
    `its value (at | on | in | from | during) ${LAST} ${EDGE}`,
    () => op('past', { k: 'noun', noun: 'it' }, num(1)),
  ],
  ['delay.registered', '(registered | clocked) (version | copy | value) of v:<atom>', delayed(() => 1)],
];

const FROM_0 = 'from (0 | low) [in one [clock] cycle] to (1 | high) [in next [clock] [cycle]]';
const FROM_1 = 'from (1 | high) [in one [clock] cycle] to (0 | low) [in next [clock] [cycle]]';
const GOES = '(goes | changes | transitions | switches | went | has gone | has changed | rises | falls)';
const SEEN = '[is (detected | seen | observed)] [occurs | happens]';

const edgeOf =
  (name: string) =>
  (c: Captures): Value =>
    op(name, val(c, 'v'));

/** What an input has just done: its value now against the one at the edge before. */
const COMPARISONS: readonly RuleLine[] = [
  ['edge-of.rose', `v:<signal> ${GOES} ${FROM_0}`, edgeOf('rose')],
  ['edge-of.fell', `v:<signal> ${GOES} ${FROM_1}`, edgeOf('fell')],
  ['edge-of.rises', 'v:<signal> rises', edgeOf('rose')],
  ['edge-of.falls', 'v:<signal> falls', edgeOf('fell')],
  ['edge-of.rising', `(rising | positive) edge (of | on) v:<signal> ${SEEN}`, edgeOf('rose')],
  ['edge-of.falling', `(falling | negative) edge (of | on) v:<signal> ${SEEN}`, edgeOf('fell')],
];

const WAS = '(was | had been | has been)';
const BEFORE =
  '((at | on | in | during) ((previous | last | preceding | most recent) (e:<edge> [of n:<clock-name>] | clock edge | edge | clock cycle | cycle | clock | sample) | (e:<edge> [of n:<clock-name>] | clock edge | edge | clock cycle | cycle) before) | one [clock] (cycle | edge) (earlier | before | ago))';

/** `a was 0 at the previous edge`, `a is 1 and was 0 at the previous edge`. */
const WERE: readonly RuleLine[] = [
  ['past.was', `v:<atom> ${WAS} q:<predicate> ${BEFORE}`, (c) => applied(c['q'] as Predicate, before(c))],
  [
    'past.is-and-was',
    `v:<atom> <be> p:<predicate> (and | but) ${WAS} q:<predicate> ${BEFORE}`,
    (c) => op('&&', applied(c['p'] as Predicate, val(c, 'v')), applied(c['q'] as Predicate, before(c))),
  ],
];

/** The value at the edge before, with the edge and the clock that the words name: they must be those of the design. */
function before(c: Captures): Value {
  const edge: readonly Value[] = c['e'] === undefined ? [] : [{ k: 'noun', noun: `edge:${String(c['e'])}` }];
  return op('past', val(c, 'v'), num(1), ...edge, ...(c['n'] === undefined ? [] : [val(c, 'n')]));
}

/** What a signal is taken to have been before the first edge after reset. */
const RESETS: readonly RuleLine[] = [
  [
    'past.reset',
    "(after | during | on | at | following) reset [','] (previous | last | earlier | old | stored | remembered | preceding) (value | sample | level | state | bit) of v:<signal> [<modal>] (counts as | count as | is taken as | is taken to be | is considered | is considered as | is considered to be | is assumed to be | is regarded as | is treated as | is | be) [being] c:<constant>",
    (c) => fact('past-reset', [val(c, 'v'), val(c, 'c')]),
  ],
  [
    'past.reset-last',
    '(previous | last | earlier | old | stored | remembered | preceding) (value | sample | level | state | bit) of v:<signal> [<modal>] (counts as | count as | is taken as | is taken to be | is considered | is considered as | is considered to be | is assumed to be | is regarded as | is treated as | is | be) [being] c:<constant> (after | following) reset',
    (c) => fact('past-reset', [val(c, 'v'), val(c, 'c')]),
  ],
];

/** Values and conditions about the past of a signal. */
export function addPastRules(grammar: Grammar): void {
  addRules(grammar, 'phrase', PHRASES);
  addRules(
    grammar,
    'atom',
    PHRASES.filter(([id]) => /had|value-at|its/.test(id)),
  );
  addRules(grammar, 'clause', RESETS);
  addRules(grammar, 'comparison', [...COMPARISONS, ...WERE]);
  for (const noun of [
    'remembered value',
    'stored value',
    'stored previous value',
    'saved value',
    'delayed value',
    'previous sample',
    'last sample',
  ])
    addRules(grammar, 'noun', [
      ['noun.remembered', noun, () => ({ k: 'noun', noun: 'remembered value' }) satisfies Value],
    ]);
}
