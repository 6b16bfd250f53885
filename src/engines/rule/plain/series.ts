import { type Action, num, type Value } from '../../../english/index.ts';
import type { Draft, Fact, Port } from '../facts.ts';

/** One end of a connection: a bit of a port, or one of several ports with a number in their names. */
interface End {
  readonly direction: 'input' | 'output';
  readonly index: number;
  /** Every index there is, and the signal at each. */
  readonly all: ReadonlyMap<number, Value>;
}

interface Link {
  readonly from: End;
  readonly to: End;
}

/** A series of connections spelt out; unchanged, and so refused, where its two first do not say how it goes on. */
export function spelledSeries(fact: Fact, draft: Draft): Fact {
  const { statement } = fact;
  if (statement.s !== 'fact' || statement.fact !== 'connections') return fact;
  const links = linksOf(statement.values, draft);
  const [first, second, last] = links ?? [];
  if (first === undefined || second === undefined) return fact;
  const actions = connections(first, second, last ?? null);
  return actions === null
    ? fact
    : { ...fact, statement: { s: 'do', chain: false, edge: null, branches: [{ guard: null, actions }] } };
}

function connections(first: Link, second: Link, last: Link | null): readonly Action[] | null {
  const [step, jump] = [second.to.index - first.to.index, second.from.index - first.from.index];
  if (Math.abs(step) !== 1 || jump === 0) return null;
  const actions: Action[] = [];
  let [to, from] = [first.to.index, first.from.index];
  for (; first.to.all.has(to); to += step, from += jump) {
    const [target, value] = [first.to.all.get(to), first.from.all.get(from)];
    if (target === undefined || value === undefined) return null;
    actions.push({ a: 'set', target, value, stative: true });
  }
  const ended = last === null || (last.to.index === to - step && last.from.index === from - jump);
  return actions.length === first.to.all.size && ended ? actions : null;
}

function linksOf(values: readonly Value[], draft: Draft): readonly Link[] | null {
  const links: Link[] = [];
  let before: readonly Value[] = [];
  for (let at = 0; at + 1 < values.length; at += 2) {
    const pair = values.slice(at, at + 2).map((value, side) => withOwner(value, before[side]));
    before = pair;
    const [left, right] = pair.map((value) => endOf(value, draft));
    if (left == null || right == null || left.direction === right.direction) return null;
    links.push(left.direction === 'output' ? { to: left, from: right } : { to: right, from: left });
  }
  return links;
}

/** "Bit 1" is one of the vector that the connection before has there. */
function withOwner(value: Value, before: Value | undefined): Value {
  const isOpen = value.k === 'index' && value.of.k === 'noun' && value.of.noun === 'same';
  return isOpen && before?.k === 'index' ? { ...value, of: before.of } : value;
}

function endOf(value: Value, draft: Draft): End | null {
  if (value.k === 'name') return numbered(value.name, draft);
  if (value.k !== 'index' || value.at.k !== 'num') return null;
  const { of } = value;
  const found = [...draft.inputs, ...draft.outputs].filter((port) => isOwner(port, of));
  const [port, more] = found;
  if (port?.width == null || port.msb === null || port.lsb === null || more !== undefined) return null;
  const low = Math.min(port.msb, port.lsb);
  const all = Array.from({ length: port.width }, (_, bit) => low + bit);
  const owner: Value = { k: 'name', name: port.name };
  return {
    direction: port.direction === 'output' ? 'output' : 'input',
    index: Number(value.at.value),
    all: new Map(all.map((bit) => [bit, { k: 'index', of: owner, at: num(bit) } as const])),
  };
}

const isOwner = (port: Port, of: Value): boolean =>
  of.k === 'name' ? port.name === of.name : of.k === 'noun' && of.noun === port.direction;

const NUMBERED = /^(.*?)(\d+)$/;

/** One-bit ports of one direction that differ in the number at their end. */
function numbered(name: string, draft: Draft): End | null {
  const port = draft.ports.find((one) => one.name === name);
  const [, stem = '', digits = ''] = NUMBERED.exec(name) ?? [];
  if (port === undefined || digits === '') return null;
  const kin = draft.ports.filter((one) => one.direction === port.direction && NUMBERED.exec(one.name)?.[1] === stem);
  if (kin.some((one) => one.width !== 1)) return null;
  return {
    direction: port.direction === 'output' ? 'output' : 'input',
    index: Number(digits),
    all: new Map(kin.map((one) => [Number(NUMBERED.exec(one.name)?.[2] ?? 0), { k: 'name', name: one.name } as const])),
  };
}
