import { isResetName } from '../../util/reset-name.ts';
import { addRepeat, addRules, type Captures, type Grammar, type RuleLine } from '../grammar.ts';
import type { ResetFacts, Statement } from '../statement.ts';
import { NO_RESET_FACTS } from '../statement.ts';
import { num, op, type Value } from '../value.ts';
import { list, opt } from './captures.ts';
import { val, vals } from './values.ts';

/** Attributes of a reset: kind, polarity, edge. */
export function addResetRules(grammar: Grammar): void {
  const fact = (facts: Partial<ResetFacts>) => () => facts;
  addRules(grammar, 'reset-attr', [
    ['reset.high', "['('] (active high | high active) [')']", fact({ active: 'high' })],
    ['reset.low', "['('] (active low | low active) [')']", fact({ active: 'low' })],
    ['reset.sync', '(synchronous | synchronously)', fact({ kind: 'sync' })],
    ['reset.async', '(asynchronous | asynchronously | async)', fact({ kind: 'async' })],
    ['reset.edge', 'e:<edge> triggered', (c) => ({ edge: c['e'] })],
    ['reset.comma', "(',' | and)", fact({})],
    ['reset.empty', 'single', fact({})],
  ]);
  addRepeat(grammar, 'reset-attrs', 'reset-attr');
  addRules(grammar, 'reset-noun', [
    [
      'reset.signal',
      '[r:<name>] (reset | clear) [signal | input | port] [r:<name>] [named r:<name>]',
      (c) => ({ signal: c['r'] === undefined ? null : { k: 'name', name: String(c['r']) } }),
    ],
    ['reset.input', '(input | signal | port) r:<name>', (c) => ({ signal: { k: 'name', name: String(c['r']) } })],
    [
      'reset.paren',
      "(reset | clear) [signal | input | port] '(' r:<name> ')'",
      (c) => ({ signal: { k: 'name', name: String(c['r']) } }),
    ],
    [
      'reset.paren-attrs',
      "(reset | clear) [signal | input | port] '(' r:<name> [','] a:<reset-attrs> ')'",
      (c) => attributed(c),
    ],
    [
      'reset.apposed',
      "(reset | clear) [signal | input] ',' r:<name>",
      (c) => ({ signal: { k: 'name', name: String(c['r']) } }),
    ],
    ['reset.named', 'r:<name> [signal | input | port]', (c) => ({ signal: { k: 'name', name: String(c['r']) } })],
  ]);
  addRules(grammar, 'reset-phrase', [
    ['reset.phrase', 'a:<reset-attrs> r:<reset-noun> [t:<reset-to>]', (c) => merge(c)],
    ['reset.phrase-target', "a:<reset-attrs> r:<reset-noun> ',' g:<reset-target> t:<reset-to>", (c) => merge(c)],
    [
      'reset.phrase-setting',
      'a:<reset-attrs> r:<reset-noun> (that sets | setting | which sets | that resets | resetting | z:(that clears | which clears | clearing) | which resets) [g:<reset-target>] t:<reset-to>',
      (c) => merge(c),
    ],
    [
      'reset.phrase-paren',
      "a:<reset-attrs> r:<reset-noun> '(' [which] (reset | resets | sets) g:<reset-target> t:<reset-to> ')'",
      (c) => merge(c),
    ],
  ]);
  addRules(grammar, 'reset-target', [
    ['reset.target', '[all [of]] v:<target> [output | outputs | value | state | contents]', (c) => val(c, 'v')],
    ['reset.targets', '[both] v:<targets>', (c) => op('all', ...vals(c, 'v'))],
    ['reset.target-output', 'output (of | from) v:<target>', (c) => val(c, 'v')],
  ]);
  addRules(grammar, 'reset-to', [
    ['reset.to-state', '(to | into | in) [its] [initial | starting] [state] n:<state>', (c) => ({ state: c['n'] })],
    ['reset.to-value', '(to | to be | to value [of] | at) v:<constant>', (c) => ({ value: val(c, 'v') })],
    ['reset.to-bits', 'to state v:<operand>', (c) => ({ value: val(c, 'v') })],
  ]);
  resetClauses(grammar);
}

/** A reset's name and attributes in one bracket. */
function attributed(captures: Captures): Partial<ResetFacts> {
  const attrs = list<Partial<ResetFacts>>(captures, 'a');
  const signal: Value = { k: 'name', name: String(captures['r']) };
  return Object.assign({ signal }, ...attrs.map((part) => stated(part))) as Partial<ResetFacts>;
}

function merge(captures: Captures): ResetFacts {
  const attrs = list<Partial<ResetFacts>>(captures, 'a');
  const parts = [...attrs, captures['r'], captures['t']].filter(
    (part) => part !== undefined,
  ) as readonly Partial<ResetFacts>[];
  // "clears q" names no value: it is zero.
  const zero: Value | null = captures['z'] === true && captures['t'] === undefined ? num(0) : null;
  const base: ResetFacts = { ...NO_RESET_FACTS, target: opt(captures, 'g'), value: zero };
  return Object.assign({}, base, ...parts.map((part) => stated(part))) as ResetFacts;
}

/** Only what a part states; an absent signal must not erase one stated before. */
function stated(part: Partial<ResetFacts>): Partial<ResetFacts> {
  return Object.fromEntries(Object.entries(part).filter(([, value]) => value !== null));
}

const resetStatement = (captures: Captures): Statement => ({ s: 'reset', reset: merge(captures) });

const RESET_CLAUSES_1: readonly RuleLine[] = [
  ['modal', '(should | must | will | shall | needs to | has to | is to)', () => true],
];

const RESET_CLAUSES_2: readonly RuleLine[] = [
  [
    'reset.is',
    'r:<reset-noun> [signal | input | port] [<modal>] (be | is) a:<reset-attrs> [reset] [input | signal] [t:<reset-to>]',
    (c) => nonEmpty(c),
  ],
  [
    'reset.is-and',
    "r:<reset-noun> [<modal>] (be | is) a:<reset-attrs> [reset] [','] (and | which | that) [it] [<modal>] (reset | resets | y:(set | sets) | z:(clear | clears) | initializes) [g:<reset-target>] [t:<reset-to>]",
    (c) => cleared(c),
  ],
  [
    'reset.does',
    'a:<reset-attrs> r:<reset-noun> [<modal>] (reset | resets | y:(set | sets | force | forces) | z:(clear | clears) | initializes | initialize) g:<reset-target> [t:<reset-to>]',
    (c) => cleared(c),
  ],
  ['reset.odd-order', 'r:<reset-noun> <modal> a:<reset-attrs> reset g:<reset-target> t:<reset-to>', resetStatement],
  ['reset.into', '[it | <circuit>] (resets | reset) t:<reset-to>', resetStatement],
  [
    'reset.there-is',
    '(there is | it has | [<circuit>] [<modal>] (has | have | includes | include | uses | use | requires | require | needs | need)) p:<reset-phrase>',
    (c) => thereIs(c['p'] as ResetFacts),
  ],
  [
    'reset.none',
    '(there is | there are | it has | [<circuit>] (has | have)) no reset [signal | input]',
    () => ({ s: 'no-reset' }) satisfies Statement,
  ],
  [
    'reset.output-to',
    'g:<reset-target> [<modal>] (be | is | are) (reset | cleared | initialized) [asynchronously] t:<reset-to> [rather than <constant>] [on reset]',
    resetStatement,
  ],
  [
    'reset.output-set',
    'g:<reset-target> [<modal>] (be | is | are) set [asynchronously] t:<reset-to> [rather than <constant>] on reset',
    resetStatement,
  ],
  [
    'reset.on',
    "(on | upon | during | after | at) [a:<reset-attrs>] reset [','] g:<reset-target> [<modal>] (be | is | are | becomes | goes) [reset | cleared | set | initialized] t2:<reset-value>",
    (c) => resetStatement({ ...c, t: c['t2'] }),
  ],
  [
    'reset.clears',
    "(on | upon | during | at) reset [','] g:<reset-target> [<modal>] (be | is | are) cleared",
    (c) => resetStatement({ ...c, t: { value: num(0) } }),
  ],
  [
    'reset.at-once',
    "(if | when | whenever | while | as long as) r:<name> is l:<reset-level> [','] g:<reset-target> <settable> [to] v:<constant> (asynchronously | immediately | [asynchronously] (regardless | independent | independently) of clock | without waiting for clock)",
    (c) =>
      ({
        s: 'reset',
        reset: {
          ...NO_RESET_FACTS,
          signal: { k: 'name', name: String(c['r']) },
          kind: 'async',
          active: c['l'] as 'high' | 'low',
          target: opt(c, 'g'),
          value: val(c, 'v'),
        },
      }) satisfies Statement,
  ],
  ['reset.verb', '(reset | z:clear | initialize) g:<reset-target> [t:<reset-to>] [on reset]', (c) => cleared(c)],
  [
    'reset.described',
    "a:<reset-attrs> r:<reset-noun> ['(' a:<reset-attrs> ')'] [(to | that | used to) (initialize | reset | initializes) <gloss>]",
    describedReset,
  ],
  ['reset.described-attrs', '<describing> a:<reset-attrs>', (c) => (merge(c).kind === null ? null : describedReset(c))],
  ['reset.described-last', "[<reset-noun>] '(' a:<reset-attrs> ')'", describedReset],
  [
    'reset.levelled',
    "a:<reset-attrs> r:<reset-noun> [','] ['('] v:<constant> (for | means | is) reset [')'] [[','] [it] [acts | works] b:<reset-attrs>]",
    levelled,
  ],
  [
    'reset.defined',
    '[<reset-noun>] defined as v:<constant> for reset [and <constant> for [<reset-noun>] inactive]',
    (c) => ({ s: 'reset', reset: { ...NO_RESET_FACTS, active: levelOf(val(c, 'v')) } }) satisfies Statement,
  ],
  [
    'reset.phrase-alone',
    'p:<reset-phrase>',
    (c) =>
      (c['p'] as ResetFacts).kind === null ? null : ({ s: 'reset', reset: c['p'] as ResetFacts } satisfies Statement),
  ],
];

const RESET_CLAUSES_3: readonly RuleLine[] = [
  ['reset.value-to', 't:<reset-to>', (c) => c['t']],
  ['reset.value', 'v:<constant>', (c) => ({ value: val(c, 'v') })],
];

function resetClauses(grammar: Grammar): void {
  addRules(grammar, 'modal', RESET_CLAUSES_1);
  addRules(grammar, 'clause', RESET_CLAUSES_2);
  addRules(grammar, 'reset-value', RESET_CLAUSES_3);
  addRules(grammar, 'reset-level', [
    ['reset-level.high', '(high | 1 | one)', () => 'high'],
    ['reset-level.low', '(low | 0 | zero)', () => 'low'],
  ]);
}

const levelOf = (value: Value): 'high' | 'low' | null =>
  value.k === 'num' ? (value.value === '1' ? 'high' : 'low') : null;

/** "There is a request", "with input t": neither the name nor a word beside it calls it a reset. */
export function isTold({ signal, ...rest }: ResetFacts): boolean {
  const isSaid = Object.values(rest).some((value) => value !== null);
  return isSaid || signal?.k !== 'name' || isResetName(signal.name);
}

const thereIs = (reset: ResetFacts): Statement | null => (isTold(reset) ? { s: 'reset', reset } : null);

/** "Reset signal, 0 for reset, acts asynchronously." */
function levelled(captures: Captures): Statement | null {
  const attrs = [captures['a'], captures['b'] ?? []].flat() as readonly Partial<ResetFacts>[];
  const reset = merge({ ...captures, a: attrs });
  const active = levelOf(val(captures, 'v'));
  return active === null || (reset.active !== null && reset.active !== active)
    ? null
    : { s: 'reset', reset: { ...reset, active } };
}

/** What is said of a reset beside its port: polarity and kind, or which level means reset. */
function describedReset(captures: Captures): Statement | null {
  const reset = merge(captures);
  return reset.kind === null && reset.active === null && reset.edge === null ? null : { s: 'reset', reset };
}

function nonEmpty(captures: Captures): Statement | null {
  const reset = merge(captures);
  return reset.kind === null && reset.active === null && reset.edge === null ? null : { s: 'reset', reset };
}

/** `clears q` without a value is a reset to zero; what `sets q` sets it to is not told. */
function cleared(captures: Captures): Statement | null {
  if (captures['y'] === true && captures['t'] === undefined) return null;
  const reset = merge(captures);
  return { s: 'reset', reset };
}
