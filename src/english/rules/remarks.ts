import { addRepeat, addRules, type Captures, type Grammar, type RuleLine, vocabularyOf } from '../grammar.ts';
import type { Feature, Statement } from '../statement.ts';
import type { Value } from '../value.ts';
import { DANGER, isBehaviour } from './danger.ts';

/** Words of the grammar that name things without saying what is done to them. */
const NEUTRAL: ReadonlySet<string> = new Set(
  (
    'of for to into from and with in on its their by as at this these that word words value values data signal signals ' +
    'number numbers input inputs output outputs bus byte bytes field fields index code codes vector digital logic result ' +
    'results operand operands line lines single small simple other another between based whole part parts position system ' +
    'level levels using user operation function circuit module device state loop file lab task example exercise question problem ' +
    'class text book page requirement requirements rule rules details name code'
  ).split(' '),
);

/**
 * Remarks: what a circuit is for, in words that neither the grammar nor its list of behaviours knows, and what a text
 * says it does not have. A purpose states no fact, so every output must still be described by other sentences.
 */
export function addRemarkRules(grammar: Grammar): void {
  let known: ReadonlySet<string> | null = null;
  grammar.natives.set('plain-word', (tokens, at) => {
    const token = tokens[at];
    if (token === undefined || token.kind !== 'word' || token.number !== null || token.ordinal !== null) return [];
    known ??= vocabularyOf(grammar);
    const isPlain =
      NEUTRAL.has(token.lower) ||
      (!known.has(token.lower) && !DANGER.has(token.lower) && !isBehaviour(token.lower) && token.name === null);
    // A port named in a remark is what the remark is about; articles may look like ports.
    const isPort = token.name !== null && token.exact;
    return isPlain || isPort ? [{ value: [], end: at + 1, cost: 0.2, rules: [] }] : [];
  });
  grammar.natives.set('plain-adjective', (tokens, at, read) =>
    NEUTRAL.has(tokens[at]?.lower ?? '') || tokens[at]?.name != null ? [] : read('plain-word', at),
  );
  addRules(grammar, 'remark-word', [
    ['remark.plain', '<plain-word>', () => []],
    ['remark.width', 'n:<number> bit [wide]', (c) => [{ f: 'some-width', n: c['n'] as number }]],
    [
      'remark.outputs',
      'n:<number> (outputs | results | fields | flags)',
      (c) => [{ f: 'outputs', n: c['n'] as number }],
    ],
  ]);
  addRepeat(grammar, 'remark-words', 'remark-word');
  addRules(grammar, 'purpose-verb', PURPOSE_VERBS);
  addRules(grammar, 'clause', REMARKS);
  addRules(grammar, 'names-listed', [
    ['names.one', 'v:<signal>', (c) => [c['v']]],
    ['names.many', 'v:<targets>', (c) => c['v']],
  ]);
}

const PURPOSE_VERBS: readonly RuleLine[] = [
  [
    'purpose',
    '(checks | translates | controls | decodes | handles | monitors | manages | converts | processes | drives | serves | watches | supervises | evaluates | interprets | maps | tells | signals | guards | operates | regulates | coordinates)',
    () => true,
  ],
  [
    'purpose.stem',
    '<modal> [be used to] (check | translate | control | decode | handle | monitor | manage | convert | process | drive | serve | watch | supervise | evaluate | interpret | map | guard | regulate | coordinate)',
    () => true,
  ],
  [
    'purpose.used',
    '(is used (to | for | in | by | as | inside | within) | is intended for | is meant for | is part of | belongs to | sits in | lives in | is found in)',
    () => true,
  ],
];

const remark = (c: Captures): Statement => ({
  s: 'part',
  nouns: [],
  claims: [c['x'] as readonly Feature[], ...((c['r'] ?? []) as readonly (readonly Feature[])[])].flat(),
});

const unused = (c: Captures): Statement => ({ s: 'fact', fact: 'unused', values: c['v'] as readonly Value[] });

/** A title without a verb: what the circuit is called, in words that name no behaviour. */
const titled = (c: Captures): Statement => ({
  s: 'part',
  nouns: ['circuit'],
  claims: c['k'] === true ? [{ f: 'machine', word: 'combinational' }] : [],
});

const REMARKS: readonly RuleLine[] = [
  [
    'remark.title',
    '[<make>] [k:([purely] combinational)] <plain-adjective> [<plain-adjective>] [<plain-adjective>] (generator | checker | selector | controller | unit | converter | translator | monitor | module | circuit | block | logic | watcher | driver)',
    titled,
  ],
  ['remark.purpose', '(<circuit> | it) <purpose-verb> x:<remark-word> r:<remark-words>', remark],
  [
    'remark.used-fragment',
    '(used | intended | meant) (in | for | by | as | inside | within | to) x:<remark-word> r:<remark-words>',
    remark,
  ],
  [
    'remark.make-purpose',
    '<make-verb> [verilog] (module | circuit | block | design) [named | called] [<self>] (that | which | to) <purpose-verb> x:<remark-word> r:<remark-words>',
    remark,
  ],
  [
    'remark.unused',
    '[input | inputs | signal | signals] v:<names-listed> (is | are) (not used | unused | ignored | not connected | left unused | left unconnected)',
    unused,
  ],
  [
    'remark.no-influence',
    '[input | inputs | signal | signals] v:<names-listed> (has | have) no (influence | effect | bearing | impact) [on (output | outputs | result | <target>)]',
    unused,
  ],
  [
    'remark.does-not-affect',
    '[input | inputs | signal | signals] v:<names-listed> (does | do) not (matter | affect | influence | change) [(output | outputs | result | <target>)]',
    unused,
  ],
  [
    'remark.independent',
    '[output | outputs] <target> (is independent of | does not depend on) [input | inputs] v:<names-listed>',
    (c) => ({ s: 'fact', fact: 'independent', values: c['v'] as readonly Value[] }) satisfies Statement,
  ],
  [
    'remark.no-clock',
    '(there is | there are | [it | <circuit>] (has | uses | needs | contains)) (no clock [signal | input] | m:(no (registers | flip flops | state | memory | storage | feedback)) | (no clock and no reset | neither clock nor reset | no clock or reset))',
    (c): Statement => ({
      s: 'part',
      nouns: [],
      // What keeps no state is no latch either.
      claims: [{ f: 'no-clock' }, ...(c['m'] === true ? [{ f: 'machine', word: 'combinational' }] : [])],
    }),
  ],
];
