import type { Sentence, Spec } from '../../contracts/spec.ts';
import { type EnglishScope, readSentence, type SentenceReading } from '../../english/index.ts';
import { aliasesOf } from './alias-words.ts';
import { compoundNames } from './compound-names.ts';
import { readDescriptions } from './descriptions.ts';
import { namesDevice } from './device-names.ts';
import { readEntryAction } from './entry-words.ts';
import type { Fact } from './facts.ts';
import { isSentence } from './facts.ts';
import { indexVariable } from './index-variable.ts';
import { internalsOf } from './internals.ts';
import { entryReadings, type Lead, leadOf } from './leads.ts';
import { readOperationRows } from './operation-tables.ts';
import type { ReadSentence } from './reading-types.ts';
import { readRegisterSentence } from './registers/sentences.ts';
import { statesOf } from './state-names.ts';
import { definitionReading, submodulesOf } from './submodules.ts';
import { CONTEXT, isTelling, STATUS } from './telling.ts';

/** What sentences of a spec may name. */
export function scopeOf(spec: Spec): EnglishScope {
  const found = internalsOf(spec);
  const letter = indexVariable(spec);
  const named = 'reason' in found ? [] : found.filter((one) => !one.anonymous);
  return {
    names: [
      ...spec.ports.map((port) => port.name),
      ...spec.params.map((param) => param.name),
      ...named.map((one) => one.name),
      ...mapVariables(spec),
      ...(letter === null ? [] : [letter]),
    ],
    states: statesOf(spec),
    internals: new Map(named.map((one) => [one.name, one.width])),
    compounds: new Map(compoundNames(spec).map(({ words, name }) => [words, name])),
    module: spec.top,
    aliases: aliasesOf(spec),
    submodules: submodulesOf(spec).map(({ name }) => name),
  };
}

/** Variables of a Karnaugh map of which only some are inputs: sentences name the others too. */
function mapVariables(spec: Spec): readonly string[] {
  const ports = new Set(spec.ports.map(({ name }) => name));
  return spec.body.flatMap((block) => {
    const vars = block.kind === 'karnaugh' ? [...block.columnVars, ...block.rowVars] : [];
    const others = vars.filter((name) => !ports.has(name));
    return others.length < vars.length && others.every((name) => /^[A-Za-z]\w*$/.test(name)) ? others : [];
  });
}

/** Reads every sentence of a spec's prose, and the descriptions beside its ports. */
export function readProse(spec: Spec): readonly ReadSentence[] {
  const scope = scopeOf(spec);
  const hasMap = spec.body.some((block) => block.kind === 'register-map');
  const found: ReadSentence[] = [];
  let last: Listed = NOTHING_LISTED;
  const defined = submodulesOf(spec);
  for (const sentence of spec.body.filter(isSentence)) {
    const definition = definitionReading(sentence, defined);
    if (definition !== null) {
      found.push({ ...plain(sentence, found.length), readings: definition });
      continue;
    }
    const lead = sentence.kind === 'heading' || isStatus(sentence) ? null : leadOf(sentence.text, scope);
    if (lead === null) {
      const read = readWithMap(sentence, { index: found.length, scope, last, hasMap });
      last = listedAfter(sentence, read, last);
      found.push(read);
      continue;
    }
    last = { ...NOTHING_LISTED, about: lead.selector, lead };
    found.push({ ...plain(sentence, found.length), readings: lead.readings });
  }
  const rows = readOperationRows(spec, scope, found.length);
  return [...found, ...rows, ...readDescriptions(spec, scope, found.length + rows.length)];
}

function listedAfter(sentence: Sentence, read: ReadSentence, last: Listed): Listed {
  if (sentence.marker === null && sentence.kind !== 'item') return NOTHING_LISTED;
  return {
    about: read.caseValue === null ? read.about : last.about,
    marker: sentence.marker,
    depth: sentence.depth,
    lead: last.lead,
    isFirst: false,
  };
}

/** The list entry before: sentences that go on in it are about the same port. */
interface Listed {
  readonly about: string | null;
  readonly marker: string | null;
  readonly depth: number;
  /** The line above the list, where it says something of every entry. */
  readonly lead: Lead | null;
  /** The next entry is the first. */
  readonly isFirst: boolean;
}

const NOTHING_LISTED: Listed = { about: null, marker: null, depth: 0, lead: null, isFirst: true };

interface Reader {
  readonly index: number;
  readonly scope: EnglishScope;
  readonly last: Listed;
}

const plain = (sentence: Sentence, index: number): Omit<ReadSentence, 'readings'> => ({
  index,
  text: sentence.text,
  span: sentence.span,
  about: null,
  caseValue: null,
  caseSignal: null,
});

/** A sentence that only announces an example, which is then tried on the design. */
const isExampleMark = (statement: SentenceReading['statements'][number]): boolean =>
  statement.s === 'fact' && statement.fact === 'example-shown';

/** What stands under "Example" or "Old version" is not what to build. */
const isStatus = (sentence: Sentence): boolean => sentence.section !== null && STATUS.test(sentence.section);

/** Beside a register map, what the general grammar leaves unread may be about the map. */
function readWithMap(sentence: Sentence, reader: Reader & { readonly hasMap: boolean }): ReadSentence {
  const read = readOne(sentence, reader);
  if (!reader.hasMap || read.readings.length > 0 || isStatus(sentence) || sentence.kind === 'heading') return read;
  return { ...read, readings: readRegisterSentence(sentence.text) };
}

function readOne(sentence: Sentence, { index, scope, last }: Reader): ReadSentence {
  const base = plain(sentence, index);
  if (sentence.kind === 'heading') return { ...base, readings: headingReadings(sentence.text, scope) };
  if (isStatus(sentence))
    return {
      ...base,
      readings: readSentence(sentence.text, scope).filter((reading) => reading.statements.every(isExampleMark)),
    };
  const entry = entryOf(sentence.text, scope);
  if (entry !== null) return { ...base, about: entry.name, readings: readEntry(entry, scope) };
  const labelled = /^(\d*\s?'[bdh][0-9a-f]+|\d+)\s*:\s*(.+)$/i.exec(sentence.text);
  if (labelled !== null && sentence.kind === 'item' && last.about !== null) {
    return {
      ...base,
      about: null,
      caseValue: labelled[1] ?? null,
      caseSignal: last.about,
      readings: entryActions(labelled[2] ?? '', last, scope),
    };
  }
  const below = labelReadings(sentence.text, scope);
  if (below !== null) return { ...base, readings: below };
  if (last.lead !== null && sentence.kind === 'item')
    return { ...base, readings: entryReadings(sentence.text, last.lead, { scope, isFirst: last.isFirst }) };
  const goesOn = sentence.kind === 'sentence' && sentence.marker !== null && sentence.marker === last.marker;
  return { ...base, about: goesOn ? last.about : null, readings: readSentence(sentence.text, scope) };
}

/** What happens in a case, at the edge that the line above the list gives. */
function entryActions(text: string, { lead }: Listed, scope: EnglishScope): readonly SentenceReading[] {
  const prefix = lead?.prefix ?? null;
  const led = prefix === null ? [] : readSentence(`${prefix}, ${text}`, scope);
  return led.length > 0 ? led : readEntryAction(text, scope);
}

/** What stands behind the name of a port is a sentence, or what the port is. */
function readEntry(
  entry: { readonly name: string; readonly text: string },
  scope: EnglishScope,
): readonly SentenceReading[] {
  const readings = readSentence(entry.text, scope);
  const isPort = readings.length === 0 && !scope.states.includes(entry.name);
  return isPort ? readSentence(entry.text, { ...scope, describes: 'output' }).filter(isValue) : readings;
}

const isValue = ({ statements }: SentenceReading): boolean =>
  statements.every((statement) => statement.s === 'fact' && statement.fact === 'is-value');

/** Readings of what follows a label that tells nothing itself; null where there is no such label, or the rest is not read. */
function labelReadings(text: string, scope: EnglishScope): readonly SentenceReading[] | null {
  const [, label = '', rest = ''] = LABEL.exec(text) ?? titleBefore(text, scope);
  const isSaying = isTelling(label) || SAYING.test(label) || /^for (?:each|all|any)\b/i.test(label);
  if (label === '' || isSaying || scope.names.includes(label.trim())) return null;
  const readings = rest.trim() === '' ? CONTEXT : readSentence(rest.trim(), scope);
  return readings.length > 0 ? readings : null;
}

/** A label with a verb is a sentence, and one with a kind of logic says which outputs are registers. */
const SAYING = /\b(?:is|are|was|were|has|have|does|do|can|may|must|shall|should|both|combinat\w*)\b/i;

/** `Cycling behavior: …`: a label of a few words before what is said. */
const LABEL = /^([A-Z][\w/()-]*(?: [\w/()-]+){0,4}):(?: +(.*))?$/;

/** `Voting logic for a five-channel sensor: …`: a name of a device, of words that say nothing else. */
function titleBefore(text: string, scope: EnglishScope): readonly string[] {
  const found = /^([A-Z][\w/-]*(?: [\w/-]+){2,9}):(?: +(.*))?$/.exec(text) ?? [];
  const [, label = ''] = found;
  return label !== '' && namesDevice(label, scope) ? found : [];
}

/**
 * A heading is context unless it tells something; then it must be read like a sentence. Signs are not told by a
 * heading alone: they change every comparison below it.
 */
function headingReadings(text: string, scope: EnglishScope): readonly SentenceReading[] {
  if (!isTelling(text)) return CONTEXT;
  return readSentence(text, scope).filter((reading) =>
    reading.statements.every(
      (statement) =>
        isExampleMark(statement) ||
        (statement.s === 'build' && !statement.thing.features.some((feature) => feature.word === 'signed')) ||
        statement.s === 'reset' ||
        statement.s === 'clock',
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
