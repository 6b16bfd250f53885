import type { Verdict } from '../contracts/verdict.ts';
import type { CheckEnvironment, DesignText } from './check-environment.ts';
import { checkEquivalence } from './equivalence.ts';
import { finding, verdictOf } from './verdict.ts';

export interface GoldenRung {
  readonly budgetMs: number;
  readonly seed: number;
  /** Golden port → candidate's name. */
  readonly portMap: Readonly<Record<string, string>>;
}

/** The equivalence rung of the ladder: both sides as screened. Without a golden nothing is compared, and it says so. */
export function againstGolden(
  environment: CheckEnvironment,
  rung: GoldenRung,
): (candidate: DesignText, golden: DesignText | null) => Promise<Verdict> {
  const portMap = Object.fromEntries(Object.entries(rung.portMap).map(([golden, candidate]) => [candidate, golden]));
  const { budgetMs, seed } = rung;
  return async (candidate, golden) =>
    golden === null
      ? verdictOf('equivalence', finding('error', 'There is no screened golden to compare with.'), 0)
      : checkEquivalence({ candidate, golden, budgetMs, seed, portMap, env: environment });
}
