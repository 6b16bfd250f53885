import { namesOf, type Value } from '../../english/index.ts';
import { isCoded } from './codings.ts';
import { isClockName } from './draft.ts';
import { showsEdges } from './edges-shown.ts';
import type { Draft, Fact, Piece } from './facts.ts';
import { factsOf } from './facts.ts';
import { isPastReset } from './history.ts';
import { valuesIn } from './map-facts.ts';
import { ofOperandsHolds } from './operand-roles.ts';
import { operationHolds } from './operands.ts';
import { isParity, selectsParity } from './parities.ts';
import { isLimited } from './plain/limits.ts';
import { isRequired } from './required.ts';
import { signedNames } from './resolve.ts';
import { isSerialOrder } from './serial-order.ts';
import { isSticky } from './sticky.ts';
import { storageHolds } from './storage.ts';
import { titleHolds } from './titles.ts';

type Stated = Extract<Fact['statement'], { readonly s: 'fact' }>;

/** Whether a remark that builds nothing by itself is true of what was built: polarity, signs, wrapping. */
export function remarkHolds(
  { fact, statement }: { readonly fact: Fact; readonly statement: Stated },
  draft: Draft,
  whole: Piece,
): boolean {
  switch (statement.fact) {
    case 'polarity':
      return whole.clocked && isPolarity(fact.about, statement.text, draft);
    case 'signed':
    case 'unsigned':
      return signsHold(fact, draft, whole);
    case 'operates':
      return operationHolds(fact, draft);
    case 'claims-overflow':
    case 'defines':
    case 'overflow-when':
      return true;
    case 'has-width':
      return statement.values.every((value) => isWide(value, fact, statement.n ?? 0, draft));
    case 'zero-filled':
      return isZeroFilled(statement.text, draft);
    case 'aliases':
      return areLevels(statement);
    case 'titled':
      return titleHolds(statement, draft, whole);
    case 'unused':
      return statement.values.every((value) => value.k === 'name' && isIdle(value.name, draft, whole));
    case 'independent':
      return statement.values.every((value) => value.k === 'name' && !whole.reads.includes(value.name));
    case 'synchronous-input':
      return whole.clocked && !(draft.reset?.signal === fact.about && draft.reset?.kind === 'async');
    case 'storage':
      return storageHolds({ ...fact, statement }, draft, whole);
    case 'one-clock':
      return draft.clock !== null && whole.clocked;
    case 'ports':
      return statement.values.every((value) => isPort(value, draft));
    case 'wraps':
    case 'carry-dropped':
    case 'count-range':
      return wrapHolds(statement, draft, whole);
    case 'moves-while':
      return movesHold(fact, statement, draft);
    case 'updates-at':
      return updatesHold(statement, draft, whole);
    case 'coded':
      return isCoded({ ...statement, about: fact.about }, draft, whole);
    case 'means-high':
      return meansHigh(fact.about, draft, whole);
    case 'reset-beats':
      return areControls(statement.values, draft);
    case 'limited':
      return isLimited(fact.about, draft);
    case 'sticky':
      return isSticky(statement.values, whole);
    case 'edges-shown':
      return showsEdges(fact.about, statement.text ?? '', draft);
    case 'keyed-by':
      return isKey(statement.values, draft);
    case 'past-reset':
      return isPastReset(statement.values[0], draft);
    case 'example-shown':
      return isBesideExample(fact, draft);
    default:
      return besidePort(fact.about, statement, { draft, whole });
  }
}

/** Remarks that stand beside a port and say of it what the sentences must bear out. */
function besidePort(
  about: string | null,
  statement: Stated,
  { draft, whole }: { readonly draft: Draft; readonly whole: Piece },
): boolean {
  switch (statement.fact) {
    case 'parity-select':
      return selectsParity(about, statement.n ?? 0, draft);
    case 'parity-bit':
      return isParity(about, statement.text, draft);
    case 'receiver-order':
      return isSerialOrder(about, statement.text ?? '', whole);
    default:
      return ofOperandsHolds({ statement, about }, draft, whole);
  }
}

/** Rows or entries for values of this signal, and of no other, say what happens. */
function isKey(values: readonly Value[], { facts }: Draft): boolean {
  const keys = new Set(facts.flatMap(({ caseSignal }) => (caseSignal === null ? [] : [caseSignal])));
  return keys.size === 1 && values.every((value) => value.k === 'name' && keys.has(value.name));
}

/** The port is the reset, and it is active at that level. */
const isPolarity = (about: string | null, level: string | undefined, { reset }: Draft): boolean =>
  about !== null && about === reset?.signal && level === reset.active;

/** Whether an example stands behind the sentence that announces it, with no other sentence between than more of the kind. */
function isBesideExample(fact: Fact, { spec, examples, facts }: Draft): boolean {
  const marks = new Set(
    factsOf(facts, 'fact').flatMap(({ statement, span }) => (statement.fact === 'example-shown' ? [span.start] : [])),
  );
  const at = spec.body.findIndex((block) => block.span.start === fact.span.start);
  const next = spec.body.slice(at + 1).find((block) => !marks.has(block.span.start));
  return at >= 0 && examples.some((part) => part === next);
}

/** While the input is high, every count that a sentence makes depend on it goes the way its description says. */
function movesHold({ about }: Fact, { text }: Stated, { facts }: Draft): boolean {
  const steps = factsOf(facts, 'do').flatMap(({ statement: { branches } }) =>
    branches.flatMap(({ guard, actions }) =>
      guard !== null && isRequired(guard, about)
        ? actions.flatMap((action) => (action.a === 'step' ? [action.dir] : []))
        : [],
    ),
  );
  return steps.length > 0 && steps.every((dir) => dir === text);
}

/** What an input says by being high happens at no low level of it; an output that says something rests at 0. */
function meansHigh(name: string | null, { facts, inputs }: Draft, { nodes }: Piece): boolean {
  const branches = factsOf(facts, 'do').flatMap(({ statement }) => statement.branches);
  const acts = branches.filter(({ actions }) => actions.some((action) => action.a !== 'hold'));
  if (inputs.some((port) => port.name === name))
    return !acts.some(({ guard }) => guard !== null && isRequired(guard, name, 0));
  const isZero = (value: number | string): boolean => /^(?:1?'[bdh])?0$/.test(String(value));
  return !nodes.some((node) => node.kind === 'reg' && node.name === name && node.reset != null && !isZero(node.reset));
}

/** What a reset is said to go before: inputs that are neither it nor the clock. */
function areControls(values: readonly Value[], { inputs, clock, reset }: Draft): boolean {
  const names = values.flatMap((value) => namesOf(value));
  const isControl = (name: string): boolean =>
    name !== clock?.name && name !== reset?.signal && inputs.some((port) => port.name === name && !isClockName(name));
  return reset !== null && names.length > 0 && names.every(isControl);
}

/** Outputs that are said to change at an edge of the clock only are registers of that edge. */
function updatesHold({ values, text }: Stated, draft: Draft, whole: Piece): boolean {
  const [clock, ...outputs] = values.flatMap((value) => (value.k === 'name' ? [value.name] : []));
  const isRegister = (name: string): boolean => whole.nodes.some((node) => node.kind === 'reg' && node.name === name);
  return (
    clock !== undefined &&
    clock === draft.clock?.name &&
    text === draft.clock.edge &&
    outputs.length === values.length - 1 &&
    outputs.every(isRegister)
  );
}

/** What a sentence says of ports is what the interface says: direction, bits and, where it counts them, how many. */
function isPort(value: Value, draft: Draft): boolean {
  if (value.k !== 'op') return false;
  const [kind = '', direction = ''] = value.op.split(':');
  const [first, bits] = value.args;
  const width = bits?.k === 'num' ? Number(bits.value) : 0;
  const fits = (port: Draft['ports'][number]): boolean =>
    port.direction === direction && (width === 0 || port.width === width) && (kind !== 'signed' || port.signed);
  if (first?.k === 'name') return draft.ports.some((port) => port.name === first.name && fits(port));
  const special = [draft.clock?.name, draft.reset?.signal];
  const all = draft.ports.filter((port) => !special.includes(port.name) && fits(port));
  return kind === 'ports' && first?.k === 'num' && all.length === Number(first.value);
}

/** As many names as are said, for different levels of one signal. */
function areLevels({ n, values }: Stated): boolean {
  const said = values.map((value) => JSON.stringify(value));
  const signals = new Set(values.flatMap((value) => namesOf(value)));
  return signals.size === 1 && new Set(said).size === said.length && (n === undefined || n === said.length);
}

/** An input that nothing reads, and that by its name is neither a clock nor a reset of a design with registers. */
function isIdle(name: string, draft: Draft, whole: Piece): boolean {
  const port = draft.inputs.find((one) => one.name === name);
  const isSpecial = name === draft.clock?.name || name === draft.reset?.signal || isClockName(name);
  return port !== undefined && !whole.reads.includes(name) && !(whole.clocked && isSpecial);
}

/** A signal that is said to have so many bits has them; "the output" and "the input" are the only one of their kind. */
function isWide(value: Value, fact: Fact, bits: number, draft: Draft): boolean {
  if (value.k === 'name') return draft.ports.some((port) => port.name === value.name && port.width === bits);
  if (value.k === 'noun' && value.noun === 'self')
    return draft.ports.some((port) => port.name === fact.about && port.width === bits);
  const ports = value.k !== 'noun' ? [] : value.noun === 'input' ? draft.inputs : draft.outputs;
  return ports.length === 1 && ports[0]?.width === bits && fact.about === null;
}

/** Shifts that bring in anything but zeros, and shifts of registers, of which this is not known here. */
const OTHER_SHIFTS: ReadonlySet<string> = new Set(['asr', '>>>', '<<<', 'rot:left', 'rot:right', 'cat']);

/** Every shift brings in zeros, and from the side that the text gives. */
function isZeroFilled(side: string | undefined, draft: Draft): boolean {
  const found = new Set<string>();
  for (const fact of factsOf(draft.facts, 'do')) {
    if (fact.statement.branches.some(({ actions }) => actions.some(({ a }) => a === 'shift'))) return false;
    for (const value of valuesIn(fact)) if (value.k === 'op') found.add(value.op.replace(/^input:/, ''));
  }
  const isWrong = (name: string): boolean => OTHER_SHIFTS.has(name) || name.startsWith('rot');
  const isBeside = (side === 'left' && found.has('<<')) || (side === 'right' && found.has('>>'));
  return (found.has('<<') || found.has('>>')) && !isBeside && ![...found].some(isWrong);
}

/** A remark that results wrap is true of registers and results that are as wide as what they are made of, and of no others. */
function wrapHolds(statement: Stated, draft: Draft, whole: Piece): boolean {
  const isSaturating = factsOf(draft.facts, 'build').some((one) =>
    one.statement.thing.features.some((feature) => feature.word === 'saturating'),
  );
  const widths = draft.outputs.map((port) => port.width ?? 0);
  const widest = Math.max(0, ...draft.inputs.map((port) => port.width ?? 0));
  const computes = / [+-] /.test(JSON.stringify(whole.nodes));
  const [low, high] = statement.values.map((value) => (value.k === 'num' ? Number(value.value) : -1));
  const isOfNothing = statement.text === 'difference' && !/ - /.test(JSON.stringify(whole.nodes));
  if (isSaturating || !computes || isOfNothing) return false;
  if (statement.fact === 'count-range')
    return whole.clocked && low === 0 && widths.length === 1 && high === 2 ** (widths[0] ?? 0) - 1;
  if (statement.n !== undefined && !widths.includes(Math.log2(statement.n))) return false;
  return statement.fact === 'wraps' && whole.clocked ? true : widths.every((width) => width <= widest || width === 1);
}

/** What is said of signs agrees with the ports, and something is computed in which they count. */
function signsHold(fact: Fact, draft: Draft, whole: Piece): boolean {
  const ports = signedNames(fact, draft).map((name) => draft.ports.find((port) => port.name === name));
  const isSigned = fact.statement.s === 'fact' && fact.statement.fact === 'signed';
  const agrees = ports.every((port) => port !== undefined && port.width !== 1 && port.signed === isSigned);
  const text = JSON.stringify(whole.nodes);
  const computes =
    (isSigned ? /\$signed\(|\bsext\(|\bashr\(|>> \d+\)/ : /popcount\(|zext\(/).test(text) ||
    ports.some(
      (port) => port !== undefined && isComputedWith(port.name, text, isSigned ? '[-+*]' : '(?:[-+*<>]|[<>]=)'),
    );
  // Overflow that is told by signs is overflow of signed numbers.
  const isBySigns = factsOf(draft.facts, 'fact').some(({ statement }) =>
    ['seen-from-signs', 'overflow-when'].includes(statement.fact),
  );
  // Beside a signed operand an unsigned one would change what the operation gives.
  const isMixed = !isSigned && draft.inputs.some((port) => port.signed && port.width !== 1);
  return ports.length > 0 && agrees && computes && (isSigned || !isBySigns) && !isMixed;
}

/** A name stands beside an operator in the text of some expressions. */
function isComputedWith(name: string, text: string, operators: string): boolean {
  const plain = name.replaceAll('$', '\\$');
  return new RegExp(`\\b${plain}\\)? ${operators} |${operators} \\(?${plain}\\b`).test(text);
}
