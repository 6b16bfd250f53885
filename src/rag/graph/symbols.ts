import type { IndexedFile } from '../index/data.ts';
import { pathDistance } from './places.ts';

export type SymbolKind = 'module' | 'package' | 'include' | 'macro' | 'class';

/** A name that files define and others mention. */
export interface SymbolEntry {
  readonly kind: SymbolKind;
  readonly name: string;
  /** Indices of the files that define it, ascending. */
  readonly files: readonly number[];
}

/** One file's mention of a symbol that another file defines. */
export interface Mention {
  readonly symbol: number;
  readonly line: number;
}

/** Who defines and who mentions what, by name; which of several definitions is meant depends on who asks. */
export interface SymbolGraph {
  readonly symbols: readonly SymbolEntry[];
  readonly idOf: ReadonlyMap<string, number>;
  /** Symbols each file defines. */
  readonly defines: readonly (readonly number[])[];
  /** Symbols each file mentions and does not define itself, first mention each, by line. */
  readonly mentions: readonly (readonly Mention[])[];
  /** How many files mention each symbol. */
  readonly degree: Int32Array;
}

const key = (kind: SymbolKind, name: string): string => `${kind} ${name}`;

const moduleKinds: ReadonlySet<string> = new Set(['module', 'interface', 'program', 'primitive', 'checker']);

const symbolKindOf = (unitKind: string): SymbolKind =>
  moduleKinds.has(unitKind) ? 'module' : unitKind === 'package' ? 'package' : 'class';

const definitionsOf = (file: IndexedFile): (readonly [SymbolKind, string])[] => [
  ...file.facts.units.map((u) => [symbolKindOf(u.kind), u.name] as const),
  ...file.facts.macrosDefined.map((m) => ['macro', m.name] as const),
  // An include names a file by the end of its path.
  ['include', file.path.slice(file.path.lastIndexOf('/') + 1)] as const,
];

const mentionsOf = (file: IndexedFile): (readonly [SymbolKind, string, number])[] => [
  ...file.facts.instances.map((i) => ['module', i.type, i.line] as const),
  ...file.facts.instances.filter((i) => i.bindsTo !== '').map((i) => ['module', i.bindsTo, i.line] as const),
  ...file.facts.packages.flatMap((p) => [['package', p.name, p.line] as const, ['class', p.name, p.line] as const]),
  ...file.facts.units.filter((u) => u.base !== '').map((u) => ['class', u.base, u.line] as const),
  ...interfacePorts(file),
  ...file.facts.includes.map((i) => ['include', i.name.slice(i.name.lastIndexOf('/') + 1), i.line] as const),
  ...file.facts.macrosUsed.map((m) => ['macro', m.name, m.line] as const),
];

const interfacePorts = (file: IndexedFile): (readonly [SymbolKind, string, number])[] =>
  file.facts.units.flatMap((u) =>
    u.ports
      .filter((p) => p.direction === 'interface')
      .map((p) => ['module', p.type.split(/[ .#]/, 1)[0] ?? '', p.line] as const),
  );

/** Builds the graph of one index. Linear in the number of definitions and mentions. */
export const symbolGraph = (files: readonly IndexedFile[]): SymbolGraph => {
  const idOf = new Map<string, number>();
  const symbols: { kind: SymbolKind; name: string; files: number[] }[] = [];
  const defines: number[][] = files.map((file, f) => {
    const own = new Set<number>();
    for (const [kind, name] of definitionsOf(file)) {
      let id = idOf.get(key(kind, name));
      if (id === undefined) {
        id = symbols.length;
        idOf.set(key(kind, name), id);
        symbols.push({ kind, name, files: [] });
      }
      if (own.has(id)) continue;
      own.add(id);
      symbols[id]?.files.push(f);
    }
    return [...own];
  });
  const degree = new Int32Array(symbols.length);
  const mentions = files.map((file, f) => {
    const own = new Set(defines[f]);
    const first = new Map<number, number>();
    for (const [kind, name, line] of mentionsOf(file)) {
      const id = idOf.get(key(kind, name));
      if (id !== undefined && !own.has(id) && line < (first.get(id) ?? Number.POSITIVE_INFINITY)) first.set(id, line);
    }
    for (const id of first.keys()) degree[id] = (degree[id] ?? 0) + 1;
    return [...first].map(([symbol, line]) => ({ symbol, line })).sort((a, b) => a.line - b.line);
  });
  return { symbols, idOf, defines, mentions, degree };
};

/** The definitions of a symbol that are nearest to the file that asks; all of them where it has no place. */
export const nearestFiles = (
  graph: SymbolGraph,
  symbol: number,
  ask: {
    readonly from: readonly string[] | null;
    readonly folders: readonly (readonly string[])[];
    readonly hidden: number;
  },
): readonly number[] => {
  const { from, folders, hidden } = ask;
  const defined = graph.symbols[symbol]?.files ?? [];
  const all = defined.includes(hidden) ? defined.filter((f) => f !== hidden) : defined;
  if (all.length < 2 || from === null) return all;
  const distances = all.map((f) => pathDistance(from, folders[f] ?? []));
  const least = distances.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
  return all.filter((_, i) => distances[i] === least);
};
