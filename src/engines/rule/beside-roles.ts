import { type Action, isZero, literalOf, namesOf, type Value } from '../../english/index.ts';
import { isClockName } from './draft.ts';
import type { Draft, Port, Trouble } from './facts.ts';
import { factsOf, troubleAt } from './facts.ts';
import { roleText } from './telling.ts';

/** What happens under conditions on an input, as the sentences tell it. */
interface Effects {
  readonly actions: readonly Action[];
  readonly isReset: boolean;
  readonly inputs: ReadonlySet<string>;
}

const sets = ({ actions }: Effects, isFit: (value: Value) => boolean): boolean =>
  actions.some((action) => action.a === 'set' && isFit(action.value));

const isConstant = (value: Value): boolean => value.k === 'fill' || literalOf(value) !== null;

/** What a bare word beside a one-bit input asks of what the sentences do under it. */
const ROLES: readonly (readonly [RegExp, (effects: Effects) => boolean])[] = [
  [
    /^(?:synchronous |parallel )?load(?: enable| input| signal| control)?$/i,
    (effects) => sets(effects, (value) => namesOf(value).some((name) => effects.inputs.has(name))),
  ],
  [
    /^(?:(?:a?synchronous) )?(?:pre)?set(?: input| signal)?$/i,
    (effects) => !effects.isReset && sets(effects, (value) => isConstant(value) && !isZero(value)),
  ],
  [
    /^(?:(?:a?synchronous) )?(?:reset|clear)(?: input| signal)?$/i,
    (effects) => effects.isReset || sets(effects, isConstant),
  ],
  [
    /^(?:count |shift )?direction(?: input| signal| control)?$/i,
    ({ actions }) => new Set(actions.flatMap((one) => ('dir' in one ? [one.dir] : []))).size > 1,
  ],
];

/** The operation that a bare word beside an output says it is the result of. */
const RESULTS: readonly (readonly [RegExp, RegExp])[] = [
  [/^(?:the )?sum$/i, /"op":"\+"|"a":"step"|"noun":"sum"|add|popcount/],
  [/^(?:the )?remainder$/i, /remainder|"op":"%"|"op":"low"/],
  [/\b(?:maximum|largest|highest)(?: value)?$/i, /"op":"[<>]|max/],
  [/\b(?:minimum|smallest|lowest)(?: value)?$/i, /"op":"[<>]|min/],
  [/^(?:\d+-bit )?shift register$/i, /"a":"shift"|"cat"|"op":"(?:<<|>>|shr|asr)|"k":"cat"/],
  [/^counts? up$/i, /"dir":"up"|"op":"\+"/],
  [/^random(?: number)?$/i, /"a":"shift"|"op":"\^"/],
  [/^product$/i, /"op":"\\*"|multipl/],
  [/^difference$/i, /"op":"-"|subtract|borrow/],
];

/** What says of a clock that it is something else, or not simply a clock. */
const NO_CLOCK = /\b(?:reset|enable|data|level|sampled|slow|gated|hold|strobe|select|request|address)\b/i;

/** An input by which nothing happens. */
const FREEZING = /^(?:hold|freeze|pause|stop|stall|ignored|mask|inhibit)(?: (?:input|signal|control))?$/i;

/** What a reset is not. */
const OTHER_ROLE =
  /^(?:active[ -](?:high|low) )?(?:(?:write|read|count|shift|clock|output|input|chip|push|pop|load|data) ?)+(?:enable|strobe|request|select|input|valid)?$|^(?:enable|valid|ready|start|stop|data|clock)(?: (?:input|signal))?$/i;

/** An input called `load` that loads nothing, an output called `product` of no multiplication. */
export function roleAgainstUse(draft: Draft): Trouble | null {
  const odd =
    draft.inputs.find((port) => isOddInput(port, draft)) ?? draft.outputs.find((port) => isOddOutput(port, draft));
  return odd === undefined
    ? null
    : troubleAt(
        'contradiction',
        `${odd.name} is called something here that the sentences do not make of it`,
        odd.port.span,
      );
}

function isOddInput({ name, width, port }: Port, draft: Draft): boolean {
  const role = ROLES.find(([words]) => words.test(roleText(port)));
  const said = roleText(port);
  if (said !== '' && name === draft.clock?.name && isClockName(name)) return NO_CLOCK.test(said);
  if (draft.reset?.signal === name && (OTHER_ROLE.test(said) || FREEZING.test(said))) return true;
  if (width !== 1 || role === undefined || name === draft.clock?.name) return false;
  const branches = factsOf(draft.facts, 'do').flatMap(({ statement }) => chainUnder(statement.branches, name));
  const isReset = draft.reset?.signal === name;
  if (branches.length === 0 && !isReset) return false;
  const inputs = new Set(draft.inputs.map((one) => one.name));
  return !role[1]({ actions: branches, isReset, inputs });
}

/** The actions under a condition on a signal, and those of the branches that follow as its other case. */
function chainUnder(
  branches: readonly { readonly guard: Value | null; readonly actions: readonly Action[] }[],
  name: string,
): readonly Action[] {
  const first = branches.findIndex(({ guard }) => guard !== null && namesOf(guard).includes(name));
  return first < 0 ? [] : branches.slice(first).flatMap(({ actions }) => actions);
}

function isOddOutput({ name, port }: Port, draft: Draft): boolean {
  const result = RESULTS.find(([words]) => words.test(roleText(port)));
  if (result === undefined) return false;
  const told = factsOf(draft.facts, 'do').flatMap(({ statement }) =>
    statement.branches.flatMap(({ actions }) =>
      actions.filter(({ target }) => target?.k === 'name' && target.name === name),
    ),
  );
  return told.length > 0 && !result[1].test(JSON.stringify(told));
}
