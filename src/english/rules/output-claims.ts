import { addRules, addSeries, type Captures, type Grammar, type RuleLine } from '../grammar.ts';
import type { Action, Statement } from '../statement.ts';
import { num, op, type Value } from '../value.ts';
import { fact } from './captures.ts';
import { val, vals } from './values.ts';

const HIGH = '(1 | one | high | set | true | asserted | active | on)';
const ALWAYS = '[at (any | every | same | one | 1 | each) [given] time | at (any | every) moment | at a time | always]';

const outputs = (c: Captures): readonly Value[] =>
  c['g'] === undefined ? [op('outputs', ...(c['n'] === undefined ? [] : [num(c['n'] as number)]))] : vals(c, 'g');

const counted =
  (rel: string, limit: number) =>
  (c: Captures): Statement => ({ s: 'claim', when: null, holds: op(`ones:${rel}`, num(limit), ...outputs(c)) });

const GROUP =
  '([of] [n:<number>] (outputs | output [signals | flags | bits | lines]) | [of] [n:<number> outputs | outputs] g:<atoms-and>)';

const CLAIMS: readonly RuleLine[] = [
  [
    'claim.exactly-one',
    `${ALWAYS} [exactly | precisely | always] one ${GROUP} <modal-be> [always] ${HIGH} ${ALWAYS}`,
    counted('==', 1),
  ],
  [
    'claim.at-most-one',
    `${ALWAYS} (at most | no more than | not more than | never more than) one ${GROUP} <modal-be> ${HIGH} ${ALWAYS}`,
    counted('<=', 1),
  ],
  [
    'claim.never-both',
    `g:<atoms-and> (are | is) never (both | all) ${HIGH} ${ALWAYS}`,
    (c) => counted('<=', vals(c, 'g').length - 1)(c),
  ],
  [
    'claim.never-together',
    `g:<atoms-and> are never ${HIGH} (together | simultaneously | at same time)`,
    (c) => counted('<=', 1)(c),
  ],
];

const routed = (c: Captures): readonly Action[] | null => {
  const target = val(c, 't');
  return target.k === 'index' && target.of.k === 'name' && target.at.k === 'name'
    ? [{ a: 'set', target: target.of, value: op('route', val(c, 'v'), target.at) }]
    : null;
};

const REST_ZERO =
  "[';' | ','] [and | while] [all] [of] (other | others | remaining | rest) [of] [outputs | bits | output bits | lines] (are | stay | remain | is) [all] (0 | zero | low)";

const ROUTES: readonly RuleLine[] = [
  [
    'act.route',
    `v:<atom> [<modal>] (goes | is routed | is sent | is passed | is connected | is directed | is steered | is forwarded | appears) (to | on | at) [output | bit] t:<operand> ${REST_ZERO}`,
    routed,
  ],
  [
    'act.route-copy',
    `[output | bit] t:<operand> [<modal>] (is | equals | copies | follows | carries | gets | receives) v:<atom> ${REST_ZERO}`,
    routed,
  ],
  [
    'act.selected-exact',
    `(exactly | only) [output] bit [of t:<target>] [that is] (selected | addressed | indexed | numbered | chosen | given) by n:<atom> [<modal>] (is | be | goes) ${HIGH}`,
    (c) =>
      [
        {
          a: 'set',
          target: c['t'] === undefined ? { k: 'noun', noun: 'output' } : val(c, 't'),
          value: op('onehot', val(c, 'n')),
        },
      ] satisfies readonly Action[],
  ],
];

const choice = (c: Captures): Statement => ({
  s: 'purpose',
  claims: [],
  widths: [],
  names: vals(c, 'v').flatMap((value) => (value.k === 'name' ? [value.name] : [])),
});

const SENTENCES: readonly RuleLine[] = [
  [
    'choose.between',
    '[<subject>] (choose | chooses | select | selects | switch | switches | pick | picks) between [inputs] v:<value-list>',
    choice,
  ],
  [
    'choose.which',
    '[select] [input] v:<signal> (picks | selects | chooses | decides | determines | controls) (which | what) (input | signal | value | one | of inputs) (goes to | appears on | appears at | is passed to | drives | reaches | is connected to | is routed to) [output [<operand>]]',
    (c) => fact('selects-which', [val(c, 'v')]),
  ],
  [
    'choose.elliptic',
    'n:<constant> (picks | selects | chooses | gives | means | passes) v:<operand>',
    (c) =>
      ({
        s: 'do',
        chain: false,
        edge: null,
        branches: [
          {
            guard: op('==', { k: 'noun', noun: 'selector' }, val(c, 'n')),
            actions: [{ a: 'set', target: null, value: val(c, 'v') }],
          },
        ],
      }) satisfies Statement,
  ],
  [
    'list.no-match',
    "(if | when) <sized-target> (does not match | matches none of | is not) (any | one) [of] (these | cases | them | above | values | those | these values | listed values | these codes | codes) [above] [',']  a:<actions>",
    (c) =>
      ({
        s: 'do',
        chain: true,
        edge: null,
        branches: [{ guard: null, actions: c['a'] as readonly Action[] }],
      }) satisfies Statement,
  ],
];

/** One of several outputs and when it is 1. */
const EACH: readonly RuleLine[] = [
  ['listed-case', 't:<signal> [(if | when)] v:<condition>', (c) => [val(c, 't'), val(c, 'v')]],
];

/** "Exactly one of the outputs is 1: lt if a < b, eq if a = b, gt if a > b." */
function eachWhen(c: Captures): readonly Statement[] {
  const claim = counted('==', 1)(c);
  const told = (c['x'] as readonly (readonly [Value, Value])[]).map(
    ([target, guard]): Statement => ({
      s: 'do',
      chain: false,
      edge: null,
      branches: [1, 0].map((level) => ({
        guard: level === 1 ? guard : null,
        actions: [{ a: 'set', target, value: num(level), stative: true }],
      })),
    }),
  );
  return [claim, ...told];
}

/** What is said of several outputs at once: how many are 1, that all get one value, and which input reaches them. */
export function addOutputClaimRules(grammar: Grammar): void {
  addRules(grammar, 'modal-be', [['modal-be', '[<modal>] (is | are | be)', () => true]]);
  addRules(grammar, 'listed-case', EACH);
  addSeries(grammar, 'listed-cases', 'listed-case', ['and']);
  addRules(grammar, 'clause', [
    ...CLAIMS,
    ...SENTENCES,
    [
      'claim.one-each',
      `[always] [exactly | precisely] one ${GROUP} <modal-be> ${HIGH} (':' | '-' | ';' | ',') x:<listed-cases>`,
      eachWhen,
    ],
  ]);
  addRules(grammar, 'actions', ROUTES);
}
