import { isResetName } from '../../util/reset-name.ts';
import { addRepeat, addRules, type Captures, type Grammar, type RuleLine } from '../grammar.ts';
import type { ResetFacts, Statement } from '../statement.ts';
import { NO_RESET_FACTS } from '../statement.ts';
import { num, type Value } from '../value.ts';
import { fact, opt } from './captures.ts';

/** One thing that a sentence says of the reset: what kind it is, or what it does to what. */
interface Said {
  /** What the reset is said to go before, or not to depend on. */
  readonly beats?: readonly Value[];
  readonly attrs?: Partial<ResetFacts>;
  readonly effect?: Partial<ResetFacts>;
}

type Facts = Partial<ResetFacts>;

const told = (facts: Facts): Facts => Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== null));

const merged = (parts: readonly Facts[]): Facts => Object.assign({}, ...parts.map((part) => told(part))) as Facts;

/** What a phrase about the reset leaves open: its target is null where everything is meant. */
const whatOf = (c: Captures): Facts => {
  const target = opt(c, 'g');
  const isAll = target?.k === 'op' && target.op === 'everything';
  const isMachine = target?.k === 'noun' && target.noun === 'machine';
  return target === null || isAll || isMachine ? {} : { target };
};

const WHAT = '([both | both of | contents of] g:<reset-target> | g:<everything>)';
const CLEAR =
  '(clears | clear | zeroes | zeros | empties | empty | erases | returns to zero | brings to zero | clears out | is to clear)';
const SET =
  '(sets | set | resets | reset | initializes | initialises | presets | forces | puts | returns | brings | drives | takes | clears | moves)';
const LOAD = '(loads | load | presets | preloads | fills | initializes | initialises)';

const says = (effect: Facts): Said => ({ effect });

const SAYS: readonly RuleLine[] = [
  [
    'says.attrs',
    '(is | be | being) [considered | assumed to be] a:<reset-attrs> [reset] [input | signal] [with (priority | precedence) over b:<reset-beaten> | with highest priority]',
    (c): Said | null => {
      const attrs = merged(c['a'] as readonly Facts[]);
      return Object.keys(attrs).length === 0 ? null : { attrs, ...(c['b'] === undefined ? {} : { beats: beaten(c) }) };
    },
  ],
  ['says.clears', `${CLEAR} ${WHAT} [as well | too]`, (c) => says({ ...whatOf(c), value: num(0) })],
  ['says.sets', `${SET} ${WHAT} t:<reset-to> [as well | too]`, (c) => says({ ...whatOf(c), ...(c['t'] as Facts) })],
  ['says.back', 'back to v:<constant>', (c) => says({ value: c['v'] as Value })],
  ['says.loads', `${LOAD} ${WHAT} with t:<reset-value>`, (c) => says({ ...whatOf(c), ...(c['t'] as Facts) })],
  [
    'says.state',
    '(leads to | goes to | selects | (puts | brings | takes | sends | returns | forces | sets | moves) (it | <machine-subject>) (to | into | in | back to) | starts (it | <machine-subject>) in) [state] n:<state-ref>',
    (c) => says({ state: String(c['n']) }),
  ],
  ['says.first', 'b:<reset-first>', (c): Said => ({ beats: c['b'] as readonly Value[] })],
];

const beaten = (c: Captures): readonly Value[] => c['b'] as readonly Value[];

const FIRST: readonly RuleLine[] = [
  [
    'first.over',
    '[always | also] (overrides | override | wins over | wins against | beats | dominates | has (priority | precedence) over | takes (priority | precedence) over | goes before | comes before | is stronger than) b:<reset-beaten>',
    beaten,
  ],
  ['first.highest', '[always] (has | takes) [highest | top | absolute] (priority | precedence)', () => []],
  ['first.wins', '[always] (wins | comes first | goes first | dominates)', () => []],
  [
    'first.even',
    '(works | acts | is effective | takes effect | is honoured | is obeyed) (even (if | when | while) | whether or not | regardless of whether) v:<condition>',
    (c) => [c['v']],
  ],
  ['first.free', '(does not depend on | is independent of | is not gated by | ignores) b:<reset-beaten>', beaten],
];

const BEATEN: readonly RuleLine[] = [
  [
    'beaten.all',
    '(everything [else] | all else | all others | all [of] other (inputs | signals | controls | operations | functions) | any other (input | signal | operation | control) | all other control (inputs | signals))',
    () => [],
  ],
  [
    'beaten.named',
    '[[count | clock] enable | load | set | preset | write | push | pop | data] (v:<signal> | w:<targets>)',
    (c) => (c['v'] === undefined ? (c['w'] as readonly Value[]) : [c['v']]),
  ],
  [
    'beaten.action',
    '(counting | loading | shifting | toggling | incrementing | decrementing | holding | (load | enable | clock enable | count enable | set | preset | write | push | pop | shift) [input | signal])',
    () => [],
  ],
];

/** What the reset is called; a name is one only where it, or a word beside it, says that it is a reset. */
function subjectOf(facts: ResetFacts): Facts | null {
  const isNamed = facts.signal?.k === 'name' && isResetName(facts.signal.name);
  const isTold = facts.signal === null || isNamed || facts.kind !== null || facts.active !== null;
  return isTold ? facts : null;
}

/** Everything that one sentence says of one reset. */
function statementsOf(c: Captures): Statement | readonly Statement[] | null {
  const all = [c['p'] as Said, ...((c['q'] ?? []) as readonly Said[])];
  const kinds = all.flatMap((one) => (one.attrs === undefined ? [] : [one.attrs]));
  const own = merged([c['r'] as Facts, ...kinds]);
  const clash = kinds.some((one) => Object.entries(one).some(([key, value]) => own[key as keyof ResetFacts] !== value));
  if (clash || isAtOdds([c['r'] as Facts, ...kinds])) return null;
  const effects = all.flatMap((one) => (one.effect === undefined ? [] : [one.effect]));
  const made = (effects.length === 0 ? [{}] : effects).map(
    (effect): Statement => ({ s: 'reset', reset: { ...NO_RESET_FACTS, ...own, ...effect } }),
  );
  const beats = all.flatMap((one) => one.beats ?? []);
  const [only, more] = made;
  if (beats.length > 0) return [...made, fact('reset-beats', beats)];
  return only === undefined || more !== undefined ? made : only;
}

/** Two parts that call the reset two different things. */
const isAtOdds = (parts: readonly Facts[]): boolean =>
  (['kind', 'active', 'edge'] as const).some((key) => new Set(parts.flatMap((part) => part[key] ?? [])).size > 1);

interface Pair {
  readonly target: Value;
  readonly value: Value;
}

/** "After reset q is 0 and dir is 1": what registers are then. */
const pairs = (c: Captures): readonly Statement[] =>
  [c['p'] as Pair, ...((c['q'] ?? []) as readonly Pair[])].map(
    (pair): Statement => ({
      s: 'reset',
      reset: { ...NO_RESET_FACTS, ...merged((c['a'] ?? []) as readonly Facts[]), ...pair },
    }),
  );

const CLAUSES: readonly RuleLine[] = [
  [
    'reset.label',
    "reset ':' a:<reset-attrs>",
    (c): Statement | null => {
      const attrs = merged(c['a'] as readonly Facts[]);
      return Object.keys(attrs).length === 0 ? null : { s: 'reset', reset: { ...NO_RESET_FACTS, ...attrs } };
    },
  ],
  [
    'reset.beside',
    "<describing> (reset | clear) [input | signal] ',' a:<reset-attrs>",
    (c): Statement | null => {
      const attrs = merged(c['a'] as readonly Facts[]);
      return Object.keys(attrs).length === 0 ? null : { s: 'reset', reset: { ...NO_RESET_FACTS, ...attrs } };
    },
  ],
  ['reset.says', 'r:<reset-subject> [<modal>] p:<reset-says> q:<reset-says-more>', statementsOf],
  [
    'reset.pairs-then',
    "(on | upon | after | during | in | at) [a:<reset-attrs>] reset [','] p:<reset-is> q:<reset-is-more>",
    pairs,
  ],
];

/** Sentences of any number of predicates about one reset: "is synchronous, active high, beats load and clears q". */
export function addResetPredicateRules(grammar: Grammar): void {
  addRules(grammar, 'reset-beaten', BEATEN);
  addRules(grammar, 'reset-first', FIRST);
  addRules(grammar, 'reset-says', SAYS);
  addRules(grammar, 'reset-subject', [
    ['reset-subject', 'r:<reset-who> [input | signal]', (c) => subjectOf(c['r'] as ResetFacts)],
    ['reset-subject.label', "reset ':' [it]", () => NO_RESET_FACTS],
    [
      'reset-subject.label-attrs',
      "reset ':' a:<reset-attrs> (',' | ';')",
      (c) => {
        const attrs = merged(c['a'] as readonly Facts[]);
        return Object.keys(attrs).length === 0 ? null : { ...NO_RESET_FACTS, ...attrs };
      },
    ],
  ]);
  addRules(grammar, 'reset-kind', [
    [
      'reset-kind',
      'a:<reset-attrs> [reset]',
      (c) => {
        const attrs = merged(c['a'] as readonly Facts[]);
        return attrs.kind === undefined ? null : attrs;
      },
    ],
  ]);
  addRules(grammar, 'reset-more-said', [
    [
      'reset-more-said',
      "((',' | ';' | and | but | ',' (and | but)) [it | which | that] | which | that) [<modal>] p:<reset-says>",
      (c) => c['p'],
    ],
  ]);
  addRepeat(grammar, 'reset-says-more', 'reset-more-said');
  addRules(grammar, 'reset-is', [
    [
      'reset-is',
      "g:<reset-target> (is | are | becomes | become | goes to | go to | starts at | start at | shows | has value | '=') [set to | cleared to | again | back at] v:<constant>",
      (c): Pair => ({ target: c['g'] as Value, value: c['v'] as Value }),
    ],
  ]);
  addRules(grammar, 'reset-is-also', [['reset-is-also', "[',' | ';'] [and] p:<reset-is>", (c) => c['p']]]);
  addRepeat(grammar, 'reset-is-more', 'reset-is-also');
  addRules(grammar, 'clause', CLAUSES);
}
