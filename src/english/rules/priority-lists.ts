import { addRules, type Captures, type Grammar, type RuleLine } from '../grammar.ts';
import type { Statement } from '../statement.ts';
import type { Value } from '../value.ts';
import { val, vals } from './values.ts';

/** "The priority is clr, then load, then en": each goes before all that follow it. */
function ranked(c: Captures): readonly Statement[] | null {
  const names = [val(c, 'f'), ...vals(c, 'r')];
  const isPlain = names.every((name) => name.k === 'name');
  const isOnce = new Set(names.map((name) => JSON.stringify(name))).size === names.length;
  if (!isPlain || !isOnce) return null;
  return names.slice(0, -1).map((first, at): Statement => ({ s: 'priority', first, over: names.slice(at + 1) }));
}

const NEXT: readonly RuleLine[] = [
  ['ranked.last', "(',' | [','] (before | over | '>' | and)) s:<signal>", (c) => [val(c, 's')]],
  [
    'ranked.more',
    "(',' | [','] (before | over | '>')) s:<signal> r:<ranked-rest>",
    (c): readonly Value[] => [val(c, 's'), ...vals(c, 'r')],
  ],
];

const ORDER =
  '([order of] (priority | priorities) [order] [from highest to lowest | of [control] (inputs | signals)] | (priority | precedence) order | order of (priority | precedence))';

/** The order in which inputs win over each other, as a list. */
export function addPriorityListRules(grammar: Grammar): void {
  addRules(grammar, 'ranked-rest', NEXT);
  addRules(grammar, 'clause', [
    ['priority.list', `${ORDER} [is | are] [':'] [first] f:<signal> r:<ranked-rest>`, ranked],
    [
      'priority.has-over',
      'f:<signal> (goes | comes) before r:<signal> in priority',
      (c) => ranked({ ...c, r: [c['r']] }),
    ],
  ]);
}
