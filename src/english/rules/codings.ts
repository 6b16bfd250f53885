import { addRules, type Captures, type Grammar, type RuleLine } from '../grammar.ts';
import { fact } from './captures.ts';

const WHAT =
  '[m:<number> bit] [current | present] (count | counter [value | state | output] | value | number | position | address | pointer | index | state | output | result | code | word)';
const GRAY = '(gray code | gray coding | gray encoding | reflected binary code)';

const gray = (c: Captures) => {
  const said = [c['n'], c['m']].flatMap((bits) => (typeof bits === 'number' ? [bits] : []));
  return new Set(said).size > 1
    ? null
    : fact('coded', [], { text: 'gray', ...(said[0] === undefined ? {} : { n: said[0] }) });
};

/** How the value of a port is written, told beside it. */
const CODINGS: readonly RuleLine[] = [
  ['coded.gray-in', `<describing-output> ${WHAT} (in | as) [n:<number> bit] ${GRAY}`, gray],
  ['coded.gray', `<describing-output> [n:<number> bit] (gray coded | gray code encoded | gray encoded) ${WHAT}`, gray],
  ['coded.gray-alone', `<describing-output> [n:<number> bit] ${GRAY} [output | value | word]`, gray],
  ['coded.gray-of', `<describing-output> [n:<number> bit] ${GRAY} (of | for) ${WHAT}`, gray],
];

const shown = (kind: 'rise' | 'fall') => () => fact('edges-shown', [], { text: kind });

const SHOWN =
  '[one cycle | single cycle] [pulse | pulses | flag | flags | 1 | set] [for | on | at | after | with] [each | every | all] [detected | seen]';

/** Edges that an output shows, told beside it. */
const EDGES: readonly RuleLine[] = [
  [
    'edges-shown.rise',
    `<describing-output> ${SHOWN} (rising | positive) (edge | edges) [detected | seen]`,
    shown('rise'),
  ],
  [
    'edges-shown.fall',
    `<describing-output> ${SHOWN} (falling | negative) (edge | edges) [detected | seen]`,
    shown('fall'),
  ],
];

/** Codes that values are written in. */
export function addCodingRules(grammar: Grammar): void {
  addRules(grammar, 'clause', [...CODINGS, ...EDGES]);
}
