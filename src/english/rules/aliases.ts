import { addRules, addSeries, type Captures, type Grammar, type Reading, type RuleLine } from '../grammar.ts';
import type { Action, Branch, Statement } from '../statement.ts';
import type { Token } from '../token.ts';
import { namesOf, num, op, type Value } from '../value.ts';
import { fact } from './captures.ts';
import { val } from './values.ts';

/** Words that would make more of a gloss than another way to say what its bracket says. */
const JOINING: ReadonlySet<string> = new Set(
  'and or nor either neither both unless except only until if when whenever while before after than all any none no each every otherwise else with without'.split(
    ' ',
  ),
);

/** Longest run of words that a bracket with a condition explains. */
const MAX_GLOSS = 9;

/** Words before a bracket that say another thing than that something is so now. */
const TURNING: ReadonlySet<string> = new Set(
  'never nobody neither half twice was were had has have left once always almost partly'.split(' '),
);

/** Words before a bracket: no number, no connective, no signal but the one of the bracket; "not" only where that is low. */
function glossBefore(tokens: readonly Token[], at: number): readonly Reading[] {
  const open = tokens.findIndex((token, index) => index > at && token.text === '(');
  if (open < 0 || open - at > MAX_GLOSS || open === at) return [];
  const words = tokens.slice(at, open);
  const isPlain = words.every(
    (token) => token.kind === 'word' && token.number === null && !JOINING.has(token.lower) && !TURNING.has(token.lower),
  );
  const names = words.flatMap((token) => (token.name !== null && token.exact ? [token.name] : []));
  const isNegated = words.some(({ lower }) => lower === 'not');
  return isPlain ? [{ value: { names, isNegated }, end: open, cost: 0.2, rules: [] }] : [];
}

interface Gloss {
  readonly names: readonly string[];
  readonly isNegated: boolean;
}

/** The condition of a bracket, where the words before it fit: its own signal, and a negation only for a low level. */
function glossed(c: Captures): Value | null {
  const gloss = c['g'] as Gloss;
  const condition = val(c, 'v');
  const own = namesOf(condition);
  const isOwn = gloss.names.every((name) => own.includes(name));
  const isLow =
    condition.k === 'op' &&
    (condition.op === 'false' ||
      (condition.op === '==' && condition.args[1]?.k === 'num' && condition.args[1].value === '0'));
  // The name of the signal itself, without a "not", is its high level.
  const isTurned = isLow && !gloss.isNegated && gloss.names.length > 0;
  return isOwn && !isTurned && (!gloss.isNegated || isLow) ? condition : null;
}

const BRACKET = "'(' [input | output | signal | with] v:<bracket-condition> ')'";

const COMPARISONS: readonly RuleLine[] = [
  ['cond.glossed', `g:<gloss-before> ${BRACKET}`, glossed],
  [
    'cond.alias',
    '<alias-subject> (is | are | works | operates) [in] [<alias-kind>] x:<alias> [<alias-kind>]',
    (c) => val(c, 'x'),
  ],
];

const doing = (branches: readonly Branch[]): Statement => ({ s: 'do', chain: false, edge: null, branches });
const both = (left: Value, right: Value): Value => op('&&', left, right);

/** "In heating mode, turn h on when c, but do not turn k on": what is ruled out is tried, not built. */
function inMode(c: Captures): readonly Statement[] {
  const mode = val(c, 'g');
  const guard = c['h'] === undefined ? mode : both(mode, val(c, 'h'));
  const ruledOut = c['p'] as Action | undefined;
  return [
    doing([{ guard, actions: c['x'] as readonly Action[] }]),
    ...(ruledOut === undefined ? [] : claims(ruledOut, mode)),
  ];
}

const claims = (action: Action, when: Value | null): readonly Statement[] =>
  action.a === 'set' && action.target !== null
    ? [{ s: 'claim', when, holds: op('same', action.target, action.value) }]
    : [];

const modes = (c: Captures): Statement =>
  fact('aliases', c['d'] as readonly Value[], c['n'] === undefined ? {} : { n: c['n'] as number });

/** "Either a or b must be turned on, but not both": a choice that the next sentence makes. */
function choice(c: Captures): Statement | null {
  const bits = (c['t'] as readonly Action[]).map((action) => (action.a === 'set' ? action.target : null));
  const [one, two] = bits;
  return one == null || two == null ? null : fact('choice', [val(c, 'g'), one, two]);
}

const on = (c: Captures): Action => ({ a: 'set', target: val(c, 't'), value: { k: 'fill', bit: 1 } });
const off = (c: Captures): Action => ({ a: 'set', target: val(c, 't'), value: { k: 'fill', bit: 0 } });
const THING = 't:<switched> ["(" [output | input] <bracket-condition> ")"]'.replaceAll('"', "'");

const CLAUSES: readonly RuleLine[] = [
  [
    'alias.modes',
    "<alias-subject> [<modal>] (be | is | has | works | operates | work | operate | runs | supports | have) [in] [one of | either of] n:<number> (modes | states | settings | positions) [':' | ','] d:<alias-definitions>",
    modes,
  ],
  [
    'do.in-mode',
    "in [<alias-kind>] g:<mode> [<alias-kind>] [','] [<subject>] x:<actions> [h:<guard>] [[','] (but | and) p:<ruled-out>]",
    inMode,
  ],
  [
    'claim.ruled-out',
    "[g:<guard>] [','] p:<ruled-out>",
    (c) => claims(c['p'] as Action, (c['g'] ?? null) as Value | null),
  ],
  [
    'alias.choice',
    "g:<guard> [','] [<subject> | <modal>] either x:<switch-two> [','] [but] (not | never) both",
    (c) => choice({ ...c, t: c['x'] }),
  ],
  [
    'do.request',
    "<plain-word> [<plain-word>] [<modal>] (request | requests | ask | asks) t:<switched> [to] turn on '(' v:<bracket-condition> ')' [[','] even if <words>]",
    (c) => doing([{ guard: val(c, 'v'), actions: [on(c)] }]),
  ],
];

const RULED_OUT: readonly RuleLine[] = [
  [
    'ruled-out.use',
    `[<subject>] (do | does | must | should | may | shall) not (use | turn on | switch on | activate | run | start | light) ${THING}`,
    off,
  ],
  ['ruled-out.turn', `[<subject>] (do | does | must | should | may | shall) not (turn | switch) ${THING} on`, off],
  ['ruled-out.never', `never (use | turn on | switch on | activate | run) ${THING}`, off],
  ['ruled-out.leave', `(leave | keep) ${THING} (off | switched off | turned off)`, off],
  ['ruled-out.stays', `${THING} (stays | remains | must stay | must remain | must be | should stay) off`, off],
];

const SWITCHES: readonly RuleLine[] = [
  ['act.switch-on', `(turn | switch | turns | switches) ${THING} on`, on],
  ['act.switch-off', `(turn | switch | turns | switches) ${THING} off`, off],
  [
    'act.on-bracket',
    `(turn on | switch on | turns on | switches on | activate | activates | light | lights | use) ${THING}`,
    on,
  ],
  ['act.off-bracket', `(turn off | switch off | turns off | switches off | deactivate | deactivates) ${THING}`, off],
  ['act.is-on', `${THING} [<modal>] (is | be | comes) (on | turned on | switched on | lit)`, on],
  ['act.is-off', `${THING} [<modal>] (is | be) (off | turned off | switched off | dark)`, off],
];

const TWO: readonly RuleLine[] = [
  [
    'switch-two.verb',
    `(turn on | switch on | activate | use) x:<switched-one> or [turn on | switch on | activate | use] y:<switched-one>`,
    (c) => [c['x'], c['y']],
  ],
  [
    'switch-two.passive',
    `x:<switched-one> or y:<switched-one> [<modal>] (is | be | are) (turned on | switched on | activated | on | used)`,
    (c) => [c['x'], c['y']],
  ],
];

const DEFINITIONS: readonly RuleLine[] = [['alias-definition', `<gloss-before> ${BRACKET}`, (c) => val(c, 'v')]];

/** Words that a bracket ties to a level of a signal, later uses of these words, and things that are turned on and off. */
export function addAliasRules(grammar: Grammar): void {
  grammar.natives.set('gloss-before', (tokens, at) => glossBefore(tokens, at));
  addRules(grammar, 'bracket-condition', [
    ['bracket.equals', "l:<operand> ('=' | is) r:<constant>", (c) => op('==', val(c, 'l'), val(c, 'r'))],
    ['bracket.level', 'l:<operand> [is] [at] (high | asserted | on)', (c) => op('true', val(c, 'l'))],
    ['bracket.low', 'l:<operand> [is] [at] (low | deasserted | off)', (c) => op('false', val(c, 'l'))],
    ['bracket.bare', 'input l:<operand>', (c) => op('==', val(c, 'l'), num(1))],
    ['bracket.name', 'l:<operand>', (c) => (val(c, 'l').k === 'name' ? op('true', val(c, 'l')) : null)],
  ]);
  addRules(grammar, 'alias-kind', [['alias-kind', '(mode | state | setting | position | operation)', () => true]]);
  addRules(grammar, 'alias-subject', [
    [
      'alias-subject',
      '(<circuit> | it | <plain-word> [<plain-word>] | (controller | machine | device | unit | system))',
      () => true,
    ],
  ]);
  addRules(grammar, 'mode', [
    ['mode.alias', 'x:<alias>', (c) => val(c, 'x')],
    ['mode.glossed', `g:<gloss-before> ${BRACKET}`, glossed],
  ]);
  addRules(grammar, 'switched', [
    ['switched.name', 'v:<operand>', (c) => (val(c, 'v').k === 'num' ? null : val(c, 'v'))],
    ['switched.abbreviated', 'v:<abbreviated>', (c) => val(c, 'v')],
  ]);
  addRules(grammar, 'switched-one', [['switched-one', THING, on]]);
  addSeries(grammar, 'alias-definitions', 'alias-definition', ['and', 'or']);
  addRules(grammar, 'alias-definition', DEFINITIONS);
  addRules(grammar, 'comparison', COMPARISONS);
  addRules(grammar, 'guard', [['guard.in-mode', 'in [<alias-kind>] x:<alias> [<alias-kind>]', (c) => val(c, 'x')]]);
  addRules(grammar, 'ruled-out', RULED_OUT);
  addRules(grammar, 'switch-two', TWO);
  addRules(grammar, 'action', SWITCHES);
  addRules(grammar, 'atom', [['atom.abbreviated', 'v:<abbreviated>', (c) => val(c, 'v')]]);
  addRules(grammar, 'branches', [['do.so-that', 'b:<branches-told> to <plain-word> <plain-word>', (c) => c['b']]]);
  addRules(grammar, 'branches-told', [
    ['told.if', "g:<guard> [','] x:<actions>", (c) => [{ guard: val(c, 'g'), actions: c['x'] as readonly Action[] }]],
  ]);
  addRules(grammar, 'clause', CLAUSES);
}
