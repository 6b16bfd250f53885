import type { Mutation } from './edit.ts';
import type { Place } from './places.ts';

/** Internal vectors `[N:0]` lose their top bit. Ports keep their width: a bench could not be connected otherwise. */
export const widthMutations = (places: readonly Place[]): readonly Mutation[] =>
  places.flatMap((place, index) => {
    const [high, colon, low] = [places[index + 1], places[index + 2], places[index + 3]];
    const isRange = place.token.text === '[' && colon?.token.text === ':' && low?.token.text === '0';
    const isInternal = place.region === 'declaration' && ['reg', 'wire', 'logic'].includes(place.head);
    if (!isRange || !isInternal || high === undefined || !/^[1-9]\d*$/.test(high.token.text)) return [];
    const to = String(Number(high.token.text) - 1);
    return [
      {
        operator: 'width' as const,
        description: `[${high.token.text}:0] becomes [${to}:0]`,
        line: high.token.line,
        edits: [{ start: high.token.start, end: high.token.end, text: to }],
      },
    ];
  });

interface Connection {
  readonly port: string;
  /** Offsets of what stands between the brackets. */
  readonly start: number;
  readonly end: number;
  readonly line: number;
}

/** The expressions of two neighbouring named connections of an instance change places. */
export function portSwapMutations(places: readonly Place[], text: string): readonly Mutation[] {
  const connections = connectionsOf(places);
  return connections.flatMap((first, index) => {
    const second = connections[index + 1];
    if (second === undefined || !areNeighbours(text, first, second)) return [];
    const [a, b] = [text.slice(first.start, first.end), text.slice(second.start, second.end)];
    if (a.trim() === b.trim()) return [];
    return [
      {
        operator: 'port-swap' as const,
        description: `connections of ${first.port} and ${second.port} are exchanged`,
        line: first.line,
        edits: [
          { start: first.start, end: first.end, text: b },
          { start: second.start, end: second.end, text: a },
        ],
      },
    ];
  });
}

const areNeighbours = (text: string, first: Connection, second: Connection): boolean =>
  second.start - first.end < 200 && /^\)\s*,\s*\.\s*[\w$]+\s*\($/.test(text.slice(first.end, second.start));

function connectionsOf(places: readonly Place[]): readonly Connection[] {
  return places.flatMap((place, index) => {
    const [name, open] = [places[index + 1], places[index + 2]];
    if (place.token.text !== '.' || name?.token.kind !== 'identifier' || open?.token.text !== '(') return [];
    for (let close = index + 3; close < Math.min(places.length, index + 64); close += 1) {
      const last = places[close];
      if (last?.token.text !== ')' || last.depth !== open.depth) continue;
      return [{ port: name.token.text, start: open.token.end, end: last.token.start, line: name.token.line }];
    }
    return [];
  });
}
