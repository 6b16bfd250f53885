import type { Value } from '../../english/index.ts';
import { bitOperation } from './bit-operations.ts';
import { type ExactPlace, exactComparison, exactly } from './exact.ts';
import type { Expressed, Unspeakable } from './expressed.ts';
import { numberOperation } from './number-operations.ts';
import { signedComparison, signedInfix } from './signed-operations.ts';
import { type Context, isUnspeakable, widthOf } from './speech.ts';
import { baseName, inRange, onesOf, partOf, reversal } from './vectors.ts';

const isKnown = (name: string, context: Context): boolean =>
  context.draft.ports.some((port) => port.name === name) ||
  context.draft.spec.params.some((param) => param.name === name) ||
  context.internals?.has(name) === true;

/** Prints a value as an expression of the plan. `want` is the width of where it goes, for bare numbers. */
export function express(value: Value, context: Context, want: number | null = null): Expressed | Unspeakable {
  switch (value.k) {
    case 'num':
      return literal(value, want);
    case 'fill':
      return want === null
        ? { why: 'the width of "all bits" is not known here' }
        : { text: binary((1n << BigInt(want)) * BigInt(value.bit) - BigInt(value.bit), want), width: want };
    case 'name':
      return isKnown(value.name, context)
        ? { text: value.name, width: widthOf(value.name, context) }
        : { why: `${value.name} is not declared` };
    case 'noun':
      return named(value.noun, context);
    case 'index':
      return indexed(value, context);
    case 'slice':
      return sliced(value, context);
    case 'part':
      return partOf(value, context);
    case 'op':
      return operation(value.op, value.args, { context, want });
  }
}

const binary = (value: bigint, width: number): string =>
  width <= 8
    ? `${String(width)}'b${value.toString(2).padStart(width, '0')}`
    : `${String(width)}'h${value.toString(16)}`;

function literal(value: Extract<Value, { readonly k: 'num' }>, want: number | null): Expressed | Unspeakable {
  if (value.cube !== undefined) return { why: 'a literal with unknown bits has no value' };
  const bits = BigInt(value.value);
  const needed = bits === 0n ? 1 : bits.toString(2).length;
  const width = want ?? value.width ?? needed;
  if (needed > width) return { why: `${value.value} does not fit ${String(width)} bits` };
  return { text: width === 1 ? `1'b${value.value}` : `${String(width)}'d${value.value}`, width };
}

function named(noun: string, context: Context): Expressed | Unspeakable {
  const name = context.noun(noun);
  return name === null
    ? { why: `it is not clear which signal "the ${noun}" is` }
    : { text: name, width: widthOf(name, context) };
}

function indexed(value: Extract<Value, { readonly k: 'index' }>, context: Context): Expressed | Unspeakable {
  const name = baseName(value.of, context);
  if (name === null) return { why: 'only a named signal can be indexed' };
  const at = express(value.at, context);
  if (isUnspeakable(at)) return at;
  if (value.at.k !== 'num') return { text: `${name}[${at.text}]`, width: 1 };
  return inRange(name, Number(value.at.value), context) ?? { text: `${name}[${value.at.value}]`, width: 1 };
}

function sliced(value: Extract<Value, { readonly k: 'slice' }>, context: Context): Expressed | Unspeakable {
  const name = baseName(value.of, context);
  if (name === null || value.high.k !== 'num' || value.low.k !== 'num')
    return { why: 'only a named signal can be sliced, by numbers' };
  const [high, low] = [Number(value.high.value), Number(value.low.value)];
  const outside = inRange(name, high, context) ?? inRange(name, low, context);
  if (outside !== null) return outside;
  return {
    text: high === low ? `${name}[${String(high)}]` : `${name}[${String(high)}:${String(low)}]`,
    width: Math.abs(high - low) + 1,
  };
}

interface Place {
  readonly context: Context;
  readonly want: number | null;
}

/** Operators whose results may be wider than their operands. */
const EXACT: ReadonlySet<string> = new Set(['+', '-', '*', 'u-', 'exact', 'loose', 'whole', 'quotient']);

const COMPARE = ['==', '!=', '<', '>', '<=', '>='];

function operation(name: string, args: readonly Value[], place: Place): Expressed | Unspeakable {
  if (['true', 'false', 'active', 'inactive'].includes(name)) return predicate(name, args, place.context);
  if (COMPARE.includes(name)) return comparison(name, args, place.context);
  if (name === '&&' || name === '||') return truth(name, args, place.context);
  if (name === 'u!') return negated(args, place.context);
  if (name === 'wraps') return { why: 'the counter does not wrap there at every edge at which it has that value' };
  if (name === "'") return unary('~', args, place);
  const exact = exactly(name, args, { ...exactPlace(place.context), want: place.want });
  if (exact !== null) return exact;
  if (name.startsWith('u')) return unary(name.slice(1), args, place);
  return onBits(name, args, place) ?? arithmetic(name, args, place);
}

const exactPlace = (context: Context): ExactPlace => ({
  express: (value) => express(value, context),
  isSigned: (value) => signedness(value, context) === 'signed',
});

function onBits(name: string, args: readonly Value[], place: Place): Expressed | Unspeakable | null {
  return bitOperation(name, args, {
    express: (value, want) => express(value, place.context, want),
    want: place.want,
    isSigned: (value) => signedness(value, place.context) === 'signed',
  });
}

/** Operations that join, extend or compute. */
function arithmetic(name: string, args: readonly Value[], place: Place): Expressed | Unspeakable {
  if (name === 'cat') return concatenation(args, place.context);
  if (name === 'rep') return replication(args, place.context);
  if (name === 'reverse') return reversal(args, place.context);
  if (name === 'popcount') return onesOf(args, place);
  if (name === 'sext' || name === 'zext') return extension(name, args, place);
  return numberOperation(name, args, { ...exactPlace(place.context), want: place.want }) ?? infix(name, args, place);
}

function predicate(name: string, args: readonly Value[], context: Context): Expressed | Unspeakable {
  const [arg] = args;
  const found = arg === undefined ? { why: 'a condition without a signal' } : express(arg, context);
  if (isUnspeakable(found)) return found;
  if (found.width !== 1) return { why: `${found.text} is not one bit, so "high" does not say which value` };
  const isLowActive = (name === 'active' || name === 'inactive') && activeLow(found.text, context);
  const isTrue = (name === 'true' || name === 'active') !== isLowActive;
  return { text: isTrue ? found.text : `~${found.text}`, width: 1 };
}

function activeLow(name: string, context: Context): boolean {
  if (context.draft.reset?.signal === name) return context.draft.reset.active === 'low';
  const stated = context.draft.facts.find(
    (fact) => fact.about === name && fact.statement.s === 'fact' && fact.statement.fact === 'polarity',
  );
  if (stated?.statement.s === 'fact') return stated.statement.text === 'low';
  return /_n$|_b$/i.test(name);
}

function comparison(name: string, args: readonly Value[], context: Context): Expressed | Unspeakable {
  const [left, right] = args;
  if (left === undefined || right === undefined) return { why: 'a comparison needs two sides' };
  // In arithmetic the carry of a sum counts, at the width of its operands it is lost: exact values say which.
  if ([left, right].some((side) => side.k === 'op' && EXACT.has(side.op)))
    return exactComparison(name, [left, right], exactPlace(context));
  const sides = bothSides(left, right, context);
  if ('why' in sides) return sides;
  const { one, two } = sides;
  if (one.width === 1 && right.k === 'num' && name === '==')
    return { text: right.value === '1' ? one.text : `~${one.text}`, width: 1 };
  const signs = [signedness(left, context), signedness(right, context)];
  if (!signs.includes('signed')) return { text: `(${one.text} ${name} ${two.text})`, width: 1 };
  return signedComparison(name, [left, right], { one, two, isMixed: signs.includes('unsigned') });
}

/** Both sides of a comparison; a bare number takes the width of the other. */
function bothSides(
  left: Value,
  right: Value,
  context: Context,
): { readonly one: Expressed; readonly two: Expressed } | Unspeakable {
  const first = left.k === 'num' ? null : express(left, context);
  if (first !== null && isUnspeakable(first)) return first;
  const two = express(right, context, right.k === 'num' || right.k === 'fill' ? (first?.width ?? null) : null);
  if (isUnspeakable(two)) return two;
  const one = first ?? express(left, context, two.width);
  return isUnspeakable(one) ? one : { one, two };
}

function signedness(value: Value, context: Context): 'signed' | 'unsigned' | 'free' {
  if (value.k === 'num') return 'free';
  const port = value.k === 'name' ? context.draft.ports.find((one) => one.name === value.name) : undefined;
  return port?.signed === true ? 'signed' : 'unsigned';
}

function truth(name: string, args: readonly Value[], context: Context): Expressed | Unspeakable {
  const parts: string[] = [];
  for (const arg of args) {
    const found = express(arg, context);
    if (isUnspeakable(found)) return found;
    parts.push(
      found.width === 1 ? found.text : `(${found.text} != 0)`.replace('!= 0', `!= ${String(found.width ?? 32)}'d0`),
    );
  }
  return { text: `(${parts.join(name === '&&' ? ' & ' : ' | ')})`, width: 1 };
}

function negated(args: readonly Value[], context: Context): Expressed | Unspeakable {
  const [arg] = args;
  const found = arg === undefined ? { why: 'nothing is negated' } : express(arg, context);
  if (isUnspeakable(found)) return found;
  return found.width === 1
    ? { text: `~${found.text}`, width: 1 }
    : { text: `(${found.text} == ${String(found.width ?? 32)}'d0)`, width: 1 };
}

function unary(name: string, args: readonly Value[], place: Place): Expressed | Unspeakable {
  const [arg] = args;
  const found =
    arg === undefined
      ? { why: 'an operator without operand' }
      : express(arg, place.context, name === '~' ? place.want : null);
  if (isUnspeakable(found)) return found;
  const width = ['~', '-'].includes(name) ? found.width : 1;
  return { text: `(${name}${found.text})`, width };
}

function concatenation(args: readonly Value[], context: Context): Expressed | Unspeakable {
  const parts: Expressed[] = [];
  for (const arg of args) {
    if (arg.k === 'num' && arg.width === null)
      return { why: `${arg.value} has no width, so it cannot be joined to other bits` };
    const found = express(arg, context);
    if (isUnspeakable(found)) return found;
    parts.push(found);
  }
  const width = parts.reduce<number | null>(
    (sum, part) => (sum === null || part.width === null ? null : sum + part.width),
    0,
  );
  return { text: `{${parts.map((part) => part.text).join(', ')}}`, width };
}

function replication(args: readonly Value[], context: Context): Expressed | Unspeakable {
  const [count, body] = args;
  if (count?.k !== 'num' || body === undefined) return { why: 'a replication needs a count' };
  const found = express(body, context);
  if (isUnspeakable(found)) return found;
  const inner = found.text.startsWith('{') ? found.text : `{${found.text}}`;
  return { text: `{${count.value}${inner}}`, width: found.width === null ? null : found.width * Number(count.value) };
}

const BITWISE = ['&', '|', '^', '~^', '~&', '~|'];

const INFIX: ReadonlySet<string> = new Set([...BITWISE, '+', '-', '*', '/', '%', '<<', '>>', '<<<', '>>>']);

function infix(name: string, args: readonly Value[], place: Place): Expressed | Unspeakable {
  if (!INFIX.has(name)) return { why: `it is not clear what "${name.replace(/^.*:/, '')}" is of these signals` };
  const parts: Expressed[] = [];
  for (const arg of args) {
    const found = express(arg, place.context, place.want);
    if (isUnspeakable(found)) return found;
    parts.push(found);
  }
  const signs = ['+', '-', '*'].includes(name) ? args.map((arg) => signedness(arg, place.context)) : [];
  if (signs.includes('signed')) return signedInfix(name, parts, { signs, want: place.want });
  const width = parts.reduce<number | null>(
    (most, part) => (most === null || part.width === null ? null : Math.max(most, part.width)),
    0,
  );
  if (BITWISE.includes(name) && parts.some((part) => part.width !== parts[0]?.width))
    return { why: 'operands of a bitwise operation differ in width' };
  if (name === '~^' && parts.length > 2)
    return {
      why: 'an XNOR of more than two signals is the complement of their XOR to some, and taken in pairs to others',
    };
  if (name === '+' && place.want === 1 && width === 1)
    return { why: '+ of single bits into one bit could be OR or XOR' };
  const isComplement = name === '~&' || name === '~|';
  const joined = parts.map((part) => part.text).join(` ${isComplement ? name.slice(1) : name} `);
  return { text: isComplement ? `(~(${joined}))` : `(${joined})`, width };
}

function extension(name: string, args: readonly Value[], { context, want }: Place): Expressed | Unspeakable {
  const [arg] = args;
  const found = arg === undefined ? { why: 'nothing is extended' } : express(arg, context);
  if (isUnspeakable(found)) return found;
  const said = args[1];
  if (said?.k === 'num' && Number(said.value) !== want)
    return { why: 'the stated width of the extension is not that of its target' };
  if (found.width === null || want === null || want <= found.width) return { why: 'an extension needs a wider target' };
  return arg?.k === 'num'
    ? { why: 'a bare number has no sign bit to extend' }
    : { text: `${name}(${found.text}, ${String(want)})`, width: want };
}
