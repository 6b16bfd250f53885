import type { Mutation } from './edit.ts';
import type { Place } from './places.ts';

const at = (places: readonly Place[], index: number): string => places[index]?.token.text ?? '';

/** Index of the bracket that closes the one at `open`; -1 where the text ends first. */
function closing(places: readonly Place[], open: number): number {
  const depth = places[open]?.depth ?? 0;
  for (let index = open + 1; index < places.length; index += 1) {
    const place = places[index];
    if (place !== undefined && place.depth === depth && place.token.text === ')') return index;
  }
  return -1;
}

/** Each `if` condition is negated, made true and made false. */
export const conditionMutations = (places: readonly Place[]): readonly Mutation[] =>
  places.flatMap((place, index) => {
    if (place.token.text !== 'if' || at(places, index + 1) !== '(') return [];
    const close = closing(places, index + 1);
    const first = places[index + 2]?.token;
    const last = places[close]?.token;
    if (first === undefined || last === undefined) return [];
    const wrap = (description: string, before: string, after: string): Mutation => ({
      operator: asksForReset(places.slice(index + 2, close)) ? 'reset' : 'condition',
      description,
      line: place.token.line,
      edits: [
        { start: first.start, end: first.start, text: before },
        { start: last.start, end: last.start, text: after },
      ],
    });
    return [
      wrap('the condition is negated', '!(', ')'),
      wrap('the condition is always true', "1'b1 || (", ')'),
      wrap('the condition is never true', "1'b0 && (", ')'),
    ];
  });

const RESET_NAME = /rst|reset|clr|clear/i;

const asksForReset = (condition: readonly Place[]): boolean =>
  condition.length <= 4 && condition.some(({ token }) => token.kind === 'identifier' && RESET_NAME.test(token.text));

/** Asynchronous resets become synchronous: they leave the sensitivity list. */
export const resetMutations = (places: readonly Place[]): readonly Mutation[] =>
  places.flatMap((place, index) => {
    const isSecondEvent = ['or', ','].includes(place.token.text) && place.region === 'sensitivity';
    const edge = places[index + 1]?.token;
    const name = places[index + 2]?.token;
    if (!isSecondEvent || edge === undefined || name === undefined || !/^(?:pos|neg)edge$/.test(edge.text)) return [];
    const edits = [{ start: place.token.start, end: name.end, text: '' }];
    const kind = RESET_NAME.test(name.text) ? 'is no longer asynchronous' : 'no longer triggers';
    return [{ operator: 'reset' as const, description: `${name.text} ${kind}`, line: edge.line, edits }];
  });

/** Blocking assignments become nonblocking ones, and the other way round. */
export const assignmentMutations = (places: readonly Place[]): readonly Mutation[] =>
  places.flatMap(({ assigns, token }) => {
    if (assigns === null) return [];
    const to = assigns === 'blocking' ? '<=' : '=';
    return [
      {
        operator: 'assignment' as const,
        description: `${token.text} becomes ${to}`,
        line: token.line,
        edits: [{ start: token.start, end: token.end, text: to }],
      },
    ];
  });

/** `posedge` becomes `negedge`, and the other way round. */
export const edgeMutations = (places: readonly Place[]): readonly Mutation[] =>
  places.flatMap(({ token, region }) => {
    if (region !== 'sensitivity' || !/^(?:pos|neg)edge$/.test(token.text)) return [];
    const to = token.text === 'posedge' ? 'negedge' : 'posedge';
    const edits = [{ start: token.start, end: token.end, text: to }];
    return [{ operator: 'edge' as const, description: `${token.text} becomes ${to}`, line: token.line, edits }];
  });

/** An assigned parameter, as the next state is, becomes the one declared after it in the same declaration. */
export function stateTargetMutations(places: readonly Place[]): readonly Mutation[] {
  const followers = parameterFollowers(places);
  return places.flatMap((place, index) => {
    const to = followers.get(place.token.text);
    const isTarget = place.region === 'statement' && ['=', '<=', '?', ':'].includes(at(places, index - 1));
    if (to === undefined || !isTarget || at(places, index + 1) === '==') return [];
    return [
      {
        operator: 'state-target' as const,
        description: `${place.token.text} becomes ${to}`,
        line: place.token.line,
        edits: [{ start: place.token.start, end: place.token.end, text: to }],
      },
    ];
  });
}

/** For each parameter declared together with others, the next one; the last is followed by the first. */
function parameterFollowers(places: readonly Place[]): ReadonlyMap<string, string> {
  const groups = new Map<string, string[]>();
  let group: string[] = [];
  for (const [index, place] of places.entries()) {
    const isList = place.head === 'localparam' || place.head === 'parameter';
    if (place.token.text === 'localparam' || place.token.text === 'parameter') {
      // Consecutive declarations of one kind are one group.
      if (!isContinued(places, index)) group = [];
    }
    if (!isList || place.token.kind !== 'identifier' || at(places, index + 1) !== '=' || place.depth !== 0) continue;
    group.push(place.token.text);
    groups.set(place.token.text, group);
  }
  return new Map(
    [...groups].flatMap(([name, names]) => {
      const next = names[(names.indexOf(name) + 1) % names.length];
      return next === undefined || next === name ? [] : [[name, next] as const];
    }),
  );
}

const isContinued = (places: readonly Place[], index: number): boolean =>
  at(places, index - 1) === ';' && places[index - 1]?.head === places[index]?.token.text;
