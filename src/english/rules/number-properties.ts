import { addRules, type Captures, type Grammar, type RuleLine } from '../grammar.ts';
import { num, op, type Value } from '../value.ts';
import { val, vals } from './values.ts';

/** A property of numbers as an operator; the engine spells it out over the values that the operand has. */
const kind = (name: string, ...args: readonly Value[]): Value => op(`kind:${name}`, ...args);

const PROPERTIES: readonly RuleLine[] = [
  ['number.prime', 'prime [number | numbers]', () => kind('prime')],
  ['number.composite', 'composite [number]', () => kind('composite')],
  ['number.even', 'even [number]', () => kind('even')],
  ['number.odd', 'odd [number]', () => kind('odd')],
  [
    'number.multiple',
    '(multiple of | divisible by | evenly divisible by) n:<number>',
    (c) => kind('multiple', numberOf(c)),
  ],
  ['number.power', 'power of (2 | two)', () => kind('power')],
  ['number.square', '[perfect] square', () => kind('square')],
  ['number.bcd', '[valid] bcd (digit | code | value | number)', () => kind('bcd')],
  ['number.digit', '[valid] decimal digit', () => kind('bcd')],
  ['number.fibonacci', 'fibonacci number', () => kind('fibonacci')],
];

const numberOf = (c: Captures): Value => num(c['n'] as number);

/** The property said of a value, with the numbers a bracket lists for it. */
function said(c: Captures, isNegated: boolean): Value | null {
  const property = val(c, 'p');
  if (property.k !== 'op') return null;
  const listed = vals(c, 'l');
  const whole = op(property.op, val(c, 'v'), ...property.args, ...(listed.length > 0 ? [op('list', ...listed)] : []));
  return isNegated ? op('u!', whole) : whole;
}

const LISTED = "[[','] ['('] [ie] [','] l:<constants-or> [')']]";

const COMPARISONS: readonly RuleLine[] = [
  ['cond.property', `[value of] [number [on]] v:<atom> is p:<number-property> ${LISTED}`, (c) => said(c, false)],
  ['cond.no-property', '[value of] [number [on]] v:<atom> is not p:<number-property>', (c) => said(c, true)],
  [
    'cond.numbers-appear',
    `(v:<constants-or> | v:<one-constant>) (appears | appear | is applied | is present | are applied) [on inputs | at inputs | on input]`,
    (c) => appears(c),
  ],
  [
    'cond.inputs-number',
    '(inputs | input [value] | input number | input code | number on inputs) (is | are | represent | represents | equals | equal [to] | form | forms) [one of] [numbers | number | values] (v:<constants-or> | v:<one-constant>)',
    (c) => appears(c),
  ],
];

const appears = (c: Captures): Value => op('appears', ...vals(c, 'v'));

/** Conditions on a value as a number: prime, even, a multiple, a valid digit; and numbers that appear on the inputs. */
export function addNumberPropertyRules(grammar: Grammar): void {
  addRules(grammar, 'number-property', PROPERTIES);
  addRules(grammar, 'comparison', COMPARISONS);
  addRules(grammar, 'one-constant', [['one-constant', 'v:<constant>', (c) => [c['v']]]]);
  addRules(grammar, 'predicate', [
    ['pred.below', '(below | under) v:<atom>', (c) => ({ op: '<', value: val(c, 'v') })],
    ['pred.above', '(above | over) v:<atom>', (c) => ({ op: '>', value: val(c, 'v') })],
  ]);
}
