import { addRules, type Grammar, type RuleLine } from '../grammar.ts';
import type { Statement } from '../statement.ts';
import { DANGER } from './danger.ts';

const MAKES: readonly RuleLine[] = [
  [
    'make.create-self',
    '(create | design | build | write | implement | make | develop) [verilog] (module | circuit | design | block) [named | called] <self> (that | which | to) [<modal>] <make-verb-s>',
    () => true,
  ],
  [
    'make.verilog-for',
    '(write | give | provide) verilog [code] (for | implementing | that implements | to implement | of)',
    () => true,
  ],
];

/** Framing grammar: circuits as subjects, verbs of making, references to formal content. */
export function addFramingRules(grammar: Grammar): void {
  addRules(grammar, 'circuit', [
    [
      'circuit',
      '(this | your | our | [entire | whole | overall]) (module | circuit | design | system | fsm | state machine | machine | block | component | device | unit | logic)',
      () => true,
    ],
    ['circuit.self', '[module | circuit | design | block | component | entity] <self>', () => true],
  ]);
  addRules(grammar, 'make', [
    ['make.self', "[module] <self> (':' | '-')", () => true],
    [
      'make.self-as',
      "[you should | you must | now] <make-verb> [verilog] [module | circuit | design | block] [named | called] <self> (',' | as | ':' | [','] (which is | that is))",
      () => true,
    ],
    [
      'make.imperative',
      '[you should | you must | you need to | you are to | you have to | we want to | i would like you to | your task is to | task is to | goal is to | try to | now | given | next | it should | it must | it needs to | we will | and] <make-verb>',
      () => true,
    ],
    ['make.module', '<circuit> [<modal>] [be able to] <make-verb-s>', () => true],
    [
      'make.suppose',
      '(consider | given | suppose you are [to] (designing | design | building | build | given) | assume | suppose | for | you are given)',
      () => true,
    ],
    ['make.want', '(we | i | you) (want | need | would like | require) ', () => true],
    [
      'make.create-module',
      '(create | design | build | write | implement | make) [verilog] (module | circuit | design) (that | which | to) [<modal>] <make-verb-s>',
      () => true,
    ],
    [
      'make.create-module-is',
      '(create | design | build | write | implement | make) [verilog] (module | circuit | design) (for | with | that (is | acts as | behaves (like | as) | works as | functions as)) [functionality of]',
      () => true,
    ],
    [
      'make.is',
      '(<circuit> | this) [<modal>] (be | is | acts as | act as | behaves like | functions as | works as | operates as | behave like | behave as | represents | describes)',
      () => true,
    ],
    ['make.is-following', '(following | following is | here is | below is | shown below is | this is)', () => true],
    ['make.in-verilog', '<make-verb> in verilog', () => true],
    ['make.module-of', '<make-verb> module (of | for)', () => true],
  ]);
  addRules(grammar, 'make', MAKES);
  const verbs =
    '(implement | design | build | create | make | write | describe | model | construct | develop | realize | realise | provide | include | give | perform | produce | generate | synthesize | code | define | simulate | use | contain)';
  const verbsS =
    '(implements | designs | builds | creates | makes | describes | models | constructs | realizes | realises | provides | includes | gives | performs | produces | generates | uses | contains)';
  addRules(grammar, 'make-verb', [['make-verb', verbs, () => true]]);
  addRules(grammar, 'make-verb-s', [['make-verb-s', `${verbs} | ${verbsS}`, () => true]]);
  contextSentences(grammar);
}

/** Sentences that frame the task and state no fact of the circuit. */
function contextSentences(grammar: Grammar): void {
  grammar.natives.set('module-name', (tokens, at) =>
    /^[A-Za-z_]\w*$/.test(tokens[at]?.text ?? '') && tokens[at]?.name === null && !DANGER.has(tokens[at]?.lower ?? '')
      ? [{ value: 'name', end: at + 1, cost: 0, rules: [] }]
      : [],
  );
  addRules(grammar, 'interface-tail', [
    [
      'interface.tail',
      "[','] (with | using | having | that has | which has | whose) [following | these | this | listed | given] (ports | interface | inputs and outputs | port list | signals | pins | i '/' o) [below | above | as follows | [is | are] [listed | given | shown] (below | above | here)]",
      () => true,
    ],
  ]);
  const context = (): Statement => ({ s: 'context' });
  addRules(grammar, 'clause', [
    [
      'context.role',
      '[i want you to] act as [professional | expert | experienced | skilled] (verilog | hardware | rtl | digital) (designer | engineer | developer)',
      context,
    ],
    ['context.code', 'give me [complete] [verilog] code', context],
    ['context.task', '(implement | write | create | design | build) [this | it | <circuit>] [in verilog]', context],
    [
      'context.named',
      '[i would like you to | you are to | we want to] <make-verb> [verilog] (module | circuit | design) [named | called] <module-name> [with [following | these | this] (ports | interface | inputs and outputs | port list | signals)]',
      context,
    ],
    [
      'context.interface',
      '[its | module | module has | it has] [following | these] (ports | interface | port list) [are | is | follows | are as follows]',
      context,
    ],
    [
      'context.module-for',
      '(implement | write | create | design | build) (module | circuit | verilog module)',
      context,
    ],
    [
      'context.signals',
      '(signals | ports | inputs and outputs | inputs | outputs) are (defined | described | as follows | listed) [as] [below | follows]',
      context,
    ],
    [
      'context.named-self',
      '[i would like you to | you are to | we want to] <make-verb> [verilog] (module | circuit | design | block) [named | called] <self> [<interface-tail>]',
      context,
    ],
    ['context.self', '[top [level]] module name [is | be] <self>', context],
    ['context.self-is', '(name of module is | [<circuit>] (is | should be) (named | called)) <self>', context],
    ['context.self-alone', '<make-verb> <self> [<interface-tail>]', context],
    ['context.following', 'following (is | are) (description | specification | requirements)', context],
  ]);
}
