import { addRules, addSeries, type Captures, type Grammar, type RuleLine } from '../grammar.ts';
import type { Edge, Statement } from '../statement.ts';
import { literalOf, type Value } from '../value.ts';
import { fact, opt } from './captures.ts';
import { val } from './values.ts';

const CYCLES = '(cycle | cycles | clock cycle | clock cycles | clocks | clock periods | periods | edges | clock edges)';
const OF_CLOCK = '[of n:<clock-name>]';
const ON = '[and so on | and so forth | etc]';

/** The clock, where the words name its edge or the clock itself. */
const clockOf = (c: Captures): readonly Statement[] =>
  c['e'] === undefined ? [] : [{ s: 'clock', edge: c['e'] as Edge, clock: opt(c, 'n') }];

const signal = (c: Captures): readonly Value[] => (opt(c, 't') === null ? [] : [val(c, 't')]);

const isBit = (value: Value): boolean => literalOf(value) === 0 || literalOf(value) === 1;
const levelOf = (value: Value): string => String(literalOf(value));

interface Attribute {
  readonly name: 'wave-period' | 'wave-duty';
  readonly n: number;
}

const ATTRIBUTES: readonly RuleLine[] = [
  ['wave.period', `period of k:<number> ${CYCLES} ${OF_CLOCK}`, (c) => ({ name: 'wave-period', n: c['k'] as number })],
  ['wave.period-long', `k:<number> ${CYCLES} period`, (c) => ({ name: 'wave-period', n: c['k'] as number })],
  [
    'wave.half',
    "(duty cycle of (one half | half | 1 '/' 2) | equal high and low times)",
    () => ({ name: 'wave-duty', n: 50 }),
  ],
  ['wave.duty', "duty cycle of k:<number> ('%' | percent)", (c) => ({ name: 'wave-duty', n: c['k'] as number })],
  ['wave.duty-first', "k:<number> ('%' | percent) duty cycle", (c) => ({ name: 'wave-duty', n: c['k'] as number })],
];

const attributes = (c: Captures): readonly Statement[] => {
  const list = [c['w']].flat() as readonly Attribute[];
  return list.map(({ name, n }) => fact(name, signal(c), { n }));
};

interface Phase {
  readonly level: string;
  readonly n: number;
}

const PHASES: readonly RuleLine[] = [
  [
    'phase',
    `v:<constant> for k:<number> ${CYCLES} ${OF_CLOCK}`,
    (c) => (isBit(val(c, 'v')) ? { level: levelOf(val(c, 'v')), n: c['k'] as number } : null),
  ],
  [
    'phase.first',
    `k:<number> ${CYCLES} v:<constant>`,
    (c) => (isBit(val(c, 'v')) ? { level: levelOf(val(c, 'v')), n: c['k'] as number } : null),
  ],
];

/** Both phases, one of each level. */
function phases(c: Captures): readonly Statement[] | null {
  const [one, two] = [c['p'] as Phase, c['q'] as Phase];
  if (one.level === two.level) return null;
  return [one, two].map(({ level, n }) => fact('wave-phase', signal(c), { n, text: level }));
}

/** "It is 0 for the first three edges, the third of which sets it to 1": the numbers and levels must fit each other. */
function first(c: Captures): readonly Statement[] | null {
  const [level, next] = [val(c, 'v'), opt(c, 'w')];
  const fits = isBit(level) && (next === null || (isBit(next) && levelOf(next) !== levelOf(level)));
  const isLast = c['o'] === undefined || c['o'] === c['k'];
  if (!fits || !isLast) return null;
  return [fact('wave-first', signal(c), { n: c['k'] as number, text: levelOf(level) }), ...clockOf(c)];
}

function until(c: Captures): readonly Statement[] | null {
  const [level, next] = [val(c, 'v'), opt(c, 'w')];
  const fits = isBit(level) && (next === null || (isBit(next) && levelOf(next) !== levelOf(level)));
  return fits ? [fact('wave-until', signal(c), { n: c['o'] as number, text: levelOf(level) }), ...clockOf(c)] : null;
}

const toggles = (c: Captures): readonly Statement[] => [
  fact('wave-toggle', signal(c), { n: (c['o'] ?? c['k']) as number }),
  ...clockOf(c),
];

const IS = '[<modal>] (is | be | stays | remains | goes)';
const ANEW = '(anew | over | again | from 0 | from zero | afresh | from start | from beginning)';

const CLAUSES: readonly RuleLine[] = [
  [
    'wave.with',
    't:<target> [<modal>] (is | be) [register | square wave | clock | signal | clock signal] with w:<wave-attributes>',
    attributes,
  ],
  ['wave.has', 't:<target> (has | have) w:<wave-attributes>', attributes],
  ['wave.attributes', '[<describing>] with w:<wave-attributes>', attributes],
  ['wave.phases', `t:<target> ${IS} p:<wave-phase> [','] [and | then | and then] q:<wave-phase> [','] ${ON}`, phases],
  ['wave.phases-bare', `p:<wave-phase> [','] [and | then | and then] q:<wave-phase> [','] ${ON}`, phases],
  [
    'wave.first',
    `(after | from) reset [','] t:<target> ${IS} v:<constant> for first k:<number> (e:<edge> | ${CYCLES}) ${OF_CLOCK} [',' o:<ordinal> of which (sets | changes | turns) (<target>) to w:<constant>]`,
    first,
  ],
  [
    'wave.until',
    `t:<target> ${IS} v:<constant> until o:<ordinal> (e:<edge> | edge | clock edge) ${OF_CLOCK} [',' which (sets | changes | turns) (<target>) to w:<constant>] [','] ${ON}`,
    until,
  ],
  [
    'wave.toggle',
    `t:<target> [<modal>] (toggle | toggles | is toggled | be toggled | changes [its (value | level)] | flips | is inverted) (at | on | with | after) (every | each) o:<ordinal> (e:<edge> | edge | clock edge | clock cycle | cycle) ${OF_CLOCK}`,
    toggles,
  ],
  [
    'wave.toggle-cycles',
    `t:<target> [<modal>] (toggle | toggles | is toggled | be toggled | changes [its (value | level)] | flips | is inverted) (every | once every) k:<number> (e:<edge> | ${CYCLES}) ${OF_CLOCK}`,
    toggles,
  ],
  [
    'wave.anew',
    `(counting | count | counter | division | cycle | period) (starts | begins | restarts | is started) ${ANEW}`,
    () => fact('wave-anew'),
  ],
  [
    'wave.anew-verb',
    `(starts | restarts | begins) (counting | count | counter | division | cycle | period) [${ANEW}]`,
    () => fact('wave-anew'),
  ],
  ['wave.anew-period', '((begins | starts) new period | new period (begins | starts))', () => fact('wave-anew')],
];

/** Square waves: periods, phases, edges counted from reset. */
export function addWaveRules(grammar: Grammar): void {
  addRules(grammar, 'wave-attribute', ATTRIBUTES);
  addSeries(grammar, 'wave-attributes', 'wave-attribute', ['and']);
  addRules(grammar, 'wave-attributes', [['wave-attributes.one', 'w:<wave-attribute>', (c) => [c['w']]]]);
  addRules(grammar, 'wave-phase', PHASES);
  addRules(grammar, 'clause', CLAUSES);
}
