import type { TextSpan } from '../../contracts/source.ts';
import type { Sentence, Spec } from '../../contracts/spec.ts';
import { type EnglishScope, readSentence, type SentenceReading } from '../../english/index.ts';
import type { Fact } from './facts.ts';
import { isSentence } from './facts.ts';

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

/** Names of states that the spec's machines mention, so that sentences can name them too. */
function statesOf(spec: Spec): readonly string[] {
  const found = new Set<string>();
  for (const block of spec.body) {
    if (block.kind === 'state-diagram') for (const edge of block.edges) found.add(edge.from).add(edge.to);
    if (block.kind === 'state-table') for (const row of block.rows) found.add(row.state);
  }
  return [...found];
}

/** What sentences of a spec may name. */
export function scopeOf(spec: Spec): EnglishScope {
  return {
    names: [...spec.ports.map((port) => port.name), ...spec.params.map((param) => param.name)],
    states: statesOf(spec),
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
  return found;
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
  if (sentence.kind === 'heading')
    return { ...base, readings: [{ statements: [{ s: 'context' }], rules: ['heading'], cost: 0 }] };
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
  const goesOn = sentence.kind === 'sentence' && sentence.marker !== null && sentence.marker === last.marker;
  return { ...base, about: goesOn ? last.about : null, readings: readSentence(sentence.text, scope) };
}

/** `name: text`, where the name is a port. */
function entryOf(text: string, scope: EnglishScope): { readonly name: string; readonly text: string } | null {
  const colon = text.indexOf(':');
  const name = text.slice(0, Math.max(colon, 0)).replaceAll(/[`*\s]|\[[^\]]*\]/g, '');
  return colon > 0 && scope.names.includes(name) ? { name, text: text.slice(colon + 1).trim() } : null;
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
