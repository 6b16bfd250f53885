import { addRules, type Captures, type Grammar, type RuleLine } from '../grammar.ts';
import type { Feature, Statement } from '../statement.ts';
import { DANGER } from './danger.ts';

const partOf = (c: Captures): Statement => {
  const doc = c['d'] as { readonly nouns: readonly string[]; readonly claims: readonly Feature[] };
  return { s: 'part', nouns: doc.nouns, claims: doc.claims };
};

const PART_SENTENCES_1: readonly RuleLine[] = [
  [
    'part.given-by',
    'output [<operand>] is given by [following] (list of terms | minterms | maxterms)',
    (): Statement => ({ s: 'part', nouns: ['terms'], claims: [] }),
  ],
  [
    'part.output-given-by',
    'output [<operand>] (is | are) (given | described | defined | specified | determined) (by | in) d:<doc>',
    partOf,
  ],
  [
    'part.is-combinational',
    '(<circuit> | output [<operand>]) is [purely] combinational',
    (): Statement => ({ s: 'part', nouns: ['circuit'], claims: [{ f: 'machine', word: 'combinational' }] }),
  ],
  [
    'part.cover',
    '<make> [this | following] (cover | pla)',
    (): Statement => ({ s: 'part', nouns: ['truth-table'], claims: [] }),
  ],
  [
    'part.describes',
    '[this] (trace | waveform | table | diagram | map) (describes | defines | specifies) (circuit | module | function | behavior | design)',
    (): Statement => ({ s: 'part', nouns: ['shown'], claims: [] }),
  ],
  ['part.make', "<make> d:<doc> [in verilog] [':']", partOf],
  ['part.bare', "d:<doc> [':']", partOf],
  [
    'part.has',
    "(this | <circuit>) [<modal>] (has | have | follow | follows | satisfy | satisfies) d:<doc> [':']",
    partOf,
  ],
  ['part.flip-flop-has', "d2:<doc-flip> has d:<doc> [':']", partOf],
  [
    'part.this',
    '(implement | build | create | design) this (function | circuit | machine | state machine | fsm | table | design | module | logic) [in verilog]',
    (): Statement => ({ s: 'part', nouns: ['circuit'], claims: [] }),
  ],
  [
    'part.can-be',
    '<doc-subject> (can be | is | are) (described | specified | defined | given | shown | represented | determined) (by | in | as | with) d:<doc>',
    partOf,
  ],
  [
    'part.read-waveform',
    "(read | study | look at | use | examine | analyze) d:<doc> to (determine | understand | find out | figure out | deduce) what <circuit> does [','] [and] [then] [implement it]",
    partOf,
  ],
  [
    'part.onehot',
    '(implement | encode | realize) [it | [<circuit>]] (using | with) one hot (encoding | code | codes | state encoding) [in verilog]',
    (): Statement => ({ s: 'part', nouns: ['machine'], claims: [{ f: 'onehot' }] }),
  ],
  [
    'part.implement-verilog',
    '(implement | build | describe) [it | this] in verilog [using one hot encoding]',
    (): Statement => ({ s: 'context' }),
  ],
];

const PART_SENTENCES_2: readonly RuleLine[] = [
  [
    'doc-subject',
    '(<circuit> | function | output | behavior | behaviour | it | operation | <operand> | its (behavior | function | operation))',
    () => true,
  ],
];

const PART_SENTENCES_3: readonly RuleLine[] = [
  [
    'dontcare.letter',
    "w:<dontcare-word> (is | are | means | denotes | indicates | represents | marks) (dont care | do not care | do not cares | dont cares) [','] [<dontcare-tail>]",
    (c) => ({ s: 'fact', fact: 'dontcare-symbol', values: [], text: String(c['w']) }) satisfies Statement,
  ],
  ['dontcare.tail', '<dontcare-tail>', (): Statement => ({ s: 'context' })],
  ['implies.minimal', '(as simple as possible | using as few gates as possible)', (): Statement => ({ s: 'context' })],
];

const PART_SENTENCES_4: readonly RuleLine[] = [
  [
    'dontcare.means',
    '(which means | meaning | so) [that] you (may | can | are free to) (choose [to output] | output | use | pick | assume) (whatever value | any value | whatever | anything | value that) [is] [convenient | you like] [for <dontcare-word>]',
    () => true,
  ],
];

/** Sentences that point at formal content, and what they claim of it. */
export function addPartRules(grammar: Grammar): void {
  addRules(grammar, 'clause', PART_SENTENCES_1);
  addRules(grammar, 'doc-flip', [['doc-flip', '[d | jk | t | sr] flip flop', () => true]]);
  addRules(grammar, 'doc-subject', PART_SENTENCES_2);
  addRules(grammar, 'clause', PART_SENTENCES_3);
  addRules(grammar, 'dontcare-tail', PART_SENTENCES_4);
  grammar.natives.set('dontcare-word', (tokens, at) => {
    const token = tokens[at];
    return token !== undefined && ['d', 'x', '-', '*'].includes(token.lower)
      ? [{ value: token.lower, end: at + 1, cost: 0, rules: [] }]
      : [];
  });
  // Words without names or numbers: they say what a thing is called, not what it does.
  grammar.natives.set('gloss', (tokens, at) => {
    const found = [];
    for (let end = at + 1; end <= Math.min(tokens.length, at + 12); end += 1) {
      const token = tokens[end - 1];
      const isPossessed = token?.text === '2' && tokens[end]?.text === "'s";
      if (
        token === undefined ||
        (token.kind !== 'word' && !isPossessed) ||
        (token.name !== null && token.exact) ||
        (token.number !== null && !isPossessed) ||
        DANGER.has(token.lower)
      )
        break;
      found.push({ value: 'gloss', end, cost: 0.2, rules: [] });
    }
    return found;
  });
  grammar.natives.set('word-label', (tokens, at) => {
    const token = tokens[at];
    return token !== undefined && token.kind === 'word' && token.text.length === 1
      ? [{ value: token.text, end: at + 1, cost: 2, rules: [] }]
      : [];
  });
}
