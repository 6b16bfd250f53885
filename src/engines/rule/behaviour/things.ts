import type { Action, Feature, Thing, Value } from '../../../english/index.ts';
import { num } from '../../../english/index.ts';
import { dataInputs } from '../data-inputs.ts';
import type { Draft, Fact, Port } from '../facts.ts';
import { homeOf } from '../hidden.ts';
import { codingOf, hasWord, rangeOf } from './counter-range.ts';
import type { Subject } from './next.ts';

/** A register that a noun phrase asks for, and how it moves when no sentence says otherwise. */
export interface RegisterThing {
  readonly fact: Fact;
  readonly target: Port;
  readonly subject: Subject;
  /** Words that stand for it in later sentences. */
  readonly nouns: readonly string[];
  /** What it does at each edge; null where sentences must say. */
  readonly action: Action | null;
  readonly enable: string | null;
  readonly load: { readonly signal: string; readonly data: string } | null;
  readonly reads: readonly string[];
}

const REGISTER_HEADS: Readonly<Record<string, readonly string[]>> = {
  counter: ['counter', 'count', 'register', 'value', 'output', 'it', 'number', 'circuit'],
  'shift-register': ['shift register', 'register', 'shifter', 'contents', 'content', 'data', 'output', 'it', 'value'],
  register: ['register', 'output', 'value', 'it', 'contents'],
  accumulator: ['accumulator', 'register', 'output', 'value', 'it', 'sum', 'total'],
  dff: ['flip flop', 'flip flops', 'dffs', 'register', 'output', 'it', 'dff', 'state'],
  jkff: ['flip flop', 'output', 'it', 'state'],
  srff: ['flip flop', 'output', 'it', 'state'],
  tff: ['flip flop', 'output', 'it', 'state'],
  lfsr: ['lfsr', 'register', 'shift register', 'output', 'it', 'value', 'contents', 'state'],
  rotator: ['rotator', 'register', 'shift register', 'contents', 'output', 'it', 'value', 'data'],
  'johnson-counter': ['johnson counter', 'counter', 'output', 'it', 'register', 'value'],
  'ring-counter': ['ring counter', 'counter', 'output', 'it', 'register'],
};

/** Reads a component phrase as a register; a string says why a phrase with such a head cannot be one. */
export function registerThing(fact: Fact, thing: Thing, draft: Draft): RegisterThing | string | null {
  const nouns = REGISTER_HEADS[thing.head];
  if (nouns === undefined) return null;
  const target = targetOf(thing, draft, fact);
  if (target === null) return `it is not clear which output is the ${thing.head.replaceAll('-', ' ')}`;
  const odd = thing.features.find((feature) => !isUnderstood(feature, thing.head));
  if (odd !== undefined) return `"${odd.word ?? odd.f}" is not understood of a ${thing.head.replaceAll('-', ' ')}`;
  const subject = subjectOf(thing, target);
  if (typeof subject === 'string') return subject;
  if (subject.coding !== undefined && isTested(target, nouns, draft))
    return `whether a condition means the count of ${target.name} or its code is not stated`;
  const roles = rolesOf(thing, target, draft);
  if (typeof roles === 'string') return roles;
  const action = actionOf(thing, roles.data);
  return {
    fact,
    target,
    subject: { ...subject, serial: roles.serial },
    nouns,
    action,
    enable: roles.enable,
    load: roles.load,
    reads: roles.reads,
  };
}

const ADJECTIVES: Readonly<Record<string, readonly string[]>> = {
  counter: [
    'binary',
    'decade',
    'bcd',
    'up',
    'down',
    'synchronous',
    'free running',
    'saturating',
    'modulo',
    'up down',
    'gray',
    'gray code',
  ],
  'shift-register': [
    'left',
    'right',
    'bidirectional',
    'universal',
    'arithmetic',
    'logical',
    'serial',
    'parallel',
    'synchronous',
  ],
  register: ['parallel', 'synchronous'],
  accumulator: ['synchronous', 'unsigned'],
  dff: ['d type', 'synchronous'],
  tff: ['synchronous'],
  jkff: ['synchronous'],
  srff: ['synchronous'],
  'ring-counter': [],
  'johnson-counter': [],
  lfsr: ['fibonacci', 'maximal length', 'maximum length', 'left', 'right'],
  rotator: ['left', 'right', 'bidirectional'],
};

function isUnderstood(feature: Feature, head: string): boolean {
  if (feature.f === 'adj') return ADJECTIVES[head]?.includes(feature.word ?? '') === true;
  if (['width', 'count', 'edge', 'reset', 'enable', 'load', 'serial', 'data', 'shown'].includes(feature.f)) return true;
  if (['mux-front', 'preset', 'byte-enables'].includes(feature.f)) return ['dff', 'register'].includes(head);
  return head === 'counter' && ['range', 'modulus', 'digits'].includes(feature.f);
}

function targetOf(thing: Thing, draft: Draft, { statement }: Fact): Port | null {
  const size =
    thing.features.find((feature) => feature.f === 'width')?.n ??
    thing.features.find((feature) => feature.f === 'count')?.n ??
    null;
  const subject = statement.s === 'build' ? statement.subject : null;
  if (subject !== null) return namedTarget(subject, size, draft);
  const home = draft.outputs.length === 1 && draft.outputs[0]?.width === size ? null : homeOf(draft, thing.head, size);
  if (home !== null) return home;
  // Flags beside a counter are told in sentences of their own.
  const outputs =
    thing.head === 'counter' && draft.outputs.length > 1
      ? draft.outputs.filter((port) => port.width !== 1)
      : draft.outputs;
  const [only] = outputs;
  const fits = only?.width != null && (size === null || only.width === size);
  return outputs.length === 1 && only !== undefined && fits ? only : null;
}

/** The signal that a sentence says is the component, where it has the size that is given. */
function namedTarget(subject: Value, size: number | null, draft: Draft): Port | null {
  const found = draft.ports.find(
    (port) => subject.k === 'name' && port.name === subject.name && port.direction !== 'input',
  );
  return found?.width != null && (size === null || found.width === size) ? found : null;
}

/** Heads of which there are as many as the output has bits. */
const COUNTED: ReadonlySet<string> = new Set(['dff', 'tff', 'register', 'jkff', 'srff']);

const WAYS = ['left', 'right', 'up', 'down'] as const;

interface Way {
  readonly way: Subject['direction'];
}

/** The one direction that words and range give; a string says why they give none. */
function directionOf(thing: Thing): Way | string {
  const ranges = thing.features.filter((feature) => feature.f === 'range');
  const falls = ranges.some((feature) => (feature.n ?? 0) > (feature.m ?? 0));
  const stated = WAYS.filter((word) => hasWord(thing, word));
  const [way, other] = falls && stated.length === 0 ? (['down'] as const) : stated;
  if (other !== undefined) return `the ${thing.head} is given two directions`;
  return ranges.length > 0 && falls !== (way === 'down')
    ? 'the direction of the counter and the order of its range do not agree'
    : { way: way ?? null };
}

function subjectOf(thing: Thing, target: Port): Omit<Subject, 'serial'> | string {
  const width = target.width ?? 1;
  if (target.msb !== null && target.lsb !== null && target.msb < target.lsb)
    return `${target.name} has a reversed range`;
  const range = rangeOf(thing, width);
  if (typeof range === 'string') return range;
  const direction = directionOf(thing);
  if (typeof direction === 'string') return direction;
  const coding = codingOf(thing, width);
  if (coding === 'gray' && (range !== null || hasWord(thing, 'saturating')))
    return 'a Gray counter with a range is not read';
  const count = thing.features.find((feature) => feature.f === 'count')?.n ?? 1;
  if (count > 1 && !COUNTED.has(thing.head)) return `several components (${count}) are asked for, for one output`;
  return {
    name: target.name,
    width,
    lsb: target.lsb ?? 0,
    range,
    direction: direction.way,
    arithmetic: hasWord(thing, 'arithmetic'),
    saturates: hasWord(thing, 'saturating'),
    ...(coding === null ? {} : { coding }),
  };
}

/** Some sentence compares the register with something, or steps it by its name: that could mean the bare code. */
function isTested(target: Port, nouns: readonly string[], draft: Draft): boolean {
  const isMeant = (value: Value): boolean => {
    if (value.k === 'noun') return nouns.includes(value.noun) && value.noun !== 'output';
    if (value.k === 'name') return value.name === target.name;
    if (value.k === 'op') return value.args.some(isMeant);
    return value.k === 'index' || value.k === 'slice' || value.k === 'part' ? isMeant(value.of) : false;
  };
  return draft.facts.some(
    ({ statement }) =>
      statement.s === 'do' &&
      statement.branches.some(
        (branch) =>
          (branch.guard !== null && isMeant(branch.guard)) ||
          branch.actions.some((action) => action.a === 'step' && action.target?.k === 'name'),
      ),
  );
}

/** Names that say a one-bit input is data; anything else must be named by a sentence. */
const SERIAL_NAME =
  /^(?:s?_?d(?:ata)?_?(?:in|i)?|s_?in|si|sdi|in|i|x|serial(?:_?in)?|ser(?:_?in)?|d|din|bit_?in|data|a|w)$/i;

interface Roles {
  readonly data: string | null;
  readonly serial: Value | null;
  readonly enable: string | null;
  readonly load: { readonly signal: string; readonly data: string } | null;
  readonly reads: readonly string[];
}

const ENABLE_NAME = /^(?:i_)?(?:en|ena|enable|ce|clk_?en|clken|cen|count_?en(?:able)?|shift_?en(?:able)?|wr_?en|we)$/i;

function rolesOf(thing: Thing, target: Port, draft: Draft): Roles | string {
  const free = dataInputs(draft);
  const enable = enableOf(thing, free);
  if (enable === undefined) return 'it is not clear which input is the enable';
  const lost = lostPort(thing, target, draft);
  if (lost !== null) return lost;
  const wantsLoad = thing.features.some((feature) => feature.f === 'load');
  const [told] = namesIn(thing, 'load');
  const loadSignal = free.find(
    (port) =>
      port.width === 1 &&
      (told === undefined ? /^(?:load|ld|load_?en|ld_?en|pl)$/i.test(port.name) : port.name === told),
  );
  const [source] = namesIn(thing, 'data');
  const wide = free.filter(
    (port) =>
      port.width === target.width &&
      port.name !== enable &&
      port.name !== loadSignal?.name &&
      (source === undefined || port.name === source),
  );
  const [data] = wide;
  if (wantsLoad && (loadSignal === undefined || wide.length !== 1))
    return 'it is not clear which inputs are the load and its data';
  const load =
    wantsLoad && loadSignal !== undefined && data !== undefined ? { signal: loadSignal.name, data: data.name } : null;
  const bits = free.filter((port) => port.width === 1 && port.name !== enable && port.name !== load?.signal);
  const [serial] = namesIn(thing, 'serial');
  return {
    data: wide.length === 1 && load === null ? (data?.name ?? null) : null,
    serial:
      thing.head !== 'shift-register' ? null : serial === undefined ? serialOf(bits) : { k: 'name', name: serial },
    enable,
    load,
    reads: [],
  };
}

/** The ports that a feature names. */
const namesIn = (thing: Thing, f: string): readonly string[] =>
  thing.features.flatMap((feature) =>
    feature.f === f ? (feature.values ?? []).flatMap((value) => (value.k === 'name' ? [value.name] : [])) : [],
  );

/** A port that the phrase gives the component and that is no such port; null where all are. */
function lostPort(thing: Thing, target: Port, draft: Draft): string | null {
  const isInput = (name: string, width: number | null): boolean =>
    draft.inputs.some((port) => port.name === name && port.width === width);
  const strange =
    namesIn(thing, 'serial').find((name) => thing.head !== 'shift-register' || !isInput(name, 1)) ??
    namesIn(thing, 'data').find((name) => !isInput(name, target.width)) ??
    namesIn(thing, 'load').find((name) => !isInput(name, 1)) ??
    namesIn(thing, 'shown').find((name) => !draft.outputs.some((port) => port.name === name));
  if (strange !== undefined) return `${strange} is not a port of the kind that the phrase says`;
  const isSerial = thing.features.some((feature) => feature.f === 'serial');
  return isSerial && thing.head !== 'shift-register' ? 'only a shift register has a serial input' : null;
}

const isToggle = ({ name, width }: Port): boolean => width === 1 && /^(?:t|tog|toggle)$/i.test(name);

/** The enable that a phrase asks for; null where it asks for none, undefined where the ports do not decide. */
function enableOf(thing: Thing, free: readonly Port[]): string | null | undefined {
  const wanted = thing.features.find((feature) => feature.f === 'enable');
  if (wanted === undefined) return thing.head === 'tff' ? (free.find(isToggle)?.name ?? null) : null;
  const [named] = namesIn(thing, 'enable');
  const isFlop = thing.head === 'tff';
  const found = free.filter(
    (port) =>
      port.width === 1 &&
      (named === undefined ? ENABLE_NAME.test(port.name) || (isFlop && isToggle(port)) : named === port.name),
  );
  return found.length === 1 ? found[0]?.name : undefined;
}

function serialOf(bits: readonly Port[]): Value | null {
  const [only] = bits;
  return bits.length === 1 && only !== undefined && SERIAL_NAME.test(only.name) ? { k: 'name', name: only.name } : null;
}

function actionOf(thing: Thing, data: string | null): Action | null {
  if (thing.head === 'johnson-counter')
    return { a: 'shift', target: null, dir: null, by: num(1), fill: null, style: null };
  // A ring counter is a rotation; which way, a sentence must say.
  if (thing.head === 'ring-counter' || thing.head === 'rotator')
    return { a: 'shift', target: null, dir: null, by: num(1), fill: null, style: 'rotate' };
  if (thing.head === 'counter') return { a: 'step', target: null, dir: 'any', by: num(1) };
  if (thing.head === 'shift-register')
    return { a: 'shift', target: null, dir: null, by: null, fill: null, style: null };
  if (thing.head === 'tff') return { a: 'toggle', target: null };
  return data === null || thing.head === 'accumulator'
    ? null
    : { a: 'set', target: null, value: { k: 'name', name: data } };
}
