import type { Action, Value } from '../../../english/index.ts';
import type { Draft, Fact } from '../facts.ts';
import { factsOf } from '../facts.ts';

/** A behaviour sentence with its targets where a phrase leaves them to the reader. */
export function withTargets(fact: Fact, draft: Draft): Fact {
  const { statement } = fact;
  if (statement.s !== 'do') return fact;
  const branches = statement.branches.map((branch) => ({
    ...branch,
    actions: branch.actions.map((action) => (action.a === 'set' ? placed(action, { fact, draft }) : action)),
  }));
  const isSame = JSON.stringify(branches) === JSON.stringify(statement.branches);
  return isSame ? fact : { ...fact, statement: { ...statement, branches } };
}

type SetAction = Extract<Action, { readonly a: 'set' }>;

/**
 * "The upper nibble of x becomes the lower nibble of y" where x is an input: it goes there. "Outputs the same vector":
 * on the one output that is as wide as the input.
 */
function placed(action: SetAction, { fact, draft }: Place): SetAction {
  const { target, value } = action;
  if (target === null && value.k === 'noun' && value.noun === 'input') {
    const [input, more] = draft.inputs;
    const [output, second] = draft.outputs.filter((port) => port.width === input?.width);
    return input === undefined || more !== undefined || output === undefined || second !== undefined
      ? action
      : { ...action, target: { k: 'name', name: output.name } };
  }
  if (isOpen(target) && fact.about === null) return { ...action, target: unnamed(draft) ?? target };
  if (target === null || !isPartOf(target, draft.inputs) || !isPartOf(value, draft.outputs)) return action;
  return { ...action, target: value, value: target };
}

const isPartOf = (value: Value, ports: Draft['ports']): boolean =>
  (value.k === 'part' || value.k === 'slice' || value.k === 'index') &&
  value.of.k === 'name' &&
  ports.some((port) => value.of.k === 'name' && port.name === value.of.name);

interface Place {
  readonly fact: Fact;
  readonly draft: Draft;
}

const isOpen = (target: Value | null): boolean => target === null || (target.k === 'noun' && target.noun === 'output');

/** "The output" beside outputs that the text calls by name: the one that it never names. */
function unnamed(draft: Draft): Value | null {
  if (draft.outputs.length < 2 || draft.clock !== null) return null;
  const told = JSON.stringify(
    factsOf(draft.facts, 'do').flatMap(({ statement }) =>
      statement.branches.flatMap(({ actions }) => actions.map(({ target }) => target)),
    ),
  );
  const [only, more] = draft.outputs.filter((port) => !told.includes(`"name":"${port.name}"`));
  const isPlain = factsOf(draft.facts, 'build').length === 0 && !told.includes('"noun":"every-output');
  return only !== undefined && more === undefined && isPlain ? { k: 'name', name: only.name } : null;
}
