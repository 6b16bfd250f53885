import { type Draft, type Fact, factsOf, type OpenWork } from '../facts.ts';
import { signalName } from '../internals.ts';
import { nounOfPorts } from '../speech.ts';
import { isEveryRegister } from './rewrites.ts';
import type { RegisterThing } from './things.ts';

/** Resolves nouns: the port a list entry is about, a component, an internal signal, or the only port of its kind. */
export function nounsOf(
  draft: Draft,
  open: OpenWork,
  things: readonly RegisterThing[],
): (noun: string, fact: Fact) => string | null {
  const ports = nounOfPorts(draft);
  return (noun, fact) => {
    if (isEveryRegister(noun)) return noun;
    if (noun.startsWith('about')) return aboutNoun(noun, fact, draft);
    const port = draft.inputs.find((one) => one.name.toLowerCase() === noun);
    if (port !== undefined) return port.name;
    if (draft.decimal !== undefined && DECIMAL.includes(noun)) return draft.decimal;
    const owners = ownersOf(noun, draft, things);
    if (owners.length > 0) return only(owners);
    return noun === 'output' ? outputNoun(open) : (soleRegister(noun, draft) ?? ports(noun));
  };
}

/** Components and internal signals that go by a noun, with its bits where it is said how many. */
function ownersOf(noun: string, { internals }: Draft, things: readonly RegisterThing[]): readonly string[] {
  const [plain = noun, bits] = noun.split('#');
  const named = internals.filter(
    (one) => one.nouns.includes(plain) && (bits === undefined || one.width === Number(bits)),
  );
  const built = things.filter((thing) => thing.nouns.includes(noun));
  return [...new Set([...built.map((thing) => thing.target.name), ...named.map((one) => signalName(one))])];
}

/** "The register" of a clocked text that introduces none inside: its only output. */
const soleRegister = (noun: string, { internals, clock, outputs }: Draft): string | null =>
  noun === 'register' && internals.length === 0 && clock !== null ? only(outputs.map(({ name }) => name)) : null;

/** Words for the one number that is written in decimal digits. */
const DECIMAL: readonly string[] = ['number', 'count', 'value'];

/** The port a list entry is about: an output, or (`about-input`) a one-bit input. */
function aboutNoun(noun: string, fact: Fact, draft: Draft): string | null {
  const ports = noun === 'about' ? draft.outputs : draft.inputs.filter((port) => port.width === 1);
  return ports.some((port) => port.name === fact.about) ? fact.about : null;
}

const only = (names: readonly string[]): string | null => (names.length === 1 ? (names[0] ?? null) : null);

/** "The output" where there is one, or one that no sentence names; every output where the text says to do the same for all. */
function outputNoun(open: OpenWork): string | null {
  if (sameForAll(open).length > 0) return EVERY;
  const told = new Set(factsOf(open.facts, 'do').flatMap((fact) => targetsOf(fact)));
  const untold = open.outputs.filter((port) => !told.has(port.name));
  return only((open.outputs.length > 1 ? untold : open.outputs).map((port) => port.name));
}

/** The outputs that a behaviour sentence names, or the one it stands beside. */
const targetsOf = (fact: Fact): readonly string[] =>
  fact.statement.s !== 'do'
    ? []
    : fact.statement.branches.flatMap((branch) =>
        branch.actions.flatMap((action) =>
          action.target?.k === 'name' ? [action.target.name] : fact.about === null ? [] : [fact.about],
        ),
      );

/** Stands for every output, where the text says that all are made the same way. */
export const EVERY = '*';

/** "Do the same twice", where there are two outputs. */
export function sameForAll(open: OpenWork): readonly Fact[] {
  return factsOf(open.facts, 'fact').filter(
    (fact) =>
      fact.statement.fact === 'same-for-all' && fact.statement.n === open.outputs.length && open.outputs.length > 1,
  );
}
