import { type Action, namesOf, type Value } from '../../english/index.ts';
import type { DoFact, Draft, Fact } from './facts.ts';
import { factsOf } from './facts.ts';
import { signedNames } from './resolve.ts';

/** Words of sentences that are no behaviour of their own, and leave open what they are said of. */
const OPEN_WORDS: readonly (readonly [Fact['statement']['s'], RegExp])[] = [
  // All bits, or the number one.
  ['reset', /\b(?:all|every|each)\s+(?:of the\s+)?bits?\s+(?:of|in)\s+\S+\s+to\s+(?:1|one|high)\b/i],
  ['edges', /\bunless\b[^,;.]*,\s*then\b/i],
  // Of both states, or of the last one.
  ['outputs', /\bin\s+\w+,?\s+(?:and|or)\s+in\s+\w+\s+(?:if|when|while)\b/i],
  // Nothing says of what.
  ['do', /\btheir\s+(?:sum|difference|product)\b/i],
  // With its carry, or without.
  ['do', /\bparity\s+(?:bit\s+)?of\s+(?:the\s+)?(?:sum|difference|product)\b/i],
];

/** The first sentence in which it is open what a pronoun, a noun or an `otherwise` stands for. */
export function openReference(facts: readonly Fact[], draft: Draft): Fact | undefined {
  const doing = factsOf(facts, 'do');
  return (
    facts.find(({ statement, text }) => OPEN_WORDS.some(([kind, words]) => statement.s === kind && words.test(text))) ??
    doing.find((fact) => isOfIt(fact) || isOfThePast(fact, draft)) ??
    openSign(facts, doing, draft) ??
    openCarry(doing) ??
    openOtherwise(facts)
  );
}

/** "It is added to q", "p takes it": a pronoun that is computed with may be any of the signals before it. */
const isOfIt = ({ statement }: DoFact): boolean =>
  statement.branches.some(({ actions }) => actions.some((action) => action.a === 'set' && holdsIt(action.value)));

const holdsIt = (value: Value): boolean =>
  value.k === 'noun' ? value.noun === 'it' : value.k === 'op' && value.op !== 'past' && value.args.some(holdsIt);

const PREVIOUS = /\b(?:previous|old|earlier|former)\s+value\s+of\s+\x60?(\w+)/gi;

/** "The previous value of d" of an input, read as the value that it has now: a register has an old value, an input none. */
const isOfThePast = ({ statement, text }: DoFact, { inputs }: Draft): boolean =>
  [...text.matchAll(PREVIOUS)].some(([, name]) => inputs.some((port) => port.name === name)) &&
  !/"op":"(?:past|delay|rose|fell|changed)"/.test(JSON.stringify(statement));

const setBy = (doing: readonly DoFact[], name: string): readonly Value[] =>
  doing.flatMap(({ statement }) =>
    statement.branches.flatMap(({ actions }) =>
      actions.flatMap((action: Action) =>
        action.a === 'set' && action.target?.k === 'name' && action.target.name === name ? [action.value] : [],
      ),
    ),
  );

const RESULT = /"noun":"(?:sum|difference|product)"/;
const ORDER: ReadonlySet<string> = new Set(['<', '>', '<=', '>=']);

/** A sign of numbers, where the text speaks of signs anywhere else. */
const NEGATIVE =
  /\b(?:is|are|was)\s+(?:negative|positive)\b|\b(?:less|smaller|lower)\s+than\s+(?:0|zero)\b|\bbelow\s+(?:0|zero)\b/i;
const SIGNED = /\bsigned\b|\btwo'?s[- ]complement|\bsign\b|\bsigns\b|significant bit/i;

/** A result of signed numbers that is compared or computed with, where nothing says whether it is signed too. */
function openSign(facts: readonly Fact[], doing: readonly DoFact[], draft: Draft): Fact | undefined {
  const told = factsOf(facts, 'fact').filter(({ statement }) => statement.fact === 'signed');
  const signed = new Set([
    ...told.flatMap((fact) => signedNames(fact, draft)),
    ...draft.inputs.filter((port) => port.signed).map((port) => port.name),
  ]);
  if (signed.size === 0 && !SIGNED.test(draft.spec.text)) return doing.find(({ text }) => NEGATIVE.test(text));
  const results = draft.ports.filter(
    ({ name, width, signed: own, direction }) =>
      direction === 'output' &&
      width !== 1 &&
      !own &&
      !signed.has(name) &&
      setBy(doing, name).some(
        (value) => namesOf(value).some((one) => signed.has(one)) || RESULT.test(JSON.stringify(value)),
      ),
  );
  const names = new Set(results.map(({ name }) => name));
  return doing.find(({ statement }) =>
    statement.branches.some(
      ({ guard, actions }) =>
        (guard !== null && compares(guard, names)) ||
        actions.some((action) => action.a === 'set' && (compares(action.value, names) || adds(action.value, names))),
    ),
  );
}

const compares = (value: Value, names: ReadonlySet<string>): boolean =>
  value.k === 'op' &&
  ((ORDER.has(value.op) && value.args.some((arg) => arg.k === 'name' && names.has(arg.name))) ||
    value.args.some((arg) => compares(arg, names)));

const adds = (value: Value, names: ReadonlySet<string>): boolean =>
  value.k === 'op' &&
  ['+', '-', '*'].includes(value.op) &&
  value.args.some((arg) => arg.k === 'name' && names.has(arg.name));

/** "The carry" of a circuit that adds in one case and subtracts in another. */
function openCarry(doing: readonly DoFact[]): Fact | undefined {
  const values = JSON.stringify(doing.map(({ statement }) => statement.branches));
  const isBoth = values.includes('"op":"+"') && values.includes('"op":"-"');
  const isOpen = (fact: DoFact): boolean =>
    /"op":"(?:carry|borrow)","args":\[\{"k":"noun"/.test(JSON.stringify(fact.statement)) && !/\bof\b/i.test(fact.text);
  return isBoth ? doing.find((fact) => isOpen(fact)) : undefined;
}

const FROM = /^(?:from|in)\b[^.]*\b(?:if|when|while|unless)\b/i;

/** "Otherwise it goes to IDLE" behind several states with ways of their own: of the last state, or of all. */
function openOtherwise(facts: readonly Fact[]): Fact | undefined {
  const edges = factsOf(facts, 'edges');
  const texts = [...new Map(edges.map((fact) => [fact.sentence, fact])).values()];
  return texts.find(({ text }, at) => {
    const before = [texts[at - 1]?.text ?? '', texts[at - 2]?.text ?? ''];
    const goes = /^(?:otherwise|else|in all other cases)\b.*\b(?:goes|moves|returns|changes|switches)\b.*\bto\b/i.test(
      text,
    );
    return goes && before.every((one) => FROM.test(one) && !/\botherwise\b/i.test(one));
  });
}
