import type { RtlExpr, RtlItem, RtlModule, RtlStmt, RtlTarget } from '../../contracts/rtl.ts';
import { evalRtl, type NetValues } from './eval.ts';

type Clocked = Extract<RtlItem, { readonly item: 'clocked' }>;

/**
 * A two-state run of one module. Nothing is unknown: registers without a power-up value start at 0. An asynchronous
 * reset acts as soon as its input is set.
 */
export interface RtlRun {
  /** Sets inputs (or registers, to start somewhere) and lets the logic settle. */
  readonly set: (values: ReadonlyMap<string, bigint>) => void;
  readonly get: (name: string) => bigint;
  /** Lets an edge of a clock act on the values as they stand; the clock net itself is not changed. */
  readonly edge: (clock: string, edge: 'pos' | 'neg') => void;
}

/** Rounds after which logic that still changes counts as a loop. */
const MAX_ROUNDS = 64;

/** Starts a run; null where the module holds what is not run here: instances, memories, verbatim Verilog. */
export function startRun(module: RtlModule): RtlRun | null {
  if (module.items.some(({ item }) => NOT_RUN.has(item))) return null;
  const values = new Map<string, bigint>();
  const nets: NetValues = (name) => values.get(name) ?? 0n;
  for (const item of module.items)
    if (item.item === 'initial' || item.item === 'localparam') values.set(item.name, item.value);
  const now = { nets, write: (target: RtlTarget, value: bigint) => assign(target, value, values) };
  const settle = (): void => {
    for (let round = 0; round < MAX_ROUNDS; round += 1) {
      const before = snapshot(values);
      for (const item of module.items) flow(item, now);
      if (snapshot(values) === before) return;
    }
  };
  settle();
  return {
    set: (given) => {
      for (const [name, value] of given) values.set(name, value);
      settle();
    },
    get: nets,
    edge: (clock, which) => {
      const writes: (() => void)[] = [];
      const later = {
        nets,
        write: (target: RtlTarget, value: bigint) => void writes.push(() => assign(target, value, values)),
      };
      for (const item of module.items)
        if (item.item === 'clocked' && item.clock === clock && item.edge === which)
          execute(item.reset !== null && isActive(item, nets) ? item.reset.body : item.body, later);
      for (const write of writes) write();
      settle();
    },
  };
}

const NOT_RUN: ReadonlySet<RtlItem['item']> = new Set(['instance', 'memory', 'initial-memory', 'verbatim']);

const snapshot = (values: ReadonlyMap<string, bigint>): string =>
  [...values].map(([name, value]) => `${name}=${value.toString(16)}`).join();

interface At {
  readonly nets: NetValues;
  readonly write: (target: RtlTarget, value: bigint) => void;
}

const isActive = (item: Clocked, nets: NetValues): boolean =>
  item.reset !== null && nets(item.reset.signal) === (item.reset.active === 'high' ? 1n : 0n);

/** What happens without a clock: assignments, combinational processes, open latches, asynchronous resets. */
function flow(item: RtlItem, at: At): void {
  if (item.item === 'assign') at.write(item.target, evalRtl(item.value, at.nets));
  if (item.item === 'comb') execute(item.body, at);
  if (item.item === 'latch' && evalRtl(item.gate, at.nets) === 1n) at.write(item.target, evalRtl(item.value, at.nets));
  if (item.item === 'clocked' && item.reset !== null && isActive(item, at.nets)) execute(item.reset.body, at);
}

function execute(body: readonly RtlStmt[], at: At): void {
  for (const stmt of body) {
    if (stmt.stmt === 'set') at.write(stmt.target, evalRtl(stmt.value, at.nets));
    else if (stmt.stmt === 'if') execute(evalRtl(stmt.cond, at.nets) === 1n ? stmt.yes : stmt.no, at);
    else execute(armOf(stmt, at.nets), at);
  }
}

function armOf(stmt: Extract<RtlStmt, { readonly stmt: 'case' }>, nets: NetValues): readonly RtlStmt[] {
  const subject = evalRtl(stmt.subject, nets);
  const hit = stmt.arms.find(({ labels }) =>
    labels.some((label) => (isCube(label) ? cubeHolds(label.cube, subject) : evalRtl(label, nets) === subject)),
  );
  return hit?.body ?? stmt.otherwise ?? [];
}

const isCube = (label: RtlExpr | { readonly cube: string }): label is { readonly cube: string } => 'cube' in label;

function cubeHolds(cube: string, value: bigint): boolean {
  const bits = value.toString(2).padStart(cube.length, '0');
  return [...cube].every((symbol, index) => symbol === '-' || symbol === bits.charAt(index));
}

function assign(target: RtlTarget, value: bigint, values: Map<string, bigint>): void {
  if (target.kind === 'net') values.set(target.name, value);
  if (target.kind === 'slice') splice(values, target.name, { lo: BigInt(target.lo), width: target.width, value });
  if (target.kind === 'part') {
    const lo = evalRtl(target.at, (name) => values.get(name) ?? 0n);
    splice(values, target.name, { lo, width: target.width, value });
  }
  if (target.kind !== 'concat') return;
  let rest = value;
  for (const part of target.parts.toReversed()) {
    assign(part, BigInt.asUintN(part.width, rest), values);
    rest >>= BigInt(part.width);
  }
}

function splice(
  values: Map<string, bigint>,
  name: string,
  { lo, width, value }: { readonly lo: bigint; readonly width: number; readonly value: bigint },
): void {
  const mask = ((1n << BigInt(width)) - 1n) << lo;
  values.set(name, ((values.get(name) ?? 0n) & ~mask) | ((value << lo) & mask));
}
