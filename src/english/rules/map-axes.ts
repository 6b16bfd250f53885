import { addRules, type Captures, type Grammar, type RuleLine } from '../grammar.ts';
import type { Feature, Statement } from '../statement.ts';
import type { Value } from '../value.ts';
import { val, vals } from './values.ts';

const LABELLED =
  '(is | are) (labelled | labeled | indexed | marked | numbered | given | headed) (with | by) [values of | codes of | inputs | variables]';
const STAND = `(${LABELLED} | (give | stand for | show | list | correspond to | are for | belong to) [values of | inputs | variables])`;

const axis = (f: string, values: readonly Value[]): Feature => ({ f, values });

/** What the columns and the rows of a Karnaugh map stand for, most significant first. */
function axes(c: Captures): Statement {
  return {
    s: 'part',
    nouns: ['karnaugh'],
    claims: [
      ...(c['l'] === undefined ? [] : [axis('map-columns', vals(c, 'l'))]),
      ...(c['r'] === undefined ? [] : [axis('map-rows', vals(c, 'r'))]),
    ],
  };
}

const MAP =
  '([below | following | above | given | shown] (karnaugh map | k map | kmap | map) [below | above | shown below])';

const SENTENCES: readonly RuleLine[] = [
  [
    'map.columns-rows',
    `[in ${MAP} [',']] columns ${STAND} l:<axis> [',' | ';'] [and | while] rows [${STAND} | for | (with | by) [values of | codes of]] r:<axis>`,
    axes,
  ],
  [
    'map.rows-columns',
    `[in ${MAP} [',']] rows ${STAND} r:<axis> [',' | ';'] [and | while] columns [${STAND} | for | (with | by) [values of | codes of]] l:<axis>`,
    axes,
  ],
  [
    'map.across',
    `[${MAP} (shows | gives | has) [required] [output] [<signal>] [','] [with]] l:<axis> (across | along) top and r:<axis> (down | along) [left] side`,
    axes,
  ],
  [
    'map.belongs',
    `${MAP} (belongs to | is that of | is for | describes | shows | defines | gives | specifies) [required] [boolean | logic] (function | output | function of output) f:<signal> [of n:<number> (variables | inputs)]`,
    (c): Statement => ({
      s: 'part',
      nouns: ['karnaugh'],
      claims: [
        axis('output-names', [val(c, 'f')]),
        ...(c['n'] === undefined ? [] : [{ f: 'variables', n: c['n'] as number }]),
      ],
    }),
  ],
];

/** Sentences about the axes of Karnaugh maps, which must be those that the map shows. */
export function addMapAxisRules(grammar: Grammar): void {
  addRules(grammar, 'axis', [
    ['axis.list', 'v:<value-list>', (c) => vals(c, 'v')],
    ['axis.one', 'v:<atom>', (c) => [val(c, 'v')]],
  ]);
  addRules(grammar, 'clause', SENTENCES);
}
