import { addRules, type Grammar, type RuleLine } from '../grammar.ts';
import type { Feature, Statement } from '../statement.ts';
import { fact } from './captures.ts';
import { val } from './values.ts';

interface Doc {
  readonly nouns: readonly string[];
  readonly claims: readonly Feature[];
}

const pointsAt = (doc: Doc): Statement => ({ s: 'part', nouns: doc.nouns, claims: doc.claims });

const FORMAT =
  '(csv | tsv | kiss2 | kiss | pla | espresso | espresso pla | dot | graphviz | graphviz dot | mermaid | wavedrom | wavejson | markdown | json | berkeley | ascii)';

const MINIMAL = '(minimum | minimal | minimised | minimized | simplest)';
const SOP = '(sum of products | sop)';
const POS = '(product of sums | pos)';

const forms = (form: string, text: 'sop' | 'pos'): readonly RuleLine[] => [
  [
    `form.${text}`,
    `(determine | give | find | derive | express | write | implement) [output] t:<operand> (in | as) ${MINIMAL} ${form} [form]`,
    (c) => fact('form-of', [val(c, 't')], { text }),
  ],
  [
    `form.${text}-rest`,
    `output t:<operand> in ${MINIMAL} ${form} [form]`,
    (c) => fact('form-of', [val(c, 't')], { text }),
  ],
  [
    `form.${text}-is`,
    `[output] t:<operand> (is | should be | must be | gives | implements) [function] <word-label> (in | as) [its] ${MINIMAL} ${form} [form]`,
    (c) => fact('form-of', [val(c, 't')], { text }),
  ],
];

const CLAUSES: readonly RuleLine[] = [
  [
    'format.given',
    `(machine | state machine | fsm | function | table | truth table | diagram | cover | graph | it | circuit) [of <circuit>] (is | are) (given | written | drawn | shown | described | specified | provided | listed) [below | here] (in | as | using) [${FORMAT}] ${FORMAT} [format | notation | syntax | file | form] [below | here]`,
    (): Statement => ({ s: 'part', nouns: [], claims: [] }),
  ],
  [
    'format.follows',
    '(<circuit> | <named-circuit>) [<modal>] (follows | follow | implements | implement | realises | realizes | obeys | behaves as) d:<doc>',
    (c) => pointsAt(c['d'] as Doc),
  ],
  [
    'format.described',
    '(<circuit> | <named-circuit>) (is | can be) (described | specified | defined | given | shown) (by | in | as | with) d:<doc>',
    (c) => pointsAt(c['d'] as Doc),
  ],
  [
    'rows.rest',
    "(for | in) [all] [other] (input combinations | combinations | inputs | input values | rows | codes | cases) (that | which) are not (listed | shown | given | in table | mentioned) [in table] [above | below] [','] [all | both] (outputs | output | <names-listed>) (are | is) [all | both] v:<constant>",
    (c) => {
      const value = val(c, 'v');
      return value.k === 'num' && ['0', '1'].includes(value.value)
        ? fact('missing-rows-are', [], { n: Number(value.value) })
        : null;
    },
  ],
  [
    'rows.rest-give',
    '[all] (other | unlisted | missing | remaining | all other) (input combinations | combinations | inputs | input values | rows) (give | produce | yield | output) v:<constant> [on (all | both | every) (outputs | output)]',
    (c) => {
      const value = val(c, 'v');
      return value.k === 'num' && ['0', '1'].includes(value.value)
        ? fact('missing-rows-are', [], { n: Number(value.value) })
        : null;
    },
  ],
];

/** Sentences that say in which notation a table or machine stands, what rows it leaves out mean, and in which form a function is wanted. */
export function addFormatRules(grammar: Grammar): void {
  addRules(grammar, 'doc-mod', [['doc.format', `[${FORMAT}] ${FORMAT}`, () => []]]);
  addRules(grammar, 'named-circuit', [
    [
      'named-circuit',
      '(controller | machine | decoder | encoder | unit | core | function | converter | lookup table | state machine | fsm) <self>',
      () => true,
    ],
  ]);
  addRules(grammar, 'clause', [...CLAUSES, ...forms(SOP, 'sop'), ...forms(POS, 'pos')]);
}
