import { addRules, type Captures, type Grammar, type RuleLine } from '../grammar.ts';
import type { ResetFacts, Statement } from '../statement.ts';
import type { Value } from '../value.ts';
import { fact } from './captures.ts';

type Kind = 'rise' | 'fall' | 'any';

const VERB =
  '(change | changes | changed | go | goes | went | gone | transition | transitions | switch | switches | fall | falls | rise | rises | move | moves)';
const ONE = '(1 | high)';
const NIL = '(0 | low)';
const IN_ONE = '[in one [clock] cycle | at one clock edge | in previous [clock] cycle]';
const IN_NEXT = '[(in | during) next [one] [[clock] cycle] | at next [clock edge | one] | one [clock] cycle later]';

/** What a bit does between one clock edge and the next. */
const TRANSITIONS: readonly RuleLine[] = [
  ['transition.rise', `${VERB} from ${NIL} ${IN_ONE} to ${ONE} ${IN_NEXT}`, () => 'rise' satisfies Kind],
  ['transition.fall', `${VERB} from ${ONE} ${IN_ONE} to ${NIL} ${IN_NEXT}`, () => 'fall' satisfies Kind],
  [
    'transition.any',
    "(change | changes | toggle | toggles) [its value | value] [from one clock cycle to next | between two [consecutive] clock edges | from one clock edge to next] ['(' [detect] any edge ')']",
    () => 'any' satisfies Kind,
  ],
];

/** The same as a noun: `a 0 to 1 transition`, `a rising edge`. */
const TRANSITION_NOUNS: readonly RuleLine[] = [
  [
    'transition-noun.any',
    '(0 to 1 or 1 to 0 | 1 to 0 or 0 to 1) (transition | change) | (any | either) (edge | transition) | (rising or falling | falling or rising) edge | change',
    () => 'any' satisfies Kind,
  ],
  ['transition-noun.rise', '0 to 1 (transition | change) | (rising | positive) edge', () => 'rise' satisfies Kind],
  ['transition-noun.fall', '1 to 0 (transition | change) | (falling | negative) edge', () => 'fall' satisfies Kind],
];

interface Bits {
  readonly of: Value | null;
  readonly width: number | null;
}

const EACH_BIT: readonly RuleLine[] = [
  [
    'each-bit',
    '(each | every) [single] bit (in | of) [n:<number> bit] [input] [vector | input | bus | signal | word] [v:<name>]',
    (c) =>
      ({
        of: c['v'] === undefined ? null : { k: 'name', name: String(c['v']) },
        width: (c['n'] ?? null) as number | null,
      }) satisfies Bits,
  ],
];

/** Every bit of a vector is watched for a transition. */
function watched(c: Captures, kind: string): Statement {
  const { of, width } = c['b'] as Bits;
  return fact('bits-watched', of === null ? [] : [of], { text: kind, ...(width === null ? {} : { n: width }) });
}

const kindOf = (c: Captures): string => String(c['t']);
const WATCH = '(detect | notice | capture | find | flag | report | record | detects | captures | records)';
const THE_BIT = '(input [signal | bit | vector] | signal | bit | it | corresponding input [bit])';
const WHEN = '(when | whenever | if | whether)';

const pulse = (c: Captures): Statement => fact('bits-pulse', named(c), { text: String(c['t'] ?? c['u'] ?? 'same') });

const named = (c: Captures): readonly Value[] => (c['o'] === undefined ? [] : [{ k: 'name', name: String(c['o']) }]);

const OUTPUT =
  '[each | every | (corresponding | matching | respective | same | appropriate)] [output] bit [of o:<name>]';
const OCCURS = '[(occurs | occurred | happens | happened | takes place | is detected | has occurred)]';
const SEEN = '(seen | sampled | detected | observed | found)';
const SET =
  '[<modal>] (be | is | goes | becomes) (set | 1 | high | asserted) [to (1 | high)] [for (one | single) [clock] cycle]';
const AFTER =
  "[','] [beginning | starting] [in | during | from] [one] (clock cycle | cycle | [clock edge]) (after | following | right after | immediately after) [clock edge (at which | where | when | that sees)]";

/** When the output bit of a watched bit is 1: in the cycle behind the edge that sees the new value. */
const PULSES: readonly RuleLine[] = [
  [
    'pulse.noun',
    `${OUTPUT} ${SET} ${AFTER} [[corresponding | matching | respective] [input] [bit] [has | had | makes | made] ] t:<transition-noun> ${OCCURS}`,
    pulse,
  ],
  [
    'pulse.verb',
    `${OUTPUT} ${SET} ${AFTER} [corresponding | matching | respective] (input | input bit | bit | it) [[was | is] ${SEEN} to | has] t:<transition>`,
    pulse,
  ],
  ['pulse.value', `${OUTPUT} ${SET} ${AFTER} [new] (z:(0) | u:(1) | value) (was | is) ${SEEN}`, pulseValue],
  ['pulse.bare', `${OUTPUT} ${SET} ${AFTER} (this | it | that | transition | change | edge) ${OCCURS}`, pulse],
];

/** `the edge at which the 0 was seen`: the value after the transition. */
function pulseValue(c: Captures): Statement {
  const kind = c['z'] === true ? 'fall' : c['u'] === true ? 'rise' : 'same';
  return pulse({ ...c, t: kind, u: undefined });
}

const STICKY: readonly RuleLine[] = [
  [
    'pulse.sticky',
    "[capture means that] [each] output [bit | bits] [of o:<name>] [<modal>] (remain | remains | stay | stays | be held | is held) [at] (1 | high | set) until [register | output | it | bit] (is reset | reset) [with | by | through | '('] [r:<reset-phrase>] [')']",
    sticky,
  ],
];

function sticky(c: Captures): readonly Statement[] {
  const said = fact('bits-sticky', named(c));
  const reset = c['r'] as ResetFacts | undefined;
  return reset === undefined ? [said] : [said, { s: 'reset', reset }];
}

/** Transitions watched for on every bit of a vector, and what the outputs then do. */
export function addBitEdgeRules(grammar: Grammar): void {
  addRules(grammar, 'transition', TRANSITIONS);
  addRules(grammar, 'transition-noun', TRANSITION_NOUNS);
  addRules(grammar, 'each-bit', EACH_BIT);
  addRules(grammar, 'clause', [
    [
      'bits.watched',
      `[<make> <circuit-word> that] (for | in) b:<each-bit> [','] ${WATCH} ${WHEN} ${THE_BIT} t:<transition>`,
      (c) => watched(c, kindOf(c)),
    ],
    [
      'bits.watched-noun',
      `[<make> <circuit-word> that] (for | in) b:<each-bit> [','] ${WATCH} t:<transition-noun>`,
      (c) => watched(c, kindOf(c)),
    ],
    ['bits.detector', '<make> t:<transition-noun> detector (for | of | on) b:<each-bit>', (c) => watched(c, kindOf(c))],
    ...PULSES,
    ...STICKY,
  ]);
}
