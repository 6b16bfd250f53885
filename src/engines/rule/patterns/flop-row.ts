import { fail, type Outcome, ok } from '../../../contracts/outcome.ts';
import type { PlanNode } from '../../../contracts/plan.ts';
import { isZero } from '../../../english/index.ts';
import { clockingFacts, MAIN_DOMAIN } from '../domain.ts';
import {
  type Draft,
  factsOf,
  type NamedFact,
  NO_PIECE,
  type Pattern,
  type Piece,
  type Port,
  type Trouble,
  troubleAt,
} from '../facts.ts';
import { freeName } from '../internals.ts';

/** Flip-flops in a row, as many as a number or a parameter says: the first samples an input, the last is an output. */
export const flopRow: Pattern = {
  id: 'flop-row',
  hint: 'say how many flip-flops stand in series, what the first one samples, and that an output is that of the last one',
  reason: 'length, source and end of the row are told; a parameter must be at least 2, as its description says',
  plan: (draft, open) => {
    const facts = rowFacts(draft);
    const [length, first, last] = ['row-length', 'row-first', 'row-last'].map((name) => ofKind(facts, name));
    if (facts.length === 0 || !facts.some((fact) => open.facts.includes(fact))) return ok(null);
    const [place] = facts;
    if (place === undefined) return ok(null);
    if (length == null || first == null || last == null)
      return fail(
        troubleAt('incomplete', 'length, source and end of a row of flip-flops must each be told once', place.span),
      );
    return built({ draft, facts, length, first, last });
  },
};

const rowFacts = (draft: Draft): readonly NamedFact[] =>
  factsOf(draft.facts, 'fact').filter(({ statement }) => statement.fact.startsWith('row-'));

/** The only fact of a kind; null where there are none, or several. */
function ofKind(facts: readonly NamedFact[], name: string): NamedFact | null {
  const found = facts.filter(({ statement }) => statement.fact === name);
  return found.length === 1 ? (found[0] ?? null) : null;
}

interface Row {
  readonly draft: Draft;
  readonly facts: readonly NamedFact[];
  readonly length: NamedFact;
  readonly first: NamedFact;
  readonly last: NamedFact;
}

const portOf = (fact: NamedFact, ports: readonly Port[]): Port | null => {
  const [value] = fact.statement.values;
  return value?.k === 'name' ? (ports.find(({ name }) => name === value.name) ?? null) : null;
};

const MAX_LENGTH = 1024;

/** The number of flip-flops, or the parameter that holds it; null where it may be less than two. */
function lengthOf({ length, draft }: Row): number | string | null {
  const { n, values } = length.statement;
  if (n !== undefined) return n >= 2 && n <= MAX_LENGTH ? n : null;
  const [value] = values;
  const param = value?.k === 'name' ? draft.spec.params.find(({ name }) => name === value.name) : undefined;
  // "2 to 8": a row of one has no bit below its last.
  const least = /\b(\d+)\s*(?:to|-|\.\.|through)\s*\d+\b/.exec(param?.description ?? '')?.[1];
  return param !== undefined && least !== undefined && Number(least) >= 2 ? param.name : null;
}

function built(row: Row): Outcome<Piece | null, Trouble> {
  const { draft, facts } = row;
  const [size, source, end] = [lengthOf(row), portOf(row.first, draft.inputs), portOf(row.last, draft.outputs)];
  const isSpecial = source?.name === draft.clock?.name || source?.name === draft.reset?.signal;
  if (size === null)
    return fail(
      troubleAt('incomplete', 'the number of flip-flops must be 2 or more, or a parameter that is', row.length.span),
    );
  if (source?.width !== 1 || end?.width !== 1 || isSpecial || draft.clock === null)
    return fail(
      troubleAt('unsupported', 'a row of flip-flops goes from a one-bit input to a one-bit output', row.first.span),
    );
  const start = resetOf(draft);
  if (start === undefined)
    return fail(
      troubleAt('incomplete', 'the text does not say what reset does to all of the flip-flops', row.length.span),
    );
  const name = freeName('chain', draft);
  const top = (below: number): string => (typeof size === 'number' ? String(size - below) : `${size}-${String(below)}`);
  const nodes: readonly PlanNode[] = [
    {
      kind: 'reg',
      name,
      type: { width: size },
      domain: MAIN_DOMAIN,
      ...(start === null ? {} : { reset: start }),
      next: `{${name}[${top(2)}:0], ${source.name}}`,
    },
    { kind: 'assign', lhs: end.name, rhs: `${name}[${top(1)}]` },
  ];
  return ok({
    ...NO_PIECE,
    nodes,
    claims: [...facts, ...clockingFacts(draft)],
    reads: [source.name],
    drives: [end.name],
    clocked: true,
  });
}

/** Zero where the reset clears all flip-flops, null where there is no reset; undefined where it does anything else. */
function resetOf(draft: Draft): 0 | null | undefined {
  const told = factsOf(draft.facts, 'reset').map(({ statement }) => statement.reset);
  if (draft.reset === null) return told.length === 0 ? null : undefined;
  const values = told.filter(({ value }) => value !== null);
  return values.length > 0 && values.every(({ target, value }) => target === null && isZero(value)) ? 0 : undefined;
}
