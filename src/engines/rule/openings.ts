import type { Spec } from '../../contracts/spec.ts';
import { CLAIMS, isNeutral } from './device-names.ts';
import { scopeOf } from './reading.ts';
import type { ReadSentence } from './reading-types.ts';
import { isTelling } from './telling.ts';

/** `Implement a …`, `The module should implement the …`, `This module is a …`: the words that open a text. */
const OPENING =
  /^(?:(?:please\s+)?(?:implement|design|build|create|write|make|develop|model)|(?:the|this)\s+(?:module|circuit|design|block)\s+(?:(?:should|must|shall|will)\s+)?(?:implements?|models?|is|be))\s+(?:(?:a|an|the)\s+)?(?=\S)/i;

/**
 * The sentence that opens a text may only name what is to be built ("Implement the warning logic of a car."). It is
 * context where the sentences behind it are read, and none of its own words names a port, a behaviour or a way to do
 * something: what the device does is then told by them alone, and a counter or a register must be among it.
 */
export function withOpening(spec: Spec, prose: readonly ReadSentence[]): readonly ReadSentence[] {
  const at = prose.findIndex(({ readings }) => readings.length === 0);
  const first = prose[at];
  if (first === undefined || first.about !== null || !prose.slice(0, at).every((one) => isFrame(one))) return prose;
  const claims = namedIn(first.text, spec);
  if (claims === null) return prose;
  const statements = [
    claims.length === 0 ? ({ s: 'context' } as const) : ({ s: 'purpose', claims, widths: [], names: [] } as const),
  ];
  return prose.map((one) =>
    one === first ? { ...one, readings: [{ statements, rules: ['opening'], cost: 0 }] } : one,
  );
}

/** A heading, or what one is asked to write and how to call it. */
const isFrame = ({ readings }: ReadSentence): boolean =>
  readings.every(({ statements }) => statements.every(({ s }) => s === 'context' || s === 'part'));

/** What the opening claims of the design; null where a word of it could say more. */
function namedIn(text: string, spec: Spec): readonly string[] | null {
  const start = OPENING.exec(text);
  const rest = start === null ? '' : text.slice(start[0].length).replace(/[.:]\s*$/, '');
  const words = rest.split(/[\s,/-]+/).filter((word) => word !== '');
  if (words.length === 0 || words.length > 14 || isTelling(rest)) return null;
  const scope = scopeOf(spec);
  const names = new Set([...scope.names, ...scope.states].filter((name) => name !== 'a'));
  if (!words.every((word) => isNeutral(word, names, spec.top))) return null;
  return [...new Set(words.flatMap((word) => CLAIMS[word.toLowerCase()] ?? []))];
}
