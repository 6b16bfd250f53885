import { addRules, type Captures, type Grammar, type RuleLine } from '../grammar.ts';
import { NO_RESET_FACTS, type ResetFacts, type Statement } from '../statement.ts';

const SELECTS =
  '(selects | forces | puts (it | <machine-subject>) (in | into) | brings (it | <machine-subject>) (to | into) | takes (it | <machine-subject>) (to | into) | returns (it | <machine-subject>) to | sends (it | <machine-subject>) to | leads to | sets (it | <machine-subject>) to | resets (it | <machine-subject>) (to | into) | starts (it | <machine-subject>) in | goes to | initializes (it | <machine-subject>) to)';

const START_STATE =
  '([initial | starting | start | its initial | its starting] n:<state-ref> | (its | initial | starting | start) [initial | starting | start] state x:<in-start> | state (where | in which) no <blank-things> (have | has) been <blank-verbs> x:<in-start>)';

const RESETS: readonly RuleLine[] = [
  ['reset.selects', `a:<reset-attrs> r:<reset-noun> ${SELECTS} ${START_STATE}`, (c) => startsIn(c)],
  [
    'reset.is-selects',
    `r:<reset-noun> [<modal>] (be | is) a:<reset-attrs> [reset] [','] (and | that | which) ${SELECTS} ${START_STATE}`,
    (c) => startsIn(c),
  ],
  [
    'reset.comma-selects',
    `r:<reset-noun> ',' a:<reset-attrs> ['(' a2:<reset-attrs> ')'] [reset] [','] ${SELECTS} ${START_STATE}`,
    (c) => startsIn(c),
  ],
  ['reset.paren-selects', `r:<reset-noun> '(' a:<reset-attrs> ')' ${SELECTS} ${START_STATE}`, (c) => startsIn(c)],
  ['reset.attrs-to', `a:<reset-attrs> [','] (to | into | leads to) n:<state-ref>`, (c) => startsIn(c)],
  [
    'reset.after-which',
    `r:<reset-noun> is a:<reset-attrs> [reset] [','] (after which | after it | and after it) no <blank-things> (have | has) been <blank-verbs> x:<in-start>`,
    (c) => startsIn(c),
  ],
  [
    'reset.nothing-seen',
    "(after | on | upon | at) reset [','] no <blank-things> (have | has) been <blank-verbs> x:<in-start>",
    (c) => startsIn(c),
  ],
  [
    'reset.on-state',
    "(on | upon | after | during | at) [a:<reset-attrs>] reset [','] [<machine-subject>] (is in | goes to | enters | starts in | is put into | returns to | begins in | is) n:<state-ref>",
    (c) => startsIn(c),
  ],
  [
    'reset.state-is',
    '(reset | initial | start | starting) state [<modal>] (is | be) n:<state-ref>',
    (c) => startsIn(c),
  ],
];

function startsIn(c: Captures): Statement {
  const lists = [c['a'], c['a2']].flatMap((list) => (list ?? []) as readonly Partial<ResetFacts>[]);
  const parts = [...lists, (c['r'] ?? {}) as Partial<ResetFacts>];
  const stated = parts.flatMap((part) => Object.entries(part).filter(([, value]) => value !== null));
  return {
    s: 'reset',
    reset: { ...NO_RESET_FACTS, ...Object.fromEntries(stated), state: c['n'] === undefined ? '*' : String(c['n']) },
  };
}

/** Where reset takes a machine. */
export function addMachineResetRules(grammar: Grammar): void {
  grammar.natives.set('in-start', (_tokens, at) => [{ value: true, end: at, cost: 0, rules: [] }]);
  addRules(grammar, 'blank-things', [
    [
      'blank-things',
      '([input] bits | samples | ones | zeros | 1 [s] | 1s | 0s | values | data | symbols | coins | bytes)',
      () => true,
    ],
  ]);
  addRules(grammar, 'blank-verbs', [
    ['blank-verbs', '([yet] (seen | received | sampled | counted | read | inserted) [yet])', () => true],
  ]);
  addRules(grammar, 'clause', RESETS);
}
