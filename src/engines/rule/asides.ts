import type { Spec } from '../../contracts/spec.ts';
import { DANGER, isBehaviour, isWord } from '../../english/index.ts';
import { withOpening } from './openings.ts';
import { scopeOf } from './reading.ts';
import type { ReadSentence } from './reading-types.ts';
import { isTelling } from './telling.ts';

/** Formal content that says by itself what every output is. */
const WHOLE = new Set(['truth-table', 'karnaugh', 'state-table', 'state-diagram', 'waveform']);

/** Statements that say of a circuit what it does; beside one of them nothing is an aside. */
const TELLING_STATEMENTS = new Set(['do', 'build', 'edges', 'outputs', 'net']);

/** Words that name a place in a text; a number behind one is no number of the circuit. */
export const PLACES =
  /\b(?:exercise|problem|question|task|part|figure|chapter|section|sheet|lab|page|week|exam|step)\s+\d+\b/gi;

/** Words of the grammar that an aside may use: what one does with a specification, and what one calls it. */
const FRAME: ReadonlySet<string> = new Set(
  (
    'a an the this that these those it its is are be was were as at by for from in into of on to with and or we you your our us ' +
    'implement describe design write build create make realise realize realises realizes determine find derive work out use using ' +
    'read study consider look examine inspect shows show given following shown below above here which whose any exactly whole ' +
    'module circuit function logic verilog systemverilog hdl code map table karnaugh kmap truth diagram named called name ' +
    'waveform waveforms state machine solution answer minimal minimum simple small please should must can may will such so only ' +
    'simulation run input inputs output outputs lab exercise problem question task example puzzle assignment loop file code classic easy short quick ' +
    'introductory textbook little tiny standard call name it please submit hand plain full clean readable'
  ).split(' '),
);

/** Kinds of circuit, which must be true of what is built. */
const KINDS: ReadonlySet<string> = new Set(['combinational', 'sequential', 'moore', 'mealy']);

/** Beginnings of words that could turn, delay or take back what a table says. */
const TURNING =
  /^(?:open-?drain|drain|collector|contradict|exclud|forbid|disprov|refut|deni|deny|late|earl|lag|lead|soon|then|next|beat|tick|moment|time|wait|again|back|forward|upside|down|up$|flip|turn|cross|transpos|exchang|interchang|differ|chang|modif|adapt|correct|error|mistake|typo|misprint|wrong|false|fault|actual|however|although|though|otherwise|rather|instead|ignor|disregard|neglect|omit|skip|remov|delet|replac|miss|extra|addition|also|too$|plus|minus|less|more|few|some|partly|outdat|supersed|preliminar|draft|void|cancel|contrar|vice|versa|other|another|alternative|variant|version|similar|almost|nearly|roughly|about$|approximat|order|column|row|cell|entr|axis|axes|bit|top$|topmost|bottom|side|shift|mov|level|charge|voltage|activ|assert|drive|drove|signal|wire|pin|port|value|number)/;

/** The names that `inputs a, b and c` or `output q` lists, where all of them are ports of that direction; else the text. */
function withoutPorts(text: string, ports: Spec['ports']): string {
  return text.replaceAll(
    /\b(input|output)s?\s+((?:[A-Za-z_]\w*)(?:(?:\s*,\s*(?:and\s+)?|\s+and\s+)[A-Za-z_]\w*)*)/gi,
    (whole, way: string, list: string) => {
      const names = list.split(/\s*,\s*(?:and\s+)?|\s+and\s+/);
      const direction = way.toLowerCase();
      // A list may run into the next one: `inputs a and b and output q`.
      const last = names.findIndex((name) => !ports.some((port) => port.name === name && port.direction === direction));
      if (last === 0) return whole;
      return last < 0 ? 'inputs' : `inputs and ${names.slice(last).join(' ')}`;
    },
  );
}

/** The kinds of circuit that an aside names; null where a word could be about the circuit: a port, a number, a behaviour. */
function readAside(text: string, names: ReadonlySet<string>, spec: Spec): readonly string[] | null {
  const plain = withoutPorts(
    withoutPorts(text.replaceAll(PLACES, '').replaceAll(/[`*_"']/g, ''), spec.ports),
    spec.ports,
  );
  const words = plain.split(/[^A-Za-z-]+/).filter((word) => word !== '' && word !== spec.top);
  const kinds = words.map((word) => word.toLowerCase()).filter((word) => KINDS.has(word));
  const rest = words.filter((word) => !KINDS.has(word.toLowerCase()));
  if (isTelling(rest.join(' ')) || /[0-9=<>&|~^+]/.test(plain)) return null;
  return rest.every((word) => isPlain(word, names)) ? kinds : null;
}

function isPlain(word: string, names: ReadonlySet<string>): boolean {
  const lower = word.toLowerCase();
  if (FRAME.has(lower)) return !names.has(word) || word === 'a';
  return !names.has(word) && !isWord(lower) && !DANGER.has(lower) && !isBehaviour(lower) && !TURNING.test(lower);
}

/**
 * Sentences that no rule reads, in a specification whose tables or diagrams say everything: where no word of such a
 * sentence could be about the circuit, it is context. Beside prose that tells a behaviour nothing is let through.
 */
export function withAsides(spec: Spec, prose: readonly ReadSentence[]): readonly ReadSentence[] {
  if (prose.every(({ readings }) => readings.length > 0)) return prose;
  return withTableAsides(spec, withOpening(spec, withScene(spec, prose)));
}

/** `A lamp is …`, `There is a …`, `Consider a …`: what sets the scene before anything is told. */
const SCENE = /^(?:An?|Consider|Imagine|Suppose|There (?:is|are)|We have)\s/;

/** Words of scenes that could be taken for what a machine does with its signals. */
const DOING =
  /^(?:blink|flash|light|lit|glow|beep|ring|sound|start|stop|begin|end|detect|recogni|find|count|output|input|signal|state|cycle|clock|edge|bit|byte|if|when|whenever|until|first|last|next|same|consecutive|simultaneous|together|initial|default|normal|must|should|shall)/;

/**
 * The very first sentence of a text that tells a machine state by state may only set the scene: it begins like a
 * story, and no word of it is a port, a state, a number other than a count of things, or names a behaviour.
 */
function withScene(spec: Spec, prose: readonly ReadSentence[]): readonly ReadSentence[] {
  const [first] = prose;
  const tellsStates = prose.some(({ readings }) =>
    readings.some(({ statements }) => statements.some(({ s }) => s === 'edges')),
  );
  if (first === undefined || first.readings.length > 0 || !tellsStates || !SCENE.test(first.text)) return prose;
  const scope = scopeOf(spec);
  const names = new Set([...scope.names, ...scope.states]);
  const words = first.text
    .replace(/[.:;]\s*$/, '')
    .split(/[\s,-]+/)
    .filter((word) => word !== '');
  const isScene = words.every((word) => {
    const lower = word.toLowerCase();
    if (/^(?:an?|two|three|four|single|one|either|or)$/.test(lower)) return true;
    return (
      /^[A-Za-z']+$/.test(word) && !names.has(word) && !DANGER.has(lower) && !isBehaviour(lower) && !DOING.test(lower)
    );
  });
  return isScene
    ? [{ ...first, readings: [{ statements: [{ s: 'context' }], rules: ['scene'], cost: 0 }] }, ...prose.slice(1)]
    : prose;
}

function withTableAsides(spec: Spec, prose: readonly ReadSentence[]): readonly ReadSentence[] {
  if (prose.every(({ readings }) => readings.length > 0)) return prose;
  const isWhole = spec.body.some((block) => WHOLE.has(block.kind));
  const tells = prose.some(({ readings }) =>
    readings.some(({ statements }) => statements.some(({ s }) => TELLING_STATEMENTS.has(s))),
  );
  if (!isWhole || tells) return prose;
  const scope = scopeOf(spec);
  const names = new Set([...scope.names, ...scope.states]);
  return prose.map((sentence) => {
    const kinds = sentence.readings.length > 0 ? null : readAside(sentence.text, names, spec);
    if (kinds === null) return sentence;
    const claims = kinds.map((word) => ({ f: 'machine', word }));
    return { ...sentence, readings: [{ statements: [{ s: 'part', nouns: [], claims }], rules: ['aside'], cost: 0 }] };
  });
}
