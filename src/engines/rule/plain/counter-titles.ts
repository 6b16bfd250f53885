import type { Feature, Statement } from '../../../english/index.ts';
import type { Draft, Fact } from '../facts.ts';

type Build = Extract<Statement, { readonly s: 'build' }>;

const GRAY: readonly (string | undefined)[] = ['gray', 'gray code'];

/**
 * "# Gray counter" above a text that tells of a counter inside the module: the title builds no second counter, but says
 * how the output is written, which is then held against the design.
 */
export function withCounterTitles(facts: readonly Fact[], draft: Draft): readonly Fact[] {
  const [inside, more] = draft.internals.filter((one) => one.isPast !== true && one.nouns.includes('counter'));
  if (inside === undefined || more !== undefined) return facts;
  const headings = new Set(draft.spec.body.flatMap((block) => (block.kind === 'heading' ? [block.span.start] : [])));
  return facts.map((fact): Fact => {
    const { statement } = fact;
    if (statement.s !== 'build' || !headings.has(fact.span.start)) return fact;
    const about = outputOf(statement, inside.width, draft);
    return about === null ? fact : { ...fact, about, statement: CODED };
  });
}

const CODED: Statement = { s: 'fact', fact: 'coded', values: [], text: 'gray' };

/** The output that the title speaks of; null where it says more than the code and the width of the counter. */
function outputOf({ thing, subject, also }: Build, width: number | null, draft: Draft): string | null {
  const isPlain = thing.head === 'counter' && subject === null && also === undefined;
  const isSaid = (feature: Feature): boolean =>
    feature.f === 'adj' ? GRAY.includes(feature.word) : feature.f === 'width' && feature.n === width;
  const isGray = thing.features.some((feature) => feature.f === 'adj' && GRAY.includes(feature.word));
  const [output, other] = draft.outputs.filter((port) => port.width === width);
  return isPlain && isGray && thing.features.every(isSaid) && other === undefined ? (output?.name ?? null) : null;
}
