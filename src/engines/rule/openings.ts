import type { Spec } from '../../contracts/spec.ts';
import { DANGER, isBehaviour, isWord } from '../../english/index.ts';
import { scopeOf } from './reading.ts';
import type { ReadSentence } from './reading-types.ts';
import { isTelling } from './telling.ts';

/** `Implement a …`, `The module should implement the …`, `This module is a …`: the words that open a text. */
const OPENING =
  /^(?:(?:please\s+)?(?:implement|design|build|create|write|make|develop|model)|(?:the|this)\s+(?:module|circuit|design|block)\s+(?:(?:should|must|shall|will)\s+)?(?:implements?|models?|is|be))\s+(?:(?:a|an|the)\s+)?(?=\S)/i;

/** Names of devices that leave everything they do to the sentences behind them. */
const DEVICES: ReadonlySet<string> = new Set(
  (
    'module circuit design block unit system machine controller control controls logic interface device component core engine ' +
    'transmitter receiver generator converter timer stretcher tracker monitor checker meter lock memory buffer panel button buttons switch ' +
    'lamp light lights motor pump fan valve door gate display keypad sensor lift elevator alarm game toy player scoreboard ' +
    'handshake protocol channel stage datapath front end side master slave host sender network state finite'
  ).split(' '),
);

/** Devices by what they do, which the other sentences must bear out. */
const CLAIMS: Readonly<Record<string, string>> = { counter: 'count', counters: 'count', register: 'register' };

/** Words between the names of things, and adjectives of which no circuit is another. */
const PLAIN: ReadonlySet<string> = new Set(
  (
    'a an the of for in on with and to from by simple small tiny basic little generic plain typical single complete whole ' +
    'separate programmable configurable vending washing parking warning lighting heating cooling traffic serial parallel data bit bits'
  ).split(' '),
);

/** Endings of words that say how something is, which only the other sentences may. */
const ADJECTIVE = /(?:able|ible|ing|ed|ive|ly|less|wise)$|^(?:slow|fast|quick|long|short|lat|wid|narrow)er$/;

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

function isNeutral(word: string, names: ReadonlySet<string>, own: string): boolean {
  const plain = word.replaceAll(/[`'"*]/g, '');
  const lower = plain.toLowerCase();
  if (plain === own && !names.has(plain)) return true;
  if (names.has(plain)) return false;
  // A number is held against the interface and the other sentences like any other.
  if (/^\d+$/.test(plain)) return true;
  if (DEVICES.has(lower) || PLAIN.has(lower) || CLAIMS[lower] !== undefined) return true;
  return (
    /^[a-z]+$/i.test(plain) && !isWord(lower) && !DANGER.has(lower) && !isBehaviour(lower) && !ADJECTIVE.test(lower)
  );
}
