import type { Outcome } from '../../contracts/outcome.ts';
import { fail, ok } from '../../contracts/outcome.ts';
import type { Spec, SpecPort, WidthSpec } from '../../contracts/spec.ts';
import { type Edge, namesOf, type ResetFacts, type Value } from '../../english/index.ts';
import { isLowActiveName, isResetName } from '../../util/reset-name.ts';
import { sortParts } from './example-parts.ts';
import type { Clock, Draft, Fact, PlanAssumption, Port, ResetPlan, Trouble } from './facts.ts';
import { factsOf, troubleAt } from './facts.ts';
import { hiddenRegisters } from './hidden.ts';
import { internalPort, internalsOf } from './internals.ts';
import { withMergedThings } from './merged-things.ts';
import { narratedKinds, polaritiesBeside, type Told } from './reset-told.ts';

/** Collects ports, clock and reset of a spec around the facts its text states. Fails where the text contradicts itself. */
export function draftOf(spec: Spec, said: readonly Fact[]): Outcome<Draft, Trouble> {
  const facts = withMergedThings(said);
  const ports = spec.ports.map((port) => portOf(port));
  const inputs = ports.filter((port) => port.direction === 'input');
  const outputs = ports.filter((port) => port.direction === 'output');
  const clockFacts = factsOf(facts, 'clock');
  const edgesOfThings = factsOf(facts, 'build').flatMap((fact) =>
    fact.statement.thing.features.flatMap((feature) =>
      feature.edge === undefined
        ? []
        : [{ ...fact, statement: { s: 'clock' as const, edge: feature.edge, clock: null } }],
    ),
  );
  const resetFacts = facts.filter((fact) => fact.statement.s === 'reset' || fact.statement.s === 'no-reset');
  const edgesOfSteps = factsOf(facts, 'do').flatMap((fact) =>
    fact.statement.edge === null
      ? []
      : [
          {
            ...fact,
            statement: { s: 'clock' as const, edge: fact.statement.edge, clock: fact.statement.clock ?? null },
          },
        ],
  );
  const clock = clockOf(inputs, [...clockFacts, ...edgesOfThings, ...edgesOfSteps]);
  if (!clock.ok) return clock;
  const reset = resetOf(inputs, facts, clock.value?.name ?? null);
  if (!reset.ok) return reset;
  const odd = resetOfInput(facts, inputs) ?? nameAgainstLevel(facts, reset.value?.plan ?? null);
  if (odd !== null) return fail(odd);
  const named = internalsOf(spec);
  if ('reason' in named) return fail(named);
  const internals = [...named, ...hiddenRegisters(facts, outputs, named)];
  return ok({
    spec,
    ports: [...ports, ...internals.map((one) => internalPort(one))],
    internals,
    inputs,
    outputs,
    facts,
    ...sortParts(spec, facts),
    clock: clock.value,
    reset: reset.value?.plan ?? null,
    resetFacts,
    clockFacts,
    assumptions: reset.value?.assumptions ?? [],
  });
}

/** A reset that is said to set an input: no design can do that. */
function resetOfInput(facts: readonly Fact[], inputs: readonly Port[]): Trouble | null {
  for (const fact of factsOf(facts, 'reset')) {
    const { target } = fact.statement.reset;
    const name = target === null ? undefined : namesOf(target).find((one) => inputs.some((port) => port.name === one));
    if (name !== undefined)
      return troubleAt('contradiction', `the reset is said to set ${name}, which is an input`, fact.span);
  }
  return null;
}

/** `rst_n` that a text calls active high: one of the two is a mistake. */
function nameAgainstLevel(facts: readonly Fact[], plan: ResetPlan | null): Trouble | null {
  const isLow = plan !== null && /(?:_n|reset_?n|rst_?n)$/i.test(plan.signal);
  const fact = factsOf(facts, 'reset').find(({ statement }) => statement.reset.active === 'high');
  return isLow && plan.active === 'high' && fact !== undefined
    ? troubleAt('ambiguous', `${plan.signal} is called active high, and its name says active low`, fact.span)
    : null;
}

function portOf(port: SpecPort): Port {
  const width = typeof port.width === 'number' ? port.width : null;
  const fixed = (bound: WidthSpec): number | null => (typeof bound === 'number' ? bound : null);
  const [msb, lsb] =
    port.range === null ? [width === null ? null : width - 1, 0] : [fixed(port.range[0]), fixed(port.range[1])];
  return {
    name: port.name,
    direction: port.direction,
    width,
    widthText: String(port.width),
    signed: port.signed,
    msb,
    lsb,
    port,
  };
}

const CLOCK_NAME =
  /^(?:i_|in_)?(?:clk|clock|ck|aclk|pclk|hclk|sclk|sysclk|sys_clk|mclk|clk_i|clk_in|clock_in|clkin)(?:_?\d*|_i|_in)?$/i;

/** True where a name alone says that the signal is a clock. */
export const isClockName = (name: string): boolean => CLOCK_NAME.test(name);

function clockOf(
  inputs: readonly Port[],
  facts: readonly (Fact & {
    readonly statement: { readonly s: 'clock'; readonly edge: Edge; readonly clock: Value | null };
  })[],
): Outcome<Clock | null, Trouble> {
  const edges = new Set(facts.map((fact) => fact.statement.edge));
  const [first, second] = facts.filter(
    (fact, index) => facts.findIndex((other) => other.statement.edge === fact.statement.edge) === index,
  );
  if (edges.size > 1 && second !== undefined) {
    return fail(troubleAt('contradiction', 'the text names different active edges of the clock', second.span));
  }
  const named = new Set(
    facts.flatMap((fact) => (fact.statement.clock?.k === 'name' ? [fact.statement.clock.name] : [])),
  );
  const strange = [...named].find((name) => !inputs.some((port) => port.name === name && port.width === 1));
  const place = facts[0];
  if (strange !== undefined && place !== undefined)
    return fail(troubleAt('unsupported', `${strange} is named as a clock, but is not a one-bit input`, place.span));
  if (named.size > 1 && place !== undefined)
    return fail(troubleAt('unsupported', 'the text names more than one clock', place.span));
  const candidates =
    named.size === 1
      ? inputs.filter((port) => named.has(port.name))
      : inputs.filter((port) => named.has(port.name) || (port.width === 1 && CLOCK_NAME.test(port.name)));
  const described = inputs.filter(
    (port) =>
      port.width === 1 && /\bclock\b/i.test(port.port.description) && !/enable|reset/i.test(port.port.description),
  );
  const chosen = candidates.length > 0 ? candidates : described;
  if (chosen.length > 1 && first !== undefined) {
    return fail(
      troubleAt(
        'ambiguous',
        `more than one input could be the clock: ${chosen.map((port) => port.name).join(', ')}`,
        first.span,
      ),
    );
  }
  const [only] = chosen;
  return ok(only === undefined || chosen.length > 1 ? null : { name: only.name, edge: first?.statement.edge ?? 'pos' });
}

interface ResetFound {
  readonly plan: ResetPlan;
  readonly assumptions: readonly PlanAssumption[];
}

function resetOf(
  inputs: readonly Port[],
  facts: readonly Fact[],
  clock: string | null,
): Outcome<ResetFound | null, Trouble> {
  const stated = factsOf(facts, 'reset');
  const listed = [...factsOf(facts, 'do'), ...factsOf(facts, 'clock')].flatMap((fact) =>
    fact.statement.sensitivity === undefined ? [] : [{ fact: fact as Fact, reset: fact.statement.sensitivity }],
  );
  const built = factsOf(facts, 'build').flatMap((fact) =>
    fact.statement.thing.features.flatMap((feature) =>
      feature.reset === undefined ? [] : [{ fact: fact as Fact, reset: feature.reset }],
    ),
  );
  const all = [...stated.map((fact) => ({ fact: fact as Fact, reset: aboutReset(fact) })), ...built, ...listed];
  const none = factsOf(facts, 'no-reset')[0];
  const signal = resetSignal(
    inputs,
    all.map((one) => one.reset),
    clock,
  );
  if (none !== undefined)
    return signal === null
      ? ok(null)
      : fail(troubleAt('contradiction', 'the text says there is no reset, but there is a reset input', none.span));
  if (signal === null) {
    const [lost] = all.filter((one) => one.reset.kind !== null || one.reset.active !== null);
    return lost === undefined
      ? ok(null)
      : fail(troubleAt('incomplete', 'the text describes a reset, but no input is the reset', lost.fact.span));
  }
  const astray = all.find(({ reset }) => reset.signal?.k === 'name' && reset.signal.name !== signal);
  if (astray !== undefined)
    return fail(troubleAt('unsupported', `this is said of another signal than the reset ${signal}`, astray.fact.span));
  const port = inputs.find((one) => one.name === signal);
  const isCalledReset = isResetName(signal) || RESET_WORD.test(port?.port.description ?? '');
  const told = all.find(({ reset, fact }) => reset.kind !== null || reset.value !== null || RESET_WORD.test(fact.text));
  const [first] = all;
  if (!isCalledReset && told === undefined && first !== undefined)
    return fail(
      troubleAt('unsupported', `a polarity is given to ${signal}, which nothing calls a reset`, first.fact.span),
    );
  return describedReset(
    mergedReset(signal, [...all, ...polaritiesBeside(facts, signal), ...narratedKinds(facts, signal)]),
    port,
  );
}

const RESET_WORD = /reset|clear|\brst\b|\bclr\b/i;

/** What stands beside the reset's port in the interface must not say the opposite of the text. */
function describedReset(
  merged: Outcome<ResetFound | null, Trouble>,
  port: Port | undefined,
): Outcome<ResetFound | null, Trouble> {
  if (!merged.ok || merged.value === null || port === undefined) return merged;
  const { plan } = merged.value;
  const text = port.port.description;
  const says = (one: RegExp, other: RegExp): boolean => one.test(text) && !other.test(text);
  const low = /active[\s-]*low|low[\s-]*active/i;
  const high = /active[\s-]*high|high[\s-]*active/i;
  const isOpposite =
    (plan.active === 'high' && says(low, high)) ||
    (plan.active === 'low' && says(high, low)) ||
    (plan.kind === 'sync' && /\basync/i.test(text)) ||
    (plan.kind === 'async' && /\bsync/i.test(text));
  return isOpposite
    ? fail(troubleAt('contradiction', `the port list says otherwise of the reset ${plan.signal}`, port.port.span))
    : merged;
}

/** A reset described in a list entry or beside a port is that port. */
function aboutReset(
  fact: Fact & { readonly statement: { readonly s: 'reset'; readonly reset: ResetFacts } },
): ResetFacts {
  const { reset } = fact.statement;
  return reset.signal !== null || fact.about === null ? reset : { ...reset, signal: { k: 'name', name: fact.about } };
}

function resetSignal(inputs: readonly Port[], resets: readonly ResetFacts[], clock: string | null): string | null {
  const bits = inputs.filter((port) => port.width === 1 && port.name !== clock);
  const named = resets.flatMap((reset) => (reset.signal?.k === 'name' ? [reset.signal.name] : []));
  const exact = bits.find((port) => named.includes(port.name));
  if (exact !== undefined) return exact.name;
  const byName = bits.filter((port) => isResetName(port.name));
  if (byName.length === 1) return byName[0]?.name ?? null;
  const initial = bits.filter((port) => /^(?:r|rn|ar)$/.test(port.name));
  return resets.some((reset) => reset.kind !== null) && byName.length === 0 && initial.length === 1
    ? (initial[0]?.name ?? null)
    : null;
}

/** Polarity one text part states, by word or by the edge that triggers it. */
function polarityOf(reset: ResetFacts): 'high' | 'low' | null {
  if (reset.active !== null || reset.edge === null || reset.edge === 'both') return reset.active;
  return reset.edge === 'neg' ? 'low' : 'high';
}

function mergedReset(signal: string, all: readonly Told[]): Outcome<ResetFound | null, Trouble> {
  const kinds = distinct(all, (reset) => reset.kind);
  const polarities = distinct(all, polarityOf);
  const second = kinds[1] ?? polarities[1];
  if (second !== undefined)
    return fail(troubleAt('contradiction', `the text says two things of the reset ${signal}`, second.fact.span));
  const active = polarities[0]?.value ?? (isLowActiveName(signal) ? 'low' : 'high');
  const edgeTold = all.some((one) => one.reset.edge !== null);
  const kind = kinds[0]?.value ?? (edgeTold || /^a/i.test(signal) ? 'async' : 'sync');
  const plan: ResetPlan = { signal, kind, active };
  return ok({
    plan,
    assumptions: resetAssumptions(plan, { kind: kinds[0] !== undefined, active: polarities[0] !== undefined }),
  });
}

/** What was taken by convention, and a polarity that goes against the name. */
function resetAssumptions(
  { signal, kind, active }: ResetPlan,
  told: { readonly kind: boolean; readonly active: boolean },
): readonly PlanAssumption[] {
  const found: PlanAssumption[] = [];
  if (!told.active)
    found.push({
      text: `reset ${signal} is taken as active ${active} by its name`,
      rule: 'reset.polarity-by-name',
      severity: 'convention',
    });
  if (!told.kind)
    found.push({
      text: `reset ${signal} is taken as ${kind === 'sync' ? 'synchronous' : 'asynchronous'}; the text does not say`,
      rule: 'reset.kind-by-convention',
      severity: 'convention',
    });
  if (told.active && active === 'high' && /n$/i.test(signal))
    found.push({
      text: `reset ${signal} is active high as stated, although its name ends in n`,
      rule: 'reset.polarity-against-name',
      severity: 'contradiction',
    });
  return found;
}

function distinct<T>(
  all: readonly Told[],
  pick: (reset: ResetFacts) => T | null,
): readonly { readonly value: T; readonly fact: Fact }[] {
  const found = new Map<T, Fact>();
  for (const one of all) {
    const value = pick(one.reset);
    if (value !== null && !found.has(value)) found.set(value, one.fact);
  }
  return [...found].map(([value, fact]) => ({ value, fact }));
}
