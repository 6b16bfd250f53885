import type { PlanDomain, PlanReg } from '../../../contracts/plan.ts';
import type { RtlExpr, RtlItem, RtlStmt, RtlTarget } from '../../../contracts/rtl.ts';
import { binary, constant, mux, net, not, slice } from '../../rtl/build.ts';
import type { Place, ReadOptions, Scope } from '../scope.ts';
import { readCondition, readConstant, readExpr, readSelf } from '../scope.ts';
import { sourced } from './sourced.ts';

/** What a register does, apart from its clock. Null members are absent. */
interface Register {
  readonly name: string;
  readonly width: number;
  readonly steps: readonly { readonly when: RtlExpr | null; readonly to: RtlExpr }[];
  readonly enable: RtlExpr | null;
  readonly mask: RtlExpr | null;
  readonly reset: bigint | null;
  readonly init: bigint | null;
}

/**
 * A register: reset first, then enable, then the first step whose condition holds; no hit holds the value. Without a
 * reset value it powers up as 0. A register on both edges becomes two registers whose exclusive or is its value.
 */
export const lowerReg = (node: PlanReg, scope: Scope, options: ReadOptions): readonly RtlItem[] => {
  const domain = scope.domain(node.domain, options.place);
  if (domain === null) return [];
  const register = readRegister(node, { scope, options, resettable: hasReset(domain) });
  const items = domain.edge === 'both' ? dualEdge(register, domain, scope) : singleEdge(register, domain);
  return items.map((item) => sourced(item, node));
};

const hasReset = (domain: PlanDomain): boolean => domain.reset !== undefined && domain.reset !== null;

const readRegister = (
  node: PlanReg,
  {
    scope,
    options,
    resettable,
  }: { readonly scope: Scope; readonly options: ReadOptions; readonly resettable: boolean },
): Register => {
  const { place } = options;
  const binding = scope.env(node.name);
  const width = binding?.kind === 'signal' ? binding.width : 1;
  const at = { width, place };
  const reset =
    resettable && node.reset !== undefined && node.reset !== null ? readConstant(scope, node.reset, at) : null;
  const given = node.init !== undefined && node.init !== null ? readConstant(scope, node.init, at) : null;
  const steps = typeof node.next === 'string' ? [{ to: node.next, when: undefined }] : node.next;
  return {
    name: node.name,
    width,
    steps: steps.map((step) => ({
      when: step.when === undefined ? null : readCondition(scope, step.when, options),
      to: readExpr(scope, step.to, width, options),
    })),
    enable: node.enable === undefined ? null : readCondition(scope, node.enable, options),
    mask: node.write_mask === undefined ? null : readMask(scope, node.write_mask, { width, place }),
    reset,
    init: given ?? (reset === null ? 0n : null),
  };
};

const readMask = (
  scope: Scope,
  text: string,
  { width, place }: { readonly width: number; readonly place: Place },
): RtlExpr => {
  const mask = readSelf(scope, text, { place });
  if (width % mask.width === 0) return mask;
  scope.report('W1', 'error', { message: `a write mask of ${mask.width} bits does not divide ${width} bits`, place });
  return constant(-1, width);
};

const set = (target: RtlTarget, value: RtlExpr): RtlStmt => ({ stmt: 'set', target, value });

const singleEdge = (register: Register, domain: PlanDomain): readonly RtlItem[] => {
  const reset = register.reset === null ? null : (domain.reset ?? null);
  const whole: RtlTarget = { kind: 'net', name: register.name, width: register.width };
  const onReset = register.reset === null ? [] : [set(whole, constant(register.reset, register.width))];
  const edge = domain.edge === 'neg' ? 'neg' : 'pos';
  const clocked: RtlItem = {
    item: 'clocked',
    clock: domain.clock,
    edge,
    reset: reset?.kind === 'async' ? { signal: reset.signal, active: reset.active, body: onReset } : null,
    body: reset?.kind === 'sync' ? syncBody(register, reset, onReset) : enabled(register, steps(register)),
  };
  return [clocked, ...powerUp(register.name, register)];
};

const powerUp = (
  name: string,
  { init, width }: { readonly init: bigint | null; readonly width: number },
): readonly RtlItem[] => (init === null ? [] : [{ item: 'initial', name, width, value: init }]);

type SyncReset = NonNullable<PlanDomain['reset']>;

/** The condition under which a reset acts. */
export const resetActive = (reset: SyncReset): RtlExpr =>
  reset.active === 'high' ? net(reset.signal, 1) : not(net(reset.signal, 1));

const syncBody = (register: Register, reset: SyncReset, onReset: readonly RtlStmt[]): readonly RtlStmt[] => {
  const resetOr = (no: readonly RtlStmt[]): readonly RtlStmt[] => [
    { stmt: 'if', cond: resetActive(reset), yes: onReset, no },
  ];
  const body = steps(register);
  return reset.under_enable === true ? enabled(register, resetOr(body)) : resetOr(enabled(register, body));
};

const enabled = ({ enable }: Register, body: readonly RtlStmt[]): readonly RtlStmt[] =>
  enable === null ? body : [{ stmt: 'if', cond: enable, yes: body, no: [] }];

const steps = (register: Register): readonly RtlStmt[] =>
  register.steps.reduceRight<readonly RtlStmt[]>((rest, step) => {
    const body = masked(register, step.to);
    return step.when === null ? body : [{ stmt: 'if', cond: step.when, yes: body, no: rest }];
  }, []);

/** One write a mask bit; a mask as wide as the register merges bit by bit. */
const masked = ({ name, width, mask }: Register, value: RtlExpr): readonly RtlStmt[] => {
  const whole: RtlTarget = { kind: 'net', name, width };
  if (mask === null || (mask.op === 'const' && mask.value === (1n << BigInt(width)) - 1n)) return [set(whole, value)];
  if (mask.width === width) {
    const kept = binary('&', net(name, width), not(mask));
    return [set(whole, binary('|', kept, binary('&', value, mask)))];
  }
  const lane = width / mask.width;
  return Array.from({ length: mask.width }, (_, k) => ({
    stmt: 'if',
    cond: slice(mask, k, 1),
    yes: [set({ kind: 'slice', name, lo: k * lane, width: lane }, slice(value, k * lane, lane))],
    no: [],
  }));
};

/**
 * One register an edge, and one bit an edge that says which came last: `last_pos` differs from `last_neg` exactly after
 * a rising edge. Everything changes in the nonblocking step of an edge, so the value has no glitch and the clock is no
 * data; and, unlike two halves joined by exclusive or, an unknown input is forgotten with the next known one.
 */
const dualEdge = (register: Register, domain: PlanDomain, scope: Scope): readonly RtlItem[] => {
  const { name, width } = register;
  const names = {
    pos: { value: scope.fresh(`${name}_pos`), last: scope.fresh(`${name}_last_pos`) },
    neg: { value: scope.fresh(`${name}_neg`), last: scope.fresh(`${name}_last_neg`) },
    next: scope.fresh(`${name}_next`),
  };
  const reset = register.reset === null ? null : (domain.reset ?? null);
  const side = (edge: 'pos' | 'neg'): readonly RtlItem[] => {
    const { value, last } = names[edge];
    const target: RtlTarget = { kind: 'net', name: value, width };
    const seen = edge === 'pos' ? not(net(names.neg.last, 1)) : net(names.pos.last, 1);
    const onReset = [set(target, constant(register.reset ?? 0n, width))];
    const asynchronous = reset?.kind === 'async' ? { signal: reset.signal, active: reset.active, body: onReset } : null;
    const step = set(target, net(names.next, width));
    const mark = set({ kind: 'net', name: last, width: 1 }, seen);
    const at = { item: 'clocked', clock: domain.clock, edge } as const;
    if (asynchronous === null) return [{ ...at, reset: null, body: [step, mark] }];
    return [
      { ...at, reset: asynchronous, body: [step] },
      { ...at, reset: null, body: [mark] },
    ];
  };
  const decl = (n: string, w: number): RtlItem => ({ item: 'decl', name: n, width: w, range: null, signed: false });
  const lastWasPos = binary('^', net(names.pos.last, 1), net(names.neg.last, 1));
  const value = mux(lastWasPos, net(names.pos.value, width), net(names.neg.value, width));
  const start = register.init ?? 0n;
  return [
    ...[names.pos, names.neg].flatMap((n) => [decl(n.value, width), decl(n.last, 1)]),
    decl(names.next, width),
    { item: 'assign', target: { kind: 'net', name: names.next, width }, value: nextValue(register, reset) },
    ...side('pos'),
    ...side('neg'),
    { item: 'assign', target: { kind: 'net', name, width }, value },
    ...[names.pos, names.neg].flatMap((n) => [
      ...powerUp(n.value, { width, init: start }),
      ...powerUp(n.last, { width: 1, init: 0n }),
    ]),
  ];
};

const nextValue = (register: Register, reset: PlanDomain['reset'] | null): RtlExpr => {
  const { name, width, enable } = register;
  const held = net(name, width);
  const stepped = register.steps.reduceRight<RtlExpr>((rest, step) => {
    const value = merged(register, step.to);
    return step.when === null ? value : mux(step.when, value, rest);
  }, held);
  const gated = (value: RtlExpr): RtlExpr => (enable === null ? value : mux(enable, value, held));
  if (reset === null || reset === undefined || reset.kind === 'async' || register.reset === null) return gated(stepped);
  const resetTo = (value: RtlExpr): RtlExpr => mux(resetActive(reset), constant(register.reset ?? 0n, width), value);
  return reset.under_enable === true ? gated(resetTo(stepped)) : resetTo(gated(stepped));
};

const merged = ({ name, width, mask }: Register, value: RtlExpr): RtlExpr => {
  if (mask === null) return value;
  const lane = width / mask.width;
  const wide = Array.from({ length: width }, (_, bit) => slice(mask, Math.floor(bit / lane), 1)).reverse();
  const bits: RtlExpr = { op: 'concat', width, parts: wide };
  return binary('|', binary('&', net(name, width), not(bits)), binary('&', value, bits));
};
