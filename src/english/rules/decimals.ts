import { addRules, addSeries, type Captures, type Grammar, type RuleLine } from '../grammar.ts';
import type { Statement } from '../statement.ts';
import type { Value } from '../value.ts';
import { fact, opt } from './captures.ts';
import { val } from './values.ts';

/** A vector read as decimal digits of four bits each. */
const decimal = (of: Value): Value => ({ k: 'part', part: 'decimal', of });

const NUMBER = '(decimal | bcd) (number | value | count)';

const TARGETS: readonly RuleLine[] = [
  [
    'target.decimal',
    `${NUMBER} (in | on | of | held in | stored in | shown on | given by | held by) v:<signal>`,
    (c) => decimal(val(c, 'v')),
  ],
  ['target.decimal-noun', `(decimal | bcd) (number | value | count)`, () => decimal({ k: 'noun', noun: 'number' })],
];

const BCD = '(binary coded decimal | bcd coded | bcd | decimal | coded in (bcd | binary coded decimal))';

/** A digit goes from 0 to 9; another range is not what the word says. */
const digits = (c: Captures): Statement | null =>
  (c['l'] ?? 0) === 0 && (c['h'] ?? 9) === 9
    ? fact('bcd-digits', opt(c, 'v') === null ? [] : [val(c, 'v')], { text: '0 to 9' })
    : null;

interface Place {
  readonly part: Value;
  readonly digit: string;
}

const place = (c: Captures): Place => ({ part: val(c, 'v'), digit: String(c['w']) });

const PLACES: readonly RuleLine[] = [
  [
    'digit-place.are',
    '[in] v:<digit-bits> [<modal>] [is | are | be | hold | holds | carry | contain | give | form | represent] w:<digit-word>',
    place,
  ],
  ['digit-place.in', 'w:<digit-word> [is | are] [in | on | at | held in] v:<digit-bits>', place],
];

const BITS: readonly RuleLine[] = [
  ['digit-bits.part', 'v:<part>', (c) => val(c, 'v')],
  [
    'digit-bits.range',
    "bits ['['] h:<operand> (to | ':' | through | down to | '-') l:<operand> [']']",
    (c) => ({ k: 'slice', of: OWN, high: val(c, 'h'), low: val(c, 'l') }) satisfies Value,
  ],
  [
    'digit-bits.upper',
    '(upper | high | higher | top | most significant) (n:<number> bits | nibble)',
    (c) => ({ k: 'part', part: 'upper', of: OWN, size: (c['n'] as number | undefined) ?? 4 }) satisfies Value,
  ],
  [
    'digit-bits.lower',
    '(lower | low | bottom | least significant) (n:<number> bits | nibble)',
    (c) => ({ k: 'part', part: 'lower', of: OWN, size: (c['n'] as number | undefined) ?? 4 }) satisfies Value,
  ],
];

const OWN: Value = { k: 'noun', noun: 'it' };

const WORDS: readonly (readonly [string, string])[] = [
  ['ones', '(ones | units | unit | least significant digit | lower digit | low digit)'],
  ['tens', 'tens'],
  ['hundreds', 'hundreds'],
  ['thousands', 'thousands'],
];

const placesOf = (places: readonly Place[], subject: Value | null): readonly Statement[] =>
  places.map(({ part, digit }) => fact('digit-place', subject === null ? [part] : [part, subject], { text: digit }));

const listed = (c: Captures): readonly Place[] => (c['p'] ?? []) as readonly Place[];

/** A number of so many digits, with where each of them stands. */
function number(c: Captures): readonly Statement[] {
  const subject = opt(c, 'v');
  const said = fact('decimal', subject === null ? [] : [subject], c['k'] === undefined ? {} : { n: c['k'] as number });
  return [said, ...placesOf(listed(c), subject)];
}

const HOLDS = '(holds | is | carries | contains | shows | gives | represents | stores)';

const CLAUSES: readonly RuleLine[] = [
  [
    'decimal.digits',
    `[here] (each | every | both | each of) (digit | digits | nibble | nibbles) (is | are) ${BCD} [digit | number] [','] [[from] l:<number> to h:<number>]`,
    digits,
  ],
  ['decimal.holds', `v:<signal> ${HOLDS} k:<number> digit (decimal | bcd) (number | value | count | counter)`, number],
  ['decimal.holds-digits', `v:<signal> ${HOLDS} k:<number> (decimal | bcd) digits`, number],
  ['decimal.places', 'p:<digit-places>', (c) => placesOf(listed(c), null)],
  [
    'decimal.described',
    "<describing-output> k:<number> (decimal | bcd) digits [(':' | ',' | '(' | with) p:<digit-places> [')']]",
    number,
  ],
  [
    'decimal.described-number',
    "<describing-output> k:<number> digit (decimal | bcd) (number | value | count) [(':' | ',' | '(' | with) p:<digit-places> [')']]",
    number,
  ],
];

/** Numbers written in decimal digits of four bits. */
export function addDecimalRules(grammar: Grammar): void {
  for (const [id, pattern] of WORDS)
    addRules(grammar, 'digit-word', [[`digit-word.${id}`, `${pattern} [digit]`, () => id]]);
  addRules(grammar, 'digit-bits', BITS);
  addRules(grammar, 'digit-place', PLACES);
  addSeries(grammar, 'digit-places', 'digit-place', ['and']);
  addRules(grammar, 'digit-places', [['digit-places.one', 'p:<digit-place>', (c) => [c['p']]]]);
  addRules(grammar, 'target', TARGETS);
  addRules(grammar, 'clause', CLAUSES);
}
