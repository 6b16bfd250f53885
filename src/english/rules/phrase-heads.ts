import { addRules, type Captures, type Grammar, type RuleLine } from '../grammar.ts';
import { featuresOf } from '../phrase-joins.ts';
import type { PhraseHead } from '../phrases.ts';
import type { Action, Feature, ResetFacts, Statement, Thing } from '../statement.ts';
import { NO_RESET_FACTS } from '../statement.ts';
import { ref, type Value } from '../value.ts';
import { list, opt } from './captures.ts';
import { storageFact } from './storage.ts';
import { vals } from './values.ts';

/** What clauses call a component that the text gives no name. */
const CALLED: Readonly<Record<string, readonly string[]>> = {
  counter: ['counter', 'it'],
  'johnson-counter': ['counter', 'it'],
  'ring-counter': ['counter', 'it'],
  'shift-register': ['shift register', 'it'],
  register: ['register', 'it'],
  accumulator: ['register', 'it'],
  dff: ['flip flop', 'it'],
  tff: ['flip flop', 'it'],
  jkff: ['flip flop', 'it'],
  srff: ['flip flop', 'it'],
  lfsr: ['register', 'it'],
  rotator: ['register', 'it'],
};

const thingOf = (c: Captures): Thing => c['x'] as Thing;

/** A register without a size or any feature is what the signal is, not a component of its own. */
function headOf(c: Captures): PhraseHead {
  const thing = thingOf(c);
  const name = c['n'] === undefined ? null : String(c['n']);
  const isBare = name !== null && thing.head === 'register' && thing.features.length === 0;
  const own: Statement = isBare
    ? storageFact('register', [ref(name)])
    : { s: 'build', thing, subject: name === null ? null : ref(name) };
  return { statements: [own], subjects: name === null ? (CALLED[thing.head] ?? ['it', 'output']) : [name] };
}

/** A reset told by what it is: "rst is an asynchronous, active-low reset". */
function resetHead(c: Captures): PhraseHead | null {
  const noun = c['r'] as Partial<ResetFacts>;
  const attrs = [...list<Partial<ResetFacts>>(c, 'a'), ...list<Partial<ResetFacts>>(c, 'b')];
  const stated = attrs.map((part) => Object.fromEntries(Object.entries(part).filter(([, value]) => value !== null)));
  const reset = Object.assign({}, NO_RESET_FACTS, noun, ...stated) as ResetFacts;
  const named = reset.signal?.k === 'name' ? reset.signal.name : null;
  const isEmpty = reset.kind === null && reset.active === null && reset.edge === null;
  return isEmpty ? null : { statements: [{ s: 'reset', reset }], subjects: [named ?? 'reset'] };
}

const IS = '[<modal>] (be | is | forms | represents | implements)';
const OF = '[[current | present] (value | output | outputs | count | contents | state | output value | output bus) of]';

const HEADS: readonly RuleLine[] = [
  [
    'phrase.is',
    `[output | outputs | register | signal | vector | bus | output signal | output bus | output port] n:<name> ${IS} ${OF} x:<thing>`,
    headOf,
  ],
  [
    'phrase.shows',
    `[output | outputs | signal | bus] n:<name> [<modal>] (shows | carries | gives | reflects | holds) [current | present] (value | output | count | contents | state) of x:<thing>`,
    headOf,
  ],
  ['phrase.make', '<make> x:<thing>', headOf],
  ['phrase.bare', 'x:<thing>', headOf],
  ['phrase.this', '(this | it | <circuit> | <self>) (is | describes | represents | implements) x:<thing>', headOf],
  [
    'phrase.reset',
    'r:<reset-noun> [<modal>] (be | is) a:<reset-attrs> [reset | clear] [input | signal | line] b:<reset-attrs>',
    resetHead,
  ],
];

const CLOCKED = '[<modal>] (be | is | are) (clocked | triggered | updated | edge triggered)';

/** "q is clocked on the rising edge of clk": the edge, and that q is a register. */
function clockedOn(c: Captures): readonly Statement[] | null {
  const clock = edgeOf(c);
  return clock === null ? null : [storageFact('register', vals(c, 'v')), clock];
}

const CLOCKING: readonly RuleLine[] = [
  ['phrase.clocked', `[output | outputs | register] v:<names-listed> ${CLOCKED} a:<at-edge>`, clockedOn],
  [
    'phrase.clocked-by',
    '[output | outputs | register] v:<names-listed> [<modal>] (be | is | are) clocked by [clock | input] k:<clock-pin>',
    (c) => storageFact('register', vals(c, 'v')),
  ],
  [
    'phrase.thing-clocked-by',
    '(it | <clocked-things> | shift register) [<modal>] (be | is | are) clocked by [clock | input] k:<clock-pin>',
    (): Statement => ({ s: 'context' }),
  ],
];

const CLOCK_PIN = /^(?:i_|sys_?|a)?(?:clk|clock|ck)(?:_?in|_i)?$/i;

/** Directions of one shift verb: "shifts left when a is 1 and right when a is 0". */
const SHIFT_CASES: readonly RuleLine[] = [
  [
    'case.direction',
    'd:<direction> [by n:<amount>] g:<guard>',
    (c) => ({
      guard: c['g'] as Value,
      action: {
        a: 'shift',
        target: null,
        dir: c['d'] as 'left' | 'right',
        by: opt(c, 'n'),
        fill: null,
        style: null,
      } satisfies Action,
      value: null,
      of: null,
    }),
  ],
];

/** Components and resets as the heads of noun phrases that clauses hang onto. */
export function addPhraseHeadRules(grammar: Grammar): void {
  addRules(grammar, 'phrase-head', HEADS);
  addRules(grammar, 'phrase-subject', [
    ['phrase-subject', '[output | register | signal | flag] t:<target>', (c) => c['t']],
    ['phrase-subject.reset', 'r:<reset-noun>', (c) => c['r']],
  ]);
  addRules(grammar, 'phrase-edge', [['phrase-edge', '[all | both | each | always] a:<at-edge>', edgeOf]]);
  grammar.natives.set('clock-pin', (tokens, at) => {
    const name = tokens[at]?.name ?? '';
    return CLOCK_PIN.test(name) ? [{ value: name, end: at + 1, cost: 0, rules: [] }] : [];
  });
  addRules(grammar, 'case', SHIFT_CASES);
  addRules(grammar, 'clause', CLOCKING);
  addRules(grammar, 'clause', [
    ['self.name', "[(top | top level)] [module] [name] [':'] <self>", (): Statement => ({ s: 'context' })],
    ['phrase.named', `[output | register] n:<name> ${IS} ${OF} x:<thing>`, (c) => [...headOf(c).statements]],
    [
      'phrase.has',
      '(it | <circuit> | counter | register | shift register | flip flop | module | design) [<modal>] (has | have | includes | include | features | provides | offers | supports | comes with) x:<options>',
      (c) => featuresOf(c['x'] as readonly Feature[]),
    ],
  ]);
}

function edgeOf(c: Captures): Statement | null {
  const at = c['a'] as {
    readonly edge: 'pos' | 'neg' | 'both' | null;
    readonly clock: never;
    readonly reset?: unknown;
  };
  return at.edge === null || at.reset !== undefined ? null : { s: 'clock', edge: at.edge, clock: at.clock };
}
