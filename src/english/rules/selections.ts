import { addRules, type Captures, type Grammar } from '../grammar.ts';
import type { Action, Statement } from '../statement.ts';
import { num, op, type Value } from '../value.ts';
import { fact, opt, otherwise } from './captures.ts';
import { val } from './values.ts';

/** Multiplexers: which select value chooses what. */
export function addSelectionRules(grammar: Grammar): void {
  const choose = (c: Captures): Statement => ({
    s: 'do',
    chain: false,
    edge: null,
    branches: [{ guard: val(c, 'g'), actions: [{ a: 'set', target: null, value: val(c, 'v') }] }],
  });
  addRules(grammar, 'clause', [
    [
      'select.by-value',
      'g:<comparison> [<modal>] (chooses | selects | select | choose | outputs | gives | passes | means | picks) [bit | bits | input] v:<atom>',
      choose,
    ],
    ['series.etc', '(etc | and so on | so on | so forth | and so forth)', () => fact('etc')],
    [
      'select.unused',
      "for [all] [other] (unused | remaining | other | unspecified | invalid) (cases | values | inputs | codes) '(' n:<name> '=' l:<number> (to | '-' | through) h:<number> ')' [','] a:<actions>",
      unused,
    ],
    [
      'select.other',
      "for (all | any) other (cases | values [of <target>] | inputs | combinations) [','] a:<actions>",
      otherwise,
    ],
    [
      'select.packed',
      '(n:<number> inputs | n:<number> m:<number> bit inputs | n:<number> m:<number> bit wide inputs) are [all] packed [together] into [single] w:<number> bit [wide] [input] vector',
      (c) =>
        fact('packed', [num(c['w'] as number), ...(c['m'] === undefined ? [] : [num(c['m'] as number)])], {
          n: c['n'] as number,
        }),
    ],
  ]);
  addRules(grammar, 'action', [
    [
      'act.set-bits',
      '(~set | ~drive) all [output] bits [of t:<target>] to v:<constant>',
      (c) => ({ a: 'set', target: opt(c, 't'), value: allBits(val(c, 'v')) }) satisfies Action,
    ],
  ]);
}

const allBits = (value: Value): Value =>
  value.k === 'num' && (value.value === '0' || value.value === '1')
    ? { k: 'fill', bit: value.value === '1' ? 1 : 0 }
    : value;

function unused(captures: Captures): Statement {
  const name: Value = { k: 'name', name: String(captures['n']) };
  const guard = op('&&', op('>=', name, num(captures['l'] as number)), op('<=', name, num(captures['h'] as number)));
  return { s: 'do', chain: false, edge: null, branches: [{ guard, actions: captures['a'] as readonly Action[] }] };
}
