import { addRules, type Captures, type Grammar, type RuleLine } from '../grammar.ts';
import type { Action, Edge, Statement } from '../statement.ts';
import { type Value, op } from '../value.ts';
import { fact, opt } from './captures.ts';
import { val } from './values.ts';
import { addActions } from './verb-phrases.ts';

const CHECKS = '(checks | check | tests | test | examines | determines | verifies | looks) [if | whether | to see if | to see whether] ';
const WHO = '[<subject> | it | <target> [<modal>]]';

/** "The module checks whether q is 9": nothing happens yet; the sentences behind it say what follows from the answer. */
const checks =
  (chain: boolean) =>
  (c: Captures): Statement => {
    const at = c['a'] as { readonly edge: Edge | null; readonly clock: Value | null } | undefined;
    if (at !== undefined && at.edge !== null) return fact('unplaced-check');
    return fact('checks', [...(opt(c, 'g') === null ? [] : [val(c, 'g')]), val(c, 'v')], chain ? { n: 1 } : {});
  };

const MANNER = 'by (assigning | setting | loading | writing | putting | driving)';

/** "Resets to 0 by assigning 4'b0000 to out": two sayings of one change; both are carried out, so they must agree. */
function twofold(c: Captures): readonly Action[] {
  const [target, value] = [val(c, 'u'), val(c, 'w')];
  return [
    { a: 'set', target: val(c, 't'), value: opt(c, 'v') ?? value },
    { a: 'set', target, value },
  ];
}

const TO = '[back] [to [value] v:<constant>]';
const WAY = `${MANNER} [value] w:<constant> to u:<target>`;

const ACTIONS: readonly RuleLine[] = [
  ['actions.by-assigning', `t:<target> [<modal>] (is | are | be) (reset | set | cleared | initialized | loaded) ${TO} ${WAY}`, twofold],
  [
    'actions.resets-by-assigning',
    `t:<target> [<modal>] (resets | reset | wraps [around] [and resets | to] | returns | goes back | clears | wraps [around] and (returns | goes back)) ${TO} ${WAY}`,
    twofold,
  ],
];

const STEPS: readonly RuleLine[] = [
  [
    'act.left-alone',
    't:<target> [<modal>] (is | are | be) (left | kept | held) (unchanged | alone | untouched | as it is | as is)',
    (c) => ({ a: 'hold', target: opt(c, 't') }) satisfies Action,
  ],
  [
    'act.not-changed',
    't:<target> [<modal>] (is | are | be) not (changed | modified | updated | affected | altered)',
    (c) => ({ a: 'hold', target: opt(c, 't') }) satisfies Action,
  ],
];

/** "(reset condition)", "(!rst_n)", "indicated by rst_n = 0": says that the condition before is that of the reset. */
const resetting = (c: Captures): Value => op('resetting', val(c, 'v'));

const RESET_GLOSS = "(reset | reset (condition | state | phase | mode | active | asserted | is active | is asserted) | active | asserted)";

const CONDITIONS: readonly RuleLine[] = [
  ['cond.reset-gloss', `v:<comparison-plain> '(' ${RESET_GLOSS} ')'`, resetting],
  [
    'cond.reset-formula',
    "(reset | clear) [signal | input] is (active | asserted) '(' v:<comparison-plain> ')'",
    resetting,
  ],
];

const GUARDS: readonly RuleLine[] = [
  [
    'guard.reset-indicated',
    "(on | upon | during | in case of | at) reset [','] ([as] indicated by | indicated with | (that is | ie) [','] when | signaled by) v:<comparison-plain>",
    resetting,
  ],
  ['guard.reset-bracket', "(on | upon | during) reset '(' [when | if] v:<comparison-plain> ')'", resetting],
  ['guard.so', '(if | when) (so | it is | it does | yes | this is case | that is case | true | this holds | this condition is (true | met | satisfied) | condition is (true | met | satisfied) | it has)', () => op('so')],
];

const LEVELS: readonly RuleLine[] = [
  ['level.formula', 'v:<formula>', (c) => val(c, 'v')],
  ['level.is', "v:<operand> (is | being | '=') l:<constant>", (c) => op('==', val(c, 'v'), val(c, 'l'))],
  ['level.word', 'v:<operand> [is | being | at | going] w:<level-word>', leveled],
];

function leveled(c: Captures): Value {
  const word = c['w'] as { readonly op: string };
  return op(word.op, val(c, 'v'));
}

const clocked = (c: Captures): Statement | null => {
  const at = c['a'] as { readonly edge: Edge | null; readonly clock: Value | null; readonly reset?: unknown };
  return at.edge === null ? null : ({ s: 'clock', ...without(c) } as Statement);
};

/** The moment of a clocked block as a statement. */
function without(c: Captures): object {
  const { edge, clock, reset } = c['a'] as { readonly edge: Edge; readonly clock: Value | null; readonly reset?: object };
  return { edge, clock, ...(reset === undefined ? {} : { sensitivity: reset }) };
}

const BLOCK =
  '[<ordinal> | main | single | only | sequential | clocked] (always block | process | always process | procedural block | sequential block | sequential logic | clocked block | sequential process)';

const CLAUSES: readonly RuleLine[] = [
  ['check', `[g:<guard> [',']] ${WHO} ${CHECKS} v:<condition>`, checks(false)],
  ['check.edge', `a:<at-edge> [','] [g:<guard> [',']] ${WHO} ${CHECKS} v:<condition>`, checks(false)],
  ['check.otherwise', `e:<else> [','] [g:<guard> [',']] ${WHO} ${CHECKS} v:<condition>`, checks(true)],
  [
    'clock.block',
    `${BLOCK} [<modal>] (is | be) (triggered | executed | activated | evaluated | run | entered | clocked) a:<at-edge>`,
    clocked,
  ],
  ['clock.block-runs', `${BLOCK} (runs | executes | triggers | operates | works) a:<at-edge>`, clocked],
];

/** Sentences that narrate code: checks with what follows from them, changes told with how they are made, blocks and their edges. */
export function addCheckingRules(grammar: Grammar): void {
  addRules(grammar, 'comparison-plain', LEVELS);
  addRules(grammar, 'comparison', CONDITIONS);
  addRules(grammar, 'guard', GUARDS);
  addRules(grammar, 'actions', ACTIONS);
  addActions(grammar, STEPS);
  addRules(grammar, 'clause', CLAUSES);
}
