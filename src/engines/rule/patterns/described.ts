import { ok } from '../../../contracts/outcome.ts';
import type { Feature, Thing, Value } from '../../../english/index.ts';
import type { Draft, OpenWork, Pattern, Port } from '../facts.ts';
import { factsOf, NO_PIECE } from '../facts.ts';
import { isMadeSo } from './arithmetic.ts';

/** A combinational component that a title names while sentences say what every output is: name and sentences must agree. */
export const described: Pattern = {
  id: 'described',
  hint: 'name the component and its size, and say what each output is',
  reason: 'sizes must be those of the ports, and the sentences must do what such a component does',
  plan: (draft, open) => {
    const [fact] = factsOf(open.facts, 'build').filter((one) => one.statement.thing.head in KINDS);
    if (fact === undefined || !isDescribed(open)) return ok(null);
    const kind = KINDS[fact.statement.thing.head];
    if (kind === undefined) return ok(null);
    const why = misfit(fact.statement.thing, kind, { draft, open });
    // Patterns of their own may know more of this component; what nobody claims is refused.
    return ok(why === null ? { ...NO_PIECE, claims: [fact] } : null);
  },
};

interface Place {
  readonly draft: Draft;
  readonly open: OpenWork;
}

/** What sentences about such a component must contain, and which of its ports have the size that the phrase gives. */
interface Kind {
  readonly does: (told: Told) => boolean;
  readonly sized: 'input' | 'output' | 'either';
  /** Inputs that it has at least. */
  readonly inputs?: number;
}

/** What sentences use: operators of values and guards, and whether values are mere names or constants. */
interface Told {
  readonly values: ReadonlySet<string>;
  readonly guards: ReadonlySet<string>;
}

const has = (set: ReadonlySet<string>, ...names: readonly string[]): boolean => names.some((name) => set.has(name));
const RELATIONS = ['<', '>', '<=', '>=', '==', '!='];

const KINDS: Readonly<Record<string, Kind>> = {
  adder: { does: ({ values }) => has(values, '+') && !has(values, '-'), sized: 'input' },
  'half-adder': { does: ({ values }) => has(values, '+', '^') && !has(values, '-'), sized: 'input' },
  'full-adder': {
    does: ({ values }) => has(values, '+', '^', 'majority') && !has(values, '-'),
    sized: 'input',
    inputs: 3,
  },
  subtractor: { does: ({ values }) => has(values, '-') && !has(values, '+'), sized: 'input' },
  'add-sub': { does: ({ values }) => has(values, '+') && has(values, '-'), sized: 'input' },
  multiplier: { does: ({ values }) => has(values, '*'), sized: 'input' },
  comparator: { does: ({ guards, values }) => has(guards, ...RELATIONS) || has(values, ...RELATIONS), sized: 'input' },
  mux: {
    does: ({ guards, values }) => guards.size > 0 && has(values, 'name') && !has(values, 'onehot', '<<', '>>', '*'),
    sized: 'output',
  },
  demux: {
    does: ({ guards, values }) => has(values, 'route') || (guards.size > 0 && has(values, 'name')),
    sized: 'input',
  },
  decoder: { does: ({ values }) => has(values, 'onehot', '<<', 'num'), sized: 'input' },
  encoder: {
    does: ({ values }) => has(values, 'first-high', 'first-low', 'num') && !has(values, 'onehot', '<<'),
    sized: 'input',
  },
  'priority-encoder': { does: ({ values }) => has(values, 'first-high', 'first-low', 'num'), sized: 'input' },
  parity: {
    does: ({ values, guards }) => has(values, 'u^', '^') || has(guards, 'ones:odd', 'ones:even'),
    sized: 'input',
  },
  popcount: { does: ({ values }) => has(values, 'popcount'), sized: 'input' },
  leading: { does: ({ values }) => has(values, 'leading'), sized: 'input' },
  trailing: { does: ({ values }) => has(values, 'trailing'), sized: 'input' },
  majority: {
    does: ({ values, guards }) => has(values, 'majority') || has(guards, 'ones:>=', 'ones:>'),
    sized: 'input',
  },
  alu: { does: ({ values, guards }) => guards.size > 0 && has(values, '+', '-', '&', '|', '^'), sized: 'either' },
  'barrel-shifter': { does: ({ values }) => has(values, '<<', '>>', 'rot:left', 'rot:right', 'asr'), sized: 'input' },
  // Without a clock a shifter has no register.
  'shift-register': { does: ({ values }) => has(values, '<<', '>>', 'shr', 'asr'), sized: 'input' },
  rotator: { does: ({ values }) => has(values, 'rot:left', 'rot:right'), sized: 'input' },
  'gray-encoder': { does: ({ values }) => has(values, 'gray', '^'), sized: 'input' },
  'gray-decoder': { does: ({ values }) => has(values, 'from-gray', '^', 'u^'), sized: 'input' },
};

/** Sentences say of every output what it is. */
function isDescribed(open: OpenWork): boolean {
  // A series that goes on ("and so on") says more than its sentences do.
  if (factsOf(open.facts, 'fact').some((fact) => ['etc', 'packed'].includes(fact.statement.fact))) return false;
  const told = new Set(
    factsOf(open.facts, 'do').flatMap((fact) =>
      fact.statement.branches.flatMap((branch) =>
        branch.actions.flatMap((action) => [
          ...outputsIn(action.target),
          ...(action.target === null ? [fact.about ?? ''] : []),
        ]),
      ),
    ),
  );
  const [only] = open.outputs;
  const isSole = open.outputs.length === 1 && only !== undefined && (told.has('output') || told.size > 0);
  const untold = open.outputs.filter((port) => !told.has(port.name));
  // "It outputs …" is said of the one output that no sentence names.
  const isRest = untold.length === 1 && (told.has('it') || told.has('output') || told.has('circuit') || told.has(''));
  return open.outputs.length > 0 && (isSole || isRest || untold.length === 0);
}

function outputsIn(target: Value | null): readonly string[] {
  if (target === null) return [];
  if (target.k === 'name') return [target.name];
  if (target.k === 'noun') return [target.noun];
  if (target.k === 'op') return target.args.flatMap((arg) => outputsIn(arg));
  return target.k === 'index' || target.k === 'slice' || target.k === 'part' ? outputsIn(target.of) : [];
}

function toldIn(open: OpenWork): Told {
  const values = new Set<string>();
  const guards = new Set<string>();
  const facts = factsOf(open.facts, 'do');
  if (facts.some((fact) => fact.caseValue !== null)) guards.add('==');
  for (const branch of facts.flatMap((fact) => fact.statement.branches)) {
    if (branch.guard !== null) gather(branch.guard, guards);
    for (const action of branch.actions) if (action.a === 'set') gather(action.value, values);
  }
  return { values, guards };
}

function gather(value: Value, into: Set<string>): void {
  into.add(value.k === 'op' ? value.op : value.k === 'fill' ? 'num' : value.k);
  if (value.k === 'op') for (const arg of value.args) gather(arg, into);
}

const PLAIN = ['binary', 'combinational', 'unsigned', 'parallel', 'signed'];

/** Why the phrase does not go with the sentences; null where it does. */
function misfit(thing: Thing, kind: Kind, place: Place): string | null {
  if (place.draft.clock !== null) return 'a combinational component is named, but the module has a clock';
  if (!kind.does(toldIn(place.open)) || bitsOf(place.draft) < (kind.inputs ?? 0))
    return 'the sentences do not do what the component that is named does';
  const odd = thing.features.find((feature) => !fits(feature, thing, { ...place, kind }));
  return odd === undefined ? null : `"${odd.word ?? odd.f}" does not fit what the sentences and the ports say`;
}

const bitsOf = ({ inputs }: Draft): number => inputs.reduce((sum, port) => sum + (port.width ?? 0), 0);

function fits(feature: Feature, thing: Thing, at: Place & { readonly kind: Kind }): boolean {
  const { draft, kind } = at;
  const [inputs, outputs] = [draft.inputs, draft.outputs];
  const wide = (ports: readonly Port[], n: number | undefined): boolean => ports.some((port) => port.width === n);
  switch (feature.f) {
    case 'width':
      return kind.sized === 'output' ? wide(outputs, feature.n) : wide(inputs, feature.n);
    case 'ways':
      return waysFit(feature, thing, draft);
    case 'inputs':
      return thing.head === 'mux'
        ? choices(draft) === feature.n
        : wide(inputs, feature.n) || inputs.length === feature.n;
    case 'outputs':
      return outputs.length === feature.n || wide(outputs, feature.n);
    case 'enable':
      return inputs.some(
        (port) =>
          port.width === 1 && (feature.values === undefined ? /^en|^g$|^e$/i.test(port.name) : isNamed(feature, port)),
      );
    case 'carry-in':
      return inputs.some((port) => port.width === 1);
    case 'overflow':
      return tellsOverflow(at);
    case 'carry-out':
      return outputs.some((port) => port.width === 1);
    case 'count':
      return feature.n === 1;
    case 'method':
      return isMadeSo(thing, draft);
    case 'operands':
      return (feature.values ?? []).every(
        (value) => value.k === 'name' && inputs.some((port) => port.name === value.name),
      );
    default:
      return feature.f === 'adj' && isAdjective(feature.word ?? '', at);
  }
}

const isNamed = ({ values = [] }: Feature, port: Port): boolean =>
  values.some((value) => value.k === 'name' && value.name === port.name);

/** One bit is told to be overflow, by its own name or in the words of the sentence about it. */
function tellsOverflow({ draft, open }: Place): boolean {
  const { guards, values } = toldIn(open);
  const isNamed = draft.outputs.some((port) => port.width === 1 && /^(?:ov|of$|v$)|overflow/i.test(port.name));
  return isNamed || has(guards, 'overflow') || has(values, 'overflow');
}

/** A saturating sum is compared with its limits; other adjectives change nothing, or are said of the operands too. */
function isAdjective(word: string, { draft, open }: Place): boolean {
  if (word !== 'saturating') return PLAIN.includes(word) && isSaid(word, draft);
  const { guards, values } = toldIn(open);
  return has(guards, '<', '>', '<=', '>=', 'overflow', 'carry', 'borrow') && has(values, 'num');
}

/** "Signed" in the phrase must be said of the operands too. */
const isSaid = (word: string, draft: Draft): boolean => word !== 'signed' || draft.inputs.some((port) => port.signed);

/** Inputs of a multiplexer: as wide as its output. */
export function choices(draft: Draft): number {
  const [output] = draft.outputs;
  const same = draft.inputs.filter((port) => port.width === output?.width);
  return output?.width === 1 ? same.length - selectBits(same.length) : same.length;
}

/** One-bit inputs of a one-bit multiplexer that select: the rest are choices. */
function selectBits(total: number): number {
  for (let bits = 1; bits < total; bits += 1) if (total - bits <= 2 ** bits) return bits;
  return 0;
}

function waysFit(feature: Feature, thing: Thing, draft: Draft): boolean {
  const { n, m } = feature;
  const has = (ports: readonly Port[], width: number | undefined): boolean =>
    ports.some((port) => port.width === width) || ports.filter((port) => port.width === 1).length === width;
  if (thing.head === 'mux') return m === 1 && (choices(draft) === n || isChosenFrom(n, draft));
  if (thing.head === 'demux') return n === 1 && has(draft.outputs, m);
  return (
    ['decoder', 'encoder', 'priority-encoder'].includes(thing.head) && has(draft.inputs, n) && has(draft.outputs, m)
  );
}

/** One bit is chosen from a vector of so many. */
export const isChosenFrom = (n: number | undefined, draft: Draft): boolean =>
  draft.outputs.every((port) => port.width === 1) && draft.inputs.some((port) => port.width === n);
