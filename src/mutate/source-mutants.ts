import type { Mutation, MutationOperator } from './edit.ts';
import { applyMutation } from './edit.ts';
import { constantMutations, negationMutations, operatorMutations } from './expressions.ts';
import type { Place } from './places.ts';
import { placesOf } from './places.ts';
import {
  assignmentMutations,
  conditionMutations,
  edgeMutations,
  resetMutations,
  stateTargetMutations,
} from './statements.ts';
import { portSwapMutations, widthMutations } from './structure.ts';

/** A design with one fault. */
export interface Mutant {
  /** Unique among the mutants of one design: operator, line and a running number. */
  readonly id: string;
  readonly operator: MutationOperator | 'netlist';
  readonly description: string;
  readonly place: { readonly path: string; readonly line: number } | null;
  readonly files: readonly { readonly path: string; readonly text: string }[];
}

export interface MutateOptions {
  readonly files: readonly { readonly path: string; readonly text: string }[];
  /** Most mutants to make; they are spread over the operators and the text. */
  readonly limit: number;
}

const OPERATORS: readonly ((places: readonly Place[], text: string) => readonly Mutation[])[] = [
  operatorMutations,
  negationMutations,
  constantMutations,
  conditionMutations,
  resetMutations,
  assignmentMutations,
  edgeMutations,
  stateTargetMutations,
  widthMutations,
  portSwapMutations,
];

/**
 * Mutants of a design by edits of its source, at most `limit` of them, taken evenly from all operators. Some will not
 * compile and some will be equivalent; both are for the caller to find out.
 */
export function mutateSource({ files, limit }: MutateOptions): readonly Mutant[] {
  const sites = files.flatMap((file, index) => {
    const places = placesOf(file.text);
    return OPERATORS.flatMap((operator) => operator(places, file.text)).map((mutation) => ({ mutation, index }));
  });
  return spread(sites, limit).map(({ mutation, index }, number) => ({
    id: `${mutation.operator}-${mutation.line}-${number}`,
    operator: mutation.operator,
    description: mutation.description,
    place: { path: files[index]?.path ?? '', line: mutation.line },
    files: files.map((file, at) => (at === index ? { ...file, text: applyMutation(file.text, mutation) } : file)),
  }));
}

type Site = { readonly mutation: Mutation; readonly index: number };

/** Takes turns among the operators, and within one steps evenly over its sites. */
function spread(sites: readonly Site[], limit: number): readonly Site[] {
  const groups = new Map<MutationOperator, Site[]>();
  for (const site of sites) {
    const group = groups.get(site.mutation.operator) ?? [];
    group.push(site);
    groups.set(site.mutation.operator, group);
  }
  const shares = sharesOf(
    [...groups.values()].map((group) => group.length),
    limit,
  );
  return [...groups.values()].flatMap((group, at) => {
    const share = shares[at] ?? 0;
    return Array.from({ length: share }, (_, turn) => group[Math.floor((turn * group.length) / share)] ?? []).flat();
  });
}

/** Splits a limit over groups: equal shares, and what a small group leaves goes to the others. */
function sharesOf(sizes: readonly number[], limit: number): readonly number[] {
  const shares = sizes.map(() => 0);
  let left = Math.min(
    limit,
    sizes.reduce((sum, size) => sum + size, 0),
  );
  while (left > 0) {
    for (const [at, size] of sizes.entries()) {
      if (left === 0 || (shares[at] ?? 0) >= size) continue;
      shares[at] = (shares[at] ?? 0) + 1;
      left -= 1;
    }
  }
  return shares;
}
