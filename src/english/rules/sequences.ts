import { addRules, type Grammar } from '../grammar.ts';
import { fact, opt } from './captures.ts';
import { val } from './values.ts';

/** Sequence detectors. */
export function addSequenceRules(grammar: Grammar): void {
  const find =
    '(recognizes | recognises | detects | detect | recognize | recognise | looks for | search for | searches for | finds)';
  addRules(grammar, 'clause', [
    [
      'sequence.machine',
      `<make> k:<machine-kind-opt> [finite] (state machine | fsm | circuit | sequence detector | sequence recognizer) (that | which | to) [<modal>] ${find} [bit | input | binary | serial | <number> bit] (sequence | pattern | bit sequence) b:<bits> [<on-input>]`,
      (c) =>
        fact('sequence', opt(c, 'i') === null ? [] : [val(c, 'i')], {
          text: `${String(c['b'])}/${String(c['k'] ?? '')}`,
        }),
    ],
    [
      'sequence.output',
      `<circuit> [<modal>] (has | have) [output signal | output | signal | output signal named | output named] [','] z:<operand> [','] (that | which) [<modal>] (is | be | goes) (asserted | high | set | 1) [to [logic] 1] when b:<bits> (sequence | pattern) is (detected | found | recognized)`,
      (c) => fact('sequence-output', [val(c, 'z')], { text: String(c['b']) }),
    ],
    [
      'sequence.overlap',
      '<circuit> [<modal>] (recognize | recognizes | detect | detects | handle | handles | allow | allows | support | supports) o:(overlapping | non overlapping) (sequences | patterns | sequence | occurrences | detection)',
      () => fact('sequence-overlap', [], { n: 1 }),
    ],
    [
      'sequence.overlapping',
      '(overlapping | overlapping sequences | overlaps | overlapping patterns) (are | is) (allowed | permitted | recognized | detected | counted)',
      () => fact('sequence-overlap', [], { n: 1 }),
    ],
    [
      'sequence.states',
      'you may only (have | use) n:<number> states [in [your] (state machine | fsm | design)]',
      (c) => fact('state-count', [], { n: c['n'] as number }),
    ],
  ]);
  addRules(grammar, 'machine-kind-opt', [
    ['kind', 'k:<machine-kind>', (c) => c['k']],
    ['kind.none', '[simple]', () => ''],
  ]);
  addRules(grammar, 'on-input', [
    [
      'on-input',
      '(on | in | from | at) [input signal | input | signal | serial input] [named | called] i:<operand>',
      (c) => val(c, 'i'),
    ],
  ]);
}
