import { addRules, type Captures, type Grammar, type RuleLine } from '../grammar.ts';
import { num, op, type Value } from '../value.ts';
import { fact } from './captures.ts';
import { val } from './values.ts';

const CASES = '(cases | situations | conditions)';

const firstCases = (n: number | null): Value => op('first-cases', ...(n === null ? [] : [num(n)]));

/** Cases of the sentence before, by their place in it. */
const GUARDS: readonly RuleLine[] = [
  ['guard.first-cases', `in [either of] first n:<number> ${CASES}`, (c) => firstCases(c['n'] as number)],
  ['guard.first-case', 'in first (case | situation)', () => firstCases(1)],
  ['guard.these-cases', `in (either of these | any of these | these n:<number> | these) ${CASES}`, theseCases],
];

function theseCases(c: Captures): Value {
  return c['n'] === undefined ? firstCases(null) : op('first-cases', num(c['n'] as number), num(c['n'] as number));
}

const OUT = '(does not fit | did not fit | cannot be represented | is not representable | is out of range)';

const LIMITED = '(saturated | clamped | limited | saturating)';
const NUMBER = '(sum | difference | product | result | value | output | number)';

/** Results that stay at the end of their range, and flags that say so. */
export function addLimitRules(grammar: Grammar): void {
  addRules(grammar, 'guard', GUARDS);
  addRules(grammar, 'comparison', [
    [
      'limit.misfit',
      `v:<result-noun> ${OUT} [(in | into | as | within) n:<number> (bits | bit) [number | numbers | value]]`,
      (c) => (isWhole(val(c, 'v')) ? op('misfit', val(c, 'v'), ...size(c)) : null),
    ],
  ]);
  addRules(grammar, 'clause', [
    ['limit.beside', `<describing-output> ${LIMITED} ${NUMBER}`, () => fact('limited')],
    [
      'limit.sum-beside',
      `<describing-output> ${LIMITED} ${NUMBER} [','] [as] s:<sign-word> [number]`,
      (c) => [fact('limited'), fact(String(c['s']))],
    ],
  ]);
}

const size = (c: Captures): readonly Value[] => (c['n'] === undefined ? [] : [num(c['n'] as number)]);

const isWhole = (value: Value): boolean => value.k === 'op' && value.op === 'whole';
