import { addRules, type Captures, type Grammar, type RuleLine } from '../grammar.ts';
import type { Statement } from '../statement.ts';
import { fact } from './captures.ts';

const context = (): Statement => ({ s: 'context' });
const claim = (word: string) => (): Statement => ({ s: 'part', nouns: [], claims: [{ f: 'machine', word }] });
const noClock = (): Statement => ({ s: 'part', nouns: [], claims: [{ f: 'no-clock' }] });

const EXERCISE =
  '(warm up | exercise | problem | question | task | example | puzzle | lab | assignment | design | circuit | module | one)';
const EASY =
  '(easy | simple | short | small | quick | classic | basic | introductory | first | typical | textbook | little | tiny | standard)';

/** The number of values of so many bits, where the text has it right. */
const counted = (c: Captures): Statement | null =>
  2 ** (c['n'] as number) === (c['m'] as number) ? { s: 'context' } : null;

const CODING =
  '(for loop | for loops | generate block | generate loop | generate statement | case statement | casez statement | always block | always blocks | assign statement | assign statements | continuous assignment | continuous assignments | conditional operator | ternary operator | concatenation operator | replication operator | reduction operators | if statement | vector | vectors | for generate)';

/** Sentences about the task: what it is called, what language to use, what to deliver. */
const TASK: readonly RuleLine[] = [
  ['frame.warm-up', `(this | it | here) is [${EASY}] ${EXERCISE}`, context],
  [
    'frame.easy',
    `(this | it) is [meant to be | intended to be | supposed to be] ${EASY} [to (do | build | solve)]`,
    context,
  ],
  [
    'frame.name-it',
    '[please] (name | call) (module | top module | top level module | circuit | design | it | entity | your module) <self>',
    context,
  ],
  [
    'frame.called',
    '(module | top module | top level | circuit | design | entity | it | its name) [<modal>] (is | be) (called | named | to be called | to be named) <self>',
    context,
  ],
  [
    'frame.name-is',
    '(its name | name | module name | name of (module | circuit | design | top module)) [<modal>] (is | be) <self>',
    context,
  ],
  [
    'frame.describe-as',
    '(describe | implement | write | build | code | realize | design | model) (it | this | that | circuit | function | design | them) as [module | circuit | design] [called | named] <self>',
    context,
  ],
  [
    'frame.deliver',
    '(write | give | provide | submit | show | hand in | produce | return | output) [only] [complete | synthesizable | your | full | clean | plain] [verilog | systemverilog | rtl | hdl] (code | module | implementation | description | solution) [for (it | this | this circuit | circuit | module)]',
    context,
  ],
  [
    'frame.language',
    '[please] (use | write in | answer in | stick to) [plain | synthesizable | standard] (verilog | systemverilog | verilog 2001 | verilog 2005 | rtl) [only | code]',
    context,
  ],
  [
    'frame.synthesizable',
    '(code | design | module | description | it | <circuit>) [<modal>] (be | is) [fully] (synthesizable | synthesisable | readable | clean)',
    context,
  ],
  [
    'frame.coding',
    `(use | try | you (can | may | could | might) [want to] use | consider using | hint ':' use) ${CODING}`,
    context,
  ],
  [
    'frame.way',
    `(good | simple | easy | common | convenient | natural | usual | neat | possible | one) way (to | of) (implement | implementing | do | doing | build | building | realize | write | code | describe) (this | it | that | this circuit | circuit) is [to use | with | using | by using | by means of] (${CODING} | <thing>)`,
    context,
  ],
  [
    'frame.module-in',
    '(put | place | keep) (it | everything | this | all of it) in [one | single] (module | file) [called | named] [<self>]',
    context,
  ],
  [
    'frame.interface',
    '(interface | ports | port list | signals | inputs and outputs) (is | are) [given | listed | shown | described | defined | as] (below | above | follows | as follows | here)',
    context,
  ],
  [
    'frame.details',
    '(details | description | behavior | behaviour | requirements | rules | specification) (follow | follows | are below | is below | below | are as follows | is as follows)',
    context,
  ],
  [
    'frame.behaves',
    '<circuit> [<modal>] (behave | behaves | work | works | operate | operates | function | functions) as follows',
    context,
  ],
  [
    'frame.values',
    'n:<number> bit (number | value | vector | input | code | counter | word | bus | signal) (has | can have | can hold | can take | allows | gives) m:<number> [possible | different | distinct] (values | combinations | states | codes | patterns)',
    counted,
  ],
  [
    'frame.values-there',
    'there are m:<number> [possible | different | distinct] (values | combinations | codes | patterns) (of | for | in | with) n:<number> (bits | bit (number | value | vector | input | code))',
    counted,
  ],
];

/** Sentences that claim something of the whole, to be held against what is built. */
const CLAIMS: readonly RuleLine[] = [
  [
    'frame.only-combinational',
    '(only combinational logic is (asked for | needed | required | wanted | used) | [use | build | write] (only | pure | purely) combinational logic [only] | (it | <circuit>) (uses | contains | is made of | consists of | is) [only] [purely] combinational [logic] | everything is combinational | combinational [logic] only | purely combinational | combinational)',
    claim('combinational'),
  ],
  [
    'frame.latency',
    "combinational [',' | and] (zero latency | no latency | without latency | no delay)",
    claim('combinational'),
  ],
  [
    'frame.sequential',
    '<circuit> is (sequential | clocked | sequential circuit | clocked circuit)',
    claim('sequential'),
  ],
  [
    'frame.no-state',
    '(no | neither) (registers | register | flip flops | flip flop | state | memory | storage | clock | sequential logic) [or (registers | flip flops | state | memory | clock)] [is | are] [needed | required | used | involved | present | wanted | asked for]',
    noClock,
  ],
  [
    'frame.no-reset',
    '(reset is not (provided | needed | required | used | present | available | wanted) | no reset [input | signal] [is (provided | needed | required | used | present)] | without reset [input])',
    (): Statement => ({ s: 'no-reset' }),
  ],
  [
    'frame.no-reset-is',
    '[module | circuit | register | counter | it | <circuit>] (has | needs | uses) neither reset nor enable',
    (): Statement => ({ s: 'no-reset' }),
  ],
  [
    'frame.one-clock',
    '(there is | it has | <circuit> has | <circuit> uses | uses | use) [only] (one | single) clock [domain | input | signal]',
    () => fact('one-clock'),
  ],
];

/** Sentences that frame the task, and claims of the whole in a few words. */
export function addTaskFrameRules(grammar: Grammar): void {
  addRules(grammar, 'clause', TASK);
  addRules(grammar, 'clause', CLAIMS);
}
