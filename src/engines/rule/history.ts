import { type Branch, literalOf, mapValue, num, op, ref, type Value } from '../../english/index.ts';
import type { Draft, Fact, Internal } from './facts.ts';
import { factsOf } from './facts.ts';
import { internalPort } from './internals.ts';
import { mapBranches } from './map-facts.ts';
import { kindSaid, storageFacts } from './storage.ts';

/** Longest delay that is built from single registers. */
const MAX_CYCLES = 64;

/** One register that holds what a signal was some edges ago. */
interface Past {
  readonly name: string;
  readonly source: Value;
  readonly width: number;
  readonly fact: Fact;
}

interface Work {
  readonly draft: Draft;
  readonly past: Map<string, Past>;
  isLost: boolean;
}

/**
 * Values of the past made registers: "the value that x had at the previous edge", "x delayed by three cycles", "x goes
 * from 0 to 1" read registers that sample the signal at every edge. Whether such a register is reset, the sentences on
 * the reset must say.
 */
export function withHistory(draft: Draft): Draft {
  const past = new Map<string, Past>();
  const facts = draft.facts.map((fact): Fact => {
    const work: Work = { draft, past, isLost: false };
    const told = mapBranches(fact, (branch) => withoutPast(branch, fact, work));
    // A past that nothing can tell is a claim that no pattern takes.
    return work.isLost ? { ...fact, statement: { s: 'fact', fact: 'unclear-past', values: [] } } : told;
  });
  if (past.size === 0) return { ...draft, facts };
  const all = [...past.values()];
  const internals = all.map(
    ({ name, width, fact }): Internal => ({
      name,
      width,
      anonymous: false,
      nouns: ['remembered value'],
      span: fact.span,
      isPast: true,
    }),
  );
  return {
    ...draft,
    internals: [...draft.internals, ...internals],
    ports: [...draft.ports, ...internals.map((one) => internalPort(one))],
    facts: [...facts, ...all.map((one) => sampling(one))],
  };
}

const sampling = ({ name, source, fact }: Past): Fact => ({
  ...fact,
  about: null,
  caseValue: null,
  caseSignal: null,
  statement: {
    s: 'do',
    chain: false,
    edge: 'pos',
    branches: [{ guard: null, actions: [{ a: 'set', target: ref(name), value: source }] }],
  },
});

function withoutPast(branch: Branch, fact: Fact, work: Work): Branch {
  const change = (value: Value): Value => presentOf(value, fact, work);
  return {
    ...branch,
    guard: branch.guard === null ? null : mapValue(branch.guard, change),
    actions: branch.actions.map((action) =>
      action.a === 'set'
        ? { ...action, value: mapValue(action.value, change) }
        : action.a === 'shift' && action.fill !== null
          ? { ...action, fill: mapValue(action.fill, change) }
          : action,
    ),
  };
}

const EDGES: readonly string[] = ['rose', 'fell'];
const DELAYS: readonly string[] = ['delay', 'past'];

/** Whether the text leaves open if a register stands behind what is told by the past. */
function isUntimed(
  name: string,
  { edge, wire }: Extract<Fact['statement'], { readonly s: 'do' }>,
  draft: Draft,
): boolean {
  const kinds = storageFacts(draft.facts).map((one) => kindSaid(one));
  // An output that is called a register may be one more cycle behind.
  if (name === 'delay') return edge !== null || kinds.includes('register');
  return edge === null && wire !== true && !kinds.includes('wire');
}

function presentOf(value: Value, fact: Fact, work: Work): Value {
  if (value.k !== 'op') return value;
  if (value.op === 'series') return inSeries(value.args[0], fact, work);
  const [of, cycles] = value.args;
  const isDelay = DELAYS.includes(value.op);
  if (of === undefined || (!isDelay && !EDGES.includes(value.op))) return value;
  const before = isDelay && cycles?.k === 'num' ? Number(cycles.value) : 1;
  const old = pastOf(of.k === 'index' ? of.of : of, before, { fact, work });
  // "At each edge y becomes x delayed by two cycles": whether the register that y is counts among them is open.
  const isOpen = fact.statement.s === 'do' && isUntimed(value.op, fact.statement, work.draft);
  if (
    old === null ||
    isOpen ||
    isOtherEdge(value.args.slice(2), work.draft) ||
    (!isDelay && old.width !== 1 && of.k !== 'index')
  ) {
    work.isLost = true;
    return value;
  }
  const then = of.k === 'index' ? { ...of, of: ref(old.name) } : ref(old.name);
  if (isDelay) return then;
  return value.op === 'rose' ? op('&&', of, op('u!', then)) : op('&&', op('u!', of), then);
}

/** Whether words name another edge or clock than the design's. */
const isOtherEdge = (named: readonly Value[], { clock }: Draft): boolean =>
  named.some((one) =>
    one.k === 'noun'
      ? one.noun !== 'clock' && one.noun !== `edge:${String(clock?.edge)}`
      : one.k === 'name' && one.name !== clock?.name,
  );

/** "The output of the second flip-flop", where the text says what passes through how many flip-flops. */
function inSeries(which: Value | undefined, fact: Fact, work: Work): Value {
  const [series, other] = factsOf(work.draft.facts, 'fact').filter((one) => one.statement.fact === 'flop-series');
  const { values = [], n = 0 } = series?.statement ?? {};
  const [source] = values;
  const said = which?.k === 'num' ? Number(which.value) : -1;
  const at = said === 0 ? n : said;
  const old = source === undefined || other !== undefined || at > n ? null : pastOf(source, n, { fact, work });
  const found = old === null || source === undefined ? null : pastOf(source, at, { fact, work });
  if (found === null) work.isLost = true;
  return found === null ? (source ?? num(0)) : ref(found.name);
}

/** The register that holds a signal's value of `cycles` edges ago, with those between; null where there is none. */
function pastOf(of: Value, cycles: number, at: { readonly fact: Fact; readonly work: Work }): Past | null {
  const { draft, past } = at.work;
  const port = of.k === 'name' ? draft.ports.find((one) => one.name === of.name) : undefined;
  const isSpecial = port?.name === draft.clock?.name || port?.name === draft.reset?.signal;
  if (port?.width == null || draft.clock === null || isSpecial || cycles < 1 || cycles > MAX_CYCLES) return null;
  let source: Value = of;
  let found: Past | null = null;
  for (let index = 1; index <= cycles; index += 1) {
    const name = `${port.name}_d${String(index)}`;
    if (draft.ports.some((one) => one.name === name)) return null;
    found = past.get(name) ?? { name, source, width: port.width, fact: at.fact };
    past.set(name, found);
    source = ref(name);
  }
  return found;
}

/** Whether a register holds what a signal was. */
const isPastOf = (name: string, signal: Value | undefined): boolean =>
  signal?.k === 'name' && /^_d\d+$/.test(name.startsWith(signal.name) ? name.slice(signal.name.length) : '');

/** "After reset, the previous value of x counts as 0": said of the register with that name. */
const countsAs = (draft: Draft, name: string): readonly Value[] =>
  factsOf(draft.facts, 'fact').flatMap(({ statement }) =>
    statement.fact === 'past-reset' && isPastOf(name, statement.values[0]) ? statement.values.slice(1) : [],
  );

/** Whether such a sentence is about a register of the past that there is. */
export const isPastReset = (signal: Value | undefined, draft: Draft): boolean =>
  draft.internals.some((one) => one.isPast === true && isPastOf(one.name, signal));

/** What the text says that reset does to a register of the past: a value, nothing, or nothing that could be told. */
export function resetOfPast(draft: Draft, name: string): Value | 'untouched' | 'open' {
  const [counted, ...more] = countsAs(draft, name);
  const told = resetToldOfPast(draft);
  if (counted === undefined) return told;
  const others = [...more, ...(typeof told === 'string' ? [] : [told])];
  const isSame = others.every((one) => literalOf(one) === literalOf(counted));
  return draft.reset !== null && isSame ? counted : 'open';
}

function resetToldOfPast(draft: Draft): Value | 'untouched' | 'open' {
  if (draft.reset === null) return 'untouched';
  const told = factsOf(draft.facts, 'reset').map((fact) => fact.statement.reset);
  const own = told.find(({ target, value }) => value !== null && namesPast(target));
  if (own?.value != null) return own.value;
  const isAll = (target: Value | null): boolean =>
    target === null ||
    (target.k === 'op' && target.op === 'every' && literalOf(target.args[0] ?? num(0)) === draft.internals.length);
  const all = told.find(({ target, value }) => value !== null && isAll(target));
  return all?.value ?? 'open';
}

const namesPast = (target: Value | null): boolean =>
  target !== null &&
  ((target.k === 'noun' && target.noun === 'remembered value') ||
    (target.k === 'op' && target.op === 'all' && target.args.some((arg) => namesPast(arg))));
