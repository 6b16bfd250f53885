import { readFormula, readOperand } from '../formula.ts';
import { addRules, addSeries, type Captures, type Grammar } from '../grammar.ts';
import { num, op, type Value } from '../value.ts';

/** Takes a captured value; rules only run when their pattern matched, so it is there. */
export const val = (captures: Captures, name: string): Value => captures[name] as Value;
/** Takes a captured list of values. */
export const vals = (captures: Captures, name: string): readonly Value[] => (captures[name] ?? []) as readonly Value[];

/** Nouns that may stand for a signal without naming it. */
const SIGNAL_NOUNS =
  'output|outputs|input|inputs|counter|register|shift register|value|result|state|it|count|data|memory|flag|vector|' +
  'flip flop|circuit|module|sum|bit|number|pulse|latch|machine|accumulator|pointer|content|contents|line|lines|shifter|fsm|' +
  'flip flops|dffs|rotator|ring counter|johnson counter|state machine|finite state machine|lfsr|timer|word|byte|code|digit|other|product|difference|signal|signals|dff|vectors';

function numbers(grammar: Grammar): void {
  grammar.natives.set('number', (tokens, at) => {
    const token = tokens[at];
    if (token?.number == null || token.number.cube !== null) return [];
    return [{ value: Number(token.number.value), end: at + 1, cost: 0, rules: [] }];
  });
  grammar.natives.set('bits', (tokens, at) => {
    const token = tokens[at];
    if (token?.number == null) return [];
    const sized =
      token.number.width === null ? null : BigInt(token.number.value).toString(2).padStart(token.number.width, '0');
    const bits = token.number.bits ?? sized;
    return bits === null ? [] : [{ value: bits, end: at + 1, cost: 0, rules: [] }];
  });
  grammar.natives.set('ordinal', (tokens, at) => {
    const ordinal = tokens[at]?.ordinal ?? null;
    return ordinal === null ? [] : [{ value: ordinal, end: at + 1, cost: 0, rules: [] }];
  });
  grammar.natives.set('name', (tokens, at) => {
    const token = tokens[at];
    if (token?.name == null) return [];
    return [{ value: token.name, end: at + 1, cost: token.exact ? 0 : 1, rules: [] }];
  });
  grammar.natives.set('formula', (tokens, at) => readFormula(tokens, at));
  grammar.natives.set('operand', (tokens, at) => readOperand(tokens, at));
}

/** A literal is not a signal. */
const signalOnly = (value: Value): Value | null =>
  value.k === 'num' || (value.k === 'op' && value.args.length > 0) ? null : value;

/** References to signals: by name with or without a noun beside it, or by a noun alone. */
function references(grammar: Grammar): void {
  addRules(grammar, 'kind-noun', [
    [
      'kind-noun',
      'signal | [control | select | data | clock | reset | enable] (input | output) [signal | port | vector | bit | bus] | port | register | bit | wire | flag | vector | control signal | pin | line | signals | counter | bus | clock | flip flop',
      () => true,
    ],
    ['kind-noun.kind', '(clock | reset | enable | load | select | control | data | input | output) signal', () => true],
  ]);
  addRules(grammar, 'signal', [
    ['signal.name', 'n:<operand>', (c) => signalOnly(val(c, 'n'))],
    ['signal.noun-name', '<kind-noun> [named | called] n:<operand>', (c) => signalOnly(val(c, 'n'))],
    ['signal.name-noun', 'n:<operand> <kind-noun>', (c) => signalOnly(val(c, 'n'))],
    ['signal.apposition', "<apposed> '(' n:<operand> ')'", (c) => signalOnly(val(c, 'n'))],
    ['signal.apposition-kind', "<apposed> '(' <kind-noun> n:<operand> ')'", (c) => signalOnly(val(c, 'n'))],
  ]);
  addRules(grammar, 'signal', [
    [
      'signal.apposition-lsb',
      "(least significant bit | lsb) '(' n:<operand> ')'",
      (c) => {
        const bit = val(c, 'n');
        return bit.k === 'index' && bit.at.k === 'num' && bit.at.value === '0' ? bit : null;
      },
    ],
  ]);
  addRules(grammar, 'apposed', [
    [
      'apposed',
      '[active (high | low)] [<signal-noun> | reset | enable | clock | load | carry | select | control] (<signal-noun> | reset | enable | clock | select | load | carry in | carry out | operand)',
      () => true,
    ],
    ['apposed.width', '<number> bit <apposed>', () => true],
  ]);
  addRules(grammar, 'signal-noun', [['noun', `n:(${SIGNAL_NOUNS})`, () => true]]);
  for (const noun of SIGNAL_NOUNS.split('|')) {
    addRules(grammar, 'noun', [['noun', noun.trim(), () => ({ k: 'noun', noun: noun.trim() }) satisfies Value]]);
  }
  addRules(grammar, 'target', [
    ['target.signal', 'v:<signal>', (c) => val(c, 'v')],
    ['target.noun', '[this | its | entire | whole | current | internal | corresponding] v:<noun>', (c) => val(c, 'v')],
    ['target.noun-value', 'v:<noun> (value | contents | content)', (c) => val(c, 'v')],
    ['target.sized', 'n:<number> bit v:<noun>', (c) => sized(val(c, 'v'), c['n'] as number)],
    ['target.value-of', '(value of | output) v:<signal>', (c) => val(c, 'v')],
    ['target.port-noun', '(output | input) v:<noun>', (c) => val(c, 'v')],
    ['target.part', 'v:<part>', (c) => val(c, 'v')],
    ['target.cat', '[concatenation | pair | vector] v:<formula>', (c) => joinedNames(val(c, 'v'))],
    ['target.noun-port', 'v:<noun> (port | signal | bit | vector | bus)', (c) => val(c, 'v')],
  ]);
}

/** Names in braces are one target, the first of them the most significant. */
const joinedNames = (value: Value): Value | null =>
  value.k === 'op' && value.op === 'cat' && value.args.every((arg) => arg.k === 'name') ? value : null;

/** `the 8-bit input`: the noun with the width it is said to have. */
const sized = (value: Value, bits: number): Value =>
  value.k === 'noun' ? { k: 'noun', noun: `${value.noun}#${String(bits)}` } : value;

const sameNumber = (left: Value, right: Value): boolean =>
  left.k === 'num' && right.k === 'num' && left.value === right.value;

const cell = (bit: 0 | 1): Value => ({ k: 'fill', bit });

/** Constants in words. */
function constants(grammar: Grammar): void {
  addRules(grammar, 'constant', [
    [
      'const.both',
      "v:<constant-base> '(' [or | ie] w:<constant-base> ')'",
      (c) => (sameNumber(val(c, 'v'), val(c, 'w')) ? val(c, 'v') : null),
    ],
    ['const.base', 'v:<constant-base>', (c) => val(c, 'v')],
  ]);
  addRules(grammar, 'constant-base', [
    ['const.number', 'v:<operand>', (c) => (val(c, 'v').k === 'num' ? val(c, 'v') : null)],
    ['const.word', 'n:<number>', (c) => num(c['n'] as number)],
    [
      'const.logic',
      '(logic | digital | boolean | value | value of | constant) n:<number>',
      (c) => num(c['n'] as number),
    ],
    ['const.high', '[logic] (high | true | asserted)', () => num(1, 1)],
    ['const.low', '[logic] (low | false | deasserted)', () => num(0, 1)],
    ['const.ones', '(all ones | all 1 [s])', () => cell(1)],
    ['const.zeros', '(all zeros | all zeroes | all 0 [s])', () => cell(0)],
  ]);
}

const BITWISE: readonly (readonly [string, string])[] = [
  ['and', '&'],
  ['or', '|'],
  ['xor', '^'],
  ['exclusive or', '^'],
  ['xnor', '~^'],
  ['exclusive nor', '~^'],
  ['nand', '~&'],
  ['nor', '~|'],
];

/** Operations named in words. */
function operations(grammar: Grammar): void {
  for (const [word, operator] of BITWISE) {
    addRules(grammar, 'gate-word', [[`gate-word`, word, () => operator]]);
  }
  addRules(grammar, 'phrase', [
    [
      'op.gate-of',
      '[result of] [bitwise] g:<gate-word> [operation] of (v:<value-list> | v:<bitwise-list>)',
      (c) => op(String(c['g']), ...vals(c, 'v')),
    ],
    [
      'op.logical-of',
      '[result of] logical g:<gate-word> [operation] of v:<value-list>',
      (c) => logical(String(c['g']), vals(c, 'v')),
    ],
    [
      'op.reduce',
      '[reduction] g:<gate-word> of all [[of] (its | <number>)] [bits] of v:<atom>',
      (c) => op(`u${String(c['g'])}`, val(c, 'v')),
    ],
    ['op.reduce-all', 'reduction g:<gate-word> of v:<atom>', (c) => op(`u${String(c['g'])}`, val(c, 'v'))],
    [
      'op.not-of',
      "[bitwise] [logical] (inverse | complement | negation | inversion | ones complement | 1 's complement | not | inverted (value | version) | opposite | complemented value | logical not) [('(' not ')')] of v:<atom>",
      (c) => op('u~', val(c, 'v')),
    ],
    ['op.inverted', '(inverted | complemented | negated) v:<atom>', (c) => op('u~', val(c, 'v'))],
    [
      'op.twos',
      "(2 's complement | twos complement | two 's complement | arithmetic negation | negative) of v:<atom>",
      (c) => op('u-', val(c, 'v')),
    ],
    ['op.sum', '[arithmetic | binary | unsigned | signed] sum of v:<value-list>', (c) => op('+', ...vals(c, 'v'))],
    ['op.product', 'product of v:<value-list>', (c) => op('*', ...vals(c, 'v'))],
    ['op.difference', 'difference (of | between) l:<atom> and r:<atom>', (c) => op('-', val(c, 'l'), val(c, 'r'))],
    ['op.plus', 'l:<atom> plus r:<atom>', (c) => op('+', val(c, 'l'), val(c, 'r'))],
    ['op.minus', 'l:<atom> minus r:<atom>', (c) => op('-', val(c, 'l'), val(c, 'r'))],
    ['op.times', 'l:<atom> (times | multiplied by) r:<atom>', (c) => op('*', val(c, 'l'), val(c, 'r'))],
    ['op.cat', '(concatenation of | concatenated) v:<value-list>', (c) => op('cat', ...vals(c, 'v'))],
    ['op.shift-left', 'l:<atom> [logically] shifted left [by] r:<amount>', (c) => op('<<', val(c, 'l'), val(c, 'r'))],
    ['op.shift-right', 'l:<atom> logically shifted right [by] r:<amount>', (c) => op('>>', val(c, 'l'), val(c, 'r'))],
    [
      'op.popcount',
      '(number of | count of) (ones | 1 [s] | 1s | (set | high) bits | bits that are (set [to 1] | 1 | high)) in v:<atom>',
      (c) => op('popcount', val(c, 'v')),
    ],
    [
      'op.bits-set',
      '(number of | count of) (bits of | bits in) v:<atom> (that are | which are) (set [to 1] | 1 | high | equal to 1)',
      (c) => op('popcount', val(c, 'v')),
    ],
    ['op.weight', '(population count | popcount | hamming weight) of v:<atom>', (c) => op('popcount', val(c, 'v'))],
    ['op.larger', '(larger | greater | maximum | bigger) of v:<value-list>', (c) => op('max', ...vals(c, 'v'))],
    ['op.smaller', '(smaller | lesser | minimum) of v:<value-list>', (c) => op('min', ...vals(c, 'v'))],
    ['op.parity', '(even parity | parity) (of | bit of | bit for) v:<atom>', (c) => op('u^', val(c, 'v'))],
    ['op.reversed', '(bit reversed | reversed) v:<atom>', (c) => op('reverse', val(c, 'v'))],
    ['op.reverse-of', '(reverse | bit reversal | reversal) of v:<atom>', (c) => op('reverse', val(c, 'v'))],
    ['op.same', 'same [value | logic value | level] as v:<atom>', (c) => val(c, 'v')],
    ['op.sign-extended', 'sign extended v:<atom>', (c) => op('sext', val(c, 'v'))],
    ['op.zero-extended', 'zero extended v:<atom>', (c) => op('zext', val(c, 'v'))],
    ['op.copies', 'n:<number> copies of v:<atom>', (c) => op('rep', num(c['n'] as number), val(c, 'v'))],
  ]);
}

const LOGICAL: Readonly<Record<string, string>> = { '&': '&&', '|': '||' };

function logical(operator: string, args: readonly Value[]): Value | null {
  const name = LOGICAL[operator];
  return name === undefined ? null : op(name, ...args);
}

/** Operands side by side. */
function lists(grammar: Grammar): void {
  addSeries(grammar, 'value-list', 'value-item');
  addSeries(grammar, 'value-list-or', 'value-item', ['and', 'or', '&']);
  addRules(grammar, 'value-list', [
    [
      'value-list.apposed',
      "[<number>] [input] (operands | inputs | numbers | values) '(' v:<value-list> ')'",
      (c) => c['v'],
    ],
  ]);
  addRules(grammar, 'value-item', [['value-item', '[input] [inputs] v:<atom>', (c) => val(c, 'v')]]);
  // Only bit by bit is an inverse as wide as its operand: a sum would extend it.
  addSeries(grammar, 'bitwise-list', 'bitwise-item');
  addRules(grammar, 'bitwise-item', [
    ['bitwise-item', 'v:<value-item>', (c) => val(c, 'v')],
    ['bitwise-item.inverse', '(inverse | complement | negation) of v:<atom>', (c) => op('u~', val(c, 'v'))],
  ]);
}

/** Adds names, numbers, constants, operations and parts: the nonterminals `atom`, `value`, `value-list`, `target`. */
export function addValueRules(grammar: Grammar): void {
  numbers(grammar);
  references(grammar);
  constants(grammar);
  operations(grammar);
  addRules(grammar, 'atom', [
    ['atom.formula', 'v:<formula>', (c) => val(c, 'v')],
    ['atom.signal', 'v:<signal>', (c) => val(c, 'v')],
    ['atom.constant', 'v:<constant>', (c) => val(c, 'v')],
    ['atom.noun', 'v:<target>', (c) => val(c, 'v')],
    ['atom.part', 'v:<part>', (c) => val(c, 'v')],
    [
      'atom.value-of',
      '((value | state | content | contents) (of | on | from | at) | signal from) v:<target>',
      (c) => val(c, 'v'),
    ],
    [
      'atom.old',
      '(current | previous | old | present | existing) (value | state) [of v:<target>]',
      (c) => (c['v'] === undefined ? { k: 'noun', noun: 'it' } : val(c, 'v')),
    ],
    [
      'atom.its',
      'its [own] [current | previous | old | present | existing] value',
      () => ({ k: 'noun', noun: 'it' }) satisfies Value,
    ],
  ]);
  addRules(grammar, 'value', [
    ['value.atom', 'v:<atom>', (c) => val(c, 'v')],
    ['value.phrase', 'v:<phrase>', (c) => val(c, 'v')],
    ['value.result-of', '(result of | output of) v:<phrase>', (c) => val(c, 'v')],
  ]);
  addRules(grammar, 'amount', [
    [
      'amount',
      'v:<operand> [bit | bits | place | places | position | positions | bit positions | bit position]',
      (c) => val(c, 'v'),
    ],
    [
      'amount.word',
      'n:<number> [bit | bits | place | places | position | positions | bit positions | bit position]',
      (c) => num(c['n'] as number),
    ],
  ]);
  lists(grammar);
  // In a condition `and` and `or` differ; a list that mixes them is not read.
  addSeries(grammar, 'atoms-and', 'atom', ['and']);
  addSeries(grammar, 'atoms-or', 'atom', ['or']);
  addSeries(grammar, 'targets', 'target', ['and']);
  addSeries(grammar, 'values', 'value', ['and']);
  addSeries(grammar, 'numbers', 'constant');
}
