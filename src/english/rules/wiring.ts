import { addRules, addSeries, type Captures, type Grammar, type RuleLine } from '../grammar.ts';
import type { Action, Branch, Feature, Statement, Thing } from '../statement.ts';
import { num, op, type Value } from '../value.ts';
import { opt, otherwise } from './captures.ts';
import { val, vals } from './values.ts';

const set = (target: Value | null, value: Value): Action => ({ a: 'set', target, value });
const always = (...actions: readonly Action[]): Statement => ({
  s: 'do',
  chain: false,
  edge: null,
  branches: [{ guard: null, actions }],
});

/** Constants, connections, whole-vector statements and lists that pair values. */
export function addWiringRules(grammar: Grammar): void {
  connections(grammar);
  sums(grammar);
  valueLists(grammar);
  remarks(grammar);
}

function connections(grammar: Grammar): void {
  addRules(grammar, 'clause', [
    [
      'wire.arrow',
      "s:<operand> ('->' | '=>') t:<operand>",
      (c) => (val(c, 't').k === 'num' ? null : always(set(val(c, 't'), val(c, 's')))),
    ],
    [
      'wire.connect',
      '[<subject>] (~connect | ~wire) [input] s:<operand> to [output] t:<operand>',
      (c) => always(set(val(c, 't'), val(c, 's'))),
    ],
    [
      'wire.constant',
      '[<subject>] always (~drive | ~output | ~assign | ~produce | ~set | ~give) v:<constant> [(on | to | at) t:<target>]',
      (c) => always(set(opt(c, 't'), val(c, 'v'))),
    ],
    [
      'wire.constant-target',
      '[<subject>] always (~drive | ~set | ~assign) t:<target> to v:<constant>',
      (c) => always(set(val(c, 't'), val(c, 'v'))),
    ],
    [
      'wire.drive',
      '[<subject>] (~drive | ~output) v:<constant> [(on | to | at) t:<target>]',
      (c) => always(set(opt(c, 't'), val(c, 'v'))),
    ],
    [
      'wire.drives-target',
      '[<subject>] ~drive t:<target> (to | with) v:<constant>',
      (c) => always(set(val(c, 't'), val(c, 'v'))),
    ],
    [
      'wire.build-constant',
      '<make> <circuit-word> (with no inputs and one output that | that | whose output) [always] (outputs | drives | is [always]) v:<constant>',
      (c) => always(set(null, val(c, 'v'))),
    ],
    [
      'wire.always',
      't:<target> [<modal>] always (be | is | equals | equal | output | outputs | have value) v:<constant>',
      (c) => always(set(val(c, 't'), val(c, 'v'))),
    ],
    [
      'wire.behaves',
      '<circuit> [<modal>] (behave | behaves | act | acts) like (wire | wires) [that make following connections] [(connecting | from) s:<operand> to t:<operand>]',
      (c) => (c['s'] === undefined ? ({ s: 'context' } satisfies Statement) : always(set(val(c, 't'), val(c, 's')))),
    ],
  ]);
}

const feature = (f: string, n?: number): Feature => (n === undefined ? { f } : { f, n });

/** `adds two 8-bit numbers and a carry-in to produce a sum and a carry-out`: the component by its verb. */
function sums(grammar: Grammar): void {
  addRules(grammar, 'addend', [
    [
      'addend',
      '[n:<number>] [w:<number> bit] [binary | unsigned | input] (numbers | vectors | operands | inputs | bits | values | integers)',
      (c) => [
        ...(c['w'] === undefined ? [] : [feature('width', c['w'] as number)]),
        ...(c['n'] === 2 || c['n'] === undefined ? [] : [feature('unknown')]),
      ],
    ],
    ['addend.named', 'v:<value-list>', (c) => [{ f: 'operands', values: vals(c, 'v') }]],
    [
      'addend.both',
      '[n:<number>] [w:<number> bit] [binary | unsigned | input] (numbers | vectors | operands | inputs | values) v:<value-list>',
      (c) => [
        ...(c['w'] === undefined ? [] : [feature('width', c['w'] as number)]),
        { f: 'operands', values: vals(c, 'v') },
      ],
    ],
  ]);
  addRules(grammar, 'sum-result', [
    [
      'sum-result',
      '(to produce | producing | and produces | and outputs | to give) [<number> bit] sum [o:(and carry out)]',
      (c) => (c['o'] === undefined ? [] : [feature('carry-out')]),
    ],
  ]);
  addRules(grammar, 'clause', [
    [
      'sum.adds',
      '[<subject> | adder] ~add a:<addend> [i:(and carry in)] r:<sum-result>',
      (c) =>
        ({
          s: 'build',
          subject: null,
          thing: {
            head: 'adder',
            features: [
              ...(c['a'] as readonly Feature[]),
              ...(c['i'] === undefined ? [] : [feature('carry-in')]),
              ...(c['r'] as readonly Feature[]),
            ],
          },
        }) satisfies Statement,
    ],
    [
      'sum.restates',
      '[<subject> | half adder | full adder] ~add (two | three) bits ["(" <aside> ")"] and (produces | outputs) sum and carry out'.replaceAll(
        '"',
        "'",
      ),
      () => ({ s: 'context' }) satisfies Statement,
    ],
  ]);
}

/** `if in is A, B or C, out is X, Y or Z respectively`. */
function valueLists(grammar: Grammar): void {
  addSeries(grammar, 'constant-list', 'constant', ['and', 'or', '&']);
  const lists = (c: Captures): Statement | null => {
    const [from, to] = [c['a'] as readonly Value[], c['b'] as readonly Value[]];
    const isTwice = new Set(from.map((one) => (one.k === 'num' ? one.value : JSON.stringify(one)))).size < from.length;
    if (from.length !== to.length || isTwice) return null;
    const extra = (c['x'] ?? []) as readonly Action[];
    const branches = from.map(
      (value, index): Branch => ({
        guard: op('==', val(c, 'v'), value),
        actions: [set(val(c, 't'), to[index] ?? num(0)), ...extra],
      }),
    );
    return { s: 'do', chain: false, edge: null, branches };
  };
  addRules(grammar, 'clause', [
    [
      'list.respectively',
      "(if | when) v:<sized-target> (is | equals | matches) a:<constant-list> [','] t:<sized-target> <settable> [to] b:<constant-list> [','] respectively [[','] [and] x:<actions>]",
      lists,
    ],
    [
      'list.none',
      "(if | when) v:<sized-target> (does not match any | is none | is not one) of (these | cases | them | above | values | those | these values) [above] [','] a:<actions>",
      otherwise,
    ],
  ]);
  addRules(grammar, 'sized-target', [
    ['sized.plain', 'v:<target>', (c) => val(c, 'v')],
    ['sized.width', '<number> bit v:<target>', (c) => val(c, 'v')],
  ]);
}

/** True for the walk of a Johnson counter that shifts right: the complement of bit 0 enters at the top. */
function isJohnsonRight(codes: readonly string[]): boolean {
  return codes.every((code, index) => {
    const before = codes[index - 1];
    return before === undefined || code === (before.endsWith('1') ? '0' : '1') + before.slice(0, -1);
  });
}

const contextOf = (): Statement => ({ s: 'context' });

const REMARKS_1: readonly RuleLine[] = [
  [
    'remark.depends',
    '(outputs | output) [<targets> | <target>] (are | is) (determined | computed | generated | updated | set) (based on | by | from | according to) (comparison of <value-list> | inputs | <value-list> | input values)',
    contextOf,
  ],
  [
    'remark.exclusive',
    "(outputs | output signals) are mutually exclusive [','] [meaning [that]] [only one of [<number>] outputs [<modal>] be high ['(' <number> ')'] at (any [given] time | time)] [','] [based on comparison results]",
    contextOf,
  ],
  [
    'remark.compares',
    '[<subject>] ~compare [<number>] [<number> bit] [binary] (numbers | inputs | values) [<value-list>] [using combinational logic]',
    contextOf,
  ],
  [
    'remark.performs',
    '[<subject>] (performs | perform) [binary] (addition | subtraction | comparison | multiplication) of <value-list> [to (obtain | produce | get) (result | sum | difference | product)]',
    contextOf,
  ],
  [
    'remark.range',
    "t:<target> [output] (reflects | represents | shows | holds) [current] value of (counter | <noun>) [','] which can range from l:<number> to h:<number>",
    (c) =>
      ({
        s: 'fact',
        fact: 'value-range',
        values: [val(c, 't'), num(c['l'] as number), num(c['h'] as number)],
      }) satisfies Statement,
  ],
  [
    'remark.instances',
    '[top module | module | design | <circuit>] <word-name> consists of [several | multiple | number of] instances of n:<number> bit <gloss>',
    (c) => ({ s: 'part', nouns: [], claims: [{ f: 'blocks', n: c['n'] as number }] }) satisfies Statement,
  ],
  [
    'flag.indicating',
    '[<number> bit] [output] [flag | signal] (indicating | that indicates | showing) (if | whether | when | that) g:<condition>',
    (c) =>
      ({
        s: 'do',
        chain: false,
        edge: null,
        branches: [{ guard: val(c, 'g'), actions: [set(null, num(1, 1))] }],
      }) satisfies Statement,
  ],
  [
    'remark.clock',
    '[system | input] clock [signal | input] [used] [for] [synchronous] [operation | operations | design | logic]',
    contextOf,
  ],
  [
    'ring.shifts',
    "[a:<at-edge> [',']] [[<subject> | ring counter] follows cyclic pattern where] [exactly one bit is set to <number> in output at any [given] time] [','] [and] <number> shifts to next bit [in sequence] [with each clock pulse] [[','] and after reaching (most significant bit | msb) ['(' msb ')'] [','] it wraps around to (lsb | least significant bit) [',' creating cyclic sequence]]",
    () => ({ s: 'fact', fact: 'ring-up', values: [] }) satisfies Statement,
  ],
  [
    'ring.johnson',
    "<make> x:<thing> ['(' <aside> ')'] [','] and state of similar n:<number> bit johnson counter example is as follows ':' l:<code-list>",
    (c) =>
      isJohnsonRight(String(c['l']).split(','))
        ? ([
            { s: 'build', thing: c['x'] as Thing, subject: null },
            { s: 'context', mentions: `${String(c['n'])}: ${String(c['l'])}` },
          ] satisfies readonly Statement[])
        : null,
  ],
  [
    'ring.one',
    "only one bit is set high at any time [','] [and set bit cycles through [<number> bit] output]",
    contextOf,
  ],
  ['ring.state', '[<number> bit] output representing current state of ring counter', contextOf],
  [
    'reset.initial-value',
    "(if | when) g:<condition> [','] t:<target> (is | be) (reset | initialized | set) to its (initial | starting) state [',' [typically] [with (least significant bit | lsb) ['(' lsb ')'] of <operand> set to <number>]] '(' [ie] [','] o:<operand> '=' v:<constant> ')'",
    (c) =>
      ({
        s: 'do',
        chain: false,
        edge: null,
        branches: [{ guard: val(c, 'g'), actions: [set(val(c, 'o'), val(c, 'v'))] }],
      }) satisfies Statement,
  ],
  ['remark.updates', '[<subject>] (updates | update) [its] (register | registers | output | state)', contextOf],
  [
    'remark.reflects',
    't:<target> [output] (reflects | represents | shows | holds | stores) [current] (value | state | result) of (counter | register | <noun>)',
    contextOf,
  ],
];

/** Remarks that restate what ports do without saying more; they are read so that nothing hides in them. */
function remarks(grammar: Grammar): void {
  grammar.natives.set('word-name', (tokens, at) =>
    tokens[at]?.kind === 'word' && tokens[at]?.name === null
      ? [{ value: 'word', end: at + 1, cost: 0, rules: [] }]
      : [],
  );
  addRules(grammar, 'clause', REMARKS_1);
}
