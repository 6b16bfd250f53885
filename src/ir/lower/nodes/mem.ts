import type { PlanDomain, PlanMem } from '../../../contracts/plan.ts';
import type { RtlExpr, RtlItem, RtlStmt, RtlTarget } from '../../../contracts/rtl.ts';
import { binary, constant, mux, not } from '../../rtl/build.ts';
import { compare } from '../../rtl/compare.ts';
import { addressOf } from '../expr/select.ts';
import { type Place, readCondition, readConstant, readExpr, readSelf, readTarget, type Scope } from '../scope.ts';
import { resetActive } from './reg.ts';
import { sourced } from './sourced.ts';

type MemPort = PlanMem['ports'][number];

interface Memory {
  readonly name: string;
  readonly width: number;
  readonly depth: number;
}

interface Context {
  readonly scope: Scope;
  readonly place: Place;
  readonly writes: readonly MemPort[];
  /** What reset does to every word; null where it does nothing. */
  readonly clear?: Clear | null;
}

interface Clear {
  readonly reset: Reset;
  readonly body: readonly RtlStmt[];
}

type Reset = NonNullable<PlanDomain['reset']>;

/** Words that a reset may set: each is an assignment of its own, and a register in hardware. */
const MAX_CLEARED = 256;

/** The assignments that reset makes to all words, which belong to the process of the one write port. */
function clearOf(node: PlanMem, memory: Memory, { scope, place, writes }: Context): Clear | null {
  const all = node.reset_all ?? null;
  if (all === null) return null;
  const reset = scope.domain(all.domain, place)?.reset ?? null;
  const [write, more] = writes;
  if (
    reset === null ||
    reset.under_enable === true ||
    write === undefined ||
    more !== undefined ||
    write.domain !== all.domain
  ) {
    const message = `clearing "${node.name}" on reset takes a domain with a reset, and one write port in it`;
    scope.report('LOWER', 'error', { message, place });
    return null;
  }
  if (memory.depth > MAX_CLEARED) {
    const message = `"${node.name}" has more than ${MAX_CLEARED} words, which is too many to clear on reset`;
    scope.report('LOWER', 'error', { message, place });
    return null;
  }
  const value = constant(readConstant(scope, all.value, { width: memory.width, place }), memory.width);
  const bits = Math.max(1, (memory.depth - 1).toString(2).length);
  const body = Array.from({ length: memory.depth }, (_, at): RtlStmt => {
    const target: RtlTarget = { kind: 'word', memory: memory.name, address: constant(at, bits), width: memory.width };
    return { stmt: 'set', target, value };
  });
  return { reset, body };
}

/** A memory: power-up words, one process a write port, combinational or clocked reads. */
export const lowerMem = (node: PlanMem, scope: Scope, place: Place): readonly RtlItem[] => {
  const binding = scope.env(node.name);
  if (binding?.kind !== 'memory') return [];
  const memory: Memory = { name: node.name, width: binding.width, depth: binding.depth };
  const writes = node.ports.filter((port) => port.dir === 'write');
  const context = { scope, place, writes, clear: clearOf(node, memory, { scope, place, writes }) };
  const words = (node.init ?? []).map((word) => readConstant(scope, word, { width: memory.width, place }));
  const initial: RtlItem = {
    item: 'initial-memory',
    memory: memory.name,
    width: memory.width,
    depth: memory.depth,
    words,
  };
  const ports = node.ports.flatMap((port) =>
    port.dir === 'write' ? writePort(port, memory, context) : readPort(port, memory, context),
  );
  return [...ports, initial].map((item) => sourced(item, node));
};

const clockOf = (
  port: MemPort,
  { scope, place }: Context,
): { readonly clock: string; readonly edge: 'pos' | 'neg' } | null => {
  const domain = port.domain === undefined ? null : scope.domain(port.domain, place);
  if (domain !== null && domain.edge !== 'both') return { clock: domain.clock, edge: domain.edge };
  scope.report('M1', 'error', { message: 'a clocked memory port needs a domain with one edge', place });
  return null;
};

const addressIn = (port: MemPort, memory: Memory, { scope, place }: Context): RtlExpr =>
  addressOf(readSelf(scope, port.addr, { place }), memory.depth);

const guarded = (port: MemPort, body: readonly RtlStmt[], { scope, place }: Context): readonly RtlStmt[] =>
  port.en === undefined ? body : [{ stmt: 'if', cond: readCondition(scope, port.en, { place }), yes: body, no: [] }];

const writePort = (port: MemPort, memory: Memory, context: Context): readonly RtlItem[] => {
  const { scope, place } = context;
  if (port.mode === 'comb') {
    scope.report('M1', 'error', { message: `a write port of "${memory.name}" must be clocked`, place });
    return [];
  }
  const clock = clockOf(port, context);
  if (clock === null) return [];
  const address = addressIn(port, memory, context);
  const target: RtlTarget = { kind: 'word', memory: memory.name, address, width: memory.width };
  const value = maskedWrite(port, { memory, address }, context);
  const body = guarded(port, [{ stmt: 'set', target, value }], context);
  return [{ item: 'clocked', ...clock, ...underReset(body, context.clear ?? null) }];
};

/** The body of a process behind its reset: an asynchronous one stands beside it, a synchronous one in it. */
function underReset(
  body: readonly RtlStmt[],
  clear: Clear | null,
): Pick<Extract<RtlItem, { readonly item: 'clocked' }>, 'reset' | 'body'> {
  if (clear === null) return { reset: null, body };
  const { reset, body: cleared } = clear;
  if (reset.kind === 'async') return { reset: { signal: reset.signal, active: reset.active, body: cleared }, body };
  return { reset: null, body: [{ stmt: 'if', cond: resetActive(reset), yes: cleared, no: body }] };
}

const maskedWrite = (
  port: MemPort,
  { memory, address }: { readonly memory: Memory; readonly address: RtlExpr },
  { scope, place }: Context,
): RtlExpr => {
  const value = readExpr(scope, port.data, memory.width, { place });
  if (port.mask === undefined) return value;
  const mask = readExpr(scope, port.mask, memory.width, { place });
  const old: RtlExpr = { op: 'word', width: memory.width, memory: memory.name, address };
  return binary('|', binary('&', old, not(mask)), binary('&', value, mask));
};

const readPort = (port: MemPort, memory: Memory, context: Context): readonly RtlItem[] => {
  const { scope, place } = context;
  const target = readTarget(scope, port.data, place);
  if (target === null) return [];
  if (target.width !== memory.width) {
    scope.report('M1', 'error', { message: `"${port.data}" is not as wide as a word of "${memory.name}"`, place });
    return [];
  }
  const address = addressIn(port, memory, context);
  const word: RtlExpr = { op: 'word', width: memory.width, memory: memory.name, address };
  if (port.mode === 'comb') return [{ item: 'assign', target, value: combRead(port, word, context) }];
  const clock = clockOf(port, context);
  if (clock === null) return [];
  const value = forwarded(port, { memory, address, word }, context);
  const off: readonly RtlStmt[] =
    port.when_disabled === 'zero' ? [{ stmt: 'set', target, value: constant(0, memory.width) }] : [];
  const taken: RtlStmt = { stmt: 'set', target, value };
  const body: readonly RtlStmt[] =
    port.en === undefined
      ? [taken]
      : [{ stmt: 'if', cond: readCondition(scope, port.en, { place }), yes: [taken], no: off }];
  const powerUp: readonly RtlItem[] =
    target.kind === 'net' ? [{ item: 'initial', name: target.name, width: target.width, value: 0n }] : [];
  return [{ item: 'clocked', ...clock, reset: null, body }, ...powerUp];
};

const combRead = (port: MemPort, word: RtlExpr, { scope, place }: Context): RtlExpr => {
  if (port.en === undefined) return word;
  if (port.when_disabled === 'hold') {
    scope.report('M1', 'error', { message: 'a combinational read cannot hold its value', place });
  }
  return mux(readCondition(scope, port.en, { place }), word, constant(0, word.width));
};

// Read-during-write "new" forwards what the write ports of the same clock write to the same address.
const forwarded = (
  port: MemPort,
  { memory, address, word }: { readonly memory: Memory; readonly address: RtlExpr; readonly word: RtlExpr },
  context: Context,
): RtlExpr => {
  if (port.read_during_write !== 'new') return word;
  return context.writes
    .filter((write) => write.domain === port.domain)
    .reduce((old, write) => {
      const writeAddress = addressIn(write, memory, context);
      const hit = compare('==', address, writeAddress);
      const enabled = write.en === undefined ? hit : binary('&', readCondition(context.scope, write.en, context), hit);
      return mux(enabled, maskedWrite(write, { memory, address: writeAddress }, context), old);
    }, word);
};
