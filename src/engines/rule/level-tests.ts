import { literalOf, mapValue, type Value } from '../../english/index.ts';

/** A condition on the level of one signal: which, and whether it is told as active or not instead of as a level. */
interface LevelTest {
  readonly level: number | null;
  readonly isActivity: boolean;
}

const WORDS: Readonly<Record<string, LevelTest>> = {
  true: { level: 1, isActivity: false },
  false: { level: 0, isActivity: false },
  active: { level: 1, isActivity: true },
  inactive: { level: 0, isActivity: true },
};

/** Every condition on the level of a signal within a condition, innermost first. */
export function levelTests(condition: Value, name: string): readonly LevelTest[] {
  const found: LevelTest[] = [];
  mapValue(condition, (value) => {
    const test = levelTest(value, name);
    if (test !== null) found.push(test);
    return value;
  });
  return found;
}

/** The level that this very condition asks of the signal; null where it is about something else. */
export function levelTest(value: Value, name: string): LevelTest | null {
  const [of, at] = value.k === 'op' ? value.args : [];
  if (value.k !== 'op' || of?.k !== 'name' || of.name !== name) return null;
  if (value.op === '==') return { level: at === undefined ? null : literalOf(at), isActivity: false };
  return WORDS[value.op] ?? null;
}
