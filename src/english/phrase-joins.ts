import type { Feature, SentenceReading, Statement } from './statement.ts';

/** Features said of a thing that another statement names. */
export const featuresOf = (features: readonly Feature[]): Statement => ({
  s: 'build',
  thing: { head: 'it', features: features.filter(({ f }) => f !== 'empty') },
  subject: null,
});

/** "counter with enable" behind its own subject would be the component again. */
export const isPredicate = ({ statements }: SentenceReading): boolean =>
  statements.every((one) => one.s !== 'build' || one.subject !== null || one.thing.head === 'it');

/** What a piece that is not there says. */
export const NOTHING: SentenceReading = { statements: [], rules: [], cost: 0 };

type Guarding = 'all' | 'none' | 'mixed' | 'silent';

/** Whether what is said has conditions; `silent` where it says nothing that could have one. */
function guarding({ statements }: SentenceReading): Guarding {
  const branches = statements.flatMap((one) => (one.s === 'do' ? one.branches.map((branch) => ({ one, branch })) : []));
  const free = branches.filter(
    ({ one, branch }) => branch.guard === null && !one.chain && one.branches[0] === branch,
  ).length;
  const bound = branches.filter(({ branch }) => branch.guard !== null).length;
  if (branches.length === 0 || (free === 0 && bound === 0)) return 'silent';
  return free === 0 ? 'all' : bound === 0 ? 'none' : 'mixed';
}

/** "counts up and is set when x is 1": whether the condition is that of both is open, so both must have one or none. */
export function mayStand(one: SentenceReading, two: SentenceReading): boolean {
  const [first, second] = [guarding(one), guarding(two)];
  if (first === 'silent' || second === 'silent') return true;
  return first === second && first !== 'mixed';
}

/** Two pieces of a sentence as one reading. */
export function joined(one: SentenceReading, two: SentenceReading): SentenceReading {
  return {
    statements: merged([...one.statements, ...two.statements]),
    rules: [...one.rules, ...two.rules],
    cost: one.cost + two.cost + 0.5,
  };
}

/** Features said behind the thing are features of it. */
function merged(statements: readonly Statement[]): readonly Statement[] {
  const [first, ...rest] = statements;
  if (first?.s !== 'build' || first.thing.head === 'it') return statements;
  const more = rest.flatMap((one) => (one.s === 'build' && one.thing.head === 'it' ? one.thing.features : []));
  return [
    { ...first, thing: { ...first.thing, features: [...first.thing.features, ...more] } },
    ...rest.filter((one) => !(one.s === 'build' && one.thing.head === 'it')),
  ];
}
