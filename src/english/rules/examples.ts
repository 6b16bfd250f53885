import { addRules, type Grammar, type RuleLine } from '../grammar.ts';
import type { Statement } from '../statement.ts';
import { fact } from './captures.ts';

const shown = (): Statement => fact('example-shown');

const TRACES: readonly RuleLine[] = [
  [
    'trace-noun',
    '[short | small | recorded | sample | simulated | simulation | timing | input output] (waveform | waveforms | trace | timing diagram | timing | wave diagram | simulation [run] | run | simulation result | simulation results | scenario | sequence | excerpt | recording | table | truth table | values | vectors | test vectors | input output pairs | rows)',
    () => true,
  ],
];

const TAILS: readonly RuleLine[] = [
  [
    'example-tail',
    "[[','] (of | for | showing | that shows | which shows | with | to illustrate | illustrating | demonstrating) [how] [expected | desired | correct | typical | intended] (<circuit> | operation | behavior | behaviour | function | functionality | timing | protocol | working | <gloss>) [works | behaves | operates | in operation]]",
    () => true,
  ],
];

const SHOW =
  '(shows | show | illustrates | illustrate | demonstrates | demonstrate | gives | give | depicts | is | are | contains)';

const CLAUSES: readonly RuleLine[] = [
  [
    'example.here',
    "[as | for] [(example | instance) ','] ([here] (is | are) | below (is | are) | following (is | are) | this is | these are | see | consider | following) [only] [one | some | a few | an] [following] (example [<trace-noun>] | <trace-noun> as (example | illustration)) <example-tail>",
    shown,
  ],
  [
    'example.title',
    '[one | some | an | usage | timing | short] (example | examples) [<trace-noun>] <example-tail> [below]',
    shown,
  ],
  [
    'example.shows',
    `(for (example | instance) | as (example | illustration)) [','] [following | this | next] <trace-noun> [below | above] ${SHOW} <example-tail-of>`,
    shown,
  ],
  [
    'example.trace-is',
    `[following | this | next] <trace-noun> [below | above] (${SHOW} [just | only] [one | some | an] (example | examples | illustration) | (illustrates | demonstrates)) [<trace-noun>] <example-tail>`,
    shown,
  ],
  [
    'example.trace-illustrates',
    '[following | this | next] <trace-noun> [below | above] (illustrates | demonstrates | exemplifies) <example-tail-of>',
    shown,
  ],
];

const TAILS_OF: readonly RuleLine[] = [
  [
    'example-tail-of',
    '[how | part of | some of] [expected | desired | correct | typical | intended] (<circuit> | operation | behavior | behaviour | function | functionality | timing | protocol | working | <gloss>) [works | behaves | operates | in operation | of <circuit>]',
    () => true,
  ],
];

/** Sentences that call a table or a trace an example: it builds nothing, and is tried on what the text describes. */
export function addExampleRules(grammar: Grammar): void {
  addRules(grammar, 'trace-noun', TRACES);
  addRules(grammar, 'example-tail', TAILS);
  addRules(grammar, 'example-tail-of', TAILS_OF);
  addRules(grammar, 'clause', CLAUSES);
}
