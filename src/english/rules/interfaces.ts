import { addRules, addSeries, type Captures, type Grammar, type RuleLine } from '../grammar.ts';
import type { Branch, Feature, Statement } from '../statement.ts';
import type { Value } from '../value.ts';
import { list } from './captures.ts';
import { val } from './values.ts';

/** Ports as a text speaks of them: direction, how many, how wide, and by which names. */
const portsSaid = (c: Captures): Feature => ({
  f: 'ports',
  ...(c['k'] === undefined ? {} : { word: String(c['k']) }),
  ...(c['n'] === undefined ? {} : { n: c['n'] as number }),
  ...(c['w'] === undefined ? {} : { m: c['w'] as number }),
  ...(c['v'] === undefined ? {} : { values: list<Value>(c, 'v') }),
});

const NOUN =
  '[vector | vectors | port | ports | signal | signals | bus | buses | line | lines | pin | pins | bit | bits]';
const ADJECTIVE =
  '[separate | single | individual | additional | other | data | control | select | binary | digital | unsigned]';

const GROUPS: readonly RuleLine[] = [
  [
    'ports.directed',
    `[n:<number>] ${ADJECTIVE} [w:<number> bit [wide]] ${ADJECTIVE} k:<port-way> ${NOUN} [',' | ':'] [named | called] [v:<port-names>]`,
    portsSaid,
  ],
  [
    'ports.wide',
    `n:<number> k:<port-way> ${NOUN} (of | with) w:<number> bits [each] [',' | ':'] [v:<port-names>]`,
    portsSaid,
  ],
  [
    'ports.numbers',
    `[n:<number>] ${ADJECTIVE} w:<number> bit [wide] ${ADJECTIVE} (number | numbers | vector | vectors | word | words | value | values | operands | bus | buses) [',' | ':'] [named | called] v:<port-names>`,
    portsSaid,
  ],
];

const NAMES: readonly RuleLine[] = [
  ['port-names.one', 'v:<operand>', (c) => named([val(c, 'v')])],
  ['port-names.many', 'v:<port-name-series>', (c) => named(list<Value>(c, 'v'))],
  ['port-names.bracket', "'(' v:<port-names> ')'", (c) => c['v']],
];

/** Names with or without their whole range. */
function named(values: readonly Value[]): readonly Value[] | null {
  return values.every((value) => value.k === 'name' || (value.k === 'slice' && value.of.k === 'name')) ? values : null;
}

const WAYS: readonly RuleLine[] = [
  ['way.input', '(input | inputs)', () => 'input'],
  ['way.output', '(output | outputs)', () => 'output'],
];

const claims = (c: Captures): readonly Feature[] => [
  ...(c['k'] === true ? [{ f: 'machine', word: 'combinational' }] : []),
  ...list<Feature>(c, 'p'),
  ...list<Feature>(c, 'q'),
];

const part = (c: Captures): Statement => ({ s: 'part', nouns: [], claims: claims(c) });

const does = (c: Captures): readonly Statement[] => [
  part(c),
  { s: 'do', chain: false, edge: null, branches: list<Branch>(c, 'b') },
];

const SUBJECT =
  '[k:([purely] combinational)] [logic | digital | simple] (circuit | module | system | network | block | design | unit | function)';
const HAVING = "[','] (that has | which has | with | having | that takes | which takes | that receives | that accepts)";
const GIVING =
  "[','] (and | [and] (that | which) (produces | generates | gives | outputs | drives | has) | [and] (produces | producing | generates | outputs | drives | gives | giving | has))";

const CLAUSES: readonly RuleLine[] = [
  ['ports.make', `<make> ${SUBJECT} ${HAVING} p:<ports-said> [${GIVING} q:<ports-said>]`, part],
  [
    'ports.has',
    `(<circuit> | ${SUBJECT} | it | there (is | are)) [<modal>] [has | have | takes | accepts | receives] p:<ports-said> [${GIVING} q:<ports-said>] [','] [each [of which] [is] (driven | produced | made) by [one | single | different] [logic] gate]`,
    (c) => part(c),
  ],
  [
    'ports.make-doing',
    `[<make>] ${SUBJECT} ${HAVING} p:<ports-said> [','] [that | which] [<modal>] b:<branches>`,
    does,
  ],
  [
    'ports.drives',
    '[<make>] [~drive] p:<ports-said> (from | drive | drives | drives | determine | control) q:<ports-said>',
    part,
  ],
];

/** What sentences say of the interface: ports they count, size and name, which the interface must bear out. */
export function addInterfaceRules(grammar: Grammar): void {
  addRules(grammar, 'port-way', WAYS);
  addRules(grammar, 'port-names', NAMES);
  addSeries(grammar, 'port-name-series', 'operand', ['and', '&']);
  addRules(grammar, 'port-group', GROUPS);
  addSeries(grammar, 'port-group-series', 'port-group', ['and', 'plus']);
  addRules(grammar, 'ports-said', [
    ['ports-said.one', 'g:<port-group>', (c) => [c['g']]],
    ['ports-said.many', 'g:<port-group-series>', (c) => c['g']],
  ]);
  addRules(grammar, 'clause', CLAUSES);
}
