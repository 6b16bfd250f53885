import { DANGER, type EnglishScope, isBehaviour, isWord } from '../../english/index.ts';

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
export const CLAIMS: Readonly<Record<string, string>> = { counter: 'count', counters: 'count', register: 'register' };

/** Words between the names of things, and adjectives of which no circuit is another. */
const PLAIN: ReadonlySet<string> = new Set(
  (
    'a an the of for in on with and to from by simple small tiny basic little generic plain typical single complete whole ' +
    'separate programmable configurable vending washing parking warning lighting heating cooling voting traffic serial parallel data bit bits'
  ).split(' '),
);

/** Endings of words that say how something is, which only the other sentences may. */
const ADJECTIVE = /(?:able|ible|ing|ed|ive|ly|less|wise)$|^(?:slow|fast|quick|long|short|lat|wid|narrow)er$/;

const COUNT = /^(?:one|two|three|four|five|six|seven|eight|nine|ten|twelve|sixteen)$/i;

/** Words that only name a device: none is a port, a behaviour or a kind of circuit; counts are held against the rest. */
export function namesDevice(label: string, { names, states, module }: EnglishScope): boolean {
  const taken = new Set([...names, ...states].filter((name) => name !== 'a'));
  const words = label.split(/[\s,/-]+/).filter((word) => word !== '');
  const isPlain = (word: string): boolean =>
    COUNT.test(word) || (CLAIMS[word.toLowerCase()] === undefined && isNeutral(word, taken, module ?? ''));
  return words.every(isPlain);
}

/** A word that names a thing or says nothing, and is no name, behaviour or way to do something. */
export function isNeutral(word: string, names: ReadonlySet<string>, own: string): boolean {
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
