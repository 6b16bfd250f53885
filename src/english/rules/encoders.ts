import { addRules, type Grammar } from '../grammar.ts';
import type { Statement } from '../statement.ts';
import { fact } from './captures.ts';
import { val } from './values.ts';

/** Priority encoders and leading-bit finders. */
export function addEncoderRules(grammar: Grammar): void {
  const first = (which: 'lsb' | 'msb') => (): Statement => fact('first-bit', [], { text: which });
  const isOne = '(that is (1 | high | set | one | asserted) | set [to 1] | 1 | high)';
  addRules(grammar, 'clause', [
    [
      'encode.first-low',
      `[given [<number> bit] [input] vector [","]] [<encoder-subject>] [<modal>] (~report | ~output | ~give | ~find | ~indicate | ~return) [position | index] [of] [first] ['('] (least significant | lowest | lsb | rightmost) [')'] bit [in vector | in input | of input | of vector] ${isOne} [in vector | in input | of input]`.replaceAll(
        '","',
        "','",
      ),
      first('lsb'),
    ],
    [
      'encode.first-high',
      `[given [<number> bit] [input] vector [","]] [<encoder-subject>] [<modal>] (~report | ~output | ~give | ~find | ~indicate | ~return) [position | index] [of] [first] ['('] (most significant | highest | msb | leftmost) [')'] bit [in vector | in input | of input | of vector] ${isOne} [in vector | in input | of input]`.replaceAll(
        '","',
        "','",
      ),
      first('msb'),
    ],
    [
      'encode.none',
      '[<encoder-subject>] [<modal>] (~report | ~output | ~return | ~give) v:<constant> if (input vector | vector | input | none of input bits | no bits of input | no input | no bit) [has no bits that are (high | 1 | set) | are (high | 1 | set | zero) | is (zero | high | all zeros | 0 | 1 | set)]',
      (c) => fact('first-bit-none', [val(c, 'v')]),
    ],
  ]);
  addRules(grammar, 'encoder-subject', [['encoder-subject', '(output | <circuit> | it | encoder)', () => true]]);
}
