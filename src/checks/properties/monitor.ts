import type { Outcome } from '../../contracts/outcome.ts';
import { fail, ok } from '../../contracts/outcome.ts';
import type { DesignFacts, ResetFact } from '../../stimulus/facts.ts';
import type { Expr } from '../../verilog/expr/ast.ts';
import type { SvaProperty, SvaTerm } from '../../verilog/sva/types.ts';
import type { PortFact } from '../ports.ts';
import { Conditions } from './conditions.ts';

/** A design that a monitor is put around. */
export interface Watched {
  readonly top: string;
  readonly ports: readonly PortFact[];
  readonly facts: Pick<DesignFacts, 'clocks' | 'resets'>;
  /** Begins every name of ours; the design cannot know it. */
  readonly nonce: string;
}

/** Modules around the design: each has its ports, and one output more that says what the monitor saw. */
export interface Monitors {
  /** Sees nothing. */
  readonly silent: string;
  /** 1 in the cycle after one in which the property failed. */
  readonly failed: string;
  /** 1 in the cycle after one in which the antecedent was complete; null where the property has none. */
  readonly fired: string | null;
}

/** The name of the output that a monitor adds. */
export const seenName = ({ nonce }: Watched): string => `${nonce}_seen`;
/** The name of the module around the design. */
export const monitorName = ({ nonce }: Watched): string => `${nonce}_monitor`;

/**
 * Writes the monitors of a property in plain Verilog: shift registers follow every attempt, sampled at the property's
 * clock. Attempts begin once each reset was active at an edge, for before that nothing is promised; an x in an
 * antecedent does not complete it, an x in a consequent fails it (IEEE 1800-2017 §16.14, §16.12.7).
 */
export function monitorsOf(property: SvaProperty, watched: Watched): Outcome<Monitors, string> {
  const clock = clockOf(property, watched);
  if (!clock.ok) return clock;
  const conditions = new Conditions(watched.ports, watched.nonce);
  const parts = new Parts(watched, conditions);
  const disable = property.disable === null ? ok(null) : conditions.read(property.disable);
  if (!disable.ok) return disable;
  const antecedents: string[] = [];
  for (const { terms, length } of property.antecedents) {
    const matched = parts.sequence(terms, length);
    if (!matched.ok) return matched;
    antecedents.push(matched.value);
  }
  const fired = parts.wire(antecedents.length === 0 ? parts.n('start') : antecedents.join(' | '));
  const failures = parts.failures(property, fired);
  if (!failures.ok) return failures;
  const text = (saw: string | null): string =>
    moduleText(watched, { clock: clock.value, parts, disable: disable.value, saw });
  return ok({
    silent: text(null),
    failed: text(failures.value.join(' | ')),
    fired: property.antecedents.length === 0 ? null : text(fired),
  });
}

interface MonitorClock {
  readonly signal: string;
  readonly edge: 'posedge' | 'negedge';
}

/** The clock of the monitor; null for an immediate assertion of a design without one. */
function clockOf(property: SvaProperty, { facts }: Watched): Outcome<MonitorClock | null, string> {
  const clocks = facts.clocks.filter(({ role }) => role === 'clock');
  if (property.clock === null) {
    const [only, other] = clocks;
    if (other !== undefined) return fail('an immediate assertion of a design with more than one clock');
    return ok(only === undefined ? null : { signal: only.port, edge: only.edge === 'neg' ? 'negedge' : 'posedge' });
  }
  const { signal } = property.clock;
  return clocks.some(({ port }) => port === signal) ? ok(property.clock) : fail(`${signal} is no clock of the design`);
}

/** Gathers the Verilog of a monitor. */
class Parts {
  readonly #watched: Watched;
  readonly #conditions: Conditions;
  readonly declarations: string[] = [];
  readonly updates: string[] = [];
  /** Registers that forget what they hold where the property is disabled. */
  readonly forgetting: string[] = [];
  #count = 0;

  constructor(watched: Watched, conditions: Conditions) {
    this.#watched = watched;
    this.#conditions = conditions;
  }

  n(name: string): string {
    return `${this.#watched.nonce}_${name}`;
  }

  history(): ReturnType<Conditions['history']> {
    return this.#conditions.history();
  }

  /** A net that is 1 where the condition is exactly 1: x and z count as 0. */
  wire(condition: string, whenTrue: '0' | '1' = '1'): string {
    const name = this.n(`w${this.#count++}`);
    const other = whenTrue === '1' ? '0' : '1';
    this.declarations.push(
      `reg ${name}; always @* if (${condition}) ${name} = 1'b${whenTrue}; else ${name} = 1'b${other};`,
    );
    return name;
  }

  /** A register that holds what a net was in the cycle before. */
  delayed(net: string): string {
    const name = this.n(`d${this.#count++}`);
    this.declarations.push(`reg ${name}; initial ${name} = 1'b0;`);
    this.forgetting.push(name);
    this.updates.push(`${name} <= ${net};`);
    return name;
  }

  /** A net that is 1 where the sequence ends. */
  sequence(terms: readonly SvaTerm[], length: number): Outcome<string, string> {
    let matched = this.n('start');
    for (let at = 0; at <= length; at += 1) {
      const before = at === 0 ? matched : this.delayed(matched);
      const conditions = this.#all(terms.filter((term) => term.at === at).map(({ expr }) => expr));
      if (!conditions.ok) return conditions;
      matched = this.wire([`(${before})`, ...conditions.value, `!${this.n('disabled')}`].join(' && '));
    }
    return ok(matched);
  }

  /** Nets that are 1 where something that had to follow did not. */
  failures({ consequent }: SvaProperty, fired: string): Outcome<readonly string[], string> {
    const found: string[] = [];
    const last = Math.max(0, ...consequent.terms.map(({ at }) => at));
    let pending = fired;
    for (let at = 0; at <= last; at += 1) {
      if (at > 0) pending = this.delayed(pending);
      const due = this.#all(consequent.terms.filter((term) => term.at === at).map(({ expr }) => expr));
      if (!due.ok) return due;
      if (due.value.length > 0) found.push(this.#broken(pending, due.value.join(' && ')));
    }
    const late = this.#lateFailures(consequent.window, fired);
    return late.ok ? ok([...found, ...late.value]) : late;
  }

  /** Attempts that waited to the end of their window in vain. */
  #lateFailures(window: SvaProperty['consequent']['window'], fired: string): Outcome<readonly string[], string> {
    if (window === null) return ok([]);
    const expected = this.#one(window.expr);
    if (!expected.ok) return expected;
    let waiting = fired;
    for (let at = 1; at <= window.to; at += 1) {
      const still = at > window.from ? this.wire(`${waiting} && !${this.wire(expected.value)}`) : waiting;
      waiting = this.delayed(still);
    }
    return ok([this.#broken(waiting, expected.value)]);
  }

  #broken(due: string, condition: string): string {
    const holds = this.wire(condition);
    return this.wire(`${due} && !${holds} && !${this.n('disabled')}`);
  }

  #all(exprs: readonly Expr[]): Outcome<readonly string[], string> {
    const found: string[] = [];
    for (const expr of exprs) {
      const one = this.#one(expr);
      if (!one.ok) return one;
      found.push(one.value);
    }
    return ok(found);
  }

  #one(expr: Expr): Outcome<string, string> {
    const read = this.#conditions.read(expr);
    return read.ok ? ok(`(${read.value})`) : read;
  }
}

interface Body {
  readonly clock: MonitorClock | null;
  readonly parts: Parts;
  readonly disable: string | null;
  readonly saw: string | null;
}

const declared = (port: PortFact): string => {
  const [msb, lsb] = port.range ?? [port.width - 1, 0];
  const range = port.width === 1 && port.range === null ? '' : `[${msb}:${lsb}] `;
  return `${port.direction} wire ${port.signed ? 'signed ' : ''}${range}${port.name}`;
};

function moduleText(watched: Watched, body: Body): string {
  const { top, ports, nonce } = watched;
  const seen = seenName(watched);
  const connections = ports.map(({ name }) => `.${name}(${name})`).join(', ');
  return [
    `module ${monitorName(watched)} (${[...ports.map(declared), `output ${body.clock === null || body.saw === null ? 'wire' : 'reg'} ${seen}`].join(', ')});`,
    `  ${top} ${nonce}_dut (${connections});`,
    ...(body.saw === null
      ? [`  assign ${seen} = 1'b0;`]
      : watch(watched, { ...body, saw: body.saw }).map((line) => `  ${line}`)),
    'endmodule',
    '',
  ].join('\n');
}

function watch(watched: Watched, { clock, parts, disable, saw }: Body & { readonly saw: string }): readonly string[] {
  const n = (name: string): string => parts.n(name);
  const { declarations, updates, cycles } = parts.history();
  const resets = clock === null ? [] : watched.facts.resets;
  // After a reset was seen its sample is history, so that one cycle of it is there already.
  const needed = Math.max(resets.length > 0 ? 1 : 0, cycles);
  const begin = [
    `wire ${n('disabled')}; assign ${n('disabled')} = ${disable === null ? "1'b0" : `(${disable}) ? 1'b1 : 1'b0`};`,
    `reg [7:0] ${n('age')}; initial ${n('age')} = 8'd0;`,
    `wire ${n('start')}; assign ${n('start')} = ${n('age')} >= 8'd${needed};`,
    ...declarations,
    ...parts.declarations,
  ];
  if (clock === null) return [...begin, `assign ${seenName(watched)} = ${saw};`];
  const edge = `${clock.edge} ${clock.signal}`;
  const forget = asynchronous(watched, disable);
  return [
    ...begin,
    ...resets.map((reset) => `reg ${heldName(reset, watched)}; initial ${heldName(reset, watched)} = 1'b0;`),
    `always @(${edge}) begin`,
    ...resets.map((reset) => `  if (${activeText(reset)}) ${heldName(reset, watched)} <= 1'b1;`),
    `  if (${n('age')} < 8'd${needed}${resets.map((reset) => ` && (${heldName(reset, watched)} || ${activeText(reset)})`).join('')}) ${n('age')} <= ${n('age')} + 8'd1;`,
    ...updates.map((line) => `  ${line}`),
    'end',
    `initial ${seenName(watched)} = 1'b0;`,
    `always @(${edge}) ${seenName(watched)} <= ${saw};`,
    `always @(${edge}${forget === null ? '' : ` or ${forget.edge}`})`,
    `  if (${forget?.active ?? n('disabled')}) begin ${parts.forgetting.map((name) => `${name} <= 1'b0;`).join(' ')} end`,
    `  else begin ${parts.updates.join(' ')} end`,
  ];
}

const heldName = ({ port, index }: ResetFact, { nonce }: Watched): string => `${nonce}_held_${port}_${index}`;

const activeText = ({ port, index, active }: ResetFact): string =>
  `${active === 'low' ? '!' : ''}${index === 0 ? port : `${port}[${index}]`}`;

/** The edge at which attempts end at once: of the signal that disables, where it is an asynchronous reset. */
function asynchronous(
  { facts }: Watched,
  disable: string | null,
): { readonly edge: string; readonly active: string } | null {
  const reset = facts.resets.find(
    (one) =>
      one.kind === 'async' &&
      disable !== null &&
      disable.replaceAll(/[()\s]/g, '').replace('~', '!') === activeText(one),
  );
  return reset === undefined
    ? null
    : { edge: `${reset.active === 'low' ? 'negedge' : 'posedge'} ${reset.port}`, active: activeText(reset) };
}
