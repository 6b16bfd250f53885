import { addRules, type Captures, type Grammar, type RuleLine } from '../grammar.ts';
import { type Feature, NO_RESET_FACTS, type ResetFacts, type Statement } from '../statement.ts';
import type { Value } from '../value.ts';
import { fact, opt } from './captures.ts';

const COMPLEMENT = "(2 's | two 's | twos | two)";
const ENDS = '(e:<number-end> [bit | bits] first | (beginning | starting) with e:<number-end> [bit])';
const PACE =
  "['('] [',' | at] (one bit (per | in each | in every | every | at each | at every | each) (clock cycle | clock | cycle | clock edge) | one per clock cycle | bit by bit | one bit at [a] time | one bit (at | on) (each | every) (rising | positive) [clock] edge [of <clock-name>]) [')']";

const unit =
  (name: string) =>
  (c: Captures): Statement =>
    fact('serial-unit', [], { text: `${name}/${String(c['k'] ?? '')}` });

/** The captured values that are there. */
const present = (c: Captures, ...names: readonly string[]): readonly Value[] =>
  names.flatMap((name) => opt(c, name) ?? []);

const order = (c: Captures): Statement =>
  fact('serial-order', present(c, 'x', 'y'), {
    text: String(c['e']),
  });

const result =
  (name: string) =>
  (c: Captures): Statement =>
    fact('serial-result', present(c, 'z', 'x'), {
      text: `${name}/${c['same'] === true ? 'mealy' : ''}`,
      ...(c['n'] === undefined ? {} : { n: c['n'] as number }),
    });

const NUMBER = '[input] [unsigned | binary | unsigned binary] (number | numbers)';

const CLAUSES: readonly RuleLine[] = [
  [
    'serial.complementer',
    `<make> [one input one output] [bit] serial ${COMPLEMENT} complementer [k:<machine-kind>] [state machine | fsm | machine | circuit] [as [k:<machine-kind>] [finite] (machine | state machine | fsm)]`,
    unit('complement'),
  ],
  [
    'serial.adder',
    '<make> [bit] serial adder [as k:<machine-kind> [finite] (machine | state machine | fsm)]',
    unit('add'),
  ],
  [
    'serial.input-is',
    `input ['('] x:<operand> [')'] is (series | sequence | stream) of bits ${PACE} [','] ${ENDS} [of number]`,
    order,
  ],
  [
    'serial.arrives',
    `${NUMBER} [of (any | arbitrary) length] (arrives | arrive | is received | are received | enters | is shifted in | are shifted in) [serially] [(on | at | from) [inputs | input] x:<operand> [and y:<operand>]] [','] [${PACE}] [','] ${ENDS} [','] [${PACE}]`,
    order,
  ],
  [
    'serial.receives',
    `<make-receiver> ${NUMBER} [serially] [(on | at) [input] x:<operand>] [','] ${ENDS} [','] [${PACE}]`,
    order,
  ],
  [
    'serial.any-length',
    '[<circuit> | machine | it] [<modal>] (accept | accepts | handle | handles) [input] numbers of (arbitrary | any) length',
    () => fact('serial-length'),
  ],
  [
    'serial.complement-is',
    `[in same:(same [clock] cycle) [',']] output ['('] z:<operand> [')'] is ${COMPLEMENT} complement of (input [number] | x:<operand>)`,
    result('complement'),
  ],
  [
    'serial.complement-appears',
    `[in same:(same [clock] cycle) [',']] corresponding bit of (its | input 's | number 's) ${COMPLEMENT} complement appears (on | at) [output] z:<operand> [in same:(same [clock] cycle)]`,
    result('complement'),
  ],
  [
    'serial.complement-appears-first',
    `in same:(same [clock] cycle) [','] corresponding bit of (its | input 's | number 's) ${COMPLEMENT} complement appears (on | at) [output] z:<operand>`,
    result('complement'),
  ],
  [
    'serial.frame',
    '(conversion | number | addition | computation) (begins | starts) when (reset | r:<operand>) is released [and (stops | ends) when (reset | q:<operand>) is asserted]',
    (c) => fact('serial-frame', present(c, 'r', 'q')),
  ],
  [
    'serial.new-number',
    "(asserting | activating) r:<name> ['(' a:<reset-attrs> ')'] (starts | begins) new number",
    newNumber,
  ],
  [
    'serial.odd',
    "[its] [output] z:<operand> [<modal>] (is | be) (1 | high) (if | when | whenever | while) number of (1s | ones | 1 [s]) [that were] (received | seen | sampled) [on x:<operand>] [so far | since [last] reset] is w:<odd-even> [',' | ';'] [and (0 | low) (if it is e:<odd-even> | otherwise)]",
    (c) => (c['e'] === c['w'] ? null : result(String(c['w']))(c)),
  ],
  [
    'serial.divisible',
    "[its] [output] z:<operand> [<modal>] (is | be) (1 | high) (if | when | whenever | while) number [received | read | seen] [so far | up to now] is (divisible by | multiple of) n:<number> [',' | ';'] [and (0 | low) otherwise]",
    result('divisible'),
  ],
  [
    'serial.zero-start',
    "after reset [','] number is 0 [','] [so z:<operand> is 1]",
    (c) => fact('serial-zero', present(c, 'z')),
  ],
];

/** A reset that is said to begin a new number; its kind and polarity stand in brackets. */
function newNumber(c: Captures): Statement {
  const parts = (c['a'] ?? []) as readonly Partial<ResetFacts>[];
  const stated = parts.flatMap((part) => Object.entries(part).filter(([, value]) => value !== null));
  const signal: Value = { k: 'name', name: String(c['r']) };
  return { s: 'reset', reset: { ...NO_RESET_FACTS, ...Object.fromEntries(stated), signal, state: '*' } };
}

/** Numbers that come bit by bit, and what is computed of them. */
export function addSerialNumberRules(grammar: Grammar): void {
  addRules(grammar, 'number-end', [
    ['number-end.low', '(least significant | lsb)', () => 'lsb'],
    ['number-end.high', '(most significant | msb)', () => 'msb'],
  ]);
  addRules(grammar, 'odd-even', [
    ['odd-even.odd', 'odd', () => 'odd'],
    ['odd-even.even', 'even', () => 'even'],
  ]);
  addRules(grammar, 'make-receiver', [
    [
      'make-receiver',
      '(<circuit> | it | <make-verb> (module | circuit | machine | state machine | fsm) [named | called] [<self>] (that | which)) (receives | reads | takes)',
      (): readonly Feature[] => [],
    ],
  ]);
  addRules(grammar, 'clause', CLAUSES);
}
