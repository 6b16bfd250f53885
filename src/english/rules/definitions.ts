import { addRules, type Grammar, type RuleLine } from '../grammar.ts';
import type { Statement } from '../statement.ts';
import { fact } from './captures.ts';

const contextOf = (): Statement => ({ s: 'context' });

const DEFINITION_SENTENCES_1: readonly RuleLine[] = [
  [
    'define.lfsr',
    'linear feedback shift register is shift register [usually] with few xor gates to produce next state of shift register',
    contextOf,
  ],
  [
    'define.galois',
    'galois lfsr is [one] [particular] arrangement that shifts right [","] where [bit position with tap | bit positions with tap | bit with tap] (is | are) (xored | xor ed) with (lsb | lsb output) [bit] ["(" <operand> ")"] to produce its next value [","] while bit positions without tap shift right unchanged'
      .replaceAll('","', "','")
      .replaceAll('"("', "'('")
      .replaceAll('")"', "')'"),
    () => fact('galois-right'),
  ],
  [
    'define.maximal',
    'if taps [positions] are [carefully] chosen [","] lfsr can be made to be (maximum | maximal) length'.replaceAll(
      '","',
      "','",
    ),
    contextOf,
  ],
  ['about.contents', '[current] (contents | value | output | state) of <target>', () => fact('is-contents')],
  [
    'about.whether',
    '(~choose | ~select | ~control | ~determine) whether to (shift | count | rotate | update | step)',
    () => fact('gates-step'),
  ],
  [
    'about.which',
    '(~choose | ~select | ~control | ~determine) [whether and] [which] direction [and how much] to (shift | count | rotate)',
    () => fact('selects-case'),
  ],
  [
    'about.how-much',
    '(~choose | ~select | ~control | ~determine) (how much | amount | how many bits) to (shift | rotate)',
    () => fact('selects-case'),
  ],
  [
    'about.capability',
    "<target> can (shift | rotate | count) both (left and right | up and down) [',' and by <number> or <number> bit positions] [','] [selected by <signal>]",
    () => fact('selects-case'),
  ],
  ['about.polarity', '[it is | signal is] active p:<polarity>', (c) => fact('polarity', [], { text: String(c['p']) })],
  ['twist.arithmetic', '[assume [that]] right shift is arithmetic right shift', () => fact('arithmetic-right')],
  ['define.popcount', 'population count circuit counts number of 1 bits in [input] vector', contextOf],
  [
    'define.period',
    "(maximum | maximal) length lfsr of <word-label> bits cycles through <period> states before repeating ['(' <aside> ')']",
    contextOf,
  ],
  [
    'define.dual-edge',
    'dual edge triggered flip flop is triggered on e:<edge> of clock',
    (c) => ({ s: 'clock', edge: c['e'] as 'both', clock: null }) satisfies Statement,
  ],
  ['define.fpga', '(fpgas | asics) do not have <thing>', contextOf],
  [
    'define.sensitivity',
    "[using] [always '@' '(' posedge <name> or negedge <name> ')'] is not (accepted as | considered) legal sensitivity list",
    contextOf,
  ],
];

const DEFINITION_SENTENCES_2: readonly RuleLine[] = [
  ['high', 'high', () => 'high'],
  ['low', 'low', () => 'low'],
];

/** General statements about kinds of components, with an indefinite subject: definitions, not requirements. */
export function addDefinitionRules(grammar: Grammar): void {
  addRules(grammar, 'clause', DEFINITION_SENTENCES_1);
  addRules(grammar, 'polarity', DEFINITION_SENTENCES_2);
  grammar.natives.set('period', (tokens, at) => {
    const text = tokens
      .slice(at, at + 4)
      .map((token) => token.text)
      .join('');
    return /^2(?:\*\*|\^)n-?1$/.test(text) ? [{ value: text, end: at + 4, cost: 0, rules: [] }] : [];
  });
}
