import { addRules, type Captures, type Grammar, type RuleLine } from '../grammar.ts';
import { op, type Value } from '../value.ts';
import { fact, opt } from './captures.ts';

/** The multiplier (whose bits are looked at) and the multiplicand (what is added), where a sentence names them. */
const roles = (c: Captures) => {
  const named = (name: string): readonly Value[] => {
    const value = opt(c, name);
    return value === null ? [] : [value];
  };
  return fact('partial-products', [op('bits-of', ...named('b')), op('added', ...named('a'))]);
};

const MULTIPLIER = "([multiplier] b:<signal> | multiplier ['(' b:<signal> ')'])";
const MULTIPLICAND = "([multiplicand] a:<signal> | multiplicand ['(' a:<signal> ')'])";
const SUM = '(partial sum | partial product | [running] (sum | product) | accumulated (sum | product) | result)';
const PLACE =
  '(position | index | weight | place) of that bit | (corresponding | matching) [bit] position | its [bit] (position | index | weight)';

const SENTENCES: readonly RuleLine[] = [
  [
    'product.added-shifted',
    `for (each | every) [set] bit (of | in) ${MULTIPLIER} [that is (1 | set [to 1] | set ['(' 1 ')'])] [','] (copy of ${MULTIPLICAND} | ${MULTIPLICAND}) [is] shifted [to] left by (${PLACE}) [and | is] added to ${SUM}`,
    roles,
  ],
  [
    'product.added-at',
    `for (each | every) (set bit | bit [of ${MULTIPLIER}] that is (1 | set | set [to 1] | set '(' 1 ')')) [of ${MULTIPLIER}] [','] ${MULTIPLICAND} is added to ${SUM} at (corresponding | matching) [shifted | bit] position`,
    roles,
  ],
  [
    'product.iterates',
    `(algorithm | method | module | loop | it) (iterates | goes | loops | runs | steps) (through | over) (each | every | all) (bit | bits) of ${MULTIPLIER}`,
    roles,
  ],
  [
    'product.until-all',
    `(process | this | iteration | it) (continues | is repeated | repeats) until all bits of ${MULTIPLIER} have been (processed | handled | examined)`,
    roles,
  ],
  [
    'product.moves-on',
    `after each addition [','] ${MULTIPLICAND} is [logically] shifted [to] left by (one [bit] | 1 [bit]) [to prepare for next addition]`,
    roles,
  ],
  [
    'product.method',
    `[it | <circuit>] (uses | performs multiplication [of a:<signal> and b:<signal>] using | is based on | implements) (shift and add | shift add | shifting and adding) (method | algorithm | operations | approach)`,
    roles,
  ],
];

/** How a multiplier adds shifted copies of one operand: true of every unsigned product of these operands. */
export function addProductRules(grammar: Grammar): void {
  addRules(grammar, 'clause', SENTENCES);
}
