import type { JudgePorts } from '../bench/score/judge.ts';
import type { CheckNote } from '../bench/score/own.ts';
import type { CheckEnvironment } from '../checks/check-environment.ts';
import { type AskEquivalence, type EquivalenceResult, isProved, isRefuted, withGolden } from '../checks/equivalence.ts';

type Ask = NonNullable<JudgePorts['equivalence']>;

/** Equivalence checks that read each reference once and keep it until `close`. */
export interface EquivalenceSessions {
  readonly check: Ask;
  readonly close: () => Promise<void>;
}

/** Time for one candidate; proofs of benchmark designs take a twentieth of it at the median. */
const BUDGET_MS = 4_000;

/** Opens sessions on demand. Only an unbounded proof is a `pass` here, only a replayed counterexample a `fail`. */
export function equivalenceSessions(env: CheckEnvironment): EquivalenceSessions {
  const sessions = new Map<string, Promise<AskEquivalence>>();
  const closing: (() => void)[] = [];
  const ended: Promise<unknown>[] = [];
  const open = (golden: Parameters<Ask>[0]['golden']): Promise<AskEquivalence> =>
    new Promise((resolve, reject) => {
      const running = withGolden(env, { golden, seed: 1 }, (ask) => {
        resolve(ask);
        return new Promise<void>((close) => closing.push(close));
      });
      ended.push(running.catch(reject));
    });
  return {
    check: async ({ golden, candidate }) => {
      const key = golden.files.map(({ text }) => text).join('\n');
      const session = sessions.get(key) ?? open(golden);
      sessions.set(key, session);
      return noteOf(await (await session)({ candidate, budgetMs: BUDGET_MS }));
    },
    close: async () => {
      for (const close of closing) close();
      await Promise.all(ended);
    },
  };
}

function noteOf(result: EquivalenceResult): CheckNote {
  const { summary } = result.verdict;
  if (isProved(result)) return { status: 'pass', summary };
  if (isRefuted(result)) return { status: 'fail', summary };
  // An undecided proof is no fault of the candidate: the bench's answer stands. An error is not kept in the store.
  return { status: result.strength === 'error' ? 'error' : 'unknown', summary };
}
