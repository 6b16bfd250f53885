import { literalOf, op, type Value } from '../../english/index.ts';
import type { Draft, Fact, Port } from './facts.ts';
import { factsOf } from './facts.ts';

type Slice = Extract<Value, { readonly k: 'slice' }>;

interface Lane {
  readonly fact: Fact;
  readonly enable: Value;
  readonly data: Slice;
  readonly place: string | null;
}

/**
 * "be[0] controls d[7:0]": each enable bit loads its bits of the data into the same bits of the register, the one
 * output as wide. Facts that do not fit each other stay unclaimed, so that the engine refuses them.
 */
export function withLanes(draft: Draft): readonly Fact[] {
  const lanes = factsOf(draft.facts, 'fact').flatMap((fact): readonly Lane[] => {
    const [enable, data] = fact.statement.values;
    return fact.statement.fact === 'lane' && enable !== undefined && data?.k === 'slice'
      ? [{ fact, enable, data, place: fact.statement.text ?? null }]
      : [];
  });
  if (lanes.length === 0 || !isIntroduced(draft, lanes)) return draft.facts;
  const register = registerOf(lanes, draft);
  if (register === null || !cover(lanes, register)) return draft.facts;
  return draft.facts.map((fact): Fact => {
    const own = lanes.find((lane) => lane.fact === fact);
    if (own !== undefined) return loading(own, register);
    const isBorneOut = fact.statement.s === 'fact' && holdsOfLanes(fact.statement, { lanes, register });
    return isBorneOut ? { ...fact, statement: { s: 'context' } } : fact;
  });
}

const loading = ({ fact, enable, data }: Lane, register: Port): Fact => ({
  ...fact,
  statement: {
    s: 'do',
    chain: false,
    edge: 'pos',
    branches: [
      {
        guard: op('true', enable),
        actions: [{ a: 'set', target: { ...data, of: { k: 'name', name: register.name } }, value: data }],
      },
    ],
  },
});

const nameOf = (value: Value): string => {
  if (value.k === 'name') return value.name;
  return value.k === 'index' || value.k === 'slice' ? nameOf(value.of) : '';
};

/** A sentence says that the enables choose what is written, and of just these enables and this data. */
function isIntroduced(draft: Draft, lanes: readonly Lane[]): boolean {
  const told = factsOf(draft.facts, 'fact').filter((fact) => fact.statement.fact === 'lanes');
  const asked = factsOf(draft.facts, 'build').some((fact) =>
    fact.statement.thing.features.some((feature) => feature.f === 'byte-enables'),
  );
  const names = new Set(lanes.flatMap(({ enable, data }) => [nameOf(enable), nameOf(data)]));
  return (
    (told.length > 0 || asked) &&
    told.every(({ statement }) => statement.values.every((value) => names.has(nameOf(value))))
  );
}

function registerOf(lanes: readonly Lane[], draft: Draft): Port | null {
  const data = new Set(lanes.map((lane) => nameOf(lane.data)));
  const [name, other] = data;
  const source = draft.inputs.find((port) => port.name === name);
  const fitting = draft.outputs.filter((port) => port.width !== null && port.width === source?.width);
  const [register, more] = fitting;
  const isPlain = register !== undefined && more === undefined && register.lsb === 0 && source?.lsb === 0;
  return isPlain && other === undefined ? register : null;
}

const boundsOf = ({ data }: Lane): { readonly high: number; readonly low: number } => ({
  high: literalOf(data.high) ?? -1,
  low: literalOf(data.low) ?? -1,
});

/** Every bit of the register has one lane, every lane its own enable bit, and words of place are true. */
function cover(lanes: readonly Lane[], { width }: Port): boolean {
  const sorted = [...lanes].sort((left, right) => boundsOf(left).low - boundsOf(right).low);
  const enables = new Set(lanes.map(({ enable }) => JSON.stringify(enable)));
  let next = 0;
  for (const [index, lane] of sorted.entries()) {
    const { high, low } = boundsOf(lane);
    if (low !== next || high < low) return false;
    if ((lane.place === 'lower' && index !== 0) || (lane.place === 'upper' && index !== sorted.length - 1))
      return false;
    next = high + 1;
  }
  return next === width && enables.size === lanes.length;
}

/** What is said beside the lanes: what they are for, that other lanes hold, how many bytes there are. */
function holdsOfLanes(
  statement: Extract<Fact['statement'], { readonly s: 'fact' }>,
  { lanes, register }: { readonly lanes: readonly Lane[]; readonly register: Port },
): boolean {
  if (statement.fact === 'lanes' || statement.fact === 'lanes-rest') return true;
  const isWide = statement.text === undefined || Number(statement.text) === register.width;
  return (
    statement.fact === 'lanes-count' && isWide && statement.n === lanes.length && register.width === 8 * lanes.length
  );
}
