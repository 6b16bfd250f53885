import { op, type Value } from '../../../english/index.ts';
import type { Draft, Port } from '../facts.ts';

/** Widest signal whose values a property is spelt out over. */
const MAX_BITS = 8;

const isPrime = (n: number): boolean =>
  n > 1 && !Array.from({ length: n }, (_, k) => k).some((k) => k > 1 && n % k === 0);

function isFibonacci(n: number): boolean {
  let [a, b] = [0, 1];
  while (a < n) [a, b] = [b, a + b];
  return a === n;
}

const PROPERTIES: Readonly<Record<string, (n: number, by: number) => boolean>> = {
  prime: (n) => isPrime(n),
  composite: (n) => n > 3 && !isPrime(n),
  even: (n) => n % 2 === 0,
  odd: (n) => n % 2 === 1,
  multiple: (n, by) => by > 0 && n % by === 0,
  power: (n) => n > 0 && 2 ** Math.round(Math.log2(n)) === n,
  square: (n) => Number.isInteger(Math.sqrt(n)),
  bcd: (n) => n <= 9,
  fibonacci: (n) => isFibonacci(n),
};

const isList = (value: Value): boolean => value.k === 'op' && value.op === 'list';

/** "n is prime" as a choice of values; unchanged, and so refused, where the numbers listed for it are others. */
export function spelledProperty(value: Value, draft: Draft): Value {
  if (value.k !== 'op' || !value.op.startsWith('kind:')) return value;
  const [subject, ...rest] = value.args;
  const port = draft.ports.find((one) => subject?.k === 'name' && one.name === subject.name);
  const holds = PROPERTIES[value.op.slice('kind:'.length)];
  if (subject === undefined || port?.width == null || port.signed || holds === undefined) return value;
  if (port.width > MAX_BITS) return rest.length > 0 ? value : (wideProperty(value.op, subject, port) ?? value);
  const [by] = rest.filter((one) => !isList(one));
  const list = rest.find(isList);
  const hits = Array.from({ length: 2 ** port.width }, (_, n) => n).filter((n) =>
    holds(n, by?.k === 'num' ? Number(by.value) : 0),
  );
  if (list?.k === 'op' && !isSameList(list.args, hits)) return value;
  return anyOf(hits.map((n) => op('==', subject, { k: 'num', value: String(n), width: null }))) ?? value;
}

/** Properties that are a matter of few bits, at any width. */
function wideProperty(name: string, subject: Value, port: Port): Value | null {
  const last: Value = { k: 'index', of: subject, at: { k: 'num', value: String(port.lsb ?? 0), width: null } };
  if (name === 'kind:even') return op('false', last);
  if (name === 'kind:odd') return op('true', last);
  return name === 'kind:power' ? op('ones:==', { k: 'num', value: '1', width: null }, subject) : null;
}

function isSameList(listed: readonly Value[], hits: readonly number[]): boolean {
  const numbers = listed.map((one) => (one.k === 'num' ? Number(one.value) : Number.NaN));
  return (
    new Set(numbers).size === numbers.length && numbers.length === hits.length && hits.every((n) => numbers.includes(n))
  );
}

const anyOf = (conditions: readonly Value[]): Value | null =>
  conditions.length === 0 ? null : conditions.reduce((left, right) => op('||', left, right));

/**
 * "When 2, 7 or 15 appears on the inputs" over the one input vector, or over one-bit inputs in the order in which the
 * text lists them all, the first most significant; unchanged, and so refused, where it does not list them.
 */
export function spelledNumbers(value: Value, draft: Draft, order: readonly string[] | null): Value {
  if (value.k !== 'op' || value.op !== 'appears') return value;
  const [only, more] = draft.inputs;
  const isVector = only !== undefined && more === undefined && only.width !== 1;
  const ports = isVector
    ? [only]
    : (order ?? []).flatMap((name) => draft.inputs.find((port) => port.name === name) ?? []);
  if (ports.length === 0 || (!isVector && ports.some((port) => port.width !== 1))) return value;
  const width = isVector ? (only.width ?? 0) : ports.length;
  const numbers = value.args.map((one) => (one.k === 'num' ? Number(one.value) : -1));
  if (numbers.some((n) => !(n >= 0 && n < 2 ** width)) || new Set(numbers).size !== numbers.length) return value;
  return anyOf(numbers.map((n) => (isVector ? equals(only, n) : minterm(ports, n)))) ?? value;
}

const equals = (port: Port, n: number): Value =>
  op('==', { k: 'name', name: port.name }, { k: 'num', value: String(n), width: null });

const minterm = (ports: readonly Port[], n: number): Value =>
  ports
    .map((port, at) =>
      op(Math.floor(n / 2 ** (ports.length - 1 - at)) % 2 === 1 ? 'true' : 'false', { k: 'name', name: port.name }),
    )
    .reduce((left, right) => op('&&', left, right));
