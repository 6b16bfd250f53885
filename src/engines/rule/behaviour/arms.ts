import { fail, type Outcome, ok } from '../../../contracts/outcome.ts';
import { namesOf } from '../../../english/index.ts';
import { express } from '../express.ts';
import { type Draft, type Trouble, troubleAt } from '../facts.ts';
import { isUnspeakable } from '../speech.ts';
import { contextOf } from './job.ts';
import { nextOf, type Subject } from './next.ts';
import type { Step } from './steps.ts';

interface Arm {
  readonly when: string | null;
  readonly to: string;
}

/** Steps as guarded next values, in order; what stands behind an unconditional one is never reached. */
export function armsOf(
  steps: readonly Step[],
  subject: Subject,
  draft: Draft,
): Outcome<{ readonly arms: readonly Arm[]; readonly reads: readonly string[] }, Trouble> {
  const arms: Arm[] = [];
  const reads = new Set<string>();
  for (const step of steps) {
    const arm = armOf(step, subject, draft);
    if ('why' in arm) return fail(troubleAt('unsupported', arm.why, step.fact.span));
    for (const name of arm.reads) reads.add(name);
    arms.push(arm);
    if (arm.when === null) break;
  }
  return ok({ arms, reads: [...reads] });
}

function armOf(
  step: Step,
  subject: Subject,
  draft: Draft,
): (Arm & { readonly reads: readonly string[] }) | { readonly why: string } {
  const next = nextOf(step.action, subject, contextOf(draft));
  if ('why' in next) return next;
  if (step.guard === null) return { when: null, to: next.text, reads: next.reads };
  const guard = express(step.guard, contextOf(draft));
  return isUnspeakable(guard)
    ? guard
    : { when: guard.text, to: next.text, reads: [...next.reads, ...namesOf(step.guard)] };
}
