import { addRules, type Captures, type Grammar, type RuleLine } from '../grammar.ts';
import type { Statement } from '../statement.ts';
import { mapValue, namesOf, op, ref, type Value } from '../value.ts';
import { fact, list } from './captures.ts';
import { val } from './values.ts';

const KIND =
  "[binary] [number | numbers | value | values | integer | integers | quantities | operands] [(in | as) (two 's complement | twos complement | 2 's complement) [form | notation | representation]]";
const TAKEN =
  '[<modal>] (is | are | be) [both | all] [treated as | interpreted as | taken as | taken to be | read as | regarded as | considered | considered as | considered to be | compared as]';
const OPERANDS =
  '(they | both | [both | all | two] [of] (operands | inputs | numbers | values | data inputs) | v:<targets> | w:<target>)';

/** Whose signs are spoken of, and how they count. */
interface Signs {
  readonly names: readonly Value[];
  readonly sign: string;
}

const signsOf = (c: Captures): Signs => ({
  names: c['w'] === undefined ? list<Value>(c, 'v') : [val(c, 'w')],
  sign: String(c['s']),
});

const SIGNS: readonly RuleLine[] = [
  ['chosen.are', `${OPERANDS} ${TAKEN} s:<sign-word> ${KIND}`, signsOf],
  [
    'chosen.comparison',
    `[<circuit> (does | performs) | it is] (comparison | comparisons | operation | arithmetic) (is | are) [done] s:<sign-word>`,
    signsOf,
  ],
  [
    'chosen.treats',
    `[<circuit> | it] (treats | interprets | compares | takes) ${OPERANDS} as s:<sign-word> ${KIND}`,
    signsOf,
  ],
];

const stated = (guard: Value, { names, sign }: Signs): Statement =>
  fact('signs-when', [guard, ...names], { text: sign });

/** "When s is high … as signed, when it is low as unsigned": `it` is the signal of the first condition. */
function both(c: Captures): readonly Statement[] | null {
  const [first, second] = [val(c, 'g'), val(c, 'h')];
  const [name, more] = [...new Set(namesOf(first))];
  if (name === undefined || more !== undefined) return null;
  const own = mapValue(second, (one) => (one.k === 'noun' && one.noun === 'it' ? ref(name) : one));
  const signs = c['x'] as Signs;
  return [stated(first, signs), stated(own, { ...signs, sign: String(c['z']) })];
}

const CLAUSES: readonly RuleLine[] = [
  ['signs.when', "g:<guard> [','] x:<signs-said>", (c) => stated(val(c, 'g'), c['x'] as Signs)],
  ['signs.when-last', "x:<signs-said> [','] g:<guard>", (c) => stated(val(c, 'g'), c['x'] as Signs)],
  [
    'signs.when-each',
    "g:<guard> [','] x:<signs-said> [',' | ';'] [and | but] h:<guard> [','] y:<signs-said>",
    (c) => [stated(val(c, 'g'), c['x'] as Signs), stated(val(c, 'h'), c['y'] as Signs)],
  ],
  [
    'signs.when-both',
    `g:<guard> [','] x:<signs-said> [',' | ';'] [and | but] h:<guard> [','] [as] z:<sign-word> ${KIND}`,
    both,
  ],
  [
    'signs.when-both-last',
    `x:<signs-said> [','] g:<guard> [',' | ';'] [and | but] [as] z:<sign-word> ${KIND} h:<guard>`,
    both,
  ],
];

/** What stands beside the input that chooses: the sign for each of its levels. */
function beside(c: Captures): readonly Statement[] {
  const at = (level: Value): Value => op('==', { k: 'noun', noun: 'about' }, level);
  return [
    stated(at(val(c, 'k')), { names: [], sign: String(c['s']) }),
    stated(at(val(c, 'l')), { names: [], sign: String(c['z']) }),
  ];
}

const MEANS = "[compares | means | selects | for | is | gives | treats operands as | chooses | ':' | '=']";
const WHAT = '[comparison | comparisons | mode | arithmetic | one]';

const BESIDE: readonly RuleLine[] = [
  [
    'signs.beside',
    `<describing> k:<constant> ${MEANS} s:<sign-word> ${KIND} ${WHAT} [',' | ';'] [and] l:<constant> ${MEANS} z:<sign-word> ${KIND} ${WHAT}`,
    beside,
  ],
  [
    'signs.beside-last',
    `<describing> s:<sign-word> ${KIND} ${WHAT} (if | when | for | '(' | '=') k:<constant> [')'] [',' | ';'] [and | or] z:<sign-word> ${KIND} ${WHAT} (if | when | for | '(' | '=') l:<constant> [')']`,
    beside,
  ],
];

/** Signs of operands that an input chooses. */
export function addChosenSignRules(grammar: Grammar): void {
  addRules(grammar, 'signs-said', SIGNS);
  addRules(grammar, 'clause', [...CLAUSES, ...BESIDE]);
}
