import { splitWords, stemOf } from '../chunk/words.ts';
import { foldersOf, looksLikeTest } from '../graph/places.ts';
import { type SymbolGraph, symbolGraph } from '../graph/symbols.ts';
import { type ForwardIndex, forwardIndex, type InvertedIndex, invert } from '../store/postings.ts';
import type { IndexData } from './data.ts';
import { chunkRanges } from './records.ts';

/** An index made ready for questions: everything a query reads, computed once after loading. */
export interface Corpus {
  readonly data: IndexData;
  readonly graph: SymbolGraph;
  readonly signatures: InvertedIndex;
  readonly bodies: InvertedIndex;
  readonly identifiers: InvertedIndex;
  /** Names of ports and parameters each file declares, as documents of files. */
  readonly ports: InvertedIndex;
  /** Names packages and classes offer. */
  readonly offered: InvertedIndex;
  /** Split words of each file's stem and unit names. */
  readonly names: InvertedIndex;
  /** Folders of each file's path. */
  readonly folders: readonly (readonly string[])[];
  /** 1 for each file that looks like verification code. */
  readonly tests: Uint8Array;
  /** Words of each file's stem. */
  readonly stems: readonly (readonly string[])[];
  readonly fileOf: ReadonlyMap<string, number>;
  /** First chunk of each file; entry files.length is the number of chunks. */
  readonly firstChunk: Int32Array;
}

/** The chunks of one kind, empty documents for the others, so that chunk numbers stay. */
const onlyKind = (data: IndexData, kind: number): ForwardIndex => {
  const { words, chunks } = data;
  const offsets = new Int32Array(words.offsets.length);
  const termIds: Int32Array = new Int32Array(words.termIds.length);
  const counts = new Uint16Array(words.counts.length);
  let at = 0;
  for (let c = 0; c + 1 < words.offsets.length; c += 1) {
    const from = words.offsets[c] ?? 0;
    const to = words.offsets[c + 1] ?? 0;
    if (chunks.kind[c] === kind) {
      termIds.set(words.termIds.subarray(from, to), at);
      counts.set(words.counts.subarray(from, to), at);
      at += to - from;
    }
    offsets[c + 1] = at;
  }
  return { terms: words.terms, offsets, termIds: termIds.subarray(0, at), counts: counts.subarray(0, at) };
};

const once = (names: Iterable<string>): Map<string, number> => new Map([...names].map((name) => [name, 1]));

const nameWords = (data: IndexData): Iterable<Map<string, number>> =>
  data.files.map((file) => once(splitWords([stemOf(file.path), ...file.facts.units.map((u) => u.name)].join(' '))));

const portNames = (data: IndexData): Iterable<Map<string, number>> =>
  data.files.map((file) =>
    once(
      file.facts.units.flatMap((u) =>
        u.kind === 'package' || u.kind === 'class'
          ? []
          : [...u.ports.map((p) => p.name), ...u.params.filter((p) => !p.local).map((p) => p.name)],
      ),
    ),
  );

const offeredNames = (data: IndexData): Iterable<Map<string, number>> =>
  data.files.map((file) =>
    once([
      ...file.facts.units.flatMap((u) => (u.kind === 'package' || u.kind === 'class' ? u.symbols : [])),
      ...file.facts.macrosDefined.map((m) => m.name),
    ]),
  );

export const corpusOf = (data: IndexData): Corpus => {
  return {
    data,
    graph: symbolGraph(data.files),
    signatures: invert(onlyKind(data, 0)),
    bodies: invert(onlyKind(data, 1)),
    identifiers: invert(data.identifiers),
    ports: invert(forwardIndex(portNames(data))),
    offered: invert(forwardIndex(offeredNames(data))),
    names: invert(forwardIndex(nameWords(data))),
    folders: data.files.map((file) => foldersOf(file.path)),
    tests: Uint8Array.from(data.files, (file) => (looksLikeTest(file.path) ? 1 : 0)),
    stems: data.files.map((file) => splitWords(stemOf(file.path))),
    fileOf: new Map(data.files.map((file, f) => [file.path, f])),
    firstChunk: chunkRanges(data),
  };
};
