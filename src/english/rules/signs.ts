import { addRules, type Captures, type Grammar } from '../grammar.ts';
import type { Statement } from '../statement.ts';
import { op } from '../value.ts';
import { fact } from './captures.ts';
import { val, vals } from './values.ts';

const KIND =
  '(numbers | number | values | value | integers | integer | quantities | operands | operand | inputs | input)';

const signs =
  (names: string | null) =>
  (c: Captures): Statement =>
    fact(String(c['s']), names === null ? [] : vals(c, names));

const NOTATION =
  "t:(in (two 's complement | 2 's complement | twos complement) [form | format | notation | representation | encoding])";

/** "The operands a and b are signed 8-bit numbers in two's complement." */
function sizedSigns(c: Captures): readonly Statement[] | null {
  if (c['t'] === true && c['s'] !== 'signed') return null;
  const names = vals(c, 'v');
  const widths = c['n'] === undefined ? [] : names.map((name) => fact('has-width', [name], { n: c['n'] as number }));
  return [fact(String(c['s']), names), ...widths];
}

/** What the text says of signs: which numbers are two's complement. */
export function addSignRules(grammar: Grammar): void {
  addRules(grammar, 'sign-word', [
    [
      'sign.signed',
      "(signed | two 's complement | twos complement | 2 's complement | two complement | signed two 's complement | signed 2 's complement)",
      () => 'signed',
    ],
    ['sign.unsigned', '(unsigned | non negative)', () => 'unsigned'],
  ]);
  addRules(grammar, 'clause', [
    [
      'signs.treat',
      `(treat | interpret | consider) [both] v:<targets> as s:<sign-word> [binary] [${KIND}]`,
      signs('v'),
    ],
    [
      'signs.treat-all',
      `(treat | interpret | consider) [all | both] [two] (operands | inputs | numbers | values) as s:<sign-word> [binary] [${KIND}]`,
      signs(null),
    ],
    [
      'signs.are',
      `[both] [operands | inputs | numbers | values] v:<targets> are [both | all] [treated as | interpreted as | taken as | considered] s:<sign-word> [n:<number> bit] [binary] [${KIND}] [${NOTATION}]`,
      sizedSigns,
    ],
    [
      'signs.is',
      `v:<target> is [treated as | interpreted as | taken as | considered] s:<sign-word> [binary] [${KIND}]`,
      (c: Captures) => fact(String(c['s']), [val(c, 'v')]),
    ],
    [
      'signs.all',
      `[all | both] [two] (operands | inputs | numbers | values | input values) are [treated as | interpreted as | taken as | considered] [in] s:<sign-word> [binary] [${KIND}]`,
      signs(null),
    ],
    [
      'signs.comparison',
      '(comparison | comparisons | multiplication | arithmetic) (is | are) s:<sign-word>',
      signs(null),
    ],
    [
      'signs.description',
      `[first | second | left | right | <number> bit] s:<sign-word> [binary] ${KIND} [a | b]`,
      signs(null),
    ],
  ]);
  addRules(grammar, 'comparison', [
    ['signs.negative', 'v:<atom> <be> negative', (c) => op('negative', val(c, 'v'))],
    [
      'signs.not-negative',
      'v:<atom> <be> (not negative | non negative | zero or positive)',
      (c) => op('u!', op('negative', val(c, 'v'))),
    ],
  ]);
}
