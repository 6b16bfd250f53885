import { addRules, addSeries, type Captures, type Grammar, type RuleLine } from '../grammar.ts';
import type { Feature, Statement } from '../statement.ts';
import type { Value } from '../value.ts';
import { DANGER, isBehaviour } from './danger.ts';
import { val } from './values.ts';

/** Words that a name for a machine or its purpose does not hold: they would say when or how something happens. */
const TIMED =
  /^(?:cycle|edge|clock|state|bit|sequence|pattern|detect|recogni|overlap|output|input|consecutive|same|different|next|high|start|stop|wait|last|stay|remain|then|otherwise|else|if|when|whenever|one|hot|mealy|moore)/;

/** Longest purpose in words. */
const MAX_PURPOSE = 14;

const claimed = (claims: readonly Feature[]): Statement => ({ s: 'part', nouns: ['machine'], claims });

const kindClaim = (c: Captures): Feature => ({ f: 'machine', word: String(c['k']) });

const claimsOf = (c: Captures): readonly Feature[] => (c['d'] as { readonly claims: readonly Feature[] }).claims;

const named = (side: 'input-names' | 'output-names') => (c: Captures) => [
  { f: side, values: c['v'] as readonly Value[] },
];

const PORTS: readonly RuleLine[] = [
  ['ports.inputs', '[<number>] [serial | single | data] (input | inputs) v:<port-names>', named('input-names')],
  ['ports.outputs', '[<number>] [serial | single | data] (output | outputs) v:<port-names>', named('output-names')],
  ['ports.states', '[following] n:<number> states', (c) => [{ f: 'states', n: c['n'] as number }]],
  [
    'ports.states-listed',
    "[following] [n:<number>] states [':'] v:<states>",
    (c) => (c['n'] === undefined || c['n'] === (c['v'] as readonly string[]).length ? [] : null),
  ],
  ['ports.count', 'x:<doc-count>', (c) => [c['x']]],
];

const POSTS: readonly RuleLine[] = [
  [
    'doc.output-order',
    "'(' outputs are (given | shown | listed | written | marked) (as | in order) '(' v:<port-names> ')' ')'",
    (c) => [{ f: 'output-order', values: c['v'] as readonly Value[] }],
  ],
  ['doc.comma-self', "',' <self> [',']", () => []],
  [
    'doc.ports',
    "[','] [that] (with | has | having | which has) x:<machine-ports> [','] [[and | that | which] (with | has | having) y:<machine-ports>]",
    (c) => [...(c['x'] as readonly Feature[]), ...((c['y'] ?? []) as readonly Feature[])],
  ],
];

const CLAUSES: readonly RuleLine[] = [
  [
    'machine.for',
    "<make> d:<machine-doc> [','] (for | to | that | which) <machine-purpose>",
    (c) => claimed(claimsOf(c)),
  ],
  ['machine.as', "[<make>] [<machine-purpose>] [','] [<self>] [','] as d:<doc>", (c) => claimed(claimsOf(c))],
  [
    'machine.controlled',
    '<machine-purpose> is (controlled | driven | operated | implemented | modelled | modeled) (by | as | with) d:<doc>',
    (c) => claimed(claimsOf(c)),
  ],
  [
    'machine.is',
    '(it | this | <circuit> | <self> | <machine-subject> | detector | receiver | controller | arbiter | converter) [<modal>] (is | be) [described as | modelled as] d:<doc>',
    (c) => claimed(claimsOf(c)),
  ],
  [
    'machine.given-by',
    '(behavior | behaviour | function | operation | functionality) of [synchronous | sequential] (machine | circuit | module | fsm | state machine | <circuit>) [<self>] is (given | described | defined | specified | shown) (by | in) d:<doc>',
    (c) => ({ s: 'part', nouns: (c['d'] as { readonly nouns: readonly string[] }).nouns, claims: claimsOf(c) }),
  ],
  ['machine.called', "[module | circuit] <self> [','] d:<doc>", (c) => claimed(claimsOf(c))],
  [
    'machine.has-ports',
    "(it | this | <circuit> | <self> | machine | fsm | state machine) [<self>] [','] has x:<machine-ports>",
    (c) => claimed(c['x'] as readonly Feature[]),
  ],
  [
    'machine.kind-output',
    '[all] [<target>] (is | are) k:<machine-kind> (output | outputs)',
    (c) => claimed([kindClaim(c)]),
  ],
  [
    'machine.state-only',
    "(<target> | <targets> | outputs | output) [<modal> | may] (depend | depends | be function of | is function of | are functions of) [only] [on] state [only | alone | of machine] [','] [(and | but) not on (input | inputs | <target>)]",
    () => claimed([{ f: 'machine', word: 'moore' }]),
  ],
  [
    'machine.not-input',
    "(<target> | outputs | output) ((does | do | <modal> | may | can) not depend | cannot depend) on (present | current) [','] [not yet sampled] [','] (value | values) of (<target> | inputs | input)",
    () => claimed([{ f: 'machine', word: 'moore' }]),
  ],
  ['machine.subject-named', "<machine-purpose> [',' ] <self>", () => claimed([])],
  [
    'machine.makes-purpose',
    '<make-verb> [verilog] (module | circuit) [named | called] <self> (that | which) <machine-purpose>',
    () => claimed([]),
  ],
  [
    'machine.watches',
    '<make-verb> [verilog] (module | circuit | machine | fsm | state machine) [named | called] [<self>] (that | which) (watches | observes | monitors | examines | looks at) [serial | continuous | incoming] (bit stream | stream [of bits] | serial stream | data stream | input stream | sequence of bits)',
    () => claimed([]),
  ],
  [
    'machine.inspection',
    "(derive | obtain | find | write | determine) [<words-of-logic>] by inspection [<onehot-tail>] [',' <inspection-tail>]",
    () => claimed([{ f: 'onehot' }]),
  ],
  [
    'machine.only-logic',
    '(only | just) (combinational logic | combinational part | next state logic | next state and output logic) is (asked for | needed | required | wanted)',
    () => claimed([{ f: 'machine', word: 'combinational' }]),
  ],
  [
    'machine.portions',
    "<make> [only] <logic-part> and <logic-part> [portions | portion | parts | part] of <doc> [[','] ['('] but not [state] (flip flops | register | registers) [')']]",
    () => claimed([{ f: 'machine', word: 'combinational' }]),
  ],
  [
    'machine.zero-outputs',
    'outputs (are | is) (zero | 0 | low) unless otherwise (specified | stated | shown | given)',
    () => claimed([{ f: 'shown-machine' }]),
  ],
  [
    'machine.implement-comb',
    '<make> (only | just) [combinational] (combinational part | combinational logic | next state [logic] and output logic) [of <doc>]',
    () => claimed([{ f: 'machine', word: 'combinational' }]),
  ],
  [
    'machine.without-flops',
    '[state] (flip flops | register) (is | are) not part of [module | <circuit>] [<self>]',
    () => claimed([{ f: 'machine', word: 'combinational' }]),
  ],
];

/** Sentences that name a machine: what it is called, its kind, its ports, and what it is for in words that tell no behaviour. */
export function addMachineTitleRules(grammar: Grammar): void {
  grammar.natives.set('machine-purpose', (tokens, at) => {
    const found = [];
    for (let end = at; end < Math.min(tokens.length, at + MAX_PURPOSE); end += 1) {
      const token = tokens[end];
      const isPlain =
        token !== undefined &&
        token.kind === 'word' &&
        (token.number === null || /^(?:two|three|four|one)$/.test(token.lower)) &&
        token.ordinal === null &&
        (token.name === null || !token.exact || token.text === 'a' || token.lower === 'in') &&
        ((!DANGER.has(token.lower) && !isBehaviour(token.lower) && !TIMED.test(token.lower)) ||
          token.lower === 'control' ||
          /^(?:two|three|four|one)$/.test(token.lower));
      if (!isPlain) break;
      found.push({ value: true, end: end + 1, cost: 0.3 * (end + 1 - at), rules: [] });
    }
    return found;
  });
  addSeries(grammar, 'operand-series', 'operand', ['and']);
  addRules(grammar, 'port-names', [
    ['port-names.one', 'v:<operand>', (c) => (isName(val(c, 'v')) ? [val(c, 'v')] : null)],
    [
      'port-names.many',
      'v:<operand-series>',
      (c) => ((c['v'] as readonly Value[]).every((one) => isName(one)) ? c['v'] : null),
    ],
  ]);
  addRules(grammar, 'machine-port', PORTS);
  addSeries(grammar, 'machine-port-series', 'machine-port', ['and']);
  addRules(grammar, 'machine-ports', [
    ['machine-ports.one', 'x:<machine-port>', (c) => c['x']],
    ['machine-ports.many', 'x:<machine-port-series>', (c) => (c['x'] as readonly (readonly Feature[])[]).flat()],
  ]);
  logicWords(grammar);
  addRules(grammar, 'machine-doc', [
    [
      'machine-doc',
      'd:<doc>',
      (c) => ((c['d'] as { readonly nouns: readonly string[] }).nouns.includes('machine') ? c['d'] : null),
    ],
  ]);
  addRules(grammar, 'doc-post', POSTS);
  addRules(grammar, 'clause', CLAUSES);
}

/** What the logic of a machine and its equations are called. */
function logicWords(grammar: Grammar): void {
  addRules(grammar, 'words-of-logic', [
    [
      'words-of-logic',
      "[one] [logic | boolean | next state | next state and output] (equations | expressions | logic | functions) [of this (machine | fsm)] [for one hot (code | codes | encoding)] [',' one equation per bit [',']] ",
      () => true,
    ],
  ]);
  addRules(grammar, 'onehot-tail', [
    ['onehot-tail', '[assuming | using | with] [one hot (encoding | code | codes)]', () => true],
  ]);
  addRules(grammar, 'inspection-tail', [
    [
      'inspection-tail',
      "[one (equation | expression) (per | for each) bit [',']] [so that (it | they | logic) produces corresponding result when several bits of <operand> are set]",
      () => true,
    ],
  ]);
  addRules(grammar, 'logic-part', [
    [
      'logic-part',
      '(state transition logic | next state logic | output logic | state transitions | outputs)',
      () => true,
    ],
  ]);
}

const isName = (value: Value): boolean => value.k === 'name' || value.k === 'index' || value.k === 'slice';
