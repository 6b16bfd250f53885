import { addRules, type Captures, type Grammar, type NativeReader } from '../grammar.ts';
import { num } from '../value.ts';

/** A number in digits of a base, as the word before it says; nothing else in the token. */
const digitsOf =
  (pattern: RegExp): NativeReader =>
  (tokens, at) => {
    const token = tokens[at];
    const isDigits = token !== undefined && pattern.test(token.text) && !(token.name !== null && token.exact);
    return isDigits ? [{ value: token.text, end: at + 1, cost: 0, rules: [] }] : [];
  };

const binary = (c: Captures) => num(BigInt(`0b${String(c['d'])}`).toString(), String(c['d']).length);
const hexadecimal = (c: Captures) => num(BigInt(`0x${String(c['d'])}`).toString());

/** Numbers whose base is told in a word: "binary 0101", "the hexadecimal value a6". */
export function addBasedNumberRules(grammar: Grammar): void {
  grammar.natives.set('binary-digits', digitsOf(/^[01]{1,64}$/));
  grammar.natives.set('hex-digits', digitsOf(/^(?=.*\d|[a-f]{2})[0-9a-f]{1,32}$/i));
  addRules(grammar, 'constant-base', [
    [
      'const.binary',
      '[constant | fixed] binary [value | number | code | pattern | constant] d:<binary-digits>',
      binary,
    ],
    ['const.in-binary', 'd:<binary-digits> [in] binary', binary],
    [
      'const.hex',
      '[constant | fixed] (hexadecimal | hex) [value | number | code | pattern | constant | byte] d:<hex-digits>',
      hexadecimal,
    ],
    ['const.in-hex', 'd:<hex-digits> [in] (hexadecimal | hex)', hexadecimal],
  ]);
}
