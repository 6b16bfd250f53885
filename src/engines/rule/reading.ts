import type { TextSpan } from '../../contracts/source.ts';
import type { Sentence, Spec } from '../../contracts/spec.ts';
import { type EnglishScope, readSentence, type SentenceReading } from '../../english/index.ts';
import type { Fact } from './facts.ts';
import { isSentence } from './facts.ts';
import { internalsOf } from './internals.ts';
import { statesOf } from './state-names.ts';

/** A sentence of the spec with every way it can be read; none where it is outside the language. */
export interface ReadSentence {
  readonly index: number;
  readonly text: string;
  readonly span: TextSpan;
  readonly about: string | null;
  readonly caseValue: string | null;
  readonly caseSignal: string | null;
  readonly readings: readonly SentenceReading[];
}

/** What sentences of a spec may name. */
export function scopeOf(spec: Spec): EnglishScope {
  const found = internalsOf(spec);
  const named = 'reason' in found ? [] : found.filter((one) => !one.anonymous);
  return {
    names: [
      ...spec.ports.map((port) => port.name),
      ...spec.params.map((param) => param.name),
      ...named.map((one) => one.name),
    ],
    states: statesOf(spec),
    internals: new Map(named.map((one) => [one.name, one.width])),
    module: spec.top,
  };
}

/** Reads every sentence of a spec's prose, and the descriptions beside its ports. */
export function readProse(spec: Spec): readonly ReadSentence[] {
  const scope = scopeOf(spec);
  const found: ReadSentence[] = [];
  let last: Listed = { about: null, marker: null, depth: 0 };
  for (const sentence of spec.body.filter(isSentence)) {
    const read = readOne(sentence, { index: found.length, scope, last });
    if (sentence.marker !== null || sentence.kind === 'item')
      last = {
        about: read.caseValue === null ? read.about : last.about,
        marker: sentence.marker,
        depth: sentence.depth,
      };
    else last = { about: null, marker: null, depth: 0 };
    found.push(read);
  }
  return [...found, ...readDescriptions(spec, scope, found.length)];
}

/** True where a description names another port: then it says how the two go together. */
function namesAnother(text: string, own: string, scope: EnglishScope): boolean {
  const words = new Set(text.match(/[A-Za-z_]\w*/g) ?? []);
  // `a` is a name where no noun follows it.
  const isName = (name: string): boolean => name !== 'a' || /\ba\s*(?:$|[,.;)]|(?:and|or|is)\b)/.test(text);
  return scope.names.some((name) => name !== own && words.has(name) && isName(name));
}

/** The prose beside the ports: what it tells must be read; the rest names the port's role. */
function readDescriptions(spec: Spec, scope: EnglishScope, first: number): readonly ReadSentence[] {
  return spec.ports.flatMap((port, at): readonly ReadSentence[] => {
    if (port.description.trim() === '') return [];
    const base = { text: port.description, span: port.span, about: port.name, caseValue: null, caseSignal: null };
    return port.description.split(/(?<=[.;])\s+/).map((text, part): ReadSentence => {
      const telling = isTelling(text) || namesAnother(text, port.name, scope);
      const readings = telling ? readSentence(text, scope) : CONTEXT;
      return { ...base, index: first + at * 8 + part, readings };
    });
  });
}

/** The list entry before: sentences that go on in it are about the same port. */
interface Listed {
  readonly about: string | null;
  readonly marker: string | null;
  readonly depth: number;
}

interface Reader {
  readonly index: number;
  readonly scope: EnglishScope;
  readonly last: Listed;
}

function readOne(sentence: Sentence, { index, scope, last }: Reader): ReadSentence {
  const base = { index, text: sentence.text, span: sentence.span, about: null, caseValue: null, caseSignal: null };
  if (sentence.kind === 'heading') return { ...base, readings: headingReadings(sentence.text, scope) };
  // What stands under "Example" or "Old version" is not what to build.
  if (sentence.section !== null && STATUS.test(sentence.section)) return { ...base, readings: [] };
  const entry = entryOf(sentence.text, scope);
  if (entry !== null) return { ...base, about: entry.name, readings: readSentence(entry.text, scope) };
  const labelled = /^(\d*\s?'[bdh][0-9a-f]+|\d+)\s*:\s*(.+)$/i.exec(sentence.text);
  if (labelled !== null && sentence.kind === 'item' && last.about !== null) {
    return {
      ...base,
      about: null,
      caseValue: labelled[1] ?? null,
      caseSignal: last.about,
      readings: readSentence(labelled[2] ?? '', scope),
    };
  }
  const below = labelReadings(sentence.text, scope);
  if (below !== null) return { ...base, readings: below };
  const goesOn = sentence.kind === 'sentence' && sentence.marker !== null && sentence.marker === last.marker;
  return { ...base, about: goesOn ? last.about : null, readings: readSentence(sentence.text, scope) };
}

/** Readings of what follows a label that tells nothing itself; null where there is no such label, or the rest is not read. */
function labelReadings(text: string, scope: EnglishScope): readonly SentenceReading[] | null {
  const [, label = '', rest = ''] = LABEL.exec(text) ?? [];
  if (label === '' || isTelling(label) || scope.names.includes(label.trim())) return null;
  const readings = rest.trim() === '' ? CONTEXT : readSentence(rest.trim(), scope);
  return readings.length > 0 ? readings : null;
}

const CONTEXT: readonly SentenceReading[] = [{ statements: [{ s: 'context' }], rules: ['label'], cost: 0 }];

/** `Cycling behavior: …`: a label of a few words before what is said. */
const LABEL = /^([A-Z][\w/()-]*(?: [\w/()-]+){0,4}):(?: +(.*))?$/;

/** Words that say something of the circuit even in a heading, a label or a port's description. */
const TELLING =
  /\b(?:un)?signed\b|\bbcd\b|\bgr[ae]y\b|\bpipelin|\bsaturat|\bwrap|\bpriority\b|\brevers|\binvert|\bcomplement|\bnot\b|\bno\b|\bwithout\b|\bexcept|\bunless\b|\bif\b|\bwhen(?:ever)?\b|\bwhile\b|\bonly\b|\buntil\b|\bafter\b|\bbefore\b|\bdelay|\b(?:a)?synchronous|\bnegative\b|\bnegedge|\bfalling\b|\blow\b|\bmodulo\b|\bparity\b|\bone-?hot\b|\bstatic\b|\bevery\b|\beven\b|\bodd\b|\btwo'?s\b|\bregistered\b|\btoggle|\brotat|\bgated\b|\bexamples?\b|counter-?example|\bwrong\b|\bincorrect|\bbad\b|\bold\b|\blegacy\b|\bprevious\b|\boptional|\bfuture\b|\bdeprecated\b|\bobsolete\b|\bbug|\bfloat|\bfixed/i;

const STATUS =
  /\bexamples?\b|counter-?example|\bwrong\b|\bincorrect|\bold\b|\blegacy\b|\bprevious\b|\boptional|\bfuture\b|\bdeprecated\b|\bobsolete\b|\bbug/i;

const isTelling = (text: string): boolean => TELLING.test(text);

/** A heading is context unless it tells something; then it must be read like a sentence. */
function headingReadings(text: string, scope: EnglishScope): readonly SentenceReading[] {
  if (!isTelling(text)) return CONTEXT;
  return readSentence(text, scope).filter((reading) =>
    reading.statements.every(
      (statement) => statement.s === 'build' || statement.s === 'reset' || statement.s === 'clock',
    ),
  );
}

/** `name: text`, where the name is a port or a state. */
function entryOf(text: string, scope: EnglishScope): { readonly name: string; readonly text: string } | null {
  const colon = text.indexOf(':');
  const name = text.slice(0, Math.max(colon, 0)).replaceAll(/[`*\s]|\[[^\]]*\]/g, '');
  const state = stateLabel(text.slice(0, Math.max(colon, 0)), scope);
  if (state !== null) return { name: state, text: text.slice(colon + 1).trim() };
  return colon > 0 && scope.names.includes(name) ? { name, text: text.slice(colon + 1).trim() } : null;
}

/** `State IDLE`, `IDLE state`, `IDLE` before a colon. */
function stateLabel(label: string, scope: EnglishScope): string | null {
  const name = label.replaceAll(/[`*]|\bstate\b/gi, '').trim();
  return scope.states.includes(name) ? name : null;
}

/** Most combinations of ambiguous sentences that are tried. */
const MAX_COMBINATIONS = 16;

/** Every combination of readings as lists of facts, at most sixteen. */
export function combinations(sentences: readonly ReadSentence[]): readonly (readonly Fact[])[] {
  let lists: readonly (readonly Fact[])[] = [[]];
  for (const sentence of sentences) {
    const options = sentence.readings.map((reading) =>
      reading.statements.map(
        (statement): Fact => ({
          statement,
          rules: reading.rules,
          span: sentence.span,
          text: sentence.text,
          sentence: sentence.index,
          about: sentence.about,
          caseValue: sentence.caseValue,
          caseSignal: sentence.caseSignal,
        }),
      ),
    );
    lists = lists.flatMap((list) => options.map((facts) => [...list, ...facts])).slice(0, MAX_COMBINATIONS);
  }
  return lists;
}
