import { addRules, addSeries, type Captures, type Grammar, type RuleLine } from '../grammar.ts';
import type { Statement } from '../statement.ts';
import { op, type Value } from '../value.ts';
import { val, vals } from './values.ts';

interface Level {
  readonly op: string;
}

const level = (c: Captures): string => (c['p'] as Level).op;
const all = (values: readonly Value[]): Value => values.reduce((left, right) => op('&&', left, right));

/** A signal with its value, without a verb: `en=1`, `en high`, `sel at 2`, `both a and b low`. */
const SETTINGS: readonly RuleLine[] = [
  ['setting.symbol', "l:<target> ('=' | '==') r:<atom>", (c) => op('==', val(c, 'l'), val(c, 'r'))],
  [
    'setting.level',
    'l:<signal> [at | being | held | still | already] p:<level-word>',
    (c) => op(level(c), val(c, 'l')),
  ],
  [
    'setting.value',
    '[input] l:<signal> (at | being | equal to | set to) r:<constant>',
    (c) => op('==', val(c, 'l'), val(c, 'r')),
  ],
  [
    'setting.all',
    '[both | all [of]] v:<atoms-and> [both | all] [being | at] p:<level-word>',
    (c) => all(vals(c, 'v').map((one) => op(level(c), one))),
  ],
  [
    'setting.all-value',
    '[both | all [of]] v:<atoms-and> (equal to | both | all | both being | all being) r:<constant>',
    (c) => all(vals(c, 'v').map((one) => op('==', one, val(c, 'r')))),
  ],
];

/** Conditions without a verb, behind `with` or in front of a colon. */
export function addSettingRules(grammar: Grammar): void {
  addRules(grammar, 'setting', SETTINGS);
  addSeries(grammar, 'setting-series', 'setting', ['and']);
  addRules(grammar, 'settings', [
    ['settings.one', 'v:<setting>', (c) => val(c, 'v')],
    ['settings.many', 'v:<setting-series>', (c) => all(vals(c, 'v'))],
  ]);
  addRules(grammar, 'guard', [
    ['guard.with-settings', '(with | for | under | given | at) v:<settings>', (c) => val(c, 'v')],
    ['guard.when-settings', '(when | while | if) v:<settings>', (c) => (isSymbolic(val(c, 'v')) ? null : val(c, 'v'))],
  ]);
  addRules(grammar, 'clause', [
    [
      'do.settings',
      "g:<settings> (':' | '->' | '=>') x:<actions>",
      (c) =>
        ({
          s: 'do',
          chain: false,
          edge: null,
          branches: [{ guard: val(c, 'g'), actions: c['x'] as never }],
        }) satisfies Statement,
    ],
  ]);
}

/** `a=1` is a condition by other rules already. */
const isSymbolic = (value: Value): boolean =>
  value.k === 'op' && (value.op === '==' || (value.op === '&&' && value.args.some((arg) => isSymbolic(arg))));
