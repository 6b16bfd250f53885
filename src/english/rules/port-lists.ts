import { addRules, addSeries, type Captures, type Grammar, type Reading, type RuleLine } from '../grammar.ts';
import type { Statement } from '../statement.ts';
import { num, op, ref, type Value } from '../value.ts';
import { fact } from './captures.ts';
import { val, vals } from './values.ts';

/** One port as a sentence lists it; width 0 where it says none. */
interface Item {
  readonly name: string;
  readonly width: number;
}

const itemOf = (c: Captures): Item | null => {
  const value = val(c, 'n');
  const stated = (c['w'] ?? 0) as number;
  if (value.k === 'name') return { name: value.name, width: stated };
  if (value.k !== 'slice' || value.of.k !== 'name' || value.high.k !== 'num' || value.low.k !== 'num') return null;
  const width = Math.abs(Number(value.high.value) - Number(value.low.value)) + 1;
  return stated === 0 || stated === width ? { name: value.of.name, width } : null;
};

const ITEMS: readonly RuleLine[] = [
  ['port.item', 'n:<operand>', itemOf],
  ['port.item-bits', "n:<operand> '(' [w:<number> (bit | bits) [wide]] [','] [<port-kind>] ')'", itemOf],
  ['port.item-wide', 'w:<number> (bit | bits) [wide] [<port-kind>] n:<operand>', itemOf],
  [
    'port.item-range',
    "'[' h:<number> ':' l:<number> ']' n:<operand>",
    (c) => itemOf({ ...c, w: Math.abs((c['h'] as number) - (c['l'] as number)) + 1 }),
  ],
];

const KINDS =
  'clock|reset|clock signal|reset signal|number|numbers|signal|signals|vector|vectors|operand|operands|bus|value|values|word|data|single bit|select|control|enable|carry in|carry out|sum|difference|result|data word';

const GROUPS: readonly RuleLine[] = [
  [
    'port.group',
    "[k:<number>] [w:<number> (bit | bits) [wide] | single bit] [signed:(signed) | unsigned] [data | control] d:<port-direction> [port | ports | signal | signals | pin | pins] [':' | is | are | named | called | namely | ','] [<port-kind>] i:<port-list>",
    groupOf,
  ],
  [
    'port.group-counted',
    '[only] k:<number> [w:<number> (bit | bits) [wide] | one:(single bit)] [unsigned] [data | control] d:<port-direction> [port | ports | signal | signals | pin | pins]',
    (c) => [
      op(`ports:${String(c['d'])}`, num(c['k'] as number), num(c['one'] === true ? 1 : ((c['w'] ?? 0) as number))),
    ],
  ],
];

/** The ports of one group; null where their number is not the one that is said. */
function groupOf(c: Captures): readonly Value[] | null {
  const items = c['i'] as readonly Item[];
  const said = (c['k'] ?? items.length) as number;
  if (said !== items.length) return null;
  const width = (c['w'] ?? 0) as number;
  const kind = c['signed'] === true ? 'signed' : 'port';
  return items.map((item) =>
    op(`${kind}:${String(c['d'])}`, ref(item.name), num(item.width === 0 ? width : item.width)),
  );
}

const SUBJECT =
  '(it | <circuit> | module | circuit | design | block | unit | component | device | interface | <self> | there | gate | register)';
const VERB =
  '(has | have | takes | take | accepts | receives | with | consists of | is | are | uses | possesses | features | provides | includes | offers)';

const CLAUSES: readonly RuleLine[] = [
  [
    'ports.listed',
    `[[${SUBJECT}] [<modal>] ${VERB}] [following] [ports] [':'] v:<listed-groups>`,
    (c): Statement => fact('ports', vals(c, 'v')),
  ],
  [
    'ports.role',
    'i:<port-list> (is | are) [both | all] [w:<number> bit] d:<port-direction> [port | ports | signal | signals]',
    (c) => {
      const values = groupOf({ ...c, k: undefined });
      return values === null ? null : fact('ports', values);
    },
  ],
];

/** Sentences that list the ports, which must be those of the interface. */
export function addPortListRules(grammar: Grammar): void {
  for (const kind of KINDS.split('|')) addRules(grammar, 'port-kind', [['port-kind', kind, () => true]]);
  addRules(grammar, 'port-direction', [
    ['port.in', '(input | inputs)', () => 'input'],
    ['port.out', '(output | outputs)', () => 'output'],
  ]);
  addRules(grammar, 'port-item', ITEMS);
  addSeries(grammar, 'port-items', 'port-item', ['and']);
  addRules(grammar, 'port-list', [
    ['port-list.one', 'i:<port-item>', (c) => [c['i']]],
    ['port-list.many', 'i:<port-items>', (c) => c['i']],
  ]);
  addRules(grammar, 'listed-group', GROUPS);
  addRules(grammar, 'port-joint', [
    [
      'port-joint',
      "(',' | ';' | and | with | as well as | plus | [','] and | [','] [and] [also] (has | have | produces | provides | gives | generates | drives | with | takes | returns))",
      () => true,
    ],
  ]);
  grammar.natives.set('listed-groups', (_tokens, at, read) => {
    // Dearer than the claims that count and size ports, which say the same where both read a sentence.
    const open: Reading[] = read('listed-group', at).map((one) => ({ ...one, cost: one.cost + 0.05 }));
    for (let index = 0; index < open.length && index < 60; index += 1) {
      const head = open[index];
      if (head === undefined) break;
      for (const joint of read('port-joint', head.end))
        for (const next of read('listed-group', joint.end))
          open.push({
            value: [...(head.value as readonly Value[]), ...(next.value as readonly Value[])],
            end: next.end,
            cost: head.cost + next.cost,
            rules: [...head.rules, ...next.rules],
          });
    }
    return open;
  });
  addRules(grammar, 'clause', CLAUSES);
}
