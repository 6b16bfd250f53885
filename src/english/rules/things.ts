import { addRepeat, addRules, addSeries, type Captures, type Grammar, type RuleLine } from '../grammar.ts';
import type { Edge, Feature, ResetFacts, Statement, Thing } from '../statement.ts';
import { ref } from '../value.ts';
import { isTold } from './resets.ts';
import { val, vals } from './values.ts';

const count = (captures: Captures, name: string): number => captures[name] as number;
const features = (captures: Captures, name: string): readonly Feature[] =>
  ((captures[name] ?? []) as readonly (Feature | readonly Feature[])[]).flat() as readonly Feature[];

/** Component nouns: pattern of the head, and the id that the engine's patterns know it by. */
const HEADS: readonly (readonly [string, string])[] = [
  ['(adder | addition circuit)', 'adder'],
  ['(half adder)', 'half-adder'],
  ['(full adder)', 'full-adder'],
  ['subtractor', 'subtractor'],
  ["(adder subtractor | adder or subtractor | adder '/' subtractor | addition and subtraction unit)", 'add-sub'],
  ['(alu | arithmetic logic unit | arithmetic and logic unit)', 'alu'],
  ['(binary to gray [code] (converter | encoder))', 'gray-encoder'],
  ['(gray [code] to binary (converter | decoder))', 'gray-decoder'],
  ['multiplier', 'multiplier'],
  ['([magnitude] comparator)', 'comparator'],
  ['(~multiplexer | ~mux | ~selector | data selector)', 'mux'],
  ['(demultiplexer | demux)', 'demux'],
  ['([line] decoder)', 'decoder'],
  ['encoder', 'encoder'],
  ['(priority encoder)', 'priority-encoder'],
  ['~counter', 'counter'],
  ['(multiplier accumulator | multiply accumulate unit)', 'mac'],
  ['(shift register | shift registers | shifter register | shifter)', 'shift-register'],
  ['(rotator | rotate register | rotating register)', 'rotator'],
  ['(barrel shifter)', 'barrel-shifter'],
  ['(linear feedback shift register | lfsr | linear feedback shift register lfsr)', 'lfsr'],
  ['(register | registers)', 'register'],
  ['accumulator', 'accumulator'],
  ['(d (flip flop | flip flops | flipflop | ff) | dff | dffs | flip flop | flip flops | d type flip flop)', 'dff'],
  ['(t flip flop | toggle flip flop | t type flip flop | tff)', 'tff'],
  ['(jk flip flop)', 'jkff'],
  ['(sr flip flop)', 'srff'],
  ['([transparent] d latch | latch | transparent latch)', 'latch'],
  ['g:<gate-word> (gate | gates)', 'gate'],
  ['([not] inverter | not gate)', 'inverter'],
  ['(buffer | wire)', 'buffer'],
  ['(parity (generator | bit generator | circuit | tree))', 'parity'],
  [
    '(population count [circuit] | population counter | popcount [circuit] | popcounter | ones counter | bit counter)',
    'popcount',
  ],
  ['(leading zero counter | leading zeros counter | leading zero detector | leading zero count [circuit])', 'leading'],
  ['(trailing zero counter | trailing zeros counter | trailing zero count [circuit])', 'trailing'],
  ['([signal] edge detector | edge detection circuit)', 'edge-detector'],
  ['(sequence detector | sequence recognizer | pattern detector)', 'sequence-detector'],
  ['(finite state machine | state machine | fsm)', 'fsm'],
  ['(ring counter)', 'ring-counter'],
  ['(johnson counter | twisted ring counter | torsional ring counter)', 'johnson-counter'],
  ['(majority (gate | circuit | function))', 'majority'],
];

const ADJECTIVES =
  'binary|decade|bcd|gray|gray code|johnson|up|down|up down|bidirectional|saturating|signed|unsigned|arithmetic|logical|left|right|' +
  'even|odd|galois|fibonacci|maximal length|maximum length|full|half|ripple carry|carry lookahead|ripple|synchronous|asynchronous|' +
  'combinational|sequential|parallel|serial|registered|parameterized|free running|modulo|rising|falling|positive|negative|' +
  'active high|active low|d type|mealy|moore|mealy type|moore type|overlapping|circular|universal|one hot';

/** Adjectives that say nothing a circuit could differ in. */
const EMPTY_ADJECTIVES =
  'simple|single|basic|standard|typical|small|regular|generic|following|combinational logic|digital|individual|separate|new|given|usual|ordinary|conventional';

/** `6x6 bit`: both operands have that width; where they differ the phrase is not read. */
const sameWidths = (c: Captures): Feature | null =>
  count(c, 'n') === count(c, 'm') ? { f: 'width', n: count(c, 'n') } : null;

function premodifiers(grammar: Grammar): void {
  addRules(grammar, 'premod', [
    ['mod.width', 'n:<number> (bit | bits) [wide]', (c) => ({ f: 'width', n: count(c, 'n') })],
    ['mod.ways', 'n:<number> to m:<number>', (c) => ({ f: 'ways', n: count(c, 'n'), m: count(c, 'm') })],
    ['mod.ways-dash', "n:<number> '-' m:<number>", (c) => ({ f: 'ways', n: count(c, 'n'), m: count(c, 'm') })],
    ['mod.both-counts', "up '/' down", () => ({ f: 'adj', word: 'up down' })],
    ['mod.loadable', '(loadable | presettable)', () => ({ f: 'load' })],
    [
      'mod.ends',
      "i:(serial | parallel) in [',' | '/' | and] o:(serial | parallel) out",
      () => ({ f: 'adj', word: 'serial' }),
    ],
    ['mod.bank', '(bank | set | group | row | array) of n:<number>', (c) => ({ f: 'count', n: count(c, 'n') })],
    ['mod.level', 'level sensitive', () => ({ f: 'empty' })],
    ['mod.both-ways', "left '/' right", () => ({ f: 'adj', word: 'bidirectional' })],
    ['mod.ways-colon', "n:<number> ':' m:<number>", (c) => ({ f: 'ways', n: count(c, 'n'), m: count(c, 'm') })],
    ['mod.inputs', 'n:<number> (input | way)', (c) => ({ f: 'inputs', n: count(c, 'n') })],
    ['mod.digits', 'n:<number> digit', (c) => ({ f: 'digits', n: count(c, 'n') })],
    ['mod.by', 'n:<number> (x | by) m:<number> [bit]', (c) => sameWidths(c)],
    ['mod.count', 'n:<number>', (c) => ({ f: 'count', n: count(c, 'n') })],
    ['mod.modulo', '(mod | modulo | modulus) n:<number>', (c) => ({ f: 'modulus', n: count(c, 'n') })],
    ['mod.edge', 'e:<edge> triggered', (c) => ({ f: 'edge', edge: c['e'] as Edge })],
    ['mod.edge-kind', '(positive | rising) edge triggered', () => ({ f: 'edge', edge: 'pos' })],
    ['mod.edge-both', '(dual | double) edge triggered', () => ({ f: 'edge', edge: 'both' })],
    ['mod.comma', "','", () => ({ f: 'empty' })],
  ]);
  for (const word of ADJECTIVES.split('|'))
    addRules(grammar, 'premod', [['mod.adjective', word, () => ({ f: 'adj', word })]]);
  for (const word of ['carry lookahead', 'ripple carry', 'carry select', 'carry save'])
    addRules(grammar, 'adjective', [['adjective', word, () => word]]);
  for (const word of EMPTY_ADJECTIVES.split('|'))
    addRules(grammar, 'premod', [['mod.empty', word, () => ({ f: 'empty' })]]);
  addRepeat(grammar, 'premods', 'premod');
}

const POSTMODIFIERS: readonly RuleLine[] = [
  ['mod.with', "[','] (with | having | and | featuring) x:<options>", (c) => c['x']],
  ['mod.self', "[',' | named | called] <self>", () => ({ f: 'empty' })],
  ['mod.in-self', 'in (module | circuit | block) [named | called] <self>', () => ({ f: 'empty' })],
  ['mod.interface', '<interface-tail>', () => ({ f: 'empty' })],
  ['mod.combinational', "'(' combinational ')'", () => ({ f: 'adj', word: 'combinational' })],
  [
    'mod.shifts',
    '(that | which) (shifts | rotates | moves) [its (contents | content | bits | data)] d:<direction> [by one [bit | position | place]]',
    (c) => ({ f: 'adj', word: String(c['d']) }),
  ],
  [
    'mod.clocked-on',
    '(clocked | that is clocked | which is clocked) (by | on | at) e:<edge> [of <clock-name>]',
    (c) => ({ f: 'edge', edge: c['e'] as Edge }),
  ],
  ['mod.direction', "'(' d:<direction> shift [register] ')'", (c) => ({ f: 'adj', word: String(c['d']) })],
  [
    'mod.between',
    '(that | which) (chooses | selects) between v:<value-list>',
    (c) => ({ f: 'operands', values: vals(c, 'v') }),
  ],
  [
    'mod.for-width',
    '(for | of | with | on) n:<number> bit (input vector | input | inputs | numbers | number | value | values | operands | data | vector | vectors | words | word)',
    (c) => ({ f: 'width', n: count(c, 'n') }),
  ],
  ['mod.counts', '(that | which) (counts | count) x:<count-range>', (c) => c['x']],
  ['mod.counting', 'counting x:<count-range>', (c) => c['x']],
  [
    'mod.period',
    "[','] with period of n:<number> [clock cycles | cycles]",
    (c) => ({ f: 'modulus', n: count(c, 'n') }),
  ],
  [
    'mod.made-of',
    '(with | using | built from | made of | from | out of) (full adders | half adders | d flip flops | flip flops | logic gates | gates)',
    () => ({ f: 'empty' }),
  ],
  [
    'mod.triggered-by',
    '[that is] triggered (by | on) e:<edge> of <clock-name>',
    (c) => ({ f: 'edge', edge: c['e'] as Edge }),
  ],
  ['mod.inputs', '(with | having) n:<number> (inputs | input) [ways]', (c) => ({ f: 'inputs', n: count(c, 'n') })],
  [
    'mod.can-count',
    '(that | which) can (increment or decrement | count up or down | count up and down | increment and decrement) [based on control (signal | signals)]',
    () => ({ f: 'adj', word: 'up down' }),
  ],
  ['mod.architecture', "that uses <adjective> [adder] ['(' cla ')'] architecture", () => ({ f: 'empty' })],
  [
    'mod.coding',
    'using (always block | assign (statement | statements) | procedural (block | statement | statements) | verilog)',
    () => ({ f: 'empty' }),
  ],
  ['mod.uses', '(that | which) uses <gloss>', () => ({ f: 'empty' })],
  [
    'mod.decimal',
    'for (decimal | bcd) (arithmetic | addition | calculation | calculations | numbers) [operations | operation | digits]',
    () => ({ f: 'adj', word: 'decimal' }),
  ],
  [
    'mod.field',
    'for (high precision | high speed | low power | fast | general | general purpose | large number) (arithmetic | computation | computations | calculation | calculations | processing | applications) [operations | operation | applications | units | tasks]',
    () => ({ f: 'empty' }),
  ],
  [
    'mod.shift-and-add',
    '(based on | using | by | by means of | that (uses | is based on | works by)) (shifting and adding | shift and add | adding and shifting | repeated shifting and adding | additions and shifts | shifts and additions) [operations | method | algorithm | approach | steps]',
    () => ({ f: 'method', word: 'shift-and-add' }),
  ],
  ['mod.purpose', 'for <gloss>', () => ({ f: 'empty' })],
  ['mod.for-operands', '(for | of | with | on) v:<operands>', (c) => ({ f: 'operands', values: [val(c, 'v')] })],
  ['mod.of', 'of v:<value-list>', (c) => ({ f: 'operands', values: vals(c, 'v') })],
];

function postmodifiers(grammar: Grammar): void {
  addRules(grammar, 'postmod', POSTMODIFIERS);
  addRules(grammar, 'count-range', [
    [
      'count.range',
      "[up | down] [from] l:<number> (to | through | up to | down to | '-') h:<number> [','] [inclusive] [[','] and [then] (starts over | starts again | wraps [around] | rolls over | repeats | starts from beginning)]",
      (c) => ({ f: 'range', n: count(c, 'l'), m: count(c, 'h') }),
    ],
    ['count.modulo', '[up] modulo n:<number>', (c) => ({ f: 'modulus', n: count(c, 'n') })],
  ]);
  addRepeat(grammar, 'postmods', 'postmod');
}

function options(grammar: Grammar): void {
  addRules(grammar, 'option', [
    ['opt.reset', 'r:<reset-phrase>', (c) => (isTold(c['r'] as ResetFacts) ? { f: 'reset', reset: c['r'] } : null)],
    [
      'opt.enable',
      '[synchronous] [active high] [clock | count] enable [input | signal] [n:<name>]',
      (c) => ({ f: 'enable', ...(c['n'] === undefined ? {} : { values: [ref(String(c['n']))] }) }),
    ],
    ['opt.ways', "left '/' right enable", () => ({ f: 'empty' })],
    ['opt.load', '[synchronous] [active high] [parallel] load [input | signal]', () => ({ f: 'load' })],
    ['opt.sync-signals', '[synchronous] [active high] signals load', () => ({ f: 'load' })],
    ['opt.carry-in', 'carry in [input]', () => ({ f: 'carry-in' })],
    ['opt.borrow-in', '(borrow in [input] | borrow input)', () => ({ f: 'carry-in' })],
    ['opt.borrow-out', '(borrow out | borrow output) [output]', () => ({ f: 'carry-out' })],
    [
      'opt.overflow',
      '[signed] overflow (flag | output | indicator | bit | detection | checking | check | indication)',
      () => ({ f: 'overflow' }),
    ],
    ['opt.valid', '(valid (output | flag | signal) | valid bit)', () => ({ f: 'valid' })],
    [
      'opt.first',
      'priority to [input | request | bit] w:<end-word> [numbered] [input | bit | request | index]',
      (c) => ({ f: 'first', word: String(c['w']) }),
    ],
    ['opt.low-outputs', 'active low (outputs | output)', () => ({ f: 'low-outputs' })],
    [
      'opt.low-enable',
      'active low enable [input | signal] [n:<name>]',
      (c) => ({ f: 'low-enable', ...(c['n'] === undefined ? {} : { values: [ref(String(c['n']))] }) }),
    ],
    ['opt.carry-out', '(carry out | carry output) [output]', () => ({ f: 'carry-out' })],
    ['opt.carries', 'carry in and carry out', () => [{ f: 'carry-in' }, { f: 'carry-out' }]],
    [
      'opt.taps',
      '[feedback] (taps | tap) at [bit] [position | positions | bits] v:<constants-and>',
      (c) => ({ f: 'taps', values: vals(c, 'v') }),
    ],
    ['opt.inputs', 'n:<number> (inputs | input)', (c) => ({ f: 'inputs', n: count(c, 'n') })],
    ['opt.outputs', 'n:<number> (outputs | output)', (c) => ({ f: 'outputs', n: count(c, 'n') })],
    ['opt.period', 'period of n:<number> [clock cycles | cycles]', (c) => ({ f: 'modulus', n: count(c, 'n') })],
  ]);
  addRules(grammar, 'end-word', [
    ['end.high', '(highest | most significant | msb)', () => 'msb'],
    ['end.low', '(lowest | least significant | lsb)', () => 'lsb'],
  ]);
  addSeries(grammar, 'option-series', 'option');
  addRules(grammar, 'options', [
    ['options.one', 'x:<option>', (c) => [c['x']].flat()],
    ['options.many', 'x:<option-series>', (c) => (c['x'] as readonly unknown[]).flat()],
  ]);
  addSeries(grammar, 'constant-series', 'constant', ['and', 'or', '&']);
  addSeries(grammar, 'constants-and-series', 'constant');
  addRules(grammar, 'constants-and', [
    ['constants.one', 'x:<constant>', (c) => [c['x']]],
    ['constants.many', 'x:<constants-and-series>', (c) => c['x']],
  ]);
  addRules(grammar, 'constants', [
    ['constants.one', 'x:<constant>', (c) => [c['x']]],
    ['constants.many', 'x:<constant-series>', (c) => c['x']],
  ]);
}

/** Adds component noun phrases `thing` and the sentences that ask for one. */
export function addThingRules(grammar: Grammar): void {
  for (const [pattern, id] of HEADS) {
    addRules(grammar, 'head', [['head', pattern, (c) => (c['g'] === undefined ? id : `${id}:${String(c['g'])}`)]]);
  }
  premodifiers(grammar);
  postmodifiers(grammar);
  options(grammar);
  addRules(grammar, 'thing', [
    [
      'thing',
      'p:<premods> h:<head> q:<postmods>',
      (c): Thing => ({
        head: String(c['h']),
        features: [...features(c, 'p'), ...features(c, 'q')].filter((one) => one.f !== 'empty'),
      }),
    ],
  ]);
  addSeries(grammar, 'thing-series', 'thing');
  const build = (c: Captures): Statement => ({ s: 'build', thing: c['x'] as Thing, subject: null });
  addRules(grammar, 'clause', [
    ['build', '<make> x:<thing>', build],
    [
      'build.wire',
      '<make> <circuit-word> [with <number> (input | inputs) and <number> (output | outputs)] that (behaves | acts) like wire',
      (): Statement => ({ s: 'build', thing: { head: 'buffer', features: [] }, subject: null }),
    ],
    ['build.bare', 'x:<thing>', build],
    ['build.output-of', 'output of x:<thing>', build],
    [
      'build.also',
      '<make> x:<thing> that acts as y:<thing>',
      (c): Statement => ({ s: 'build', thing: c['x'] as Thing, subject: null, also: c['y'] as Thing }),
    ],
    [
      'build.behaves',
      '<make> <circuit-word> that [functionally] (behaves like | acts as | acts like | works as | works like | behaves as | functions as) x:<thing>',
      build,
    ],
    ['build.this-is', '(this | it | <circuit>) (is | describes | represents) x:<thing>', build],
  ]);
}
