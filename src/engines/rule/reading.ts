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

/** Reads every sentence of a spec's prose. */
export function readProse(spec: Spec): readonly ReadSentence[] {
  const scope = scopeOf(spec);
  return spec.body.filter(isSentence).map((sentence, index) => readOne(sentence, index, scope));
}

function readOne(sentence: Sentence, index: number, scope: EnglishScope): ReadSentence {
  const base = { index, text: sentence.text, span: sentence.span };
  if (sentence.kind === 'heading')
    return { ...base, about: null, readings: [{ statements: [{ s: 'context' }], rules: ['heading'], cost: 0 }] };
  const entry = entryOf(sentence.text, scope);
  if (entry === null) return { ...base, about: null, readings: readSentence(sentence.text, scope) };
  return { ...base, about: entry.name, readings: readSentence(entry.text, scope) };
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
        }),
      ),
    );
    lists = lists.flatMap((list) => options.map((facts) => [...list, ...facts])).slice(0, MAX_COMBINATIONS);
  }
  return lists;
}
