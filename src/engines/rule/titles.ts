import type { Statement, Value } from '../../english/index.ts';
import { assignmentsOf, holds } from './behaviour/overlap.ts';
import type { Draft, Piece } from './facts.ts';
import { factsOf } from './facts.ts';

type Titled = Extract<Statement, { readonly s: 'fact' }>;

/** Whether the design is what its title calls it: as many registers as it has stages, a detector of the edges it names. */
export function titleHolds({ text = '', n, values }: Titled, draft: Draft, whole: Piece): boolean {
  const registers = whole.nodes.filter((node) => node.kind === 'reg').length;
  const isSized = values.every(
    (value) => value.k === 'num' && draft.ports.some((port) => port.width === Number(value.value)),
  );
  if (text === 'latch') return whole.nodes.some((node) => node.kind === 'latch');
  if (!whole.clocked || registers === 0 || !isSized) return false;
  if (text === 'stages') return n === undefined || n === registers;
  if (text === 'register') return true;
  const seen = edgesSeen(draft);
  return text === 'edge' ? seen.length > 0 : seen.includes(text);
}

/** Edges that conditions and values of outputs tell: of a signal against a register that samples it. */
function edgesSeen(draft: Draft): readonly string[] {
  const samples = samplesIn(draft);
  return factsOf(draft.facts, 'do').flatMap(({ statement }) =>
    statement.branches.flatMap((branch) => [
      ...(branch.guard === null ? [] : kindsOf(branch.guard, samples, draft)),
      ...branch.actions.flatMap((action) => (action.a === 'set' ? kindsOf(action.value, samples, draft) : [])),
    ]),
  );
}

/** Registers that a sentence sets to a signal at every edge, with the signal. */
function samplesIn(draft: Draft): ReadonlyMap<string, string> {
  return new Map(
    factsOf(draft.facts, 'do').flatMap(({ statement }) =>
      statement.branches.flatMap((branch) =>
        branch.actions.flatMap((action): readonly (readonly [string, string])[] =>
          branch.guard === null && action.a === 'set' && action.target?.k === 'name' && action.value.k === 'name'
            ? [[action.target.name, action.value.name]]
            : [],
        ),
      ),
    ),
  );
}

function kindsOf(value: Value, samples: ReadonlyMap<string, string>, draft: Draft): readonly string[] {
  return [...samples].flatMap(([then, now]) => {
    const kind = kindOf(value, { then, now }, draft);
    return kind === null ? [] : [kind];
  });
}

/** Which of the four cases of now and before make the condition true. */
function kindOf(
  value: Value,
  { then, now }: { readonly then: string; readonly now: string },
  draft: Draft,
): string | null {
  if (value.k === 'op' && value.op === '!=' && isPair(value.args, [then, now])) return 'any';
  const cases = assignmentsOf([value], draft, new Map()) ?? [];
  const names = new Set(cases.flatMap((one) => [...one.keys()]));
  if (names.size !== 2 || !names.has(then) || !names.has(now) || cases.length !== 4) return null;
  const isTrue = (a: bigint, b: bigint): boolean =>
    holds(value, cases.find((one) => one.get(then) === a && one.get(now) === b) ?? new Map(), draft) === true;
  const table = [isTrue(0n, 0n), isTrue(0n, 1n), isTrue(1n, 0n), isTrue(1n, 1n)]
    .map((one) => (one ? '1' : '0'))
    .join('');
  return { '0100': 'rise', '0010': 'fall', '0110': 'any' }[table] ?? null;
}

const isPair = (args: readonly Value[], names: readonly string[]): boolean =>
  args.length === 2 && names.every((name) => args.some((arg) => arg.k === 'name' && arg.name === name));
