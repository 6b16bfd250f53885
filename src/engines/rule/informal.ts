import type { SpecPort } from '../../contracts/spec.ts';
import {
  DANGER,
  type EnglishScope,
  isBehaviour,
  isWord,
  type SentenceReading,
  type Statement,
} from '../../english/index.ts';

/** `1-bit output signal that is high for one clock cycle when …`: a level of a port, and when it has it. */
const LEVEL =
  /^(?:(?:(?<bits>\d+|one|single)[-\s]bit\s+)?(?:(?:input|output)\s+)?(?:(?:flag|signal|control signal|strobe|pulse)\s*,?\s*)?(?:(?:that|which)\s+)?(?:is\s+|goes\s+|becomes\s+)?(?:set\s+(?:to\s+)?)?(?:1|high|asserted|active)(?:\s+for\s+(?:one|a|a single|1)\s+(?:clock\s+)?cycle)?\s+(?:when|while|whenever|if|as long as)\s+)(?<rest>\S.*?)\.?$/i;

/** `1-bit output indicating that the result is ready`. */
const SIGN =
  /^(?:(?:(?<bits>\d+|one|single)[-\s]bit\s+)?(?:(?:input|output)\s+)?(?:flag|signal|bit|pulse|strobe)?\s*,?\s*(?:indicating|indicates|signalling|signaling|showing|that (?:indicates|signals|shows)|which (?:indicates|signals|shows)|used to (?:indicate|signal))\s+(?:(?:that|when)\s+)?)(?<rest>\S.*?)\.?$/i;

/** Words of no circuit's own, beside those that the grammar does not know. */
const PLAIN: ReadonlySet<string> = new Set(
  (
    'a an the of to for from in on by with and or is are was were be been being has have had it its this that there ' +
    'word words result results data output input value new complete operation bit bits byte bytes sample character frame ' +
    'transfer message button key user specific whole full sequence pattern last'
  ).split(' '),
);

/** Words about the state of a job, which no port shows. */
const STATE =
  /^(?:valid|ready|available|present|running|sent|received|done|finished|completed|busy|pending|ongoing|progress|detected|requested|accepted|transmitted|delivered|arrived|taken|carries|carried|transmission|reception|conversion)$/;

/**
 * The level at which a one-bit port says that something is so, where that something is told in words of no formal
 * content ("1 when the result is valid"). It can only be held against the level the other sentences use; null where a word
 * could say more.
 */
export function informalLevel(text: string, port: SpecPort, scope: EnglishScope): readonly SentenceReading[] | null {
  const found = (LEVEL.exec(text) ?? SIGN.exec(text))?.groups;
  const rest = found?.['rest'];
  if (rest === undefined || port.width !== 1 || !isOneBit(found?.['bits'])) return null;
  const words = rest
    .replaceAll(/[`'"*]/g, '')
    .split(/[\s,]+/)
    .filter((word) => word !== '');
  const mayName = port.direction === 'input';
  const isInformal = words.every((word) => {
    if (scope.names.includes(word)) return mayName && word !== port.name;
    const lower = word.toLowerCase();
    if (PLAIN.has(lower) || STATE.test(lower)) return true;
    return /^[a-z]+$/i.test(word) && !isWord(lower) && !DANGER.has(lower) && !isBehaviour(lower);
  });
  if (!isInformal || !words.some((word) => STATE.test(word.toLowerCase()))) return null;
  const statement: Statement = { s: 'fact', fact: 'means-high', values: [] };
  return [{ statements: [statement], rules: ['describe.level'], cost: 0 }];
}

const isOneBit = (bits: string | undefined): boolean => bits === undefined || /^(?:1|one|single)$/i.test(bits);
