import type { Refusal } from '../../src/contracts/engine.ts';
import type { DesignPlan } from '../../src/contracts/plan.ts';
import type { RtlExpr, RtlItem, RtlModule, RtlStmt, RtlTarget } from '../../src/contracts/rtl.ts';
import { planByRule } from '../../src/engines/rule/index.ts';
import { lowerPlan } from '../../src/ir/index.ts';
import { evalRtl as evalWithoutMemories } from '../../src/ir/rtl/eval.ts';
import { readSpec } from '../../src/spec/index.ts';

/** What became of a specification: a circuit that can be stepped, or why there is none. */
export type Planned =
  | { readonly ok: true; readonly plan: DesignPlan; readonly circuit: () => Circuit }
  | { readonly ok: false; readonly refusal: Refusal };

/** A two-state simulation of one module. Inputs keep their value until set again. */
export interface Circuit {
  readonly set: (name: string, value: number | bigint) => void;
  readonly get: (name: string) => number;
  /** One full cycle of the clock: both edges, registers before combinational logic. */
  readonly tick: () => void;
}

/** Reads, plans and lowers a specification; anything but the engine going wrong throws. */
export function planText(text: string, options: { readonly guess: boolean } = { guess: false }): Planned {
  const reading = readSpec({ path: 'spec.txt', text });
  if (!reading.ok) throw new Error(`the spec was not read: ${JSON.stringify(reading.error)}`);
  const plan = planByRule(reading.value.spec, options);
  if (!plan.ok) return { ok: false, refusal: plan.error };
  const lowered = lowerPlan(plan.value);
  if (!lowered.ok) throw new Error(`the plan was not lowered: ${JSON.stringify(lowered.error)}`);
  const [module] = lowered.value.rtl.modules;
  if (module === undefined || lowered.value.rtl.modules.length !== 1) throw new Error('one module is expected');
  return { ok: true, plan: plan.value, circuit: () => circuitOf(module, plan.value) };
}

type Nets = (name: string) => bigint;

/** The value of an expression; words of memories are nets called `memory[address]`. */
const evalRtl = (expr: RtlExpr, nets: Nets): bigint => evalWithoutMemories(withWords(expr, nets), nets);

function withWords<T>(part: T, nets: Nets): T {
  if (part === null || typeof part !== 'object') return part;
  if ('op' in part && part.op === 'word') {
    const { memory, address, width } = part as unknown as Extract<RtlExpr, { op: 'word' }>;
    return { op: 'const', width, value: nets(wordName(memory, evalRtl(address, nets))) } as T;
  }
  if (Array.isArray(part)) return part.map((one: unknown) => withWords(one, nets)) as T;
  return Object.fromEntries(Object.entries(part).map(([key, inner]) => [key, withWords(inner, nets)])) as T;
}

const wordName = (memory: string, address: bigint): string => `${memory}[${String(address)}]`;

/** A specification from port lines and sentences. */
export function specOf(ports: readonly string[], prose: string): string {
  return `Design a module named unit_under_design with these ports.\n\n${ports.map((port) => ` - ${port}`).join('\n')}\n\n${prose}\n`;
}

function circuitOf(module: RtlModule, plan: DesignPlan): Circuit {
  const values = new Map<string, bigint>();
  const nets = (name: string): bigint => values.get(name) ?? 0n;
  const domain = plan.modules[0]?.domains?.[0];
  for (const item of module.items) if (item.item === 'initial') values.set(item.name, item.value);
  const settle = (): void => {
    for (let round = 0; round < 60; round += 1) {
      const before = JSON.stringify([...values].map(([name, value]) => [name, String(value)]));
      for (const item of module.items) combinational(item, values, nets);
      if (before === JSON.stringify([...values].map(([name, value]) => [name, String(value)]))) return;
    }
    throw new Error('the circuit does not settle');
  };
  const edge = (which: 'pos' | 'neg'): void => {
    settle();
    const writes: (() => void)[] = [];
    for (const item of module.items)
      if (item.item === 'clocked' && item.edge === which) runClocked(item, { values, nets, writes });
    for (const write of writes) write();
    settle();
  };
  return {
    set: (name, value) => {
      values.set(name, BigInt(value));
      settle();
      for (const item of module.items) asyncReset(item, { values, nets });
      settle();
    },
    get: (name) => Number(nets(name)),
    tick: () => {
      edge('pos');
      if (domain !== undefined) values.set(domain.clock, 1n);
      edge('neg');
      if (domain !== undefined) values.set(domain.clock, 0n);
      settle();
    },
  };
}

interface Run {
  readonly values: Map<string, bigint>;
  readonly nets: (name: string) => bigint;
}

function combinational(item: RtlItem, values: Map<string, bigint>, nets: (name: string) => bigint): void {
  if (item.item === 'assign') write(item.target, evalRtl(item.value, nets), values);
  if (item.item === 'localparam') values.set(item.name, item.value);
  if (item.item === 'comb') run(item.body, { values, nets }, (target, value) => write(target, value, values));
  if (item.item === 'latch' && evalRtl(item.gate, nets) === 1n) write(item.target, evalRtl(item.value, nets), values);
  if (item.item === 'instance' || item.item === 'verbatim') throw new Error(`${item.item} is not simulated here`);
}

function isActive(item: RtlItem, nets: (name: string) => bigint): boolean {
  return (
    item.item === 'clocked' &&
    item.reset !== null &&
    nets(item.reset.signal) === (item.reset.active === 'high' ? 1n : 0n)
  );
}

function asyncReset(item: RtlItem, at: Run): void {
  if (item.item === 'clocked' && item.reset !== null && isActive(item, at.nets))
    run(item.reset.body, at, (target, value) => write(target, value, at.values));
}

function runClocked(item: Extract<RtlItem, { item: 'clocked' }>, at: Run & { readonly writes: (() => void)[] }): void {
  const body = item.reset !== null && isActive(item, at.nets) ? item.reset.body : item.body;
  run(body, at, (target, value) => at.writes.push(() => write(target, value, at.values)));
}

function run(body: readonly RtlStmt[], at: Run, set: (target: RtlTarget, value: bigint) => void): void {
  for (const stmt of body) {
    if (stmt.stmt === 'set') set(atNow(stmt.target, at), evalRtl(stmt.value, at.nets));
    else if (stmt.stmt === 'if') run(evalRtl(stmt.cond, at.nets) === 1n ? stmt.yes : stmt.no, at, set);
    else run(arm(stmt, at), at, set);
  }
}

/** A target with the address that a word has before anything is written. */
const atNow = (target: RtlTarget, { nets }: Run): RtlTarget =>
  target.kind !== 'word'
    ? target
    : { kind: 'net', name: wordName(target.memory, evalRtl(target.address, nets)), width: target.width };

function arm(stmt: Extract<RtlStmt, { stmt: 'case' }>, at: Run): readonly RtlStmt[] {
  const subject = evalRtl(stmt.subject, at.nets);
  const hit = stmt.arms.find((one) =>
    one.labels.some((label) =>
      'cube' in label ? cubeHolds(label.cube, subject) : evalRtl(label as RtlExpr, at.nets) === subject,
    ),
  );
  return hit?.body ?? stmt.otherwise ?? [];
}

const cubeHolds = (cube: string, value: bigint): boolean => {
  const bits = value.toString(2).padStart(cube.length, '0');
  return [...cube].every((symbol, index) => symbol === '-' || symbol === bits.charAt(index));
};

function write(target: RtlTarget, value: bigint, values: Map<string, bigint>): void {
  if (target.kind === 'net') values.set(target.name, value);
  else if (target.kind === 'slice') {
    const mask = ((1n << BigInt(target.width)) - 1n) << BigInt(target.lo);
    values.set(target.name, ((values.get(target.name) ?? 0n) & ~mask) | (value << BigInt(target.lo)));
  } else if (target.kind === 'concat') {
    let rest = value;
    for (const part of [...target.parts].reverse()) {
      write(part, rest & ((1n << BigInt(part.width)) - 1n), values);
      rest >>= BigInt(part.width);
    }
  } else throw new Error(`a ${target.kind} target is not simulated here`);
}
