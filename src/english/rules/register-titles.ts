import { addRules, type Captures, type Grammar, type RuleLine } from '../grammar.ts';
import type { Statement } from '../statement.ts';
import { num, type Value } from '../value.ts';
import { fact } from './captures.ts';

/** A title that sentences must bear out: what it calls the circuit, and the sizes it gives. */
const titled =
  (text: string) =>
  (c: Captures): Statement =>
    fact('titled', sizesOf(c), { text, ...(c['n'] === undefined ? {} : { n: c['n'] as number }) });

/** Widths of ports that the title names. */
const sizesOf = (c: Captures): readonly Value[] =>
  ['w', 'm'].flatMap((name) => (c[name] === undefined ? [] : [num(c[name] as number)]));

const STAGED = '[[n:<number> stage] | [n:<number> flip flop] | [n:<number> register]]';
const WIDE = '[w:<number> bit [wide]]';
const TAIL = "[[','] [named | called] <self>] [<interface-tail>]";
const EDGE = '(edge | edges | transition | transitions)';

const TITLES: readonly (readonly [string, string])[] = [
  [`${STAGED} [input] (synchronizer | synchroniser | synchronizer chain)`, 'stages'],
  [`${STAGED} ${WIDE} (delay line | delay circuit | pipeline | pipeline register)`, 'stages'],
  [`${WIDE} (change detector | any edge detector | both edge detector | dual edge detector)`, 'any'],
  [`${WIDE} (rising | positive) edge detector`, 'rise'],
  [`${WIDE} (falling | negative) edge detector`, 'fall'],
  [`${WIDE} edge detector`, 'edge'],
  ['(synchronizer | synchroniser) with rising edge detection', 'rise'],
  ['(synchronizer | synchroniser) with falling edge detection', 'fall'],
  [
    '(serial to parallel converter | deserializer | deserialiser) [(that collects | of | for) w:<number> (bits | bit words)]',
    'register',
  ],
  ['(parallel to serial converter | serializer | serialiser) [(for | of) w:<number> (bits | bit words)]', 'register'],
  ['[data] width converter from w:<number> [bits] to m:<number> bits', 'register'],
];

/** Circuits told by what they do; the verb is a claim as the noun is. */
const VERBS: readonly RuleLine[] = [
  [
    'title.delays',
    `<make> <circuit-word> [<self>] (that | which) (delays | delay) [${WIDE} (signal | input | value | data) | <name>] by n:<number> (clock cycle | clock cycles | cycle | cycles | clocks)`,
    titled('stages'),
  ],
  ['title.stages', `<make> <circuit-word> [<self>] with n:<number> pipeline (stage | stages)`, titled('stages')],
  [
    'title.detects-rise',
    `<circuit> [<modal>] (detects | detect) (rising | positive) ${EDGE} (of | on) <name>`,
    titled('rise'),
  ],
  [
    'title.detects-fall',
    `<circuit> [<modal>] (detects | detect) (falling | negative) ${EDGE} (of | on) <name>`,
    titled('fall'),
  ],
  [
    'title.detects-any',
    `<circuit> [<modal>] (detects | detect) ((any | both | all) ${EDGE} (of | on) | changes (of | on | in)) <name>`,
    titled('any'),
  ],
];

/** Names of clocked circuits that the sentences below them tell. */
export function addRegisterTitleRules(grammar: Grammar): void {
  for (const [pattern, text] of TITLES)
    addRules(grammar, 'clause', [
      [`title.${text}`, `<make> [<self> [',' | ':']] ${pattern} [for (one | single) signal] ${TAIL}`, titled(text)],
    ]);
  addRules(grammar, 'clause', VERBS);
}
