import { addRules, addSeries, type Captures, type Grammar, type RuleLine } from '../grammar.ts';
import type { Edge, ResetFacts, Statement } from '../statement.ts';
import { num, ref, type Value } from '../value.ts';

/** A signal inside the module, with the width that the text states for it. */
interface InternalName {
  readonly name: string;
  readonly width: number | null;
}

const STORAGE =
  '(shift register | shift registers | counter register | register | registers | counter | counters | flag | flags | signal | signals | wire | wires | flip flop | flip flops | variable | variables | timer | prescaler | index counter | shadow register)';

const namesOfList = (c: Captures): readonly InternalName[] => {
  const value = c['v'];
  return (Array.isArray(value) ? value : [value]) as readonly InternalName[];
};

/** A width said beside a name must be the one it was introduced with. */
const isWidth = (c: Captures, all: readonly InternalName[]): boolean =>
  [c['n'], c['m']].every((n) => n === undefined || all.every((one) => one.width === n));

/** The names a sentence introduces; null where a width or a count in it does not fit them. */
function introduced(c: Captures): Statement | null {
  const all = namesOfList(c);
  if (!isWidth(c, all) || (c['k'] !== undefined && c['k'] !== all.length)) return null;
  return { s: 'fact', fact: 'internal', values: all.map((one) => ref(one.name)) };
}

/** A sentence about an internal signal that has no name of its own. */
const nameless = (c: Captures): Statement => ({
  s: 'fact',
  fact: 'internal',
  values: [],
  text: String(c['w']),
  ...(c['n'] === undefined ? {} : { n: c['n'] as number }),
});

const clocked = (c: Captures): Statement | null => {
  const at = c['a'] as { readonly edge: Edge | null; readonly clock: Value | null; readonly reset?: ResetFacts };
  if (at.edge === null || !isWidth(c, namesOfList(c))) return null;
  const sensitivity = at.reset === undefined ? {} : { sensitivity: at.reset };
  return { s: 'clock', edge: at.edge, clock: at.clock, ...sensitivity };
};

const counts = (c: Captures): Statement => {
  const at = c['a'] as { readonly edge: Edge | null; readonly clock: Value | null } | undefined;
  return {
    s: 'do',
    chain: false,
    edge: at?.edge ?? null,
    clock: at?.clock ?? null,
    branches: [
      {
        guard: null,
        actions: [
          {
            a: 'step',
            target: c['v'] as Value,
            dir: (c['l'] as number) > (c['h'] as number) ? 'down' : 'up',
            by: num(1),
            range: [c['l'] as number, c['h'] as number],
            habit: true,
          },
        ],
      },
    ],
  };
};

const TARGETS: readonly RuleLine[] = [
  [
    'target.internal',
    `[its | this | internal] [n:<number> bit [wide]] [internal] [binary | free running | up | down] ${STORAGE} [named | called | ','] ['('] v:<internal> [')'] ['(' m:<number> (bit | bits) [wide] ')']`,
    (c) => (isWidth(c, namesOfList(c)) ? ref(namesOfList(c)[0]?.name ?? '') : null),
  ],
  [
    'target.internal-sized',
    '[internal] n:<number> bit [wide] [internal] v:<internal>',
    (c) => (isWidth(c, namesOfList(c)) ? ref(namesOfList(c)[0]?.name ?? '') : null),
  ],
];

const TAIL =
  '[(used | that is used | which is used | that | which | to | for | as | holding | keeping | storing | counting) <gloss>]';

/** `cnt (reg [2:0]): 3-bit counter register used to …`: the widths in the entry must be one. */
function declared(c: Captures): Statement | null {
  const all = namesOfList(c);
  const bits = c['b'] === undefined ? 1 : (c['b'] as number) + 1;
  return all.every((one) => one.width === null || one.width === bits) ? introduced(c) : null;
}

const CLAUSES: readonly RuleLine[] = [
  [
    'internal.declared',
    `v:<internals> '(' (reg | wire | logic) ['[' b:<number> ':' 0 ']'] ')' ':' [n:<number> bit] [internal] ${STORAGE} ${TAIL}`,
    declared,
  ],
  ['internal.declared-plain', `v:<internals> ':' [n:<number> bit] [internal] ${STORAGE} ${TAIL}`, introduced],
  [
    'internal.is',
    `[both] v:<internals> (is | are) [k:<number>] [internal] [n:<number> bit [wide]] [internal] ${STORAGE} [of m:<number> bits] ${TAIL}`,
    introduced,
  ],
  [
    'internal.there',
    `(there is | there are | <make> | (<circuit> | it | <target>) (has | uses | contains | includes | have | use | contain | include)) [k:<number>] [internal] [n:<number> bit [wide]] [internal] ${STORAGE} [named | called | ','] ['('] v:<internals> [')'] ['(' m:<number> (bit | bits) [wide] ')'] [','] ${TAIL}`,
    introduced,
  ],
  [
    'internal.there-sized',
    `(there is | (<circuit> | it) (has | uses | contains | includes | have | use | contain | include)) [internal] n:<number> bit [wide] v:<internals> ${TAIL}`,
    introduced,
  ],
  [
    'internal.holds',
    `[internal] [n:<number> bit [wide]] [internal] ${STORAGE} [named | called | ','] ['('] v:<internals> [')'] [','] (gives | selects | determines | indicates | holds | stores | keeps | counts | tracks | contains | measures | records | hold | store | keep | count | track) <gloss>`,
    introduced,
  ],
  ['internal.noun-is', `<noun> is n:<number> bit ${STORAGE} ['('] v:<internals> [')'] ${TAIL}`, introduced],
  [
    'internal.runs',
    `[internal] [n:<number> bit [wide]] [internal] ${STORAGE} ['('] v:<internals> [')'] (run | runs | works | operates | work | operate | is (clocked | updated | triggered)) a:<at-edge>`,
    clocked,
  ],
  [
    'internal.nameless',
    `(there is | (<circuit> | it | <target>) (has | uses | contains | includes | have | use | contain | include)) [internal] [n:<number> bit [wide]] internal w:<nameless> ${TAIL}`,
    nameless,
  ],
  [
    'internal.nameless-width',
    `(there is | (<circuit> | it | <target>) (has | uses | contains | includes | have | use | contain | include)) internal [n:<number> bit [wide]] w:<nameless> ${TAIL}`,
    nameless,
  ],
  [
    'internal.counts',
    '[internal] v:<target> (counts | count) [up | down] from l:<number> (to | through | up to | down to) h:<number> [a:<at-edge>]',
    counts,
  ],
];

/** Signals inside the module: how sentences introduce them and name them. */
export function addInternalRules(grammar: Grammar): void {
  addSeries(grammar, 'internal-series', 'internal', ['and']);
  addRules(grammar, 'internals', [
    ['internals.one', "['('] v:<internal> [')']", (c) => [c['v']]],
    ['internals.many', 'v:<internal-series>', (c) => c['v']],
  ]);
  for (const noun of [
    'counter',
    'register',
    'flag',
    'timer',
    'shift register',
    'prescaler',
    'index counter',
    'shadow register',
  ])
    addRules(grammar, 'nameless', [['nameless', noun, () => noun]]);
  addRules(grammar, 'target', TARGETS);
  addRules(grammar, 'clause', CLAUSES);
}
