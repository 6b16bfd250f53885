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

const resetActive = (reset: SyncReset): RtlExpr =>
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
 * Two registers, one an edge, each taking the new value exclusive-or the other one: their exclusive or is then the new
 * value after either edge, without a clock in the data path. A synchronous reset is part of the new value.
 */
const dualEdge = (register: Register, domain: PlanDomain, scope: Scope): readonly RtlItem[] => {
  const { name, width } = register;
  const [pos, neg, next] = ['pos', 'neg', 'next'].map((word) => scope.fresh(`${name}_${word}`));
  if (pos === undefined || neg === undefined || next === undefined) return [];
  const reset = register.reset === null ? null : (domain.reset ?? null);
  const one = (self: string, other: string, edge: 'pos' | 'neg', onReset: bigint): RtlItem => ({
    item: 'clocked',
    clock: domain.clock,
    edge,
    reset:
      reset?.kind === 'async'
        ? {
            signal: reset.signal,
            active: reset.active,
            body: [set({ kind: 'net', name: self, width }, constant(onReset, width))],
          }
        : null,
    body: [set({ kind: 'net', name: self, width }, binary('^', net(next, width), net(other, width)))],
  });
  const declared = [pos, neg, next].map<RtlItem>((n) => ({ item: 'decl', name: n, width, range: null, signed: false }));
  return [
    ...declared,
    { item: 'assign', target: { kind: 'net', name: next, width }, value: nextValue(register, reset) },
    one(pos, neg, 'pos', register.reset ?? 0n),
    one(neg, pos, 'neg', 0n),
    { item: 'assign', target: { kind: 'net', name, width }, value: binary('^', net(pos, width), net(neg, width)) },
    // Always given: the exclusive or of two unknown halves would stay unknown through a synchronous reset.
    ...powerUp(pos, { width, init: register.init ?? 0n }),
    ...powerUp(neg, { width, init: 0n }),
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
