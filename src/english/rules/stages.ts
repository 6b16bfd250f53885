import { addRules, type Captures, type Grammar, type RuleLine } from '../grammar.ts';
import type { Action, Statement } from '../statement.ts';
import { num, op, ref, type Value } from '../value.ts';
import { fact, withEdge } from './captures.ts';
import { val, vals } from './values.ts';

const REGISTER: Value = { k: 'noun', noun: 'shift register' };
const UNIT = '(stage | flip flop | stages | element | cell)';
const CONTENT = '(content | contents | value | state | output)';

/** A stage of the shift register by its place. */
const STAGES: readonly RuleLine[] = [
  ['stage.first', `first ${UNIT} [of <target>]`, () => op('stage:first', REGISTER)],
  ['stage.last', `(last | final) ${UNIT} [of <target>]`, () => op('stage:last', REGISTER)],
  ['stage.numbered', 'stage [number] n:<number>', (c) => op('stage:at', REGISTER, num(c['n'] as number))],
  [
    'stage.chosen',
    'stage (whose (number | index) is | with (number | index) | numbered | selected by | chosen by | addressed by | given by) n:<name>',
    (c) => op('stage:at', REGISTER, ref(String(c['n']))),
  ],
];

const shiftIn = (fill: Value, at: Value | null): Action => ({
  a: 'shift',
  target: REGISTER,
  dir: null,
  by: null,
  fill,
  style: null,
  ...(at === null ? {} : { at }),
});

const ACTIONS: readonly RuleLine[] = [
  [
    'act.into-first',
    `v:<atom> [<modal>] (be | is | are) (shifted | clocked | loaded | fed | moved) (into | in | to) first ${UNIT} [of <target>] and (every | each) other ${UNIT} (takes | receives | gets | copies | loads) [value of | content of | output of] (${UNIT} before it | previous ${UNIT} | its predecessor | preceding ${UNIT})`,
    (c) => shiftIn(val(c, 'v'), op('stage:first', REGISTER)),
  ],
  [
    'act.enters-stage',
    '[new] [data] [bits | bit] [from | of] v:<name> [<modal>] (enter | enters | is shifted in | are shifted in | is shifted | are shifted) [at | into | in] stage l:<number> and (move | moves | shift | shifts | proceed | travel | travels) (towards | toward | to) stage h:<number>',
    (c) => shiftIn(ref(String(c['v'])), op('stage:ends', REGISTER, num(c['l'] as number), num(c['h'] as number))),
  ],
];

/** `s1`, `s2` in a series of flip-flops: the first takes the source, each of the others the one before. */
const chained = (c: Captures): Statement | null => {
  const names = vals(c, 'v').map((one) => one as unknown as { readonly name: string; readonly width: number | null });
  const at = c['a'] as
    | { readonly edge: 'pos' | 'neg' | 'both' | null; readonly clock: Value | null; readonly reset?: unknown }
    | undefined;
  if ((c['k'] !== undefined && c['k'] !== names.length) || at?.reset !== undefined) return null;
  const actions = names.map(
    ({ name }, index): Action => ({
      a: 'set',
      target: ref(name),
      value: index === 0 ? val(c, 's') : ref(names[index - 1]?.name ?? ''),
    }),
  );
  return {
    s: 'do',
    chain: false,
    edge: at?.edge ?? 'pos',
    clock: at?.clock ?? null,
    branches: [{ guard: null, actions }],
  };
};

const SERIES = '(connected in series | in series | in chain | in row | connected as chain)';
const FLOPS = '(flip flops | d flip flops | registers | dffs)';

const CLAUSES: readonly RuleLine[] = [
  [
    'series.sample',
    `k:<number> ${FLOPS} ${SERIES} [',' | '('] v:<internals> [',' | ')'] (sample | samples | synchronize | synchronise | delay | register) s:<signal> [a:<at-edge>]`,
    chained,
  ],
  [
    'series.connected',
    `k:<number> ${FLOPS} [','] v:<internals> [','] are ${SERIES}`,
    (c) =>
      fact(
        'internal',
        vals(c, 'v').map((one) => ref((one as unknown as { readonly name: string }).name)),
      ),
  ],
  [
    'series.delays',
    '[<ordinal>] (flip flop | register | dff) v:<internals> (delays | samples | registers) s:<signal> [by (one | single) (cycle | clock cycle | clock)] [a:<at-edge>]',
    chained,
  ],
  [
    'series.through',
    `[signal | input] s:<signal> (passes | goes | is passed | is sent | runs) through n:<number> ${FLOPS} [${SERIES}] [[','] [both | all] (clocked | triggered) a:<at-edge>]`,
    (c) => through(c),
  ],
  [
    'series.through-made',
    `[signal | input] s:<signal> is (synchronized | synchronised | sampled | delayed | registered) (by | with | through | using) n:<number> ${FLOPS} [${SERIES}] [[','] [both | all] (clocked | triggered) a:<at-edge>]`,
    (c) => through(c),
  ],
];

/** How many flip-flops stand in a row, what goes into the first, and where the last one leads. */
const ROWS: readonly RuleLine[] = [
  [
    'row.stand',
    `(n:<number> | v:<name>) ${FLOPS} (stand | are) ${SERIES}`,
    (c) =>
      fact(
        'row-length',
        c['v'] === undefined ? [] : [ref(String(c['v']))],
        c['n'] === undefined ? {} : { n: c['n'] as number },
      ),
  ],
  [
    'row.first',
    'first (one | flip flop | register) (samples | takes | stores | receives | captures) v:<signal> [a:<at-edge>]',
    (c) => withEdge(c, fact('row-first', [val(c, 'v')])),
  ],
  [
    'row.last',
    '([output] t:<signal> is output of (last | final) (one | flip flop | register) | (last | final) (one | flip flop | register) drives t:<signal> | output of (last | final) (one | flip flop | register) is t:<signal>)',
    (c) => fact('row-last', [val(c, 't')]),
  ],
];

function through(c: Captures): readonly Statement[] | null {
  const at = c['a'] as { readonly reset?: unknown } | undefined;
  if (at?.reset !== undefined || val(c, 's').k !== 'name') return null;
  return withEdge(c, fact('flop-series', [val(c, 's')], { n: c['n'] as number }));
}

/** Shift registers and chains of flip-flops told by their stages. */
export function addStageRules(grammar: Grammar): void {
  addRules(grammar, 'stage', STAGES);
  const stage: RuleLine = ['atom.stage', `[${CONTENT} (of | from | at)] v:<stage>`, (c) => val(c, 'v')];
  addRules(grammar, 'atom', [stage]);
  addRules(grammar, 'atom', [
    [
      'atom.series-output',
      `${CONTENT} of n:<ordinal> (flip flop | register | stage)`,
      (c) => op('series', num(c['n'] as number)),
    ],
    [
      'atom.internal-output',
      '[q] output of [flip flop | register | dff | stage] v:<internal>',
      (c) => ref((c['v'] as { readonly name: string }).name),
    ],
    ['atom.series-last', `${CONTENT} of (last | final) (flip flop | register | stage)`, () => op('series', num(0))],
  ]);
  addRules(grammar, 'bit-end', [['end.stage', 'v:<stage>', (c) => val(c, 'v')]]);
  addRules(grammar, 'action', ACTIONS);
  addRules(grammar, 'clause', [...CLAUSES, ...ROWS]);
}
