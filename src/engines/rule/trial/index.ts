import type { DesignPlan } from '../../../contracts/plan.ts';
import type { RtlModule } from '../../../contracts/rtl.ts';
import { type Action, op, type Statement, type Value } from '../../../english/index.ts';
import { lowerPlan } from '../../../ir/index.ts';
import { startRun } from '../../../ir/rtl/run.ts';
import { resolveNouns } from '../behaviour/steps.ts';
import { express } from '../express.ts';
import type { Draft, Fact } from '../facts.ts';
import { type Context, isUnspeakable, nounOfPorts } from '../speech.ts';
import { type Vector, vectorsFor } from './vectors.ts';

type Claim = Extract<Statement, { readonly s: 'claim' }>;

/** Whether a fact is a claim that is tried on the finished circuit. */
export const isTried = (fact: Fact): boolean => fact.statement.s === 'claim' || fact.statement.s === 'example';

/** The first of some claims that is not true of a combinational plan on every value tried, or that cannot be tried. */
export function refutedClaim(facts: readonly Fact[], draft: Draft, plan: DesignPlan): Fact | null {
  const claims = facts.map((fact) => ({ fact, texts: textsOf(fact, draft) }));
  const unclear = claims.find(({ texts }) => texts === null);
  if (unclear !== undefined) return unclear.fact;
  const outputs = claims.flatMap(({ fact, texts }) =>
    (texts ?? []).map((text, index) => ({ fact, text, name: `tried_${String(facts.indexOf(fact))}_${String(index)}` })),
  );
  const [first] = outputs;
  if (first === undefined) return facts[0] ?? null;
  const module = lowered(plan, outputs);
  const vectors = vectorsFor(draft.inputs, facts.flatMap(constantsOf));
  if (module === null || vectors === null) return first.fact;
  return tried(module, vectors, outputs)?.fact ?? null;
}

interface Tried {
  readonly fact: Fact;
  readonly text: string;
  readonly name: string;
}

/** What combinational logic is made of. */
const WIRES: ReadonlySet<string> = new Set(['decl', 'localparam', 'assign', 'comb']);

/** The first claim that some vector breaks, or whose condition no vector makes true. */
function tried(module: RtlModule, vectors: readonly Vector[], outputs: readonly Tried[]): Tried | null {
  const run = module.items.every(({ item }) => WIRES.has(item)) ? startRun(module) : null;
  if (run === null) return outputs[0] ?? null;
  const seen = new Set<string>();
  for (const vector of vectors) {
    run.set(vector);
    for (const output of outputs) {
      const bits = run.get(output.name);
      if ((bits & 1n) === 0n) return output;
      if (bits >> 1n === 1n) seen.add(output.name);
    }
  }
  return outputs.find(({ name }) => !seen.has(name)) ?? null;
}

const constantsOf = (fact: Fact): readonly bigint[] =>
  [...JSON.stringify(fact.statement).matchAll(/"k":"num","value":"(\d{1,80})"/g)].map((hit) => BigInt(hit[1] ?? '0'));

/** The plan with two more bits for each claim: whether its condition holds, and whether it is true. */
function lowered(
  plan: DesignPlan,
  outputs: readonly { readonly name: string; readonly text: string }[],
): RtlModule | null {
  const [module] = plan.modules;
  if (module === undefined || plan.modules.length !== 1) return null;
  const made = lowerPlan({
    ...plan,
    modules: [
      {
        ...module,
        ports: [...module.ports, ...outputs.map(({ name }) => ({ name, dir: 'output' as const, type: { width: 2 } }))],
        body: [...module.body, ...outputs.map(({ name, text }) => ({ kind: 'assign' as const, lhs: name, rhs: text }))],
      },
    ],
  });
  return made.ok ? (made.value.rtl.modules[0] ?? null) : null;
}

/** A claim as expressions of two bits each; null where a part of it cannot be expressed. */
function textsOf(fact: Fact, draft: Draft): readonly string[] | null {
  const claims = claimsIn(fact.statement);
  const texts = claims?.map((claim) => textOf(claim, fact, draft)) ?? [null];
  return texts.every((text) => text !== null) ? texts : null;
}

function claimsIn(statement: Statement): readonly Claim[] | null {
  if (statement.s === 'claim') return [statement];
  if (statement.s !== 'example') return null;
  const [input] = statement.when;
  if (input === undefined || statement.when.length !== 1) return null;
  const given: Value = op('==', { k: 'noun', noun: 'input' }, input);
  return statement.gives.flatMap((action: Action): readonly Claim[] =>
    action.a === 'set'
      ? [{ s: 'claim', when: given, holds: op('same', action.target ?? { k: 'noun', noun: 'output' }, action.value) }]
      : [],
  );
}

function textOf(claim: Claim, fact: Fact, draft: Draft): string | null {
  const context: Context = { draft, noun: nounOfPorts(draft) };
  const wide = draft.outputs.filter((port) => port.width !== 1);
  const sole = wide.length === 1 ? (wide[0]?.name ?? null) : null;
  const noun = (word: string): string | null =>
    context.noun(word) ??
    (word === 'it' ? fact.about : word === 'output' && fact.statement.s === 'example' ? sole : null);
  const when = claim.when === null ? null : (resolveNouns(claim.when, noun) ?? null);
  const holds = resolveNouns(claim.holds, noun);
  if (holds === undefined || (claim.when !== null && when === null)) return null;
  const truth = truthOf(holds, context);
  const condition = when === null ? "1'b1" : bitOf(when, context);
  return truth === null || condition === null ? null : `{${condition}, (~${condition}) | ${truth}}`;
}

function bitOf(value: Value, context: Context): string | null {
  const found = express(value, context);
  return isUnspeakable(found) || found.width !== 1 ? null : `(${found.text})`;
}

/** `same` compares bit by bit at the width of its first operand; anything else is a condition. */
function truthOf(value: Value, context: Context): string | null {
  if (value.k !== 'op' || value.op !== 'same') return bitOf(value, context);
  const [target, given] = value.args;
  if (target === undefined || given === undefined) return null;
  const left = express(target, context);
  if (isUnspeakable(left) || left.width === null) return null;
  const right = express(given, context, left.width);
  return isUnspeakable(right) || right.width !== left.width ? null : `(${left.text} == ${right.text})`;
}
