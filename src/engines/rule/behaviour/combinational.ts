import { fail, type Outcome, ok } from '../../../contracts/outcome.ts';
import type { PlanNode } from '../../../contracts/plan.ts';
import { op, type Value } from '../../../english/index.ts';
import { type Draft, NO_PIECE, type Piece, type PlanAssumption, type Trouble, troubleAt } from '../facts.ts';
import { armsOf } from './arms.ts';
import { netsOf } from './inside.ts';
import type { Job } from './job.ts';
import type { Subject } from './next.ts';
import { assignmentsOf, holds } from './overlap.ts';
import { ordered } from './priority.ts';
import type { Step } from './steps.ts';

/** A function of the inputs from its steps; every input must give it a value. */
export function combinational(job: Job, subject: Subject): Outcome<Piece, Trouble> {
  const { draft } = job;
  const [first] = job.steps;
  if (first === undefined) return ok(NO_PIECE);
  const part = job.steps.find((step) => step.part !== undefined);
  if (part !== undefined)
    return fail(troubleAt('unsupported', 'a part of an output is given beside a clock or a condition', part.fact.span));
  const order = ordered(job, subject.name);
  if (!order.ok) return order;
  if (order.value.some((step) => step.action.a !== 'set'))
    return fail(
      troubleAt('incomplete', `${subject.name} would need a register, but there is no clock`, first.fact.span),
    );
  const full = completed(order.value, subject, draft);
  if (!full.ok) return full;
  const arms = armsOf(full.value.steps, subject, draft);
  if (!arms.ok) return arms;
  if (arms.value.reads.includes(subject.name))
    return fail(troubleAt('unsupported', `${subject.name} would follow itself`, first.fact.span));
  const list = arms.value.arms;
  const last = list.at(-1)?.to ?? '';
  const rhs = list.slice(0, -1).reduceRight((rest, arm) => `(${arm.when ?? "1'b1"} ? ${arm.to} : ${rest})`, last);
  const node: PlanNode = {
    kind: 'assign',
    lhs: subject.name,
    rhs,
    src: { start: first.fact.span.start, end: first.fact.span.end, rule: first.fact.rules[0] ?? 'behaviour' },
  };
  return ok({
    ...NO_PIECE,
    nodes: [...netsOf(subject, draft), node],
    reads: arms.value.reads,
    drives: [subject.name],
    assumptions: full.value.assumptions,
  });
}

interface Completed {
  readonly steps: readonly Step[];
  readonly assumptions: readonly PlanAssumption[];
}

/** A function must have a value for every input: by an `otherwise`, by guards that cover all, or by "1 when …" meaning 0 else. */
function completed(steps: readonly Step[], subject: Subject, draft: Draft): Outcome<Completed, Trouble> {
  const [first] = steps;
  if (steps.some((step) => step.guard === null) || first === undefined) return ok({ steps, assumptions: [] });
  const all = steps
    .map((step) => step.guard)
    .reduce<Value | null>((left, right) => (left === null || right === null ? right : op('||', left, right)), null);
  const values = assignmentsOf([all], draft, new Map());
  const isFull = values?.every((assignment) => holds(all, assignment, draft) === true) === true;
  if (isFull)
    return ok({
      steps: [...steps.slice(0, -1), ...steps.slice(-1).map((step) => ({ ...step, guard: null }))],
      assumptions: [],
    });
  const bits = steps.map((step) => (step.action.a === 'set' ? bitOf(step.action.value) : null));
  const isFlag = subject.width === 1 && bits.every((bit) => bit === 1);
  if (!isFlag)
    return fail(
      troubleAt('incomplete', `the text does not say what ${subject.name} is in all other cases`, first.fact.span),
    );
  const other: Step = { ...first, guard: null, action: { a: 'set', target: null, value: { k: 'fill', bit: 0 } } };
  return ok({
    steps: [...steps, other],
    assumptions: [
      {
        text: `${subject.name} is 0 whenever the text does not say it is 1`,
        rule: 'flag.else-zero',
        severity: 'inference',
      },
    ],
  });
}

function bitOf(value: Value): number | null {
  if (value.k === 'fill') return value.bit;
  return value.k === 'num' ? Number(value.value) : null;
}
